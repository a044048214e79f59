//! The whole text in order, every sentence with its link.

use maud::{Markup, html};

use super::Draw;
use super::list::{chapter_name, marked};
use crate::model::{Passage, PassageKind, Span, Vocabulary};
use crate::query::Opened;
use crate::words;

/// The whole text. What a link points at is marked afterwards ([`passage_in_text`]), so that opening
/// another sentence does not draw everything anew.
pub(super) fn text(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let mut chapter = None;
    html! {
        p.intro { (words::fill(words.text_intro, &[&plan.passages().len().to_string()])) }
        article.text lang=[draw.zh()] {
            @for passage in plan.passages() {
                @let opens = passage.chapter.is_some() && passage.chapter != chapter;
                ({ chapter.clone_from(&passage.chapter); "" })
                @if opens && let Some(entry) = chapter.as_deref().and_then(|id| plan.chapter(id))
                    && entry.heading.is_none()
                {
                    h2.group-chapter { (chapter_name(words, plan, entry)) }
                }
                @match passage.kind {
                    PassageKind::Title | PassageKind::Chapter => h2
                        id=(passage.id) class=(classes(draw, passage))
                    { (passage_in_text(draw, passage, None)) },
                    _ => p id=(passage.id) class=(classes(draw, passage)) {
                        (passage_in_text(draw, passage, None))
                    },
                }
            }
        }
    }
}

fn matches(draw: &Draw<'_>, passage: &Passage) -> bool {
    let mut matching = draw.view.matching.iter();
    draw.query.is_filtered() && matching.any(|entry| entry.id == passage.id)
}

fn classes(draw: &Draw<'_>, passage: &Passage) -> String {
    let matching = if matches(draw, passage) {
        " matching"
    } else {
        ""
    };
    format!("passage {}{matching}", passage.kind.id())
}

/// The inside of one passage of the whole text, with what `opened` points at in it marked.
pub fn passage_in_text(draw: &Draw<'_>, passage: &Passage, opened: Option<&Opened<'_>>) -> Markup {
    let located = opened.map(|opened| opened.located);
    let here = located
        .filter(|located| located.term.is_none() && located.passage.id == passage.id)
        .and_then(|located| located.span());
    html! {
        @if matches(draw, passage) { span.flag { (draw.words.matching) } }
        (body(draw, passage, here))
    }
}

/// A passage's words with every mark, each sentence followed by its link.
pub(super) fn body(draw: &Draw<'_>, passage: &Passage, target: Option<Span>) -> Markup {
    let words = draw.words;
    let whole = passage.text.span();
    let first = passage.sentences.first();
    let start = first.map_or(whole.end(), |first| first.start);
    let cut = |from, to| {
        let window = Span::new(from, to).unwrap_or(Span::NOTHING);
        let parts = draw
            .explorer
            .marked_with_terms(draw.query, passage, target, window);
        html! {
            @for (term, pieces) in &parts {
                @if let Some(term) = term {
                    a.term href=(draw.href_at(&term.id)) data-opens=(term.id)
                        title=(words::fill(words.term_link, &[&term.label]))
                    { (marked(pieces)) }
                } @else { (marked(pieces)) }
            }
        }
    };
    html! {
        @if start > 0 { strong.head { (cut(0, start)) } }
        @for (at, sentence) in passage.sentences.iter().enumerate() {
            span.sentence id=(sentence.id) {
                (cut(sentence.start, sentence.end))
                a.pin href=(draw.href_at(&sentence.id)) data-opens=(sentence.id)
                    aria-label=(words::fill(words.sentence_link, &[&(at + 1).to_string()]))
                { "¶" }
            }
        }
    }
}
