//! Facets: what each passage, milestone, project and quantity can be filtered by, and how many would be left under each
//! value while the other filters stand.

use std::sync::Arc;

use super::Reach;
use super::english::Named;
use super::search::{Haystack, Search};
use crate::model::vocabulary::vocabulary;
use crate::model::{County, IdSet, Kind, Period, Status, Theme, Tier, Vocabulary, Year, Zone};

vocabulary! {
    /// What a query can be narrowed by.
    Facet, "facet" {
        /// Themes.
        Theme = "theme",
        /// Counties.
        County = "county",
        /// Zones.
        Zone = "zone",
        /// Periods.
        Period = "period",
        /// A stretch of years.
        Years = "years",
        /// Kinds of milestone.
        Kind = "kind",
        /// How far projects are.
        Status = "status",
        /// Sorts of project.
        Tier = "tier",
        /// Search words.
        Search = "q",
    }
}

/// How many results each value of a vocabulary would leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts(Vec<usize>);

impl Counts {
    fn none<V: Vocabulary>() -> Self {
        Self(vec![0; V::ALL.len()])
    }

    /// The number for one value.
    pub fn of<V: Vocabulary>(&self, value: V) -> usize {
        self.0.get(value.ordinal()).copied().unwrap_or_default()
    }

    fn add<V: Vocabulary>(&mut self, values: IdSet<V>) {
        for value in values.iter() {
            if let Some(count) = self.0.get_mut(value.ordinal()) {
                *count += 1;
            }
        }
    }
}

/// How many results each facet value would leave, alone in its facet, under the other filters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetCounts {
    /// By theme.
    pub themes: Counts,
    /// By county.
    pub counties: Counts,
    /// By zone.
    pub zones: Counts,
    /// By period.
    pub periods: Counts,
    /// By kind.
    pub kinds: Counts,
    /// By status.
    pub statuses: Counts,
    /// By tier.
    pub tiers: Counts,
    /// By reach, everything else as it is.
    pub reach: Counts,
}

impl FacetCounts {
    pub(super) fn none() -> Self {
        Self {
            themes: Counts::none::<Theme>(),
            counties: Counts::none::<County>(),
            zones: Counts::none::<Zone>(),
            periods: Counts::none::<Period>(),
            kinds: Counts::none::<Kind>(),
            statuses: Counts::none::<Status>(),
            tiers: Counts::none::<Tier>(),
            reach: Counts::none::<Reach>(),
        }
    }

    /// Counts one result: `row` under the query's reach, `missed` the facets it fails.
    pub(super) fn count(&mut self, row: &Row, reach: Reach, missed: IdSet<Facet>) {
        let alone = |facet| {
            let mut only = missed;
            if only.contains(facet) {
                only.toggle(facet);
            }
            only.is_empty()
        };
        if alone(Facet::Theme) {
            self.themes.add(row.themes);
        }
        if alone(Facet::County) {
            self.counties.add(row.counties(reach));
        }
        if alone(Facet::Zone) {
            self.zones.add(row.zones(reach));
        }
        if alone(Facet::Period) {
            self.periods.add(row.periods);
        }
        if alone(Facet::Kind) {
            self.kinds.add(row.kinds);
        }
        if alone(Facet::Status) {
            self.statuses.add(row.statuses);
        }
        if alone(Facet::Tier) {
            self.tiers.add(row.tiers);
        }
    }

    pub(super) fn count_reach(&mut self, reach: Reach) {
        self.reach.add(IdSet::of(reach));
    }
}

/// What one passage, milestone, project or quantity can be filtered by.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub(super) themes: IdSet<Theme>,
    pub(super) counties_named: IdSet<County>,
    pub(super) counties_all: IdSet<County>,
    pub(super) zones_named: IdSet<Zone>,
    pub(super) zones_all: IdSet<Zone>,
    pub(super) periods: IdSet<Period>,
    pub(super) years: IdSet<Year>,
    pub(super) kinds: IdSet<Kind>,
    pub(super) statuses: IdSet<Status>,
    pub(super) tiers: IdSet<Tier>,
    /// Its words, ready for being searched.
    pub(super) words: Arc<Haystack>,
}

impl Row {
    /// What finds it by an English name: a place only where its own name stands.
    pub(super) fn tags(&self) -> Named {
        Named {
            themes: self.themes,
            counties: self.counties_named,
            zones: self.zones_named,
        }
    }

    pub(super) fn counties(&self, reach: Reach) -> IdSet<County> {
        match reach {
            Reach::Named => self.counties_named,
            Reach::All => self.counties_all,
        }
    }

    pub(super) fn zones(&self, reach: Reach) -> IdSet<Zone> {
        match reach {
            Reach::Named => self.zones_named,
            Reach::All => self.zones_all,
        }
    }
}

/// A query made ready for comparing with many rows.
#[derive(Clone, Debug)]
pub(super) struct Sieve {
    pub(super) themes: IdSet<Theme>,
    pub(super) counties: IdSet<County>,
    pub(super) zones: IdSet<Zone>,
    pub(super) periods: IdSet<Period>,
    pub(super) years: IdSet<Year>,
    pub(super) kinds: IdSet<Kind>,
    pub(super) statuses: IdSet<Status>,
    pub(super) tiers: IdSet<Tier>,
    /// What was looked for.
    pub(super) search: Search,
}

impl Sieve {
    /// The facets that `row` fails under `reach`: none means it is a result.
    pub(super) fn missed(&self, row: &Row, reach: Reach) -> IdSet<Facet> {
        let checks = [
            (Facet::Theme, misses(self.themes, row.themes)),
            (Facet::Period, misses(self.periods, row.periods)),
            (Facet::Years, misses(self.years, row.years)),
            (Facet::Kind, misses(self.kinds, row.kinds)),
            (Facet::Status, misses(self.statuses, row.statuses)),
            (Facet::Tier, misses(self.tiers, row.tiers)),
            (Facet::Search, !self.search.admits(&row.words)),
        ];
        let missed = checks.into_iter().filter(|&(_, missed)| missed);
        let missed = missed.map(|(facet, _)| facet).collect();
        self.missed_within(row, reach, missed)
    }

    /// The same under another reach, of a row whose `missed` facets are known under one: only places depend
    /// on it, and looking for words is not free.
    pub(super) fn missed_within(
        &self,
        row: &Row,
        reach: Reach,
        mut missed: IdSet<Facet>,
    ) -> IdSet<Facet> {
        let places = [
            (Facet::County, misses(self.counties, row.counties(reach))),
            (Facet::Zone, misses(self.zones, row.zones(reach))),
        ];
        for (facet, misses) in places {
            if missed.contains(facet) != misses {
                missed.toggle(facet);
            }
        }
        missed
    }
}

fn misses<V: Vocabulary>(chosen: IdSet<V>, row: IdSet<V>) -> bool {
    !chosen.is_empty() && !chosen.meets(row)
}
