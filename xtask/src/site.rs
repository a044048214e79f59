//! Building the site: Trunk packs it, the pages to share are added, then each file gets its compressed twins.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use plan_explorer::PLAN_COMPACT;
use plan_explorer::edition::SiteUrl;

use crate::bindgen;
use crate::boot;
use crate::budget;
use crate::hosts;
use crate::pages;
use crate::process;
use crate::shorten;
use crate::sizes;
use crate::split;
use crate::tools::{BuildTools, Wasm32};
use crate::worker;
use crate::workspace::Workspace;

/// How the site is built.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As it is published.
    Release,
    /// Quickly, to look at; neither optimised nor compressed.
    Debug,
}

/// What is compressed already and only grows when compressed again, and the compressed twins themselves.
const COMPRESSED: [&str; 12] = [
    "avif", "br", "gif", "gz", "ico", "jpeg", "jpg", "png", "webp", "woff", "woff2", "zip",
];

/// How hard a file is compressed with brotli.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// As small as it gets, as it is published.
    Most,
    /// In seconds also where the file is large: for sites that are only measured.
    Some,
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
    fetch(workspace, tools)?;
    pack(workspace, tools, mode, &site, None)?;
    if mode == Mode::Release {
        shorten(workspace, tools, &site)?;
        minify(tools, &site)?;
    }
    boot::write(tools, &site, mode)?;
    pages::write(&site, url)?;
    if mode == Mode::Release {
        worker::write(tools, &site)?;
    }
    hosts::write(&site)?;
    if mode == Mode::Release {
        let files = compress(&site, Effort::Most)?;
        let plan = brotli(PLAN_COMPACT.as_bytes(), Effort::Most)?.len();
        let index =
            fs::read_to_string(site.join("index.html")).context("the site has no index.html")?;
        print!("{}", sizes::report(&index, &files, Some(plan)));
        budget::keep(&index, &files)?;
    }
    Ok(())
}

/// Builds a release around another plan than the real one, into `site`. It has no budget.
pub fn build_around(
    workspace: &Workspace,
    tools: &BuildTools,
    plan: &Path,
    site: &Path,
) -> Result<()> {
    let _lock = workspace.building()?;
    fetch(workspace, tools)?;
    pack(workspace, tools, Mode::Release, site, Some(plan))?;
    shorten(workspace, tools, site)?;
    minify(tools, site)?;
    boot::write(tools, site, Mode::Release)?;
    worker::write(tools, site)?;
    compress(site, Effort::Some)?;
    Ok(())
}

/// Brings the crates, because Trunk, told not to download tools, tells Cargo not to download either.
fn fetch(workspace: &Workspace, tools: &BuildTools) -> Result<()> {
    let mut command = Command::new(cargo(tools));
    command
        .current_dir(workspace.root())
        .env("PATH", process::path_with(&tools.path)?)
        .args(["fetch", "--quiet", "--target", "wasm32-unknown-unknown"]);
    process::run(&mut command)
        .context("the crates that the page is built from could not be fetched")
}

fn pack(
    workspace: &Workspace,
    tools: &BuildTools,
    mode: Mode,
    site: &Path,
    plan: Option<&Path>,
) -> Result<()> {
    let mut command = Command::new(&tools.trunk);
    command
        .current_dir(workspace.root())
        .args(["build", "--offline", "--dist"])
        .arg(site)
        // Trunk asks this one for the crate's metadata, and the one on PATH to compile it.
        .env("CARGO", cargo(tools))
        // Trunk reads NO_COLOR as an option of its own, and stops at the customary value of 1.
        .env_remove("NO_COLOR")
        .env("TRUNK_SKIP_VERSION_CHECK", "true")
        // Its errors say what is wrong in words; the stack they came through drowns them.
        .env("RUST_LIB_BACKTRACE", "0");
    if std::env::var_os("RUST_LOG").is_none() {
        command.env("RUST_LOG", "trunk=warn");
    }
    if let Some(plan) = plan {
        command.env("PLAN_EXPLORER_PLAN", plan);
    }
    // The program names places in its crates, but not where these lay on the machine that built it: that is
    // nobody's business, and would make its bytes others on each. Comes to what Cargo is told already.
    let hide = |place: PathBuf| format!("--remap-path-prefix={}=", place.display());
    let hidden: Vec<String> = places_of_crates().into_iter().map(hide).collect();
    let mut flags = hidden;
    let piece = match mode {
        Mode::Release => {
            flags.push(split::FLAGS.to_owned());
            command.args(["--release", "true", "--features", split::FEATURE]);
            Some(late_piece(workspace))
        }
        Mode::Debug => {
            command.args(["--release", "false"]);
            None
        }
    };
    let work = workspace.at("target/bindgen");
    bindgen::prepare(&mut command, &work, &tools.path, piece.as_deref())?;
    command.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        flags.join(" "),
    );
    process::run(&mut command).context("the site could not be built")
}

