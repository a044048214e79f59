//! Finds the rules of `[outline]` under which a text has an outline.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::ops::Range;

use super::toml_text;
use crate::ingest::annotations::{
    AcceptRule, Accepted, Level, LevelledMark, Numbering, OutlineRules, TableRule,
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
    /// The lines of each table or box, counting from 0.
    pub(super) tables: Vec<Range<usize>>,
}

/// Lines, and what is accepted of them.
type Entries = BTreeSet<(usize, Accepted)>;

/// Finds the rules. `tables` are the lines of each table or box, counting from 0.
///
/// # Errors
/// When no rules make an outline of the text.
pub(super) fn find(source: &str, tables: &[Range<usize>]) -> Result<Found, Vec<Problem>> {
    let lines: Vec<&str> = source.lines().collect();
    let sorted = Sorted::new(&lines);
    let is_tabled = |at: usize| tables.iter().any(|table| table.contains(&at));
    let outside = lines.iter().enumerate().filter(|(at, _)| !is_tabled(*at));
    let outside: Vec<&str> = outside.map(|(_, line)| *line).collect();
    let mut rules = OutlineRules {
        levels: levels(&outside),
        table: tables
            .iter()
            .map(|table| table_rule(&lines, &sorted, table))
            .collect(),
        ..OutlineRules::default()
    };
    rules.numbering = numbering(&outside, &rules);
    // Which lines are prose decides which faults the others have. So each turn finds more prose, or is the last.
    let mut prose = Entries::new();
    let mut others = Entries::new();
    loop {
        let accepted: Entries = prose.union(&others).copied().collect();
        rules.accept = accepted
            .iter()
            .map(|(line, what)| rule(&lines, &sorted, *line, *what))
            .collect();
        let problems = match parse_outline(source, &rules) {
            Ok(outline) => {
                return Ok(Found {
                    outline,
                    rules,
                    accepted: accepted.into_iter().collect(),
                    tables: tables.to_vec(),
                });
            }
            Err(problems) => problems,
        };
        let found = problems.iter().filter_map(|problem| entry(&lines, problem));
        let found: Entries = found.collect();
        let (new_prose, new): (Entries, Entries) = found
            .difference(&accepted)
            .partition(|(_, what)| *what == Accepted::Prose);
        if !new_prose.is_empty() {
            prose.extend(new_prose);
            others.clear();
        } else if !new.is_empty() && others.is_empty() {
            others = new;
        } else {
            return Err(problems);
        }
    }
}

/// The entry that accepts a problem. Only a mark can be prose: what is below a repeated heading repeats ids, too,
/// until the heading is prose.
fn entry(lines: &[&str], problem: &Problem) -> Option<(usize, Accepted)> {
    let line: usize = problem.entry.strip_prefix("line ")?.parse().ok()?;
    let what = accept(&problem.fault)?;
    let text = line.checked_sub(1).and_then(|at| lines.get(at))?;
    (what != Accepted::Prose || read_mark(text).is_some()).then_some((line, what))
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

/// The rule that accepts something of one line.
fn rule(lines: &[&str], sorted: &Sorted<'_>, line: usize, what: Accepted) -> AcceptRule {
    let at = line.saturating_sub(1);
    let (begins, nth) = sorted.quote(lines.get(at).copied().unwrap_or_default(), at);
    AcceptRule {
        begins,
        nth,
        what,
        why: "原文如此（待核对）".to_owned(),
    }
}

/// The rule of a table or box.
fn table_rule(lines: &[&str], sorted: &Sorted<'_>, table: &Range<usize>) -> TableRule {
    let first = lines.get(table.start).copied().unwrap_or_default();
    let (begins, nth) = sorted.quote(first, table.start);
    TableRule {
        begins,
        nth,
        lines: table.len(),
    }
}

/// The lines of a text in the order of their letters, so that those that begin alike stand together.
struct Sorted<'l>(Vec<(&'l str, usize)>);

impl<'l> Sorted<'l> {
    fn new(lines: &[&'l str]) -> Self {
        let mut sorted: Vec<(&str, usize)> = lines.iter().copied().zip(0..).collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    /// What names a line: as much of its beginning as no other line begins with. Where others begin with all of it,
    /// also which of them it is, counting from 1.
    fn quote(&self, line: &str, at: usize) -> (String, Option<usize>) {
        let here = self.0.partition_point(|other| *other < (line, at));
        let neighbours = [here.checked_sub(1), Some(here + 1)].into_iter().flatten();
        let neighbours = neighbours.filter_map(|at| self.0.get(at));
        let shared = neighbours.map(|(other, _)| {
            let pairs = line.chars().zip(other.chars());
            pairs.take_while(|(letter, other)| letter == other).count()
        });
        let own = shared.max().unwrap_or_default().max(5) + 1;
        let begins: String = line.chars().take(own).collect();
        let alike = self
            .0
            .iter()
            .skip(self.0.partition_point(|(other, _)| *other < line));
        let alike = alike.take_while(|(other, _)| other.starts_with(&begins));
        let above = alike.clone().filter(|(_, other)| *other < at).count();
        let nth = (alike.count() > 1).then_some(above + 1);
        (begins, nth)
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

/// `[[outline.table]]` and `[[outline.accept]]` in TOML.
pub(super) fn entries_toml(found: &Found) -> String {
    let mut out = String::new();
    let quote = |begins: &str, nth: Option<usize>| {
        let nth = nth.map(|nth| format!("nth = {nth}\n")).unwrap_or_default();
        format!("begins = {}\n{nth}", toml_text(begins))
    };
    for rule in &found.rules.table {
        let begins = quote(&rule.begins, rule.nth);
        let _ = write!(out, "\n[[outline.table]]\n{begins}lines = {}\n", rule.lines);
    }
    for rule in &found.rules.accept {
        let _ = write!(
            out,
            "\n[[outline.accept]]\n{}what = {}\nwhy = {}\n",
            quote(&rule.begins, rule.nth),
            toml_text(rule.what.id()),
            toml_text(&rule.why)
        );
    }
    out
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
