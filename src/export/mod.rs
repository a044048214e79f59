//! Exports a view as a table, JSON or Markdown, and cites passages.
//!
//! Every quote is exported unchanged, with its passage, its offsets and a link. This module must not know the
//! browser or the clock: the caller gives it the day and the page's address.

mod cite;
mod csv;
mod decimal;
mod json;
mod markdown;
mod picture;
mod tables;

pub use cite::Citation;
pub use csv::Table;
pub use picture::{Font, Picture, PictureWords, Shape, break_lines};
pub use tables::{milestones, passages, projects, quantities, sentences};

use crate::link;
use crate::model::vocabulary::vocabulary;
use crate::model::{Plan, Vocabulary};
use crate::query::{Query, View, ViewKind};
use crate::words::Words;

vocabulary! {
    /// The format of an exported view.
    Format, "format" {
        /// A table: RFC 4180, UTF-8 with a byte order mark.
        Csv = "csv",
        /// The entries as in `plan.json`.
        Json = "json",
        /// Text with headings and quotations.
        Markdown = "md",
    }
}

impl Format {
    /// The name of the format, the same in every language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Json => "JSON",
            Self::Markdown => "Markdown",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Markdown => "text/markdown;charset=utf-8",
        }
    }
}

/// What to export.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The query.
    pub query: &'a Query,
    /// The view of the query.
    pub view: &'a View<'a>,
    /// The page's address without a query, for links.
    pub address: &'a str,
    /// The day of the export, `YYYY-MM-DD`.
    pub day: &'a str,
    /// The language of headings. Quotations are always Chinese.
    pub words: &'a Words,
}

impl Export<'_> {
    /// The view in a format.
    pub fn write(&self, format: Format) -> String {
        match format {
            Format::Csv => self.table().to_string(),
            Format::Json => json::write(self),
            Format::Markdown => markdown::write(self),
        }
    }

    /// A name for the file, with characters that every system allows.
    pub fn file_name(&self, format: Format) -> String {
        let (stem, view, day) = (&self.plan.site().file, self.query.view.id(), self.day);
        format!("{stem}-{view}-{day}.{}", format.id())
    }

    /// The view's results as a table.
    fn table(&self) -> Table {
        let plan = self.plan;
        match self.query.view {
            ViewKind::Timeline => milestones(plan, &self.view.milestones, self.address),
            ViewKind::Projects => {
                let groups = self.view.projects.iter();
                let items = groups.flat_map(|group| &group.items);
                let shown: Vec<_> = items.map(|item| item.project).collect();
                projects(plan, &shown, self.address)
            }
            ViewKind::Figures => {
                let groups = self.view.figures.iter();
                let figures = groups.flat_map(|group| &group.figures);
                let shown: Vec<_> = figures.map(|figure| figure.quantity).collect();
                quantities(plan, &shown, self.address)
            }
            ViewKind::Matrix => tables::matrix(plan, self.query, &self.view.matrix, self.address),
            view if view.counts_statements() => {
                tables::statements(plan, &self.view.statements, self.address)
            }
            _ => passages(plan, &self.view.matching, self.address),
        }
    }

    /// The whole address of the view.
    fn permalink(&self) -> String {
        let query = link::write(self.query, self.plan);
        if query.is_empty() {
            self.address.to_owned()
        } else {
            format!("{}?{query}", self.address)
        }
    }
}

/// The link that opens an entry, without filters.
pub(crate) fn link_to(plan: &Plan, address: &str, id: &str) -> String {
    let query = Query::default().at(plan.target(id));
    format!("{address}?{}", link::write(&query, plan))
}
