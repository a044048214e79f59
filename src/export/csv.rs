//! Tables as CSV (RFC 4180).
//!
//! A spreadsheet runs a cell that begins like a formula. Such a text has an apostrophe before it; `data/README.md`
//! says how a program gets the text back.
//!
//! Not with the `csv` crate, which would add more bytes to the page than these lines. The tests read the tables
//! with that crate.

use std::fmt;

/// A table. Its `Display` is CSV with a byte order mark, which spreadsheet programs need for Chinese text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    head: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without rows.
    pub fn new(head: &[&str]) -> Self {
        Self {
            head: head.iter().map(|&name| name.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row. Missing cells become empty, surplus cells are dropped.
    pub fn push(&mut self, mut cells: Vec<String>) {
        cells.resize(self.head.len(), String::new());
        self.rows.push(cells);
    }

    /// The names of the columns.
    pub fn head(&self) -> &[String] {
        &self.head
    }

    /// The rows.
    pub fn rows(&self) -> &[Vec<String>] {
        &self.rows
    }
}

/// The first characters of what spreadsheets may take for a formula. Some of them skip white space, and some read
/// full-width signs.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];

/// Whether a cell needs an apostrophe before it. So does one that already has apostrophes and then such a
/// character, so that every cell can be read back.
fn needs_apostrophe(cell: &str) -> bool {
    cell.trim_start_matches('\'').starts_with(FORMULA) && !is_negative_number(cell)
}

fn is_negative_number(cell: &str) -> bool {
    let is_digits =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    cell.strip_prefix('-').is_some_and(|number| {
        let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
        is_digits(whole) && is_digits(part)
    })
}

fn line<'a>(
    formatter: &mut fmt::Formatter<'_>,
    cells: impl Iterator<Item = &'a str>,
) -> fmt::Result {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            formatter.write_str(",")?;
        }
        let apostrophe = if needs_apostrophe(cell) { "'" } else { "" };
        if cell.contains(['"', ',', '\r', '\n']) {
            write!(formatter, "\"{apostrophe}{}\"", cell.replace('"', "\"\""))?;
        } else {
            write!(formatter, "{apostrophe}{cell}")?;
        }
    }
    formatter.write_str("\r\n")
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("\u{feff}")?;
        line(formatter, self.head.iter().map(String::as_str))?;
        self.rows
            .iter()
            .try_for_each(|row| line(formatter, row.iter().map(String::as_str)))
    }
}
