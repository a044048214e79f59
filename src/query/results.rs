//! The list: results grouped by chapter and section, with the sentences that say why each is there, and marks
//! on the words that match.
//!
//! This module knows nothing of HTML, nor of how a row passes the filters.

use std::sync::{Arc, OnceLock};

use super::pieces::{Mark, Piece, pieces};
use super::search::{Haystack, Search};
use super::{Query, Reach};
use crate::model::vocabulary::vocabulary;
use crate::model::{
    Basis, Chapter, County, IdSet, Mention, Passage, Plan, Scope, Section, Sentence, Span, Zone,
};

vocabulary! {
    /// How a result relates to the chosen places.
    Relation, "relation" {
        /// No place is chosen.
        Any = "any",
        /// The text names one of them.
        Named = "named",
        /// The text names only a group that includes one of them.
        Collective = "collective",
    }
}

/// The results that relate to the chosen places in the same way.
#[derive(Clone, Debug, PartialEq)]
pub struct Block<'a> {
    /// How they relate to the chosen places.
    pub relation: Relation,
    /// The results by chapter and section, in plan order.
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

/// Results next to each other with the same chapter and section, or with none.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'a> {
    /// Their chapter, if any.
    pub chapter: Option<&'a Chapter>,
    /// Their section, if any.
    pub section: Option<&'a Section>,
    /// The results, in plan order.
    pub items: Vec<Item<'a>>,
}

impl Group<'_> {
    /// Whether it is the title, the line of adoption and the preamble.
    pub(super) fn is_front_matter(&self) -> bool {
        let mut items = self.items.iter();
        items.any(|item| item.passage.is_front_matter())
    }
}

/// One result: a passage, and why it matches. Marks are computed lazily, since most of a long list is
/// not drawn at once.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The passage.
    pub passage: &'a Passage,
    plan: &'a Plan,
    position: usize,
    words: Arc<Haystack>,
    asked: Arc<Asked>,
    marks: OnceLock<Vec<(Span, Mark)>>,
}

/// The query that results answer.
#[derive(Debug)]
pub(super) struct Asked {
    /// The query.
    pub(super) query: Query,
    /// Its search words.
    pub(super) search: Search,
}

/// The chosen places, and which mentions of them count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Places {
    counties: IdSet<County>,
    zones: IdSet<Zone>,
    reach: Reach,
}

/// Two items of one plan are equal if they show the same sentences of a passage with the same marks.
impl PartialEq for Item<'_> {
    fn eq(&self, other: &Self) -> bool {
        let of = |item: &Self| (item.position, item.asked.places());
        of(self) == of(other)
            && self.marks() == other.marks()
            && self.sentences() == other.sentences()
    }
}

impl<'a> Item<'a> {
    pub(super) fn new(
        plan: &'a Plan,
        position: usize,
        passage: &'a Passage,
        words: &Arc<Haystack>,
        asked: &Arc<Asked>,
    ) -> Self {
        Self {
            passage,
            plan,
            position,
            words: Arc::clone(words),
            asked: Arc::clone(asked),
            marks: OnceLock::new(),
        }
    }

    /// The marks of what matches.
    fn marks(&self) -> &[(Span, Mark)] {
        let asked = &self.asked;
        let marks = || {
            marks(
                self.plan,
                self.position,
                &self.words,
                &asked.search,
                &asked.query,
            )
        };
        self.marks.get_or_init(marks)
    }

    /// Its heading with marks; empty if it has none.
    pub fn heading(&self) -> Vec<Piece<'a>> {
        let span = heading_span(self.passage);
        span.map(|span| pieces(&self.passage.text, span, self.marks()))
            .unwrap_or_default()
    }

    /// The sentences that say why it is a result, with marks.
    ///
    /// They are those with marks. Under themes, they are those that carry a chosen theme and have marks too,
    /// as far as anything else is marked. If no sentence has both, they are those that carry a theme and
    /// those with marks. Where search words stand in a sentence, the words say enough, and themes choose
    /// nothing. If no sentence is left, the first one stands for all.
    pub fn excerpts(&self) -> Vec<Excerpt<'a>> {
        let excerpts = self.sentences().into_iter().map(|sentence| Excerpt {
            sentence,
            pieces: pieces(&self.passage.text, sentence.span(), self.marks()),
        });
        excerpts.collect()
    }

    /// How many characters its excerpts have in total.
    pub fn length(&self) -> u32 {
        let spans = self.sentences().into_iter().map(Sentence::span);
        spans.map(|span| span.end() - span.start()).sum()
    }

    /// The sentences of [`Item::excerpts`].
    pub(super) fn sentences(&self) -> Vec<&'a Sentence> {
        let has_mark = |sentence: &Sentence, counts: fn(Mark) -> bool| {
            let mut marks = self.marks().iter();
            marks.any(|&(span, mark)| counts(mark) && span.overlaps(sentence.span()))
        };
        let marked = |sentence: &Sentence| has_mark(sentence, |_| true);
        let themes = self.asked.query.themes;
        let carries = |sentence: &Sentence| {
            let own = sentence.themes.as_ref();
            own.is_some_and(|own| own.all().meets(themes))
        };
        let all = &self.passage.sentences;
        let which = |shown: &dyn Fn(&Sentence) -> bool| -> Vec<&'a Sentence> {
            all.iter().filter(|sentence| shown(sentence)).collect()
        };
        let searched = all
            .iter()
            .any(|sentence| has_mark(sentence, |mark| mark == Mark::Search));
        let mut shown = if searched {
            which(&marked)
        } else {
            which(&|sentence| marked(sentence) && carries(sentence))
        };
        if shown.is_empty() {
            shown = which(&|sentence| marked(sentence) || carries(sentence));
        }
        if shown.is_empty() {
            shown.extend(all.first());
        }
        shown
    }

    /// The counties and zones it names, each once, in the words of the text.
    pub fn places(&self) -> Vec<&'a str> {
        let mut places: Vec<&str> = Vec::new();
        for mention in self.plan.mentions_at(self.position) {
            if mention.basis != Basis::Collective && !places.contains(&mention.quote.as_str()) {
                places.push(&mention.quote);
            }
        }
        places
    }

    /// The groups that include a chosen place.
    pub fn reasons(&self) -> Vec<Reason<'a>> {
        let mut reasons: Vec<Reason<'_>> = Vec::new();
        for mention in self.plan.mentions_at(self.position) {
            if let Some(scope) = mention.scope
                && self.asked.places().include(mention)
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
        reasons
    }
}

