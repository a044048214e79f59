//! A range of years as a filter, as brushed on the timeline.
//!
//! This module knows nothing of the timeline's layout.

use crate::model::{IdSet, Milestone, Period, Vocabulary, Year};

/// A range of years, both ends included. It is never all of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Years {
    first: Year,
    last: Year,
}

impl Years {
    /// The range between two years in either order, or `None` if it is all of time, which filters
    /// nothing.
    pub fn between(one: Year, other: Year) -> Option<Self> {
        let (first, last) = (one.min(other), one.max(other));
        ((first, last) != Self::ends(None)).then_some(Self { first, last })
    }

    /// The first and the last year of a filter; those of all of time if there is none.
    pub fn ends(chosen: Option<Self>) -> (Year, Year) {
        chosen.map_or((Year::Y2021, Year::Y2050), |years| {
            (years.first, years.last)
        })
    }

    /// The filter with `first` as its first year. A last year before it moves to it.
    pub fn starting(chosen: Option<Self>, first: Year) -> Option<Self> {
        Self::between(first, Self::ends(chosen).1.max(first))
    }

    /// The filter with `last` as its last year. A first year after it moves to it.
    pub fn ending(chosen: Option<Self>, last: Year) -> Option<Self> {
        Self::between(Self::ends(chosen).0.min(last), last)
    }

    /// The filter after brushing from one year to another. Brushing the present range clears it.
    pub fn brushed(chosen: Option<Self>, from: Year, to: Year) -> Option<Self> {
        Self::between(from, to).filter(|&years| chosen != Some(years))
    }

    /// The first year.
    pub fn first(self) -> Year {
        self.first
    }

    /// The last year.
    pub fn last(self) -> Year {
        self.last
    }

    /// Whether it includes `year`.
    pub fn contains(self, year: Year) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// Every year in it.
    pub fn all(self) -> IdSet<Year> {
        let all = Year::ALL.iter().copied();
        all.filter(|&year| self.contains(year)).collect()
    }
}

/// The years of a period. An entry without a year in the text may belong to any of them.
pub(super) fn years_of(period: Period) -> IdSet<Year> {
    let (first, last) = match period {
        Period::P14 => (Year::Y2021, Year::Y2025),
        Period::P15 => (Year::Y2026, Year::Y2030),
        Period::P2035 => (Year::Y2035, Year::Y2035),
        Period::P2050 => (Year::Y2050, Year::Y2050),
    };
    Years { first, last }.all()
}

/// The years of every period in a set.
pub(super) fn years_of_all(periods: IdSet<Period>) -> IdSet<Year> {
    let years = periods.iter().map(years_of);
    years.fold(IdSet::new(), IdSet::union)
}

/// The years of a milestone: those the text gives it, else those of its period.
pub(super) fn years_of_milestone(milestone: &Milestone) -> IdSet<Year> {
    let dated = milestone.date.as_deref().and_then(|date| {
        let year = date.split('-').next()?.parse().ok()?;
        Some((year, year))
    });
    let period = years_of(milestone.period);
    let Some((from, to)) = dated.or(milestone.years) else {
        return period;
    };
    let given: IdSet<Year> = period
        .iter()
        .filter(|year| {
            year.id()
                .parse()
                .is_ok_and(|year: u16| (from..=to).contains(&year))
        })
        .collect();
    if given.is_empty() { period } else { given }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_runs_forwards_and_is_never_all_of_time() {
        let there = Years::between(Year::Y2024, Year::Y2027);
        assert_eq!(there, Years::between(Year::Y2027, Year::Y2024));
        assert_eq!(there.map(|years| years.all().len()), Some(4));
        assert_eq!(Years::between(Year::Y2021, Year::Y2050), None);
    }

    #[test]
    fn an_end_moves_along_when_the_other_would_pass_it() {
        let chosen = Years::between(Year::Y2024, Year::Y2027);
        let ends = |years| Years::ends(years);
        assert_eq!(
            ends(Years::starting(chosen, Year::Y2025)),
            (Year::Y2025, Year::Y2027)
        );
        assert_eq!(
            ends(Years::starting(chosen, Year::Y2030)),
            (Year::Y2030, Year::Y2030)
        );
        assert_eq!(
            ends(Years::ending(chosen, Year::Y2022)),
            (Year::Y2022, Year::Y2022)
        );
        assert_eq!(
            ends(Years::ending(None, Year::Y2035)),
            (Year::Y2021, Year::Y2035)
        );
        assert_eq!(
            Years::starting(Years::ending(None, Year::Y2050), Year::Y2021),
            None
        );
        assert_eq!(Years::ends(None), (Year::Y2021, Year::Y2050));
        assert_eq!(Some(&Years::ends(None).0), Year::ALL.first());
        assert_eq!(Some(&Years::ends(None).1), Year::ALL.last());
    }

    #[test]
    fn brushing_the_same_range_again_clears_it() {
        let chosen = Years::brushed(None, Year::Y2027, Year::Y2024);
        assert_eq!(chosen, Years::between(Year::Y2024, Year::Y2027));
        assert_eq!(Years::brushed(chosen, Year::Y2024, Year::Y2027), None);
        assert_eq!(
            Years::brushed(chosen, Year::Y2025, Year::Y2025),
            Years::between(Year::Y2025, Year::Y2025)
        );
    }

    #[test]
    fn every_year_belongs_to_exactly_one_period() {
        for &year in Year::ALL {
            let within = Period::ALL
                .iter()
                .filter(|&&period| years_of(period).contains(year));
            assert_eq!(within.count(), 1, "{}", year.id());
        }
    }
}
