//! The plan's vocabularies: checks their lists, and finds what the ids in other entries stand for.

use std::collections::BTreeSet;

use super::{Fault, Problem, files};
use crate::model::{
    County, CountyEntry, IdSet, MOST, Period, PeriodEntry, PeriodRole, PlanId, Theme, ThemeEntry,
    Vocabularies, Zone, ZoneEntry,
};

/// A vocabulary with a name for errors.
pub(super) trait Named: PlanId {
    /// The name, as in the TOML files.
    const NAME: &'static str;
}

impl Named for Theme {
    const NAME: &'static str = "theme";
}

impl Named for County {
    const NAME: &'static str = "county";
}

impl Named for Zone {
    const NAME: &'static str = "zone";
}

impl Named for Period {
    const NAME: &'static str = "period";
}

/// Checked vocabularies.
pub(super) struct Ids {
    vocabularies: Vocabularies,
    /// The first period that the plan is for.
    planned: Period,
}

impl Ids {
    /// Checks the lists.
    ///
    /// # Errors
    /// When a list breaks a rule.
    pub(super) fn new(
        themes: &[ThemeEntry],
        (counties, zones): (&[CountyEntry], &[ZoneEntry]),
        periods: &[PeriodEntry],
    ) -> Result<Self, Vec<Problem>> {
        let mut problems = Vec::new();
        check_list::<Theme>(files::THEMES, themes.iter().map(|e| &e.id), &mut problems);
        check_list::<County>(files::PLACES, counties.iter().map(|e| &e.id), &mut problems);
        check_list::<Zone>(files::PLACES, zones.iter().map(|e| &e.id), &mut problems);
        check_list::<Period>(files::PLAN, periods.iter().map(|e| &e.id), &mut problems);
        check_periods(periods, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let places = (counties.to_vec(), zones.to_vec());
        let vocabularies = Vocabularies::new(themes.to_vec(), places, periods.to_vec());
        // The checks above are at least as strict, so this fails only if they have a gap.
        let vocabularies = vocabularies.map_err(|error| {
            let message = error.to_string();
            vec![Problem::new(
                files::PLAN,
                "period",
                Fault::Unreadable { message },
            )]
        })?;
        let mut all = vocabularies.all::<Period>().zip(periods);
        let planned = all.find(|(_, entry)| entry.role == PeriodRole::Planned);
        let Some((planned, _)) = planned else {
            return Err(vec![Problem::new(
                files::PLAN,
                "period",
                Fault::NoPlannedPeriod,
            )]);
        };
        Ok(Self {
            vocabularies,
            planned,
        })
    }

    /// The first period that the plan is for.
    pub(super) fn planned(&self) -> Period {
        self.planned
    }

    /// What a period is to the plan.
    pub(super) fn role(&self, period: Period) -> Option<PeriodRole> {
        self.vocabularies.entry(period).map(|entry| entry.role)
    }

    /// Every value.
    pub(super) fn all<V: Named>(&self) -> IdSet<V> {
        self.vocabularies.all().collect()
    }

    /// The id of a value.
    pub(super) fn id<V: Named>(&self, value: V) -> String {
        self.vocabularies.id(value).to_owned()
    }

    /// The ids of the values of a set, in the order of the list.
    pub(super) fn list<V: Named>(&self, set: IdSet<V>) -> Vec<String> {
        set.iter().map(|value| self.id(value)).collect()
    }

    /// The value with this id.
    ///
    /// # Errors
    /// When the list has no such id.
    pub(super) fn one<V: Named>(&self, id: &str) -> Result<V, Fault> {
        self.vocabularies.find(id).ok_or_else(|| Fault::UnknownId {
            vocabulary: V::NAME,
            id: id.to_owned(),
        })
    }

    /// The values with these ids.
    ///
    /// # Errors
    /// When the list lacks one of the ids, or an id is given twice.
    pub(super) fn set<V: Named>(&self, ids: &[String]) -> Result<IdSet<V>, Fault> {
        let mut set = IdSet::new();
        for id in ids {
            let value = self.one(id)?;
            if set.contains(value) {
                return Err(Fault::IdTwice { id: id.clone() });
            }
            set.insert(value);
        }
        Ok(set)
    }
}

/// Checks that the ids of a list are well-formed and different, and that a set can hold them.
fn check_list<'a, V: Named>(
    file: &'static str,
    ids: impl Iterator<Item = &'a String>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::new();
    let mut total = 0;
    for id in ids {
        total += 1;
        let mut found = |fault| {
            problems.push(Problem::new(file, format!("{} {id}", V::NAME), fault));
        };
        if !is_plain(id, "-_") {
            found(Fault::BadPlanId { id: id.clone() });
        }
        if !seen.insert(id) {
            found(Fault::Repeated);
        }
    }
    check_number(file, V::NAME, total, problems);
}

fn check_number(file: &'static str, of: &str, total: usize, problems: &mut Vec<Problem>) {
    if total > MOST {
        problems.push(Problem::new(file, of, Fault::TooMany { total, most: MOST }));
    }
}

/// Checks that the periods are in the order of time, and that a set can hold their years.
fn check_periods(periods: &[PeriodEntry], problems: &mut Vec<Problem>) {
    let mut after = 0;
    let mut years = 0;
    for entry in periods {
        let name = format!("period {}", entry.id);
        if entry.first < after || entry.last < entry.first {
            problems.push(Problem::new(files::PLAN, &name, Fault::PeriodOrder));
        }
        if entry.width == 0 {
            problems.push(Problem::new(files::PLAN, &name, Fault::NoWidth));
        }
        after = entry.last.saturating_add(1);
        years += usize::from(entry.last.saturating_sub(entry.first)) + 1;
    }
    check_number(files::PLAN, "years of the periods", years, problems);
}

/// Whether a text is not empty, and has lower-case letters, digits and the characters of `also` only.
pub(super) fn is_plain(text: &str, also: &str) -> bool {
    let plain = |letter: char| {
        letter.is_ascii_lowercase() || letter.is_ascii_digit() || also.contains(letter)
    };
    !text.is_empty() && text.chars().all(plain)
}
