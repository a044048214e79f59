//! Tools that are compiled from crates: Trunk, Firefox's driver, and cargo-fuzz.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::{Toolbox, remove, versions};
use crate::process;

/// A program that `cargo install` builds.
pub struct Tool {
    package: &'static str,
    /// What its directory is called before the version.
    name: &'static str,
    version: String,
    duration: &'static str,
    arguments: &'static [&'static str],
}

/// Trunk, which packs the site.
pub fn trunk() -> Tool {
    Tool {
        package: "trunk",
        name: "trunk",
        version: versions::TRUNK.to_owned(),
        duration: "about 3 minutes on 2 cores",
        // Without its downloader and its look for newer versions: both are never used, and take a
        // TLS library with them.
        arguments: &["--no-default-features"],
    }
}

/// Firefox's driver, which Debian does not have.
pub fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        name: "geckodriver",
        version: versions::GECKODRIVER.to_owned(),
        duration: "about 2 minutes on 2 cores",
        arguments: &[],
    }
}

/// What runs the fuzz targets; no other command needs it.
pub fn fuzz() -> Tool {
    Tool {
        package: "cargo-fuzz",
        name: "cargo-fuzz",
        version: versions::CARGO_FUZZ.to_owned(),
        duration: "about 1 minute on 2 cores",
        arguments: &[],
    }
}

/// Brings `tool` and gives the directory of its programs.
pub fn ensure(toolbox: &Toolbox, tool: &Tool) -> Result<PathBuf> {
    let name = format!("{}-{}", tool.name, tool.version);
    let directory = toolbox.directory(&name, tool.duration, |partial| {
        let build = toolbox.directory.join("build").join(&name);
        let outcome = install(toolbox, tool, partial, &build, &toolbox.log(&name));
        // Hundreds of megabytes that are of no more use, whatever came out.
        remove(&build)?;
        outcome
    })?;
    Ok(directory.join("bin"))
}

fn install(toolbox: &Toolbox, tool: &Tool, root: &Path, build: &Path, log: &Path) -> Result<()> {
    let mut command = Command::new("cargo");
    command
        .current_dir(toolbox.workspace.root())
        .args(["install", tool.package, "--version", &tool.version])
        .args(tool.arguments)
        .arg("--root")
        .arg(root)
        .arg("--locked")
        .env("CARGO_TARGET_DIR", build)
        // They have little to do themselves, so that what counts is how soon they are there.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    process::run_logged(&mut command, log)
}
