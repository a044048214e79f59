//! The timeline: a lane for each theme, a column for each period, and above them the time of what is dated. Or,
//! if the query asks for it, one list for each period.
//!
//! Every number is the length of the timeline that its link opens. Each cell of the table has `data-column`, so
//! that arrow keys can move between columns.

use maud::{Markup, html};

use super::list::mixed;
use super::{Draw, Rows, figures};
use crate::model::{IdSet, Kind, Milestone, Period, PeriodRole, Plan, Vocabulary};
use crate::query::{
    Arrangement, Dated, Entry, Has, Lane, Lanes, Opened, Query, Slot, Sort, ViewKind,
};
use crate::words::fill;

/// How many milestones one list of [`by_period`] has. A longer period has several, so that a first screen need not
/// draw all.
const OF_A_LIST: usize = 60;

/// A cell has at most so many marks. Its number counts all.
const MARKS: usize = 100;

/// The timeline without its rows. A plan that has no themes yet has no lanes either.
pub(super) fn timeline(draw: &Draw<'_>, opened: Option<&Opened<'_>>) -> Markup {
    let lanes = draw.explorer.lanes(draw.query, &draw.view.milestones);
    let at = opened.and_then(|opened| opened.location.milestone);
    html! {
        h2.unseen { (draw.words.view(ViewKind::Timeline)) }
        (legend(draw, &lanes))
        @if !lanes.lanes.is_empty() { (table(draw, &lanes, at)) }
    }
}

/// The rows of the timeline: without lanes the first `most` milestones by period; then the numbers that the text
/// compares.
pub(super) fn below(draw: &Draw<'_>, most: usize) -> Rows {
    let lanes = draw.explorer.lanes(draw.query, &draw.view.milestones);
    let total = draw.view.milestones.len();
    let mut rows = if lanes.lanes.is_empty() {
        by_period(draw, &lanes, most)
    } else {
        // The lanes have them all.
        Rows {
            drawn: total,
            ..Rows::of(total)
        }
    };
    if rows.drawn == total {
        rows.title("compared", figures::comparisons(draw));
    }
    rows
}

/// What the marks mean, with how many of each there are, and how the timeline can be arranged.
fn legend(draw: &Draw<'_>, lanes: &Lanes<'_>) -> Markup {
    let words = draw.words;
    html! {
        div.lanes-head {
            ul.lanes-legend aria-label=(words.legend) {
                @for (kind, slot) in &lanes.kinds {
                    li {
                        a href=(draw.href(&slot.to)) {
                            (mark(*kind, false)) (words.kind_name(*kind)) " " b { (slot.count()) }
                        }
                    }
                }
                @if let Some(slot) = &lanes.with_number {
                    li {
                        a href=(draw.href(&slot.to)) {
                            span.mark.any.with-number aria-hidden="true" {}
                            (words.has_name(Has::Number)) " " b { (slot.count()) }
                        }
                    }
                }
            }
            (choices(draw))
        }
    }
}

/// How the timeline can be arranged, and in which order its lanes can stand.
fn choices(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let groups = Arrangement::ALL.iter().map(|&group| {
        let to = Query {
            group,
            ..query.at(None)
        };
        (words.arrangement_name(group), to, group == query.group)
    });
    let by_growth = query.sort == Sort::Growth;
    let sorts = Sort::of(ViewKind::Timeline).iter().map(|&sort| {
        let to = Query {
            sort,
            ..query.at(None)
        };
        match sort {
            Sort::Growth => (words.sort_name(sort), to, by_growth),
            // A link may ask for an order that only figures have.
            _ => (words.lanes_plan_order, to, !by_growth),
        }
    });
    html! {
        div.lanes-choices {
            (choice(draw, words.arrangement, "group", groups))
            @if query.group == Arrangement::Theme { (choice(draw, words.sort, "sort", sorts)) }
        }
    }
}

/// Links of which one is chosen.
fn choice<'w>(
    draw: &Draw<'_>,
    title: &str,
    key: &str,
    values: impl Iterator<Item = (&'w str, Query, bool)>,
) -> Markup {
    html! {
        div.lanes-choice role="group" aria-label=(title) {
            @for (at, (name, to, is_chosen)) in values.enumerate() {
                a id={ "lanes-" (key) "-" (at) } href=(draw.href(&to))
                    aria-current=[is_chosen.then_some("true")] { (name) }
            }
        }
    }
}

/// The mark of one milestone. Kinds differ by shape, not only by colour.
pub(super) fn mark(kind: Kind, has_number: bool) -> Markup {
    html! {
        span class={ "mark " (kind.id()) @if has_number { " with-number" } } aria-hidden="true" {}
    }
}

