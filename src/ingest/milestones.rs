//! Milestones. Checks that none is more certain or more precise than the text.

use super::annotations::{MilestoneEntry, ValueEntry};
use super::files::MILESTONES;
use super::ids::Ids;
use super::numbers::{has_value, print_date, print_year};
use super::quotes::{OwnWords, check_id, find_paragraph, find_quote, places, sentence_id};
use super::{Fault, Outline, Paragraph, Problem};
use crate::model::file::Milestone;
use crate::model::{
    Comparator, IdSet, Kind, Mention, Period, PeriodRole, Span, Theme, Value, stretches,
};

/// Checks every milestone and finds its quote. In text order.
pub(super) fn resolve(
    entries: &[MilestoneEntry],
    outline: &Outline,
    mentions: &[Mention],
    ids: &Ids,
    problems: &mut Vec<Problem>,
) -> Vec<Milestone> {
    let labels: Vec<OwnWords<'_>> = entries
        .iter()
        .filter_map(|entry| {
            let paragraph = outline.paragraph(&entry.passage)?;
            let span = find_quote(paragraph, &entry.quote, entry.nth).ok()?;
            Some((entry.passage.as_str(), label_spans(entry, span).ok()?))
        })
        .collect();
    let mut found: Vec<((usize, u32), Milestone)> = Vec::new();
    for entry in entries {
        let mut fault = |fault| problems.push(Problem::new(MILESTONES, &entry.id, fault));
        let (position, milestone) = match milestone(entry, outline, (mentions, &labels), ids) {
            Ok(found) => found,
            Err(problem) => {
                fault(problem);
                continue;
            }
        };
        let key = (position, milestone.start);
        let repeats = |(at, other): &((usize, u32), Milestone)| {
            // Two works with one verb may share a quote, but not a label.
            let same_words = *at == key && other.end == milestone.end;
            other.id == milestone.id || (same_words && other.label == milestone.label)
        };
        if found.iter().any(repeats) {
            fault(Fault::Repeated);
        }
        if found.last().map(|(at, _)| *at) > Some(key) {
            fault(Fault::Unordered);
        }
        found.push((key, milestone));
    }
    found.into_iter().map(|(_, milestone)| milestone).collect()
}