/// A sentence with marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Excerpt<'a> {
    /// The sentence.
    pub sentence: &'a Sentence,
    /// Its words.
    pub pieces: Vec<Piece<'a>>,
}

/// A group that includes a chosen place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reason<'a> {
    /// Its name, in the words of the text.
    pub quote: &'a str,
    /// Which places it includes.
    pub scope: Scope,
}

impl Asked {
    fn places(&self) -> Places {
        Places::of(&self.query)
    }
}

impl Places {
    fn of(query: &Query) -> Self {
        Self {
            counties: query.counties,
            zones: query.zones,
            reach: query.reach,
        }
    }

    fn are_any(self) -> bool {
        !self.counties.is_empty() || !self.zones.is_empty()
    }

    /// Whether a mention counts for one of them.
    fn include(self, mention: &Mention) -> bool {
        let place = self.counties.meets(mention.counties) || self.zones.meets(mention.zones);
        place && (self.reach == Reach::All || mention.basis != Basis::Collective)
    }
}

/// All marks of a query in the passage at `position`.
pub(super) fn marks(
    plan: &Plan,
    position: usize,
    words: &Haystack,
    search: &Search,
    query: &Query,
) -> Vec<(Span, Mark)> {
    let asked = Places::of(query);
    let mentions = asked.are_any().then(|| plan.mentions_at(position));
    let places = mentions
        .into_iter()
        .flatten()
        .filter(|mention| asked.include(mention))
        .map(|mention| match mention.basis {
            Basis::Collective => (mention.span(), Mark::Collective),
            Basis::Named | Basis::Alias => (mention.span(), Mark::Place),
        });
    let milestones = (!query.kinds.is_empty()).then(|| plan.milestones_at(position));
    let milestones = milestones
        .into_iter()
        .flatten()
        .filter(|entry| query.kinds.contains(entry.kind))
        .map(|entry| (entry.span(), Mark::Milestone));
    let by_project = !query.statuses.is_empty() || !query.tiers.is_empty();
    let projects = by_project.then(|| plan.projects_at(position));
    let projects = projects
        .into_iter()
        .flatten()
        .filter(|entry| query.statuses.contains(entry.status) || query.tiers.contains(entry.tier))
        .map(|entry| (entry.span(), Mark::Milestone));
    let mut all: Vec<_> = places.chain(milestones).chain(projects).collect();
    if !query.q.is_empty() {
        let mut found = search.places(words);
        let passage = plan.passages().get(position);
        if search.matches_english(words) {
            found.extend(passage.and_then(heading_span));
        }
        for named in search.named() {
            let mentions = plan.mentions_at(position).iter();
            let mentions = mentions.filter(|mention| {
                let is_one =
                    mention.counties.meets(named.counties) || mention.zones.meets(named.zones);
                is_one && mention.basis != Basis::Collective
            });
            found.extend(mentions.map(Mention::span));
        }
        let found = merged(found);
        all.extend(found.into_iter().map(|span| (span, Mark::Search)));
    }
    all
}

/// The spans in order, with those that overlap merged.
fn merged(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut merged: Vec<Span> = Vec::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if last.overlaps(span) => {
                let end = last.end().max(span.end());
                *last = Span::new(last.start(), end).unwrap_or(*last);
            }
            _ => merged.push(span),
        }
    }
    merged
}

/// The span of a passage's heading in its text.
pub(super) fn heading_span(passage: &Passage) -> Option<Span> {
    let heading = passage.heading.as_deref()?;
    passage.text.find_all(heading).first().copied()
}

/// How a passage relates to the chosen places.
pub(super) fn relation(plan: &Plan, position: usize, query: &Query) -> Relation {
    if query.counties.is_empty() && query.zones.is_empty() {
        return Relation::Any;
    }
    let named = plan
        .mentions_at(position)
        .iter()
        .any(|mention| mention.basis != Basis::Collective && Places::of(query).include(mention));
    if named {
        Relation::Named
    } else {
        Relation::Collective
    }
}

/// Appends an item to the groups. A new group begins where the chapter or the section changes.
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

/// The mentions in `span` of the passage at `position` that speak of one of the given places. A quote
/// may name the places of a neighbour too: one verb can have two works.
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
