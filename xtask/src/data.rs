//! `cargo xtask data`: reads `data/`, writes what is generated from it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use plan_explorer::edition::{self, OUTLINE_BEGIN, OUTLINE_END};
use plan_explorer::export;
use plan_explorer::ingest::{self, Sources};
use plan_explorer::model::Plan;

/// Builds the generated files from `data/` and writes those that changed; with `check` only tells
/// which are stale.
///
/// # Errors
/// When a source breaks a rule (all of them are listed), a file cannot be read or written, or, with
/// `check`, a generated file is stale.
pub fn run(check: bool, root: &Path) -> anyhow::Result<()> {
    let mut stale = Vec::new();
    for (name, wanted) in generate(root)? {
        let path = root.join(name);
        let found = fs::read_to_string(&path).unwrap_or_default();
        if found == wanted {
            println!("{name}: up to date");
        } else if check {
            stale.push(name);
        } else {
            fs::write(&path, wanted).with_context(|| format!("{name} cannot be written"))?;
            println!("{name}: written");
        }
    }
    if !stale.is_empty() {
        bail!("stale: {}; run `cargo xtask data`", stale.join(", "));
    }
    Ok(())
}

/// The generated files and what should stand in them.
fn generate(root: &Path) -> anyhow::Result<Vec<(&'static str, String)>> {
    let read = |name: &str| {
        fs::read_to_string(root.join(name)).with_context(|| format!("{name} cannot be read"))
    };
    let sources = Sources::read(read)?;
    let file = ingest::build(&sources).map_err(|problems| {
        let list = problems.iter().fold(String::new(), |mut list, problem| {
            let _ = writeln!(list, "  {problem}");
            list
        });
        anyhow::anyhow!("the data breaks {} rules:\n{list}", problems.len())
    })?;
    let json = ingest::to_json(&file)?;
    let schema = ingest::schema_json(&file)?;
    let plan = Plan::new(file);
    let index = read("index.html")?;
    Ok(vec![
        ("public/plan.json", json),
        ("public/plan.schema.json", schema),
        (
            "public/passages.csv",
            export::passages(&plan, &every(plan.passages()), "").to_string(),
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
        ("public/text.html", edition::text_page(&plan, None).html),
        ("public/edition.css", edition::STYLE.to_owned()),
        ("public/cover.svg", edition::cover_svg(&plan)),
        (
            "index.html",
            with_outline(&index, &edition::outline_html(&plan))?,
        ),
    ])
}

fn every<T>(entries: &[T]) -> Vec<&T> {
    entries.iter().collect()
}

/// `index.html` with the outline between its two marks.
fn with_outline(index: &str, outline: &str) -> anyhow::Result<String> {
    let parts = index
        .split_once(OUTLINE_BEGIN)
        .and_then(|(before, rest)| Some((before, rest.split_once(OUTLINE_END)?.1)));
    let Some((before, after)) = parts else {
        bail!("index.html needs the lines {OUTLINE_BEGIN} and {OUTLINE_END} around the outline");
    };
    Ok(format!(
        "{before}{OUTLINE_BEGIN}\n{outline}{OUTLINE_END}{after}"
    ))
}
