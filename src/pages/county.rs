//! The page of a county: the role that the plan gives it, the projects there, and the passages that name it
//! or mean it with others.

use maud::{Markup, html};

use super::frame::{Frame, SHARE_ROOT};
use super::item::item;
use super::{Page, SiteUrl};
use crate::model::{County, Plan};
use crate::query::{Block, Explorer, Profile, Query, Relation, View, ViewKind};
use crate::words::{ZH, page_title, verb};

/// The page of a county, or `None` if the plan has no entry for it.
pub(super) fn page(
    explorer: &Explorer<'_>,
    county: County,
    site: Option<&SiteUrl>,
) -> Option<Page> {
    let plan = explorer.plan();
    let query = Query {
        counties: [county].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer.view(&query);
    let profile = view.profile.as_ref()?;
    let frame = Frame {
        path: format!("s/county-{}.html", plan.id(county)),
        root: SHARE_ROOT,
        title: page_title(&ZH, plan, &query),
        // With the county's name, because three counties share one role.
        description: match profile.role {
            Some(role) => format!("{}：{}。", profile.county.zh, role.quote),
            None => format!(
                "{} · {}",
                profile.county.zh,
                ZH.total(query.view, view.total)
            ),
        },
        site,
        plan,
        view: &query,
        redirects: true,
    };
    Some(frame.page(&main(plan, profile, &view)))
}

fn main(plan: &Plan, profile: &Profile<'_>, view: &View<'_>) -> Markup {
    html! {
        h1 { (profile.county.zh) }
        @if let Some(role) = profile.role {
            @let place = role.sentence.as_deref().unwrap_or(&role.passage);
            div.role {
                p.ours { (ZH.role_title(plan, role)) }
                blockquote.plan data-at=(place) { (role.quote) }
                p.ours { a href={ "../text.html#" (place) } { (ZH.profile_role_link) } }
            }
        }
        "\n"
        @if !profile.named.is_empty() {
            section.block {
                h2.ours { (ZH.profile_named) }
                ul.named {
                    @for project in &profile.named {
                        li {
                            q.verb { (verb(project)) }
                            " "
                            a.plan data-at=(project.id) href={ "../text.html#" (project.id) } { (project.name) }
                        }
                    }
                }
            }
            "\n"
        }
        @for entry in &view.blocks { (block(plan, entry)) }
    }
}

fn block(plan: &Plan, block: &Block<'_>) -> Markup {
    let (title, why) = match block.relation {
        Relation::Collective => (ZH.block_collective, Some(ZH.block_collective_why)),
        Relation::Any | Relation::Named => (ZH.block_named, None),
    };
    html! {
        section.block {
            h2.ours { (title) " " span.number { (ZH.total(ViewKind::List, block.len())) } }
            @if let Some(why) = why { p.ours { (why) } }
            @for group in &block.groups {
                @for entry in &group.items { (item(plan, entry)) }
            }
        }
        "\n"
    }
}
