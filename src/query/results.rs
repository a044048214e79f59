//! The list: results grouped by chapter and section, with the words that made them match.

use super::pieces::{Mark, Piece, pieces};
use super::search::{Haystack, Search};
use super::{Query, Reach};
use crate::model::vocabulary::vocabulary;
use crate::model::{
    Basis, Chapter, County, IdSet, Mention, Passage, Plan, Scope, Section, Sentence, Span, Zone,
};

vocabulary! {
    /// How near a result is to the chosen places.
    Nearness, "nearness" {
        /// No place is chosen.
        Any = "any",
        /// The name itself stands there.
        Named = "named",
        /// Only a group that takes the place in.
        Collective = "collective",
    }
}

/// The results of one nearness.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// How near they are to the chosen places.
    pub nearness: Nearness,
    /// The results, by chapter and section, in plan order.
    pub groups: Vec<Group<'a>>,
}

impl Block<'_> {
    /// How many results it holds.
    pub fn len(&self) -> usize {
        self.groups.iter().map(|group| group.items.len()).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The results of one section, or of a chapter outside its sections, or before and after all chapters.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// The chapter, if they are in one.
    pub chapter: Option<&'a Chapter>,
    /// The section, if they are in one.
    pub section: Option<&'a Section>,
    /// The results, in plan order.
    pub items: Vec<Item<'a>>,
}

/// One result: a passage and why it is one.
#[derive(Clone, Debug, PartialEq)]
pub struct Item<'a> {
    /// The passage.
    pub passage: &'a Passage,
    /// Its heading, marked.
    pub heading: Vec<Piece<'a>>,
    /// The sentences that made it match; its first sentence where the match is of the whole passage.
    pub excerpts: Vec<Excerpt<'a>>,
    /// The counties and zones it names, each once, as they stand there.
    pub places: Vec<&'a str>,
    /// Why a group's name counts for the chosen places.
    pub reasons: Vec<Reason<'a>>,
}

/// A sentence, marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Excerpt<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words.
    pub pieces: Vec<Piece<'a>>,
}

/// Why a group's name counts for the chosen places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason<'a> {
    /// The group's name, as it stands in the text.
    pub quote: &'a str,
    /// Whom it takes in.
    pub scope: Scope,
}

/// Whether a mention speaks of a place the query chose, within its reach.
fn is_chosen(mention: &Mention, query: &Query) -> bool {
    let place = query.counties.meets(mention.counties) || query.zones.meets(mention.zones);
    place && (query.reach == Reach::All || mention.basis != Basis::Collective)
}

/// All the marks a query makes in the passage at `position`.
pub(super) fn marks(
    plan: &Plan,
    position: usize,
    words: &Haystack,
    search: &Search,
    query: &Query,
) -> Vec<(Span, Mark)> {
    let places = plan
        .mentions_at(position)
        .iter()
        .filter(|mention| is_chosen(mention, query))
        .map(|mention| match mention.basis {
            Basis::Collective => (mention.span(), Mark::Collective),
            Basis::Named | Basis::Alias => (mention.span(), Mark::Place),
        });
    let milestones = plan
        .milestones_at(position)
        .iter()
        .filter(|entry| query.kinds.contains(entry.kind))
        .map(|entry| (entry.span(), Mark::Milestone));
    let projects = plan
        .projects_at(position)
        .iter()
        .filter(|entry| query.statuses.contains(entry.status) || query.tiers.contains(entry.tier))
        .map(|entry| (entry.span(), Mark::Milestone));
    let mut all: Vec<_> = places.chain(milestones).chain(projects).collect();
    let found = search.places(words);
    all.extend(found.into_iter().map(|span| (span, Mark::Search)));
    all
}

/// One passage as a result.
pub(super) fn item<'a>(
    plan: &'a Plan,
    position: usize,
    passage: &'a Passage,
    marks: &[(Span, Mark)],
    query: &Query,
) -> Item<'a> {
    let heading_span = heading_span(passage);
    let marked = |sentence: &&Sentence| {
        let mut spans = marks.iter().map(|(span, _)| span);
        spans.any(|span| span.overlaps(sentence.span()))
    };
    let mut sentences: Vec<&Sentence> = passage.sentences.iter().filter(marked).collect();
    if sentences.is_empty() {
        sentences.extend(passage.sentences.first());
    }
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    let mut places: Vec<&str> = Vec::new();
    for mention in plan.mentions_at(position) {
        if mention.basis != Basis::Collective && !places.contains(&mention.quote.as_str()) {
            places.push(&mention.quote);
        }
        if let Some(scope) = mention.scope
            && is_chosen(mention, query)
        {
            let reason = Reason {
                quote: &mention.quote,
                scope,
            };
            if !reasons.contains(&reason) {
                reasons.push(reason);
            }
        }
    }
    Item {
        passage,
        heading: heading_span
            .map(|span| pieces(&passage.text, span, marks))
            .unwrap_or_default(),
        excerpts: sentences
            .into_iter()
            .map(|sentence| Excerpt {
                sentence,
                pieces: pieces(&passage.text, sentence.span(), marks),
            })
            .collect(),
        places,
        reasons,
    }
}

/// Where a passage's heading stands in its text.
pub(super) fn heading_span(passage: &Passage) -> Option<Span> {
    let heading = passage.heading.as_deref()?;
    passage.text.find_all(heading).first().copied()
}

/// How near a passage is to the chosen places.
pub(super) fn nearness(plan: &Plan, position: usize, query: &Query) -> Nearness {
    if query.counties.is_empty() && query.zones.is_empty() {
        return Nearness::Any;
    }
    let named = plan
        .mentions_at(position)
        .iter()
        .any(|mention| mention.basis != Basis::Collective && is_chosen(mention, query));
    if named {
        Nearness::Named
    } else {
        Nearness::Collective
    }
}

/// Puts an item at the end of the groups, opening a new group where chapter or section changes.
pub(super) fn push_item<'a>(plan: &'a Plan, groups: &mut Vec<Group<'a>>, item: Item<'a>) {
    let chapter = item.passage.chapter.as_deref();
    let section = item.passage.section.as_deref();
    let same = groups.last().is_some_and(|group| {
        group.chapter.map(|entry| entry.id.as_str()) == chapter
            && group.section.map(|entry| entry.id.as_str()) == section
    });
    if !same {
        groups.push(Group {
            chapter: chapter.and_then(|id| plan.chapter(id)),
            section: section.and_then(|id| plan.section(id)),
            items: Vec::new(),
        });
    }
    if let Some(group) = groups.last_mut() {
        group.items.push(item);
    }
}

/// The mentions in a stretch of the passage at `position` that speak of one of its own places: a
/// quote may hold a neighbour's place too (one verb, two works).
pub(super) fn mentions_of(
    plan: &Plan,
    position: usize,
    span: Span,
    (counties, zones): (IdSet<County>, IdSet<Zone>),
) -> impl Iterator<Item = &Mention> {
    plan.mentions_at(position).iter().filter(move |mention| {
        let own = mention.counties.meets(counties) || mention.zones.meets(zones);
        own && mention.span().overlaps(span)
    })
}
