//! Projects and programmes, grouped by how far they are.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Extent, Limit};
use super::list::marked;
use crate::query::ProjectItem;

/// The projects; of very many, what `extent` says.
pub(super) fn projects(draw: &Draw<'_>, extent: Extent) -> Markup {
    let words = draw.words;
    let mut limit = Limit::new(draw.view.total, extent);
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
                    ul { @for entry in limit.take(&group.items) { (item(draw, entry)) } }
                }
            }
        }
        (limit.more(draw))
    }
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
                q.verb lang=[draw.zh()] { (project.verb) }
                span { (words.tier_name(project.tier)) }
                span { (words.period_name(project.period)) }
                span.ours[words.name_is_ours(item.passage)] { (words.passage_name(item.passage)) }
            }
        }
    }
}