/// Where the second piece of a release's program is put before it is given to the site.
fn late_piece(workspace: &Workspace) -> PathBuf {
    workspace.at("target/split/late.wasm")
}

/// Where Cargo keeps the source of crates, a folder for each registry; without those that cannot be said in a
/// variable of flags, which are parted by spaces.
fn places_of_crates() -> Vec<PathBuf> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let folders = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let folders = folders.into_iter().flatten().flatten();
    let mut places: Vec<PathBuf> = folders
        .map(|folder| folder.path())
        .filter(|path| {
            path.to_str()
                .is_some_and(|path| !path.contains(char::is_whitespace))
        })
        .collect();
    // The order in which a folder is listed is no reason to build anew.
    places.sort();
    places
}

/// What `wasm-opt` is told for the second piece; Trunk tells it the same of the first (`index.html`).
const OPTIMISED: [&str; 5] = [
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "--reorder-functions-by-name",
];

/// Optimises the program's second piece and gives it to the site, then shortens what the program and its script
/// call each other, in place.
fn shorten(workspace: &Workspace, tools: &BuildTools, site: &Path) -> Result<()> {
    let optimise = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new("wasm-opt");
        command
            .env("PATH", process::path_with(&tools.path)?)
            .args(arguments)
            .arg(program)
            .arg("-o")
            .arg(program);
        process::run(&mut command)
    };
    let piece = site.join(boot::LATE);
    fs::copy(late_piece(workspace), &piece).context("the program has no second piece")?;
    optimise(&piece, &OPTIMISED)?;
    let shared = split::imports(&fs::read(&piece)?)?;
    for program in files_under(site)? {
        let name = program.file_name().unwrap_or_default().to_string_lossy();
        let Some(name) = name.strip_suffix("_bg.wasm") else {
            continue;
        };
        let script = program.with_file_name(format!("{name}.js"));
        // Trunk has it optimised, and the order of functions is to stay: no pass but this one.
        let optimise = |program: &Path| {
            let passes = [
                "--optimize-level=2",
                "--shrink-level=2",
                "--remove-unused-module-elements",
            ];
            optimise(program, &passes)
        };
        shorten::shorten(&program, &script, &shared, optimise)
            .with_context(|| format!("{name} could not be shortened"))?;
    }
    Ok(())
}

/// Makes scripts and style sheets smaller, in place.
fn minify(tools: &BuildTools, site: &Path) -> Result<()> {
    for path in files_under(site)? {
        let is_script = path.extension().is_some_and(|extension| extension == "js");
        if !is_script && path.extension().is_none_or(|extension| extension != "css") {
            continue;
        }
        let mut command = Command::new(&tools.esbuild);
        command
            .arg(&path)
            .args(["--minify", "--charset=utf8", "--log-level=warning"])
            .args(is_script.then_some("--format=esm"))
            .arg("--allow-overwrite")
            .arg(format!("--outfile={}", path.display()));
        process::run(&mut command)
            .with_context(|| format!("{} could not be made smaller", path.display()))?;
    }
    Ok(())
}

/// The Cargo that compiles for wasm32.
fn cargo(tools: &BuildTools) -> PathBuf {
    match &tools.wasm32 {
        Wasm32::Rustup => PathBuf::from("cargo"),
        Wasm32::Debian(directory) => directory.join("cargo"),
    }
}

/// Writes `.br` and `.gz` beside each file that they make smaller, and says how large each file is.
pub fn compress(site: &Path, effort: Effort) -> Result<Vec<sizes::File>> {
    let mut files = Vec::new();
    for path in files_under(site)? {
        let name = path
            .strip_prefix(site)
            .unwrap_or(&path)
            .to_string_lossy()
            .replace('\\', "/");
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut file = sizes::File {
            name,
            raw: bytes.len(),
            gzip: bytes.len(),
            brotli: bytes.len(),
        };
        // Names with an underscore are the host's settings, which it reads itself and never sends.
        if is_compressible(&path) && !file.name.starts_with('_') {
            let (small, smaller) = (gzip(&bytes)?, brotli(&bytes, effort)?);
            if small.len() < file.raw {
                file.gzip = small.len();
                write_twin(&path, "gz", &small)?;
            }
            if smaller.len() < file.raw {
                file.brotli = smaller.len();
                write_twin(&path, "br", &smaller)?;
            }
        }
        files.push(file);
    }
    Ok(files)
}

