//! Compares the source text with the scraped page: only listed fragments may be removed.

use serde::Deserialize;

use super::files::{REMOVED, SOURCE};
use super::{Fault, Problem};
use crate::model::Removed;

/// A fragment of the scraped page that is not part of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Removal {
    /// The line of `scraped.txt`, counting from 1.
    pub line: usize,
    /// The removed text.
    pub fragment: String,
    /// What it is.
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
    let mut missing = Vec::new();
    for removal in removed {
        let line = removal
            .line
            .checked_sub(1)
            .and_then(|at| lines.get_mut(at))
            .filter(|line| !removal.fragment.is_empty() && line.contains(&removal.fragment));
        match line {
            Some(line) => *line = line.replacen(&removal.fragment, "", 1),
            None => missing.push(removal),
        }
    }
    let paragraphs = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect();
    (paragraphs, missing)
}

/// What was removed, by kind, in the order of the page. `english` translates the name of a kind.
pub(super) fn summary(removed: &[Removal], english: impl Fn(&str) -> String) -> Vec<Removed> {
    let mut kinds: Vec<Removed> = Vec::new();
    for removal in removed {
        match kinds.iter_mut().find(|kind| kind.what == removal.why) {
            Some(kind) => kind.times += 1,
            None => kinds.push(Removed {
                what: removal.why.clone(),
                en: english(&removal.why),
                times: 1,
            }),
        }
    }
    kinds
}

/// Checks that each paragraph of the source equals the scraped one, except for removals and the width of marks.
pub(super) fn check(scraped: &str, source: &str, removed: &[Removal], problems: &mut Vec<Problem>) {
    let (paragraphs, missing) = remove_fragments(scraped, removed);
    for removal in missing {
        problems.push(Problem::new(
            REMOVED,
            format!("line = {}", removal.line),
            Fault::RemovedNotFound {
                fragment: removal.fragment.clone(),
            },
        ));
    }
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
