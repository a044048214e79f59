//! The plan's numbers: how many speak of the past and of what is to come, those that the text compares side by side,
//! the themes without a target in numbers, and all of them by period, sortable, each with its sentence.

use maud::{Markup, html};

use super::{Draw, Rows, fill_with, linked, linked_list};
use crate::model::{Comparator, IdSet, Quantity, Vocabulary};
use crate::query::{Comparable, Detail, Figure, FigureGroup, Query, Sort, Tally, ViewKind};
use crate::words::{self, Words, fill};

/// How many figures one table has. A longer period has several, so that a first screen need not draw all.
const OF_A_TABLE: usize = 60;

/// What stands above the figures.
pub(super) fn intro(draw: &Draw<'_>) -> Markup {
    html! {
        (headline(draw))
        p.hint { (draw.words.figures_intro) }
        (comparisons(draw))
        (silent(draw))
    }
}

/// How many numbers there are, and how many of them speak of the past.
fn headline(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let part = |template: &str, tally: &Tally| {
        linked(draw, tally, &fill(template, &[&tally.count.to_string()]))
    };
    let all = Tally {
        count: draw.view.total,
        to: draw.query.at(None),
    };
    let [past, later] = draw.explorer.figures_by_time(draw.query);
    let parts = [
        part(total(draw), &all),
        part(words.figures_past, &past),
        part(words.figures_later, &later),
    ];
    html! {
        // No period at all cannot be asked for, so such a part has no link.
        @if past.count > 0 && later.count > 0 {
            p.answer { (fill_with(words.figures_headline, &parts)) }
        }
    }
}

/// How many there are: indicators, or numbers of any class.
pub(super) fn total(draw: &Draw<'_>) -> &'static str {
    match draw.query.detail {
        Detail::Core => draw.words.total_indicators,
        Detail::All => draw.words.total_figures,
    }
}

/// The themes without a target in numbers, if all of the text is asked.
fn silent(draw: &Draw<'_>) -> Markup {
    if draw.query.is_filtered() {
        return Markup::default();
    }
    let themes = draw.explorer.themes_without_numeric_target();
    let links = themes.into_iter().map(|theme| {
        let to = Query {
            themes: IdSet::of(theme),
            detail: Detail::Core,
            sort: Sort::Text,
            ..draw.query.in_view(ViewKind::List)
        };
        html! { a href=(draw.href(&to)) { (draw.theme_name(theme)) } }
    });
    let links: Vec<Markup> = links.collect();
    html! {
        @if !links.is_empty() {
            p.silent { (fill_with(draw.words.figures_silent, &[linked_list(draw, &links)])) }
        }
    }
}

/// The figures by period, about `most` of them.
pub(super) fn figures(draw: &Draw<'_>, most: usize) -> Rows {
    let mut rows = Rows::of(draw.view.total);
    for group in &draw.view.figures {
        for (at, figures) in group.figures.chunks(OF_A_TABLE).enumerate() {
            if rows.has(most) {
                return rows;
            }
            let id = format!("{} {at}", draw.plan().id(group.period));
            rows.push(id, figures.len(), table(draw, group, figures));
        }
    }
    rows
}

/// The numbers that the text compares, if there are any.
pub(super) fn comparisons(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    html! {
        @if !draw.view.comparable.is_empty() {
            section.beside {
                div.block-title {
                    h2 { (words.comparable_figures) }
                    p { (words.comparable_figures_why) }
                }
                @for set in draw.view.comparable.iter().take(OF_A_TABLE) { (comparison(draw, set)) }
            }
        }
    }
}

fn table(draw: &Draw<'_>, group: &FigureGroup<'_>, figures: &[Figure<'_>]) -> Markup {
    let words = draw.words;
    html! {
        table.figures {
            caption {
                (words.period_name(draw.plan(), group.period)) span.number { (group.figures.len()) }
            }
            thead {
                tr {
                    th scope="col" { (words.figure_value) }
                    th scope="col" { (words.figure_measures) }
                    th scope="col" { (words.figure_kind) }
                }
            }
            tbody {
                @for figure in figures {
                    tr {
                        th scope="row" { (number(words, figure.quantity)) }
                        td {
                            span.measures lang=[draw.zh()] { (words::measures(figure.quantity)) }
                            (draw.gloss(figure.quantity.en.as_deref()))
                            (quote(draw, figure))
                        }
                        td.standing { (standing(words, figure.quantity)) }
                    }
                }
            }
        }
    }
}

/// The number as printed, with its note (预计), its bound (at least, more than) and its unit, if the quote has those
/// elsewhere.
fn number(words: &Words, quantity: &Quantity) -> Markup {
    let bound = words.comparator_name(quantity.comparator);
    html! {
        @if let Some(note) = &quantity.note { span.bound lang="zh-Hans" { (note) " " } }
        @if !bound.is_empty() { span.ours.bound { (bound) " " } }
        b.printed lang="zh-Hans" { (quantity.printed) }
        @if !quantity.printed.contains(&quantity.unit) {
            span.ours.bound lang="zh-Hans" { " " (quantity.unit) }
        }
    }
}

/// A number's kind (achieved, target …), or else its class.
fn standing<'w>(words: &'w Words, quantity: &Quantity) -> &'w str {
    quantity.kind.map_or_else(
        || words.class_name(quantity.class),
        |kind| words.kind_name(kind),
    )
}

