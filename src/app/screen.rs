//! How many rows fill a first screen.

use crate::dom;
use crate::query::{Query, ViewKind};

/// How many rows of a longer answer are shown at first, and by how many a frame an answer of usual length grows.
pub(super) const FIRST: usize = 100;

/// An answer of up to so many rows is shown whole, so that the browser's own search finds everything in it. No
/// answer from the plan of this repository is longer.
pub(super) const ALWAYS_WHOLE: usize = 600;

/// The usual height of a result with the titles above it, in CSS pixels, and the least, which projects have.
const USUAL: f64 = 160.0;
const LEAST: f64 = 80.0;

/// The fewest and the most rows of a first screen, whatever height the browser reports.
const FIRST_SCREEN: std::ops::RangeInclusive<f64> = 4.0..=24.0;

/// How many rows are shown at first of the answer to `query`, which will be scrolled to `position`, in CSS
/// pixels. The browser cannot scroll further than what is drawn. A link into the whole text may lead far down too.
pub(super) fn first_screen(query: &Query, position: f64) -> usize {
    let height = match query.view {
        ViewKind::Projects => LEAST,
        _ => USUAL,
    };
    let rows = (dom::viewport_height() / height + position / LEAST).ceil();
    let leads_down = query.view == ViewKind::Text && query.at.is_some();
    if leads_down || (position > 0.0 && rows > *FIRST_SCREEN.end()) {
        return FIRST.max(rows as usize);
    }
    rows.clamp(*FIRST_SCREEN.start(), *FIRST_SCREEN.end()) as usize
}
