//! A range of years as a filter. A link may have one; no control sets it.

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
        let all = plan.all::<Year>();
        let ends = all.clone().next().zip(all.last());
        (Some((first, last)) != ends).then_some(Self { first, last })
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
