//! The overview: what the plan is, what it says most about, and what to press. It stands above the list while
//! nothing is asked.
//!
//! Every number is the length of the answer that its link opens.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::{Draw, missing};
use crate::model::{County, IdSet, Kind, PeriodRole, Theme, Vocabulary};
use crate::query::{Has, Progress, Query, Reach, ViewKind};
use crate::words::fill;

/// The overview, if nothing is asked. It stays while something is opened beside it.
pub fn overview(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let asked = Query {
        lang: None,
        ..draw.query.at(None)
    };
    if asked != Query::default() {
        return Markup::default();
    }
    // What is achieved and targeted is only known once somebody has tagged it.
    let has_milestones = !draw.plan().milestones().is_empty();
    html! {
        section.overview aria-labelledby="overview-title" {
            h2 #overview-title.unseen { (words.overview) }
            p.lead { (words.pick(&draw.plan().site().intro)) }
            p.hint { (words.overview_quotes) }
            @if !has_milestones { (missing::note(words, words.missing.overview)) }
            @else { (totals(draw)) }
            div.overview-columns {
                @if !draw.plan().counties().is_empty() { (counties(draw)) }
                @if has_milestones { (themes(draw)) } @else { (contents(draw)) }
                nav.questions aria-label=(words.examples) {
                    h3 { (words.examples) }
                    ul {
                        @for question in &draw.plan().site().questions {
                            li {
                                a href={ "?" (question.link) } {
                                    (words.pick(&question.words))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The outline, for a plan of which nothing else is known.
fn contents(draw: &Draw<'_>) -> Markup {
    html! {
        section.contents aria-labelledby="contents-title" {
            h3 #contents-title { (draw.words.outline) }
            div.outline-parts { (super::outline(draw.words, draw.plan())) }
        }
    }
}

/// The names of the periods with this role.
pub(super) fn periods(draw: &Draw<'_>, role: PeriodRole) -> String {
    let periods = draw.plan().periods().iter();
    let names = periods.filter(|entry| entry.role == role);
    let names: Vec<&str> = names.map(|entry| draw.words.pick(&entry.name)).collect();
    draw.words.list(&names)
}

/// Four figures: achievements, targets, and how many targets say how much or when.
fn totals(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let Progress { achieved, targeted } = draw.explorer.progress(draw.query);
    let with = |has: Has| Query {
        has: IdSet::of(has),
        ..targeted.to.clone()
    };
    let figure = |count: usize, label: &str, to: &Query, kind: &str| {
        html! {
            li {
                a class={ "total " (kind) } href=(draw.href(to)) {
                    b { (count) } " " span { (label) }
                }
            }
        }
    };
    let past = periods(draw, PeriodRole::Past);
    let planned = periods(draw, PeriodRole::Planned);
    let number = achieved.with_number.to_string();
    html! {
        ul.totals {
            (figure(
                achieved.count,
                &fill(words.overview_achieved, &[&past, &number]),
                &achieved.to,
                Kind::Achieved.id(),
            ))
            (figure(
                targeted.count,
                &fill(words.overview_targeted, &[&planned]),
                &targeted.to,
                Kind::Target.id(),
            ))
            (figure(targeted.with_number, words.overview_number, &with(Has::Number), ""))
            (figure(targeted.with_time, words.overview_time, &with(Has::Time), ""))
        }
    }
}

/// The side of a square, and the distance from one to the next.
const SQUARE: usize = 8;
const STEP: usize = 10;

/// A row of squares as a path. The first stands at `x`; each next one `step` to the right, or left if negative.
fn squares(count: usize, x: usize, leftwards: bool) -> String {
    let squares = (0..count).map(|at| {
        let x = if leftwards {
            x.saturating_sub(at * STEP)
        } else {
            x + at * STEP
        };
        format!("M{x} 2h{SQUARE}v{SQUARE}h-{SQUARE}z")
    });
    squares.collect()
}

/// The themes by growth: what was achieved, and what is targeted.
fn themes(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let mut rows: Vec<(Theme, Progress)> = draw.explorer.progress_by_theme(draw.query);
    let growth = |row: &Progress| row.targeted.count as i64 - row.achieved.count as i64;
    rows.sort_by_key(|(_, row)| Reverse(growth(row)));
    let most = |count: fn(&Progress) -> usize| {
        rows.iter()
            .map(|(_, row)| count(row))
            .max()
            .unwrap_or_default()
    };
    let left = most(|row| row.achieved.count) * STEP;
    let width = left + STEP + most(|row| row.targeted.count) * STEP;
    html! {
        section.growth aria-labelledby="growth-title" {
            h3 #growth-title { (words.overview_themes) }
            p.hint { span.growth-hint { (words.overview_squares) } (words.overview_themes_about) }
            ol {
                @for (theme, row) in &rows {
                    @let list = Query { themes: IdSet::of(*theme), ..draw.query.clone() };
                    li {
                        a.growth-theme href=(draw.href(&list)) { (draw.theme_name(*theme)) }
                        (marks(row, left, width))
                        span.growth-counts {
                            (count(draw, row.achieved.count, &row.achieved.to, *theme, Kind::Achieved))
                            span aria-hidden="true" { "→" }
                            (count(draw, row.targeted.count, &row.targeted.to, *theme, Kind::Target))
                        }
                    }
                }
            }
        }
    }
}

/// A number of a theme, as a link to what it counts.
fn count(draw: &Draw<'_>, count: usize, to: &Query, theme: Theme, kind: Kind) -> Markup {
    let words = draw.words;
    let name = words.list(&[draw.theme_name(theme), words.kind_name(kind)]);
    let label = fill(words.explained_count, &[&name, &count.to_string()]);
    html! {
        a href=(draw.href(to)) aria-label=(label) { (count) }
    }
}

/// A square for each item. Those with a number stand next to the middle.
fn marks(row: &Progress, left: usize, width: usize) -> Markup {
    let (done, to_do) = (&row.achieved, &row.targeted);
    let plain_done = done.count.saturating_sub(done.with_number);
    let plain_to_do = to_do.count.saturating_sub(to_do.with_number);
    let start = left.saturating_sub(STEP);
    let right = left + STEP;
    html! {
        svg.growth-marks viewBox={ "0 0 " (width) " 12" } aria-hidden="true" preserveAspectRatio="xMinYMid meet" {
            path.achieved.with-number d=(squares(done.with_number, start, true)) {}
            path.achieved d=(squares(plain_done, start.saturating_sub(done.with_number * STEP), true)) {}
            path.target.with-number d=(squares(to_do.with_number, right, false)) {}
            path.target d=(squares(plain_to_do, right + to_do.with_number * STEP, false)) {}
        }
    }
}

/// The counties at their places, each with the number of passages that name it, and that mean it with others.
fn counties(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let counts = |reach: Reach| {
        let query = Query {
            reach,
            ..draw.query.in_view(ViewKind::List)
        };
        draw.explorer.view(&query).facets.counties
    };
    let (named, all) = (counts(Reach::Named), counts(Reach::All));
    html! {
        nav.where aria-labelledby="where-title" {
            h3 #where-title { (words.overview_counties) }
            p.hint { (words.overview_counties_about) }
            ul {
                @for (county, entry) in plan.all::<County>().zip(plan.counties()) {
                    @let to = Query { counties: IdSet::of(county), ..draw.query.clone() };
                    @let (column, row) = entry.tile;
                    @let collective = all.of(county).saturating_sub(named.of(county));
                    li class={ "col-" (column) " row-" (row) } {
                        a href=(draw.href(&to)) {
                            span.where-name { (words.county(entry)) }
                            b { (named.of(county)) }
                            @if collective > 0 {
                                span.where-more { (fill(words.overview_collective, &[&collective.to_string()])) }
                            }
                        }
                    }
                }
            }
        }
    }
}
