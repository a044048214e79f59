//! Cutting the program in two between the linker and wasm-bindgen: what the page starts with, and what comes
//! when it is asked for (`src/model/late.rs`, `src/ui/late.rs`).
//!
//! Trunk compiles, has wasm-bindgen write the script, and optimises, and has no step between. So it is given
//! a `wasm-bindgen` that is this program: it cuts first, and hands the rest of the job to the real one.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use wasm_split_cli_support::Options;

use crate::process;

/// What the program imports the loader of its second piece from, and what that piece imports from the program.
pub const LOADER: &str = "./__wasm_split.js";
pub const SHARED: &str = "__wasm_split";

/// What tells the `wasm-bindgen` that Trunk runs which is the real one, and where the second piece goes.
const REAL: &str = "XTASK_WASM_BINDGEN";
const PIECE: &str = "XTASK_LATE_PIECE";

/// The feature of the crate and what the compiler must do so that the program can be cut.
pub const FEATURE: &str = "split";
/// Relocations say what needs what.
pub const FLAGS: &str = "-Clink-arg=--emit-relocs";

/// Has a Trunk that is about to be run cut the program; its second piece goes to `piece`. `work` is a folder
/// for what this needs on the way, `path` where the tools are.
///
/// # Errors
/// When there is no wasm-bindgen, or the folder cannot be written.
pub fn prepare(trunk: &mut Command, work: &Path, path: &[PathBuf], piece: &Path) -> Result<()> {
    let name = format!("wasm-bindgen{}", std::env::consts::EXE_SUFFIX);
    let real = path.iter().map(|folder| folder.join(&name));
    let real = real.into_iter().find(|tool| tool.is_file());
    let real = real.context("there is no wasm-bindgen among the tools")?;
    fs::create_dir_all(work).with_context(|| format!("cannot create {}", work.display()))?;
    let own = std::env::current_exe().context("where this program lies is not to be found out")?;
    let stand_in = work.join(&name);
    let _ = fs::remove_file(&stand_in);
    // It is the same program under another name, by which it knows what to do. Where tests had it compiled
    // anew since it was started, the one that runs is in no folder any more, but Linux still has it.
    fs::hard_link(&own, &stand_in)
        .or_else(|_| fs::copy(&own, &stand_in).map(drop))
        .or_else(|_| fs::copy("/proc/self/exe", &stand_in).map(drop))
        .with_context(|| format!("cannot write {}", stand_in.display()))?;
    let mut folders = vec![work.to_path_buf()];
    folders.extend_from_slice(path);
    trunk
        .env("PATH", process::path_with(&folders)?)
        .env(REAL, real)
        .env(PIECE, piece);
    Ok(())
}

/// Whether this program was called as the `wasm-bindgen` of [`prepare`].
pub fn is_stand_in() -> bool {
    let name = std::env::args_os().next().map(PathBuf::from);
    name.as_deref()
        .and_then(Path::file_stem)
        .is_some_and(|name| name == "wasm-bindgen")
}

/// Does what Trunk wants of wasm-bindgen, and cuts the program first.
///
/// # Errors
/// When it cannot be cut in two, or wasm-bindgen fails.
pub fn stand_in() -> Result<()> {
    let variable = |name| std::env::var_os(name).with_context(|| format!("{name} is not set"));
    let (real, piece) = (variable(REAL)?, PathBuf::from(variable(PIECE)?));
    let mut arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let input = arguments.iter_mut().find(|argument| {
        let path = Path::new(argument);
        path.extension().is_some_and(|end| end == "wasm") && path.is_file()
    });
    if let Some(input) = input {
        let folder = piece.with_extension("parts");
        let first = cut(Path::new(&*input), &folder, &piece)?;
        *input = first.into_os_string();
        // What the linker exports by itself the second piece imports.
        arguments.push("--keep-lld-exports".into());
    }
    process::run(Command::new(real).args(arguments))
}

/// Cuts `program`; the second piece goes to `piece`, and the path of the first is what comes back.
fn cut(program: &Path, folder: &Path, piece: &Path) -> Result<PathBuf> {
    let bytes = fs::read(program).with_context(|| format!("cannot read {}", program.display()))?;
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
