//! How much of a long answer is drawn at first, and the way to the rest.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::Vocabulary;
use crate::words;

/// An answer of up to so many entries is drawn whole, so that the browser's own search finds everything
/// in it. Every view of the plan is shorter; what is longer is not this plan, or the plan many times over.
const WHOLE: usize = 500;

/// How many entries are drawn within the frame that answers a reader: a screen of them. Of the list some six
/// fill a window of 900 CSS pixels, of the timeline a dozen in each period.
const AT_ONCE: usize = 12;

/// How much of an answer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A screen of it. Drawing is what an answer costs; the rest follows by itself a moment later.
    AtOnce,
    /// All of it, unless it is very long: then so many entries, and the way to the others.
    First(usize),
    /// All of it, however long.
    Whole,
}

impl Extent {
    /// What is drawn of an answer by itself: more of a very long one than any screen shows.
    pub const FIRST: Self = Self::First(100);

    /// Twice as much.
    pub fn more(self) -> Self {
        match self {
            Self::AtOnce => Self::FIRST,
            Self::First(most) => Self::First(most.saturating_mul(2)),
            Self::Whole => Self::Whole,
        }
    }

    /// As much, and so much more as is needed to hold the entry at `position`.
    pub fn reaching(self, position: usize) -> Self {
        match self {
            Self::First(most) if most > position => self,
            Self::AtOnce | Self::First(_) => Self::First(position.saturating_add(100)),
            Self::Whole => Self::Whole,
        }
    }

    /// How many of `total` entries are drawn.
    fn of(self, total: usize) -> usize {
        match self {
            Self::AtOnce => AT_ONCE,
            Self::First(most) if total > WHOLE => most,
            Self::First(_) | Self::Whole => total,
        }
    }
}

/// Takes the entries that are drawn, and counts those that are not.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    extent: Extent,
    left: usize,
    drawn: usize,
    left_out: usize,
}

impl Limit {
    /// For an answer of `total` entries.
    pub(super) fn new(total: usize, extent: Extent) -> Self {
        Self {
            extent,
            left: extent.of(total),
            drawn: 0,
            left_out: 0,
        }
    }

    /// How many more may be drawn.
    pub(super) fn left(&self) -> usize {
        self.left
    }

    /// The first of these entries, as many as may be drawn.
    pub(super) fn take<'t, T>(&mut self, entries: &'t [T]) -> &'t [T] {
        let count = entries.len().min(self.left);
        self.count(count, entries.len() - count);
        entries.get(..count).unwrap_or_default()
    }

    /// Counts entries that are drawn, and others that are not.
    pub(super) fn count(&mut self, drawn: usize, left_out: usize) {
        self.left = self.left.saturating_sub(drawn);
        self.drawn += drawn;
        self.left_out += left_out;
    }

    /// Where something is left out: that, and how to have it. More is drawn when a reader comes near.
    pub(super) fn more(&self, draw: &Draw<'_>) -> Markup {
        let all = self.drawn + self.left_out;
        html! {
            @if self.left_out > 0 && self.extent != Extent::AtOnce {
                p #more.more {
                    (words::fill(draw.words.drawn, &[&self.drawn.to_string(), &all.to_string()]))
                    " "
                    button type="button" data-do=(Action::DrawAll.id()) { (draw.words.draw_all) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_any_answer_a_screen_comes_at_once() {
        let entries = [(); 83];
        let mut limit = Limit::new(entries.len(), Extent::AtOnce);
        assert_eq!(limit.take(&entries).len(), AT_ONCE);
        assert_eq!(limit.left_out, entries.len() - AT_ONCE);
    }

    #[test]
    fn an_extent_grows_until_it_holds_what_is_asked_for() {
        assert_eq!(Extent::AtOnce.more(), Extent::FIRST);
        assert_eq!(Extent::FIRST.more(), Extent::First(200));
        assert_eq!(Extent::FIRST.reaching(99), Extent::FIRST);
        assert!(Extent::FIRST.reaching(100).of(1000) > 100);
        assert!(Extent::AtOnce.reaching(0).of(1000) > 0);
        assert_eq!(Extent::Whole.reaching(5000).of(8300), 8300);
    }

    #[test]
    fn what_is_short_is_whole_and_what_is_long_is_counted() {
        let entries = [(); 700];
        let mut short = Limit::new(WHOLE, Extent::FIRST);
        assert_eq!(
            short.take(entries.get(..WHOLE).unwrap_or_default()).len(),
            WHOLE
        );
        let mut long = Limit::new(700, Extent::FIRST);
        let parts: Vec<usize> = entries
            .chunks(70)
            .map(|part| long.take(part).len())
            .collect();
        assert_eq!(parts, [70, 30, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((long.drawn, long.left_out), (100, 600));
    }
}