fn milestone(
    entry: &MilestoneEntry,
    outline: &Outline,
    (mentions, labels): (&[Mention], &[OwnWords<'_>]),
    ids: &Ids,
) -> Result<(usize, Milestone), Fault> {
    check_id(&entry.id, "ms-")?;
    let (position, paragraph) = find_paragraph(outline, &entry.passage)?;
    let span = find_quote(paragraph, &entry.quote, entry.nth)?;
    let sentence = sentence_id(paragraph, span, &entry.quote)?;
    let label = (entry.passage.as_str(), label_spans(entry, span)?);
    let period: Period = ids.one(&entry.period)?;
    check_kind(entry, ids.role(period))?;
    check_time(entry, paragraph, span)?;
    let mut values = Vec::with_capacity(entry.values.len());
    for value in &entry.values {
        check_value(value, &entry.quote, paragraph)?;
        values.push(Value {
            measures: value.measures.clone(),
            printed: value.printed.clone(),
            value: value.value,
            unit: value.unit.clone(),
            comparator: value.comparator,
            note: value.note.clone(),
        });
    }
    let (counties, zones) = places(&label, span, labels, mentions);
    let themes: IdSet<Theme> = ids.set(&entry.themes)?;
    if themes.is_empty() {
        return Err(Fault::Untagged);
    }
    let milestone = Milestone {
        id: entry.id.clone(),
        period: ids.id(period),
        years: entry.years,
        date: entry.date.clone(),
        kind: entry.kind,
        label: entry.label.clone(),
        passage: entry.passage.clone(),
        sentence,
        start: span.start(),
        end: span.end(),
        quote: entry.quote.clone(),
        values,
        themes: ids.list(themes),
        counties: ids.list(counties),
        zones: ids.list(zones),
        core: entry.core,
    };
    Ok((position, milestone))
}

/// The spans of the label, where `quote` is the span of the quote.
fn label_spans(entry: &MilestoneEntry, quote: Span) -> Result<Vec<Span>, Fault> {
    stretches(&entry.label, &entry.quote, quote.start()).ok_or_else(|| Fault::LabelNotInQuote {
        label: entry.label.clone(),
    })
}

/// Checks that the kind, the role of the period and the date agree, and that only an expectation quotes 预计.
fn check_kind(entry: &MilestoneEntry, role: Option<PeriodRole>) -> Result<(), Fault> {
    let (needs, demands) = match entry.kind {
        Kind::Achieved | Kind::Expected => (
            Some(PeriodRole::Past),
            "an achievement or expectation needs a period with the role “past”",
        ),
        Kind::Target => (
            Some(PeriodRole::Planned),
            "a target needs a period with the role “planned”",
        ),
        Kind::Vision => (
            Some(PeriodRole::Beyond),
            "a vision needs a period with the role “beyond”",
        ),
        Kind::Event | Kind::Context => (None, ""),
    };
    if needs.is_some() && needs != role {
        return Err(Fault::KindPeriod { demands });
    }
    if (entry.kind == Kind::Expected) != entry.quote.contains("预计") {
        return Err(Fault::Expectation);
    }
    if (entry.kind == Kind::Event) != entry.date.is_some() {
        return Err(Fault::EventDate);
    }
    Ok(())
}

/// Checks that a date is in the quote, and years in its sentence.
fn check_time(entry: &MilestoneEntry, paragraph: &Paragraph, span: Span) -> Result<(), Fault> {
    if let Some(date) = &entry.date {
        let printed = print_date(date).unwrap_or_default();
        if printed.is_empty() || !entry.quote.contains(&printed) {
            return Err(Fault::TimeNotInText { time: date.clone() });
        }
    }
    let sentence = paragraph
        .sentence_of(span)
        .map_or("", |sentence| paragraph.text.slice(sentence.span()));
    if let Some((from, to)) = entry.years {
        for year in [from, to] {
            let printed = print_year(year);
            if from > to || !printed.iter().any(|words| sentence.contains(words)) {
                return Err(Fault::TimeNotInText {
                    time: year.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// Checks that a value is in the quote, has the printed number, and measures what the passage names.
fn check_value(value: &ValueEntry, quote: &str, paragraph: &Paragraph) -> Result<(), Fault> {
    let is_quoted = quote.contains(&value.printed) && quote.contains(&value.unit);
    if !is_quoted || !has_value(&value.printed, value.value, &value.unit) {
        return Err(Fault::ValueNotPrinted {
            printed: value.printed.clone(),
        });
    }
    // The text may combine what it measures (城乡居民…分别), so each word must be in it, but not the whole.
    let is_named = value
        .measures
        .split_whitespace()
        .all(|word| paragraph.text.as_str().contains(word));
    if value.measures.is_empty() || !is_named {
        return Err(Fault::MeasureNotInText {
            measures: value.measures.clone(),
        });
    }
    check_comparator(value, quote)
}

/// Checks that a number is a threshold exactly if 以上, 突破 or a similar word is next to it.
fn check_comparator(value: &ValueEntry, quote: &str) -> Result<(), Fault> {
    let at_least = quote.contains("以上");
    let exceeds = ["突破", "超过", "跨越"]
        .iter()
        .find(|word| quote.contains(**word));
    let wrong = |word| Err(Fault::ComparatorWrong { word });
    let after = quote
        .split_once(value.printed.as_str())
        .map_or("", |(_, rest)| rest);
    match (value.comparator, exceeds) {
        (Comparator::AtLeast, _) if !at_least => wrong("以上"),
        (Comparator::Exceeds, None) => wrong("突破"),
        (Comparator::Eq | Comparator::About, _) if after.starts_with("以上") => wrong("以上"),
        (Comparator::Eq | Comparator::About, Some(word)) => wrong(word),
        _ => Ok(()),
    }
}
