//! The plan made ready for questions, and the answer to one.

use super::facets::{Facet, FacetCounts, Row, Sieve};
use super::fold::fold;
use super::pieces::{Mark, Piece, pieces};
use super::results::{Block, Nearness, item, marks, mentions_of, nearness, push_item};
use super::{Detail, Query, Reach, SearchText, ViewKind};
use crate::model::{
    Basis, IdSet, Located, Mention, Milestone, Passage, Plan, Sentence, Span, Target, Vocabulary,
};

/// The plan made ready for questions.
#[derive(Clone, Debug)]
pub struct Explorer<'a> {
    plan: &'a Plan,
    passages: Vec<Row>,
    milestones: Vec<Row>,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct View<'a> {
    /// How many results: passages, or milestones on the timeline.
    pub total: usize,
    /// The list, when the list is shown.
    pub blocks: Vec<Block<'a>>,
    /// The milestones in text order, when the timeline is shown.
    pub milestones: Vec<&'a Milestone>,
    /// The passages that match, in text order.
    pub matching: Vec<&'a Passage>,
    /// How many results each facet value would leave.
    pub facets: FacetCounts,
    /// When there is no result: what would give some, if it were dropped.
    pub loosen: Vec<Loosening>,
}

/// A facet that, dropped, would give results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    /// The facet to drop.
    pub facet: Facet,
    /// How many results there would be.
    pub total: usize,
}

/// An opened passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened<'a> {
    /// What the link points at.
    pub located: Located<'a>,
    /// What comes before it among the results.
    pub previous: Option<Target>,
    /// What comes after it among the results.
    pub next: Option<Target>,
}

fn mention_places(row: &mut Row, mention: &Mention) {
    row.counties_all = row.counties_all.union(mention.counties);
    row.zones_all = row.zones_all.union(mention.zones);
    if mention.basis != Basis::Collective {
        row.counties_named = row.counties_named.union(mention.counties);
        row.zones_named = row.zones_named.union(mention.zones);
    }
}

impl<'a> Explorer<'a> {
    /// Makes the plan ready.
    pub fn new(plan: &'a Plan) -> Self {
        let passages = plan.passages().iter().enumerate().map(|(at, passage)| {
            let mut row = Row {
                themes: passage.themes.all(),
                periods: passage.periods,
                kinds: plan
                    .milestones_at(at)
                    .iter()
                    .map(|entry| entry.kind)
                    .collect(),
                folded: fold(passage.text.as_str()),
                ..Row::default()
            };
            for mention in plan.mentions_at(at) {
                mention_places(&mut row, mention);
            }
            row
        });
        let milestones = plan.milestones().iter().map(|milestone| {
            let mut row = Row {
                themes: milestone.themes,
                periods: [milestone.period].into_iter().collect(),
                kinds: [milestone.kind].into_iter().collect(),
                folded: fold(&milestone.quote),
                ..Row::default()
            };
            let position = plan.position(&milestone.passage).unwrap_or(usize::MAX);
            for mention in mentions_of(plan, position, milestone) {
                mention_places(&mut row, mention);
            }
            row
        });
        Self {
            plan,
            passages: passages.collect(),
            milestones: milestones.collect(),
        }
    }

