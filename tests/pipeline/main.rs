//! Every rule of the data pipeline, broken once: the fault must name the rule, the file and the entry.

#[path = "../common/mod.rs"]
mod common;
mod data;
mod english;
mod other_plans;
mod outline;
mod rules;
mod scrape;
mod sentences;
mod settings;
mod source;
mod tags;

use anyhow::{Result, ensure};
use common::sources;
use plan_explorer::ingest::{Fault, Problem, Sources, build};

fn problems(sources: &Sources) -> Vec<Problem> {
    build(sources).err().unwrap_or_default()
}

/// The file of the sources that a case changes.
type Field = fn(&mut Sources) -> &mut Option<String>;

/// The text of a file, to change it.
fn text(file: &mut Option<String>) -> &mut String {
    file.get_or_insert_default()
}

/// A change that breaks a rule.
struct Case {
    field: Field,
    /// What is replaced, where it is first found.
    from: &'static str,
    to: &'static str,
    /// What the name of the faulty entry contains.
    entry: &'static str,
    /// Whether a fault is the expected one.
    is: fn(&Fault) -> bool,
}

macro_rules! case {
    ($field:ident, $from:expr, $to:expr, $entry:expr, $fault:pat) => {
        Case {
            field: |broken| &mut broken.$field,
            from: $from,
            to: $to,
            entry: $entry,
            is: |fault| matches!(fault, $fault),
        }
    };
}

pub(crate) use case;

/// Makes each change and expects its fault.
fn check(cases: &[Case]) -> Result<()> {
    for case in cases {
        let mut broken = sources()?;
        let text = text((case.field)(&mut broken));
        ensure!(
            text.contains(case.from),
            "“{}” is not in the sources",
            case.from
        );
        *text = text.replacen(case.from, case.to, 1);
        let problems = problems(&broken);
        ensure!(
            problems
                .iter()
                .any(|problem| problem.entry.contains(case.entry) && (case.is)(&problem.fault)),
            "“{}” → “{}” gave {problems:?}",
            case.from,
            case.to
        );
        ensure!(problems.iter().all(|problem| !problem.file.contains('/')));
        ensure!(
            problems
                .iter()
                .all(|problem| problem.to_string().contains(&problem.entry))
        );
    }
    Ok(())
}

#[test]
fn the_sources_break_no_rule() -> Result<()> {
    let problems = problems(&sources()?);
    ensure!(problems.is_empty(), "{problems:?}");
    Ok(())
}
