//! How much of a long answer is drawn at first, and the button for the rest.
//!
//! Drawing is most of what an answer costs. So the first frame shows what fills the window, the next frames
//! add to it, and of a very long answer the rest follows when the reader scrolls near its end.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::Vocabulary;
use crate::query::ViewKind;
use crate::words;

/// An answer of up to so many entries is drawn whole, so that the browser's own search finds everything in
/// it. No answer from this plan is longer.
const ALWAYS_WHOLE: usize = 500;

/// The least height of an entry, and the height of what stands above the first one, in CSS pixels: in the
/// list, an entry with its heading and one sentence; in the timeline, one of each period side by side.
const ENTRY: (f64, f64) = (125.0, 160.0);
const MILESTONE: (f64, f64) = (75.0, 300.0);
/// The fewest and the most entries on a first screen, whatever height the browser reports.
const FIRST_SCREEN: std::ops::RangeInclusive<f64> = 5.0..=24.0;

/// How much of an answer is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many entries. Of the timeline: as far down as so many entries would reach.
    FirstScreen(usize),
    /// All of it, but of a very long answer only so many entries and a button for the rest.
    First(usize),
    /// All of it.
    Whole,
}

impl Limit {
    /// The limit of an answer that the reader has not asked more of.
    pub const DEFAULT: Self = Self::First(100);

    /// What fills a window of this height in CSS pixels. The whole text is read from where the link points,
    /// which may be far down, so it has no first screen.
    pub fn first_screen(view: ViewKind, height: f64) -> Self {
        let (entry, above) = match view {
            ViewKind::Text => return Self::DEFAULT,
            ViewKind::Timeline => MILESTONE,
            _ => ENTRY,
        };
        let entries = ((height - above) / entry).ceil();
        Self::FirstScreen(entries.clamp(*FIRST_SCREEN.start(), *FIRST_SCREEN.end()) as usize)
    }

    /// What a reader needs who comes back to a view and left it at this scroll position: the browser
    /// restores the position, and cannot scroll further than what is drawn. Far down, or without a known
    /// position, that is the default.
    pub fn on_return(view: ViewKind, height: f64, position: Option<f64>) -> Self {
        match position {
            Some(position) if position < 1.0 => Self::first_screen(view, height),
            // The first screen of a timeline is drawn only in part (`Limit::of_timeline`).
            Some(position) if view != ViewKind::Timeline => {
                match Self::first_screen(view, height + position) {
                    Self::FirstScreen(entries) if entries as f64 >= *FIRST_SCREEN.end() => {
                        Self::DEFAULT
                    }
                    limit => limit,
                }
            }
            _ => Self::DEFAULT,
        }
    }

    /// Whether the rest is to follow in the next frames.
    pub fn is_first_screen(self) -> bool {
        matches!(self, Self::FirstScreen(_))
    }

    /// The limit of the frame after a first screen, for an answer of `total` entries: twice as many each
    /// time, up to the default. In steps, so that what the reader does meanwhile waits for one step only.
    pub fn next_step(self, total: usize) -> Self {
        match self {
            Self::FirstScreen(most) if most.saturating_mul(2) < Self::DEFAULT.of(total) => {
                Self::FirstScreen(most.saturating_mul(2))
            }
            Self::FirstScreen(_) => Self::DEFAULT,
            Self::First(_) | Self::Whole => self,
        }
    }

    /// Twice as much, for a reader who scrolls near the end.
    pub fn doubled(self) -> Self {
        match self {
            Self::FirstScreen(_) => Self::DEFAULT,
            Self::First(most) => Self::First(most.saturating_mul(2)),
            Self::Whole => Self::Whole,
        }
    }

    /// This limit, or a larger one if that is needed to draw the entry at `position`.
    pub fn including(self, position: usize) -> Self {
        match self {
            Self::First(most) if most > position => self,
            Self::FirstScreen(_) | Self::First(_) => Self::First(position.saturating_add(100)),
            Self::Whole => Self::Whole,
        }
    }

