//! Every rule of the pipeline, broken once: the fault must name the rule, the file and the entry.

mod data;
mod english;
mod outline;
mod rules;
mod scrape;
mod tags;
mod text;

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Problem, Sources, build};

fn sources() -> Result<Sources> {
    Sources::read(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))
    })
}

fn problems(sources: &Sources) -> Vec<Problem> {
    build(sources).err().unwrap_or_default()
}

/// Which text of the sources a case changes.
type Field = fn(&mut Sources) -> &mut String;

/// A rule: where, what is replaced by what, the entry that must be named, and the fault.
struct Case {
    field: Field,
    from: &'static str,
    to: &'static str,
    entry: &'static str,
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

fn walk(cases: &[Case]) -> Result<()> {
    for case in cases {
        let mut broken = sources()?;
        let text = (case.field)(&mut broken);
        ensure!(
            text.contains(case.from),
            "“{}” is no longer there to break",
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
        ensure!(
            problems
                .iter()
                .all(|problem| problem.file.starts_with("data/"))
        );
        ensure!(
            problems
                .iter()
                .all(|problem| problem.to_string().contains(&problem.entry))
        );
    }
    Ok(())
}

#[test]
fn the_sources_as_they_are_break_no_rule() -> Result<()> {
    let problems = problems(&sources()?);
    ensure!(problems.is_empty(), "{problems:?}");
    Ok(())
}
