//! The service worker that keeps a built site for readers without a network: `sw.js`, and `offline.js`, by
//! which the page registers it.
//!
//! The worker's name never changes and browsers ask for it each time, so that they notice an update: it
//! holds the list of the build's files and what each must be.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::after_trunk;
use crate::server::has_hash;
use crate::sizes;

/// Files that are kept though the page does not name them: what the text edition and the pages to share need.
const BESIDE: [&str; 3] = ["text.html", "edition.css", "open.js"];

/// Adds `offline.js` to the site and returns the page with a tag for it.
///
/// # Errors
/// When the page has no body, or the file cannot be written.
pub fn register(site: &Path, index: &str) -> Result<String> {
    after_trunk::write(site, "offline.js", include_str!("offline.js"))?;
    let (body, end) = index
        .rsplit_once("</body>")
        .context("index.html has no </body>")?;
    Ok(format!(
        "{body}<script type=\"module\" src=offline.js></script></body>{end}"
    ))
}

/// Writes `sw.js` for the site in `site`, of which every file is as it will be published.
///
/// # Errors
/// When a file is missing that the worker should keep.
pub fn write(site: &Path, index: &str) -> Result<()> {
    let files = serde_json::to_string_pretty(&kept(site, index)?).context("the list of files")?;
    let digest = Sha256::digest(&files);
    let version: String = digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let worker = include_str!("sw.js");
    let text = format!("const VERSION = \"v-{version}\";\nconst FILES = {files};\n\n{worker}");
    after_trunk::write(site, "sw.js", &text)
}

/// The files that are kept, each with its integrity.
fn kept(site: &Path, index: &str) -> Result<BTreeMap<String, String>> {
    let integrity = |name: &str| -> Result<String> {
        let bytes = fs::read(site.join(name)).with_context(|| format!("the site has no {name}"))?;
        Ok(after_trunk::integrity(&bytes))
    };
    let named = sizes::named(index).map(|name| name.trim_start_matches("./"));
    let named = named.filter(|name| !name.is_empty() && site.join(name).is_file());
    let mut files = BTreeMap::new();
    for name in named.chain(BESIDE) {
        files.insert(name.to_owned(), integrity(name)?);
    }
    let hashed = files.keys().filter(|name| has_hash(name)).count();
    ensure!(
        hashed == 2,
        "the page names {hashed} files with a hash, not a script and a program"
    );
    // By the folder's address, which every host answers without a redirect.
    files.insert("./".to_owned(), integrity("index.html")?);
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_keeps_what_the_page_names_and_the_text() -> Result<()> {
        let site = tempfile::tempdir()?;
        let index = "<link href=icon.svg rel=icon><script src=start.js></script><script src=./p-75ad494e99319087.js></script><link \
            href=./p-b6aae9b5c9338b54_bg.wasm><a href=plan.json>x</a></body>";
        let names = [
            "edition.css",
            "icon.svg",
            "open.js",
            "p-75ad494e99319087.js",
            "p-b6aae9b5c9338b54_bg.wasm",
            "start.js",
            "text.html",
        ];
        for name in names
            .iter()
            .chain(&["cover.png", "index.html", "plan.json"])
        {
            after_trunk::write(site.path(), name, name)?;
        }
        let files = kept(site.path(), index)?;
        let found: Vec<&str> = files.keys().map(String::as_str).collect();
        let wanted: Vec<&str> = ["./"].into_iter().chain(names).collect();
        ensure!(found == wanted, "{found:?}");
        let start = "sha256-oySR+pH1SCBDuJOZyIuJtY5mATfZJvddq2TpxWz0VKA=";
        ensure!(files.get("start.js").is_some_and(|found| found == start));
        Ok(())
    }
}
