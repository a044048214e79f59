//! Quantities. Every numeral in the text must be in a quantity, a term or a [[not_a_quantity]] word.

use super::annotations::{NotAQuantity, QuantitiesFile, QuantityEntry};
use super::bounds;
use super::english::check_english;
use super::files::{MILESTONES, QUANTITIES};
use super::ids::Ids;
use super::numbers::{date_starts_with, has_value, is_numeral};
use super::periods::Periods;
use super::quotes::{find_paragraph, quotation, span_of_part};
use super::{Fault, Outline, Paragraph, Problem};
use crate::model::file::{Milestone, Quantity};
use crate::model::{Class, Span, Term, Value};

/// A quantity, the position of its passage, and the span of its printed number.
struct Found {
    position: usize,
    printed: Span,
    quantity: Quantity,
}

/// Checks every quantity and finds its quote. In text order.
pub(super) fn resolve(
    file: &QuantitiesFile,
    outline: &Outline,
    (milestones, terms): (&[Milestone], &[Term]),
    (ids, periods): (&Ids, &Periods),
    problems: &mut Vec<Problem>,
) -> Vec<Quantity> {
    let mut found: Vec<Found> = Vec::new();
    for entry in &file.quantity {
        let name = entry.name();
        if let Some(english) = &entry.en {
            check_english(QUANTITIES, &name, english, problems);
        }
        match quantity(entry, outline, (ids, periods)) {
            Ok(next) => {
                let key = |found: &Found| (found.position, found.printed.start());
                if found.last().map(key) > Some(key(&next)) {
                    problems.push(Problem::new(QUANTITIES, &name, Fault::Unordered));
                }
                let is_repeated = |other: &Found| {
                    // One number may count two things: 旅游人数和收入……翻了一番.
                    let is_other_thing = other.quantity.measures != next.quantity.measures
                        || other.quantity.of != next.quantity.of;
                    other.position == next.position
                        && other.printed.overlaps(next.printed)
                        && !(is_other_thing && other.printed == next.printed)
                };
                if found.iter().any(is_repeated) {
                    problems.push(Problem::new(QUANTITIES, &name, Fault::Repeated));
                }
                found.push(next);
            }
            Err(fault) => problems.push(Problem::new(QUANTITIES, name, fault)),
        }
    }
    link_milestones(&mut found, milestones, problems);
    check_all_numerals(&file.not_a_quantity, outline, &found, terms, problems);
    found.into_iter().map(|found| found.quantity).collect()
}

fn quantity(
    entry: &QuantityEntry,
    outline: &Outline,
    (ids, periods): (&Ids, &Periods),
) -> Result<Found, Fault> {
    let (position, paragraph) = find_paragraph(outline, &entry.passage)?;
    let words = quotation(paragraph, &entry.quote, entry.nth)?;
    let not_printed = || Fault::ValueNotPrinted {
        printed: entry.printed.clone(),
    };
    let nth = entry.printed_nth.unwrap_or(1);
    let printed =
        span_of_part(&entry.quote, words.span(), &entry.printed, nth).ok_or_else(not_printed)?;
    let is_printed = if entry.class == Class::Date {
        date_starts_with(&entry.printed, entry.value, &entry.unit)
    } else {
        entry.quote.contains(&entry.unit) && has_value(&entry.printed, entry.value, &entry.unit)
    };
    if !is_printed {
        return Err(not_printed());
    }
    for part in std::iter::once(&entry.measures).chain(&entry.of) {
        if part.is_empty() || !paragraph.text.as_str().contains(part) {
            return Err(Fault::MeasureNotInText {
                measures: part.clone(),
            });
        }
    }
    if matches!(entry.class, Class::Measured | Class::Technical) {
        let quoted = bounds::Quoted {
            text: &paragraph.text,
            quote: words.span(),
            printed,
        };
        let said = bounds::Said {
            unit: &entry.unit,
            comparator: entry.comparator,
            note: entry.note.as_deref(),
        };
        bounds::check(quoted, said)?;
    }
    Ok(Found {
        position,
        printed,
        quantity: Quantity {
            passage: words.passage,
            sentence: words.sentence,
            start: words.start,
            end: words.end,
            quote: words.quote,
            printed: entry.printed.clone(),
            measures: entry.measures.clone(),
            of: entry.of.clone(),
            value: entry.value,
            unit: entry.unit.clone(),
            comparator: entry.comparator,
            class: entry.class,
            period: ids.id(periods.default(position)),
            kind: None,
            milestone: None,
            note: entry.note.clone(),
            en: entry.en.clone(),
        },
    })
}