    /// The limit of a timeline of which `left` milestones may be drawn: how many of each period, and how far
    /// down they may begin in the drawing, in CSS pixels. A first screen is half a window high: the drawing's
    /// text costs most.
    pub(super) fn of_timeline(self, left: usize) -> (usize, i32) {
        match self {
            Self::FirstScreen(most) => (usize::MAX, (most as f64 * MILESTONE.0 / 2.0) as i32),
            Self::First(_) | Self::Whole => (left, i32::MAX),
        }
    }

    /// How many of `total` entries may be drawn.
    fn of(self, total: usize) -> usize {
        match self {
            Self::FirstScreen(most) => most,
            Self::First(most) if total > ALWAYS_WHOLE => most,
            Self::First(_) | Self::Whole => total,
        }
    }
}

/// Counts the entries of an answer while they are drawn, up to its limit.
#[derive(Clone, Debug)]
pub(super) struct Quota {
    limit: Limit,
    left: usize,
    drawn: usize,
    left_out: usize,
}

impl Quota {
    /// The quota of an answer of `total` entries.
    pub(super) fn new(total: usize, limit: Limit) -> Self {
        Self {
            limit,
            left: limit.of(total),
            drawn: 0,
            left_out: 0,
        }
    }

    /// Something as high as so many entries stands above them: a first screen has that many fewer, but one.
    pub(super) fn reserve(&mut self, entries: usize) {
        if self.limit.is_first_screen() {
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

    /// The same, for entries of different heights: on a first screen each counts as `weight` entries.
    pub(super) fn take_weighted<'t, T>(
        &mut self,
        entries: &'t [T],
        weight: impl Fn(&T) -> usize,
    ) -> &'t [T] {
        if !self.limit.is_first_screen() {
            return self.take(entries);
        }
        let mut count = 0;
        for entry in entries {
            if self.left == 0 {
                break;
            }
            self.left = self.left.saturating_sub(weight(entry).max(1));
            count += 1;
        }
        self.drawn += count;
        self.left_out += entries.len() - count;
        entries.get(..count).unwrap_or_default()
    }

    /// Counts entries that are drawn, and entries that are not.
    pub(super) fn count(&mut self, drawn: usize, left_out: usize) {
        self.left = self.left.saturating_sub(drawn);
        self.drawn += drawn;
        self.left_out += left_out;
    }

