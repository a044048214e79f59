//! What the site shows before the program runs: the prerendered page in `index.html`, the script in its head that
//! chooses what of it is shown, and the first screens of shared filter links and in English.

use std::path::Path;

use anyhow::{Context, Result};
use plan_explorer::model::Plan;
use plan_explorer::pages::{self, FirstAnswers};
use plan_explorer::query::Explorer;
use sha2::{Digest, Sha256};

use crate::after_trunk;

/// Writes the answers, and returns `index` with the prerendered page and the script.
///
/// # Errors
/// When the page has no place for them, or a file cannot be written.
pub fn write(site: &Path, index: &str, plan: &Plan, which: FirstAnswers) -> Result<String> {
    let explorer = Explorer::new(plan);
    let mut digest = Sha256::new();
    for (path, html) in pages::first_answers(&explorer, which) {
        digest.update(&html);
        after_trunk::write(site, &path, &html)?;
    }
    let digest = digest.finalize();
    let version: String = digest
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Before the style sheet, so that the answer is asked for first.
    let (before, after) = index
        .split_once("</title>")
        .context("index.html has no title")?;
    let script = pages::first_script(plan, &script(), &version);
    let index = format!("{before}</title>{script}{after}");
    // The minifier leaves out quotes.
    let begin = ["<div id=first>", "<div id=\"first\">"]
        .into_iter()
        .find_map(|tag| index.find(tag));
    let begin = begin.context("index.html has no <div id=\"first\">")?;
    let end = index
        .get(begin..)
        .and_then(|rest| rest.find("</div>"))
        .context("<div id=\"first\"> has no end")?;
    let (before, rest) = index.split_at(begin);
    let (_, after) = rest.split_at(end + "</div>".len());
    Ok(format!("{before}{}{after}", pages::prerendered(&explorer)))
}

/// The script without its comments and indentation.
pub fn script() -> String {
    let lines = pages::FIRST_SCRIPT.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use anyhow::ensure;

    use super::*;

    #[test]
    fn the_page_has_its_first_screen_and_the_answers_are_beside_it() -> Result<()> {
        let plan = Plan::from_json(plan_explorer::PLAN_JSON)?;
        let site = tempfile::tempdir()?;
        let index = "<title>x</title><style></style><div id=first><header></header></div><p>y";
        let index = write(site.path(), index, &plan, FirstAnswers::All)?;
        ensure!(index.starts_with("<title>x</title><script "), "{index}");
        ensure!(index.contains("<section class=\"overview\"") && index.ends_with("</div><p>y"));
        let both = after_trunk::read(site.path(), "first/theme-ecology.county-nimu.txt")?;
        ensure!(both.contains("id=\"profile-title\""), "{both}");
        ensure!(write(site.path(), "<title>x</title>", &plan, FirstAnswers::All).is_err());
        Ok(())
    }
}
