//! Runs the Node programs of `benches/browser` and `benches/peers`, with the packages of their lock files.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;
use crate::workspace::Workspace;

/// Runs a script of `benches/browser`; what it prints is shown.
///
/// # Errors
/// When its packages cannot be installed, or it fails.
pub fn run(workspace: &Workspace, script: &str, arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    let directory = workspace.at("benches/browser");
    install(&directory)?;
    let status = node(&directory)?
        .arg(script)
        .args(arguments)
        .status()
        .with_context(|| format!("cannot start node {script}"))?;
    anyhow::ensure!(status.success(), "{script} failed ({status})");
    Ok(())
}

/// `node` in `directory`. The environment must not give it other options or modules.
pub fn node(directory: &Path) -> Result<Command> {
    let node = process::find("node").context(
        "there is no `node` on PATH; install Node.js 20.19 or newer with npm, then run this again",
    )?;
    let mut command = Command::new(node);
    command
        .current_dir(directory)
        .env_remove("NODE_OPTIONS")
        .env_remove("NODE_PATH");
    Ok(command)
}

/// Installs the packages of the lock file in `directory`, unless they are there.
pub fn install(directory: &Path) -> Result<()> {
    let written = |name: &str| {
        let path = directory.join(name);
        fs::metadata(path).and_then(|found| found.modified()).ok()
    };
    // npm leaves a copy of the lock file when it is done.
    let installed = written("node_modules/.package-lock.json");
    if installed.is_some() && installed >= written("package-lock.json") {
        return Ok(());
    }
    let mut command = Command::new("npm");
    command
        .arg("ci")
        .arg("--prefix")
        .arg(directory)
        .args(["--ignore-scripts", "--no-audit", "--no-fund"])
        .current_dir(directory)
        .env_remove("NODE_OPTIONS");
    process::run(&mut command)
}
