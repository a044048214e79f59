//! What is seldom drawn: the views beyond the first two, and what opens over the page.

use super::{
    Draw, Extent, Markup, Settings, Shared, about, compare, figures, help as help_sheet, map,
    matrix, projects, share, text,
};
use crate::model::{Late, Passage};
use crate::query::{Opened, ViewKind};
use crate::words::Words;

/// Seldom drawn parts of the page.
#[derive(Debug)]
pub struct Tables {
    /// What shows an answer of which `ViewKind::is_late` holds.
    pub(super) content: fn(&Draw<'_>, Extent) -> Markup,
    /// A passage of the whole text.
    pub(super) passage_in_text: fn(&Draw<'_>, &Passage, Option<&Opened<'_>>) -> Markup,
    /// The help.
    pub(super) help: fn(&Words, &Settings) -> Markup,
    /// The sheet of ways to hand a link on.
    pub(super) share_sheet: fn(&Words, &Shared, bool) -> Markup,
}

/// The tables themselves.
pub static TABLES: Tables = Tables {
    content,
    passage_in_text: text::passage_in_text,
    help: help_sheet::help,
    share_sheet: share::share_sheet,
};

/// The place for them.
pub static LATE: Late<Tables> = Late::new(&TABLES);

fn content(draw: &Draw<'_>, extent: Extent) -> Markup {
    match draw.query.view {
        ViewKind::List | ViewKind::Timeline => Markup::default(),
        ViewKind::Projects => projects::projects(draw, extent),
        ViewKind::Figures => figures::figures(draw, extent),
        ViewKind::Map => map::map(draw, extent),
        ViewKind::Matrix => matrix::matrix(draw),
        ViewKind::Compare => compare::compare(draw),
        ViewKind::Text => text::text(draw, extent),
        ViewKind::About => about::about(draw),
    }
}

/// A passage of the whole text, as it stands there.
pub fn passage_in_text(draw: &Draw<'_>, passage: &Passage, opened: Option<&Opened<'_>>) -> Markup {
    let tables = LATE.get();
    tables.map_or_else(Markup::default, |tables| {
        (tables.passage_in_text)(draw, passage, opened)
    })
}

/// The help's inside: keys and rules of searching, and the settings.
pub fn help(words: &Words, set: &Settings) -> Markup {
    let tables = LATE.get();
    tables.map_or_else(Markup::default, |tables| (tables.help)(words, set))
}

/// The share sheet's inside: the link, its code to scan, the code for other pages.
pub fn share_sheet(words: &Words, shared: &Shared, can_share: bool) -> Markup {
    let tables = LATE.get();
    tables.map_or_else(Markup::default, |tables| {
        (tables.share_sheet)(words, shared, can_share)
    })
}
