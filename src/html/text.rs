//! The whole text in order. Every sentence has a link of its own.

use maud::{Markup, html};

use super::list::{chapter_name, heading, marked};
use super::{Draw, Rows};
use crate::link;
use crate::model::{Mention, Passage, PassageKind, Plan, Span, Vocabulary};
use crate::query::{Note, Opened, Query, ViewKind};
use crate::words::{self, Words};

/// The whole text, `most` passages of it. What `opened` points at is marked.
pub(super) fn text(draw: &Draw<'_>, opened: Option<&Opened<'_>>, most: usize) -> Rows {
    let words = draw.words;
    let plan = draw.plan();
    let mut rows = Rows::of(plan.passages().len());
    let mut chapter = None;
    for entry in plan.passages().iter().take(most) {
        let opens = entry.chapter.is_some() && entry.chapter != chapter;
        chapter.clone_from(&entry.chapter);
        let begun = chapter.as_deref().and_then(|id| plan.chapter(id));
        if let Some(begun) = begun.filter(|begun| opens && begun.heading.is_none()) {
            let title = html! { h2.group-chapter { (chapter_name(words, plan, begun)) } };
            rows.title(begun.id.as_str(), title);
        }
        rows.push(entry.id.as_str(), 1, passage(draw, entry, opened));
    }
    rows
}

/// One passage of the whole text.
fn passage(draw: &Draw<'_>, passage: &Passage, opened: Option<&Opened<'_>>) -> Markup {
    let location = opened.map(|opened| opened.location);
    let here =
        location.filter(|location| location.term.is_none() && location.passage.id == passage.id);
    let is_target = here.is_some_and(|location| location.span().is_none());
    let inside = html! {
        @if matches(draw, passage) { span.flag { (draw.words.matching) } }
        (body(draw, passage, here.and_then(|location| location.span())))
    };
    let target = if is_target { " target" } else { "" };
    let class = classes(draw, passage) + target;
    html! {
        @match passage.kind {
            PassageKind::Title | PassageKind::Chapter => h2 id=(passage.id) class=(class)
                lang=[draw.zh()] { (inside) },
            _ => p id=(passage.id) class=(class) lang=[draw.zh()] { (inside) },
        }
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
pub fn outline(words: &Words, plan: &Plan) -> Markup {
    html! {
        nav #outline-parts aria-label=(words.outline) {
            ol {
                @for passage in plan.passages().iter().filter(|passage| is_named(passage)) {
                    li class=(passage.kind.id()) {
                        @let to = Query::default().at(plan.target(&passage.id));
                        a href=(link::href(&to, plan)) data-part=(passage.id) data-opens=(passage.id) {
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
            a.mention href=(draw.href(&to)) data-note=(why) { (inside) }
        }
    }
}

/// A passage with all marks, each sentence followed by its link.
pub(super) fn body(draw: &Draw<'_>, passage: &Passage, target: Option<Span>) -> Markup {
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
