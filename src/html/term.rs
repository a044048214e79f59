//! A term in the panel: its definition in the text, its members, and every place where it is used.

use maud::{Markup, html};

use super::Draw;
use super::list::marked;
use crate::model::{Quotation, Term};

/// The opened term.
pub(super) fn term(draw: &Draw<'_>, term: &Term) -> Markup {
    let words = draw.words;
    let others = draw.plan().terms().iter();
    let others: Vec<&Term> = others
        .filter(|other| other.label == term.label && other.id != term.id)
        .collect();
    html! {
        p.hint { (words.term) }
        (draw.gloss(term.en.as_deref()))
        @if let Some(definition) = &term.defined_in {
            h3 { (words.term_means) }
            blockquote { (place(draw, definition)) }
        }
        @if let Some(members) = &term.members {
            h3 { (words.term_members) span.number { (members.len()) } }
            ol.members { @for entry in members { li { (place(draw, entry)) } } }
        }
        @if term.defined_in.is_none() && term.members.is_none() {
            p.lost { (words.term_undefined) }
        }
        h3 { (words.term_used) span.number { (term.mentions.len()) } }
        ul.used { @for mention in &term.mentions { (used(draw, mention)) } }
        @if !others.is_empty() {
            h3 { (words.term_other_senses) }
            ul {
                @for other in others {
                    li {
                        a href=(draw.href_at(&other.id)) data-opens=(other.id) lang=[draw.zh()] { (other.label) }
                        " "
                        @if let Some(passage) =
                            other.anchor().and_then(|anchor| draw.plan().passage(&anchor.passage))
                        { (words.passage_name(passage)) }
                    }
                }
            }
        }
    }
}

/// A quotation as a link to its sentence or passage.
fn place(draw: &Draw<'_>, words: &Quotation) -> Markup {
    let id = words.sentence.as_deref().unwrap_or(&words.passage);
    html! { a href=(draw.href_at(id)) data-opens=(id) lang=[draw.zh()] { (words.quote) } }
}

/// A place where a term is used: the passage's name, and the sentence with the term marked.
fn used(draw: &Draw<'_>, mention: &Quotation) -> Markup {
    let id = mention.sentence.as_deref().unwrap_or(&mention.passage);
    let Some(passage) = draw.plan().passage(&mention.passage) else {
        return Markup::default();
    };
    let around = draw.explorer.around(passage, mention.span());
    html! {
        li {
            a href=(draw.href_at(id)) data-opens=(id) { (draw.words.passage_name(passage)) }
            p.excerpt lang=[draw.zh()] {
                @if around.clipped_before { "……" }
                (marked(&around.pieces))
                @if around.clipped_after { "……" }
            }
        }
    }
}
