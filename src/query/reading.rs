//! Reading: an opened passage with its neighbours, and its text with marks, terms and places.
//!
//! This module knows nothing of HTML.

use std::cmp::Reverse;

use super::pieces::{Mark, Piece, pieces};
use super::results::{Item, marks};
use super::{Explorer, Query, Statement, View, ViewKind};
use crate::model::{Location, Mention, Passage, Sentence, Span, Target, Term};

/// What is opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened<'a> {
    /// What the link points at.
    pub location: Location<'a>,
    /// The one before it: among the results if it is one of them, else in the text.
    pub previous: Option<Target>,
    /// The one after it.
    pub next: Option<Target>,
}

/// An explanation of a part of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Note<'a> {
    /// A term: a label made with a number.
    Term(&'a Term),
    /// A mention of counties or zones, by name or as a group.
    Mention(&'a Mention),
}

/// A span of text with its context.
#[derive(Clone, Debug, PartialEq)]
pub struct Around<'a> {
    /// Whether the sentence begins before the context.
    pub clipped_before: bool,
    /// The context, with the span marked.
    pub pieces: Vec<Piece<'a>>,
    /// Whether the sentence continues after the context.
    pub clipped_after: bool,
}

impl Opened<'_> {
    /// Whether it is a sentence, and not something in one.
    pub fn is_sentence(&self) -> bool {
        only_sentence(&self.location).is_some()
    }
}

/// The sentence, if nothing in it is meant.
fn only_sentence<'a>(location: &Location<'a>) -> Option<&'a Sentence> {
    let is_more =
        location.milestone.is_some() || location.project.is_some() || location.term.is_some();
    location.sentence.filter(|_| !is_more)
}

/// The ids of the sentences that the list shows, in its order.
fn shown_sentences<'a>(view: &View<'a>) -> Vec<&'a str> {
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    let sentences = groups
        .flat_map(|group| &group.items)
        .flat_map(Item::sentences);
    sentences.map(|sentence| sentence.id.as_str()).collect()
}

impl<'a> Explorer<'a> {
    /// The marks of the query in a passage, and a mark for `target`.
    pub(super) fn marks_in(
        &self,
        query: &Query,
        passage: &Passage,
        target: Option<Span>,
    ) -> Vec<(Span, Mark)> {
        let search = self.search(query);
        let position = self.plan.position(&passage.id).unwrap_or(usize::MAX);
        let mut all = match self.passages.get(position) {
            Some(row) => marks(self.plan, position, &row.words, &search, query),
            None => Vec::new(),
        };
        all.extend(target.map(|span| (span, Mark::Target)));
        all
    }

    /// A span of a passage with its context, within its sentence.
    pub fn around(&self, passage: &'a Passage, span: Span) -> Around<'a> {
        /// The characters of context on each side.
        const SHOWN: u32 = 24;
        let mut sentences = passage.sentences.iter().map(Sentence::span);
        let sentence = sentences
            .find(|sentence| sentence.contains(span))
            .unwrap_or_else(|| passage.text.span());
        let from = span.start().saturating_sub(SHOWN).max(sentence.start());
        let to = (span.end() + SHOWN).min(sentence.end());
        let window = Span::new(from, to).unwrap_or(span);
        Around {
            clipped_before: from > sentence.start(),
            pieces: pieces(&passage.text, window, &[(span, Mark::Target)]),
            clipped_after: to < sentence.end(),
        }
    }

    /// The part `window` of a passage, with the marks of the query and a mark for `target`, cut into parts with
    /// and without a note. Where notes overlap, the one that begins first counts, and of those the longest.
    pub fn explained(
        &self,
        query: &Query,
        passage: &'a Passage,
        target: Option<Span>,
        window: Span,
    ) -> Vec<(Option<Note<'a>>, Vec<Piece<'a>>)> {
        let position = self.plan.position(&passage.id).unwrap_or(usize::MAX);
        let marks = self.marks_in(query, passage, target);
        let terms = self.plan.terms_at(position);
        let terms = terms.map(|(span, term)| (span, Note::Term(term)));
        let mentions = self.plan.mentions_at(position).iter();
        let mentions = mentions.map(|mention| (mention.span(), Note::Mention(mention)));
        let mut notes: Vec<(Span, Note<'a>)> = terms.chain(mentions).collect();
        notes.sort_by_key(|(span, _)| (span.start(), Reverse(span.end())));
        let mut parts = Vec::new();
        let mut at = window.start();
        let mut part = |note, from, to| {
            if let Some(span) = Span::new(from, to).filter(|span| !span.is_empty()) {
                parts.push((note, pieces(&passage.text, span, &marks)));
            }
        };
        for (span, note) in notes {
            if at <= span.start() && span.end() <= window.end() {
                part(None, at, span.start());
                part(Some(note), span.start(), span.end());
                at = span.end();
            }
        }
        part(None, at, window.end());
        parts
    }

    /// What is opened, with its neighbours among the results: passages, milestones or projects. Those of a sentence
    /// are the sentences that the list shows.
    pub fn open(&self, query: &Query, view: &View<'a>) -> Option<Opened<'a>> {
        let location = self.plan.locate(query.at.as_ref()?)?;
        let (ids, own): (Vec<&str>, &str) = match (query.view, location.milestone, location.project)
        {
            (ViewKind::Timeline, Some(own), _) => {
                let shown = view.milestones.iter();
                (shown.map(|entry| entry.id.as_str()).collect(), &own.id)
            }
            (ViewKind::Projects, _, Some(own)) => {
                let shown = view.projects.iter().flat_map(|group| &group.items);
                (
                    shown.map(|item| item.project.id.as_str()).collect(),
                    &own.id,
                )
            }
            (kind, milestone, project) if kind.counts_statements() => {
                let is_own = |one: &&Statement<'_>| {
                    let milestone = milestone.is_some_and(|own| one.milestone == Some(own));
                    milestone || project.is_some_and(|own| one.projects.contains(&own))
                };
                let own = view.statements.iter().find(is_own);
                (
                    view.statements.iter().map(Statement::id).collect(),
                    own.map_or("", Statement::id),
                )
            }
            _ => match only_sentence(&location) {
                Some(own) => (shown_sentences(view), &own.id),
                None => {
                    let shown = view.matching.iter();
                    (
                        shown.map(|entry| entry.id.as_str()).collect(),
                        &location.passage.id,
                    )
                }
            },
        };
        let (ids, own) = if ids.contains(&own) {
            (ids, own)
        } else {
            let all = self.plan.passages().iter();
            match only_sentence(&location) {
                Some(own) => {
                    let all = all.flat_map(|entry| &entry.sentences);
                    (all.map(|entry| entry.id.as_str()).collect(), &*own.id)
                }
                None => (
                    all.map(|entry| entry.id.as_str()).collect(),
                    &*location.passage.id,
                ),
            }
        };
        let position = ids.iter().position(|&id| id == own)?;
        let target = |at: Option<usize>| {
            at.and_then(|at| ids.get(at))
                .and_then(|id| self.plan.target(id))
        };
        Some(Opened {
            location,
            previous: target(position.checked_sub(1)),
            next: target(position.checked_add(1)),
        })
    }
}
