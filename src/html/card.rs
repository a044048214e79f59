//! Cards: words of the plan, where they stand, of which kind and period they are. The list and the panel show them.

use maud::{Markup, html};

use super::Draw;
use super::lanes::mark;
use super::projects::verb;
use crate::model::{Location, Passage, Span, Target};
use crate::query::{Opened, Standing};
use crate::words::{self, Heading, ZH};

/// A sentence of a card, as a link to it.
pub(super) fn sentence(draw: &Draw<'_>, class: &str, id: &str, words: Markup) -> Markup {
    html! {
        p class=(class) { a href=(draw.href_at(id)) data-opens=(id) lang=[draw.zh()] { (words) } }
    }
}

/// Of which kind and period a card's words are.
pub(super) fn standings(draw: &Draw<'_>, standings: &[Standing]) -> Markup {
    html! {
        @for standing in standings {
            li.said-kind {
                @if let Some(kind) = standing.kind { (mark(kind, false)) }
                (draw.words.standing(draw.plan(), *standing))
            }
        }
    }
}

/// The title of the panel: the name of the passage, or the term.
pub fn title(draw: &Draw<'_>, opened: &Opened<'_>) -> Markup {
    let location = opened.location;
    let passage = location.passage;
    html! {
        @match location.term {
            Some(term) => h2 #reader-title tabindex="-1" lang=[draw.zh()] { "“" (term.label) "”" },
            None => h2 #reader-title tabindex="-1" .ours[passage.heading.is_none()] {
                (line(&draw.words.heading_of(passage)))
            },
        }
    }
}

/// What is opened, as a card: its words, where they stand, of which kind and period they are. Nothing for a term.
pub fn cited(draw: &Draw<'_>, opened: &Opened<'_>) -> Markup {
    let location = opened.location;
    if location.term.is_some() {
        return Markup::default();
    }
    let cited = draw.explorer.cited(draw.query, location);
    let passage = location.passage;
    html! {
        article.cited {
            @for span in &cited.spans {
                blockquote lang=[draw.zh()] {
                    @match sentence_at(passage, location, *span) {
                        Some(id) => a href=(draw.href_at(id)) data-opens=(id) { (passage.text.slice(*span)) },
                        None => (passage.text.slice(*span)),
                    }
                }
            }
            @if let Some(milestone) = location.milestone { (draw.gloss(milestone.label_en.as_deref())) }
            p.cited-place { (place(draw, passage)) }
            ul.tags {
                (standings(draw, &draw.explorer.standings_of(&cited)))
                @if let Some(project) = location.project {
                    li { (verb(draw, project)) }
                    li { (draw.words.tier_name(project.tier)) }
                }
            }
        }
    }
}

/// The id of the sentence with this span, if all of a passage is opened.
fn sentence_at<'a>(passage: &'a Passage, location: Location<'_>, span: Span) -> Option<&'a str> {
    let mut sentences = passage.sentences.iter();
    let is_whole = location.span().is_none();
    let found = sentences.find(|sentence| is_whole && sentence.span() == span);
    found.map(|sentence| sentence.id.as_str())
}

/// Where a passage stands: chapter, section, heading.
fn place(draw: &Draw<'_>, passage: &Passage) -> Markup {
    html! {
        @for (at, heading) in draw.words.place(draw.plan(), passage).iter().enumerate() {
            @if at > 0 { " · " }
            (line(heading))
        }
    }
}

/// A heading in one line. The passage below has the plan's own words for a translation.
fn line(heading: &Heading<'_>) -> Markup {
    html! { (heading.number) span lang=(heading.lang) { (heading.words) } }
}

/// Links to what stands before and after what is opened, each by its own words.
pub fn neighbours(draw: &Draw<'_>, opened: &Opened<'_>) -> Markup {
    let words = draw.words;
    let (before, after) = if opened.is_sentence() {
        (words.previous_sentence, words.next_sentence)
    } else {
        (words.previous, words.next)
    };
    html! {
        @if opened.location.term.is_none() {
            nav.neighbours aria-label=(words.neighbours) {
                (neighbour(draw, "previous", before, opened.previous.as_ref()))
                (neighbour(draw, "next", after, opened.next.as_ref()))
            }
        }
    }
}

fn neighbour(draw: &Draw<'_>, which: &str, label: &str, target: Option<&Target>) -> Markup {
    let Some((target, location)) =
        target.and_then(|target| Some((target, draw.plan().locate(target)?)))
    else {
        return Markup::default();
    };
    let words = draw.words;
    let name = words::target_name(words, draw.plan(), target).unwrap_or_default();
    let heading = words.heading_of(location.passage);
    let lang = location.span().map_or(heading.lang, |_| ZH.lang.tag());
    let lang = (words.lang != ZH.lang).then_some(lang);
    let name = match location
        .sentence
        .filter(|sentence| sentence.id == target.id())
    {
        Some(sentence) => location.passage.text.slice(sentence.span()),
        None => &name,
    };
    html! {
        a id={ "step-" (which) } class={ "step " (which) } href=(draw.href_at(target.id())) data-opens=(target.id()) {
            span.step-label { (label) } " "
            span.step-name lang=[lang] { (name) }
        }
    }
}
