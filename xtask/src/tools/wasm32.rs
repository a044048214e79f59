//! The standard library for wasm32, from rustup or from Debian.
//!
//! Debian's compiler comes without a compiled library for wasm32 but with its source, so there the
//! library is built along with the page. Trunk knows of only one way to call Cargo, by its name on
//! PATH; a script of that name that adds what is missing therefore goes first there.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Toolbox, apt};
use crate::process;

const TARGET: &str = "wasm32-unknown-unknown";
const VARIABLE: &str = "XTASK_WASM32";
const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// The script that stands in for Cargo. Only what compiles for wasm32 is Debian's; all else goes on to
/// the Cargo that would have run without it.
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

/// How the crate is compiled for wasm32.
pub enum Wasm32 {
    /// With the toolchain's own library.
    Rustup,
    /// With Debian's compiler, through the `cargo` in this directory.
    Debian(PathBuf),
}

impl Wasm32 {
    /// A directory that has to come first on PATH, if any.
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::Rustup => None,
            Self::Debian(directory) => Some(directory),
        }
    }
}

impl fmt::Display for Wasm32 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rustup => "the toolchain",
            Self::Debian(_) => "Debian",
        })
    }
}

/// Brings the library by the way that XTASK_WASM32 asks for.
pub fn ensure(toolbox: &Toolbox) -> Result<Wasm32> {
    let asked = std::env::var(VARIABLE).unwrap_or_default();
    match asked.as_str() {
        "" | "auto" => rustup(toolbox).or_else(|no| {
            println!("wasm32 from rustup is not to be had, trying Debian's packages ({no:#})");
            debian(toolbox).map_err(|neither| {
                neither.context(format!(
                    "the wasm32 standard library is needed: `rustup target add {TARGET}` brings it \
                     where rustup's server can be reached"
                ))
            })
        }),
        "rustup" => rustup(toolbox),
        "debian" => debian(toolbox),
        other => bail!("{VARIABLE} is {other:?}; it may be `auto`, `rustup` or `debian`"),
    }
}

fn rustup(toolbox: &Toolbox) -> Result<Wasm32> {
    let root = toolbox.workspace.root();
    let installed = || {
        process::output(
            Command::new("rustc")
                .current_dir(root)
                .args(["--print", "sysroot"]),
        )
        .is_some_and(|sysroot| {
            Path::new(&sysroot)
                .join("lib/rustlib")
                .join(TARGET)
                .join("lib")
                .is_dir()
        })
    };
    if installed() {
        return Ok(Wasm32::Rustup);
    }
    if process::find("rustup").is_none() {
        bail!("there is no `rustup` on PATH");
    }
    toolbox.step(TARGET, "some seconds", || {
        let mut command = Command::new("rustup");
        // In the workspace, so that it is for the toolchain that the workspace pins.
        command.current_dir(root).args(["target", "add", TARGET]);
        process::run_logged(&mut command, &toolbox.log(TARGET))
    })?;
    if !installed() {
        bail!("`rustup target add {TARGET}` succeeded, yet `rustc` has no such target");
    }
    Ok(Wasm32::Rustup)
}

fn debian(toolbox: &Toolbox) -> Result<Wasm32> {
    let missing = apt::missing(&DEBIAN_PACKAGES);
    if !missing.is_empty() {
        apt::install(toolbox, "debian-rust", &missing)?;
    }
    let directory = toolbox.directory.join("debian-route");
    let script = directory.join("cargo");
    fs::create_dir_all(&directory)
        .with_context(|| format!("cannot create {}", directory.display()))?;
    if fs::read_to_string(&script).is_ok_and(|old| old == SCRIPT) {
        return Ok(Wasm32::Debian(directory));
    }
    fs::write(&script, SCRIPT).with_context(|| format!("cannot write {}", script.display()))?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755))
            .with_context(|| format!("cannot make {} executable", script.display()))?;
    }
    Ok(Wasm32::Debian(directory))
}
