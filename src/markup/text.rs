//! The whole text in order. Every sentence has a link of its own.

use maud::{Markup, html};

use super::limit::{Limit, Quota};
use super::list::{chapter_name, heading, marked};
use super::share::copy_button;
use super::{Action, Draw, ShareTarget};
use crate::model::{Mention, Passage, PassageKind, Plan, Span, Vocabulary};
use crate::query::{Note, Opened, Query, ViewKind};
use crate::words;

/// The whole text, up to `limit`. What the link points at is marked afterwards ([`passage_in_text`]), so that
/// opening another sentence does not draw the whole text again.
pub(super) fn text(draw: &Draw<'_>, limit: Limit) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let mut chapter = None;
    let mut quota = Quota::new(plan.passages().len(), limit);
    html! {
        p.intro { (words::fill(words.text_intro, &[&plan.passages().len().to_string()])) }
        (outline(draw))
        article.text lang=[draw.zh()] {
            @for passage in quota.take(plan.passages()) {
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
        (quota.more(draw))
    }
}

/// Whether the outline has an entry for this passage.
fn is_named(passage: &Passage) -> bool {
    passage.heading.is_some() || passage.kind == PassageKind::Lead
}

/// The outline's entry for the passage with this id: the passage itself, or the last one before it that has
/// an entry.
pub fn outline_entry<'a>(plan: &'a Plan, id: &str) -> Option<&'a str> {
    let position = plan.position(id)?;
    let before = plan.passages().get(..=position)?;
    let mut named = before.iter().filter(|passage| is_named(passage));
    named.next_back().map(|passage| passage.id.as_str())
}

/// The outline. The app marks the reader's place in it.
fn outline(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    html! {
        div.outline-bar {
        details #outline.outline-here {
            summary data-do=(Action::Outline.id()) { (words.outline) " " span #outline-now.ours {} }
            nav #outline-parts aria-label=(words.outline) {
                ol {
                    @for passage in plan.passages().iter().filter(|passage| is_named(passage)) {
                        li class=(passage.kind.id()) {
                            a href=(draw.href_at(&passage.id)) data-part=(passage.id) {
                                @if passage.kind == PassageKind::Lead
                                    && let Some(chapter) =
                                        passage.chapter.as_deref().and_then(|id| plan.chapter(id))
                                {
                                    (words.chapter_number(chapter.number)) " "
                                }
                                (heading(words, &words.heading_of(passage)))
                            }
                        }
                    }
                }
            }
        }
        (copy_button(words.copy_link, Action::CopyLink, ShareTarget::Opened.id()))
        }
    }
}

fn matches(draw: &Draw<'_>, passage: &Passage) -> bool {
    let place = |entry: &Passage| draw.plan().position(&entry.id);
    let matching = &draw.view.matching;
    draw.query.is_filtered()
        && matching
            .binary_search_by_key(&place(passage), |entry| place(entry))
            .is_ok()
}

fn classes(draw: &Draw<'_>, passage: &Passage) -> String {
    let matching = if matches(draw, passage) {
        " matching"
    } else {
        ""
    };
    format!("passage {}{matching}", passage.kind.id())
}

/// The inside of one passage of the whole text. What `opened` points at is marked, if it is in this passage.
pub fn passage_in_text(draw: &Draw<'_>, passage: &Passage, opened: Option<&Opened<'_>>) -> Markup {
    let location = opened.map(|opened| opened.location);
    let here = location
        .filter(|location| location.term.is_none() && location.passage.id == passage.id)
        .and_then(|location| location.span());
    html! {
        @if matches(draw, passage) { span.flag { (draw.words.matching) } }
        (body(draw, passage, here, u32::MAX))
    }
}

/// A place in the text: a link to what the plan says of it, with a note that says why it counts. A group
/// whose members the text does not name has only the note.
fn place(draw: &Draw<'_>, mention: &Mention, inside: Markup) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let counties = mention.counties.iter();
    let counties = counties.map(|county| words.county_name(plan, county));
    let zones = mention.zones.iter();
    let zones = zones.map(|zone| words.zone_name(plan, zone));
    let names: Vec<&str> = counties.chain(zones).collect();
    let why = match mention.scope {
        Some(scope) => words.list(&[words.scope_about(plan, scope), &words.list(&names)]),
        None => words.list(&names),
    };
    let to = Query {
        view: ViewKind::Map,
        counties: mention.counties,
        zones: mention.zones,
        lang: draw.query.lang,
        embed: draw.query.embed,
        ..Query::default()
    };
    html! {
        @if names.is_empty() {
            span.mention tabindex="0" role="note" data-note=(why)
                aria-label=(words::fill(words.explained, &[&mention.quote, &why])) { (inside) }
        } @else {
            a.mention href=(draw.href(&to)) data-note=(why) data-then="top" { (inside) }
        }
    }
}

/// A passage with all marks, each sentence followed by its link. Leaves out the sentences that begin at the
/// character `until` or after it.
pub(super) fn body(draw: &Draw<'_>, passage: &Passage, target: Option<Span>, until: u32) -> Markup {
    let words = draw.words;
    let whole = passage.text.span();
    let first = passage.sentences.first();
    let start = first.map_or(whole.end(), |first| first.start);
    let cut = |from, to| {
        let window = Span::new(from, to).unwrap_or(Span::NOTHING);
        let parts = draw.explorer.explained(draw.query, passage, target, window);
        html! {
            @for (note, pieces) in &parts {
                @match note {
                    Some(Note::Term(term)) => a.term href=(draw.href_at(&term.id))
                        data-opens=(term.id) title=(words::fill(words.term_link, &[&term.label]))
                    { (marked(pieces)) },
                    Some(Note::Mention(mention)) => (place(draw, mention, marked(pieces))),
                    None => (marked(pieces)),
                }
            }
        }
    };
    html! {
        @if start > 0 { strong.head { (cut(0, start)) } }
        @for (at, sentence) in passage.sentences.iter().filter(|sentence| sentence.start < until).enumerate() {
            span.sentence id=(sentence.id) {
                (cut(sentence.start, sentence.end))
                a.pin href=(draw.href_at(&sentence.id)) data-opens=(sentence.id)
                    aria-label=(words::fill(words.sentence_link, &[&(at + 1).to_string()]))
                { "¶" }
            }
        }
    }
}
