//! A passage as a result on the page of a county or theme, and the line that says where it stands.

use maud::{Markup, html};

use super::frame::SHARE_ROOT;
use super::measure;
use super::outline::chapter_label;
use crate::model::{Passage, PassageKind, Plan, Vocabulary};
use crate::query::{Item, Piece};
use crate::words::ZH;

/// A result: its chapter and section, its heading, the sentences that match, and the reason for a match by
/// a collective mention.
pub(super) fn item(plan: &Plan, item: &Item<'_>) -> Markup {
    let passage = item.passage;
    let is_measure = passage.kind == PassageKind::Measure;
    let link = if is_measure {
        measure::file_name(passage)
    } else {
        format!("{SHARE_ROOT}text.html#{}", passage.id)
    };
    let number = passage.number.filter(|_| is_measure);
    html! {
        article.item {
            div.where.ours { (location(plan, passage)) }
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
                p.reason.ours { "“" (reason.quote) "”：" (ZH.scope_about(plan, reason.scope)) }
            }
        }
        "\n"
    }
}

/// The chapter and the section of a passage. The heading of a chapter or section does not name itself.
pub(super) fn location(plan: &Plan, passage: &Passage) -> Markup {
    let chapter = passage
        .chapter
        .as_deref()
        .filter(|_| passage.kind != PassageKind::Chapter)
        .and_then(|id| plan.chapter(id));
    let section = passage
        .section
        .as_deref()
        .filter(|_| passage.kind != PassageKind::Section)
        .and_then(|id| plan.section(id));
    html! {
        @if let Some(chapter) = chapter { p { (chapter_label(chapter)) } }
        @if let Some(section) = section {
            p { (ZH.section_number(section.number)) (section.heading) }
        }
    }
}

/// Text in pieces, with the matching ones marked.
fn pieces(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece.mark {
                Some(mark) => mark.(mark.id()) { (piece.text) },
                None => (piece.text),
            }
        }
    }
}
