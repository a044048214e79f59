//! `_headers`, for hosts that read such a file: the page's policy, and how long each file may be kept.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use plan_explorer::pages::POLICY;

use crate::after_trunk;
use crate::server::{IMMUTABLE, NO_CACHE, has_hash};
use crate::sizes::{files_under, name_in};

/// The file that such hosts read and never send.
const FILE: &str = "_headers";

/// Puts the page's policy into the site's `_headers`, and adds one caching rule for each file.
///
/// # Errors
/// When the file is missing or states another policy than the pages.
pub fn write(site: &Path, policy: &str) -> Result<()> {
    let general = after_trunk::read(site, FILE)?;
    ensure!(
        general.contains(POLICY),
        "{FILE} does not state the policy of src/pages/policy.rs"
    );
    let files = files_under(site)?;
    let names: Vec<String> = files.iter().map(|path| name_in(site, path)).collect();
    let text = format!("{}{}", general.replace(POLICY, policy), rules(&names));
    after_trunk::write(site, FILE, &text)
}

/// The caching rules for the files called `names`: one for each file and for each folder, because such hosts
/// read no more than a hundred rules.
fn rules(names: &[String]) -> String {
    let mut paths = vec!["/".to_owned()];
    for name in names.iter().filter(|name| !name.starts_with(['_', '.'])) {
        let path = match name.split_once('/') {
            Some((folder, _)) => format!("/{folder}/*"),
            None => format!("/{name}"),
        };
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut out = String::new();
    for path in paths {
        let kept = if has_hash(&path) { IMMUTABLE } else { NO_CACHE };
        let _ = write!(out, "{path}\n  Cache-Control: {kept}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{IMMUTABLE, NO_CACHE, rules};

    #[test]
    fn every_file_has_one_rule_and_names_with_a_hash_are_kept() {
        let names = [
            "_headers",
            "index.html",
            "plan-explorer-fc6465ba65561cf2.js",
            "s/m1.html",
            "s/m2.html",
        ];
        let wanted = [
            ("/", NO_CACHE),
            ("/index.html", NO_CACHE),
            ("/plan-explorer-fc6465ba65561cf2.js", IMMUTABLE),
            ("/s/*", NO_CACHE),
        ];
        let wanted = wanted.map(|(path, kept)| format!("{path}\n  Cache-Control: {kept}\n"));
        assert_eq!(rules(&names.map(str::to_owned)), wanted.concat());
    }
}
