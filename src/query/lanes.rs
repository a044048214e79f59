//! The timeline as lanes: themes against periods, with the milestones of each.
//!
//! A milestone stands in the lane of each of its themes, so lanes overlap. What a cell holds is the list that
//! its query opens. This module knows nothing of how lanes look.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::statements::{says_how_much, says_when};
use super::{Arrangement, Explorer, Facet, Has, Query, Sort, ViewKind};
use crate::model::{IdSet, Kind, Member, Milestone, Period, Plan, Theme, Tier, Vocabulary};

/// The timeline under a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Lanes<'a> {
    /// The kinds that milestones have, each with all milestones of that kind.
    pub kinds: Vec<(Kind, Slot<'a>)>,
    /// The milestones with a number. `None` if there are none, or if the query already filters by what milestones
    /// say.
    pub with_number: Option<Slot<'a>>,
    /// The periods, each with its milestones: the chosen ones, or all. If kinds are chosen, without those that have
    /// none: each kind has periods of its own.
    pub columns: Vec<(Period, Slot<'a>)>,
    /// A lane for each theme: the chosen ones, or all. In the order that the query asks for. If anything but
    /// themes and periods is chosen, without those that have none.
    pub lanes: Vec<Lane<'a>>,
    /// The themes whose lanes were left out.
    pub without: Vec<Theme>,
    /// The milestones with a date or with years, in order of time. Those of a period that is the end of a span
    /// (by 2035) are not among them: their year is that of the period.
    pub dated: Vec<Dated<'a>>,
}

/// Some milestones, and the query that shows just these.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot<'a> {
    /// The milestones. In a lane those come first that say most by themselves.
    pub entries: Vec<Entry<'a>>,
    /// The timeline of just these.
    pub to: Query,
}

/// A milestone in the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// Whether it says how much.
    pub has_number: bool,
}

/// The milestones of one theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane<'a> {
    /// The theme.
    pub theme: Theme,
    /// Whether its milestones are listed.
    pub is_open: bool,
    /// The same timeline with this lane opened or closed.
    pub toggled: Query,
    /// One for each column.
    pub cells: Vec<Slot<'a>>,
    /// All of them.
    pub all: Slot<'a>,
}

/// A milestone whose time the text gives.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dated<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// From where to where it lies in its period, in thousandths of the period. A day begins and ends at one place.
    pub extent: (u32, u32),
}

impl<'a> Slot<'a> {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.entries.len()
    }

    /// The milestone that a lane quotes: the first.
    pub fn quoted(&self) -> Option<&'a Milestone> {
        self.entries.first().map(|entry| entry.milestone)
    }

    fn count_of(&self, kind: Kind) -> usize {
        let entries = self.entries.iter();
        entries.filter(|entry| entry.milestone.kind == kind).count()
    }
}

impl Lane<'_> {
    /// How many more targets than achievements it has.
    pub fn growth(&self) -> i64 {
        self.all.count_of(Kind::Target) as i64 - self.all.count_of(Kind::Achieved) as i64
    }
}

