//! Building the site: Trunk packs it, [`after_trunk`] adds what Trunk does not do.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use plan_explorer::pages::{FirstAnswers, SiteUrl};

use crate::after_trunk;
use crate::command;
use crate::process;
use crate::sizes;
use crate::stage::stage;
use crate::static_pages;
use crate::tools::BuildTools;
use crate::workspace::Workspace;

/// The variable that tells `build.rs` which plan to embed. Always set: Cargo keeps one result of `build.rs` for all
/// folders with this package, and would take the plan of the folder built last.
const PLAN: &str = "PLAN_EXPLORER_PLAN";

/// The plan of the page in a folder.
fn plan_in(sources: &Path) -> PathBuf {
    sources.join("public").join("plan.json")
}

/// How the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As it is published.
    Release,
    /// Quickly, to look at; neither optimised nor compressed.
    Debug,
    /// As it is published, but sooner built, for tests and the benchmark: compressed less, and without answers to pairs
    /// of filters, which take minutes for a plan many times as large.
    Trial,
}

impl Mode {
    /// Whether the program is optimised.
    pub fn is_optimised(self) -> bool {
        self != Self::Debug
    }

    /// Which links have a first answer of their own.
    pub fn first_answers(self) -> FirstAnswers {
        if self == Self::Trial {
            FirstAnswers::Single
        } else {
            FirstAnswers::All
        }
    }

    /// The quality of brotli.
    fn quality(self) -> i32 {
        if self == Self::Release { 11 } else { 5 }
    }
}

/// Builds the site and, for a release, prints what a first visit downloads.
/// `url` is where the site will lie, if that is known.
///
/// # Errors
/// When it cannot be built, or a release is larger than its budget.
pub fn build(
    workspace: &Workspace,
    tools: &BuildTools,
    mode: Mode,
    url: Option<&SiteUrl>,
) -> Result<()> {
    let site = workspace.site(mode);
    let _lock = workspace.building()?;
    trunk(workspace, workspace.root(), tools, mode, None, &site)?;
    after_trunk::finish(&site, mode, url, &static_pages::plan(&site)?)?;
    if mode == Mode::Release {
        println!("compressing …");
        let sizes = sizes::compress(&site, mode.quality())?;
        sizes::report(&site, &sizes)?;
    }
    Ok(())
}

/// Builds the site about the plan in the folder `data`, into `site`. It has no budget.
///
/// # Errors
/// When the data breaks a rule, or the site cannot be built.
pub fn build_from(
    workspace: &Workspace,
    tools: &BuildTools,
    mode: Mode,
    url: Option<&SiteUrl>,
    data: &Path,
    site: &Path,
) -> Result<()> {
    let _lock = workspace.building()?;
    let stage = stage(workspace, data)?;
    trunk(workspace, &stage, tools, mode, None, site)?;
    after_trunk::finish(site, mode, url, &static_pages::plan(site)?)?;
    if mode.is_optimised() {
        println!("compressing …");
        sizes::compress(site, mode.quality())?;
    }
    Ok(())
}

/// Builds a release around a larger copy of the plan, into `site`. It has no budget.
///
/// # Errors
/// When it cannot be built.
pub fn build_around(
    workspace: &Workspace,
    tools: &BuildTools,
    plan: &Path,
    site: &Path,
) -> Result<()> {
    let _lock = workspace.building()?;
    trunk(
        workspace,
        workspace.root(),
        tools,
        Mode::Trial,
        Some(plan),
        site,
    )?;
    // The static pages are about the plan that the site publishes, which stays as it is.
    let larger = static_pages::read_plan(&fs::read_to_string(plan)?)?;
    after_trunk::finish(site, Mode::Trial, None, &larger)?;
    sizes::compress(site, Mode::Trial.quality()).map(drop)
}

