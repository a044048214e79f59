//! What a card quotes: words of one passage, and of which kind and period they are.
//!
//! This module knows nothing of HTML.

use std::sync::Arc;

use super::results::{Asked, Item};
use super::{Explorer, Query, Statement};
use crate::model::{Kind, Location, Passage, Period, Span};

/// Of which kind a statement is, and for which period. A project that is no milestone has no kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The kind.
    pub kind: Option<Kind>,
    /// The period.
    pub period: Period,
}

/// What is opened, as its card quotes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cited<'a> {
    /// Where it stands. Of a passage that is a result for one sentence, that sentence.
    pub location: Location<'a>,
    /// What is quoted of the passage, in text order. Never empty.
    pub spans: Vec<Span>,
}

impl<'a> Explorer<'a> {
    /// The kinds and periods of the statements in `span` of a passage, each once.
    pub fn standings(&self, passage: &Passage, span: Span) -> Vec<Standing> {
        let plan = self.plan();
        // They are in text order.
        let at = plan.position(&passage.id);
        let before = |entry: &Statement<'_>| plan.position(&entry.passage.id) < at;
        let rest = self.statements().iter();
        let rest = rest.skip(self.statements().partition_point(before));
        let here = rest.take_while(|entry| entry.passage.id == passage.id);
        let here = here.filter(|entry| entry.span.overlaps(span));
        let mut all = Vec::new();
        for statement in here {
            let entry = Standing {
                kind: statement.kind(),
                period: statement.period,
            };
            if !all.contains(&entry) {
                all.push(entry);
            }
        }
        all
    }

    /// Of which kind and period a card's words are: a milestone or a project has its own, else all statements in the
    /// words count.
    pub fn standings_of(&self, cited: &Cited<'_>) -> Vec<Standing> {
        let Location {
            passage,
            milestone,
            project,
            ..
        } = cited.location;
        let own = milestone.map(|entry| (Some(entry.kind), entry.period));
        let own = own.or_else(|| project.map(|entry| (None, entry.period)));
        if let Some((kind, period)) = own {
            return vec![Standing { kind, period }];
        }
        let mut all = Vec::new();
        for entry in cited
            .spans
            .iter()
            .flat_map(|span| self.standings(passage, *span))
        {
            if !all.contains(&entry) {
                all.push(entry);
            }
        }
        all
    }

    /// What a card quotes of what is opened: the sentence, the quote of the milestone or of the project; of a
    /// passage the sentences that the list shows for the query.
    pub fn cited(&self, query: &Query, location: Location<'a>) -> Cited<'a> {
        let passage = location.passage;
        if let Some(span) = location.span() {
            return Cited {
                location,
                spans: vec![span],
            };
        }
        let item = self.item(query, passage);
        let sentences = item.map(|item| item.sentences()).unwrap_or_default();
        let mut spans: Vec<Span> = sentences.iter().map(|sentence| sentence.span()).collect();
        if spans.is_empty() {
            spans.push(passage.text.span());
        }
        let location = match *sentences {
            [only] => Location {
                sentence: Some(only),
                ..location
            },
            _ => location,
        };
        Cited { location, spans }
    }

    /// A passage as a result of a query.
    fn item(&self, query: &Query, passage: &'a Passage) -> Option<Item<'a>> {
        let at = self.plan().position(&passage.id)?;
        let row = self.passages.get(at)?;
        let asked = Arc::new(Asked {
            query: query.clone(),
            search: self.search(query),
        });
        Some(Item::new(self.plan(), at, passage, &row.words, &asked))
    }
}
