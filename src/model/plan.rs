//! The plan with indexes: entries by passage, and what an id refers to.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::ops::Range;

use super::read::{PlanError, parse};
use super::{
    Chapter, CountyEntry, Group, GroupKind, IdSet, Identified, Mention, Meta, Milestone, Passage,
    PassageKind, Period, PeriodEntry, PlanFile, PlanId, Project, Quantity, Scope, Section,
    Sentence, Site, Span, Term, ThemeEntry, Vocabularies, Vocabulary, Year, YearEntry, ZoneEntry,
};

/// What a link can open. Only [`Plan::target`] makes one, so it always exists in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target(String);

impl Target {
    /// The id in links.
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// The entries that a [`Target`] refers to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location<'a> {
    /// The passage that it is or that contains it.
    pub passage: &'a Passage,
    /// The sentence, if it is one or is in one.
    pub sentence: Option<&'a Sentence>,
    /// The milestone, if it is one.
    pub milestone: Option<&'a Milestone>,
    /// The project, if it is one.
    pub project: Option<&'a Project>,
    /// The term, if it is one. Passage and sentence are then those of [`Term::anchor`].
    pub term: Option<&'a Term>,
}

impl Location<'_> {
    /// The span of the passage that it refers to, or `None` for the whole passage.
    pub fn span(&self) -> Option<Span> {
        self.milestone
            .map(Milestone::span)
            .or_else(|| self.project.map(Project::span))
            .or_else(|| self.term?.anchor().map(|anchor| anchor.span()))
            .or_else(|| self.sentence.map(Sentence::span))
    }
}

/// The plan, indexed for look-ups.
#[derive(Clone, Debug)]
pub struct Plan {
    meta: Meta,
    site: Site,
    vocabularies: Vocabularies,
    groups: Vec<Group>,
    chapters: Vec<Chapter>,
    sections: Vec<Section>,
    passages: Vec<Passage>,
    mentions: Vec<Mention>,
    milestones: Vec<Milestone>,
    quantities: Vec<Quantity>,
    projects: Vec<Project>,
    terms: Vec<Term>,
    chapter_ids: Index,
    section_ids: Index,
    passage_ids: Index,
    milestone_ids: Index,
    project_ids: Index,
    /// For each passage, the range of its mentions in `mentions`. The same goes for the next three.
    mention_ranges: Vec<Range<usize>>,
    milestone_ranges: Vec<Range<usize>>,
    project_ranges: Vec<Range<usize>>,
    quantity_ranges: Vec<Range<usize>>,
    /// For each passage, the spans of terms in it and their positions in `terms`, by start; of spans with one
    /// start, the longest is first.
    term_spans: Vec<Vec<(Span, usize)>>,
}

/// The position of each entry in its list, by id.
type Index = HashMap<String, usize>;

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> Index {
    ids.cloned().zip(0..).collect()
}

/// For each passage, the range of its entries. The entries are in text order.
fn ranges<T>(
    passages: &[Passage],
    entries: &[T],
    passage_of: impl Fn(&T) -> &str,
) -> Vec<Range<usize>> {
    let mut end = 0;
    let range = |passage: &Passage| {
        let start = end;
        let rest = entries.iter().skip(start);
        let own = rest.take_while(|entry| passage_of(entry) == passage.id);
        end += own.count();
        start..end
    };
    passages.iter().map(range).collect()
}

/// The entries of the passage at `position`.
fn entries_at<'a, T>(entries: &'a [T], ranges: &[Range<usize>], position: usize) -> &'a [T] {
    let range = ranges.get(position).cloned();
    range
        .and_then(|range| entries.get(range))
        .unwrap_or_default()
}

impl Plan {
    /// Reads `plan.json`.
    ///
    /// # Errors
    /// When the text is not that file's JSON, has another schema version, or has an id that is in no
    /// vocabulary. What else `ingest` has checked is not checked again.
    pub fn from_json(json: &str) -> Result<Self, PlanError> {
        Self::new(parse(json)?)
    }

