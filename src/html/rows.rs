//! The rows of a long answer. The app draws as many as fit the window first, and the rest later.

/// A row: a title, or a result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row {
    /// What tells it apart from rows with the same HTML.
    pub id: String,
    /// Its HTML.
    pub html: String,
}

/// The rows of an answer, as far as they are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The class of the element around the rows.
    pub class: &'static str,
    /// The rows, titles included.
    pub rows: Vec<Row>,
    /// How many results are drawn.
    pub drawn: usize,
    /// How many results there are.
    pub total: usize,
}

impl Rows {
    pub(super) fn of(total: usize) -> Self {
        Self {
            total,
            ..Self::default()
        }
    }

    /// Whether `most` results are drawn already.
    pub(super) fn has(&self, most: usize) -> bool {
        self.drawn >= most
    }

    /// Adds a title.
    pub(super) fn title(&mut self, id: impl Into<String>, html: maud::Markup) {
        self.rows.push(Row {
            id: id.into(),
            html: html.into_string(),
        });
    }

    /// Adds a row with `results` results.
    pub(super) fn push(&mut self, id: impl Into<String>, results: usize, html: maud::Markup) {
        self.title(id, html);
        self.drawn += results;
    }
}
