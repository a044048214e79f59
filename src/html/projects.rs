//! Projects and programmes, grouped by status.

use maud::{Markup, html};

use super::list::{marked, mixed};
use super::{Draw, Rows};
use crate::model::{Project, Vocabulary};
use crate::query::ProjectItem;
use crate::words;

/// What stands above the projects.
pub(super) fn intro(draw: &Draw<'_>) -> Markup {
    html! { p.hint { (mixed(draw.words, draw.words.projects_intro)) } }
}

/// The projects by status, `most` of them.
pub(super) fn projects(draw: &Draw<'_>, most: usize) -> Rows {
    let mut rows = Rows::of(draw.view.total);
    for group in &draw.view.projects {
        if rows.has(most) {
            break;
        }
        let title = html! {
            div.block-title {
                h2 { (draw.words.status_name(group.status)) span.number { (group.items.len()) } }
            }
        };
        rows.title(group.status.id(), title);
        for entry in &group.items {
            if rows.has(most) {
                break;
            }
            rows.push(&entry.project.id, 1, item(draw, entry));
        }
    }
    rows
}

/// The plan's own verb for a project.
pub(super) fn verb(draw: &Draw<'_>, project: &Project) -> Markup {
    html! { q.verb lang=[draw.zh()] { (words::verb(project)) } }
}

fn item(draw: &Draw<'_>, item: &ProjectItem<'_>) -> Markup {
    let words = draw.words;
    let project = item.project;
    html! {
        article.project {
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
