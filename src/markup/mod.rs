//! Views as HTML: `View` → markup, with maud.
//!
//! Invariants: plain values in, markup out; no browser, no state, no failure. Maud escapes every text, and
//! nothing here turns that off. What an element does is in its attributes, and `ui` follows it: a link `?…`,
//! an input with `data-to` (the link that it leads to) or `data-toggle` (a link of the one value that it
//! toggles), or a button with `data-do` (an [`Action`]).
//!
//! Why strings and not components: these parts have no state of their own. As strings, the browser's parser
//! builds them, native tests read them, and the static pages can use the same functions.

mod about;
mod action;
mod compare;
mod facets;
mod figures;
mod header;
mod help;
mod lanes;
mod limit;
mod list;
mod map;
mod matrix;
mod missing;
mod morph;
mod notice;
mod overview;
mod profile;
mod projects;
mod reader;
mod share;
mod summary;
mod term;
mod text;
mod timeline;

pub use action::{Action, ShareTarget};
pub use facets::{facets, search, sheet_end, suggestions};
pub use header::{Settings, header, skip};
pub use help::help;
pub use lanes::lanes;
pub use limit::Limit;
pub use maud::Markup;
pub use morph::{Edit, Path, diff};
pub use notice::{stopped, update};
pub use overview::overview;
pub use reader::{Accessed, ReaderPart, reader};
pub use share::{ShareLinks, by_hand, share_sheet};
pub use summary::{YearOptions, choices, count, notices, summary};
pub use text::{outline_entry, passage_in_text};

use maud::html;

use crate::link;
use crate::model::{Plan, Theme};
use crate::query::{Explorer, Lang, Layout, Query, View, ViewKind};
use crate::words::Words;

/// What every view is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Draw<'a> {
    /// The plan, ready for questions.
    pub explorer: &'a Explorer<'a>,
    /// The strings of the interface, in its language.
    pub words: &'a Words,
    /// The query: links change it.
    pub query: &'a Query,
    /// The answer to it.
    pub view: &'a View<'a>,
}

impl<'a> Draw<'a> {
    fn plan(&self) -> &'a Plan {
        self.explorer.plan()
    }

    /// The `href` that opens `query`.
    fn href(&self, query: &Query) -> String {
        format!("?{}", link::write(query, self.plan()))
    }

    /// The `href` that opens the passage, sentence, milestone, project or term with this id.
    fn href_at(&self, id: &str) -> String {
        self.href(&self.query.at(self.plan().target(id)))
    }

    /// The `lang` attribute of the plan's text, needed where the interface is not Chinese.
    fn zh(&self) -> Option<&'static str> {
        (self.words.lang != Lang::Zh).then_some("zh-Hans")
    }

    /// An unofficial translation beside the plan's own words, in English only.
    fn gloss(&self, english: Option<&str>) -> Markup {
        html! {
            @if let (Lang::En, Some(english)) = (self.words.lang, english) {
                span.gloss title=(self.words.translation) { (english) }
            }
        }
    }

    fn theme_name(&self, theme: Theme) -> &'a str {
        self.words.theme_name(self.plan(), theme)
    }

    /// The answer. `layout` is the space for a drawing, `limit` how much of the answer is drawn.
    /// A view whose data is missing says so.
    pub fn content(&self, layout: Layout, limit: Limit) -> Markup {
        match missing::missing(self) {
            Some((note, true)) => note,
            Some((note, false)) => html! { (note) (self.answer(layout, limit)) },
            None => self.answer(layout, limit),
        }
    }

    fn answer(&self, layout: Layout, limit: Limit) -> Markup {
        match self.query.view {
            ViewKind::List => html! {
                (profile::profile(self))
                (list::list(self, limit))
            },
            ViewKind::Timeline => timeline::timeline(self, layout, limit),
            ViewKind::Projects => projects::projects(self, limit),
            ViewKind::Figures => figures::figures(self, limit),
            ViewKind::Map => map::map(self, limit),
            ViewKind::Matrix => matrix::matrix(self),
            ViewKind::Compare => compare::compare(self),
            ViewKind::Text => text::text(self, limit),
            ViewKind::About => about::about(self),
        }
    }
}
