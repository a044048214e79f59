//! The files of the site under test, which `cargo xtask test` builds and serves.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use plan_explorer::edition::policy_with_script;
use sha2::{Digest, Sha256};

/// Their folder.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("dist")
}

/// The integrity of these bytes, as pages and policies state it.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The inline script of the app's page.
pub fn inline_script(page: &str) -> Result<&str> {
    let mut scripts = page.split("<script").skip(1).filter_map(|tag| {
        let (attributes, rest) = tag.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        (!attributes.contains("src=")).then_some(script)
    });
    scripts.next().context("the page has no inline script")
}

/// The policy that the app's page must have.
pub fn policy() -> Result<String> {
    let page = fs::read_to_string(folder().join("index.html")).context("there is no site")?;
    Ok(policy_with_script(&integrity(
        inline_script(&page)?.as_bytes(),
    )))
}
