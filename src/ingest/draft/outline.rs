//! Finds the rules of `[outline]` under which a text has an outline.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::toml_text;
use crate::ingest::annotations::{
    AcceptRule, Accepted, Level, LevelledMark, Numbering, OutlineRules,
};
use crate::ingest::marks::{Form, read_mark};
use crate::ingest::outline::{Outline, parse_outline};
use crate::ingest::{Fault, Problem};

/// An outline, its rules, and the faults of the text that the rules accept.
pub(super) struct Found {
    pub(super) outline: Outline,
    pub(super) rules: OutlineRules,
    /// For each entry of `accept`, the number of its line.
    pub(super) accepted: Vec<(usize, Accepted)>,
}

/// Finds the rules.
///
/// # Errors
/// When no rules make an outline of the text.
pub(super) fn find(source: &str) -> Result<Found, Vec<Problem>> {
    let lines: Vec<&str> = source.lines().collect();
    let mut rules = OutlineRules {
        levels: levels(&lines),
        ..OutlineRules::default()
    };
    rules.numbering = numbering(&lines, &rules);
    let mut accepted: BTreeSet<(usize, Accepted)> = BTreeSet::new();
    // Each turn accepts more; what is accepted in one may be needless in the next.
    let mut last = Vec::new();
    for _ in 0..8 {
        let kept: Vec<(usize, Accepted)> = accepted.iter().copied().collect();
        rules.accept = kept
            .iter()
            .map(|(line, what)| rule(&lines, *line, *what))
            .collect();
        let problems = match parse_outline(source, &rules) {
            Ok(outline) => {
                return Ok(Found {
                    outline,
                    rules,
                    accepted: kept,
                });
            }
            Err(problems) => problems,
        };
        let before = accepted.clone();
        for problem in &problems {
            let line = problem
                .entry
                .strip_prefix("line ")
                .and_then(|line| line.parse().ok());
            let needless = kept.iter().zip(&rules.accept).filter(|(_, rule)| {
                problem.fault == Fault::NothingToAccept && problem.entry.contains(&rule.begins)
            });
            for (entry, _) in needless {
                accepted.remove(entry);
            }
            if let (Some(line), Some(what)) = (line, accept(&problem.fault)) {
                let is_prose = accepted.contains(&(line, Accepted::Prose));
                if !(is_prose && what != Accepted::Unended && what != Accepted::Unbalanced) {
                    accepted.insert((line, what));
                }
                if what == Accepted::Prose {
                    accepted.remove(&(line, Accepted::Number));
                    accepted.remove(&(line, Accepted::Empty));
                }
            }
        }
        last = problems;
        if accepted == before {
            break;
        }
    }
    Err(last)
}

/// What accepts a fault.
fn accept(fault: &Fault) -> Option<Accepted> {
    match fault {
        Fault::UnendedSentence | Fault::UnendedHeading => Some(Accepted::Unended),
        Fault::Unbalanced { .. } => Some(Accepted::Unbalanced),
        Fault::OutOfOrder { .. } => Some(Accepted::Number),
        Fault::EmptyBody => Some(Accepted::Empty),
        Fault::Misplaced { .. } | Fault::Repeated | Fault::EmptyHeading => Some(Accepted::Prose),
        _ => None,
    }
}

/// The entry that accepts something of a line. It quotes as much of the line as no other line begins with.
fn rule(lines: &[&str], line: usize, what: Accepted) -> AcceptRule {
    let text = line
        .checked_sub(1)
        .and_then(|at| lines.get(at))
        .copied()
        .unwrap_or_default();
    let letters = text
        .char_indices()
        .map(|(at, letter)| at + letter.len_utf8());
    let starts = letters.skip(5).filter_map(|end| text.get(..end));
    let is_own = |start: &&str| {
        lines
            .iter()
            .filter(|other| other.starts_with(start))
            .count()
            == 1
    };
    let begins = starts.into_iter().find(is_own).unwrap_or(text);
    AcceptRule {
        begins: begins.to_owned(),
        what,
        why: "原文如此（待核对）".to_owned(),
    }
}