    /// The plan itself.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    fn sieve(query: &Query) -> Sieve {
        Sieve {
            themes: query.themes,
            counties: query.counties,
            zones: query.zones,
            periods: query.periods,
            kinds: query.kinds,
            words: query.q.words().map(fold).collect(),
        }
    }

    /// The rows that are counted in this view: milestones on the timeline, passages elsewhere.
    fn rows(&self, query: &Query) -> impl Iterator<Item = (usize, &Row)> {
        let timeline = query.view == ViewKind::Timeline;
        let rows = if timeline {
            &self.milestones
        } else {
            &self.passages
        };
        let milestones = self.plan.milestones();
        let shown = move |at: usize| {
            !timeline
                || query.detail == Detail::All
                || milestones.get(at).is_some_and(|entry| entry.core)
        };
        rows.iter().enumerate().filter(move |&(at, _)| shown(at))
    }

    /// The answer to `query`.
    pub fn view(&self, query: &Query) -> View<'a> {
        let sieve = Self::sieve(query);
        let mut facets = FacetCounts::none();
        let mut found = Vec::new();
        for (at, row) in self.rows(query) {
            let missed = sieve.missed(row, query.reach);
            facets.count(row, query.reach, missed);
            for &reach in Reach::ALL {
                if sieve.missed(row, reach).is_empty() {
                    facets.count_reach(reach);
                }
            }
            if missed.is_empty() {
                found.push(at);
            }
        }
        let passages = self.plan.passages();
        let (milestones, matching): (Vec<_>, Vec<_>) = match query.view {
            ViewKind::Timeline => {
                let milestones = self.plan.milestones();
                let found = found.iter().filter_map(|&at| milestones.get(at));
                (found.collect(), Vec::new())
            }
            _ => {
                let found = found.iter().filter_map(|&at| passages.get(at));
                (Vec::new(), found.collect())
            }
        };
        View {
            total: found.len(),
            blocks: if query.view == ViewKind::List {
                self.blocks(query, &sieve, &found)
            } else {
                Vec::new()
            },
            milestones,
            matching,
            facets,
            loosen: if found.is_empty() {
                self.loosen(query)
            } else {
                Vec::new()
            },
        }
    }

    fn blocks(&self, query: &Query, sieve: &Sieve, found: &[usize]) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block<'a>> = Nearness::ALL
            .iter()
            .map(|&nearness| Block {
                nearness,
                groups: Vec::new(),
            })
            .collect();
        for &at in found {
            let (Some(passage), Some(row)) = (self.plan.passages().get(at), self.passages.get(at))
            else {
                continue;
            };
            let words = &sieve.words;
            let marks = marks(self.plan, at, &passage.text, &row.folded, words, query);
            let item = item(self.plan, at, passage, &marks, query);
            let nearness = nearness(self.plan, at, query);
            if let Some(block) = blocks.get_mut(nearness.ordinal()) {
                push_item(self.plan, &mut block.groups, item);
            }
        }
        blocks.retain(|block| !block.is_empty());
        blocks
    }

    fn total(&self, query: &Query) -> usize {
        let sieve = Self::sieve(query);
        self.rows(query)
            .filter(|(_, row)| sieve.missed(row, query.reach).is_empty())
            .count()
    }

    fn loosen(&self, query: &Query) -> Vec<Loosening> {
        Facet::ALL
            .iter()
            .filter_map(|&facet| {
                let looser = query.without(facet);
                let total = if looser == *query {
                    0
                } else {
                    self.total(&looser)
                };
                (total > 0).then_some(Loosening { facet, total })
            })
            .collect()
    }

    /// A passage's words from `window` on, with the marks the query makes and `target` marked too.
    pub fn marked(
        &self,
        query: &Query,
        passage: &'a Passage,
        target: Option<Span>,
        window: Span,
    ) -> Vec<Piece<'a>> {
        let sieve = Self::sieve(query);
        let position = self.plan.position(&passage.id).unwrap_or(usize::MAX);
        let folded = self
            .passages
            .get(position)
            .map_or("", |row| row.folded.as_str());
        let mut all = marks(
            self.plan,
            position,
            &passage.text,
            folded,
            &sieve.words,
            query,
        );
        all.extend(target.map(|span| (span, Mark::Target)));
        pieces(&passage.text, window, &all)
    }

    /// The opened passage, with its neighbours among the results.
    pub fn open(&self, query: &Query, view: &View<'a>) -> Option<Opened<'a>> {
        let located = self.plan.locate(query.at.as_ref()?)?;
        let ids: Vec<&str> = match located.milestone {
            Some(_) if query.view == ViewKind::Timeline => view
                .milestones
                .iter()
                .map(|entry| entry.id.as_str())
                .collect(),
            _ => view
                .matching
                .iter()
                .map(|entry| entry.id.as_str())
                .collect(),
        };
        let own = match located.milestone {
            Some(milestone) if query.view == ViewKind::Timeline => milestone.id.as_str(),
            _ => located.passage.id.as_str(),
        };
        let everything = || self.plan.passages().iter().map(|entry| entry.id.as_str());
        let (ids, own) = if ids.contains(&own) {
            (ids, own)
        } else {
            (everything().collect(), located.passage.id.as_str())
        };
        let position = ids.iter().position(|&id| id == own)?;
        let target = |at: Option<usize>| {
            at.and_then(|at| ids.get(at))
                .and_then(|id| self.plan.target(id))
        };
        Some(Opened {
            located,
            previous: target(position.checked_sub(1)),
            next: target(position.checked_add(1)),
        })
    }

    /// The mentions that lie in a sentence of a passage.
    pub fn mentions_in(
        &self,
        passage: &Passage,
        sentence: &Sentence,
    ) -> impl Iterator<Item = &'a Mention> {
        let position = self.plan.position(&passage.id).unwrap_or(usize::MAX);
        let span = sentence.span();
        self.plan
            .mentions_at(position)
            .iter()
            .filter(move |mention| span.contains(mention.span()))
    }
}

impl Query {
    /// The same query with one facet dropped.
    pub fn without(&self, facet: Facet) -> Self {
        let mut looser = self.clone();
        match facet {
            Facet::Theme => looser.themes = IdSet::new(),
            Facet::County => looser.counties = IdSet::new(),
            Facet::Zone => looser.zones = IdSet::new(),
            Facet::Period => looser.periods = IdSet::new(),
            Facet::Kind => looser.kinds = IdSet::new(),
            Facet::Search => looser.q = SearchText::default(),
        }
        looser
    }
}