/// Gives each quantity the milestone whose value it is. Every value of a milestone must be a quantity.
fn link_milestones(found: &mut [Found], milestones: &[Milestone], problems: &mut Vec<Problem>) {
    for milestone in milestones {
        for value in &milestone.values {
            let same = |found: &&mut Found| is_same(found, milestone, value);
            match found.iter_mut().find(same) {
                Some(found) => {
                    found.quantity.period.clone_from(&milestone.period);
                    found.quantity.kind = Some(milestone.kind);
                    found.quantity.milestone = Some(milestone.id.clone());
                }
                None => {
                    let fault = Fault::ValueUnlisted {
                        printed: value.printed.clone(),
                    };
                    problems.push(Problem::new(MILESTONES, &milestone.id, fault));
                }
            }
        }
    }
}

fn is_same(found: &Found, milestone: &Milestone, value: &Value) -> bool {
    let quantity = &found.quantity;
    let at = milestone.span();
    let times = milestone.quote.matches(&value.printed).count();
    let is_there = (1..=times)
        .filter_map(|nth| span_of_part(&milestone.quote, at, &value.printed, nth))
        .any(|span| span.overlaps(found.printed));
    quantity.milestone.is_none()
        && quantity.passage == milestone.passage
        && is_there
        // Both numbers are typed in the data, not computed, so they can be compared exactly.
        && quantity.value == value.value
        && quantity.unit == value.unit
        && quantity.comparator == value.comparator
}

/// Checks that every numeral is in a quantity, a term, an outline mark or a listed word.
fn check_all_numerals(
    words: &[NotAQuantity],
    outline: &Outline,
    found: &[Found],
    terms: &[Term],
    problems: &mut Vec<Problem>,
) {
    let mut occurs = vec![false; words.len()];
    for (position, paragraph) in outline.paragraphs.iter().enumerate() {
        let mut covered: Vec<Span> = Vec::new();
        let here = found.iter().filter(|found| found.position == position);
        covered.extend(here.clone().map(|found| found.printed));
        let used = terms.iter().flat_map(|term| &term.mentions);
        let used = used.filter(|mention| mention.passage == paragraph.id);
        covered.extend(used.map(|mention| mention.span()));
        let mark = paragraph.heading.map_or(0, Span::start);
        covered.extend(Span::new(0, mark));
        for (word, occurs) in words.iter().zip(&mut occurs) {
            for span in paragraph.text.find_all(&word.word) {
                *occurs = true;
                covered.push(span);
                let overlapping = here.clone().filter(|found| span.overlaps(found.printed));
                for found in overlapping {
                    let fault = Fault::CoversQuantity {
                        word: word.word.clone(),
                    };
                    let name = format!(
                        "quantity “{}” in {}",
                        found.quantity.quote, found.quantity.passage
                    );
                    problems.push(Problem::new(QUANTITIES, name, fault));
                }
            }
        }
        if let Some(around) = uncovered_numeral(paragraph, &covered) {
            let fault = Fault::NumberUnaccounted { around };
            problems.push(Problem::new(QUANTITIES, &paragraph.id, fault));
        }
    }
    for (word, _) in words.iter().zip(&occurs).filter(|(_, occurs)| !**occurs) {
        let fault = Fault::WordNowhere {
            word: word.word.clone(),
        };
        problems.push(Problem::new(QUANTITIES, "not_a_quantity", fault));
    }
}

/// The text around the first numeral that no span in `covered` contains.
fn uncovered_numeral(paragraph: &Paragraph, covered: &[Span]) -> Option<String> {
    let whole = paragraph.text.span();
    let letters = paragraph.text.as_str().chars().zip(0_u32..);
    let mut numerals = letters.filter(|&(letter, _)| is_numeral(letter));
    let (_, at) = numerals.find(|&(_, at)| {
        let here = Span::new(at, at + 1).unwrap_or(Span::NOTHING);
        !covered.iter().any(|span| span.contains(here))
    })?;
    let around = Span::new(at.saturating_sub(6), (at + 8).min(whole.end()))?;
    Some(paragraph.text.slice(around).to_owned())
}
