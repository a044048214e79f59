//! How much of a long answer is drawn at first, and the way to the rest.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::Vocabulary;
use crate::query::ViewKind;
use crate::words;

/// An answer of up to so many entries is drawn whole, so that the browser's own search finds everything
/// in it. Every view of the plan is shorter; what is longer is not this plan, or the plan many times over.
const WHOLE: usize = 500;

/// How high an entry is at least, in CSS pixels: of the list, with its heading and one sentence; and of the
/// timeline, where every period has so many beside the others'. And what stands above the first.
const ENTRY: (f64, f64) = (125.0, 160.0);
const MILESTONE: (f64, f64) = (75.0, 300.0);
/// The fewest and the most entries that are drawn at once: what a window says of its height may be anything.
const AT_ONCE: std::ops::RangeInclusive<f64> = 5.0..=24.0;

/// How much of an answer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// A screen of it: so many entries, of the timeline what lies as far down as so many reach. Drawing is what
    /// an answer costs; the rest follows by itself a moment later.
    AtOnce(usize),
    /// All of it, unless it is very long: then so many entries, and the way to the others.
    First(usize),
    /// All of it, however long.
    Whole,
}

impl Extent {
    /// What is drawn of an answer by itself: more of a very long one than any screen shows.
    pub const FIRST: Self = Self::First(100);

    /// What is drawn of a view within the frame that answers a reader, in a window of this height in CSS
    /// pixels: enough to fill it. The whole text is read from where the link points, which may be far down.
    pub fn at_once(view: ViewKind, height: f64) -> Self {
        let (entry, above) = match view {
            ViewKind::Text => return Self::FIRST,
            ViewKind::Timeline => MILESTONE,
            _ => ENTRY,
        };
        // As a float saturates when it becomes an integer, nothing that a browser says can overflow.
        Self::AtOnce(
            ((height - above) / entry)
                .ceil()
                .clamp(*AT_ONCE.start(), *AT_ONCE.end()) as usize,
        )
    }

    /// What is drawn at once of a view that a reader goes back to, in a window of this height: what lies above
    /// where it was left and fills the window there, `offset` CSS pixels down, as the browser takes it there and
    /// cannot scroll further than what is drawn. Where that is much, or not known how much, what is drawn by itself.
    pub fn of_return(view: ViewKind, height: f64, offset: Option<f64>) -> Self {
        match offset {
            Some(offset) if offset < 1.0 => Self::at_once(view, height),
            // Of a timeline half of what fills the window is drawn at once.
            Some(offset) if view != ViewKind::Timeline => {
                match Self::at_once(view, height + offset) {
                    Self::AtOnce(entries) if entries as f64 >= *AT_ONCE.end() => Self::FIRST,
                    extent => extent,
                }
            }
            _ => Self::FIRST,
        }
    }

    /// Whether this is a screen of it.
    pub fn is_at_once(self) -> bool {
        matches!(self, Self::AtOnce(_))
    }

    /// What is drawn next after this came at once, of an answer of `total` entries: twice as much each time, so that
    /// whoever asks for something in between waits for none of the steps long; at last what is drawn by itself.
    pub fn grown(self, total: usize) -> Self {
        match self {
            Self::AtOnce(most) if most.saturating_mul(2) < Self::FIRST.of(total) => {
                Self::AtOnce(most.saturating_mul(2))
            }
            Self::AtOnce(_) => Self::FIRST,
            Self::First(_) | Self::Whole => self,
        }
    }

    /// Twice as much.
    pub fn more(self) -> Self {
        match self {
            Self::AtOnce(_) => Self::FIRST,
            Self::First(most) => Self::First(most.saturating_mul(2)),
            Self::Whole => Self::Whole,
        }
    }

    /// As much, and so much more as is needed to hold the entry at `position`.
    pub fn reaching(self, position: usize) -> Self {
        match self {
            Self::First(most) if most > position => self,
            Self::AtOnce(_) | Self::First(_) => Self::First(position.saturating_add(100)),
            Self::Whole => Self::Whole,
        }
    }

    /// What of the timeline is drawn, where so many milestones may be: how many of each period, and how far down
    /// they may begin in the drawing, in CSS pixels. Of a screen half is enough, as a drawing's words cost most:
    /// the others follow with the next frame.
    pub(super) fn of_timeline(self, left: usize) -> (usize, i32) {
        match self {
            Self::AtOnce(most) => (usize::MAX, (most as f64 * MILESTONE.0 / 2.0) as i32),
            Self::First(_) | Self::Whole => (left, i32::MAX),
        }
    }

