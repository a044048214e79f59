//! Views as HTML: `View` → markup.
//!
//! Invariants: plain values in, markup out; no browser, nothing remembered, nothing fails. Every text is
//! escaped where it is put in (`maud` does it; nothing here opts out). Every intent is told by the
//! markup itself and followed by `ui`: a link `?…`, an input with `data-to` (the link it leads to) or
//! `data-toggle` (a link of the one value that it chooses or takes back), or a button with `data-do` (one
//! of [`Action`]).
//!
//! Why strings and not components: a part of the page that shows an answer has no state of its own. As
//! components these parts were two thirds of the download, and drawing them was the cost of every
//! interaction; as strings the browser's own parser draws them, the native tests read them, and the pages
//! without a program are made by the same functions.

mod about;
mod action;
mod changes;
mod compare;
mod facets;
mod figures;
mod header;
mod help;
mod limit;
mod list;
mod map;
mod matrix;
mod notice;
mod profile;
mod projects;
mod reader;
mod share;
mod summary;
mod term;
mod text;
mod timeline;

pub use action::{Action, Of};
pub use changes::{Change, Place, changes};
pub use facets::{facets, search, sheet_end, suggestions};
pub use header::Settings;
pub use header::{header, skip};
pub use help::help;
pub use limit::Extent;
pub use maud::Markup;
pub use notice::{stopped, update};
pub use reader::{Occasion, Part, reader};
pub use share::{Shared, by_hand, share_sheet};
pub use summary::{Offer, notices, summary};
pub use text::{part_of, passage_in_text};

use maud::html;

use crate::link;
use crate::model::{Plan, Theme, Vocabulary};
use crate::query::{Explorer, Lang, Layout, Query, View, ViewKind};
use crate::words::Words;

/// What is drawn, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Draw<'a> {
    /// The plan, ready for questions.
    pub explorer: &'a Explorer<'a>,
    /// The language of what is ours.
    pub words: &'a Words,
    /// What was asked for: links lead on from it.
    pub query: &'a Query,
    /// The answer.
    pub view: &'a View<'a>,
}

impl<'a> Draw<'a> {
    fn plan(&self) -> &'a Plan {
        self.explorer.plan()
    }

    /// The `href` that opens `query`.
    fn href(&self, query: &Query) -> String {
        ["?", &link::write(query)].concat()
    }

    /// The `href` that opens what has this id over the present view.
    fn href_at(&self, id: &str) -> String {
        self.href(&self.query.at(self.plan().target(id)))
    }

    /// The language of the plan's words, where the page around them has another.
    fn zh(&self) -> Option<&'static str> {
        (self.words.lang != Lang::Zh).then_some("zh-Hans")
    }

    fn theme_name(&self, theme: Theme) -> &'a str {
        let entry = self.plan().file().themes.get(theme.ordinal());
        entry.map_or("", |entry| self.words.theme(entry))
    }

    /// The part of the page that shows the answer; `layout` is the space for a drawing, `extent` how much
    /// of it is drawn.
    pub fn content(&self, layout: Layout, extent: Extent) -> Markup {
        match self.query.view {
            ViewKind::List => html! {
                (help::examples(self))
                (profile::profile(self))
                (list::list(self, extent))
            },
            ViewKind::Timeline => timeline::timeline(self, layout, extent),
            ViewKind::Projects => projects::projects(self, extent),
            ViewKind::Figures => figures::figures(self, extent),
            ViewKind::Map => map::map(self, extent),
            ViewKind::Matrix => matrix::matrix(self),
            ViewKind::Compare => compare::compare(self),
            ViewKind::Text => text::text(self, extent),
            ViewKind::About => about::about(self),
        }
    }
}

/// A truth as attributes have it. What a template shows through `Display` brings all that formats with it.
fn truth(is_so: bool) -> &'static str {
    match is_so {
        true => "true",
        false => "false",
    }
}
