//! Quantities: every numeral of the text is one, or is accounted for.

use super::annotations::{NotAQuantity, QuantitiesFile, QuantityEntry};
use super::located::{find, part_of, quotation};
use super::numbers::{is_numeral, says, says_in_date};
use super::{Fault, Outline, Paragraph, Problem, default_period};
use crate::model::{Class, Milestone, Quantity, Span, Term, Value};

const FILE: &str = "data/quantities.toml";

/// A quantity, and where its printed number stands.
struct Found {
    position: usize,
    printed: Span,
    quantity: Quantity,
}

/// Every quantity, checked and located, in text order.
pub(super) fn resolve(
    file: &QuantitiesFile,
    outline: &Outline,
    milestones: &[Milestone],
    terms: &[Term],
    problems: &mut Vec<Problem>,
) -> Vec<Quantity> {
    let mut found: Vec<Found> = Vec::new();
    for entry in &file.quantity {
        let name = format!("quantity “{}” in {}", entry.quote, entry.passage);
        match quantity(entry, outline) {
            Ok(next) => {
                let key = |found: &Found| (found.position, found.printed.start());
                if found.last().map(key) > Some(key(&next)) {
                    problems.push(Problem::new(FILE, &name, Fault::Unordered));
                }
                let twice = |other: &Found| {
                    // 旅游人数和收入……翻了一番 counts two things with one number.
                    let other_thing = other.quantity.measures != next.quantity.measures
                        || other.quantity.of != next.quantity.of;
                    other.position == next.position
                        && other.printed.overlaps(next.printed)
                        && !(other_thing && other.printed == next.printed)
                };
                if found.iter().any(twice) {
                    problems.push(Problem::new(FILE, &name, Fault::Repeated));
                }
                found.push(next);
            }
            Err(fault) => problems.push(Problem::new(FILE, name, fault)),
        }
    }
    tie_to_milestones(&mut found, milestones, problems);
    account_for_numerals(&file.not_a_quantity, outline, &found, terms, problems);
    found.into_iter().map(|found| found.quantity).collect()
}

fn quantity(entry: &QuantityEntry, outline: &Outline) -> Result<Found, Fault> {
    let (position, paragraph) = find(outline, &entry.passage)?;
    let words = quotation(paragraph, &entry.quote, entry.nth)?;
    let not_printed = || Fault::ValueNotPrinted {
        printed: entry.printed.clone(),
    };
    let nth = entry.printed_nth.unwrap_or(1);
    let printed =
        part_of(&entry.quote, words.span(), &entry.printed, nth).ok_or_else(not_printed)?;
    let said = if entry.class == Class::Date {
        says_in_date(&entry.printed, entry.value, &entry.unit)
    } else {
        entry.quote.contains(&entry.unit) && says(&entry.printed, entry.value, &entry.unit)
    };
    if !said {
        return Err(not_printed());
    }
    for part in std::iter::once(&entry.measures).chain(&entry.of) {
        if part.is_empty() || !paragraph.text.as_str().contains(part) {
            return Err(Fault::MeasureNotInText {
                measures: part.clone(),
            });
        }
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
            period: default_period(paragraph),
            kind: None,
            milestone: None,
            note: entry.note.clone(),
        },
    })
}

/// A milestone's values are quantities, and say the same there.
fn tie_to_milestones(found: &mut [Found], milestones: &[Milestone], problems: &mut Vec<Problem>) {
    for milestone in milestones {
        for value in &milestone.values {
            let same = |found: &&mut Found| is_same(found, milestone, value);
            match found.iter_mut().find(same) {
                Some(found) => {
                    found.quantity.period = milestone.period;
                    found.quantity.kind = Some(milestone.kind);
                    found.quantity.milestone = Some(milestone.id.clone());
                }
                None => {
                    let fault = Fault::ValueUnlisted {
                        printed: value.printed.clone(),
                    };
                    problems.push(Problem::new("data/milestones.toml", &milestone.id, fault));
                }
            }
        }
    }
}

fn is_same(found: &Found, milestone: &Milestone, value: &Value) -> bool {
    let quantity = &found.quantity;
    let at = milestone.span();
    let times = milestone.quote.matches(&value.printed).count();
    let stands = (1..=times)
        .filter_map(|nth| part_of(&milestone.quote, at, &value.printed, nth))
        .any(|span| span.overlaps(found.printed));
    quantity.milestone.is_none()
        && quantity.passage == milestone.passage
        && stands
        // Both stand in the data as typed; nothing was worked out that could differ in its last digit.
        && quantity.value == value.value
        && quantity.unit == value.unit
        && quantity.comparator == value.comparator
}

/// No numeral is left over when quantities, terms, outline marks and the listed words are taken away.
fn account_for_numerals(
    words: &[NotAQuantity],
    outline: &Outline,
    found: &[Found],
    terms: &[Term],
    problems: &mut Vec<Problem>,
) {
    let mut stands = vec![false; words.len()];
    for (position, paragraph) in outline.paragraphs.iter().enumerate() {
        let mut accounted: Vec<Span> = Vec::new();
        let here = found.iter().filter(|found| found.position == position);
        accounted.extend(here.clone().map(|found| found.printed));
        let used = terms.iter().flat_map(|term| &term.mentions);
        let used = used.filter(|mention| mention.passage == paragraph.id);
        accounted.extend(used.map(|mention| mention.span()));
        let mark = paragraph.heading.map_or(0, Span::start);
        accounted.extend(Span::new(0, mark));
        for (word, stands) in words.iter().zip(&mut stands) {
            for span in paragraph.text.find_all(&word.word) {
                *stands = true;
                accounted.push(span);
                let covered = here.clone().filter(|found| span.overlaps(found.printed));
                for found in covered {
                    let fault = Fault::CoversQuantity {
                        word: word.word.clone(),
                    };
                    let name = format!(
                        "quantity “{}” in {}",
                        found.quantity.quote, found.quantity.passage
                    );
                    problems.push(Problem::new(FILE, name, fault));
                }
            }
        }
        if let Some(around) = left_over(paragraph, &accounted) {
            let fault = Fault::NumberUnaccounted { around };
            problems.push(Problem::new(FILE, &paragraph.id, fault));
        }
    }
    for (word, _) in words.iter().zip(&stands).filter(|(_, stands)| !**stands) {
        let fault = Fault::WordNowhere {
            word: word.word.clone(),
        };
        problems.push(Problem::new(FILE, "not_a_quantity", fault));
    }
}

/// The words around the first numeral of a paragraph that nothing accounts for.
fn left_over(paragraph: &Paragraph, accounted: &[Span]) -> Option<String> {
    let whole = paragraph.text.span();
    let letters = paragraph.text.as_str().chars().zip(0_u32..);
    let mut numerals = letters.filter(|&(letter, _)| is_numeral(letter));
    let (_, at) = numerals.find(|&(_, at)| {
        let here = Span::new(at, at + 1).unwrap_or(Span::NOTHING);
        !accounted.iter().any(|span| span.contains(here))
    })?;
    let around = Span::new(at.saturating_sub(6), (at + 8).min(whole.end()))?;
    Some(paragraph.text.slice(around).to_owned())
}
