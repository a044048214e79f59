//! Projects and programmes. Checks that the status of each is the one of its verb.

use std::collections::BTreeMap;

use super::annotations::{ProjectEntry, ProjectsFile};
use super::quotes::{check_id, find_paragraph, find_quote, places, quotation, span_of_part};
use super::{Fault, Outline, Problem, default_period};
use crate::model::{Mention, Period, Project, Span, Status, Vocabulary};

const FILE: &str = "data/projects.toml";

type Verbs = BTreeMap<Period, BTreeMap<Status, Vec<String>>>;

/// Checks every project and finds its quote. In text order.
pub(super) fn resolve(
    file: &ProjectsFile,
    outline: &Outline,
    mentions: &[Mention],
    problems: &mut Vec<Problem>,
) -> Vec<Project> {
    check_verbs(&file.verbs, problems);
    let names: Vec<(&str, Span)> = file
        .project
        .iter()
        .filter_map(|entry| {
            let paragraph = outline.paragraph(&entry.passage)?;
            let quote = find_quote(paragraph, &entry.quote, entry.nth).ok()?;
            let name = span_of_part(&entry.quote, quote, &entry.name, 1)?;
            Some((entry.passage.as_str(), name))
        })
        .collect();
    let mut found: Vec<((usize, u32), Project)> = Vec::new();
    for entry in &file.project {
        let mut fault = |fault| problems.push(Problem::new(FILE, &entry.id, fault));
        match project(entry, outline, mentions, &names, &file.verbs) {
            Ok((position, project)) => {
                let key = (position, project.start);
                let repeats = |(at, other): &((usize, u32), Project)| {
                    let same_words = at.0 == position && other.span().overlaps(project.span());
                    other.id == project.id || (same_words && other.name == project.name)
                };
                if found.iter().any(repeats) {
                    fault(Fault::Repeated);
                }
                if found.last().map(|(at, _)| *at) > Some(key) {
                    fault(Fault::Unordered);
                }
                found.push((key, project));
            }
            Err(problem) => fault(problem),
        }
    }
    found.into_iter().map(|(_, project)| project).collect()
}

/// Checks that a verb has only one status in a period.
fn check_verbs(verbs: &Verbs, problems: &mut Vec<Problem>) {
    for table in verbs.values() {
        let mut seen: Vec<&str> = Vec::new();
        for verb in table.values().flatten() {
            if seen.contains(&verb.as_str()) {
                let fault = Fault::VerbTwice { verb: verb.clone() };
                problems.push(Problem::new(FILE, "verbs", fault));
            }
            seen.push(verb);
        }
    }
}

fn project(
    entry: &ProjectEntry,
    outline: &Outline,
    mentions: &[Mention],
    names: &[(&str, Span)],
    verbs: &Verbs,
) -> Result<(usize, Project), Fault> {
    check_id(&entry.id, "pr-")?;
    let (position, paragraph) = find_paragraph(outline, &entry.passage)?;
    let words = quotation(paragraph, &entry.quote, entry.nth)?;
    let part = |part: &str| {
        span_of_part(&entry.quote, words.span(), part, 1).ok_or_else(|| Fault::PartNotInQuote {
            part: part.to_owned(),
        })
    };
    let name = part(&entry.name)?;
    part(&entry.verb)?;
    let period = default_period(paragraph);
    let mut statuses = verbs.get(&period).into_iter().flatten();
    let (status, _) = statuses
        .find(|(_, listed)| listed.contains(&entry.verb))
        .ok_or_else(|| Fault::VerbUnknown {
            verb: entry.verb.clone(),
        })?;
    if *status != entry.status {
        return Err(Fault::StatusNotVerb {
            verb: entry.verb.clone(),
            stands_for: status.id(),
        });
    }
    if entry.themes.is_empty() {
        return Err(Fault::Untagged);
    }
    let (counties, zones) = places(&entry.passage, name, words.span(), names, mentions);
    Ok((
        position,
        Project {
            id: entry.id.clone(),
            name: entry.name.clone(),
            passage: words.passage,
            sentence: words.sentence,
            start: words.start,
            end: words.end,
            quote: words.quote,
            verb: entry.verb.clone(),
            status: entry.status,
            tier: entry.tier,
            period,
            themes: entry.themes.iter().copied().collect(),
            counties,
            zones,
        },
    ))
}
