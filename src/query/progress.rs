//! What was achieved and what is targeted, by theme: main milestones, with how many of them say how much and
//! how many say when.
//!
//! A milestone counts in each of its themes, so the numbers of the themes add up to more than all. Each count
//! is the length of the timeline that its query opens. `has` in a query narrows it to those with a number or
//! with a year.

use super::statements::{says_how_much, says_when};
use super::{Detail, Explorer, Query, ViewKind};
use crate::model::{IdSet, Kind, Theme};

/// Achievements of past periods beside targets of planned ones.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// The achievements.
    pub achieved: Share,
    /// The targets.
    pub targeted: Share,
}

/// Main milestones of one kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Share {
    /// How many there are.
    pub count: usize,
    /// How many of them have a number.
    pub with_number: usize,
    /// How many of them have a date or a year.
    pub with_time: usize,
    /// The timeline of all of them. The lane of a theme alone is open.
    pub to: Query,
}

impl Explorer<'_> {
    /// Achievements and targets under a query's filters, of all its themes together. Each milestone counts
    /// once. The query's kinds do not matter.
    pub fn progress(&self, query: &Query) -> Progress {
        Progress {
            achieved: self.share(query, Kind::Achieved),
            targeted: self.share(query, Kind::Target),
        }
    }

    /// [`Explorer::progress`] of each theme alone, in the plan's order. The query's themes do not matter.
    pub fn progress_by_theme(&self, query: &Query) -> Vec<(Theme, Progress)> {
        let alone = |theme| Query {
            themes: IdSet::of(theme),
            ..query.clone()
        };
        let themes = self.plan().all::<Theme>();
        themes
            .map(|theme| (theme, self.progress(&alone(theme))))
            .collect()
    }

    /// The data gives achievements only to past periods, and targets only to planned ones.
    fn share(&self, query: &Query, kind: Kind) -> Share {
        let to = Query {
            kinds: IdSet::of(kind),
            detail: Detail::Core,
            open: query.themes.only().map(IdSet::of).unwrap_or_default(),
            ..query.in_view(ViewKind::Timeline)
        };
        let milestones = self.milestones_of(&to);
        let (numbers, times) = (milestones.iter(), milestones.iter());
        Share {
            count: milestones.len(),
            with_number: numbers
                .filter(|entry| says_how_much(self.plan(), entry))
                .count(),
            with_time: times.filter(|entry| says_when(entry)).count(),
            to,
        }
    }
}
