//! The text edition, `text.html`: the whole plan in order, with an anchor for everything that a link can
//! point at.

use maud::{Markup, html};

use super::frame::Frame;
use super::outline::{chapter_label, list};
use super::passage::{notes, open_in_app, passage_text, tags};
use super::{Page, SiteUrl};
use crate::model::{Passage, PassageKind, Plan, Vocabulary};
use crate::query::{Query, ViewKind};
use crate::words::{PAGES, ZH, fill, page_title};

/// The text edition. With the address of the site its links to itself are absolute.
pub fn text_page(plan: &Plan, site: Option<&SiteUrl>) -> Page {
    let query = Query::default().in_view(ViewKind::Text);
    let passages = plan.passages().len().to_string();
    let frame = Frame {
        path: "text.html".to_owned(),
        root: "",
        title: page_title(&ZH, plan, &query),
        description: fill(PAGES.text_about, &[&plan.meta().title, &passages]),
        site,
        plan,
        view: &Query::default(),
        redirects: false,
    };
    frame.page(&main(plan))
}

/// The level of a passage's heading, 1 to 4.
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

/// A heading in the plan's own words.
fn heading(level: u8, text: &Markup) -> Markup {
    html! {
        @match level {
            1 => h1.plan { (text) },
            2 => h2.plan { (text) },
            3 => h3.plan { (text) },
            _ => h4.plan { (text) },
        }
    }
}

fn passage(plan: &Plan, passage: &Passage) -> Markup {
    let text = passage_text(plan, passage);
    // The title is one sentence without a heading before it, so the sentence becomes the heading.
    let is_title = passage.kind == PassageKind::Title;
    html! {
        section.passage.(passage.kind.id()) id=(passage.id) {
            @if let Some(text) = &text.heading { (heading(level(passage), text)) }
            @if let Some(body) = &text.body {
                @if is_title { (heading(1, body)) } @else { p.plan { (body) } }
            }
            @if !is_title {
                div.ours {
                    (tags(plan, passage, ""))
                    @if let Some(notes) = notes(plan, passage, "") { (notes) }
                    (open_in_app(plan, passage, ""))
                }
            }
        }
        "\n"
    }
}

/// Our own labels before a passage: for a chapter whose heading is lost, and for the goals.
fn labels(plan: &Plan, previous: Option<&Passage>, passage: &Passage) -> Markup {
    let opens_chapter = previous.is_none_or(|previous| previous.chapter != passage.chapter);
    let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
    let lost = chapter.filter(|chapter| opens_chapter && chapter.heading.is_none());
    let first_goal = passage.kind == PassageKind::Goal
        && previous.is_none_or(|previous| previous.kind != PassageKind::Goal);
    html! {
        @if let Some(chapter) = lost {
            div.lost.ours id=(chapter.id) {
                h2 { (chapter_label(chapter)) }
                @if let Some(note) = &chapter.note { p { (note) } }
            }
            "\n"
        }
        @if first_goal { div.lost.ours { h3 { (ZH.pick(&plan.site().outside_sections)) } } "\n" }
    }
}

/// The legend, the outline, and links to the pages of counties and themes.
fn contents(plan: &Plan) -> Markup {
    html! {
        p.legend.ours { (PAGES.legend) }
        nav.outline aria-label=(PAGES.outline) {
            p.ours { (PAGES.outline) }
            ol {
                @for chapter in plan.chapters() {
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
                @for county in plan.counties() {
                    li { a href={ "s/county-" (county.id) ".html" } { (county.zh) } }
                }
            }
            p { (PAGES.by_theme) }
            ul {
                @for theme in plan.themes() {
                    li { a href={ "s/theme-" (theme.id) ".html" } { (theme.zh) } }
                }
            }
        }
        "\n"
    }
}

fn main(plan: &Plan) -> Markup {
    let passages = plan.passages();
    // The contents follow the title and the line on the adoption.
    let is_front =
        |passage: &&Passage| matches!(passage.kind, PassageKind::Title | PassageKind::Adoption);
    let front = passages.iter().take_while(is_front).count();
    let mut previous = None;
    html! {
        @for (position, entry) in passages.iter().enumerate() {
            @if position == front { (contents(plan)) }
            (labels(plan, previous.replace(entry), entry))
            (passage(plan, entry))
        }
    }
}
