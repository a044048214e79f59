//! How many rows fill a first screen.

use crate::dom;
use crate::query::ViewKind;

/// How many rows of a longer answer are shown at first.
pub(super) const FIRST: usize = 100;

/// The least height of a row, in CSS pixels, and the fewest and the most rows of a first screen, whatever
/// height the browser reports.
const ROW: f64 = 100.0;
const FIRST_SCREEN: std::ops::RangeInclusive<f64> = 6.0..=24.0;

/// How many rows are shown at first of a view that will be scrolled to `position`, in CSS pixels. Far down,
/// all that are shown of any answer: the browser cannot scroll further than what is drawn. The whole text is
/// read from where the link points, which may be far down, so it has no first screen.
pub(super) fn first_screen(view: ViewKind, position: f64) -> usize {
    let rows = ((dom::viewport_height() + position) / ROW).ceil();
    if view == ViewKind::Text || (position > 0.0 && rows > *FIRST_SCREEN.end()) {
        return FIRST;
    }
    rows.clamp(*FIRST_SCREEN.start(), *FIRST_SCREEN.end()) as usize
}
