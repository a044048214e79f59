//! What answers come to when they are seldom asked for, and what typed Latin letters need.

use super::explorer::take;
use super::facets::Sieve;
use super::figures::{beside, group_figures};
use super::han;
use super::matrix::{Counting, tiles};
use super::projects::group_projects;
use super::sounds::{self, Heard, Sounds};
use super::{Explorer, Facet, Query, View, ViewKind};
use crate::model::{Gather, Late, Span};

/// Seldom wanted answers and tables.
#[derive(Debug)]
pub struct Tables {
    /// Completes the answer of a view of which [`ViewKind::is_late`] holds.
    pub(super) complete: for<'a> fn(&Explorer<'a>, &Query, &Sieve, &[usize], &mut View<'a>),
    /// A word as one that may be a pinyin.
    pub(super) heard: fn(&str) -> Option<Heard>,
    /// Where a text sounds like it.
    pub(super) sounding: fn(&Heard, &str, &Sounds, usize) -> Vec<Span>,
    /// Which traditional characters stand for them.
    pub(super) traditional: &'static str,
}

/// The tables themselves.
pub static TABLES: Tables = Tables {
    complete,
    heard: sounds::heard,
    sounding: sounds::sounding,
    traditional: han::TRADITIONAL,
};

/// The place for them.
pub static LATE: Late<Tables> = Late::new(&TABLES);

impl ViewKind {
    /// Whether what shows this view comes when it is asked for ([`Late`]), not with the rest of the program.
    pub const fn is_late(self) -> bool {
        !matches!(self, Self::List | Self::Timeline)
    }
}

impl Query {
    /// Whether the answer needs what comes when it is asked for: another view than the first two, or words
    /// that may be pinyin or in traditional characters.
    pub fn is_late(&self) -> bool {
        self.view.is_late() || han::needs_tables(self.q.as_str())
    }
}

fn complete<'a>(
    explorer: &Explorer<'a>,
    query: &Query,
    sieve: &Sieve,
    found: &[usize],
    view: &mut View<'a>,
) {
    let plan = explorer.plan();
    match query.view {
        ViewKind::Projects => {
            let shown = take(plan.projects(), found);
            // Status and tier chose the whole quote: marking all of it would mark nothing.
            let query = [Facet::Status, Facet::Tier, Facet::Kind]
                .into_iter()
                .fold(query.clone(), |query, facet| query.without(facet));
            let items = shown.into_iter();
            let items = items.filter_map(|entry| explorer.item_of(&query, entry));
            view.projects = group_projects(items.gather());
        }
        ViewKind::Figures => {
            let shown = take(plan.quantities(), found);
            view.beside = beside(plan, &shown);
            view.figures = group_figures(plan, shown, query.sort);
        }
        ViewKind::Map => {
            view.tiles = tiles(plan, &view.facets.counties);
            view.blocks = explorer.blocks(query, sieve, found);
            view.profile = explorer.profile(query, sieve, &view.facets);
        }
        ViewKind::Matrix => {
            let mut counting = Counting::new(query.across);
            for (_, row) in explorer.rows(query) {
                counting.count(row, query.reach, sieve.missed(row, query.reach));
            }
            view.matrix = counting.finish(query);
        }
        ViewKind::Compare => view.comparison = explorer.compare(query),
        ViewKind::List | ViewKind::Timeline | ViewKind::Text | ViewKind::About => {}
    }
}
