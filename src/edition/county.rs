//! The page of a county: the role the plan gives it, where the plan names it, where it takes it in with
//! others and why.

use maud::{Markup, html};

use super::frame::Frame;
use super::measure::{TOP, file, stands_in};
use super::{Page, SiteUrl};
use crate::model::{County, PassageKind, Plan, Vocabulary};
use crate::query::{Block, Explorer, Item, Mark, Nearness, Piece, Profile, Query, View, ViewKind};
use crate::words::{ZH, page_title};

/// The page of a county; `None` for one the plan has no entry of.
pub(super) fn page(
    explorer: &Explorer<'_>,
    county: County,
    site: Option<&SiteUrl>,
) -> Option<Page> {
    let plan = explorer.plan();
    let view = Query {
        counties: [county].into_iter().collect(),
        ..Query::default()
    };
    let answer = explorer.view(&view);
    let profile = answer.profile.as_ref()?;
    let title = page_title(&ZH, plan, &view);
    // By name, because the plan gives three of them one role together.
    let description = format!("{}：{}。", profile.county.zh, profile.role.quote);
    let path = format!("s/county-{}.html", county.id());
    let frame = Frame {
        path: &path,
        top: TOP,
        title: &title,
        description: &description,
        site,
        view: &view,
        leads_on: true,
    };
    let html = frame.around(&main(plan, profile, &answer));
    Some(Page {
        path,
        title,
        description,
        html,
    })
}

fn main(plan: &Plan, profile: &Profile<'_>, answer: &View<'_>) -> Markup {
    let role = profile.role;
    let place = role.sentence.as_deref().unwrap_or(&role.passage);
    html! {
        h1 { (profile.county.zh) }
        div.role {
            p.ours { (ZH.profile_role) }
            blockquote.plan data-at=(place) { (role.quote) }
            p.ours { a href={ "../text.html#" (place) } { (ZH.profile_role_link) } }
        }
        "\n"
        @if !profile.named.is_empty() {
            section.block {
                h2.ours { (ZH.profile_named) }
                ul.named {
                    @for project in &profile.named {
                        li {
                            span.ours { (ZH.status_name(project.status)) }
                            " "
                            a.plan data-at=(project.id) href={ "../text.html#" (project.id) } { (project.name) }
                        }
                    }
                }
            }
            "\n"
        }
        @for entry in &answer.blocks { (block(plan, entry)) }
    }
}

fn block(plan: &Plan, block: &Block<'_>) -> Markup {
    let (title, why) = match block.nearness {
        Nearness::Collective => (ZH.block_collective, Some(ZH.block_collective_why)),
        Nearness::Any | Nearness::Named => (ZH.block_named, None),
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

/// The words of a sentence, those that the page is about marked.
fn pieces(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece.mark {
                Some(mark) => mark.(mark_class(mark)) { (piece.text) },
                None => (piece.text),
            }
        }
    }
}

fn mark_class(mark: Mark) -> &'static str {
    mark.id()
}

/// A passage as a result: where it stands, its heading, the sentences that made it one, and why.
pub(super) fn item(plan: &Plan, item: &Item<'_>) -> Markup {
    let passage = item.passage;
    let link = if passage.kind == PassageKind::Measure {
        file(passage)
    } else {
        format!("../text.html#{}", passage.id)
    };
    let number = passage
        .number
        .filter(|_| passage.kind == PassageKind::Measure);
    html! {
        article.item {
            div.where.ours { (stands_in(plan, passage)) }
            h3 {
                a href=(link) {
                    @if let Some(number) = number { (number) ". " }
                    @if item.heading().is_empty() {
                        span.ours { (ZH.passage_name(passage)) }
                    } @else {
                        span.plan data-at=(passage.id) { (pieces(&item.heading())) }
                    }
                }
            }
            @for excerpt in &item.excerpts() {
                p.plan.sentence data-at=(excerpt.sentence.id) { (pieces(&excerpt.pieces)) }
            }
            @for reason in &item.reasons() {
                p.reason.ours { "“" (reason.quote) "”：" (ZH.scope_about(reason.scope)) }
            }
        }
        "\n"
    }
}
