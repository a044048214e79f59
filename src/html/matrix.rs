//! The matrix: themes against counties or periods. Each number links to the list it counts.

use maud::{Markup, html};

use super::Draw;
use crate::query::{Across, Cell, MatrixRow};
use crate::words;

/// The matrix.
pub(super) fn matrix(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let across = draw.query.across;
    let columns: Vec<&str> = match across {
        Across::County => {
            let counties = draw.plan().counties().iter();
            counties
                .map(|entry| words.county(entry))
                .collect::<Vec<_>>()
        }
        Across::Period => {
            let periods = draw.plan().periods().iter();
            periods
                .map(|entry| words.pick(&entry.name))
                .collect::<Vec<_>>()
        }
    };
    let adds_up = draw.view.matrix.iter().all(MatrixRow::adds_up);
    let all = if adds_up {
        words.matrix_sum
    } else {
        words.matrix_all
    };
    html! {
        p.hint {
            (words.matrix_hint)
            @if !adds_up { " " span #matrix-all-why { (words.matrix_all_why) } }
        }
        // On a phone it scrolls sideways, so it must take the focus for the keyboard.
        div.matrix-frame tabindex="0" role="region" aria-labelledby="matrix-title" {
            table.matrix {
                caption #matrix-title { (words::fill(words.matrix, &[words.across_name(across)])) }
                thead {
                    tr {
                        th scope="col" { (words.theme) }
                        @for column in &columns { th scope="col" { span { (column) } } }
                        th scope="col" aria-describedby=[(!adds_up).then_some("matrix-all-why")] {
                            span { (all) }
                        }
                    }
                }
                tbody {
                    @for row in &draw.view.matrix {
                        @let theme = draw.theme_name(row.theme);
                        tr {
                            th scope="row" { (theme) }
                            @for (cell, column) in row.cells.iter().zip(&columns) {
                                (number(draw, cell, theme, column))
                            }
                            (number(draw, &row.total, theme, all))
                        }
                    }
                }
            }
        }
    }
}

fn number(draw: &Draw<'_>, cell: &Cell, theme: &str, column: &str) -> Markup {
    let count = cell.count.to_string();
    let both = draw.words.list(&[theme, column]);
    let label = words::fill(draw.words.tile, &[&both, &count]);
    html! {
        td class={ "level-" (cell.level) } {
            a href=(draw.href(&cell.to)) aria-label=(label) { (count) }
        }
    }
}
