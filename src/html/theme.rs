//! What stands first for one theme: how much was achieved and is targeted, and the line of each that says most.

use maud::{Markup, html};

use super::lanes::mark;
use super::{Draw, fill_with, linked, linked_list};
use crate::model::{IdSet, Milestone, PeriodRole};
use crate::query::{Has, Query, Share, Tally, ThemeAnswer};
use crate::words::fill;

/// The answer for a theme, if nothing else is asked.
pub(super) fn theme(draw: &Draw<'_>) -> Markup {
    let Some(answer) = draw.explorer.theme_answer(draw.query) else {
        return Markup::default();
    };
    html! {
        section.profile aria-labelledby="profile-title" {
            h2 #profile-title { (draw.theme_name(answer.theme)) }
            p.answer { (counts(draw, &answer)) }
            @if !answer.quoted.is_empty() {
                ul.quoted { @for milestone in &answer.quoted { li { (quoted(draw, milestone)) } } }
            }
        }
    }
}

/// The counts as sentences.
fn counts(draw: &Draw<'_>, answer: &ThemeAnswer<'_>) -> Markup {
    let words = draw.words;
    let progress = &answer.progress;
    let tiers = answer.tiers.iter();
    let tiers =
        tiers.map(|(tier, tally)| linked(draw, tally, &words.count_of_tier(*tier, tally.count)));
    let tiers: Vec<Markup> = tiers.collect();
    let counties = answer.counties.iter().map(|(county, tally)| {
        let name = words.county_name(draw.plan(), *county);
        linked(draw, tally, &format!("{name} {}", tally.count))
    });
    let counties: Vec<Markup> = counties.collect();
    html! {
        (half(draw, PeriodRole::Past, words.answer_achieved, &progress.achieved))
        (words.answer_clauses)
        (half(draw, PeriodRole::Planned, words.answer_targeted, &progress.targeted))
        (words.answer_stop)
        @if !tiers.is_empty() { (fill_with(words.answer_projects, &[linked_list(draw, &tiers)])) }
        @if !draw.plan().counties().is_empty() {
            @if counties.is_empty() { (words.answer_no_county) } @else {
                (fill_with(words.answer_counties, &[linked_list(draw, &counties)]))
            }
        }
    }
}

/// The achievements of the past, or the targets of what is planned.
fn half(draw: &Draw<'_>, role: PeriodRole, label: &str, share: &Share) -> Markup {
    let words = draw.words;
    let count_of = |template: &str, tally: &Tally| {
        linked(draw, tally, &fill(template, &[&tally.count.to_string()]))
    };
    let all = Tally {
        count: share.count,
        to: share.to.clone(),
    };
    let with_number = Tally {
        count: share.with_number,
        to: Query {
            has: IdSet::of(Has::Number),
            ..share.to.clone()
        },
    };
    let period = html! { (super::overview::periods(draw, role)) };
    let all = count_of(label, &all);
    match (share.count, share.with_number) {
        (0, _) => fill_with(words.answer_half_none, &[period, all]),
        (_, 0) => fill_with(words.answer_half_no_number, &[period, all]),
        _ => {
            let with_number = count_of(words.answer_number, &with_number);
            fill_with(words.answer_half_numbers, &[period, all, with_number])
        }
    }
}

/// A milestone in the words of the plan, with its kind and its period.
fn quoted(draw: &Draw<'_>, milestone: &Milestone) -> Markup {
    let words = draw.words;
    html! {
        a href=(draw.href_at(&milestone.id)) data-opens=(milestone.id) lang=[draw.zh()] { (milestone.label) }
        (draw.gloss(milestone.label_en.as_deref()))
        span.standing {
            (mark(milestone.kind, false)) (words.kind_name(milestone.kind))
            " · " (words.period_name(draw.plan(), milestone.period))
        }
    }
}
