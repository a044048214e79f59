//! Two counties or two themes side by side: what is said of each alone, and what of both.
//!
//! Every number is the length of the list that its link opens. This module knows nothing of HTML.

use std::collections::HashSet;

use super::{Across, Cell, Explorer, Query, Statement, ViewKind};
use crate::model::{County, IdSet, Member, Quotation, Theme};

/// A county or a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A county.
    County(County),
    /// A theme.
    Theme(Theme),
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'a> {
    /// What it is.
    pub subject: Subject,
    /// The list of all its statements.
    pub to: Query,
    /// How many there are.
    pub total: usize,
    /// The role that the plan gives it, if it is a county.
    pub role: Option<&'a Quotation>,
    /// The themes or counties that this side is named with, and the other one is not.
    pub named_alone: Vec<Subject>,
    /// The statements that only this side has, in text order.
    pub only: Vec<Statement<'a>>,
}

/// The statements of both sides under one theme or county.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The theme or county.
    pub subject: Subject,
    /// For each side, its statements.
    pub counts: [Cell; 2],
}

/// Two counties or themes side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The two, in the plan's order.
    pub sides: [Side<'a>; 2],
    /// The statements that both have, in text order. One may name this side, and mean the other in a group.
    pub both: Vec<Statement<'a>>,
    /// Counties by theme, or themes by county, without the lines that have no statement.
    pub lines: Vec<Line>,
    /// The largest number of the lines.
    pub most: usize,
    /// What else is chosen and not shown.
    pub more: Vec<Subject>,
}

/// The first two values of a set, and the others.
fn first_two<V: Member>(set: IdSet<V>) -> Option<([V; 2], Vec<V>)> {
    let mut values = set.iter();
    let two = [values.next()?, values.next()?];
    Some((two, values.collect()))
}

impl Subject {
    /// `query` with this as the only value of its facet.
    fn alone(self, query: &Query) -> Query {
        let mut query = query.clone();
        match self {
            Self::County(county) => query.counties = IdSet::of(county),
            Self::Theme(theme) => query.themes = IdSet::of(theme),
        }
        query
    }
}

/// The first two chosen counties, or else the first two themes; and what else is chosen.
fn subjects(query: &Query) -> Option<([Subject; 2], Vec<Subject>)> {
    if let Some((two, more)) = first_two(query.counties) {
        let more = more.into_iter().map(Subject::County);
        return Some((two.map(Subject::County), more.collect()));
    }
    let (two, more) = first_two(query.themes)?;
    let more = more.into_iter().map(Subject::Theme);
    Some((two.map(Subject::Theme), more.collect()))
}

impl<'a> Explorer<'a> {
    /// The comparison of the first two chosen counties, or else of the first two themes.
    pub(super) fn compare(&self, query: &Query) -> Option<Comparison<'a>> {
        let (two, more) = subjects(query)?;
        let lists = two.map(|subject| subject.alone(&query.in_view(ViewKind::Map)));
        let found = [&lists[0], &lists[1]].map(|list| self.statements_of(list));
        let ids = found.each_ref().map(|all| {
            let ids = all.iter().map(|one| one.id());
            ids.collect::<HashSet<_>>()
        });
        let has = |side: usize, one: &Statement<'_>| ids[side].contains(one.id());
        let lines = self.compared(query, two);
        let side = |at: usize, other: usize| {
            let own = found[at].iter().copied();
            let alone = lines
                .iter()
                .filter(|line| line.counts[at].named() > 0 && line.counts[other].named() == 0);
            let role = match two[at] {
                Subject::County(county) => self.plan.entry(county)?.role.as_ref(),
                Subject::Theme(_) => None,
            };
            Some(Side {
                subject: two[at],
                to: lists[at].clone(),
                total: found[at].len(),
                role,
                named_alone: alone.map(|line| line.subject).collect(),
                only: own.filter(|one| !has(other, one)).cloned().collect(),
            })
        };
        let sides = [side(0, 1)?, side(1, 0)?];
        let both = found[0].iter().copied().filter(|one| has(1, one));
        let both = both.cloned().collect();
        let counts = lines.iter().flat_map(|line| &line.counts);
        let most = counts.map(|cell| cell.count).max().unwrap_or_default();
        Some(Comparison {
            sides,
            both,
            lines,
            most,
            more,
        })
    }

    /// The lines of a comparison, without those that have no statement.
    fn compared(&self, query: &Query, two: [Subject; 2]) -> Vec<Line> {
        let matrix = self.matrix(query, Across::County);
        let cell = |one: Subject, other: Subject| match (one, other) {
            (Subject::County(county), Subject::Theme(theme))
            | (Subject::Theme(theme), Subject::County(county)) => {
                let row = matrix.iter().find(|row| row.theme == theme)?;
                row.cells.get(county.ordinal()).cloned()
            }
            _ => None,
        };
        let lines = self.lines(query, two[0]).into_iter().filter_map(|subject| {
            let counts = [cell(two[0], subject)?, cell(two[1], subject)?];
            let any = counts.iter().any(|cell| cell.count > 0);
            any.then_some(Line { subject, counts })
        });
        lines.collect()
    }

    /// The lines of a comparison: the chosen themes for counties, the chosen counties for themes; all of
    /// them if none is chosen.
    fn lines(&self, query: &Query, compared: Subject) -> Vec<Subject> {
        let rows: Vec<Subject> = match compared {
            Subject::County(_) => self.plan.all().map(Subject::Theme).collect(),
            Subject::Theme(_) => self.plan.all().map(Subject::County).collect(),
        };
        let narrowed = |row: &Subject| match *row {
            Subject::Theme(theme) => query.themes.is_empty() || query.themes.contains(theme),
            Subject::County(county) => query.counties.is_empty() || query.counties.contains(county),
        };
        rows.into_iter().filter(narrowed).collect()
    }
}
