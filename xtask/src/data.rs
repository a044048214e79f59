//! `cargo xtask data`: reads `data/`, writes what is generated from it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use plan_explorer::export;
use plan_explorer::ingest::{self, Sources};
use plan_explorer::model::Plan;
use plan_explorer::pages;

/// Builds the generated files from `data/` and writes those that changed; with `check` only tells
/// which are stale.
///
/// # Errors
/// When a source breaks a rule (all of them are listed), a file cannot be read or written, or, with
/// `check`, a generated file is stale.
pub fn run(check: bool, root: &Path) -> anyhow::Result<()> {
    let mut stale = Vec::new();
    for (name, wanted) in generate(root, &root.join("data"))? {
        let path = root.join(name);
        let found = fs::read_to_string(&path).unwrap_or_default();
        if found == wanted {
            println!("{name}: up to date");
        } else if check {
            stale.push(name);
        } else {
            write_if_changed(&path, &wanted)?;
            println!("{name}: written");
        }
    }
    if !stale.is_empty() {
        bail!("stale: {}; run `cargo xtask data`", stale.join(", "));
    }
    Ok(())
}

/// Writes a file unless it has this text already, so that what depends on it is not built again.
///
/// # Errors
/// When it cannot be written.
pub fn write_if_changed(path: &Path, text: &str) -> anyhow::Result<()> {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    fs::write(path, text).with_context(|| format!("{} cannot be written", path.display()))
}

/// The files that are generated from the data folder `data`, and what should stand in them. `root` is the
/// checkout, whose `index.html` is filled.
///
/// # Errors
/// When a source breaks a rule (all of them are listed), or a file cannot be read.
pub fn generate(root: &Path, data: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
    let sources =
        Sources::read(data).with_context(|| format!("{} cannot be read", data.display()))?;
    let file = ingest::build(&sources).map_err(|problems| {
        let list = problems.iter().fold(String::new(), |mut list, problem| {
            let _ = writeln!(list, "  {problem}");
            list
        });
        let (folder, total) = (data.display(), problems.len());
        anyhow::anyhow!("the data in {folder} breaks {total} rules:\n{list}")
    })?;
    let json = ingest::to_json(&file)?;
    let schema = ingest::schema_json(&file)?;
    let plan = Plan::new(file)?;
    let index = fs::read_to_string(root.join("index.html")).context("index.html cannot be read")?;
    Ok(vec![
        ("public/plan.json", json),
        ("public/plan.schema.json", schema),
        (
            "public/passages.csv",
            export::passages(&plan, &every(plan.passages()), "").to_string(),
        ),
        (
            "public/sentences.csv",
            export::sentences(&plan, &every(plan.passages()), "").to_string(),
        ),
        (
            "public/milestones.csv",
            export::milestones(&plan, &every(plan.milestones()), "").to_string(),
        ),
        (
            "public/projects.csv",
            export::projects(&plan, &every(plan.projects()), "").to_string(),
        ),
        (
            "public/quantities.csv",
            export::quantities(&plan, &every(plan.quantities()), "").to_string(),
        ),
        ("public/text.html", pages::text_page(&plan, None).html),
        ("public/edition.css", pages::STYLE.to_owned()),
        ("public/cover.svg", pages::cover_svg(&plan)),
        ("public/manifest.webmanifest", pages::manifest_json(&plan)),
        ("index.html", pages::index_html(&index, &plan)?),
    ])
}

fn every<T>(entries: &[T]) -> Vec<&T> {
    entries.iter().collect()
}