    /// Checks the ids of a file, and indexes it.
    ///
    /// # Errors
    /// When an id is in no vocabulary.
    pub fn new(file: PlanFile) -> Result<Self, PlanError> {
        let places = file.places;
        let vocabularies =
            Vocabularies::new(file.themes, (places.counties, places.zones), file.periods)?;
        let of = &vocabularies;
        let groups = places.groups.into_iter().map(|entry| of.group(entry));
        let groups = groups.collect::<Result<Vec<Group>, PlanError>>()?;
        let passages = file.passages.into_iter().map(|entry| of.passage(entry));
        let passages = passages.collect::<Result<Vec<Passage>, PlanError>>()?;
        let mentions = file.mentions.into_iter().map(|entry| of.mention(entry));
        let mentions = mentions.collect::<Result<Vec<Mention>, PlanError>>()?;
        let milestones = file.milestones.into_iter().map(|entry| of.milestone(entry));
        let milestones = milestones.collect::<Result<Vec<Milestone>, PlanError>>()?;
        let projects = file.projects.into_iter().map(|entry| of.project(entry));
        let projects = projects.collect::<Result<Vec<Project>, PlanError>>()?;
        let quantities = file.quantities.into_iter().map(|entry| of.quantity(entry));
        let quantities = quantities.collect::<Result<Vec<Quantity>, PlanError>>()?;
        let passage_ids = index(passages.iter().map(|entry| &entry.id));
        let mut term_spans = vec![Vec::new(); passages.len()];
        for (which, term) in file.terms.iter().enumerate() {
            for mention in &term.mentions {
                let at = passage_ids.get(&mention.passage).copied();
                if let Some(list) = at.and_then(|at| term_spans.get_mut(at)) {
                    list.push((mention.span(), which));
                }
            }
        }
        for list in &mut term_spans {
            list.sort_by_key(|&(span, _)| (span.start(), Reverse(span.end())));
        }
        Ok(Self {
            chapter_ids: index(file.chapters.iter().map(|entry| &entry.id)),
            section_ids: index(file.sections.iter().map(|entry| &entry.id)),
            milestone_ids: index(milestones.iter().map(|entry| &entry.id)),
            project_ids: index(projects.iter().map(|entry| &entry.id)),
            mention_ranges: ranges(&passages, &mentions, |entry| &entry.passage),
            milestone_ranges: ranges(&passages, &milestones, |entry| &entry.passage),
            project_ranges: ranges(&passages, &projects, |entry| &entry.passage),
            quantity_ranges: ranges(&passages, &quantities, |entry| &entry.passage),
            passage_ids,
            term_spans,
            meta: file.meta,
            site: file.site,
            groups,
            chapters: file.chapters,
            sections: file.sections,
            terms: file.terms,
            vocabularies,
            passages,
            mentions,
            milestones,
            quantities,
            projects,
        })
    }

    /// Where the text comes from.
    pub fn meta(&self) -> &Meta {
        &self.meta
    }

    /// What the site calls the plan, and what it says of this plan only.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// The plan's vocabularies.
    pub fn vocabularies(&self) -> &Vocabularies {
        &self.vocabularies
    }

    /// Every value of one of the plan's vocabularies, in order.
    pub fn all<V: PlanId>(&self) -> impl Iterator<Item = V> + Clone + use<V> {
        self.vocabularies.all()
    }

    /// What the plan says of a value. `None` only for a value of another plan.
    pub fn entry<V: PlanId>(&self, value: V) -> Option<&V::Entry> {
        self.vocabularies.entry(value)
    }

    /// The id of a value.
    pub fn id<V: PlanId>(&self, value: V) -> &str {
        self.vocabularies.id(value)
    }

    /// The ids of the values of a set.
    pub fn ids<V: Identified>(&self, set: IdSet<V>) -> Vec<&str> {
        set.iter()
            .map(|value| value.id_in(&self.vocabularies))
            .collect()
    }

    /// The value with this id.
    pub fn find<V: PlanId>(&self, id: &str) -> Option<V> {
        self.vocabularies.find(id)
    }

    /// The themes, in display order.
    pub fn themes(&self) -> &[ThemeEntry] {
        &self.vocabularies.themes
    }

    /// The counties, in display order.
    pub fn counties(&self) -> &[CountyEntry] {
        &self.vocabularies.counties
    }

    /// The zones, in display order.
    pub fn zones(&self) -> &[ZoneEntry] {
        &self.vocabularies.zones
    }

    /// The periods, in the order of time.
    pub fn periods(&self) -> &[PeriodEntry] {
        &self.vocabularies.periods
    }

    /// The years of the periods, in order.
    pub fn years(&self) -> &[YearEntry] {
        &self.vocabularies.years
    }

    /// The years of a period.
    pub fn years_of(&self, period: Period) -> IdSet<Year> {
        let years = self.all::<Year>().zip(self.years());
        years
            .filter(|(_, entry)| entry.period == period)
            .map(|(year, _)| year)
            .collect()
    }

    /// The groups of places that the text defines, in the order of the file.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The group of places that a scope stands for, if the plan defines it.
    pub fn group(&self, scope: Scope) -> Option<&Group> {
        let mut groups = self.groups.iter();
        groups.find(|group| group.kind == GroupKind::Scope && group.id == scope.id())
    }

    /// The chapters, in order.
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// The sections, in order.
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// All mentions of places, in text order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// Whether a place is mentioned as part of a group. Otherwise every mention is by name.
    pub fn has_groups_of_places(&self) -> bool {
        self.mentions.iter().any(|mention| mention.scope.is_some())
    }

