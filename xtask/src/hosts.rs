//! Telling hosts that read `_headers` how long each file of a built site may be kept.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::server::{KEPT, UNKEPT, has_hash};
use crate::site;

/// The file that such hosts read and never send.
const FILE: &str = "_headers";

/// Adds to the site's `_headers` one rule a file.
pub fn write(site: &Path) -> Result<()> {
    let path = site.join(FILE);
    let policy = fs::read_to_string(&path).context("the site has no _headers")?;
    let names: Vec<String> = site::files_under(site)?
        .iter()
        .filter_map(|file| Some(file.strip_prefix(site).ok()?.to_str()?.replace('\\', "/")))
        .collect();
    fs::write(&path, format!("{policy}{}", rules(&names))).context("cannot write _headers")
}

/// The rules for the files called `names`. Folders have one each: such hosts read a hundred rules.
fn rules(names: &[String]) -> String {
    let mut paths = vec!["/".to_owned()];
    for name in names {
        let path = match name.split_once('/') {
            Some((folder, _)) => format!("/{folder}/*"),
            // The host's own settings, and compressed twins, which hosts that read this make by themselves.
            None if name.starts_with(['_', '.'])
                || name.ends_with(".br")
                || name.ends_with(".gz") =>
            {
                continue;
            }
            None => format!("/{name}"),
        };
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut out = String::new();
    for path in paths {
        let kept = if has_hash(&path) { KEPT } else { UNKEPT };
        // Writing to a string cannot fail.
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
    fn every_file_is_kept_by_one_rule_and_guarded_by_one_policy() -> Result<()> {
        let names = [
            "_headers",
            "index.html",
            "main-fc6465ba65561cf2.css",
            "plan-explorer-b52889d05ad0524f_bg.wasm",
            "plan-explorer-b52889d05ad0524f.js",
            "s/m1.html",
            "s/m2.html",
            "start.js",
            "start.js.br",
        ]
        .map(str::to_owned);
        let file = format!("{}{}", include_str!("../../public/_headers"), rules(&names));
        ensure!(
            !file.contains(".br") && !file.contains("/_headers"),
            "{file}"
        );
        for name in names
            .iter()
            .filter(|name| !name.starts_with('_') && !name.ends_with(".br"))
        {
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