/// Whether compressing a file makes it smaller: pictures and archives are compressed already.
pub fn is_compressible(path: &Path) -> bool {
    let extension = path
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default();
    !COMPRESSED.contains(&extension.to_ascii_lowercase().as_str())
}

fn write_twin(path: &Path, extension: &str, bytes: &[u8]) -> Result<()> {
    let mut twin = path.as_os_str().to_owned();
    twin.push(format!(".{extension}"));
    let twin = PathBuf::from(twin);
    fs::write(&twin, bytes).with_context(|| format!("cannot write {}", twin.display()))
}

fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    // How much is looked at before the codes for it are chosen: of a large file 2^18 bytes, of which smaller blocks
    // may be written in less.
    let (quality, blocks) = match effort {
        Effort::Most if bytes.len() > 1 << 18 => (11, &[0, 16][..]),
        Effort::Most => (11, &[0][..]),
        Effort::Some => (5, &[0][..]),
    };
    let mut smallest: Option<Vec<u8>> = None;
    for &lgblock in blocks {
        let mut small = Vec::new();
        let parameters = brotli::enc::BrotliEncoderParams {
            quality,
            lgwin: 22,
            lgblock,
            size_hint: bytes.len(),
            ..Default::default()
        };
        brotli::BrotliCompress(&mut &*bytes, &mut small, &parameters)?;
        if smallest
            .as_ref()
            .is_none_or(|before| small.len() < before.len())
        {
            smallest = Some(small);
        }
    }
    Ok(smallest.unwrap_or_default())
}

/// Copies every file under `from` to the same place under `to`, which holds nothing else afterwards.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    match fs::remove_dir_all(to) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            return Err(error).with_context(|| format!("cannot remove {}", to.display()));
        }
        _ => {}
    }
    for file in files_under(from)? {
        let copy = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(parent) = copy.parent() {
            fs::create_dir_all(parent)
                .with_context(|| format!("cannot create {}", parent.display()))?;
        }
        fs::copy(&file, &copy).with_context(|| format!("cannot copy {}", file.display()))?;
    }
    Ok(())
}

/// Every file under `directory`, in order of its path.
pub fn files_under(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut left = vec![directory.to_path_buf()];
    while let Some(next) = left.pop() {
        let entries = fs::read_dir(&next)
            .with_context(|| format!("cannot read directory {}", next.display()))?;
        for entry in entries {
            let entry =
                entry.with_context(|| format!("cannot read directory {}", next.display()))?;
            let into = if entry.file_type()?.is_dir() {
                &mut left
            } else {
                &mut files
            };
            into.push(entry.path());
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::{Effort, OPTIMISED, brotli, gzip, is_compressible};
    use std::io::Read;
    use std::path::Path;

    #[test]
    fn both_pieces_of_the_program_are_optimised_alike() {
        let page = include_str!("../../index.html");
        let flags = format!("data-wasm-opt-params=\"{}\"", OPTIMISED.join(" "));
        assert!(page.contains(&flags), "index.html has not {flags}");
    }

    #[test]
    fn what_is_compressed_already_is_left_alone() {
        assert!(is_compressible(Path::new("index.html")));
        assert!(is_compressible(Path::new("app_bg.wasm")));
        assert!(!is_compressible(Path::new("icon.PNG")));
        assert!(!is_compressible(Path::new("index.html.br")));
    }

    #[test]
    fn both_compressions_give_back_what_they_took() {
        let text = "拉萨市国民经济和社会发展".repeat(50);
        let mut out = Vec::new();
        let small = gzip(text.as_bytes()).unwrap_or_default();
        flate2::read::GzDecoder::new(&*small)
            .read_to_end(&mut out)
            .unwrap_or_default();
        assert_eq!(out, text.as_bytes());
        for effort in [Effort::Most, Effort::Some] {
            let small = brotli(text.as_bytes(), effort).unwrap_or_default();
            let mut out = Vec::new();
            assert!(brotli::BrotliDecompress(&mut &*small, &mut out).is_ok());
            assert_eq!(out, text.as_bytes());
            assert!(small.len() < text.len());
        }
    }
}
