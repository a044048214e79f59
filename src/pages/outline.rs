//! The plan's outline, for `index.html` (shown before the app runs) and for the text edition.

use maud::{Markup, html};

use crate::model::{Chapter, Passage, PassageKind, Plan, Vocabulary};
use crate::words::ZH;

/// The number of a chapter with its heading, or with a note that the heading is lost. The source numbers
/// only the first chapter; the other numbers are our count.
pub(super) fn chapter_label(chapter: &Chapter) -> Markup {
    let number = ZH.chapter_number(chapter.number);
    html! {
        (number)
        @match &chapter.heading {
            Some(heading) => { " " (heading) }
            None => { " · " i { (ZH.heading_lost) } }
        }
    }
}

/// The passages of a chapter that have a heading of their own.
fn entries<'a>(plan: &'a Plan, chapter: &'a Chapter) -> impl Iterator<Item = &'a Passage> {
    plan.passages().iter().filter(|passage| {
        let has_heading = matches!(
            passage.kind,
            PassageKind::Section | PassageKind::Position | PassageKind::Goal | PassageKind::Measure
        );
        passage.chapter.as_deref() == Some(&chapter.id) && has_heading
    })
}

/// The headings of a chapter as a list of links. `text` is the link to the text edition, empty within it.
pub(super) fn list(plan: &Plan, chapter: &Chapter, text: &str) -> Markup {
    html! {
        ol {
            "\n"
            @for passage in entries(plan, chapter) {
                li class=(passage.kind.id()) {
                    a href={ (text) "#" (passage.id) } { (ZH.passage_name(passage)) }
                }
                "\n"
            }
        }
    }
}

/// The outline as nested lists. Each entry links to its place in the text edition.
pub(super) fn outline_html(plan: &Plan) -> String {
    let outline = html! {
        ol.outline {
            "\n"
            @for chapter in plan.chapters() {
                li { p { (chapter_label(chapter)) } "\n" (list(plan, chapter, "text.html")) } "\n"
            }
        }
        "\n"
    };
    outline.into_string()
}
