//! What is only read, as HTML: a result, a passage, the timeline, a table. With maud, which escapes every text.
//!
//! The app and the static pages show the same functions' HTML. Plain values in, markup out: no browser, no
//! state, no failure. Nothing here is operated but by its links (`?…`), which the app follows as a router
//! does. A link that only opens something names just that (`?at=…`, with `data-opens`); the app merges it
//! into the present query.

mod about;
mod answer;
mod card;
mod compare;
mod count;
mod facets;
mod figures;
mod help;
mod lanes;
mod list;
mod map;
mod matrix;
mod missing;
mod overview;
mod passage;
mod profile;
mod projects;
mod rows;
mod share;
mod statements;
mod suggestion;
mod term;
mod text;
mod theme;

pub use answer::{above, rows};
pub use card::{cited, neighbours, title};
pub use count::{count, no_results};
pub use facets::{counts_about, facet_values};
pub use help::help_tables;
pub use list::mixed;
pub use map::{groups, layers};
pub use maud::Markup;
pub use overview::overview;
pub use passage::{notes, opened};
pub use rows::{Row, Rows};
pub use share::qr_code;
pub use suggestion::suggestion;
pub use text::{outline, outline_entry};

use maud::html;

use crate::link;
use crate::model::{Plan, Theme};
use crate::query::{Explorer, Lang, Query, Tally, View};
use crate::words::Words;

/// The icon of the search, as a path 20 by 20.
pub const MAGNIFIER: &str = "M3 8.5a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M12.5 12.5l5 5";

/// How many results fill two screens of 1440 by 900 pixels. The page before the program shows so many, and the program
/// begins with no fewer.
pub const TWO_SCREENS: usize = 8;

/// A template of ours with HTML in its places.
fn fill_with(template: &str, parts: &[Markup]) -> Markup {
    let mut parts = parts.iter();
    html! {
        @for (at, words) in template.split("{}").enumerate() {
            @if at > 0 { @if let Some(part) = parts.next() { (part) } }
            (words)
        }
    }
}

/// A number as a link to what it counts. `label` contains it.
fn linked(draw: &Draw<'_>, tally: &Tally, label: &str) -> Markup {
    html! { a href=(draw.href(&tally.to)) { (label) } }
}

/// Links with the language's separator between them.
fn linked_list(draw: &Draw<'_>, links: &[Markup]) -> Markup {
    html! {
        @for (at, link) in links.iter().enumerate() {
            @if at > 0 { (draw.words.list_separator) }
            (link)
        }
    }
}

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
        link::href(query, self.plan())
    }

    /// The `href` that only opens the passage, sentence, milestone, project or term with this id.
    fn href_at(&self, id: &str) -> String {
        self.href(&Query::default().at(self.plan().target(id)))
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

    /// All of the answer as one piece.
    pub fn whole_answer(&self) -> Markup {
        answer::whole_answer(self)
    }

    fn theme_name(&self, theme: Theme) -> &'a str {
        self.words.theme_name(self.plan(), theme)
    }
}
