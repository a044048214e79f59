//! Compares the source text with the scraped page: only listed fragments may be removed, letters replaced, and
//! broken lines joined.

use serde::Deserialize;

use super::files::{REMOVED, SOURCE};
use super::{Fault, Problem};
use crate::model::Removed;

/// `removed.toml`: what makes the source text out of the scraped page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Changes {
    /// The lines of `scraped.txt`, counting from 1, that go on with the paragraph above them.
    pub joined: Vec<usize>,
    /// What is not part of the plan.
    pub removed: Vec<Removal>,
    /// Letters that stand for others.
    pub replaced: Vec<Replacement>,
}

/// A fragment of the scraped page that is not part of the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The line of `scraped.txt`, counting from 1.
    pub line: usize,
    /// The removed text.
    pub fragment: String,
    /// Which occurrence in what the entries above left of the line, counting from 1. `None` means the first.
    pub nth: Option<usize>,
    /// How many occurrences are removed from there on. `None` means one.
    pub times: Option<usize>,
    /// What it is.
    pub why: String,
}

/// Letters that stand for others, such as a radical for the character that looks the same.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replacement {
    /// The line of `scraped.txt`, where the first occurrence is replaced. `None` means every occurrence in
    /// every line.
    pub line: Option<usize>,
    /// What stands there.
    pub from: String,
    /// What it stands for.
    pub to: String,
    /// Why it is replaced.
    pub why: String,
}

/// Replaces full-width marks by the half-width ones of the scraped page.
pub fn fold(text: &str) -> String {
    text.chars()
        .map(|letter| match letter {
            '，' => ',',
            '；' => ';',
            '：' => ':',
            '（' => '(',
            '）' => ')',
            '！' => '!',
            '？' => '?',
            '％' => '%',
            other => other,
        })
        .collect()
}

/// The paragraphs of the scraped page without the removed fragments and blank lines, and the removals that are
/// not in their line.
pub fn remove_fragments<'r>(
    scraped: &str,
    removed: &'r [Removal],
) -> (Vec<String>, Vec<&'r Removal>) {
    let mut lines: Vec<String> = scraped.lines().map(str::to_owned).collect();
    let missing = remove(&mut lines, removed);
    let paragraphs = lines.iter().map(|line| line.trim());
    let paragraphs = paragraphs.filter(|line| !line.is_empty());
    (paragraphs.map(str::to_owned).collect(), missing)
}

/// The line with this number.
fn at(lines: &mut [String], number: usize) -> Option<&mut String> {
    number.checked_sub(1).and_then(|at| lines.get_mut(at))
}

/// Removes the fragments, and returns those that are not in their line.
fn remove<'r>(lines: &mut [String], removed: &'r [Removal]) -> Vec<&'r Removal> {
    let mut missing = Vec::new();
    for removal in removed {
        let from = removal.nth.unwrap_or(1);
        let last = from.saturating_add(removal.times.unwrap_or(1));
        let line = at(lines, removal.line);
        let without = line.and_then(|line| Some((without(line, removal, from..last)?, line)));
        match without {
            Some((text, line)) => *line = text,
            None => missing.push(removal),
        }
    }
    missing
}

/// The line without these occurrences of the fragment, `None` if it lacks one of them.
fn without(line: &str, removal: &Removal, which: std::ops::Range<usize>) -> Option<String> {
    let fragment = removal.fragment.as_str();
    let there = if fragment.is_empty() {
        0
    } else {
        line.matches(fragment).count()
    };
    if which.is_empty() || which.start == 0 || which.end > there + 1 {
        return None;
    }
    let mut parts = line.split(fragment);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, occurrence) in parts.zip(1..) {
        if !which.contains(&occurrence) {
            text.push_str(fragment);
        }
        text.push_str(part);
    }
    Some(text)
}

/// Makes the paragraphs of the source out of the scraped page, except for the width of marks. Returns also the
/// changes that fit nowhere.
pub fn apply(scraped: &str, changes: &Changes) -> (Vec<String>, Vec<Problem>) {
    let mut lines: Vec<String> = scraped.lines().map(str::to_owned).collect();
    let not_found = |line: Option<usize>, fragment: &str| {
        let entry = line.map_or("replaced".to_owned(), |line| format!("line = {line}"));
        let fragment = fragment.to_owned();
        Problem::new(REMOVED, entry, Fault::RemovedNotFound { fragment })
    };
    let missing = remove(&mut lines, &changes.removed).into_iter();
    let mut problems: Vec<Problem> = missing
        .map(|removal| not_found(Some(removal.line), &removal.fragment))
        .collect();
    for replacement in &changes.replaced {
        if !replace(&mut lines, replacement) {
            problems.push(not_found(replacement.line, &replacement.from));
        }
    }
    let mut paragraphs: Vec<String> = Vec::new();
    let mut joined = changes.joined.clone();
    for (line, number) in lines.iter().zip(1..) {
        let words = line.trim();
        if words.is_empty() {
            continue;
        }
        let joins = joined.iter().position(|other| *other == number);
        match (joins, paragraphs.last_mut()) {
            (Some(at), Some(above)) => {
                joined.remove(at);
                above.push_str(words);
            }
            _ => paragraphs.push(words.to_owned()),
        }
    }
    let nowhere = joined.into_iter();
    let nowhere = nowhere.map(|line| {
        let entry = format!("joined, line {line}");
        Problem::new(REMOVED, entry, Fault::NothingToJoin)
    });
    problems.extend(nowhere);
    (paragraphs, problems)
}

/// Replaces what the entry says. Whether there was something to replace.
fn replace(lines: &mut [String], replacement: &Replacement) -> bool {
    let (from, to) = (replacement.from.as_str(), replacement.to.as_str());
    let has = |line: &String| !from.is_empty() && line.contains(from);
    match replacement.line {
        Some(number) => {
            let line = at(lines, number).filter(|line| has(line));
            line.is_some_and(|line| {
                *line = line.replacen(from, to, 1);
                true
            })
        }
        None => {
            let lines = lines.iter_mut().filter(|line| has(line));
            lines.fold(false, |_, line| {
                *line = line.replace(from, to);
                true
            })
        }
    }
}

/// What was removed, by kind, in the order of the page. `english` translates the name of a kind.
pub(super) fn summary(removed: &[Removal], english: impl Fn(&str) -> String) -> Vec<Removed> {
    let mut kinds: Vec<Removed> = Vec::new();
    for removal in removed {
        let times = removal.times.unwrap_or(1);
        match kinds.iter_mut().find(|kind| kind.what == removal.why) {
            Some(kind) => kind.times += times,
            None => kinds.push(Removed {
                what: removal.why.clone(),
                en: english(&removal.why),
                times,
            }),
        }
    }
    kinds
}

/// Checks that each paragraph of the source equals the scraped one, except for the listed changes and the width
/// of marks.
pub(super) fn check(scraped: &str, source: &str, changes: &Changes, problems: &mut Vec<Problem>) {
    let (paragraphs, found) = apply(scraped, changes);
    problems.extend(found);
    let lines: Vec<&str> = source.lines().collect();
    for at in 0..lines.len().max(paragraphs.len()) {
        let line = lines.get(at).copied().unwrap_or_default();
        let paragraph = paragraphs.get(at).map(String::as_str).unwrap_or_default();
        if fold(line) != fold(paragraph) {
            problems.push(Problem::new(
                SOURCE,
                format!("line {}", at + 1),
                Fault::DiffersFromScrape {
                    scraped: paragraph.chars().take(40).collect(),
                },
            ));
        }
    }
}
