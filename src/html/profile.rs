//! A county's profile, above the list: what the plan says of it.

use maud::{Markup, html};

use super::Draw;
use super::projects::verb;
use crate::model::{IdSet, Milestone, Project, Quotation, Theme};
use crate::query::{Grouping, Query};

/// The profile, if exactly one county is chosen.
pub(super) fn profile(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let Some(profile) = &draw.view.profile else {
        return Markup::default();
    };
    html! {
        section.profile aria-labelledby="profile-title" {
            h2 #profile-title { (words.county(profile.county)) }
            @if let Some(quotation) = profile.role { (role(draw, quotation)) }
            (projects(draw, words.profile_named, &profile.named))
            (projects(draw, words.profile_collective, &profile.collective))
            (milestones(draw, words.profile_milestones, &profile.milestones))
            (groups(draw, &profile.groups))
            (themes(draw, &profile.themes))
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
fn part(title: &str, class: &str, count: usize, open: bool, items: Markup) -> Markup {
    html! {
        @if count > 0 {
            details class={ "profile-part " (class) } open[open] {
                summary { (title) span.number { (count) } }
                ul { (items) }
            }
        }
    }
}

/// A part with more entries than this is folded.
const UNFOLDED: usize = 6;

/// Projects, each with its verb.
pub(super) fn projects(draw: &Draw<'_>, title: &str, projects: &[&Project]) -> Markup {
    let items = html! {
        @for project in projects {
            li {
                a href=(draw.href_at(&project.id)) data-opens=(project.id) lang=[draw.zh()] { (project.name) }
                span.standing { (verb(draw, project)) }
            }
        }
    };
    part(title, "", projects.len(), projects.len() <= UNFOLDED, items)
}

/// Milestones, each with its period and kind.
pub(super) fn milestones(draw: &Draw<'_>, title: &str, milestones: &[&Milestone]) -> Markup {
    let words = draw.words;
    let items = html! {
        @for milestone in milestones {
            li {
                a href=(draw.href_at(&milestone.id)) data-opens=(milestone.id)
                    lang=[draw.zh()]
                { (milestone.label) }
                (draw.gloss(milestone.label_en.as_deref()))
                span.standing {
                    (words.period_name(draw.plan(), milestone.period)) " " (words.kind_name(milestone.kind))
                }
            }
        }
    };
    let count = milestones.len();
    part(title, "", count, count <= UNFOLDED, items)
}

/// The themes of the results, each a link to the results of that theme.
fn themes(draw: &Draw<'_>, themes: &[(Theme, usize)]) -> Markup {
    let items = html! {
        @for &(theme, count) in themes {
            @let to = Query { themes: IdSet::of(theme), ..draw.query.at(None) };
            li {
                a href=(draw.href(&to)) { (draw.theme_name(theme)) }
                span.standing { (count) }
            }
        }
    };
    let count = themes.len();
    part(
        draw.words.profile_themes,
        "",
        count,
        count <= UNFOLDED,
        items,
    )
}

fn groups(draw: &Draw<'_>, groups: &[Grouping<'_>]) -> Markup {
    let words = draw.words;
    let items = html! {
        @for group in groups {
            li {
                q lang=[draw.zh()] { (group.quote) }
                span.ours { (super::list::mixed(words, words.scope_about(draw.plan(), group.scope))) }
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
    part(words.profile_groups, "groups", groups.len(), false, items)
}
