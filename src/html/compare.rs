//! The comparison: two counties or two themes side by side.

use maud::{Markup, html};

use super::{Draw, profile};
use crate::model::{IdSet, Identified, Passage};
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
            @for side in &comparison.sides { (head(draw, side)) }
        }
        (counts(draw, comparison, names))
        section.block {
            div.block-title {
                h2 { (words.compare_both) span.number { (comparison.both.len()) } }
            }
            (passages(draw, &comparison.both))
        }
        div.compare {
            @for (side, name) in comparison.sides.iter().zip(names) { (own(draw, side, name)) }
        }
    }
}

/// A side's name, and the role that the plan gives to a county.
fn head(draw: &Draw<'_>, side: &Side<'_>) -> Markup {
    let words = draw.words;
    html! {
        section.compare-side {
            h2 { (name(draw, side.subject)) }
            p { a href=(draw.href(&side.to)) {
                (words.show(side.to.view, side.total))
            } }
            @if let Some(role) = side.role { (profile::role(draw, role)) }
        }
    }
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
    let words = draw.words;
    let label = name(draw, line.subject);
    let cell = |at: usize| {
        let (count, to) = &line.counts[at];
        let both = words.list(&[names[at], label]);
        let width = count * 100 / most.max(1);
        html! {
            td {
                a href=(draw.href(to))
                    aria-label=(words::fill(words.tile, &[&both, &count.to_string()]))
                {
                    svg.bar viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                        rect width=(width) height="8" x=(if at == 0 { 100 - width } else { 0 }) {}
                    }
                    span { (count) }
                }
            }
        }
    };
    html! {
        tr { (cell(0)) th scope="row" { (label) } (cell(1)) }
    }
}

/// The passages that only one side has, and its projects and milestones.
fn own(draw: &Draw<'_>, side: &Side<'_>, name: &str) -> Markup {
    let words = draw.words;
    html! {
        section.compare-side {
            div.block-title {
                h2 {
                    (words::fill(words.compare_only, &[name])) span.number { (side.only.len()) }
                }
            }
            (passages(draw, &side.only))
            (profile::projects(draw, words.compare_projects, &side.projects, side.projects.len() <= profile::UNFOLDED))
            (profile::milestones(draw, words.compare_milestones, &side.milestones))
        }
    }
}

fn passages(draw: &Draw<'_>, passages: &[&Passage]) -> Markup {
    let words = draw.words;
    html! {
        @if passages.is_empty() {
            p.ours { (words.compare_none) }
        } @else {
            ul.compare-list {
                @for passage in passages {
                    li.project {
                        a href=(draw.href_at(&passage.id)) data-opens=(passage.id) {
                            (super::list::heading(words, &words.heading_of(passage)))
                        }
                    }
                }
            }
        }
    }
}
