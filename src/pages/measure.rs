//! The page of a measure: its whole text and our notes on it.

use maud::{Markup, html};

use super::frame::{Frame, SHARE_ROOT};
use super::outline::chapter_label;
use super::passage::{notes, passage_text, tags};
use super::{Page, SiteUrl};
use crate::model::{Passage, PassageKind, Plan};
use crate::query::Query;
use crate::words::{ZH, page_title};

/// The file name of a measure's page, which is also the link to it from another page to share.
pub(super) fn file_name(passage: &Passage) -> String {
    format!("{}.html", passage.id)
}

/// The page of a measure.
pub(super) fn page(plan: &Plan, passage: &Passage, site: Option<&SiteUrl>) -> Page {
    let query = Query::default().at(plan.target(&passage.id));
    let mut passages = std::iter::once(passage).chain(plan.below(passage));
    let first_sentence = passages.find_map(|entry| {
        let sentence = entry.sentences.first()?;
        Some(entry.text.slice(sentence.span()))
    });
    let first_sentence = first_sentence.unwrap_or_default();
    let frame = Frame {
        path: format!("s/{}", file_name(passage)),
        root: SHARE_ROOT,
        title: page_title(&ZH, plan, &query),
        description: format!("{}。{first_sentence}", ZH.passage_name(passage)),
        site,
        plan,
        view: &query,
        redirects: true,
    };
    frame.page(&main(plan, passage))
}

fn main(plan: &Plan, passage: &Passage) -> Markup {
    let text = passage_text(plan, passage);
    let (previous, next) = neighbours(plan, passage);
    html! {
        div.where.ours { (location(plan, passage)) }
        article.passage.measure id=(passage.id) {
            @if let Some(heading) = &text.heading { h1.plan { (heading) } }
            @if let Some(body) = &text.body { p.plan { (body) } }
            @for entry in plan.below(passage) {
                @if let Some(body) = passage_text(plan, entry).body { p.plan id=(entry.id) { (body) } }
            }
            div.ours {
                (tags(plan, passage, SHARE_ROOT))
                @if let Some(notes) = notes(plan, passage, "../text.html") { (notes) }
                p.opens { a href={ "../text.html#" (passage.id) } { (ZH.read_in_text) } }
            }
        }
        "\n"
        nav.steps.ours aria-label=(ZH.measure.replace("{}", "").trim()) {
            @for (label, entry) in [(ZH.previous, previous), (ZH.next, next)] {
                @if let Some(entry) = entry {
                    p { (label) " " a href=(file_name(entry)) { (ZH.passage_name(entry)) } }
                }
            }
        }
    }
}

/// The measures before and after this one.
fn neighbours<'a>(plan: &'a Plan, passage: &Passage) -> (Option<&'a Passage>, Option<&'a Passage>) {
    let measures = || {
        plan.passages()
            .iter()
            .filter(|entry| entry.kind == PassageKind::Measure)
    };
    let previous = measures().take_while(|entry| entry.id != passage.id).last();
    let next = measures().skip_while(|entry| entry.id != passage.id).nth(1);
    (previous, next)
}

/// The chapter and the section of a passage. The heading of a chapter or section does not name itself.
fn location(plan: &Plan, passage: &Passage) -> Markup {
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
