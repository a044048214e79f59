//! Facets: what entries can be filtered by, and how many results each value of a facet would have.
//!
//! Counts are those of disjunctive facets. The values of one facet are alternatives, so the count of a
//! value ignores what is chosen in its own facet and follows every other filter: it is the number of
//! results if this value alone were chosen there. One pass over the rows gives all counts: for each row,
//! [`Filter::failed`] says which facets it fails. It is a result if it fails none, and counts for the
//! values of a facet if it fails no other facet.
//!
//! This module knows nothing of views, nor of how results are shown.

use std::sync::Arc;

use super::english::Named;
use super::search::{Haystack, Search};
use super::{Has, Reach};
use crate::model::vocabulary::vocabulary;
use crate::model::{
    County, IdSet, Identified, Kind, Member, Period, Plan, Status, Theme, Tier, Year, Zone,
};

vocabulary! {
    /// What a query can be filtered by.
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
        /// Statuses of projects.
        Status = "status",
        /// Tiers of projects.
        Tier = "tier",
        /// What entries say: how much, when.
        Has = "has",
        /// Search words.
        Search = "q",
    }
}

impl Facet {
    /// Whether entries of this plan have values of this facet. In a plan that nobody has tagged, most have none.
    pub fn is_tagged(self, plan: &Plan) -> bool {
        match self {
            Self::Theme => {
                let mut passages = plan.passages().iter();
                passages.any(|passage| passage.themes.is_some())
            }
            Self::County => !plan.counties().is_empty(),
            Self::Zone => !plan.zones().is_empty(),
            // A passage is of the planned period unless somebody says otherwise.
            Self::Period | Self::Kind | Self::Has => !plan.milestones().is_empty(),
            Self::Status | Self::Tier => !plan.projects().is_empty(),
            Self::Years | Self::Search => true,
        }
    }
}

/// A count for each value of a vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts(Vec<usize>);

impl Counts {
    fn none<V: Identified>(plan: &Plan) -> Self {
        Self(vec![0; V::count_in(plan.vocabularies())])
    }

    /// The count of one value.
    pub fn of<V: Member>(&self, value: V) -> usize {
        self.0.get(value.ordinal()).copied().unwrap_or_default()
    }

    /// The count of the value at this position.
    pub fn at(&self, position: usize) -> usize {
        self.0.get(position).copied().unwrap_or_default()
    }

    fn add<V: Member>(&mut self, values: IdSet<V>) {
        for value in values.iter() {
            if let Some(count) = self.0.get_mut(value.ordinal()) {
                *count += 1;
            }
        }
    }
}

/// The counts of all facets: how many results each value would have if it alone were chosen in its
/// facet, all other filters kept.
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
    /// By reach, all filters kept.
    pub reach: Counts,
}

impl FacetCounts {
    pub(super) fn none(plan: &Plan) -> Self {
        Self {
            themes: Counts::none::<Theme>(plan),
            counties: Counts::none::<County>(plan),
            zones: Counts::none::<Zone>(plan),
            periods: Counts::none::<Period>(plan),
            kinds: Counts::none::<Kind>(plan),
            statuses: Counts::none::<Status>(plan),
            tiers: Counts::none::<Tier>(plan),
            reach: Counts::none::<Reach>(plan),
        }
    }

    /// The count of the value at this position of a facet. What has no values of its own counts nothing.
    pub fn of(&self, facet: Facet, at: usize) -> usize {
        match facet {
            Facet::Theme => self.themes.at(at),
            Facet::County => self.counties.at(at),
            Facet::Zone => self.zones.at(at),
            Facet::Period => self.periods.at(at),
            Facet::Kind => self.kinds.at(at),
            Facet::Status => self.statuses.at(at),
            Facet::Tier => self.tiers.at(at),
            Facet::Years | Facet::Has | Facet::Search => 0,
        }
    }

    /// Counts `row`, which fails the facets in `failed`.
    pub(super) fn count(&mut self, row: &Row, reach: Reach, failed: IdSet<Facet>) {
        let fails_no_other = |facet| failed.is_empty() || failed == IdSet::of(facet);
        if fails_no_other(Facet::Theme) {
            self.themes.add(row.themes);
        }
        if fails_no_other(Facet::County) {
            self.counties.add(row.counties(reach));
        }
        if fails_no_other(Facet::Zone) {
            self.zones.add(row.zones(reach));
        }
        if fails_no_other(Facet::Period) {
            self.periods.add(row.periods);
        }
        if fails_no_other(Facet::Kind) {
            self.kinds.add(row.kinds);
        }
        if fails_no_other(Facet::Status) {
            self.statuses.add(row.statuses);
        }
        if fails_no_other(Facet::Tier) {
            self.tiers.add(row.tiers);
        }
    }

    pub(super) fn count_reach(&mut self, reach: Reach) {
        self.reach.add(IdSet::of(reach));
    }
}

/// What one entry (a passage, a milestone, a project or a quantity) can be filtered by.
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
    pub(super) has: IdSet<Has>,
    /// Its text, ready to be searched.
    pub(super) words: Arc<Haystack>,
}

impl Row {
    /// The tags whose English names find it: its themes, and the places that it names.
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

/// The filters of a query, ready to be compared with rows.
#[derive(Clone, Debug)]
pub(super) struct Filter {
    pub(super) themes: IdSet<Theme>,
    pub(super) counties: IdSet<County>,
    pub(super) zones: IdSet<Zone>,
    pub(super) periods: IdSet<Period>,
    pub(super) years: IdSet<Year>,
    pub(super) kinds: IdSet<Kind>,
    pub(super) statuses: IdSet<Status>,
    pub(super) tiers: IdSet<Tier>,
    pub(super) has: IdSet<Has>,
    /// The search words.
    pub(super) search: Search,
}

impl Filter {
    /// The facets that `row` fails under `reach`. It is a result if it fails none.
    pub(super) fn failed(&self, row: &Row, reach: Reach) -> IdSet<Facet> {
        let checks = [
            (Facet::Theme, fails(self.themes, row.themes)),
            (Facet::Period, fails(self.periods, row.periods)),
            (Facet::Years, fails(self.years, row.years)),
            (Facet::Kind, fails(self.kinds, row.kinds)),
            (Facet::Status, fails(self.statuses, row.statuses)),
            (Facet::Tier, fails(self.tiers, row.tiers)),
            (Facet::Has, fails(self.has, row.has)),
            (Facet::Search, !self.search.matches(&row.words)),
        ];
        let failed = checks.into_iter().filter(|&(_, fails)| fails);
        let failed = failed.map(|(facet, _)| facet).collect();
        self.failed_under(row, reach, failed)
    }

    /// [`Filter::failed`] under another reach, given what `row` fails under one. Only the facets of
    /// places depend on the reach, so this does not search the row again.
    pub(super) fn failed_under(
        &self,
        row: &Row,
        reach: Reach,
        mut failed: IdSet<Facet>,
    ) -> IdSet<Facet> {
        let places = [
            (Facet::County, fails(self.counties, row.counties(reach))),
            (Facet::Zone, fails(self.zones, row.zones(reach))),
        ];
        for (facet, fails) in places {
            if failed.contains(facet) != fails {
                failed.toggle(facet);
            }
        }
        failed
    }
}

/// Whether values are chosen and the row has none of them.
fn fails<V: Member>(chosen: IdSet<V>, row: IdSet<V>) -> bool {
    !chosen.is_empty() && !chosen.meets(row)
}
