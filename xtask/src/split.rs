//! Cutting the program in two between the linker and wasm-bindgen: what the page starts with, and what comes
//! when it is asked for (`src/model/late.rs`, `src/ui/late.rs`). The wasm-bindgen that Trunk runs does it
//! ([`crate::bindgen`]).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use wasm_split_cli_support::Options;

use crate::traps;

/// What the program imports the loader of its second piece from, and what that piece imports from the program.
pub const LOADER: &str = "./__wasm_split.js";
pub const SHARED: &str = "__wasm_split";

/// The feature of the crate and what the compiler must do so that the program can be cut.
pub const FEATURE: &str = "split";
/// Relocations say what needs what.
pub const FLAGS: &str = "-Clink-arg=--emit-relocs";

/// Cuts the program in the file `program`, without the words it would break off with; the second piece goes to
/// `piece`, and the path of the first is what comes back. `folder` is for what this writes.
///
/// # Errors
/// When it cannot be cut in two.
pub fn cut(program: &Path, folder: &Path, piece: &Path) -> Result<PathBuf> {
    let bytes = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
    let bytes = traps::bare(&bytes)
        .with_context(|| format!("{} cannot be made smaller", program.display()))?;
    fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    // wasm-bindgen names what it writes after it.
    let first = folder.join(program.file_name().context("a program without a name")?);
    let mut options = Options::new(&bytes);
    options.output_dir = folder;
    options.main_out_path = &first;
    options.link_name = LOADER;
    let cut = wasm_split_cli_support::transform(options);
    let cut =
        cut.map_err(|error| anyhow::anyhow!("{} cannot be cut: {error:#}", program.display()))?;
    let [second] = cut.split_modules.as_slice() else {
        bail!("the program falls into {:?}", cut.split_modules);
    };
    fs::rename(second, piece).with_context(|| format!("cannot write {}", piece.display()))?;
    Ok(first)
}

/// The names of what the second piece imports from the first.
///
/// # Errors
/// When it is no program, or imports from elsewhere.
pub fn imports(piece: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in wasmparser::Parser::new(0).parse_all(piece) {
        if let wasmparser::Payload::ImportSection(section) = payload? {
            for import in section.into_imports() {
                let import = import?;
                ensure!(
                    import.module == SHARED,
                    "the second piece imports {} from {}",
                    import.name,
                    import.module
                );
                names.push(import.name.to_owned());
            }
        }
    }
    Ok(names)
}
