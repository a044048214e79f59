//! The page of a measure: its whole text, and what we noted of it.

use maud::{Markup, html};

use super::frame::Frame;
use super::outline::chapter_label;
use super::passage::{cut, notes, tags};
use super::{Page, SiteUrl};
use crate::model::{Passage, PassageKind, Plan};
use crate::query::{Explorer, Query};
use crate::words::{ZH, page_title};

/// The way from a page to share to the top of the site.
pub(super) const TOP: &str = "../";

/// The file of a measure's page, beside those of the others.
pub(super) fn file(passage: &Passage) -> String {
    format!("{}.html", passage.id)
}

/// The page of a measure.
pub(super) fn page(explorer: &Explorer<'_>, passage: &Passage, site: Option<&SiteUrl>) -> Page {
    let plan = explorer.plan();
    let view = Query::default().at(plan.target(&passage.id));
    let title = page_title(&ZH, plan, &view);
    let first = passage.sentences.first();
    let first = first.map(|sentence| passage.text.slice(sentence.span()));
    let description = [ZH.passage_name(passage).as_str(), first.unwrap_or_default()].join("。");
    let path = format!("s/{}", file(passage));
    let frame = Frame {
        path: &path,
        top: TOP,
        title: &title,
        description: &description,
        site,
        view: &view,
        leads_on: true,
    };
    let html = frame.around(&main(plan, passage));
    Page {
        path,
        title,
        description,
        html,
    }
}

/// Where a passage stands: its chapter and section.
pub(super) fn stands_in(plan: &Plan, passage: &Passage) -> Markup {
    // Not where it is that heading itself.
    let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
    let section = passage.section.as_deref().and_then(|id| plan.section(id));
    let chapter = chapter.filter(|_| passage.kind != PassageKind::Chapter);
    let section = section.filter(|_| passage.kind != PassageKind::Section);
    html! {
        @if let Some(chapter) = chapter { p { (chapter_label(chapter)) } }
        @if let Some(section) = section {
            p { (ZH.section_number(section.number)) (section.heading) }
        }
    }
}

fn main(plan: &Plan, passage: &Passage) -> Markup {
    let words = cut(plan, passage);
    let measures = plan.passages().iter();
    let measures: Vec<_> = measures
        .filter(|entry| entry.kind == PassageKind::Measure)
        .collect();
    let own = measures.iter().position(|entry| entry.id == passage.id);
    let step = |at: Option<usize>| at.and_then(|at| measures.get(at));
    let previous = step(own.and_then(|own| own.checked_sub(1)));
    let next = step(own.map(|own| own + 1));
    html! {
        div.where.ours { (stands_in(plan, passage)) }
        article.passage.measure id=(passage.id) {
            @if let Some(heading) = &words.heading { h1.plan { (heading) } }
            @if let Some(body) = &words.body { p.plan { (body) } }
            div.ours {
                (tags(plan, passage, TOP))
                @if let Some(notes) = notes(plan, passage, "../text.html") { (notes) }
                p.opens { a href={ "../text.html#" (passage.id) } { (ZH.read_in_text) } }
            }
        }
        "\n"
        nav.steps.ours aria-label=(ZH.measure.replace("{}", "").trim()) {
            @for (label, entry) in [(ZH.previous, previous), (ZH.next, next)] {
                @if let Some(entry) = entry {
                    p { (label) " " a href=(file(entry)) { (ZH.passage_name(entry)) } }
                }
            }
        }
    }
}
