//! Tools that are compiled from crates: Trunk, the wasm-bindgen command, Firefox's driver, and cargo-fuzz.

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
    locked: Locked,
    optimised: Optimised,
}

/// Whether the package's own lock file is obeyed.
enum Locked {
    Yes,
    /// It is tried, and given up where it names a version that the registry does not have.
    IfPossible,
}

/// How the program is compiled.
enum Optimised {
    /// Not at all: it has little to do itself.
    No,
    /// A little: it goes through all of the page's program.
    Little,
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
        locked: Locked::Yes,
        optimised: Optimised::No,
    }
}

/// The command that writes the page's JavaScript; `version` is that of the crate.
pub fn wasm_bindgen(version: &str) -> Tool {
    Tool {
        package: "wasm-bindgen-cli",
        name: "wasm-bindgen",
        version: version.to_owned(),
        duration: "about 1 minute on 2 cores",
        arguments: &[],
        locked: Locked::IfPossible,
        optimised: Optimised::Little,
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
        locked: Locked::Yes,
        optimised: Optimised::No,
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
        locked: Locked::Yes,
        optimised: Optimised::No,
    }
}

/// Brings `tool` and gives the directory of its programs.
pub fn ensure(toolbox: &Toolbox, tool: &Tool) -> Result<PathBuf> {
    let name = format!("{}-{}", tool.name, tool.version);
    let directory = toolbox.directory(&name, tool.duration, |partial| {
        let build = toolbox.directory.join("build").join(&name);
        let log = toolbox.log(&name);
        let first = install(toolbox, tool, partial, &build, true, &log);
        let outcome = match (first, &tool.locked) {
            (Err(error), Locked::IfPossible) => {
                println!("{name}: its own lock file cannot be obeyed; trying without it …");
                install(toolbox, tool, partial, &build, false, &log)
                    // Both may have failed for the first reason, so it is the one to tell.
                    .map_err(|second| second.context(format!("{error:#}")))
            }
            (outcome, _) => outcome,
        };
        // Hundreds of megabytes that are of no more use, whatever came out.
        remove(&build)?;
        outcome
    })?;
    Ok(directory.join("bin"))
}

fn install(
    toolbox: &Toolbox,
    tool: &Tool,
    root: &Path,
    build: &Path,
    locked: bool,
    log: &Path,
) -> Result<()> {
    // These run for seconds: a build several times as quick is worth some of their speed.
    let level = match tool.optimised {
        Optimised::No => "0",
        Optimised::Little => "1",
    };
    let mut command = Command::new("cargo");
    command
        .current_dir(toolbox.workspace.root())
        .args(["install", tool.package, "--version", &tool.version])
        .args(tool.arguments)
        .arg("--root")
        .arg(root)
        .args(locked.then_some("--locked"))
        .env("CARGO_TARGET_DIR", build)
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    process::run_logged(&mut command, log)
}
