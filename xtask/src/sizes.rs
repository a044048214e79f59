//! What a first visit downloads, as a table.

use std::collections::HashSet;
use std::fmt::Write;

use crate::budget;

/// One file of the site and how large it is, in bytes. Where compression does not help, all are the same.
#[derive(Clone, Debug)]
pub struct File {
    /// Its path within the site.
    pub name: String,
    /// As it lies there.
    pub raw: usize,
    /// With gzip.
    pub gzip: usize,
    /// With brotli.
    pub brotli: usize,
}

/// What kind of thing a file is to a first visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// The page itself.
    Html,
    /// Style sheets.
    Css,
    /// JavaScript.
    Script,
    /// WebAssembly.
    Program,
    /// Sent when the browser likes, and not waited for.
    Apart,
}

impl Kind {
    /// The kind of a file of this name.
    pub fn of(name: &str) -> Self {
        match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
            "html" => Self::Html,
            "css" => Self::Css,
            "js" | "mjs" => Self::Script,
            "wasm" => Self::Program,
            _ => Self::Apart,
        }
    }
}

/// The table of a first visit to a page whose text is `index`: the page and the files that it names.
///
/// `plan` is the size of the plan's data compressed alone; the program holds it, so it is told apart.
/// The last line is the total.
pub fn report(index: &str, files: &[File], plan: Option<usize>) -> String {
    let (apart, visit): (Vec<_>, Vec<_>) = first_visit(index, files)
        .into_iter()
        .partition(|file| Kind::of(&file.name) == Kind::Apart);

    let total = visit.iter().fold((0, 0, 0), |(raw, gzip, brotli), file| {
        (raw + file.raw, gzip + file.gzip, brotli + file.brotli)
    });
    let width = visit
        .iter()
        .map(|file| file.name.len())
        .max()
        .unwrap_or(0)
        .max("total".len());
    let mut out = String::new();
    row(
        &mut out,
        width,
        ["", "raw", "gzip", "brotli", "share"].map(str::to_owned),
    );
    for file in &visit {
        row(
            &mut out,
            width,
            [
                file.name.clone(),
                kb(file.raw),
                kb(file.gzip),
                kb(file.brotli),
                share(file.brotli, total.2),
            ],
        );
    }
    row(
        &mut out,
        width,
        [
            "total".to_owned(),
            kb(total.0),
            kb(total.1),
            kb(total.2),
            share(total.2, total.2),
        ],
    );
    if let Some(plan) = plan {
        line(
            &mut out,
            format_args!(
                "of which the plan's data: {} brotli ({}); it lies in the program, and this is its size compressed alone",
                kb(plan),
                share(plan, total.2),
            ),
        );
    }
    for file in apart {
        line(
            &mut out,
            format_args!("not counted: {} {}", file.name, kb(file.brotli)),
        );
    }
    line(
        &mut out,
        format_args!(
            "first visit: {} brotli (budget {})",
            kb(total.2),
            kb(budget::TOTAL.most)
        ),
    );
    out
}

/// The files of a first visit to a page whose text is `index`: the page and the files that it names, by
/// kind.
pub fn first_visit<'a>(index: &str, files: &'a [File]) -> Vec<&'a File> {
    let named = loaded(index);
    let mut visit: Vec<&File> = files
        .iter()
        .filter(|file| file.name == "index.html" || named.contains(file.name.as_str()))
        .collect();
    visit.sort_by_key(|file| (Kind::of(&file.name), file.name.clone()));
    visit
}

/// What the page's own tags load: whatever may be a file's name in a `link`, `script` or `img`, or in
/// the text of a script. Links that a reader follows are not loaded.
fn loaded(html: &str) -> HashSet<&str> {
    named(html)
        .map(|name| name.trim_start_matches("./").trim_start_matches('/'))
        .collect()
}

/// The same as they stand there, among words that are no names at all.
pub fn named(html: &str) -> impl Iterator<Item = &str> {
    html.split('<')
        .filter(|tag| {
            ["link", "script", "img"]
                .iter()
                .any(|name| tag.starts_with(name))
        })
        // A minifier leaves out the quotes where it can.
        .flat_map(|tag| tag.split(['"', '\'', '`', '=', ' ', '>', '\n']))
}

fn row(out: &mut String, width: usize, [name, raw, gzip, brotli, share]: [String; 5]) {
    line(
        out,
        format_args!("{name:<width$}  {raw:>9}  {gzip:>9}  {brotli:>9}  {share:>7}"),
    );
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

/// Bytes as kilobytes of 1,000, to a tenth.
pub fn kb(bytes: usize) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

fn share(part: usize, whole: usize) -> String {
    if whole == 0 {
        return "–".to_owned();
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{File, kb, report, share};

    fn file(name: &str, raw: usize, brotli: usize) -> File {
        File {
            name: name.to_owned(),
            raw,
            gzip: brotli + 100,
            brotli,
        }
    }

    #[test]
    fn a_kilobyte_is_a_thousand_bytes_and_rounds_to_tenths() {
        assert_eq!(kb(98_349), "98.3 KB");
        assert_eq!(kb(98_350), "98.4 KB");
        assert_eq!(kb(0), "0.0 KB");
    }

    #[test]
    fn shares_are_of_the_whole() {
        assert_eq!(share(1, 3), "33.3 %");
        assert_eq!(share(3, 3), "100.0 %");
        assert_eq!(share(0, 0), "–");
    }

    #[test]
    fn a_first_visit_is_the_page_and_what_it_names() {
        let index = r#"<link rel=icon href=icon.svg><link rel="stylesheet" href="./main-1.css">
            <script type="module">import init from './app-1.js';init('./app-1_bg.wasm')</script>
            <a href="text.html">text</a>"#;
        let files = [
            file("app-1.js", 9_000, 3_000),
            file("app-1_bg.wasm", 200_000, 70_000),
            file("icon.svg", 700, 400),
            file("index.html", 2_000, 1_000),
            file("main-1.css", 8_000, 2_000),
            file("plan.json", 90_000, 21_000),
            file("text.html", 90_000, 22_000),
        ];
        let text = report(index, &files, Some(19_000));
        let lines: Vec<&str> = text.lines().collect();
        let names: Vec<&str> = lines
            .iter()
            .skip(1)
            .take(5)
            .filter_map(|line| line.split_whitespace().next())
            .collect();
        assert_eq!(
            names,
            [
                "index.html",
                "main-1.css",
                "app-1.js",
                "app-1_bg.wasm",
                "total"
            ]
        );
        assert!(text.contains("of which the plan's data: 19.0 KB brotli (25.0 %)"));
        assert!(text.contains("not counted: icon.svg 0.4 KB"));
        let last = lines.last().copied().unwrap_or_default();
        assert!(
            last.starts_with("first visit: 76.0 KB brotli (budget "),
            "{last}"
        );
    }
}
