//! Rules of the source text that neither the compiler nor clippy can check.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below `directory` whose name ends in `.extension`, with its text.
fn files(directory: &str, extension: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    let mut directories = vec![root().join(directory)];
    while let Some(next) = directories.pop() {
        let entries =
            fs::read_dir(&next).with_context(|| format!("cannot read {}", next.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                directories.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path)?;
                found.push((path, text));
            }
        }
    }
    ensure!(!found.is_empty(), "{directory} holds no .{extension} file");
    Ok(found)
}

/// The code of a file without its comments and its tests.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    shipped
        .lines()
        .filter(is_code)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The modules of `src/`, and which others each may use. The compiler already keeps `dom`, `app` and
/// their crates out of the rest, and `ingest` and `pages` out of the page.
const MAY_USE: [(&str, &[&str]); 10] = [
    ("dom", &[]),
    (
        "pages",
        &["export", "link", "html", "model", "query", "words"],
    ),
    ("export", &["link", "model", "query", "words"]),
    ("ingest", &["model"]),
    ("link", &["model", "query"]),
    ("html", &["link", "model", "query", "words"]),
    ("model", &[]),
    ("query", &["model"]),
    (
        "app",
        &["dom", "export", "link", "html", "model", "query", "words"],
    ),
    ("words", &["model", "query"]),
];

#[test]
fn dependencies_point_one_way() -> Result<()> {
    for (module, may_use) in MAY_USE {
        for (path, text) in files(&format!("src/{module}"), "rs")? {
            let code = code(&text);
            let groups = code.split("crate::{").skip(1);
            let groups: Vec<&str> = groups.filter_map(|rest| rest.split('}').next()).collect();
            for (other, _) in MAY_USE {
                let uses = code.contains(&format!("crate::{other}"))
                    || groups.iter().any(|group| group.contains(other));
                let may = other == module || may_use.contains(&other);
                ensure!(may || !uses, "{} uses {other}", path.display());
            }
        }
    }
    Ok(())
}

#[test]
fn the_rule_of_dependencies_covers_every_module() -> Result<()> {
    for entry in fs::read_dir(root().join("src"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let covered = MAY_USE.iter().any(|(module, _)| *module == name);
        ensure!(covered || name.ends_with(".rs"), "MAY_USE lacks {name}");
    }
    Ok(())
}

#[test]
fn only_dom_knows_the_browsers_apis_and_only_app_knows_leptos() -> Result<()> {
    let rules: [(&str, &[&str]); 2] = [
        ("src/dom", &["leptos"]),
        ("src/app", &["gloo", "js_sys", "wasm_bindgen", "web_sys"]),
    ];
    for (directory, forbidden) in rules {
        for (path, text) in files(directory, "rs")? {
            let code = code(&text);
            for name in forbidden {
                ensure!(!code.contains(name), "{} uses {name}", path.display());
            }
        }
    }
    Ok(())
}

#[test]
fn every_file_says_what_it_is_for() -> Result<()> {
    for directory in ["src", "xtask/src", "tests", "fuzz/src", "fuzz/targets"] {
        for (path, text) in files(directory, "rs")? {
            ensure!(
                text.starts_with("//! "),
                "{} has no module comment",
                path.display()
            );
        }
    }
    Ok(())
}

#[test]
fn style_sheets_take_colours_from_the_tokens_and_use_no_important() -> Result<()> {
    let main = fs::read_to_string(root().join("style/main.css"))?;
    let mut sheets = files("style", "css")?;
    sheets.extend(files("src/pages", "css")?);
    for (path, text) in sheets {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        ensure!(!text.contains("!important"), "{name} uses !important");
        // The static pages have a sheet of their own, made of the tokens and edition.css.
        let imported = main.contains(&format!("\"{name}\""));
        ensure!(
            imported || ["main.css", "edition.css"].contains(&&*name),
            "main.css does not import {name}"
        );
        // Declarations: in selectors, a # begins an id.
        let declarations = text
            .lines()
            .filter_map(|line| Some((line, line.split_once(": ")?.1)));
        for (line, value) in declarations {
            let literal = ["#", "rgb(", "hsl("]
                .iter()
                .any(|colour| value.contains(colour));
            ensure!(
                name == "tokens.css" || name == "main.css" || !literal,
                "{name} has a colour of its own: {line}"
            );
        }
    }
    Ok(())
}

#[test]
fn a_test_provokes_every_fault_of_the_pipeline() -> Result<()> {
    let problem = fs::read_to_string(root().join("src/ingest/problem.rs"))?;
    let (_, faults) = problem.split_once("enum Fault {").context("no faults")?;
    let tests: String = files("tests/pipeline", "rs")?
        .into_iter()
        .map(|(_, text)| text)
        .collect();
    let mut count = 0;
    for line in faults.lines() {
        // A fault's name is the first word of a line that is indented once.
        let Some(line) = line.strip_prefix("    ") else {
            continue;
        };
        let end = line.find(|letter: char| !letter.is_ascii_alphanumeric());
        let name = line.get(..end.unwrap_or(line.len())).unwrap_or_default();
        if name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            ensure!(
                tests.contains(&format!("Fault::{name}")),
                "no test provokes {name}"
            );
            count += 1;
        }
    }
    ensure!(count > 40, "only {count} faults were found");
    Ok(())
}
