//! Tables as CSV (RFC 4180).
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

fn line<'a>(
    formatter: &mut fmt::Formatter<'_>,
    cells: impl Iterator<Item = &'a str>,
) -> fmt::Result {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            formatter.write_str(",")?;
        }
        if cell.contains(['"', ',', '\r', '\n']) {
            write!(formatter, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            formatter.write_str(cell)?;
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