/// The class of a column.
fn role(draw: &Draw<'_>, period: Period) -> &'static str {
    match draw.plan().entry(period).map(|entry| entry.role) {
        Some(PeriodRole::Past) => "past",
        Some(PeriodRole::Planned) => "planned",
        _ => "beyond",
    }
}

fn table(draw: &Draw<'_>, lanes: &Lanes<'_>, at: Option<&Milestone>) -> Markup {
    let words = draw.words;
    // The sheet lays the table out by flex, so the roles say that it stays a table.
    html! {
        div.lanes {
            (axis(draw, lanes))
            table.lanes-table.many[lanes.columns.len() > 2] role="table"
                aria-label=(words.lanes_label)
            {
                thead role="rowgroup" {
                    tr role="row" {
                        th role="columnheader" scope="col" data-column="0" { (words.theme) }
                        @for (at, (period, slot)) in lanes.columns.iter().enumerate() {
                            th class=(role(draw, *period)) role="columnheader" scope="col"
                                data-column=(at + 1)
                            {
                                a.lanes-period href=(draw.href(&slot.to)) {
                                    b { (slot.count()) }
                                    span {
                                        span.lanes-name { (words.period_name(draw.plan(), *period)) }
                                        " " span.lanes-years { (words.period_years(draw.plan(), *period)) }
                                    }
                                }
                            }
                        }
                    }
                }
                @for entry in &lanes.lanes { (lane(draw, entry, lanes, at)) }
            }
        }
        @if !lanes.without.is_empty() {
            @let names: Vec<&str> = lanes.without.iter().map(|theme| draw.theme_name(*theme)).collect();
            p.lanes-about { (fill(words.lanes_without, &[&words.list(&names)])) }
        }
        p.lanes-about {
            (words.lanes_about)
            @if draw.query.sort == Sort::Growth { " " (words.lanes_growth) }
        }
    }
}

fn lane(draw: &Draw<'_>, lane: &Lane<'_>, lanes: &Lanes<'_>, at: Option<&Milestone>) -> Markup {
    let words = draw.words;
    let theme = draw.theme_name(lane.theme);
    let id = draw.plan().id(lane.theme);
    html! {
        tbody.open[lane.is_open] role="rowgroup" {
            tr role="row" {
                th role="rowheader" scope="row" data-column="0" {
                    a.lane-name id={ "lane-" (id) } href=(draw.href(&lane.toggled))
                        aria-expanded=(lane.is_open)
                    { (theme) }
                }
                @for (column, (slot, (period, _))) in lane.cells.iter().zip(&lanes.columns).enumerate() {
                    td class=(role(draw, *period)) role="cell" data-column=(column + 1) {
                        @let names = [theme, words.period_name(draw.plan(), *period)];
                        (cell(draw, slot, &names, !lane.is_open, at))
                    }
                }
            }
            @if lane.is_open {
                tr.lane-lists role="row" {
                    td role="cell" data-column="0" {
                        @if lane.all.count() > 0 && draw.query.themes != IdSet::of(lane.theme) {
                            a.lane-alone href=(draw.href(&lane.all.to)) {
                                (fill(words.lane_alone, &[&lane.all.count().to_string()]))
                            }
                        }
                    }
                    @for (column, (slot, (period, _))) in lane.cells.iter().zip(&lanes.columns).enumerate() {
                        td class=(role(draw, *period)) role="cell" data-column=(column + 1) {
                            @if slot.count() > 0 {
                                // On a phone, where the lists stand below each other.
                                p.lane-period aria-hidden="true" {
                                    (words.period_name(draw.plan(), *period))
                                }
                                (list(draw, &slot.entries))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// How many there are, a mark for each, and the words of one unless all are listed below: of the one that is
/// opened, else of the first. One link, so that it is large enough for a finger. `names` are those of the theme and
/// the period.
fn cell(
    draw: &Draw<'_>,
    slot: &Slot<'_>,
    names: &[&str],
    quotes: bool,
    at: Option<&Milestone>,
) -> Markup {
    let is_open = |milestone: &Milestone| at.is_some_and(|at| at.id == milestone.id);
    let mut milestones = slot.entries.iter().map(|entry| entry.milestone);
    let opened = milestones.find(|milestone| is_open(milestone));
    let Some(quoted) = opened.or(slot.quoted()) else {
        return html! { span.lane-none aria-hidden="true" { "–" } };
    };
    html! {
        a.lane-cell.open[opened.is_some()] href=(draw.href(&slot.to))
            data-quotes=[opened.map(|opened| &opened.id)]
        {
            span.unseen { (draw.words.list(names)) " " }
            b { (slot.count()) }
            span.marks aria-hidden="true" {
                @for entry in slot.entries.iter().take(MARKS) {
                    @if is_open(entry.milestone) {
                        span.opened { (mark(entry.milestone.kind, entry.has_number)) }
                    } @else {
                        (mark(entry.milestone.kind, entry.has_number))
                    }
                }
                @if slot.count() > MARKS { "…" }
            }
            @if quotes {
                span.lane-quote {
                    @let rest = rest(draw.plan(), quoted);
                    @if rest == quoted.label {
                        (in_one_line(draw, quoted, rest))
                    } @else {
                        (in_one_line(draw, quoted, &format!("……{rest}")))
                    }
                }
            }
        }
    }
}

/// A label without the name of its period at the start, which stands above the column.
fn rest<'m>(plan: &Plan, milestone: &'m Milestone) -> &'m str {
    let name = plan.entry(milestone.period).map(|entry| &entry.name.zh);
    let rest = name.and_then(|name| milestone.label.strip_prefix(name.as_str()));
    let rest = rest.map(|rest| rest.trim_start_matches(['，', '…']));
    rest.filter(|rest| !rest.is_empty())
        .unwrap_or(&milestone.label)
}

/// Words of a milestone's label where there is one line: in English the translation comes first.
fn in_one_line(draw: &Draw<'_>, milestone: &Milestone, label: &str) -> Markup {
    html! {
        (draw.gloss(milestone.label_en.as_deref())) " "
        span lang=[draw.zh()] { (label) }
    }
}

/// A milestone's label, in English with its translation below.
fn said(draw: &Draw<'_>, milestone: &Milestone) -> Markup {
    html! {
        span lang=[draw.zh()] { (milestone.label) }
        " " (draw.gloss(milestone.label_en.as_deref()))
    }
}

fn list(draw: &Draw<'_>, entries: &[Entry<'_>]) -> Markup {
    html! {
        ul.lane-list {
            @for entry in entries {
                @let milestone = entry.milestone;
                li {
                    a href=(draw.href_at(&milestone.id)) data-opens=(milestone.id) {
                        (mark(milestone.kind, entry.has_number))
                        span {
                            span.unseen { (draw.words.kind_name(milestone.kind)) " " }
                            (said(draw, milestone))
                            @if let Some(passage) = draw.plan().passage(&milestone.passage) {
                                " " span.lane-place { (mixed(draw.words, &draw.words.short_place(draw.plan(), passage))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What is dated: in words, and on the axis over the column of its period. Nothing if nothing is.
fn axis(draw: &Draw<'_>, lanes: &Lanes<'_>) -> Markup {
    if lanes.dated.is_empty() {
        return Markup::default();
    }
    let words = draw.words;
    html! {
        ul.lanes-dated aria-label=(words.lanes_dated) {
            @for Dated { milestone, .. } in &lanes.dated {
                li {
                    a href=(draw.href_at(&milestone.id)) data-opens=(milestone.id) {
                        (mark(milestone.kind, false))
                        span.lanes-when { (when(draw, milestone)) } " "
                        (in_one_line(draw, milestone, &milestone.label))
                    }
                }
            }
        }
        div.lanes-axis aria-hidden="true" {
            span {}
            @for (period, _) in &lanes.columns {
                @let own = lanes.dated.iter().filter(|dated| dated.milestone.period == *period);
                span class=(role(draw, *period)) { (axis_of(draw, *period, own)) }
            }
        }
    }
}

/// The time that the text gives a milestone.
fn when(draw: &Draw<'_>, milestone: &Milestone) -> String {
    match (&milestone.date, milestone.years) {
        (Some(date), _) => date.clone(),
        (None, Some((first, last))) if first == last => {
            fill(draw.words.one_year, &[&first.to_string()])
        }
        (None, Some((first, last))) => fill(
            draw.words.years_between,
            &[&first.to_string(), &last.to_string()],
        ),
        (None, None) => String::new(),
    }
}

/// The axis of one period, with a tick where each of its years begins. Where a period is the end of a span, the
/// way there is dashed.
fn axis_of<'d>(
    draw: &Draw<'_>,
    period: Period,
    dated: impl Iterator<Item = &'d Dated<'d>>,
) -> Markup {
    let percent = |thousandths: u32| format!("{}.{}%", thousandths / 10, thousandths % 10);
    let years = draw.plan().years_of(period).len() as u32;
    html! {
        svg class={ "axis" @if years == 1 { " to-come" } } width="100%" height="14" {
            line x1="0" x2="100%" y1="8" y2="8" {}
            @if years > 1 {
                @for year in 0..years {
                    @let at = percent(year * 1000 / years);
                    line x1=(at) x2=(at) y1="4" y2="12" {}
                }
            }
            @for dated in dated {
                @let kind = dated.milestone.kind.id();
                @let (from, to) = dated.extent;
                @if from == to {
                    circle class=(kind) cx=(percent(from)) cy="8" r="5" {}
                } @else {
                    rect class=(kind) x=(percent(from)) width=(percent(to - from)) y="6" height="4" {}
                }
            }
        }
    }
}

/// Lists for each period, in text order, of about `most` milestones.
fn by_period(draw: &Draw<'_>, lanes: &Lanes<'_>, most: usize) -> Rows {
    let words = draw.words;
    let mut rows = Rows::of(draw.view.milestones.len());
    for (period, slot) in &lanes.columns {
        for (at, entries) in slot.entries.chunks(OF_A_LIST).enumerate() {
            if rows.has(most) {
                return rows;
            }
            let title = html! {
                h3 {
                    a href=(draw.href(&slot.to)) {
                        (words.period_name(draw.plan(), *period))
                        " " span.lanes-years { (words.period_years(draw.plan(), *period)) }
                        " " b { (slot.count()) }
                    }
                }
            };
            let section = html! {
                section.lanes-flat { @if at == 0 { (title) } (list(draw, entries)) }
            };
            let id = format!("{} {at}", draw.plan().id(*period));
            rows.push(id, entries.len(), section);
        }
    }
    rows
}
