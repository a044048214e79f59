//! What a machine can check of the architecture: who knows whom, and what a style sheet may hold.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files(directory: &str, extension: &str) -> Result<Vec<(PathBuf, String)>> {
    let mut found = Vec::new();
    let mut left = vec![root().join(directory)];
    while let Some(next) = left.pop() {
        for entry in
            fs::read_dir(&next).with_context(|| format!("{} cannot be read", next.display()))?
        {
            let path = entry?.path();
            if path.is_dir() {
                left.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                let text = fs::read_to_string(&path)?;
                found.push((path, text));
            }
        }
    }
    ensure!(!found.is_empty(), "{directory} holds no .{extension} file");
    Ok(found)
}

/// The code of a file: what stands before its tests, without comments.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = shipped
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn dependencies_point_one_way() -> Result<()> {
    let browser = [
        "leptos",
        "web_sys",
        "gloo",
        "wasm_bindgen",
        "crate::ui",
        "crate::browser",
    ];
    let rules: [(&str, &[&str]); 10] = [
        ("src/markup", &["crate::ingest", "crate::edition"]),
        (
            "src/model",
            &[
                "crate::query",
                "crate::link",
                "crate::words",
                "crate::export",
                "crate::ingest",
                "crate::edition",
            ],
        ),
        (
            "src/ingest",
            &[
                "crate::query",
                "crate::link",
                "crate::words",
                "crate::export",
                "crate::edition",
            ],
        ),
        ("src/edition", &["crate::ingest"]),
        (
            "src/query",
            &[
                "crate::link",
                "crate::words",
                "crate::export",
                "crate::ingest",
                "crate::edition",
            ],
        ),
        (
            "src/link",
            &[
                "crate::words",
                "crate::export",
                "crate::ingest",
                "crate::edition",
            ],
        ),
        ("src/export", &["crate::ingest", "crate::edition"]),
        (
            "src/words",
            &[
                "crate::link",
                "crate::export",
                "crate::ingest",
                "crate::edition",
            ],
        ),
        ("src/browser", &["leptos", "crate::"]),
        (
            "src/ui",
            &[
                "web_sys",
                "gloo",
                "wasm_bindgen",
                "crate::ingest",
                "crate::edition",
            ],
        ),
    ];
    for (directory, forbidden) in rules {
        let is_core = !matches!(directory, "src/browser" | "src/ui");
        for (path, text) in files(directory, "rs")? {
            let code = code(&text);
            let more = browser.iter().filter(|_| is_core);
            for name in forbidden.iter().chain(more) {
                ensure!(!code.contains(name), "{} names {name}", path.display());
            }
        }
    }
    Ok(())
}

#[test]
fn every_file_says_what_it_is_for() -> Result<()> {
    for directory in ["src", "xtask/src", "tests", "fuzz/src", "fuzz/targets"] {
        for (path, text) in files(directory, "rs")? {
            ensure!(text.starts_with("//! "), "{} does not", path.display());
        }
    }
    Ok(())
}

#[test]
fn nothing_shipped_panics_on_purpose() -> Result<()> {
    for (path, text) in files("src", "rs")? {
        let code = code(&text);
        for call in [
            ".unwrap()",
            ".expect(",
            "panic!(",
            "unreachable!(",
            "todo!(",
        ] {
            ensure!(!code.contains(call), "{} has {call}", path.display());
        }
    }
    Ok(())
}

#[test]
fn nothing_is_unsafe_but_where_the_program_is_cut_in_two() -> Result<()> {
    let mut found = Vec::new();
    for directory in ["src", "xtask/src", "tests", "benches", "fuzz/src"] {
        for (path, text) in files(directory, "rs")? {
            if code(&text).contains(concat!("unsafe", "_code")) {
                found.push(path.strip_prefix(root())?.to_path_buf());
            }
        }
    }
    ensure!(found == [Path::new("src/ui/late.rs")], "{found:?}");
    Ok(())
}

#[test]
fn styles_take_their_colours_from_the_tokens_and_need_no_force() -> Result<()> {
    let main = fs::read_to_string(root().join("style/main.css"))?;
    let mut sheets = files("style", "css")?;
    sheets.extend(files("src/edition", "css")?);
    for (path, text) in sheets {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        ensure!(!text.contains("!important"), "{name} uses force");
        if name == "main.css" {
            continue;
        }
        // The pages that need no script have a sheet of their own, of the tokens and this one.
        ensure!(
            name == "edition.css" || main.contains(&format!("\"{name}\"")),
            "main.css leaves out {name}"
        );
        for colour in ["#", "rgb(", "hsl("] {
            let literal = text
                .lines()
                .any(|line| line.contains(':') && line.contains(colour));
            ensure!(
                name == "tokens.css" || !literal,
                "{name} has a colour of its own"
            );
        }
    }
    Ok(())
}

#[test]
fn every_fault_of_the_pipeline_is_provoked_by_a_test() -> Result<()> {
    let problem = fs::read_to_string(root().join("src/ingest/problem.rs"))?;
    let tests = files("tests/pipeline", "rs")?;
    let tests: String = tests.into_iter().map(|(_, text)| text).collect();
    let (_, faults) = problem.split_once("enum Fault {").context("no faults")?;
    let mut seen = 0;
    for line in faults.lines() {
        let Some(name) = line.strip_prefix("    ") else {
            continue;
        };
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric());
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default();
        if name.starts_with(|letter: char| letter.is_ascii_uppercase()) {
            let provoked = format!("Fault::{name}");
            ensure!(tests.contains(&provoked), "no test provokes {name}");
            seen += 1;
        }
    }
    ensure!(seen > 40, "{seen} faults");
    Ok(())
}

#[test]
fn a_test_that_an_engine_cannot_run_exists_and_has_its_reason() -> Result<()> {
    let engine = fs::read_to_string(root().join("tests/browser/support/engine.rs"))?;
    let (_, limits) = engine.split_once("pub const LIMITS").context("no LIMITS")?;
    let (limits, _) = limits.split_once("];").context("LIMITS has no end")?;
    let quoted = |field: &str| -> Vec<String> {
        let found = limits.lines().filter_map(|line| {
            let (_, rest) = line.split_once(&format!("{field}: \""))?;
            Some(rest.trim_end_matches(',').trim_end_matches('"').to_owned())
        });
        found.collect()
    };
    let (tests, reasons) = (quoted("test"), quoted("reason"));
    ensure!(!tests.is_empty() && tests.len() == limits.matches("Limit {").count());
    ensure!(reasons.len() == tests.len() && reasons.iter().all(|reason| reason.len() > 20));
    for name in tests {
        let (module, function) = name.split_once("::").with_context(|| name.clone())?;
        let file = fs::read_to_string(root().join(format!("tests/browser/{module}.rs")))
            .with_context(|| name.clone())?;
        ensure!(
            file.contains(&format!("#[test]\nfn {function}() -> Result<()> {{")),
            "{name} is no test"
        );
    }
    Ok(())
}