/// Has Trunk build the page in `sources` into `site`: around `plan`, or else the one in `public/`.
fn trunk(
    workspace: &Workspace,
    sources: &Path,
    tools: &BuildTools,
    mode: Mode,
    plan: Option<&Path>,
    site: &Path,
) -> Result<()> {
    // Trunk, told not to download tools, tells Cargo not to download crates either.
    fetch(workspace, &tools.path)?;
    let mut command = wasm_command("trunk", workspace, &tools.path)?;
    command
        .current_dir(sources)
        .args(["build", "--offline", "--release"])
        .arg(mode.is_optimised().to_string())
        .arg("--dist")
        .arg(site)
        .env("CARGO_TARGET_DIR", workspace.at("target"))
        .env(PLAN, plan.unwrap_or(&plan_in(sources)))
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        .env("RUST_LOG", "trunk=warn");
    process::run(&mut command).context("the site could not be built")
}

/// Compiles the page and does not pack it, so that Trunk finds it compiled.
///
/// # Errors
/// When it cannot be compiled.
pub fn compile(workspace: &Workspace, mode: Mode, path: &[PathBuf], log: &Path) -> Result<()> {
    fetch(workspace, path)?;
    let mut command = wasm_command("cargo", workspace, path)?;
    command
        .args(["build", "--target", "wasm32-unknown-unknown"])
        .args(["--package", "plan-explorer", "--bin", "plan-explorer"])
        .args(mode.is_optimised().then_some("--release"))
        .env("CARGO_TARGET_DIR", workspace.at("target"))
        .env(PLAN, plan_in(workspace.root()));
    command::run_long("the page", &mut command, log)
}

/// Downloads the crates that the page is built from.
fn fetch(workspace: &Workspace, path: &[PathBuf]) -> Result<()> {
    let mut command = wasm_command("cargo", workspace, path)?;
    command.args(["fetch", "--locked", "--target", "wasm32-unknown-unknown"]);
    process::run(&mut command).context("the crates of the page could not be fetched")
}

/// `program`, Cargo or Trunk, compiling for wasm32 with the folders of `path` first on PATH.
fn wasm_command(program: &str, workspace: &Workspace, path: &[PathBuf]) -> Result<Command> {
    let root = workspace.root();
    let mut command = command::compiling(program, root)?;
    let flags = wasm_flags(&command::settings(&root.join(".cargo/config.toml"))?);
    command
        .env("PATH", process::path_with(path)?)
        .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "rust-lld");
    let manifest = command::settings(&root.join("Cargo.toml"))?;
    for (key, value) in release_profile(&manifest) {
        command.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    Ok(command)
}

/// The flags for rustc: the repository's own, and those that take out of the program where its crates lie on
/// this machine, which is private and would make each machine's program another.
fn wasm_flags(config: &toml::Table) -> Vec<String> {
    let own = config.get("target").and_then(|targets| {
        targets
            .get("wasm32-unknown-unknown")?
            .get("rustflags")?
            .as_array()
    });
    let own = own.into_iter().flatten();
    let mut flags: Vec<String> = own
        .filter_map(|flag| Some(flag.as_str()?.to_owned()))
        .collect();
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let registries = registries.into_iter().flatten().flatten();
    let mut hidden: Vec<String> = registries
        .map(|registry| format!("--remap-path-prefix={}=", registry.path().display()))
        .collect();
    hidden.sort();
    flags.append(&mut hidden);
    flags
}

/// The release profile of the manifest, with Cargo's defaults for what it does not name.
fn release_profile(manifest: &toml::Table) -> BTreeMap<String, String> {
    let defaults = [
        ("DEBUG", "false"),
        ("DEBUG_ASSERTIONS", "false"),
        ("INCREMENTAL", "false"),
        ("OVERFLOW_CHECKS", "false"),
        ("STRIP", "debuginfo"),
    ];
    let own = manifest
        .get("profile")
        .and_then(|profiles| profiles.get("release")?.as_table());
    let own = own.into_iter().flatten().map(|(key, value)| {
        let text = match value {
            toml::Value::String(text) => text.clone(),
            toml::Value::Integer(number) => number.to_string(),
            other => other.as_bool().unwrap_or_default().to_string(),
        };
        (key.to_uppercase().replace('-', "_"), text)
    });
    let defaults = defaults.map(|(key, value)| (key.to_owned(), value.to_owned()));
    defaults.into_iter().chain(own).collect()
}