    /// All terms, in the order of first use.
    pub fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// All passages, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.passages
    }

    /// All milestones, in text order.
    pub fn milestones(&self) -> &[Milestone] {
        &self.milestones
    }

    /// The position of a passage in the text, counting from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.passage_ids.get(id).copied()
    }

    /// The paragraphs below a passage that is a heading alone, in order.
    pub fn below(&self, passage: &Passage) -> impl Iterator<Item = &Passage> {
        let after = self.position(&passage.id).map_or(usize::MAX, |at| at + 1);
        let rest = self.passages.get(after..).unwrap_or_default().iter();
        let prefix = format!("{}.p", passage.id);
        rest.take_while(move |entry| {
            entry.kind == PassageKind::Paragraph && entry.id.starts_with(&prefix)
        })
    }

    /// The passage with this id.
    pub fn passage(&self, id: &str) -> Option<&Passage> {
        self.passages().get(self.position(id)?)
    }

    /// All projects, in text order.
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// All quantities, in text order.
    pub fn quantities(&self) -> &[Quantity] {
        &self.quantities
    }

    /// The mentions in the passage at `position`, in text order.
    pub fn mentions_at(&self, position: usize) -> &[Mention] {
        entries_at(&self.mentions, &self.mention_ranges, position)
    }

    /// The milestones in the passage at `position`, in text order.
    pub fn milestones_at(&self, position: usize) -> &[Milestone] {
        entries_at(&self.milestones, &self.milestone_ranges, position)
    }

    /// The projects in the passage at `position`, in text order.
    pub fn projects_at(&self, position: usize) -> &[Project] {
        entries_at(&self.projects, &self.project_ranges, position)
    }

    /// The quantities in the passage at `position`, in text order.
    pub fn quantities_at(&self, position: usize) -> &[Quantity] {
        entries_at(&self.quantities, &self.quantity_ranges, position)
    }

    /// The terms in the passage at `position` and their spans, in text order. Of terms with one start, the
    /// longest is first.
    pub fn terms_at(&self, position: usize) -> impl Iterator<Item = (Span, &Term)> {
        let list = self.term_spans.get(position).into_iter().flatten();
        list.filter_map(|&(span, which)| Some((span, self.terms.get(which)?)))
    }

    /// The chapter with this id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        let position = self.chapter_ids.get(id).copied()?;
        self.chapters.get(position)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        let position = self.section_ids.get(id).copied()?;
        self.sections.get(position)
    }

    /// The passage that opens a chapter: its heading, or its lead if the heading is missing.
    pub fn opening_of(&self, chapter: &Chapter) -> Option<&Passage> {
        self.passages()
            .iter()
            .find(|passage| passage.chapter.as_deref() == Some(&chapter.id))
    }

    /// The passage, sentence, milestone, project or term with this id, if there is one.
    pub fn target(&self, id: &str) -> Option<Target> {
        self.location(id).map(|_| Target(id.to_owned()))
    }

    /// The entries that a target refers to. `None` only for a target of another plan.
    pub fn locate(&self, target: &Target) -> Option<Location<'_>> {
        self.location(&target.0)
    }

    fn location(&self, id: &str) -> Option<Location<'_>> {
        let at = |passage: &str, sentence: &Option<String>| {
            let passage = self.passage(passage)?;
            let mut sentences = passage.sentences.iter();
            Some(Location {
                passage,
                sentence: sentences.find(|entry| Some(&entry.id) == sentence.as_ref()),
                milestone: None,
                project: None,
                term: None,
            })
        };
        if id.starts_with("ms-") {
            let position = self.milestone_ids.get(id).copied()?;
            let milestone = self.milestones().get(position)?;
            return Some(Location {
                milestone: Some(milestone),
                ..at(&milestone.passage, &milestone.sentence)?
            });
        }
        if id.starts_with("pr-") {
            let position = self.project_ids.get(id).copied()?;
            let project = self.projects().get(position)?;
            return Some(Location {
                project: Some(project),
                ..at(&project.passage, &project.sentence)?
            });
        }
        if id.starts_with("t-") {
            let term = self.terms.iter().find(|entry| entry.id == id)?;
            let anchor = term.anchor()?;
            return Some(Location {
                term: Some(term),
                ..at(&anchor.passage, &anchor.sentence)?
            });
        }
        if self.passage(id).is_some() {
            return at(id, &None);
        }
        // The id of a sentence is its passage's id, a dot and a number.
        let (passage, _) = id.rsplit_once('.')?;
        let found = at(passage, &Some(id.to_owned()))?;
        found.sentence.is_some().then_some(found)
    }
}
