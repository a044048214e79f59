//! The wasm32 standard library: rustup's, or Debian's where rustup's server cannot be reached.
//!
//! Debian ships the library as source, which Cargo compiles along with the page. Trunk calls the `cargo`
//! on PATH, so a script of that name goes first there and adds the options for it.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::{Toolbox, apt};
use crate::command;
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";
const VARIABLE: &str = "XTASK_WASM32";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// The script that stands in for Cargo. What does not compile for wasm32 goes on to the next `cargo`.
const SCRIPT: &str = r#"#!/bin/sh
# Written by `cargo xtask`, see xtask/src/tools/wasm32.rs.
case " $* " in
  *wasm32-unknown-unknown*) ;;
  *) PATH="${PATH#*:}" exec cargo "$@" ;;
esac
export RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=/usr/bin/wasm-ld-22
command=$1
shift
exec /usr/bin/cargo "$command" -Zbuild-std=std,panic_abort "$@"
"#;

/// Where the library comes from.
pub enum Wasm32 {
    /// The toolchain has it.
    Rustup,
    /// Debian's compiler builds it, through the `cargo` in this folder.
    Debian(PathBuf),
}

impl Wasm32 {
    /// A folder that has to come first on PATH, if any.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Rustup => None,
            Self::Debian(folder) => Some(folder),
        }
    }
}

/// Installs the library in the way that XTASK_WASM32 names.
pub fn ensure(toolbox: &Toolbox) -> Result<Wasm32> {
    let asked = std::env::var(VARIABLE).unwrap_or_default();
    match asked.as_str() {
        "" | "auto" => rustup(toolbox).or_else(|error| {
            println!("{TARGET}: rustup does not bring it, trying Debian's packages ({error:#})");
            debian(toolbox).with_context(|| {
                format!("`rustup target add {TARGET}` installs the wasm32 library")
            })
        }),
        "rustup" => rustup(toolbox),
        "debian" => debian(toolbox),
        other => bail!("{VARIABLE} is {other:?}; it may be `auto`, `rustup` or `debian`"),
    }
}

fn rustup(toolbox: &Toolbox) -> Result<Wasm32> {
    let root = toolbox.workspace.root();
    let toolchain = command::toolchain(root)?;
    let mut rustc = command::clean("rustc", root);
    rustc.env("RUSTUP_TOOLCHAIN", &toolchain);
    let sysroot = process::output(rustc.args(["--print", "sysroot"])).unwrap_or_default();
    let library = Path::new(&sysroot)
        .join("lib/rustlib")
        .join(TARGET)
        .join("lib");
    if !sysroot.is_empty() && library.is_dir() {
        return Ok(Wasm32::Rustup);
    }
    let rustup = process::find("rustup").context("there is no `rustup` on PATH")?;
    let mut add = command::clean(rustup, root);
    add.args(["target", "add", TARGET, "--toolchain", &toolchain]);
    command::run_long(TARGET, &mut add, &toolbox.log(TARGET))?;
    Ok(Wasm32::Rustup)
}

fn debian(toolbox: &Toolbox) -> Result<Wasm32> {
    let missing = apt::missing(&DEBIAN_PACKAGES);
    if !missing.is_empty() {
        apt::install(toolbox, "debian-rust", &missing)?;
    }
    let folder = toolbox.directory.join("debian-cargo");
    let script = folder.join("cargo");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    fs::write(&script, SCRIPT).with_context(|| format!("cannot write {}", script.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))
            .with_context(|| format!("cannot make {} executable", script.display()))?;
    }
    Ok(Wasm32::Debian(folder))
}
