//! The matrix: themes against counties or periods. Each number links to the list it counts.

use maud::{Markup, html};

use super::Draw;
use crate::query::{Across, Cell};
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
    html! {
        p.hint { (words.matrix_hint) }
        // On a phone it scrolls sideways, so it must take the focus for the keyboard.
        div.matrix-frame tabindex="0" role="region" aria-labelledby="matrix-title" {
            table.matrix {
                caption #matrix-title { (words::fill(words.matrix, &[words.across_name(across)])) }
                thead {
                    tr {
                        th scope="col" { (words.theme) }
                        @for column in &columns { th scope="col" { span { (column) } } }
                        th scope="col" { span { (words.matrix_all) } }
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
                            (number(draw, &row.total, theme, words.matrix_all))
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
            a href=(draw.href(&cell.to)) aria-label=(label) data-then="status" { (count) }
        }
    }
}
