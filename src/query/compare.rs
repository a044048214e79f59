//! Two counties or two themes side by side: what each has, what both have. Every number is that of the
//! list its link opens.

use super::{Explorer, Query, ViewKind};
use crate::model::{County, IdSet, Milestone, Passage, Project, Quotation, Theme, Vocabulary};

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A county.
    County(County),
    /// A theme.
    Theme(Theme),
}

/// One of the two.
#[derive(Clone, Debug, PartialEq)]
pub struct Side<'a> {
    /// What it is.
    pub subject: Subject,
    /// The list of all it has.
    pub to: Query,
    /// How many passages it has.
    pub total: usize,
    /// What measure 1 makes of it, where it is a county.
    pub role: Option<&'a Quotation>,
    /// Its passages that the other has not, in text order.
    pub only: Vec<&'a Passage>,
    /// Its projects, in text order.
    pub projects: Vec<&'a Project>,
    /// Its milestones that stand on their own, in text order.
    pub milestones: Vec<&'a Milestone>,
}

/// A row of numbers: what each side has under one theme or county.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The theme or county.
    pub subject: Subject,
    /// How many passages the first and the second have, and the lists of them.
    pub counts: [(usize, Query); 2],
}

/// Two counties or themes side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison<'a> {
    /// The two, in the vocabulary's order.
    pub sides: [Side<'a>; 2],
    /// The passages that both have, in text order.
    pub both: Vec<&'a Passage>,
    /// Counties by theme, or themes by county; rows without any passage left out.
    pub lines: Vec<Line>,
    /// The largest number of the rows.
    pub most: usize,
    /// What else is chosen and not shown: only two stand side by side.
    pub more: Vec<Subject>,
}

/// The first two of a set, and the others.
fn first_two<V: Vocabulary>(set: IdSet<V>) -> Option<([V; 2], Vec<V>)> {
    let mut values = set.iter();
    let two = [values.next()?, values.next()?];
    Some((two, values.collect::<Vec<_>>()))
}

impl Subject {
    /// `query` with this alone in its facet.
    fn alone(self, query: &Query) -> Query {
        let mut query = query.clone();
        match self {
            Self::County(county) => query.counties = IdSet::of(county),
            Self::Theme(theme) => query.themes = IdSet::of(theme),
        }
        query
    }
}

impl<'a> Explorer<'a> {
    /// The comparison that a query asks for: of its first two counties, or else of its first two themes.
    pub(super) fn compare(&self, query: &Query) -> Option<Comparison<'a>> {
        let counties = first_two(query.counties);
        let (two, more) = match counties {
            Some((two, more)) => (
                two.map(Subject::County),
                more.into_iter().map(Subject::County).collect::<Vec<_>>(),
            ),
            None => {
                let (two, more) = first_two(query.themes)?;
                (
                    two.map(Subject::Theme),
                    more.into_iter().map(Subject::Theme).collect::<Vec<_>>(),
                )
            }
        };
        let lists = two.map(|subject| subject.alone(&query.at(None).in_view(ViewKind::List)));
        let found = [self.passages_of(&lists[0]), self.passages_of(&lists[1])];
        let [first, second] = &found;
        let both = first.iter().filter(|entry| second.contains(entry));
        let both: Vec<&Passage> = both.copied().collect();
        let side = |at: usize| {
            let (subject, to) = (two[at], lists[at].clone());
            let own = found[at].iter().copied();
            let role = match subject {
                Subject::County(county) => {
                    let places = &self.plan.file().places;
                    places
                        .counties
                        .get(county.ordinal())
                        .map(|entry| &entry.role)
                }
                Subject::Theme(_) => None,
            };
            Side {
                subject,
                total: found[at].len(),
                role,
                only: own
                    .filter(|entry| !both.contains(entry))
                    .collect::<Vec<_>>(),
                projects: self.projects_of(&to),
                milestones: self.milestones_of(&to),
                to,
            }
        };
        let sides = [side(0), side(1)];
        let rows: Vec<Subject> = match two[0] {
            Subject::County(_) => Theme::ALL
                .iter()
                .map(|&theme| Subject::Theme(theme))
                .collect::<Vec<_>>(),
            Subject::Theme(_) => {
                let counties = County::ALL.iter();
                counties
                    .map(|&county| Subject::County(county))
                    .collect::<Vec<_>>()
            }
        };
        let narrowed = |row: &Subject| match *row {
            Subject::Theme(theme) => query.themes.is_empty() || query.themes.contains(theme),
            Subject::County(county) => query.counties.is_empty() || query.counties.contains(county),
        };
        let lines = rows.into_iter().filter(narrowed).map(|subject| {
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
}
