//! The plan's numbers by period, sortable, each with its sentence; and numbers that the text compares.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Limit, Quota};
use crate::model::Quantity;
use crate::query::{Comparable, Figure, FigureGroup};
use crate::words::{self, Words};

/// The figures, up to `limit`.
pub(super) fn figures(draw: &Draw<'_>, limit: Limit) -> Markup {
    let mut quota = Quota::new(draw.view.total, limit);
    html! {
        p.hint { (draw.words.figures_intro) }
        (comparisons(draw, limit))
        @for group in &draw.view.figures { (table(draw, group, quota.take(&group.figures))) }
        (quota.more(draw))
    }
}

/// The numbers that the text compares, if there are any.
pub(super) fn comparisons(draw: &Draw<'_>, limit: Limit) -> Markup {
    let words = draw.words;
    let sets = Quota::new(draw.view.comparable.len(), limit).take(&draw.view.comparable);
    html! {
        @if !draw.view.comparable.is_empty() {
            section.beside {
                div.block-title {
                    h2 { (words.comparable_figures) }
                    p { (words.comparable_figures_why) }
                }
                @for set in sets { (comparison(draw, set)) }
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
                            (quote(draw, figure))
                        }
                        td.standing { (standing(words, figure.quantity)) }
                    }
                }
            }
        }
    }
}

/// The number as printed, with its bound (at least, more than) and unit, if the quote has those elsewhere.
fn number(words: &Words, quantity: &Quantity) -> Markup {
    let bound = words.comparator_name(quantity.comparator);
    html! {
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
        a.quote href=(draw.href(&draw.query.at(figure.target.clone()))) data-opens=[id]
            lang=[draw.zh()]
        {
            (figure.quantity.quote)
        }
    }
}

/// A number as a percentage of the largest in its set; `None` if their units differ or one is negative.
fn share(quantity: &Quantity, set: &Comparable<'_>) -> Option<u32> {
    let values = set.figures.iter().map(|figure| figure.quantity);
    let most = values.clone().map(|entry| entry.value).fold(0.0, f64::max);
    let alike = values
        .clone()
        .all(|entry| entry.unit == quantity.unit && entry.value >= 0.0);
    (alike && most > 0.0).then(|| (quantity.value / most * 100.0).round() as u32)
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
                        @if let Some(width) = share(quantity, set) {
                            // To scale, from zero.
                            svg.bar viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" {
                                rect width=(width) height="6" {}
                            }
                        }
                        (quote(draw, figure))
                    }
                }
            }
        }
    }
}
