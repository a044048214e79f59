//! Tools that are crates: Trunk, wasm-bindgen, Firefox's driver and cargo-fuzz.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use semver::VersionReq;

use super::{Toolbox, remove, versions};
use crate::command;
use crate::process;

/// A program that is a crate.
pub struct Tool {
    crate_name: &'static str,
    program: &'static str,
    /// Which versions of it will do.
    fits: VersionReq,
    /// The version that is installed.
    version: String,
    /// What `cargo install` is told besides.
    arguments: &'static [&'static str],
}

/// Trunk, in the version that Trunk.toml asks for.
pub fn trunk(root: &Path) -> Result<Tool> {
    let settings = command::settings(&root.join("Trunk.toml"))?;
    let version = settings.get("trunk-version").and_then(toml::Value::as_str);
    let version = version.context("Trunk.toml has no trunk-version")?;
    Ok(Tool {
        crate_name: "trunk",
        program: "trunk",
        fits: version.parse()?,
        version: version.to_owned(),
        // Without its downloader and its look for newer versions, which need a TLS library.
        arguments: &["--no-default-features"],
    })
}

/// wasm-bindgen, which must have the very version of the crate in Cargo.lock.
pub fn wasm_bindgen(root: &Path) -> Result<Tool> {
    let lock = command::settings(&root.join("Cargo.lock"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array);
    let text = |package: &toml::Value, key: &str| Some(package.get(key)?.as_str()?.to_owned());
    let version = packages
        .into_iter()
        .flatten()
        .find(|package| text(package, "name").as_deref() == Some("wasm-bindgen"))
        .and_then(|package| text(package, "version"))
        .context("Cargo.lock has no wasm-bindgen")?;
    Ok(Tool {
        crate_name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        fits: format!("={version}").parse()?,
        version,
        // Without the runner of tests in browsers, and the TLS library it needs.
        arguments: &["--no-default-features", "--bin", "wasm-bindgen"],
    })
}

/// Firefox's driver, which Debian does not have.
pub fn geckodriver() -> Result<Tool> {
    pinned("geckodriver", versions::GECKODRIVER)
}

/// What runs the fuzz targets.
pub fn fuzz() -> Result<Tool> {
    pinned("cargo-fuzz", versions::CARGO_FUZZ)
}

fn pinned(name: &'static str, version: &str) -> Result<Tool> {
    Ok(Tool {
        crate_name: name,
        program: name,
        fits: version.parse()?,
        version: version.to_owned(),
        arguments: &[],
    })
}

impl Tool {
    fn folder(&self) -> String {
        format!("{}-{}", self.crate_name, self.version)
    }

    /// The folder of a fitting one on PATH.
    fn on_path(&self, toolbox: &Toolbox) -> Option<PathBuf> {
        let program = process::find(self.program)?;
        let mut command = command::clean(&program, &toolbox.directory);
        let version = versions::of(&process::output(command.arg("--version"))?)?;
        let folder = program.parent()?.to_path_buf();
        self.fits.matches(&version).then_some(folder)
    }
}

/// Whether `tool` is on PATH or was installed before.
pub fn is_there(toolbox: &Toolbox, tool: &Tool) -> bool {
    tool.on_path(toolbox).is_some() || toolbox.directory.join(tool.folder()).is_dir()
}

/// Installs `tools` and returns the folder of each one's program.
///
/// They are compiled in one target folder, so that what they share is compiled once. It stays for the
/// next try if one of them fails.
pub fn ensure(toolbox: &Toolbox, tools: &[Tool]) -> Result<Vec<PathBuf>> {
    let build = toolbox.directory.join("build");
    let folders: Result<Vec<PathBuf>> = tools
        .iter()
        .map(|tool| {
            if let Some(folder) = tool.on_path(toolbox) {
                return Ok(folder);
            }
            let name = tool.folder();
            let install = |partial: &Path| install(toolbox, tool, partial, &build);
            Ok(toolbox.directory(&name, install)?.join("bin"))
        })
        .collect();
    let folders = folders?;
    remove(&build)?;
    Ok(folders)
}

/// Installs `tool` and returns the folder of its program.
pub fn ensure_one(toolbox: &Toolbox, tool: Tool) -> Result<PathBuf> {
    let folders = ensure(toolbox, &[tool])?;
    folders.into_iter().next().context("no folder")
}

/// Installs `tool` into `partial`: ready-made where cargo-binstall is there, or else compiled.
fn install(toolbox: &Toolbox, tool: &Tool, partial: &Path, build: &Path) -> Result<()> {
    let name = tool.folder();
    let log = toolbox.log(&name);
    let cargo = |subcommand: &str| {
        let mut cargo = command::compiling("cargo", toolbox.workspace.root())?;
        cargo
            // Cargo reads settings of the folders above the one it runs in, so not in ours.
            .current_dir(env::temp_dir())
            .args([subcommand, tool.crate_name, "--version", &tool.version])
            .arg("--root")
            .arg(partial)
            .env("CARGO_TARGET_DIR", build)
            // The tools have little to do: how soon they are there counts, not how fast they run.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
        anyhow::Ok(cargo)
    };
    if process::find("cargo-binstall").is_some() {
        let mut ready_made = cargo("binstall")?;
        ready_made.args(["--no-confirm", "--disable-strategies", "compile"]);
        if command::run_long(&format!("{name}, ready-made"), &mut ready_made, &log).is_ok() {
            return Ok(());
        }
    }
    // A lock file may name versions that the registry at hand does not have; then what it has will do.
    let mut locked = cargo("install")?;
    locked.args(tool.arguments).arg("--locked");
    if command::run_long(&name, &mut locked, &log).is_ok() {
        return Ok(());
    }
    let mut unlocked = cargo("install")?;
    let again = format!("{name}, without its lock file");
    command::run_long(&again, unlocked.args(tool.arguments), &log)
}
