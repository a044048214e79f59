//! Hostile input, natively: every kept input of every fuzz target (`fuzz/README.md`), by the very checks
//! that the targets run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

/// Runs one target's check over every input that its corpus keeps.
fn holds(name: &str) -> Result<()> {
    let mut targets = fuzz::TARGETS.iter();
    let (_, check) = targets
        .find(|target| target.0 == name)
        .context(name.to_owned())?;
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let entries = fs::read_dir(&directory)
        .with_context(|| format!("{} cannot be read", directory.display()))?;
    let mut broken = Vec::new();
    let mut seen = 0;
    for entry in entries {
        let path = entry?.path();
        if let Err(error) = check(&fs::read(&path)?) {
            broken.push(format!("{}: {error:#}", path.display()));
        }
        seen += 1;
    }
    ensure!(seen > 0, "{name} keeps nothing");
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

#[test]
fn every_kept_link_is_read_as_promised() -> Result<()> {
    holds("link")
}

#[test]
fn every_kept_search_adds_up() -> Result<()> {
    holds("search")
}

#[test]
fn every_kept_plan_is_read_or_refused() -> Result<()> {
    holds("compact_json")
}

#[test]
fn no_kept_link_becomes_markup_or_breaks_a_file() -> Result<()> {
    holds("page")
}

#[test]
fn every_corpus_is_of_a_target() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        found.push(entry?.file_name().to_string_lossy().into_owned());
    }
    found.sort();
    let mut known: Vec<&str> = fuzz::TARGETS.iter().map(|target| target.0).collect();
    known.sort_unstable();
    ensure!(found == known, "{found:?}");
    Ok(())
}

/// The small plan that the search of broken plans begins from.
const SMALL: &str = "fuzz/corpus/compact_json/small.json";

#[test]
fn the_kept_plan_has_todays_form() -> Result<()> {
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL))?;
    ensure!(
        kept == fuzz::compact_json::small()?,
        "{SMALL} is of an earlier form or plan; `cargo test --test fuzz_corpus -- --ignored` writes it anew"
    );
    Ok(())
}

#[test]
#[ignore = "writes the small plan that the search of broken plans begins from"]
fn the_kept_plan_is_written_anew() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL);
    fs::write(path, fuzz::compact_json::small()?)?;
    Ok(())
}
