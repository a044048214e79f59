//! A stretch of years as a filter: what was brushed on the timeline.

use crate::model::{IdSet, Milestone, Period, Vocabulary, Year};

/// A stretch of the axis of time, from one year to another, both taken in; never all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Years {
    first: Year,
    last: Year,
}

impl Years {
    /// The stretch between two years, given in either order, or `None` where it would take in
    /// everything: that narrows nothing.
    pub fn between(one: Year, other: Year) -> Option<Self> {
        let (first, last) = (one.min(other), one.max(other));
        ((first, last) != Self::ends(None)).then_some(Self { first, last })
    }

    /// The first and the last year of what is chosen: of all of time where nothing is.
    pub fn ends(chosen: Option<Self>) -> (Year, Year) {
        chosen.map_or((Year::Y2021, Year::Y2050), |years| {
            (years.first, years.last)
        })
    }

    /// What is chosen once `first` is its first year: the last goes along where it would be passed.
    pub fn starting(chosen: Option<Self>, first: Year) -> Option<Self> {
        Self::between(first, Self::ends(chosen).1.max(first))
    }

    /// What is chosen once `last` is its last year: the first goes along where it would be passed.
    pub fn ending(chosen: Option<Self>, last: Year) -> Option<Self> {
        Self::between(Self::ends(chosen).0.min(last), last)
    }

    /// What is chosen after brushing from one year to another: nothing where just that was chosen before.
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

    /// Whether it takes `year` in.
    pub fn contains(self, year: Year) -> bool {
        (self.first..=self.last).contains(&year)
    }

    /// Every year it takes in.
    pub fn all(self) -> IdSet<Year> {
        let all = Year::ALL.iter().copied();
        all.filter(|&year| self.contains(year)).collect()
    }
}

/// The years of a period: what has no year in the text may lie in any of them.
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

/// The years a milestone takes in: those the text gives it, else those of its period.
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
    fn a_stretch_runs_forwards_and_never_takes_in_everything() {
        let there = Years::between(Year::Y2024, Year::Y2027);
        assert_eq!(there, Years::between(Year::Y2027, Year::Y2024));
        assert_eq!(there.map(|years| years.all().len()), Some(4));
        assert_eq!(Years::between(Year::Y2021, Year::Y2050), None);
    }

    #[test]
    fn an_end_goes_along_where_the_other_would_pass_it() {
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
    fn what_is_brushed_again_is_let_go() {
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
