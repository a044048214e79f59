//! Tools that are npm packages: `wasm-opt` and axe-core.

use std::path::PathBuf;

use anyhow::{Context, Result};
use semver::Version;

use super::{Toolbox, versions};
use crate::command;
use crate::process;

/// An npm package.
pub struct Package {
    name: &'static str,
    version: &'static str,
}

/// Finds what keeps people out of the page.
pub const AXE: Package = Package {
    name: "axe-core",
    version: versions::AXE,
};

const BINARYEN: Package = Package {
    name: "binaryen",
    version: versions::BINARYEN,
};

/// Installs `wasm-opt` in the version that Trunk.toml asks for and returns the folder it lies in.
pub fn wasm_opt(toolbox: &Toolbox) -> Result<PathBuf> {
    let wanted = Version::parse(BINARYEN.version)?;
    let on_path = process::find("wasm-opt").and_then(|program| {
        let mut command = command::clean(&program, &toolbox.directory);
        let version = versions::of(&process::output(command.arg("--version"))?)?;
        let folder = program.parent()?.to_path_buf();
        (version.major == wanted.major).then_some(folder)
    });
    match on_path {
        Some(folder) => Ok(folder),
        None => Ok(ensure(toolbox, &BINARYEN)?.join("node_modules/.bin")),
    }
}

/// Installs `package` and returns its folder, which holds a `node_modules`.
pub fn ensure(toolbox: &Toolbox, package: &Package) -> Result<PathBuf> {
    let name = format!("npm-{}-{}", package.name, package.version);
    toolbox.directory(&name, |partial| {
        let npm = process::find("npm").filter(|_| process::find("node").is_some());
        let npm = npm.context("install Node.js 18 or newer with npm, then run this again")?;
        let mut command = command::clean(npm, partial);
        command
            .arg("install")
            // Told where to install, npm looks at no folder above.
            .arg("--prefix")
            .arg(partial)
            .args(["--global=false", "--dry-run=false", "--bin-links=true"])
            .args(["--ignore-scripts", "--no-audit", "--no-fund"])
            .arg(format!("{}@{}", package.name, package.version));
        command::run_long(&name, &mut command, &toolbox.log(&name))
    })
}
