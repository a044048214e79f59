//! The comparison: two counties or two themes side by side.

use maud::{Markup, html};

use super::{Draw, fill_with, linked_list, matrix, profile, statements};
use crate::model::{IdSet, Identified};
use crate::query::{Comparison, Line, Query, Side, Subject};
use crate::words;

/// The comparison, and the switches that choose what to compare.
pub(super) fn compare(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    html! {
        p.hint { (words.compare_hint) }
        // Folded when something is chosen: on a phone the switches would push the answer off the screen.
        details.compare-choose open[draw.view.comparison.is_none()] {
            summary { (words.compare_choose) }
            (choices(draw))
        }
        @if let Some(comparison) = &draw.view.comparison { (both_sides(draw, comparison)) }
    }
}

/// The counties and themes as switches.
fn choices(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let counties = plan.counties().iter().map(|entry| words.county(entry));
    let themes = plan.themes().iter().map(|entry| words.theme(entry));
    html! {
        div.compare-choices {
            (choice(draw, words.county, counties, |query| &mut query.counties))
            (choice(draw, words.theme, themes, |query| &mut query.themes))
        }
    }
}

fn choice<'a, V: Identified>(
    draw: &Draw<'_>,
    title: &str,
    names: impl Iterator<Item = &'a str>,
    set: fn(&mut Query) -> &mut IdSet<V>,
) -> Markup {
    html! {
        ul.zones aria-label=(title) {
            @for (value, name) in (0..).map_while(V::nth).zip(names) {
                @let mut to = draw.query.at(None);
                @let chosen = set(&mut to).contains(value);
                ({ set(&mut to).toggle(value); "" })
                li {
                    a.chosen[chosen] id={ "compare-" (value.id_in(draw.plan().vocabularies())) } href=(draw.href(&to))
                        aria-current=[chosen.then_some("true")] { (name) }
                }
            }
        }
    }
}

fn name<'a>(draw: &Draw<'a>, subject: Subject) -> &'a str {
    match subject {
        Subject::Theme(theme) => draw.theme_name(theme),
        Subject::County(county) => draw.words.county_name(draw.plan(), county),
    }
}

/// What differs comes first, then what both share, folded, then the numbers.
fn both_sides(draw: &Draw<'_>, comparison: &Comparison<'_>) -> Markup {
    let words = draw.words;
    let names = [0, 1].map(|at| name(draw, comparison.sides[at].subject));
    let more: Vec<&str> = comparison
        .more
        .iter()
        .map(|&other| name(draw, other))
        .collect();
    html! {
        @if !more.is_empty() {
            p.ours role="note" { (words::fill(words.compare_more, &[&words.list(&more)])) }
        }
        div.compare {
            @for (at, side) in comparison.sides.iter().enumerate() { (side_alone(draw, comparison, side, at)) }
        }
        details.folded.compare-both {
            summary { h2 { (words.compare_both) span.number { (comparison.both.len()) } } }
            @if comparison.both.is_empty() {
                p.ours { (words.compare_none) }
            } @else {
                (statements::list(draw, comparison.both.iter()))
            }
        }
        (counts(draw, comparison, names))
    }
}

/// A side: its name, the role that the plan gives to a county, and what it has alone.
fn side_alone(draw: &Draw<'_>, comparison: &Comparison<'_>, side: &Side<'_>, at: usize) -> Markup {
    let words = draw.words;
    let own = name(draw, side.subject);
    html! {
        section.compare-side {
            h2 { (own) }
            p { a href=(draw.href(&side.to)) {
                (words.show(side.to.view, side.total))
            } }
            @if let Some(role) = side.role { (profile::role(draw, role)) }
            @if !side.named_alone.is_empty() { p.alone { (named_alone(draw, comparison, side, at)) } }
            div.block-title {
                h3 { (words::fill(words.compare_only, &[own])) span.number { (side.only.len()) } }
            }
            @if side.only.is_empty() {
                p.ours { (words.compare_none) }
            } @else {
                (statements::list(draw, side.only.iter()))
            }
        }
    }
}

/// The themes, or counties, that are named with this side only, each a link to what is said there.
fn named_alone(draw: &Draw<'_>, comparison: &Comparison<'_>, side: &Side<'_>, at: usize) -> Markup {
    let lines = comparison.lines.iter();
    let lines = lines.filter(|line| side.named_alone.contains(&line.subject));
    let links = lines.map(|line| {
        html! { a href=(draw.href(&line.counts[at].to)) { (name(draw, line.subject)) } }
    });
    let links: Vec<Markup> = links.collect();
    let template = match side.subject {
        Subject::County(_) => draw.words.compare_themes,
        Subject::Theme(_) => draw.words.compare_places,
    };
    let own = html! { (name(draw, side.subject)) };
    fill_with(template, &[own, linked_list(draw, &links)])
}

/// The counts as a table. All its bars have one scale.
fn counts(draw: &Draw<'_>, comparison: &Comparison<'_>, names: [&str; 2]) -> Markup {
    let words = draw.words;
    html! {
        table.compare-counts {
            caption { (words.compare_counts) }
            thead {
                tr {
                    th scope="col" { (names[0]) }
                    th scope="col" { span.ours { (words.compare) } }
                    th scope="col" { (names[1]) }
                }
            }
            tbody { @for line in &comparison.lines { (row(draw, line, comparison.most, names)) } }
        }
    }
}

fn row(draw: &Draw<'_>, line: &Line, most: usize, names: [&str; 2]) -> Markup {
    let label = name(draw, line.subject);
    let cell = |at: usize| {
        let cell = &line.counts[at];
        let width = |count: usize| count * 100 / most.max(1);
        let (named, all) = (width(cell.named()), width(cell.count));
        // The bars of the first side grow to the left, and those of the second to the right.
        let from = |from: usize, to: usize| if at == 0 { 100 - to } else { from };
        html! {
            td {
                div.compare-cell {
                svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                    rect.part width=(all - named) height="8" x=(from(named, all)) {}
                    rect width=(named) height="8" x=(from(0, named)) {}
                }
                (matrix::number(draw, cell, &[names[at], label], true))
                }
            }
        }
    };
    html! {
        tr { (cell(0)) th scope="row" { (label) } (cell(1)) }
    }
}
