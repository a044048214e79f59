//! How large the site is: compresses its files, prints what a first visit downloads, and keeps it within
//! budget.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::{Compression, write::GzEncoder};
use walkdir::WalkDir;

/// The most bytes that each part of a first visit may have, compressed with brotli. Whoever lowers a size
/// lowers its number here; whoever must raise one says why in the commit.
const BUDGETS: [(&str, usize); 4] = [
    ("html", 21_400),
    ("js", 11_400),
    ("wasm", 353_000),
    ("total", 385_500),
];

/// What compression does not make smaller, because it is compressed already.
const COMPRESSED: [&str; 11] = [
    "avif", "br", "gif", "gz", "ico", "jpeg", "jpg", "png", "webp", "woff2", "zip",
];

/// A file of the site and its size in bytes. Where compression does not help, all three are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct File {
    /// Its path within the site, with `/` between folders.
    pub name: String,
    /// Not compressed.
    pub raw: usize,
    /// With gzip.
    pub gzip: usize,
    /// With brotli.
    pub brotli: usize,
}

/// Writes a `.br` of this quality and a `.gz` beside each file that they make smaller, and returns the sizes of all
/// files.
///
/// # Errors
/// When a file cannot be read or written.
pub fn compress(site: &Path, quality: i32) -> Result<Vec<File>> {
    let mut files = Vec::new();
    for path in files_under(site)? {
        let bytes = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = name_in(site, &path);
        let (mut gzip, mut brotli) = (bytes.clone(), bytes.clone());
        // Hosts read files with an underscore themselves and never send them.
        if is_compressible(&path) && !name.starts_with('_') {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(&bytes)?;
            gzip = smaller(&path, "gz", &bytes, encoder.finish()?)?;
            let settings = brotli::enc::BrotliEncoderParams {
                quality,
                ..Default::default()
            };
            let mut compressed = Vec::new();
            brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &settings)?;
            brotli = smaller(&path, "br", &bytes, compressed)?;
        }
        files.push(File {
            name,
            raw: bytes.len(),
            gzip: gzip.len(),
            brotli: brotli.len(),
        });
    }
    Ok(files)
}

/// The smaller of the two; writes `compressed` beside the file if it is that.
fn smaller(path: &Path, extension: &str, raw: &[u8], compressed: Vec<u8>) -> Result<Vec<u8>> {
    if compressed.len() >= raw.len() {
        return Ok(raw.to_vec());
    }
    let beside = format!("{}.{extension}", path.display());
    fs::write(&beside, &compressed).with_context(|| format!("cannot write {beside}"))?;
    Ok(compressed)
}

/// Whether compressing a file makes it smaller.
fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    !COMPRESSED.contains(&extension.to_ascii_lowercase().as_str())
}

/// Prints the files of a first visit with their sizes.
///
/// # Errors
/// When a part is over its budget.
pub fn report(site: &Path, files: &[File]) -> Result<()> {
    let index =
        fs::read_to_string(site.join("index.html")).context("the site has no index.html")?;
    let visit = first_visit(&index, files);
    println!(
        "{:<44}{:>10}{:>10}{:>10}",
        "first visit, bytes", "raw", "gzip", "brotli"
    );
    for file in &visit {
        println!(
            "{:<44}{:>10}{:>10}{:>10}",
            file.name, file.raw, file.gzip, file.brotli
        );
    }
    let mut over = Vec::new();
    for (part, most) in BUDGETS {
        let counted = visit
            .iter()
            .filter(|file| part == "total" || part == extension(&file.name));
        let bytes: usize = counted.map(|file| file.brotli).sum();
        println!("{part}: {} brotli, budget {}", kb(bytes), kb(most));
        if bytes > most {
            over.push(format!("{part} is {} over its budget", kb(bytes - most)));
        }
    }
    if !over.is_empty() {
        bail!("{} (xtask/src/sizes.rs)", over.join(", "));
    }
    Ok(())
}

/// The files of a first visit to a page whose text is `index`: the page, and the scripts and the program that its
/// tags name. Icons and the manifest are not waited for, so they do not count.
fn first_visit<'f>(index: &str, files: &'f [File]) -> Vec<&'f File> {
    let named: Vec<&str> = named(index)
        .map(|name| name.trim_start_matches("./"))
        .collect();
    let counts = |file: &&File| {
        file.name == "index.html"
            || (["js", "wasm"].contains(&extension(&file.name))
                && named.contains(&file.name.as_str()))
    };
    files.iter().filter(counts).collect()
}

/// Whatever may be the name of a file in the `link`, `script` and `img` tags of `html` and in its scripts.
pub fn named(html: &str) -> impl Iterator<Item = &str> {
    let tags = html.split('<');
    tags.filter(|tag| {
        ["link", "script", "img"]
            .iter()
            .any(|name| tag.starts_with(name))
    })
    // The minifier leaves out quotes.
    .flat_map(|tag| tag.split(['"', '\'', '`', '=', ' ', '>', '\n']))
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Bytes as kilobytes of 1,000, to a tenth.
fn kb(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

/// Every file under `directory`, sorted by path.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_under(directory: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in WalkDir::new(directory).sort_by_file_name() {
        let entry = entry?;
        if entry.file_type().is_file() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// The path of `file` within `site`, with `/` between folders.
pub fn name_in(site: &Path, file: &Path) -> String {
    let name = file.strip_prefix(site).unwrap_or(file).to_string_lossy();
    name.replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize) -> File {
        File {
            name: name.to_owned(),
            brotli,
            ..File::default()
        }
    }

    #[test]
    fn a_first_visit_is_the_page_and_what_it_names() {
        let index = "<link rel=icon href=icon.svg><a href=\"text.html\">text</a>\
            <script>import './p-1.js'; init('./p-1_bg.wasm')</script><script src=start.js></script>";
        let names = "index.html p-1.js p-1_bg.wasm start.js icon.svg text.html";
        let files: Vec<File> = names.split(' ').map(|name| file(name, 1)).collect();
        assert_eq!(
            first_visit(index, &files),
            files.iter().take(4).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_page_over_its_budget_does_not_build() -> Result<()> {
        let site = tempfile::tempdir()?;
        fs::write(site.path().join("index.html"), "<script src=a.js></script>")?;
        report(site.path(), &[file("a.js", 1_000)])?;
        let error = report(site.path(), &[file("a.js", 50_000)]).err();
        assert!(error.is_some_and(|error| error.to_string().starts_with("js is ")));
        Ok(())
    }

    #[test]
    fn kilobytes_are_a_thousand_bytes_rounded_to_tenths() {
        assert_eq!(kb(98_349), "98.3 KB");
        assert_eq!(kb(98_350), "98.4 KB");
    }
}
