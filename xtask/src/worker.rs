//! The worker that keeps a built site for readers without a network, `sw.js`.
//!
//! Its name never changes and it is asked for each time, for that is how browsers find an update: it says
//! itself which files the build consists of and what each must be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use crate::process;
use crate::server::has_hash;
use crate::sizes;
use crate::tools::BuildTools;

/// The worker, without what it keeps.
const WORKER: &str = include_str!("sw.js");
/// What it is called in the site.
const NAME: &str = "sw.js";

/// What is kept beside the page and what the page names: the text edition and the pages to share need it.
const BESIDE: [&str; 3] = ["text.html", "edition.css", "open.js"];

/// Writes the worker of the site in `site`, of which every file is as it will be published.
///
/// # Errors
/// When a file is missing that the worker should keep.
pub fn write(tools: &BuildTools, site: &Path) -> Result<()> {
    let index =
        fs::read_to_string(site.join("index.html")).context("the site has no index.html")?;
    let files = kept(site, &index)?;
    let list = serde_json::to_string(&files).context("the list of files")?;
    let digest = Sha256::digest(&list);
    let version: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let source = site.join(".sw.js");
    fs::write(&source, WORKER).context("the worker cannot be written")?;
    let mut command = Command::new(&tools.esbuild);
    command
        .arg(&source)
        .args(["--minify", "--charset=utf8", "--log-level=warning"])
        .arg("--target=es2020")
        .arg(format!("--define:FILES={list}"))
        .arg(format!("--define:VERSION=\"v-{version}\""))
        .arg(format!("--outfile={}", site.join(NAME).display()));
    process::run(&mut command).context("the worker could not be packed")?;
    fs::remove_file(&source).context("the worker's source is left in the site")
}

/// Each file that is kept, by its name in the site, and what `integrity` says of it.
fn kept(site: &Path, index: &str) -> Result<BTreeMap<String, String>> {
    let named = sizes::named(index).map(|name| name.trim_start_matches("./"));
    let of_page = named.filter(|name| site.join(name).is_file() && !name.is_empty());
    let mut files = BTreeMap::new();
    let late: Vec<String> = fs::read_dir(site)
        .with_context(|| format!("cannot read directory {}", site.display()))?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("late-") && name.ends_with(".wasm"))
        .collect();
    let late = late.iter().map(String::as_str);
    for name in of_page.chain(BESIDE).chain(late) {
        files.insert(name.to_owned(), integrity(&site.join(name))?);
    }
    let hashed = files.keys().filter(|name| has_hash(name)).count();
    ensure!(
        hashed == 4,
        "the site has {hashed} files with a hash, not four: script, style and a program in two pieces"
    );
    // By the folder's address, which is the one that every host answers without leading elsewhere.
    files.insert("./".to_owned(), integrity(&site.join("index.html"))?);
    Ok(files)
}

/// What the `integrity` of a file must be.
pub fn integrity(path: &Path) -> Result<String> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(format!(
        "sha256-{}",
        BASE64_STANDARD.encode(Sha256::digest(bytes))
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_page_names_is_kept_with_the_text_and_nothing_else() -> Result<()> {
        let site =
            std::env::temp_dir().join(format!("plan-explorer-worker-{}", std::process::id()));
        fs::create_dir_all(&site)?;
        let index = "<link href=icon.svg rel=icon><script defer src=start.js></script><link \
            href=./main-cd4ea398d30e94bc.css><script src=./p-75ad494e99319087.js></script><link \
            href=./p-b6aae9b5c9338b54_bg.wasm><a href=plan.json>x</a>";
        let names = [
            "cover.png",
            "edition.css",
            "icon.svg",
            "index.html",
            "late-1d3c0a9b8e7f6a54.wasm",
            "main-cd4ea398d30e94bc.css",
            "open.js",
            "p-75ad494e99319087.js",
            "p-b6aae9b5c9338b54_bg.wasm",
            "plan.json",
            "start.js",
            "text.html",
        ];
        for name in names {
            fs::write(site.join(name), name)?;
        }
        let files = kept(&site, index);
        fs::remove_dir_all(&site)?;
        let files = files?;
        let wanted: Vec<&str> = ["./"]
            .into_iter()
            .chain(names)
            .filter(|name| !["cover.png", "index.html", "plan.json"].contains(name))
            .collect();
        let found: Vec<&str> = files.keys().map(String::as_str).collect();
        ensure!(found == wanted, "{found:?}");
        // The hash of the letters `start.js`.
        let start = "sha256-oySR+pH1SCBDuJOZyIuJtY5mATfZJvddq2TpxWz0VKA=";
        ensure!(
            files.get("start.js").is_some_and(|found| found == start),
            "{files:?}"
        );
        Ok(())
    }
}
