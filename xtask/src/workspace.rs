//! Where things lie in the checkout.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use crate::site::Mode;

/// The checkout that the commands work on.
#[derive(Clone)]
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout this program was built from.
    pub fn find() -> Result<Self> {
        // `cargo run` says where the manifest is now; the path known when compiling may have moved since.
        let manifest = std::env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = manifest
            .parent()
            .with_context(|| format!("{} has no parent directory", manifest.display()))?
            .to_path_buf();
        ensure!(
            root.join("Trunk.toml").is_file(),
            "{} holds no Trunk.toml; run this as `cargo xtask` inside the project",
            root.display()
        );
        Ok(Self { root })
    }

    /// The project's directory.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the project.
    pub fn at(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Where the site built in `mode` lies.
    pub fn site(&self, mode: Mode) -> PathBuf {
        match mode {
            Mode::Release | Mode::Trial => self.at("dist"),
            Mode::Debug => self.at("target/site-debug"),
        }
    }

    /// Where the pinned tools are kept.
    pub fn tools(&self) -> PathBuf {
        std::env::var_os("XTASK_TOOLS").map_or_else(
            || self.at("target/tools"),
            // A relative path is the caller's, wherever the commands themselves run.
            |path| std::path::absolute(&path).unwrap_or_else(|_| path.into()),
        )
    }

    /// The lock that keeps two commands from building the site at once; held while the value lives.
    pub fn building(&self) -> Result<Lock> {
        Lock::take(
            &self.at("target/.site.lock"),
            "another command builds the site",
        )
    }
}

/// A lock among processes, let go when dropped or when the process ends, however it ends.
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, saying `busy` when that means waiting.
    pub fn take(path: &Path, busy: &str) -> Result<Self> {
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot create {}", parent.display()))?;
        }
        let file =
            File::create(path).with_context(|| format!("cannot create {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                println!("{busy}; waiting for it …");
                file.lock()
                    .with_context(|| format!("cannot lock {}", path.display()))?;
            }
            Err(TryLockError::Error(error)) => {
                return Err(error).with_context(|| format!("cannot lock {}", path.display()));
            }
        }
        Ok(Self { _file: file })
    }
}
