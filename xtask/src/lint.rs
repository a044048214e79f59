//! Checks formatting, lints on both targets, and the dependencies.

use std::process::Command;

use anyhow::{Result, ensure};

use crate::process;
use crate::tools::{Toolbox, Wasm32};
use crate::workspace::Workspace;

const DENY_WARNINGS: [&str; 3] = ["--", "-D", "warnings"];

/// Runs every check, even after one has failed.
///
/// # Errors
/// Names the checks that failed.
pub fn run(workspace: &Workspace) -> Result<()> {
    let toolbox = Toolbox::open(workspace)?;
    let mut failed = Vec::new();
    let mut cargo = |name: &'static str, arguments: &[&str]| {
        println!("\n{name}");
        let mut command = Command::new("cargo");
        command.current_dir(workspace.root()).args(arguments);
        if let Err(error) = process::run(&mut command) {
            eprintln!("{name}: {error:#}");
            failed.push(name);
        }
    };
    cargo("formatting", &["fmt", "--all", "--check"]);
    let clippy = ["clippy", "--workspace", "--all-targets", "--all-features"];
    cargo("native lints", &[&clippy[..], &DENY_WARNINGS].concat());
    if let Wasm32::Rustup = toolbox.for_wasm32()? {
        let clippy = ["clippy", "--target", "wasm32-unknown-unknown"];
        cargo("lints for wasm32", &[&clippy[..], &DENY_WARNINGS].concat());
    } else {
        println!(
            "\nlints for wasm32: skipped, because clippy needs the library that rustup installs"
        );
    }
    println!("\ndependencies");
    let mut deny = Command::new(toolbox.cargo_deny()?);
    deny.current_dir(workspace.root())
        .args(["--workspace", "--log-level=warn"])
        .args(["check", "bans", "licenses", "sources"]);
    if let Err(error) = process::run(&mut deny) {
        eprintln!("dependencies: {error:#}");
        failed.push("dependencies");
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}