impl<'a> Explorer<'a> {
    /// The lanes of a query. `milestones` is what its timeline holds: `View::milestones`.
    pub fn lanes(&self, query: &Query, milestones: &[&'a Milestone]) -> Lanes<'a> {
        let plan = self.plan();
        let all = milestones.iter().map(|milestone| self.entry(milestone));
        let all: Vec<Entry<'a>> = all.collect();
        let timeline = query.in_view(ViewKind::Timeline);
        let timeline = Query {
            open: query.open,
            ..timeline
        };
        let slot = |to: Query, belongs: &dyn Fn(&Entry<'_>) -> bool| Slot {
            entries: all.iter().copied().filter(belongs).collect(),
            to,
        };
        let kinds = Kind::ALL.iter().map(|&kind| {
            let to = Query {
                kinds: IdSet::of(kind),
                ..timeline.clone()
            };
            (kind, slot(to, &|entry| entry.milestone.kind == kind))
        });
        let named = self.milestones_that_name_a_project();
        let columns = chosen(query.periods, plan.all()).map(|period| {
            let to = Query {
                periods: IdSet::of(period),
                ..timeline.clone()
            };
            (period, slot(to, &|entry| entry.milestone.period == period))
        });
        let mut columns: Vec<(Period, Slot<'a>)> = columns.collect();
        if !query.kinds.is_empty() {
            columns.retain(|(_, slot)| slot.count() > 0);
        }
        let lanes = chosen(query.themes, plan.all()).map(|theme| {
            let to = Query {
                themes: IdSet::of(theme),
                open: IdSet::of(theme),
                ..timeline.clone()
            };
            let mut own = slot(to, &|entry| entry.milestone.themes.contains(theme));
            own.entries.sort_by_key(|entry| precedence(*entry, &named));
            let cells = columns.iter().map(|(period, _)| {
                let entries = own.entries.iter().copied();
                Slot {
                    entries: entries
                        .filter(|entry| entry.milestone.period == *period)
                        .collect(),
                    to: Query {
                        periods: IdSet::of(*period),
                        ..own.to.clone()
                    },
                }
            });
            Lane {
                theme,
                is_open: query.open.contains(theme),
                toggled: Query {
                    open: query.open.toggled(IdSet::of(theme)),
                    ..timeline.clone()
                },
                cells: cells.collect(),
                all: own,
            }
        });
        let mut lanes: Vec<Lane<'a>> = match query.group {
            Arrangement::Theme => lanes.collect(),
            Arrangement::None => Vec::new(),
        };
        let is_narrowed = query
            .without(Facet::Theme)
            .without(Facet::Period)
            .is_filtered();
        let mut without = Vec::new();
        if is_narrowed {
            let is_empty = |lane: &Lane<'_>| lane.all.count() == 0;
            without = lanes
                .iter()
                .filter(|lane| is_empty(lane))
                .map(|lane| lane.theme)
                .collect();
            lanes.retain(|lane| !is_empty(lane));
        }
        if query.sort == Sort::Growth {
            // The sort is stable: lanes of the same growth stay in the plan's order.
            lanes.sort_by_key(|lane| Reverse(lane.growth()));
        }
        let with_number = Query {
            has: IdSet::of(Has::Number),
            ..timeline.clone()
        };
        Lanes {
            kinds: kinds.filter(|(_, slot)| slot.count() > 0).collect(),
            with_number: Some(slot(with_number, &|entry| entry.has_number))
                .filter(|slot| query.has.is_empty() && slot.count() > 0),
            columns,
            lanes,
            without,
            dated: dated(plan, milestones),
        }
    }

    /// A milestone, and whether it says how much.
    pub(super) fn entry(&self, milestone: &'a Milestone) -> Entry<'a> {
        Entry {
            milestone,
            has_number: says_how_much(self.plan(), milestone),
        }
    }

    /// The ids of the milestones that name a specific project.
    pub(super) fn milestones_that_name_a_project(&self) -> HashSet<&'a str> {
        let statements = self.statements().iter();
        let named = statements.filter(|statement| statement.tiers().contains(Tier::Concrete));
        let milestones = named.filter_map(|statement| statement.milestone);
        milestones.map(|milestone| milestone.id.as_str()).collect()
    }
}

/// The order of milestones in a lane, and so which of them is quoted: what says how much; then a main
/// milestone; then what names a specific project; then what is about the fewest themes; then in text order.
pub(super) fn precedence(entry: Entry<'_>, named: &HashSet<&str>) -> impl Ord + use<> {
    let milestone = entry.milestone;
    (
        !entry.has_number,
        !milestone.core,
        !named.contains(milestone.id.as_str()),
        milestone.themes.len(),
    )
}

/// The chosen values, or all of them if none is chosen.
fn chosen<V: Member>(chosen: IdSet<V>, all: impl Iterator<Item = V>) -> impl Iterator<Item = V> {
    all.filter(move |value| chosen.is_empty() || chosen.contains(*value))
}

/// The milestones whose time lies within a period of several years.
fn dated<'a>(plan: &Plan, milestones: &[&'a Milestone]) -> Vec<Dated<'a>> {
    let dated = milestones.iter().filter(|milestone| says_when(milestone));
    let dated = dated.filter_map(|&milestone| {
        let extent = extent(plan, milestone)?;
        Some(Dated { milestone, extent })
    });
    let mut dated: Vec<Dated<'a>> = dated.collect();
    dated.sort_by_key(|dated| (dated.milestone.period, dated.extent));
    dated
}

/// Where a dated milestone lies in its period, in thousandths; `None` if the period has no years to lie in.
fn extent(plan: &Plan, milestone: &Milestone) -> Option<(u32, u32)> {
    let period = plan.entry(milestone.period)?;
    let years = u32::from(period.last.checked_sub(period.first)?) + 1;
    if years == 1 {
        return None;
    }
    // In days of a year of 365.25 days, which is exact enough for a mark.
    let place = |year: u16, day: u32| {
        let year = year.clamp(period.first, period.last + 1) - period.first;
        let days = u32::from(year) * 1461 + day * 4;
        (days * 1000 / (years * 1461)).min(1000)
    };
    if let Some((year, day)) = milestone.date.as_deref().and_then(read_date) {
        return Some((place(year, day), place(year, day)));
    }
    let (first, last) = milestone.years?;
    Some((place(first, 0), place(last + 1, 0)))
}

/// Year and day of the year (from 0) of `YYYY-MM-DD`.
fn read_date(date: &str) -> Option<(u16, u32)> {
    const BEFORE: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let mut parts = date.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    let before = BEFORE.get(month.checked_sub(1)?)?;
    Some((year, before + u32::from(day.saturating_sub(1))))
}
