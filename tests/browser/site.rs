//! The files of the site under test, which `cargo xtask test` builds and serves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use plan_explorer::pages::policy_with_inline;
use sha2::{Digest, Sha256};

/// Their folder.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

/// The integrity of these bytes, as pages and policies state it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The inline scripts of the app's page: the one that chooses what is shown first, its import map and its start
/// script.
pub fn inline_scripts(page: &str) -> Vec<&str> {
    let scripts = page.split("<script").skip(1).filter_map(|tag| {
        let (attributes, rest) = tag.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    });
    scripts.collect()
}

/// The policy that the app's page must have.
pub fn policy() -> Result<String> {
    let page = fs::read_to_string(folder().join("index.html")).context("there is no site")?;
    let scripts = inline_scripts(&page);
    ensure!(scripts.len() == 3, "{} inline scripts", scripts.len());
    let hashes: Vec<String> = scripts
        .iter()
        .map(|script| integrity(script.as_bytes()))
        .collect();
    let style = page
        .split_once("<style>")
        .and_then(|(_, rest)| rest.split_once("</style>"));
    let (style, _) = style.context("the page has no inline style sheet")?;
    Ok(policy_with_inline(&hashes, &integrity(style.as_bytes())))
}
