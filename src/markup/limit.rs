//! How much of a long answer is drawn at first, and the way to the rest.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::Vocabulary;
use crate::words;

/// An answer of up to so many entries is drawn whole, so that the browser's own search finds everything
/// in it. Every view of the plan is shorter; what is longer is not this plan, or the plan many times over.
const WHOLE: usize = 500;

/// How many entries of a longer one are drawn at first: more than any screen shows.
pub const AT_FIRST: usize = 100;

/// How many entries are drawn within the frame that answers a reader: a screen of them. Drawing is what an
/// answer costs; the rest follows a moment later.
pub const AT_ONCE: usize = 20;

/// Takes the entries that are drawn, and counts those that are not.
#[derive(Clone, Debug)]
pub(super) struct Limit {
    left: usize,
    drawn: usize,
    left_out: usize,
    /// Whether the rest comes by itself.
    follows: bool,
}

impl Limit {
    /// For an answer of `total` entries, of which `most` are wanted.
    pub(super) fn new(total: usize, most: usize) -> Self {
        Self {
            left: if total <= WHOLE && most >= AT_FIRST {
                total
            } else {
                most
            },
            drawn: 0,
            left_out: 0,
            follows: most < AT_FIRST,
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
            @if self.left_out > 0 && !self.follows {
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
    fn of_any_answer_a_screen_comes_at_once_and_nothing_is_said_of_the_rest() {
        let entries = [(); 83];
        let mut limit = Limit::new(entries.len(), AT_ONCE);
        assert_eq!(limit.take(&entries).len(), AT_ONCE);
        assert!(limit.follows && limit.left_out == 63);
    }

    #[test]
    fn what_is_short_is_whole_and_what_is_long_is_counted() {
        let entries = [(); 700];
        let mut short = Limit::new(WHOLE, AT_FIRST);
        assert_eq!(
            short.take(entries.get(..WHOLE).unwrap_or_default()).len(),
            WHOLE
        );
        let mut long = Limit::new(700, AT_FIRST);
        let parts: Vec<usize> = entries
            .chunks(70)
            .map(|part| long.take(part).len())
            .collect();
        assert_eq!(parts, [70, 30, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((long.drawn, long.left_out), (100, 600));
    }
}
