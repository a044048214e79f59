//! Tools that are npm packages: Binaryen's `wasm-opt`, esbuild, axe-core for the browser tests, and Lighthouse.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use super::{Toolbox, versions};
use crate::process;

/// An npm package.
pub struct Package {
    name: &'static str,
    /// Its version.
    pub version: &'static str,
    use_: &'static str,
}

/// Makes the page's program smaller. Debian's is too old for what today's compiler writes.
pub const BINARYEN: Package = Package {
    name: "binaryen",
    version: versions::BINARYEN,
    use_: "`wasm-opt` makes the page's program smaller",
};

/// Makes the page's script smaller, which Trunk's own minifier cannot read.
pub const ESBUILD: Package = Package {
    name: "esbuild",
    version: versions::ESBUILD,
    use_: "`esbuild` makes the page's script smaller",
};

/// Finds what would keep people out of the page.
pub const AXE: Package = Package {
    name: "axe-core",
    version: versions::AXE,
    use_: "the browser tests check accessibility with it",
};

/// Judges the built site; no other command needs it.
pub const LIGHTHOUSE: Package = Package {
    name: "lighthouse",
    version: versions::LIGHTHOUSE,
    use_: "`lighthouse` judges the built site",
};

/// Brings `package` and gives its directory, which holds a `node_modules`.
pub fn ensure(toolbox: &Toolbox, package: &Package) -> Result<PathBuf> {
    let name = format!("npm-{}-{}", package.name, package.version);
    toolbox.directory(&name, "some seconds", |partial| {
        for program in ["node", "npm"] {
            if process::find(program).is_none() {
                bail!(
                    "there is no `{program}` on PATH; install Node.js 18 or newer with npm, then run \
                     this again ({})",
                    package.use_
                );
            }
        }
        let mut command = Command::new("npm");
        command
            .arg("install")
            .arg("--prefix")
            .arg(partial)
            .args(["--ignore-scripts", "--no-audit", "--no-fund"])
            .arg(format!("{}@{}", package.name, package.version));
        process::run_logged(&mut command, &toolbox.log(&name))
    })
}
