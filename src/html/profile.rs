//! What stands first for one county: how much the plan says of it, counted, and the role that the plan gives
//! it. Its cards, below, are the sentences that name it; then follows what means it as part of a group.

use maud::{Markup, html};

use super::list::{group_title, item, mixed};
use super::projects::verb;
use super::{Draw, fill_with, linked, linked_list};
use crate::model::{IdSet, Project, Quotation};
use crate::query::{Block, CountyAnswer, Grouping, Profile, Query, ViewKind};
use crate::words::fill;

/// The answer for a county: counts in a sentence, and its role.
pub(super) fn profile(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let words = draw.words;
    let role = draw.view.profile.as_ref().and_then(|profile| profile.role);
    html! {
        section.profile aria-labelledby="profile-title" {
            h2 #profile-title { (words.county_name(draw.plan(), answer.county)) }
            p.answer { (counts(draw, answer)) }
            @if let Some(quotation) = role { (self::role(draw, quotation)) }
        }
    }
}

/// How much names the county, and what that says.
fn counts(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let words = draw.words;
    let county = html! { (words.county_name(draw.plan(), answer.county)) };
    let says: Vec<Markup> = answer
        .kinds
        .iter()
        .map(|(kind, tally)| linked(draw, tally, &words.count_of_kind(*kind, tally.count)))
        .chain(
            answer
                .tiers
                .iter()
                .map(|(tier, tally)| linked(draw, tally, &words.count_of_tier(*tier, tally.count))),
        )
        .collect();
    html! {
        @if !answer.is_whole && answer.named.count > 0 { (words.answer_filtered) }
        @if answer.named.count == 0 {
            @let none = if answer.is_whole { words.answer_none } else { words.answer_none_filtered };
            (fill_with(none, &[county]))
        } @else if says.is_empty() {
            (fill_with(words.answer_named_only, &[county, named(draw, answer)]))
            // A passage may be about a theme in one place and name the county in another.
            @if !draw.query.themes.is_empty() { (words.answer_off_theme) }
        } @else {
            (fill_with(words.answer_named, &[county, named(draw, answer), linked_list(draw, &says)]))
            @if !answer.kinds.is_empty() && !answer.tiers.is_empty() { (words.answer_both) }
            (qualities(draw, answer)) (periods(draw, answer))
        }
        @if let Some(all) = answer.with_groups.as_ref().filter(|all| all.count > answer.named.count) {
            @let total = words.total(ViewKind::List, all.count);
            (fill_with(words.answer_groups, &[linked(draw, all, &total)]))
        }
    }
}

/// How many passages name the county. Of the whole text it also says how many sentences.
fn named(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let words = draw.words;
    let (passages, sentences) = (answer.named.count, answer.sentences);
    let numbers = [passages, sentences].map(|number| number.to_string());
    let label = if !answer.is_whole || sentences < passages {
        words.total(ViewKind::List, passages)
    } else if sentences == passages {
        fill(words.answer_sentences, &[&numbers[1]])
    } else {
        fill(words.answer_sentences_in, &[&numbers[0], &numbers[1]])
    };
    linked(draw, &answer.named, &label)
}

/// How many of its milestones have a number or a year; or that none has.
fn qualities(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let words = draw.words;
    let (Some(number), Some(time)) = (&answer.with_number, &answer.with_time) else {
        return Markup::default();
    };
    let with = [(words.answer_number, number), (words.answer_time, time)];
    let with = with.into_iter().filter(|(_, tally)| tally.count > 0);
    let with: Vec<Markup> = with
        .map(|(label, tally)| linked(draw, tally, &fill(label, &[&tally.count.to_string()])))
        .collect();
    let no_number = number.count == 0 && !answer.has_figures;
    html! {
        @if !with.is_empty() { (fill_with(words.answer_with, &[linked_list(draw, &with)])) }
        @match (no_number, time.count == 0) {
            (true, true) => (words.answer_neither),
            (true, false) => (words.answer_no_number),
            (false, true) => (words.answer_no_time),
            (false, false) => {},
        }
    }
}

