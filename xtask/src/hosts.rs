//! `_headers`, for hosts that read such a file: the page's policy, and how long each file may be kept.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use plan_explorer::edition::POLICY;

use crate::after_trunk;
use crate::server::{KEPT, UNKEPT, has_hash};
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
        "{FILE} does not state the policy of src/edition/policy.rs"
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
        let kept = if has_hash(&path) { KEPT } else { UNKEPT };
        let _ = write!(out, "{path}\n  Cache-Control: {kept}\n");
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use anyhow::{Result, ensure};

    use super::rules;

    /// The headers that a host sends with `path`, each with all of its values, as `_headers` says.
    fn sent(file: &str, path: &str) -> BTreeMap<String, Vec<String>> {
        let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut applies = false;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if let Some((name, value)) = line
                .strip_prefix("  ")
                .and_then(|line| line.split_once(": "))
            {
                if applies {
                    headers
                        .entry(name.to_owned())
                        .or_default()
                        .push(value.to_owned());
                }
            } else {
                applies = match line.strip_suffix('*') {
                    Some(start) => path.starts_with(start),
                    None => path == line,
                };
            }
        }
        headers
    }

    #[test]
    fn every_file_has_one_caching_rule_and_one_policy() -> Result<()> {
        let names = [
            "_headers",
            "index.html",
            "main-fc6465ba65561cf2.css",
            "plan-explorer-b52889d05ad0524f_bg.wasm",
            "plan-explorer-b52889d05ad0524f.js",
            "s/m1.html",
            "s/m2.html",
            "start.js",
        ]
        .map(str::to_owned);
        let file = format!("{}{}", include_str!("../../public/_headers"), rules(&names));
        ensure!(!file.contains("/_headers"), "{file}");
        for name in names.iter().filter(|name| !name.starts_with('_')) {
            let sent = sent(&file, &format!("/{name}"));
            for (header, values) in &sent {
                ensure!(
                    values.len() == 1,
                    "{name} is sent with {header}: {values:?}"
                );
            }
            let kept = sent
                .get("Cache-Control")
                .is_some_and(|value| value.concat().contains("immutable"));
            ensure!(kept == name.contains("-"), "{name}: {sent:?}");
            ensure!(sent.len() == 5, "{name}: {sent:?}");
        }
        ensure!(sent(&file, "/").contains_key("Cache-Control"));
        Ok(())
    }
}
