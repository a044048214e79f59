//! Projects and programmes, grouped by status.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Limit, Quota};
use super::list::marked;
use crate::model::Project;
use crate::query::ProjectItem;
use crate::words;

/// The projects, up to `limit`.
pub(super) fn projects(draw: &Draw<'_>, limit: Limit) -> Markup {
    let words = draw.words;
    let mut quota = Quota::new(draw.view.total, limit);
    html! {
        p.hint { (super::list::mixed(words, words.projects_intro)) }
        div.projects {
            @for group in &draw.view.projects {
                section.block {
                    div.block-title {
                        h2 {
                            (words.status_name(group.status)) span.number { (group.items.len()) }
                        }
                    }
                    ul { @for entry in quota.take(&group.items) { (item(draw, entry)) } }
                }
            }
        }
        (quota.more(draw))
    }
}

/// The plan's own verb for a project.
pub(super) fn verb(draw: &Draw<'_>, project: &Project) -> Markup {
    html! { q.verb lang=[draw.zh()] { (words::verb(project)) } }
}

fn item(draw: &Draw<'_>, item: &ProjectItem<'_>) -> Markup {
    let words = draw.words;
    let project = item.project;
    html! {
        li.project {
            a href=(draw.href_at(&project.id)) data-opens=(project.id) lang=[draw.zh()] {
                (marked(&item.before)) b { (marked(&item.name)) } (marked(&item.after))
            }
            p.tags {
                (verb(draw, project))
                span { (words.tier_name(project.tier)) }
                span { (words.period_name(draw.plan(), project.period)) }
                span.ours[words.name_is_ours(item.passage)] { (words.passage_name(item.passage)) }
            }
        }
    }
}
