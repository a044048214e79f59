//! A range of years as a filter, as brushed on the timeline.
//!
//! This module knows nothing of the timeline's layout.

use crate::model::{IdSet, Member, Milestone, Period, Plan, Year};

/// A range of years, both ends included. It is never all of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Years {
    first: Year,
    last: Year,
}

impl Years {
    /// The range between two years in either order, or `None` if it is all of time, which filters
    /// nothing.
    pub fn between(plan: &Plan, one: Year, other: Year) -> Option<Self> {
        let (first, last) = (one.min(other), one.max(other));
        (Some((first, last)) != Self::ends(plan, None)).then_some(Self { first, last })
    }

    /// The first and the last year of a filter; those of all of time if there is none. `None` if the plan has
    /// no years.
    pub fn ends(plan: &Plan, chosen: Option<Self>) -> Option<(Year, Year)> {
        match chosen {
            Some(years) => Some((years.first, years.last)),
            None => {
                let all = plan.all::<Year>();
                all.clone().next().zip(all.last())
            }
        }
    }

    /// The filter with `first` as its first year. A last year before it moves to it.
    pub fn starting(plan: &Plan, chosen: Option<Self>, first: Year) -> Option<Self> {
        let (_, last) = Self::ends(plan, chosen)?;
        Self::between(plan, first, last.max(first))
    }

    /// The filter with `last` as its last year. A first year after it moves to it.
    pub fn ending(plan: &Plan, chosen: Option<Self>, last: Year) -> Option<Self> {
        let (first, _) = Self::ends(plan, chosen)?;
        Self::between(plan, first.min(last), last)
    }

    /// The filter after brushing from one year to another. Brushing the present range clears it.
    pub fn brushed(plan: &Plan, chosen: Option<Self>, from: Year, to: Year) -> Option<Self> {
        Self::between(plan, from, to).filter(|&years| chosen != Some(years))
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
        let all = self.first.ordinal()..=self.last.ordinal();
        all.filter_map(Year::nth).collect()
    }
}

/// The years of every period in a set. An entry without a year in the text may belong to any of them.
pub(super) fn years_of_all(plan: &Plan, periods: IdSet<Period>) -> IdSet<Year> {
    let years = periods.iter().map(|period| plan.years_of(period));
    years.fold(IdSet::new(), IdSet::union)
}

/// The years of a milestone: those the text gives it, else those of its period.
pub(super) fn years_of_milestone(plan: &Plan, milestone: &Milestone) -> IdSet<Year> {
    let dated = milestone.date.as_deref().and_then(|date| {
        let year = date.split('-').next()?.parse().ok()?;
        Some((year, year))
    });
    let period = plan.years_of(milestone.period);
    let Some((from, to)) = dated.or(milestone.years) else {
        return period;
    };
    let within = |year: &Year| {
        let entry = plan.entry(*year);
        entry.is_some_and(|entry| (from..=to).contains(&entry.number))
    };
    let given: IdSet<Year> = period.iter().filter(within).collect();
    if given.is_empty() { period } else { given }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PlanError;

    struct Of {
        plan: Plan,
    }

    impl Of {
        fn new() -> Result<Self, PlanError> {
            Ok(Self {
                plan: Plan::from_json(crate::PLAN_JSON)?,
            })
        }

        fn year(&self, id: &str) -> Year {
            self.plan.find(id).unwrap_or_else(|| unknown(id))
        }

        fn between(&self, from: &str, to: &str) -> Option<Years> {
            Years::between(&self.plan, self.year(from), self.year(to))
        }

        fn ends(&self, years: Option<Years>) -> Vec<&str> {
            let ends = Years::ends(&self.plan, years);
            let ends = ends.into_iter().flat_map(|(first, last)| [first, last]);
            ends.map(|year| self.plan.id(year)).collect()
        }
    }

    #[expect(clippy::panic, reason = "a test with an unknown id tests nothing")]
    fn unknown(id: &str) -> Year {
        panic!("the plan has no year {id}")
    }

    #[test]
    fn a_range_runs_forwards_and_is_never_all_of_time() -> Result<(), PlanError> {
        let of = Of::new()?;
        let there = of.between("2024", "2027");
        assert_eq!(there, of.between("2027", "2024"));
        assert_eq!(there.map(|years| years.all().len()), Some(4));
        assert_eq!(of.between("2021", "2050"), None);
        Ok(())
    }

    #[test]
    fn an_end_moves_along_when_the_other_would_pass_it() -> Result<(), PlanError> {
        let of = Of::new()?;
        let (plan, chosen) = (&of.plan, of.between("2024", "2027"));
        let starting = |years, id| of.ends(Years::starting(plan, years, of.year(id)));
        let ending = |years, id| of.ends(Years::ending(plan, years, of.year(id)));
        assert_eq!(starting(chosen, "2025"), ["2025", "2027"]);
        assert_eq!(starting(chosen, "2030"), ["2030", "2030"]);
        assert_eq!(ending(chosen, "2022"), ["2022", "2022"]);
        assert_eq!(ending(None, "2035"), ["2021", "2035"]);
        let all = Years::ending(plan, None, of.year("2050"));
        assert_eq!(Years::starting(plan, all, of.year("2021")), None);
        assert_eq!(of.ends(None), ["2021", "2050"]);
        Ok(())
    }

    #[test]
    fn brushing_the_same_range_again_clears_it() -> Result<(), PlanError> {
        let of = Of::new()?;
        let brush = |chosen, from, to| Years::brushed(&of.plan, chosen, of.year(from), of.year(to));
        let chosen = brush(None, "2027", "2024");
        assert_eq!(chosen, of.between("2024", "2027"));
        assert_eq!(brush(chosen, "2024", "2027"), None);
        assert_eq!(brush(chosen, "2025", "2025"), of.between("2025", "2025"));
        Ok(())
    }

    #[test]
    fn every_year_belongs_to_exactly_one_period() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        for year in plan.all::<Year>() {
            let within = plan
                .all::<Period>()
                .filter(|&period| plan.years_of(period).contains(year));
            assert_eq!(within.count(), 1, "{}", plan.id(year));
        }
        Ok(())
    }
}
