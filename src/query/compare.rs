//! Two counties or two themes side by side: what each has, and what both have.
//!
//! Every number is the length of the list that its link opens. This module knows nothing of HTML.

use super::{Explorer, Query, Said, Statement, ViewKind};
use crate::model::{County, IdSet, Member, Milestone, Passage, Project, Quotation, Theme};

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
    /// The list of all it has.
    pub to: Query,
    /// How many passages it has.
    pub total: usize,
    /// The role that the plan gives it, if it is a county.
    pub role: Option<&'a Quotation>,
    /// The passages that only this side has, in text order.
    pub only: Vec<&'a Passage>,
    /// Its projects, in text order.
    pub projects: Vec<&'a Project>,
    /// Its main milestones, in text order.
    pub milestones: Vec<&'a Milestone>,
}

/// The numbers of both sides under one theme or county.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The theme or county.
    pub subject: Subject,
    /// For each side, how many passages it has, and the list of them.
    pub counts: [(usize, Query); 2],
}

/// Two counties or themes side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The two, in the plan's order.
    pub sides: [Side<'a>; 2],
    /// The passages that both have, in text order.
    pub both: Vec<&'a Passage>,
    /// Counties by theme, or themes by county, without the lines that have no passage.
    pub lines: Vec<Line>,
    /// The largest number of the lines.
    pub most: usize,
    /// What else is chosen and not shown.
    pub more: Vec<Subject>,
}

/// What is said of a county or a theme, and not of the other one.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidSide<'e, 'a> {
    /// What it is.
    pub subject: Subject,
    /// All its statements are [`Explorer::statements_of`] this query.
    pub to: Query,
    /// How many statements it has.
    pub total: usize,
    /// The statements that only this side has, in text order.
    pub only: Vec<&'e Statement<'a>>,
}

/// The statements of both sides under one theme or county.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidLine {
    /// The theme or county.
    pub subject: Subject,
    /// For each side, its statements.
    pub counts: [Said; 2],
}

/// Two counties or themes side by side, by what is said of each.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidComparison<'e, 'a> {
    /// The two, in the plan's order.
    pub sides: [SaidSide<'e, 'a>; 2],
    /// The statements that both have, in text order.
    pub both: Vec<&'e Statement<'a>>,
    /// Counties by theme, or themes by county, without the lines that have no statement.
    pub lines: Vec<SaidLine>,
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
        let lists = two.map(|subject| subject.alone(&query.at(None).in_view(ViewKind::List)));
        let found = [self.passages_of(&lists[0]), self.passages_of(&lists[1])];
        let [first, second] = &found;
        let both = first.iter().filter(|entry| second.contains(entry));
        let both: Vec<&Passage> = both.copied().collect();
        let side = |at: usize| {
            let (subject, to) = (two[at], lists[at].clone());
            let own = found[at].iter().copied();
            let role = match subject {
                Subject::County(county) => self
                    .plan
                    .entry(county)
                    .and_then(|entry| entry.role.as_ref()),
                Subject::Theme(_) => None,
            };
            Side {
                subject,
                total: found[at].len(),
                role,
                only: own.filter(|entry| !both.contains(entry)).collect(),
                projects: self.projects_of(&to),
                milestones: self.milestones_of(&to),
                to,
            }
        };
        let sides = [side(0), side(1)];
        let lines = self.lines(query, two[0]).into_iter().map(|subject| {
            let counts = [&lists[0], &lists[1]].map(|list| {
                let list = subject.alone(list);
                (self.passages_of(&list).len(), list)
            });
            Line { subject, counts }
        });
        let lines: Vec<Line> = lines
            .filter(|line| line.counts.iter().any(|(count, _)| *count > 0))
            .collect();
        let counts = lines.iter().flat_map(|line| &line.counts);
        let most = counts.map(|(count, _)| *count).max().unwrap_or_default();
        Some(Comparison {
            sides,
            both,
            lines,
            most,
            more,
        })
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

    /// The comparison of the first two chosen counties, or else of the first two themes, by statements. A
    /// statement of both sides is what they share, even if it names one and means the other in a group.
    pub fn compare_statements(&self, query: &Query) -> Option<SaidComparison<'_, 'a>> {
        let (two, more) = subjects(query)?;
        let lists = two.map(|subject| subject.alone(&query.in_view(ViewKind::List)));
        let found = [&lists[0], &lists[1]].map(|list| self.statements_of(list));
        let has = |side: usize, one: &Statement<'_>| {
            let mut all = found[side].iter();
            all.any(|other| other.id() == one.id())
        };
        let side = |at: usize, other: usize| {
            let own = found[at].iter().copied();
            SaidSide {
                subject: two[at],
                to: lists[at].clone(),
                total: found[at].len(),
                only: own.filter(|one| !has(other, one)).collect(),
            }
        };
        let both = found[0].iter().copied();
        let both: Vec<&Statement<'a>> = both.filter(|one| has(1, one)).collect();
        let matrix = self.statements_by_county(query);
        let said = |one: Subject, other: Subject| match (one, other) {
            (Subject::County(county), Subject::Theme(theme))
            | (Subject::Theme(theme), Subject::County(county)) => {
                let row = matrix.iter().find(|row| row.theme == theme)?;
                row.cells.get(county.ordinal()).cloned()
            }
            _ => None,
        };
        let lines = self.lines(query, two[0]).into_iter().filter_map(|subject| {
            let counts = [said(two[0], subject)?, said(two[1], subject)?];
            let any = counts.iter().any(|said| said.named + said.collective > 0);
            any.then_some(SaidLine { subject, counts })
        });
        let lines: Vec<SaidLine> = lines.collect();
        Some(SaidComparison {
            sides: [side(0, 1), side(1, 0)],
            both,
            lines,
            more,
        })
    }
}
