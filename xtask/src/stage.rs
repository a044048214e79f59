//! The sources of a site about another plan: links to this checkout's, and what its data folder makes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use plan_explorer::pages::COVER;

use crate::data;
use crate::workspace::Workspace;

/// What Cargo and Trunk read, the same for every plan.
const SHARED: [&str; 11] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "benches",
    "build.rs",
    "deny.toml",
    "src",
    "style",
    "tests",
    "xtask",
];

/// Prepares the folder from which Trunk builds the site about the plan in `data`.
///
/// # Errors
/// When the data breaks a rule, or a file cannot be read or written.
pub fn stage(workspace: &Workspace, data: &Path) -> Result<PathBuf> {
    ensure!(
        data.join("source.txt").is_file(),
        "{} is no data folder: it has no source.txt; data/README.md says what one holds",
        data.display()
    );
    let data = std::path::absolute(data)?;
    let name = data.file_name().context("the data folder has no name")?;
    let stage = workspace.at("target/stage").join(name);
    fs::create_dir_all(stage.join("public"))?;
    for name in SHARED {
        link(&workspace.at(name), &stage.join(name))?;
    }
    for entry in fs::read_dir(workspace.at("public"))? {
        let name = entry?.file_name();
        let source = workspace.at("public").join(&name);
        let to = stage.join("public").join(&name);
        if name == COVER {
            let own = data.join(COVER);
            let _ = fs::remove_file(&to);
            if own.is_file() {
                fs::copy(&own, &to)?;
            }
        } else {
            fs::copy(&source, &to).with_context(|| format!("cannot copy {}", source.display()))?;
        }
    }
    for (name, text) in data::generate(workspace.root(), &data)? {
        data::write_if_changed(&stage.join(name), &text)?;
    }
    Ok(stage)
}

/// Makes `link` lead to `target`.
fn link(target: &Path, link: &Path) -> Result<()> {
    if fs::read_link(link).is_ok_and(|found| found == target) || !target.exists() {
        return Ok(());
    }
    let _ = fs::remove_file(link);
    #[cfg(unix)]
    let made = std::os::unix::fs::symlink(target, link);
    #[cfg(windows)]
    let made = if target.is_dir() {
        std::os::windows::fs::symlink_dir(target, link)
    } else {
        std::os::windows::fs::symlink_file(target, link)
    };
    made.with_context(|| format!("cannot link {} to {}", link.display(), target.display()))
}
