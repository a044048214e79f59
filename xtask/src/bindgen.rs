//! The wasm-bindgen that Trunk runs: this very program, with the library that the command of that name is made of.
//!
//! So nothing has to be installed, and its version is that of the crate by construction: they share a crate
//! (`wasm-bindgen-shared`) of which Cargo allows only one version. And it is the one place to cut the program in two ([`split`]), as Trunk
//! compiles, has wasm-bindgen write the script, and optimises, and has no step between.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
use wasm_bindgen_cli_support::Bindgen;

use crate::process;
use crate::split;

/// The name by which this program knows that it is to do wasm-bindgen's work.
const NAME: &str = "wasm-bindgen";
/// Tells it where the second piece goes. Without it, the program is left whole.
const PIECE: &str = "XTASK_LATE_PIECE";

/// Gives a Trunk that is about to be run its wasm-bindgen, in the folder `work`. `path` is where the other tools
/// are; with `piece`, the program is cut in two and that is where the second goes.
///
/// # Errors
/// When the folder cannot be written.
pub fn prepare(
    trunk: &mut Command,
    work: &Path,
    path: &[PathBuf],
    piece: Option<&Path>,
) -> Result<()> {
    fs::create_dir_all(work).with_context(|| format!("cannot create {}", work.display()))?;
    let own = std::env::current_exe().context("where this program lies is not to be found out")?;
    let stand_in = work.join(format!("{NAME}{}", std::env::consts::EXE_SUFFIX));
    let _ = fs::remove_file(&stand_in);
    // Where tests had it compiled anew since it was started, the one that runs is in no folder any more, but
    // Linux still has it.
    fs::hard_link(&own, &stand_in)
        .or_else(|_| fs::copy(&own, &stand_in).map(drop))
        .or_else(|_| fs::copy("/proc/self/exe", &stand_in).map(drop))
        .with_context(|| format!("cannot write {}", stand_in.display()))?;
    let mut folders = vec![work.to_path_buf()];
    folders.extend_from_slice(path);
    trunk.env("PATH", process::path_with(&folders)?);
    match piece {
        Some(piece) => trunk.env(PIECE, piece),
        None => trunk.env_remove(PIECE),
    };
    Ok(())
}

/// Whether this program was called as the wasm-bindgen of [`prepare`].
pub fn is_called() -> bool {
    let name = std::env::args_os().next().map(PathBuf::from);
    name.as_deref()
        .and_then(Path::file_stem)
        .is_some_and(|name| name == NAME)
}

/// What Trunk tells wasm-bindgen. Whatever else another Trunk should say is refused, with the words for it.
#[derive(Parser)]
#[command(name = NAME)]
struct Order {
    /// The program, as the linker left it
    program: PathBuf,
    /// Only `web` is known here
    #[arg(long)]
    target: Target,
    /// Where the program and its script go
    #[arg(long)]
    out_dir: PathBuf,
    /// What they are called
    #[arg(long)]
    out_name: String,
    /// Without types for TypeScript
    #[arg(long)]
    no_typescript: bool,
    /// Keep what debuggers need
    #[arg(long)]
    keep_debug: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Target {
    Web,
}

/// Does what Trunk wants of wasm-bindgen, and cuts the program first where it is to be cut.
///
/// # Errors
/// When it cannot be cut in two, or wasm-bindgen fails.
pub fn run() -> Result<()> {
    // Trunk asks for the version first.
    let version: &'static str = wasm_bindgen_shared::version().leak();
    let order = Order::from_arg_matches(&Order::command().version(version).get_matches())?;
    let Target::Web = order.target;
    let piece = std::env::var_os(PIECE).map(PathBuf::from);
    let program = match &piece {
        Some(piece) => split::cut(&order.program, &piece.with_extension("parts"), piece)?,
        None => order.program,
    };
    let mut bindgen = Bindgen::new();
    bindgen
        .web(true)?
        .input_path(&program)
        .out_name(&order.out_name)
        .typescript(!order.no_typescript)
        .keep_debug(order.keep_debug)
        // What the linker exports by itself the second piece imports.
        .keep_lld_exports(piece.is_some());
    bindgen
        .generate(&order.out_dir)
        .with_context(|| format!("no script can be written for {}", program.display()))
}
