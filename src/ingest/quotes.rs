//! Finds the quote of an entry in the text: passage, offsets, sentence, and the places that it mentions.

use super::{Fault, Outline, Paragraph};
use crate::model::{County, IdSet, Mention, Quotation, Span, Zone};

/// The paragraph with this id and its position in the text.
pub(super) fn find_paragraph<'o>(
    outline: &'o Outline,
    id: &str,
) -> Result<(usize, &'o Paragraph), Fault> {
    let mut paragraphs = outline.paragraphs.iter().enumerate();
    let found = paragraphs.find(|(_, paragraph)| paragraph.id == id);
    found.ok_or_else(|| Fault::UnknownPassage { id: id.to_owned() })
}

/// Finds a quote in its paragraph: its only occurrence, or the `nth`.
pub(super) fn find_quote(
    paragraph: &Paragraph,
    quote: &str,
    nth: Option<usize>,
) -> Result<Span, Fault> {
    let found = paragraph.text.find_all(quote);
    let times = found.len();
    match (found.as_slice(), nth) {
        ([], _) => Err(Fault::QuoteNotFound {
            quote: quote.to_owned(),
        }),
        ([only], None) => Ok(*only),
        (_, None) => Err(Fault::QuoteAmbiguous {
            quote: quote.to_owned(),
            times,
        }),
        ([_], Some(nth)) => Err(Fault::NthWrong { nth, times }),
        (many, Some(nth)) => nth
            .checked_sub(1)
            .and_then(|at| many.get(at).copied())
            .ok_or(Fault::NthWrong { nth, times }),
    }
}

/// The id of the sentence that contains a span, or `None` in a heading.
pub(super) fn sentence_id(
    paragraph: &Paragraph,
    span: Span,
    quote: &str,
) -> Result<Option<String>, Fault> {
    let in_heading = paragraph
        .heading
        .is_some_and(|heading| heading.contains(span));
    match paragraph.sentence_of(span) {
        Some(sentence) => Ok(Some(sentence.id.clone())),
        None if in_heading => Ok(None),
        None => Err(Fault::CrossesSentence {
            quote: quote.to_owned(),
        }),
    }
}

/// A quote with its passage, sentence and offsets.
pub(super) fn quotation(
    paragraph: &Paragraph,
    quote: &str,
    nth: Option<usize>,
) -> Result<Quotation, Fault> {
    let span = find_quote(paragraph, quote, nth)?;
    Ok(Quotation {
        passage: paragraph.id.clone(),
        sentence: sentence_id(paragraph, span, quote)?,
        start: span.start(),
        end: span.end(),
        quote: quote.to_owned(),
    })
}

/// The span of the `nth` occurrence of `part` in `quote`, where `at` is the span of the quote.
pub(super) fn span_of_part(quote: &str, at: Span, part: &str, nth: usize) -> Option<Span> {
    if part.is_empty() {
        return None;
    }
    let (byte, _) = quote.match_indices(part).nth(nth.checked_sub(1)?)?;
    let before = quote.get(..byte)?.chars().count() as u32;
    let start = at.start() + before;
    Span::new(start, start + part.chars().count() as u32)
}

/// Checks that an id is the prefix followed by lower-case letters, digits and hyphens.
pub(super) fn check_id(id: &str, prefix: &'static str) -> Result<(), Fault> {
    let slug = id.strip_prefix(prefix).unwrap_or_default();
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if slug.is_empty() || !slug.bytes().all(plain) {
        return Err(Fault::BadId {
            id: id.to_owned(),
            prefix,
        });
    }
    Ok(())
}

/// An entry's own words: the id of its passage, and where its name or label stands there.
pub(super) type OwnWords<'a> = (&'a str, Vec<Span>);

/// The counties and zones that an entry mentions. When one verb governs several works, their entries may share
/// a quote. So the mentions within the entry's own words count. If there is none, those of the quote count
/// that are not within the words of a neighbour.
pub(super) fn places(
    own: &OwnWords<'_>,
    quote: Span,
    neighbours: &[OwnWords<'_>],
    mentions: &[Mention],
) -> (IdSet<County>, IdSet<Zone>) {
    let overlap = |parts: &[Span], mention: &Mention| {
        let at = mention.span();
        parts.iter().any(|part| part.overlaps(at))
    };
    let (passage, words) = own;
    let here = || mentions.iter().filter(|entry| entry.passage == *passage);
    let of_a_neighbour = |mention: &Mention| {
        let mut neighbours = neighbours.iter();
        neighbours.any(|other| other.0 == *passage && other != own && overlap(&other.1, mention))
    };
    let mut own: Vec<&Mention> = here().filter(|entry| overlap(words, entry)).collect();
    if own.is_empty() {
        let of_quote = here().filter(|entry| overlap(&[quote], entry));
        own.extend(of_quote.filter(|entry| !of_a_neighbour(entry)));
    }
    own.iter().fold(
        (IdSet::new(), IdSet::new()),
        |(counties, zones), mention| (counties.union(mention.counties), zones.union(mention.zones)),
    )
}
