//! Where an entry's words stand: passage, offsets, sentence, and the places they speak of.

use super::{Fault, Outline, Paragraph};
use crate::model::{County, IdSet, Mention, Quotation, Span, Zone};

/// The paragraph with this id and its position in the text.
pub(super) fn find<'o>(outline: &'o Outline, id: &str) -> Result<(usize, &'o Paragraph), Fault> {
    let mut paragraphs = outline.paragraphs.iter().enumerate();
    let found = paragraphs.find(|(_, paragraph)| paragraph.id == id);
    found.ok_or_else(|| Fault::UnknownPassage { id: id.to_owned() })
}

/// Finds a quote in its paragraph: the only place it stands, or the `nth` one.
pub(super) fn locate(
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

/// The sentence a span lies in: `None` in a heading.
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

/// A quote with all that locates it.
pub(super) fn quotation(
    paragraph: &Paragraph,
    quote: &str,
    nth: Option<usize>,
) -> Result<Quotation, Fault> {
    let span = locate(paragraph, quote, nth)?;
    Ok(Quotation {
        passage: paragraph.id.clone(),
        sentence: sentence_id(paragraph, span, quote)?,
        start: span.start(),
        end: span.end(),
        quote: quote.to_owned(),
    })
}

/// Where the `nth` occurrence of `part` in `quote` stands, given where the quote does.
pub(super) fn part_of(quote: &str, at: Span, part: &str, nth: usize) -> Option<Span> {
    let (byte, _) = quote.match_indices(part).nth(nth.checked_sub(1)?)?;
    let before = quote.get(..byte)?.chars().count() as u32;
    let start = at.start() + before;
    (!part.is_empty())
        .then(|| Span::new(start, start + part.chars().count() as u32))
        .flatten()
}

/// An id is a prefix and small letters, digits and hyphens.
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

/// The counties and zones an entry speaks of. Works under one verb may share a quote: where the
/// entry's own `name` holds a mention, that one is meant; else those of the quote that lie in no
/// neighbour's name.
pub(super) fn places(
    passage: &str,
    name: Span,
    quote: Span,
    neighbours: &[(&str, Span)],
    mentions: &[Mention],
) -> (IdSet<County>, IdSet<Zone>) {
    let here = |stretch: Span| {
        let mentions = mentions.iter();
        mentions
            .filter(move |mention| mention.passage == passage && mention.span().overlaps(stretch))
    };
    let of_a_neighbour = |mention: &Mention| {
        neighbours
            .iter()
            .any(|&(other, span)| other == passage && span != name && span.overlaps(mention.span()))
    };
    let mut own: Vec<&Mention> = here(name).collect();
    if own.is_empty() {
        own.extend(here(quote).filter(|mention| !of_a_neighbour(mention)));
    }
    own.iter().fold(
        (IdSet::new(), IdSet::new()),
        |(counties, zones), mention| (counties.union(mention.counties), zones.union(mention.zones)),
    )
}
