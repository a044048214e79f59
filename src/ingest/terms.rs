//! Terms: labels that contain a number. A term has members only if the text lists them.

use super::annotations::{QuoteEntry, TermEntry, TermsFile};
use super::files::TERMS;
use super::numbers::is_numeral;
use super::quotes::{check_id, find_paragraph, quotation};
use super::{Fault, Outline, Problem};
use crate::model::{Quotation, Term};

/// Checks every term and finds its quotes. In the order of first use.
pub(super) fn resolve(
    file: &TermsFile,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> Vec<Term> {
    let mut found: Vec<((usize, u32), Term)> = Vec::new();
    for entry in &file.term {
        let mut fault = |fault| problems.push(Problem::new(TERMS, &entry.id, fault));
        match term(entry, outline) {
            Ok((key, term)) => {
                let repeats = |(_, other): &((usize, u32), Term)| {
                    let shared = |place: &Quotation| {
                        other.mentions.iter().any(|other| {
                            other.passage == place.passage && other.span() == place.span()
                        })
                    };
                    other.id == term.id || term.mentions.iter().any(shared)
                };
                if found.iter().any(repeats) {
                    fault(Fault::Repeated);
                }
                if found.last().map(|(at, _)| *at) > Some(key) {
                    fault(Fault::Unordered);
                }
                found.push((key, term));
            }
            Err(problem) => fault(problem),
        }
    }
    let terms: Vec<Term> = found.into_iter().map(|(_, term)| term).collect();
    check_all_labels(outline, &terms, problems);
    terms
}

fn term(entry: &TermEntry, outline: &Outline) -> Result<((usize, u32), Term), Fault> {
    check_id(&entry.id, "t-")?;
    if !entry.label.chars().any(is_numeral) {
        return Err(Fault::NoNumber);
    }
    let find = |quote: &QuoteEntry| -> Result<((usize, u32), Quotation), Fault> {
        let (position, paragraph) = find_paragraph(outline, &quote.passage)?;
        let words = quotation(paragraph, &quote.quote, quote.nth)?;
        Ok(((position, words.start), words))
    };
    let mut first = None;
    let mut last = None;
    let mut mentions = Vec::with_capacity(entry.mention.len());
    for mention in &entry.mention {
        let (key, words) = find(mention)?;
        // A mention may differ slightly from the label (“四大”战略 for 四大战略), but has the same numeral.
        if !words
            .quote
            .chars()
            .any(|letter| entry.label.contains(letter) && is_numeral(letter))
        {
            return Err(Fault::NotTheLabel { quote: words.quote });
        }
        if last >= Some(key) {
            return Err(Fault::Unordered);
        }
        last = Some(key);
        first = first.or(last);
        mentions.push(words);
    }
    let first = first.ok_or(Fault::QuoteNotFound {
        quote: entry.label.clone(),
    })?;
    let members = entry
        .member
        .as_ref()
        .map(|members| {
            let found = members
                .iter()
                .map(|member| find(member).map(|(_, words)| words));
            found.collect::<Result<Vec<_>, _>>()
        })
        .transpose()?;
    if let (Some(size), Some(members)) = (entry.size, &members)
        && members.len() != size as usize
    {
        return Err(Fault::TermSize {
            size,
            listed: members.len(),
        });
    }
    let defined_in = match (&entry.defined_in, &entry.definition) {
        (None, None) => None,
        (Some(passage), Some(quote)) => {
            let (_, paragraph) = find_paragraph(outline, passage)?;
            let nth = (paragraph.text.find_all(quote).len() > 1).then_some(1);
            Some(quotation(paragraph, quote, nth)?)
        }
        _ => return Err(Fault::DefinitionHalf),
    };
    Ok((
        first,
        Term {
            id: entry.id.clone(),
            label: entry.label.clone(),
            en: None,
            size: entry.size,
            members,
            defined_in,
            mentions,
        },
    ))
}

/// Checks that every occurrence of a label is within a mention of a term.
fn check_all_labels(outline: &Outline, terms: &[Term], problems: &mut Vec<Problem>) {
    for paragraph in &outline.paragraphs {
        let mentions = terms.iter().flat_map(|term| &term.mentions);
        let here: Vec<_> = mentions
            .filter(|mention| mention.passage == paragraph.id)
            .map(Quotation::span)
            .collect();
        for term in terms {
            for span in paragraph.text.find_all(&term.label) {
                if !here.iter().any(|known| known.contains(span)) {
                    let name = format!("{} at character {}", paragraph.id, span.start());
                    let fault = Fault::Unaccounted {
                        name: term.label.clone(),
                    };
                    problems.push(Problem::new(TERMS, name, fault));
                }
            }
        }
    }
}
