//! Projects and programmes. Checks that the status of each is the one of its verb.

use super::annotations::{ProjectEntry, ProjectsFile, Verbs};
use super::files::PROJECTS;
use super::ids::Ids;
use super::periods::Periods;
use super::quotes::{
    OwnWords, check_id, find_paragraph, find_quote, places, quotation, span_of_part,
};
use super::{Fault, Outline, Problem};
use crate::model::file::Project;
use crate::model::{IdSet, Mention, Period, Theme, Vocabulary};

/// Checks every project and finds its quote. In text order.
pub(super) fn resolve(
    file: &ProjectsFile,
    outline: &Outline,
    mentions: &[Mention],
    (ids, periods): (&Ids, &Periods),
    problems: &mut Vec<Problem>,
) -> Vec<Project> {
    check_verbs(&file.verbs, ids, problems);
    let names: Vec<OwnWords<'_>> = file
        .project
        .iter()
        .filter_map(|entry| {
            let paragraph = outline.paragraph(&entry.passage)?;
            let quote = find_quote(paragraph, &entry.quote, entry.nth).ok()?;
            let name = span_of_part(&entry.quote, quote, &entry.name, 1)?;
            Some((entry.passage.as_str(), vec![name]))
        })
        .collect();
    let mut found: Vec<((usize, u32), Project)> = Vec::new();
    for entry in &file.project {
        let mut fault = |fault| problems.push(Problem::new(PROJECTS, &entry.id, fault));
        match project(
            entry,
            outline,
            (mentions, &names),
            &file.verbs,
            (ids, periods),
        ) {
            Ok((position, project)) => {
                let key = (position, project.start);
                let repeats = |(at, other): &((usize, u32), Project)| {
                    let overlap = other.start < project.end && project.start < other.end;
                    let same_words = at.0 == position && overlap;
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

/// Checks that the periods exist, and that a verb has only one status in a period.
fn check_verbs(verbs: &Verbs, ids: &Ids, problems: &mut Vec<Problem>) {
    for (period, table) in verbs {
        if let Err(fault) = ids.one::<Period>(period) {
            problems.push(Problem::new(PROJECTS, "verbs", fault));
        }
        let mut seen: Vec<&str> = Vec::new();
        for verb in table.values().flatten() {
            if seen.contains(&verb.as_str()) {
                let fault = Fault::VerbTwice { verb: verb.clone() };
                problems.push(Problem::new(PROJECTS, "verbs", fault));
            }
            seen.push(verb);
        }
    }
}

fn project(
    entry: &ProjectEntry,
    outline: &Outline,
    (mentions, names): (&[Mention], &[OwnWords<'_>]),
    verbs: &Verbs,
    (ids, periods): (&Ids, &Periods),
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
    let period = ids.id(periods.default(position));
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
    let themes: IdSet<Theme> = ids.set(&entry.themes)?;
    if themes.is_empty() {
        return Err(Fault::Untagged);
    }
    let name = (entry.passage.as_str(), vec![name]);
    let (counties, zones) = places(&name, words.span(), names, mentions);
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
            themes: ids.list(themes),
            counties: ids.list(counties),
            zones: ids.list(zones),
        },
    ))
}