/// The period of all that names the county; or how many milestones each has.
fn periods(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let words = draw.words;
    let name = |period| words.period_name(draw.plan(), period);
    let mut all = answer.all_periods.iter();
    if let (Some(period), None) = (all.next(), all.next()) {
        return html! { (fill(words.answer_period, &[name(period)])) };
    }
    let each: Vec<Markup> = answer
        .periods
        .iter()
        .map(|(period, tally)| {
            let label = fill(
                words.answer_in_period,
                &[name(*period), &tally.count.to_string()],
            );
            linked(draw, tally, &label)
        })
        .collect();
    html! {
        @if !each.is_empty() { (fill_with(words.answer_periods, &[linked_list(draw, &each)])) }
    }
}

/// The themes that no sentence which names the county is about, each a link to what there is of the theme.
pub(super) fn silent(draw: &Draw<'_>, answer: &CountyAnswer) -> Markup {
    let themes = answer.silent.iter().map(|&theme| {
        let to = Query {
            themes: IdSet::of(theme),
            ..draw.query.at(None)
        };
        html! { a href=(draw.href(&to)) { (draw.theme_name(theme)) } }
    });
    let themes: Vec<Markup> = themes.collect();
    html! {
        p.silent { (fill_with(draw.words.answer_silent, &[linked_list(draw, &themes)])) }
    }
}

/// What means the county as part of a group, folded, with the groups and the projects of groups.
pub(super) fn folded(
    draw: &Draw<'_>,
    profile: &Profile<'_>,
    block: &Block<'_>,
    open: bool,
) -> Markup {
    let words = draw.words;
    html! {
        details.folded open[open] {
            summary {
                h3 {
                    (fill(words.block_collective_one, &[words.county(profile.county)]))
                    span.number { (block.len()) }
                }
            }
            (groups(draw, profile))
            @for group in &block.groups {
                (group_title(draw, group))
                @for entry in &group.items { (item(draw, entry)) }
            }
        }
    }
}

/// Why groups count for the county, which groups these are, and their projects.
pub(super) fn groups(draw: &Draw<'_>, profile: &Profile<'_>) -> Markup {
    let words = draw.words;
    html! {
        div.profile-groups {
            p.hint { (mixed(words, words.block_collective_why)) }
            (all_groups(draw, &profile.groups))
            (projects(draw, words.profile_collective, &profile.collective))
        }
    }
}

/// The role that the plan gives a county, and where.
pub(super) fn role(draw: &Draw<'_>, role: &Quotation) -> Markup {
    let words = draw.words;
    let id = role.sentence.as_deref().unwrap_or(&role.passage);
    html! {
        h3 { (words.role_title(draw.plan(), role)) }
        blockquote.role {
            a href=(draw.href_at(id)) data-opens=(id) lang=[draw.zh()] { (role.quote) }
        }
    }
}

/// A part of the profile that can be folded; nothing if it is empty.
fn part(title: &str, class: &str, count: usize, items: Markup) -> Markup {
    html! {
        @if count > 0 {
            details class={ "profile-part " (class) } {
                summary { (title) span.number { (count) } }
                ul { (items) }
            }
        }
    }
}

/// Projects, each with its verb.
fn projects(draw: &Draw<'_>, title: &str, projects: &[&Project]) -> Markup {
    let items = html! {
        @for project in projects {
            li {
                a href=(draw.href_at(&project.id)) data-opens=(project.id) lang=[draw.zh()] { (project.name) }
                span.standing { (verb(draw, project)) }
            }
        }
    };
    part(title, "", projects.len(), items)
}

fn all_groups(draw: &Draw<'_>, groups: &[Grouping<'_>]) -> Markup {
    let words = draw.words;
    let items = html! {
        @for group in groups {
            li {
                q lang=[draw.zh()] { (group.quote) }
                span.ours { (mixed(words, words.scope_about(draw.plan(), group.scope))) }
                span.links {
                    @for mention in &group.mentions {
                        @let id = mention.sentence.as_deref().unwrap_or(&mention.passage);
                        a href=(draw.href_at(id)) data-opens=(id) {
                            @if let Some(passage) = draw.plan().passage(&mention.passage) {
                                (words.passage_name(passage))
                            }
                        }
                    }
                }
            }
        }
    };
    part(words.profile_groups, "groups", groups.len(), items)
}
