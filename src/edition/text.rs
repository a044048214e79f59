//! `text.html`: the whole text in order, everything a link can point at with an anchor.

use maud::{Markup, html};

use super::frame::Frame;
use super::outline::{chapter_label, list};
use super::passage::{cut, notes, opens, tags};
use super::{Page, SiteUrl};
use crate::model::{Passage, PassageKind, Plan, Vocabulary};
use crate::query::{Query, ViewKind};
use crate::words::{PAGES, ZH, fill, page_title};

/// The text edition. With the address of the site it says where it lies.
pub fn text_page(plan: &Plan, site: Option<&SiteUrl>) -> Page {
    let view = Query::default().in_view(ViewKind::Text);
    let title = page_title(&ZH, plan, &view);
    let count = plan.passages().len().to_string();
    let description = fill(PAGES.text_about, &[&plan.file().meta.title, &count]);
    let path = "text.html".to_owned();
    let frame = Frame {
        path: &path,
        top: "",
        title: &title,
        description: &description,
        site,
        view: &Query::default(),
        leads_on: false,
    };
    let html = frame.around(&main(plan));
    Page {
        path,
        title,
        description,
        html,
    }
}

/// How deep the heading of a passage lies: chapters are second, what lies in a section or among the goals
/// fourth.
fn level(passage: &Passage) -> u8 {
    match passage.kind {
        PassageKind::Title => 1,
        PassageKind::Chapter => 2,
        PassageKind::Section => 3,
        PassageKind::Goal => 4,
        _ if passage.section.is_some() => 4,
        _ => 3,
    }
}

/// An element that holds a heading of the plan's own.
fn heading(level: u8, words: &Markup) -> Markup {
    html! {
        @match level {
            1 => h1.plan { (words) },
            2 => h2.plan { (words) },
            3 => h3.plan { (words) },
            _ => h4.plan { (words) },
        }
    }
}

fn passage(plan: &Plan, passage: &Passage) -> Markup {
    let words = cut(plan, passage);
    // The title has no heading before its sentence: the sentence is one.
    let is_title = passage.kind == PassageKind::Title;
    html! {
        section.passage.(passage.kind.id()) id=(passage.id) {
            @if let Some(words) = &words.heading { (heading(level(passage), words)) }
            @if let Some(body) = &words.body {
                @if is_title { (heading(1, body)) } @else { p.plan { (body) } }
            }
            @if !is_title {
                div.ours {
                    (tags(plan, passage, ""))
                    @if let Some(notes) = notes(plan, passage, "") { (notes) }
                    (opens(plan, passage, ""))
                }
            }
        }
        "\n"
    }
}

/// What stands between two passages: the label of a chapter whose heading is lost, the note on the goals.
fn between(plan: &Plan, before: Option<&Passage>, passage: &Passage) -> Markup {
    let opens = before.is_none_or(|before| before.chapter != passage.chapter);
    let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
    let lost = chapter.filter(|chapter| opens && chapter.heading.is_none());
    let goals = passage.kind == PassageKind::Goal
        && before.is_none_or(|before| before.kind != PassageKind::Goal);
    html! {
        @if let Some(chapter) = lost {
            div.lost.ours id=(chapter.id) {
                h2 { (chapter_label(chapter)) }
                @if let Some(note) = &chapter.note { p { (note) } }
            }
            "\n"
        }
        @if goals { div.lost.ours { h3 { (ZH.goals_note) } } "\n" }
    }
}

/// The outline, and the ways to the pages of counties and themes.
fn contents(plan: &Plan) -> Markup {
    let file = plan.file();
    html! {
        p.legend.ours { (PAGES.legend) }
        nav.outline aria-label=(PAGES.outline) {
            p.ours { (PAGES.outline) }
            ol {
                @for chapter in &file.chapters {
                    li {
                        details {
                            summary { (chapter_label(chapter)) }
                            (list(plan, chapter, ""))
                        }
                    }
                }
            }
        }
        nav.ways.ours aria-label=(PAGES.others) {
            p { (PAGES.by_county) }
            ul {
                @for county in &file.places.counties {
                    li { a href={ "s/county-" (county.id.id()) ".html" } { (county.zh) } }
                }
            }
            p { (PAGES.by_theme) }
            ul {
                @for theme in &file.themes {
                    li { a href={ "s/theme-" (theme.id.id()) ".html" } { (theme.zh) } }
                }
            }
        }
        "\n"
    }
}

fn main(plan: &Plan) -> Markup {
    let passages = plan.passages();
    let before = std::iter::once(None).chain(passages.iter().map(Some));
    let opening =
        |passage: &Passage| matches!(passage.kind, PassageKind::Title | PassageKind::Adoption);
    let mut contents = Some(contents(plan));
    html! {
        @for (entry, before) in passages.iter().zip(before) {
            // After the title and the line of the adoption, before the first paragraph.
            @if !opening(entry) { @if let Some(contents) = contents.take() { (contents) } }
            (between(plan, before, entry))
            (passage(plan, entry))
        }
    }
}