    /// How many of `total` entries are drawn.
    fn of(self, total: usize) -> usize {
        match self {
            Self::AtOnce(most) => most,
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

    /// What is above the entries takes the room of so many of them: of a screen that many fewer are drawn, but one.
    pub(super) fn stand_below(&mut self, entries: usize) {
        if self.extent.is_at_once() {
            self.left = self.left.saturating_sub(entries).max(1);
        }
    }

    /// How many have been drawn.
    pub(super) fn drawn(&self) -> usize {
        self.drawn
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

    /// The same of entries of which some take the room of several: `weigh` says of how many.
    pub(super) fn take_weighed<'t, T>(
        &mut self,
        entries: &'t [T],
        weigh: impl Fn(&T) -> usize,
    ) -> &'t [T] {
        if !self.extent.is_at_once() {
            return self.take(entries);
        }
        let mut count = 0;
        for entry in entries {
            if self.left == 0 {
                break;
            }
            self.left = self.left.saturating_sub(weigh(entry).max(1));
            count += 1;
        }
        self.drawn += count;
        self.left_out += entries.len() - count;
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
            @if self.left_out > 0 && !self.extent.is_at_once() {
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
        let mut limit = Limit::new(entries.len(), Extent::AtOnce(7));
        assert_eq!(limit.take(&entries).len(), 7);
        assert_eq!(limit.left_out, entries.len() - 7);
    }

    #[test]
    fn what_is_large_takes_the_room_of_several_in_a_screen_and_nowhere_else() {
        let entries = [1, 4, 1, 9, 1, 1];
        let weigh = |&weight: &usize| weight;
        let mut limit = Limit::new(entries.len(), Extent::AtOnce(7));
        assert_eq!(limit.take_weighed(&entries, weigh), [1, 4, 1, 9]);
        assert_eq!((limit.drawn(), limit.left_out), (4, 2));
        assert!(limit.take_weighed(&entries, weigh).is_empty());
        let mut limit = Limit::new(entries.len(), Extent::FIRST);
        assert_eq!(limit.take_weighed(&entries, weigh), entries);
    }

    #[test]
    fn what_comes_after_a_screen_is_twice_as_much_each_time_and_soon_all() {
        let steps = |total: usize| {
            let steps = std::iter::successors(Some(Extent::AtOnce(6)), |extent| {
                extent.is_at_once().then(|| extent.grown(total))
            });
            steps.collect::<Vec<_>>()
        };
        let [six, twelve, many] = [6, 12, 24].map(Extent::AtOnce);
        assert_eq!(steps(83)[..3], [six, twelve, many]);
        assert_eq!(steps(83)[3..], [Extent::AtOnce(48), Extent::FIRST]);
        assert_eq!(steps(3), [six, Extent::FIRST]);
        // Of very many a hundred are drawn, however they come.
        assert_eq!(steps(8300), [steps(100), vec![]].concat());
        assert_eq!(Extent::Whole.grown(83), Extent::Whole);
    }

    #[test]
    fn a_screen_is_as_much_as_fills_the_window_whatever_that_says_of_itself() {
        let list = |height| Extent::at_once(ViewKind::List, height);
        assert_eq!(
            (list(900.0), list(1400.0)),
            (Extent::AtOnce(6), Extent::AtOnce(10))
        );
        let timeline = Extent::at_once(ViewKind::Timeline, 900.0);
        assert_eq!(timeline, Extent::AtOnce(8));
        assert_eq!(timeline.of_timeline(0), (usize::MAX, 300));
        assert_eq!(Extent::FIRST.of_timeline(40), (40, i32::MAX));
        assert_eq!(Extent::at_once(ViewKind::Text, 900.0), Extent::FIRST);
        for odd in [0.0, -1.0, 1e300, f64::INFINITY, f64::NAN] {
            assert!(matches!(list(odd), Extent::AtOnce(0..=24)), "{odd}");
        }
    }

    #[test]
    fn who_comes_back_finds_what_is_above_where_they_were() {
        let of = |view, offset| Extent::of_return(view, 900.0, offset);
        let list = |offset| of(ViewKind::List, offset);
        assert_eq!(list(Some(0.0)), Extent::at_once(ViewKind::List, 900.0));
        assert_eq!(list(Some(1000.0)), Extent::at_once(ViewKind::List, 1900.0));
        // Far down, or who knows where: all that is drawn by itself, and not as much as a screen may have.
        for offset in [Some(4000.0), Some(f64::INFINITY), None] {
            assert_eq!(list(offset), Extent::FIRST, "{offset:?}");
        }
        let timeline = |offset| of(ViewKind::Timeline, offset);
        assert_eq!(
            timeline(Some(0.0)),
            Extent::at_once(ViewKind::Timeline, 900.0)
        );
        assert_eq!(timeline(Some(500.0)), Extent::FIRST);
        assert_eq!(of(ViewKind::Text, Some(500.0)), Extent::FIRST);
    }

    #[test]
    fn an_extent_grows_until_it_holds_what_is_asked_for() {
        assert_eq!(Extent::AtOnce(7).more(), Extent::FIRST);
        assert_eq!(Extent::FIRST.more(), Extent::First(200));
        assert_eq!(Extent::FIRST.reaching(99), Extent::FIRST);
        assert!(Extent::FIRST.reaching(100).of(1000) > 100);
        assert!(Extent::AtOnce(7).reaching(0).of(1000) > 0);
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
