//! The values of the filters, by name.

use crate::model::{Kind, Plan, Status, Tier, Vocabulary};
use crate::query::{Facet, ViewKind};
use crate::words::Words;

/// What the numbers beside the values count in a view. Nothing where nobody has tagged the plan with any value.
pub fn counts_about(words: &Words, plan: &Plan, view: ViewKind) -> &'static str {
    let mut facets = [Facet::County, Facet::Theme, Facet::Period, Facet::Zone].into_iter();
    if facets.any(|facet| facet.is_tagged(plan)) {
        words.counts_about(view)
    } else {
        ""
    }
}

/// The ids and the names of a facet's values.
pub fn facet_values(words: &Words, plan: &Plan, facet: Facet) -> Vec<(String, String)> {
    let of = |entries: Vec<(&str, &str)>| {
        let owned = entries.into_iter();
        let owned = owned.map(|(id, name)| (id.to_owned(), name.to_owned()));
        owned.collect::<Vec<_>>()
    };
    match facet {
        Facet::Theme => of(plan
            .themes()
            .iter()
            .map(|entry| (entry.id.as_str(), words.theme(entry)))
            .collect()),
        Facet::County => of(plan
            .counties()
            .iter()
            .map(|entry| (entry.id.as_str(), words.county(entry)))
            .collect()),
        Facet::Zone => of(plan
            .zones()
            .iter()
            .map(|entry| (entry.id.as_str(), words.zone(entry)))
            .collect()),
        Facet::Period => {
            let name = |entry| words.pick(entry);
            of(plan
                .periods()
                .iter()
                .map(|entry| (entry.id.as_str(), name(&entry.name)))
                .collect())
        }
        Facet::Kind => of(Kind::ALL
            .iter()
            .map(|value| (value.id(), words.kind_name(*value)))
            .collect()),
        Facet::Status => of(Status::ALL
            .iter()
            .map(|value| (value.id(), words.status_name(*value)))
            .collect()),
        Facet::Tier => of(Tier::ALL
            .iter()
            .map(|value| (value.id(), words.tier_name(*value)))
            .collect()),
        Facet::Years | Facet::Has | Facet::Search => Vec::new(),
    }
}