/// What the marks mean, by which of them the text has.
fn levels(lines: &[&str]) -> BTreeMap<LevelledMark, Level> {
    let marks = lines.iter().filter_map(|line| read_mark(line));
    let forms: BTreeSet<Form> = marks.map(|mark| mark.form).collect();
    let has = |form| forms.contains(&form);
    let mut levels = BTreeMap::new();
    if !has(Form::Chapter) {
        return levels;
    }
    // Below 第一章 and 第一节 come 一、, （一） and 1., each where the text has it.
    let mut free = vec![Level::Measure];
    if !has(Form::Section) {
        free.insert(0, Level::Section);
    }
    let mut free = free.into_iter();
    for (form, mark) in [
        (Form::Comma, LevelledMark::Comma),
        (Form::Bracket, LevelledMark::Bracket),
        (Form::Arabic, LevelledMark::Arabic),
    ] {
        if has(form) {
            levels.insert(mark, free.next().unwrap_or(Level::Paragraph));
        }
    }
    levels
}

/// Whether the numbers of measures begin again.
fn numbering(lines: &[&str], rules: &OutlineRules) -> Numbering {
    let marks = lines.iter().filter_map(|line| read_mark(line));
    let first = marks.filter(|mark| {
        mark.number == 1 && mark.form != Form::Dash && rules.level(mark.form) == Level::Measure
    });
    if first.count() > 1 {
        Numbering::Section
    } else {
        Numbering::Throughout
    }
}

/// `[outline]` in TOML, with the entries of periods below it.
pub(super) fn toml(found: &Found) -> String {
    let mut out = String::from("[outline]\n");
    if found.rules.numbering == Numbering::Section {
        out.push_str("numbering = \"section\"\n");
    }
    let names = |level: &Level| match level {
        Level::Part => "part",
        Level::Chapter => "chapter",
        Level::Section => "section",
        Level::Measure => "measure",
        Level::Paragraph => "paragraph",
    };
    let marks = |mark: &LevelledMark| match mark {
        LevelledMark::Comma => "一、",
        LevelledMark::Bracket => "（一）",
        LevelledMark::Arabic => "1.",
    };
    let levels = found.rules.levels.iter();
    let levels = levels
        .map(|(mark, level)| format!("{} = {}", toml_text(marks(mark)), toml_text(names(level))));
    let levels: Vec<String> = levels.collect();
    if !levels.is_empty() {
        let _ = writeln!(out, "levels = {{ {} }}", levels.join(", "));
    }
    out
}

/// `[[outline.accept]]` in TOML.
pub(super) fn accept_toml(found: &Found) -> String {
    let mut out = String::new();
    for rule in &found.rules.accept {
        let _ = write!(
            out,
            "\n[[outline.accept]]\nbegins = {}\nwhat = {}\nwhy = {}\n",
            toml_text(&rule.begins),
            toml_text(name(rule.what)),
            toml_text(&rule.why)
        );
    }
    out
}

/// What is accepted, as in TOML.
fn name(what: Accepted) -> &'static str {
    match what {
        Accepted::Unended => "unended",
        Accepted::Unbalanced => "unbalanced",
        Accepted::Number => "number",
        Accepted::Empty => "empty",
        Accepted::Prose => "prose",
    }
}

/// What an editor must look at, in words.
pub(super) fn doubt(what: Accepted) -> &'static str {
    match what {
        Accepted::Unended => {
            "does not end with a full stop: something may be cut off, or it is a heading without a mark"
        }
        Accepted::Unbalanced => "has a quotation mark or bracket without its other one",
        Accepted::Number => {
            "has another number than the next one: a paragraph may be missing above it"
        }
        Accepted::Empty => "is a heading with nothing below it: something may be missing",
        Accepted::Prose => {
            "begins like a heading, but fits nowhere in the outline, so it was taken for prose"
        }
    }
}
