//! The matrix: themes against counties or periods. Each number links to the list that it counts. Below it, in words,
//! what the text does not say.

use maud::{Markup, html};

use super::{Draw, fill_with, linked_list};
use crate::model::{County, IdSet, Member};
use crate::query::{Across, Cell, MatrixRow, Query, Reach};
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
    let (hint, all, why) = match across {
        Across::County => (
            words.matrix_hint,
            words.matrix_all,
            Some(words.matrix_all_why),
        ),
        Across::Period if adds_up => (words.matrix_hint_periods, words.matrix_sum, None),
        Across::Period => (
            words.matrix_hint_periods,
            words.matrix_all,
            Some(words.matrix_all_periods_why),
        ),
    };
    html! {
        p.hint { (hint) }
        // On a phone it scrolls sideways, so it must take the focus for the keyboard.
        div.matrix-frame tabindex="0" role="region" aria-labelledby="matrix-title" {
            table.matrix {
                caption #matrix-title { (words::fill(words.matrix, &[words.across_name(across)])) }
                thead {
                    tr {
                        th scope="col" { (words.theme) }
                        @for column in &columns { th scope="col" { span { (column) } } }
                        th scope="col" aria-describedby=[why.map(|_| "matrix-all-why")] { span { (all) } }
                    }
                }
                tbody {
                    @for row in &draw.view.matrix {
                        @let theme = draw.theme_name(row.theme);
                        tr {
                            th scope="row" { (theme) }
                            @for (cell, column) in row.cells.iter().zip(&columns) {
                                td class={ "level-" (cell.level) } {
                                    (number(draw, cell, &[theme, column], across == Across::County))
                                }
                            }
                            td.all class={ "level-" (row.total.level) } {
                                (number(draw, &row.total, &[theme, all], false))
                            }
                        }
                    }
                }
            }
        }
        p.hint {
            (words.statement_about)
            @if let Some(why) = why { " " span #matrix-all-why { (why) } }
        }
        @if across == Across::County { (silences(draw)) }
    }
}

/// A cell as a link to its list: how many name the county, and hatched how many mean it as part of a group.
/// `names` are those of its row and its column.
pub(super) fn number(draw: &Draw<'_>, cell: &Cell, names: &[&str], of_county: bool) -> Markup {
    let both = draw.words.list(names);
    let [all, named, collective] =
        [cell.count, cell.named(), cell.collective].map(|n| n.to_string());
    let label = if of_county {
        words::fill(draw.words.map_tile, &[&both, &named, &collective])
    } else {
        words::fill(draw.words.tile, &[&both, &all])
    };
    html! {
        a href=(draw.href(&cell.to)) {
            span.unseen { (label) }
            @if cell.named() > 0 || cell.count == 0 { span.named-count aria-hidden="true" { (named) } }
            @if cell.collective > 0 { span.collective-count aria-hidden="true" { "+" (collective) } }
        }
    }
}

/// The themes of which the text says nothing for a county, in words: the empty cells of the matrix. Those that every
/// county lacks are said once.
fn silences(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let rows = &draw.view.matrix;
    let lacks_all = |row: &MatrixRow| row.cells.iter().all(|cell| cell.count == 0);
    let lacks = |row: &MatrixRow, county: County| {
        let cell = row.cells.get(county.ordinal());
        cell.is_some_and(|cell| cell.count == 0)
    };
    let every = links(draw, rows.iter().filter(|row| lacks_all(row)));
    // Counties that lack the same themes are one line.
    let mut each: Vec<(Vec<&str>, Vec<&MatrixRow>)> = Vec::new();
    for county in draw.plan().all::<County>() {
        let own = rows.iter();
        let own = own.filter(|row| lacks(row, county) && !lacks_all(row));
        let own: Vec<&MatrixRow> = own.collect();
        let name = words.county_name(draw.plan(), county);
        match each.iter_mut().find(|(_, known)| *known == own) {
            Some((names, _)) => names.push(name),
            None => each.push((vec![name], own)),
        }
    }
    each.retain(|(_, own)| !own.is_empty());
    let about = match draw.query.reach {
        Reach::All => words.silences_about,
        Reach::Named => words.silences_named_about,
    };
    let line = |template: &str, county: &str, themes: &[Markup]| {
        fill_with(
            template,
            &[html! { b { (county) } }, linked_list(draw, themes)],
        )
    };
    html! {
        section.silences aria-labelledby="silences-title" {
            h2 #silences-title { (words.silences) }
            @if every.is_empty() && each.is_empty() {
                p { (words.silences_none) }
            } @else {
                p.hint {
                    @if without_columns(draw.query).is_filtered() { (words.answer_filtered) }
                    (about)
                }
                ul {
                    @if !every.is_empty() { li { (line(words.silence, words.silence_of_every, &every)) } }
                    @for (names, own) in &each {
                        @let template = if every.is_empty() { words.silence } else { words.silence_beyond };
                        li { (line(template, &words.list(names), &links(draw, own.iter().copied()))) }
                    }
                }
            }
        }
    }
}

/// The themes of rows, each a link to what there is of the theme anywhere.
fn links<'r>(draw: &Draw<'_>, rows: impl Iterator<Item = &'r MatrixRow>) -> Vec<Markup> {
    let links = rows.map(|row| {
        html! { a href=(draw.href(&row.total.to)) { (draw.theme_name(row.theme)) } }
    });
    links.collect()
}

/// The filters that the matrix follows, apart from the reach.
fn without_columns(query: &Query) -> Query {
    Query {
        themes: IdSet::new(),
        counties: IdSet::new(),
        reach: Reach::All,
        ..query.clone()
    }
}
