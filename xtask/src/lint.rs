//! What must hold of the code before anything is run: its formatting, the lints on every target, and what
//! it is built on.

use std::process::Command;

use anyhow::{Result, bail};

use crate::deny;
use crate::process;
use crate::tools::{Toolbox, Wasm32};
use crate::workspace::Workspace;

/// Runs every check, also after one has failed.
pub fn run(workspace: &Workspace) -> Result<()> {
    let checks: [(&str, Result<()>); 4] = [
        ("formatting", cargo(workspace, &["fmt", "--all", "--check"])),
        (
            "lints",
            cargo(
                workspace,
                &[
                    "clippy",
                    "--workspace",
                    "--all-targets",
                    "--all-features",
                    "--",
                    "-D",
                    "warnings",
                ],
            ),
        ),
        ("lints for wasm32", wasm32(workspace)),
        ("what it is built on", deny::run(workspace)),
    ];
    let failed: Vec<&str> = checks
        .iter()
        .filter_map(|(name, outcome)| {
            let error = outcome.as_ref().err()?;
            eprintln!("{name}: {error:#}");
            Some(*name)
        })
        .collect();
    if !failed.is_empty() {
        bail!("these checks failed: {}", failed.join(", "));
    }
    println!("formatting and lints: as they should be");
    Ok(())
}

fn cargo(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    process::run(
        Command::new("cargo")
            .current_dir(workspace.root())
            .args(arguments),
    )
}

fn wasm32(workspace: &Workspace) -> Result<()> {
    let wasm32 = Toolbox::open(workspace)?.for_wasm32()?;
    if let Wasm32::Debian(_) = wasm32 {
        // Clippy reads a compiled library of its own compiler's version, which here there is none of.
        println!("lints for wasm32: skipped, because Debian's compiler builds for wasm32 here");
        return Ok(());
    }
    let package = ["--package", "plan-explorer"];
    let target = ["--target", "wasm32-unknown-unknown"];
    cargo(
        workspace,
        &[
            &["clippy"],
            &package[..],
            &target,
            &["--", "-D", "warnings"],
        ]
        .concat(),
    )
}