    /// If entries are left out: how many are shown, and a button that draws all. The app draws more by itself
    /// when this comes near the window.
    pub(super) fn more(&self, draw: &Draw<'_>) -> Markup {
        let all = self.drawn + self.left_out;
        html! {
            @if self.left_out > 0 && !self.limit.is_first_screen() {
                p #more.more {
                    (words::fill(draw.words.results_shown, &[&self.drawn.to_string(), &all.to_string()]))
                    " "
                    button type="button" data-do=(Action::DrawAll.id()) { (draw.words.show_all_results) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_screen_holds_as_many_entries_as_its_limit() {
        let entries = [(); 83];
        let mut quota = Quota::new(entries.len(), Limit::FirstScreen(7));
        assert_eq!(quota.take(&entries).len(), 7);
        assert_eq!(quota.left_out, entries.len() - 7);
    }

    #[test]
    fn a_high_entry_counts_as_several_on_a_first_screen_only() {
        let entries = [1, 4, 1, 9, 1, 1];
        let weigh = |&weight: &usize| weight;
        let mut quota = Quota::new(entries.len(), Limit::FirstScreen(7));
        assert_eq!(quota.take_weighted(&entries, weigh), [1, 4, 1, 9]);
        assert_eq!((quota.drawn(), quota.left_out), (4, 2));
        assert!(quota.take_weighted(&entries, weigh).is_empty());
        let mut quota = Quota::new(entries.len(), Limit::DEFAULT);
        assert_eq!(quota.take_weighted(&entries, weigh), entries);
    }

    #[test]
    fn each_step_after_a_first_screen_is_twice_as_much() {
        let steps = |total: usize| {
            let steps = std::iter::successors(Some(Limit::FirstScreen(6)), |limit| {
                limit.is_first_screen().then(|| limit.next_step(total))
            });
            steps.collect::<Vec<_>>()
        };
        let [six, twelve, many] = [6, 12, 24].map(Limit::FirstScreen);
        assert_eq!(steps(83)[..3], [six, twelve, many]);
        assert_eq!(steps(83)[3..], [Limit::FirstScreen(48), Limit::DEFAULT]);
        assert_eq!(steps(3), [six, Limit::DEFAULT]);
        // Of very many a hundred are drawn, however they come.
        assert_eq!(steps(8300), [steps(100), vec![]].concat());
        assert_eq!(Limit::Whole.next_step(83), Limit::Whole);
    }

    #[test]
    fn a_first_screen_fills_the_window_whatever_height_it_reports() {
        let list = |height| Limit::first_screen(ViewKind::List, height);
        assert_eq!(
            (list(900.0), list(1400.0)),
            (Limit::FirstScreen(6), Limit::FirstScreen(10))
        );
        let timeline = Limit::first_screen(ViewKind::Timeline, 900.0);
        assert_eq!(timeline, Limit::FirstScreen(8));
        assert_eq!(timeline.of_timeline(0), (usize::MAX, 300));
        assert_eq!(Limit::DEFAULT.of_timeline(40), (40, i32::MAX));
        assert_eq!(Limit::first_screen(ViewKind::Text, 900.0), Limit::DEFAULT);
        for odd in [0.0, -1.0, 1e300, f64::INFINITY, f64::NAN] {
            assert!(matches!(list(odd), Limit::FirstScreen(0..=24)), "{odd}");
        }
    }

    #[test]
    fn a_reader_who_comes_back_gets_everything_above_the_old_position() {
        let of = |view, offset| Limit::on_return(view, 900.0, offset);
        let list = |offset| of(ViewKind::List, offset);
        assert_eq!(list(Some(0.0)), Limit::first_screen(ViewKind::List, 900.0));
        assert_eq!(
            list(Some(1000.0)),
            Limit::first_screen(ViewKind::List, 1900.0)
        );
        // Far down, or at an unknown position.
        for offset in [Some(4000.0), Some(f64::INFINITY), None] {
            assert_eq!(list(offset), Limit::DEFAULT, "{offset:?}");
        }
        let timeline = |offset| of(ViewKind::Timeline, offset);
        assert_eq!(
            timeline(Some(0.0)),
            Limit::first_screen(ViewKind::Timeline, 900.0)
        );
        assert_eq!(timeline(Some(500.0)), Limit::DEFAULT);
        assert_eq!(of(ViewKind::Text, Some(500.0)), Limit::DEFAULT);
    }

    #[test]
    fn a_limit_grows_to_include_a_position() {
        assert_eq!(Limit::FirstScreen(7).doubled(), Limit::DEFAULT);
        assert_eq!(Limit::DEFAULT.doubled(), Limit::First(200));
        assert_eq!(Limit::DEFAULT.including(99), Limit::DEFAULT);
        assert!(Limit::DEFAULT.including(100).of(1000) > 100);
        assert!(Limit::FirstScreen(7).including(0).of(1000) > 0);
        assert_eq!(Limit::Whole.including(5000).of(8300), 8300);
    }

    #[test]
    fn a_short_answer_is_whole_and_a_long_one_is_counted() {
        let entries = [(); 700];
        let mut short = Quota::new(ALWAYS_WHOLE, Limit::DEFAULT);
        assert_eq!(
            short
                .take(entries.get(..ALWAYS_WHOLE).unwrap_or_default())
                .len(),
            ALWAYS_WHOLE
        );
        let mut long = Quota::new(700, Limit::DEFAULT);
        let parts: Vec<usize> = entries
            .chunks(70)
            .map(|part| long.take(part).len())
            .collect();
        assert_eq!(parts, [70, 30, 0, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!((long.drawn, long.left_out), (100, 600));
    }
}