fn quote(draw: &Draw<'_>, figure: &Figure<'_>) -> Markup {
    let id = figure.target.as_ref().map(|target| target.id());
    html! {
        a.quote href=(draw.href_at(id.unwrap_or_default())) data-opens=[id]
            lang=[draw.zh()]
        {
            (figure.quantity.quote)
        }
    }
}

/// The length of a bar that stands for the largest number of a set with a lower bound: the rest is for the end that
/// is open.
const ROOM_TO_GROW: f64 = 80.0;
/// How long the dashes of a bar are, and the gaps between them.
const DASH: u32 = 3;

/// Where a number lies on a scale from 0 to 100 that all of its set share; `None` if their units differ or one is
/// negative.
fn position(quantity: &Quantity, set: &Comparable<'_>) -> Option<u32> {
    let values = set.figures.iter().map(|figure| figure.quantity);
    let most = values.clone().map(|entry| entry.value).fold(0.0, f64::max);
    let alike = values
        .clone()
        .all(|entry| entry.unit == quantity.unit && entry.value >= 0.0);
    let is_bound = |entry: &Quantity| entry.comparator != Comparator::Eq;
    let whole = if values.clone().any(is_bound) {
        ROOM_TO_GROW
    } else {
        100.0
    };
    (alike && most > 0.0).then(|| (quantity.value / most * whole).round() as u32)
}

/// A number to scale, from zero. What is not exact is dashed: beyond a lower bound, up to an upper bound, around an
/// approximate number.
fn bar(words: &Words, quantity: &Quantity, at: u32) -> Markup {
    let (solid, dashed, about) = match quantity.comparator {
        Comparator::Eq => (0..at, at..at, ""),
        Comparator::AtLeast | Comparator::Exceeds => (0..at, at..100, words.bar_open),
        Comparator::AtMost => (at.saturating_sub(1)..at, 0..at, words.bar_limit),
        Comparator::About => {
            let near = at / 10 + DASH;
            (
                0..at.saturating_sub(near),
                at.saturating_sub(near)..at + near,
                words.bar_about,
            )
        }
    };
    let label = (!about.is_empty()).then(|| words::fill(about, &[&words.amount(quantity)]));
    let dashes = (dashed.start..dashed.end).step_by(2 * DASH as usize);
    html! {
        svg class={ "bar " (quantity.comparator.id()) } viewBox="0 0 100 6" preserveAspectRatio="none"
            role=[label.as_ref().map(|_| "img")] aria-label=[&label]
            aria-hidden=[label.is_none().then_some("true")]
        {
            rect x=(solid.start) width=(solid.end - solid.start) height="6" {}
            @for start in dashes.map(|start| start + DASH) {
                @let end = (start + DASH).min(dashed.end);
                @if start < end { rect x=(start) width=(end - start) height="6" {} }
            }
        }
    }
}

fn comparison(draw: &Draw<'_>, set: &Comparable<'_>) -> Markup {
    let words = draw.words;
    let title = set.figures.first();
    html! {
        section.beside-set {
            h3 lang=[draw.zh()] { (title.map(|figure| words::measures(figure.quantity)).unwrap_or_default()) }
            ul.sides {
                @for figure in &set.figures {
                    @let quantity = figure.quantity;
                    li {
                        p.side-name {
                            (words.period_name(draw.plan(), quantity.period)) " · " (standing(words, quantity))
                        }
                        p.side-number { (number(words, quantity)) }
                        @if let Some(at) = position(quantity, set) { (bar(words, quantity, at)) }
                        (quote(draw, figure))
                        (draw.gloss(quantity.en.as_deref()))
                    }
                }
            }
        }
    }
}
