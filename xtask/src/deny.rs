//! Whether what we build on may be built on: licences, sources, known faults (`deny.toml`).

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// What cargo-deny says when the database of known faults cannot be had, which is no fault of ours.
const UNREACHABLE: &str = "failed to fetch advisory database";

/// Checks the lock file against `deny.toml`. Where the database of known faults is not to be had, says that
/// nothing was checked against it, and goes on.
///
/// # Errors
/// When something may not be used, or the tool is not to be had.
pub fn run(workspace: &Workspace) -> Result<()> {
    let tool = Toolbox::open(workspace)?.cargo_deny()?;
    // Twice the same crate is worth a look at times, and no line at every run.
    let mut rules = command(workspace, &tool);
    rules.args([
        "check",
        "--hide-inclusion-graph",
        "--allow=duplicate",
        "--allow=license-not-encountered",
    ]);
    rules.args(["licenses", "bans", "sources"]);
    process::run(&mut rules)?;

    let output = command(workspace, &tool)
        .args(["check", "advisories"])
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    if output.status.success() {
        println!("known faults of crates: none that are not answered for in deny.toml");
    } else if said.contains(UNREACHABLE) {
        println!(
            "warning: nothing was checked against known faults: their database cannot be reached"
        );
    } else {
        bail!("crates have known faults:\n{}", process::tail(&said, 60));
    }
    Ok(())
}

fn command(workspace: &Workspace, tool: &Path) -> Command {
    let mut command = Command::new(tool);
    command
        .current_dir(workspace.root())
        .args(["--workspace", "--log-level=warn"]);
    command
}
