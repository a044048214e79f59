//! Statements: what the plan says, each counted once.
//!
//! Milestones and projects are two readings of one text. A project is one statement with the milestone whose
//! label names it, or else whose label leaves it out between its two stretches, or else with the only
//! milestone whose quote names it; any other project is a statement of its own. The nearest label counts:
//! the shortest.
//!
//! So a milestone whose label lists three works is one statement with three projects. Of works that share a
//! verb and have a milestone each, each is a statement, because each label names one. And works that only a
//! sum speaks of (…等一大批城市建设项目建成投用) are one statement with the sum.
//!
//! This module knows nothing of filters, nor of how statements are counted.

use super::years::{years_of_all, years_of_milestone};
use crate::model::{
    Basis, Class, County, IdSet, Kind, Member, Mention, Milestone, Passage, Period, Plan, Project,
    Span, Status, Theme, Tier, Year, Zone,
};

/// Something that the plan says: a milestone, a project, or a milestone and the projects over the same
/// words.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement<'a> {
    /// The passage that says it.
    pub passage: &'a Passage,
    /// Its quotes there, and what lies between them.
    pub span: Span,
    /// Its milestone, if it has one.
    pub milestone: Option<&'a Milestone>,
    /// Its projects, in text order. Never empty where there is no milestone.
    pub projects: Vec<&'a Project>,
    /// Its period: that of the milestone, else that of the project.
    pub period: Period,
    /// The themes of its milestone and its projects.
    pub themes: IdSet<Theme>,
    /// The mentions that give it its places, each once, in text order. They stand in its own words; if
    /// none does, in its quote, outside of the own words of every neighbour.
    pub mentions: Vec<&'a Mention>,
    /// Whether it says how much: its milestone has a value, or a measured number without a milestone
    /// stands in its words.
    pub has_number: bool,
    /// Whether it says when: its milestone has a date or years; or it has no milestone, and a year of the
    /// plan's periods stands in its words.
    pub has_time: bool,
}

impl Statement<'_> {
    /// The id that links open: that of its milestone, else that of its project.
    pub fn id(&self) -> &str {
        let project = self.projects.first().map(|project| project.id.as_str());
        let milestone = self.milestone.map(|milestone| milestone.id.as_str());
        milestone.or(project).unwrap_or_default()
    }

    /// The kind of its milestone.
    pub fn kind(&self) -> Option<Kind> {
        self.milestone.map(|milestone| milestone.kind)
    }

    /// The statuses of its projects.
    pub fn statuses(&self) -> IdSet<Status> {
        self.projects.iter().map(|project| project.status).collect()
    }

    /// The tiers of its projects.
    pub fn tiers(&self) -> IdSet<Tier> {
        self.projects.iter().map(|project| project.tier).collect()
    }

    /// The mentions that name a place. The others mean a group.
    pub fn named(&self) -> impl Iterator<Item = &Mention> {
        let mentions = self.mentions.iter().copied();
        mentions.filter(|mention| mention.basis != Basis::Collective)
    }

    /// The counties that it names.
    pub fn counties_named(&self) -> IdSet<County> {
        union(self.named().map(|mention| mention.counties))
    }

    /// The counties that it names or means as part of a group.
    pub fn counties(&self) -> IdSet<County> {
        union(self.mentions.iter().map(|mention| mention.counties))
    }

    /// The zones that it names.
    pub fn zones_named(&self) -> IdSet<Zone> {
        union(self.named().map(|mention| mention.zones))
    }

    /// The zones that it names or means as part of a group.
    pub fn zones(&self) -> IdSet<Zone> {
        union(self.mentions.iter().map(|mention| mention.zones))
    }

    /// The years that it may belong to.
    pub(super) fn years(&self, plan: &Plan) -> IdSet<Year> {
        match self.milestone {
            Some(milestone) => years_of_milestone(plan, milestone),
            None => years_of_all(plan, IdSet::of(self.period)),
        }
    }
}

fn union<V: Member>(sets: impl Iterator<Item = IdSet<V>>) -> IdSet<V> {
    sets.fold(IdSet::new(), IdSet::union)
}

/// Where the name of a project stands in its passage.
pub(super) fn name_span(project: &Project) -> Option<Span> {
    let before = project.quote.get(..project.quote.find(&project.name)?)?;
    let start = project.start.saturating_add(before.chars().count() as u32);
    let end = start.saturating_add(project.name.chars().count() as u32);
    Span::new(start, end)
}

/// A milestone or a project. Its own words are its label or its name.
struct Entry<E> {
    entry: E,
    own: Vec<Span>,
    quote: Span,
}

/// The mentions that give an entry its places: those in its own words, else those of its quote that are in
/// the own words of no neighbour.
fn places_of<'a, E>(
    mentions: &'a [Mention],
    entry: &Entry<E>,
    all: &[Entry<E>],
) -> Vec<&'a Mention> {
    let in_words = |mention: &Mention, words: &[Span]| {
        let mut words = words.iter();
        words.any(|span| span.overlaps(mention.span()))
    };
    let own = |mention: &&Mention| in_words(mention, &entry.own);
    let own: Vec<&Mention> = mentions.iter().filter(own).collect();
    if !own.is_empty() {
        return own;
    }
    let of_a_neighbour = |mention: &Mention| {
        let mut neighbours = all.iter().filter(|other| other.own != entry.own);
        neighbours.any(|other| in_words(mention, &other.own))
    };
    let of_quote = mentions
        .iter()
        .filter(|mention| mention.span().overlaps(entry.quote) && !of_a_neighbour(mention));
    of_quote.collect()
}

/// The position of the milestone that a project's name belongs to.
fn milestone_of(name: Span, milestones: &[Entry<&Milestone>]) -> Option<usize> {
    let nearest = |holds: &dyn Fn(&Entry<&Milestone>) -> bool| {
        let all = milestones.iter().enumerate();
        let holding = all.filter(|(_, milestone)| holds(milestone));
        let nearest = holding.min_by_key(|(_, milestone)| extent(&milestone.own).len());
        nearest.map(|(at, _)| at)
    };
    let named = nearest(&|milestone| milestone.own.iter().any(|words| words.contains(name)));
    let left_out = || nearest(&|milestone| extent(&milestone.own).contains(name));
    let quoted = || {
        let all = milestones.iter().enumerate();
        let mut quotes = all.filter(|(_, milestone)| milestone.quote.contains(name));
        let (at, _) = quotes.next()?;
        quotes.next().is_none().then_some(at)
    };
    named.or_else(left_out).or_else(quoted)
}

/// From the first of the words to the last.
fn extent(words: &[Span]) -> Span {
    let all = words.iter().copied();
    all.reduce(around).unwrap_or(Span::NOTHING)
}

/// Whether a measured number that belongs to no milestone stands in the words `span`.
fn has_number(plan: &Plan, position: usize, span: Span) -> bool {
    plan.quantities_at(position).iter().any(|quantity| {
        quantity.class == Class::Measured
            && quantity.milestone.is_none()
            && quantity.span().overlaps(span)
    })
}

/// Whether a milestone has a value, or a measured number without a milestone in its quote.
pub(super) fn says_how_much(plan: &Plan, milestone: &Milestone) -> bool {
    let position = plan.position(&milestone.passage).unwrap_or(usize::MAX);
    !milestone.values.is_empty() || has_number(plan, position, milestone.span())
}

/// Whether a milestone has a date or years.
pub(super) fn says_when(milestone: &Milestone) -> bool {
    milestone.date.is_some() || milestone.years.is_some()
}

/// Whether the words `span` of the passage at `position` have a year of the plan's periods.
fn has_year(plan: &Plan, position: usize, span: Span) -> bool {
    let is_year = |value: f64| {
        let mut years = plan.years().iter();
        years.any(|year| f64::from(year.number) == value)
    };
    plan.quantities_at(position).iter().any(|quantity| {
        quantity.class == Class::Date && quantity.span().overlaps(span) && is_year(quantity.value)
    })
}

/// The milestones and projects of the passage at `position`.
struct Entries<'a> {
    plan: &'a Plan,
    position: usize,
    passage: &'a Passage,
    milestones: Vec<Entry<&'a Milestone>>,
    projects: Vec<Entry<&'a Project>>,
}

impl<'a> Entries<'a> {
    fn at(plan: &'a Plan, position: usize, passage: &'a Passage) -> Self {
        let milestones = plan.milestones_at(position).iter().map(|entry| Entry {
            entry,
            own: entry.label_spans(),
            quote: entry.span(),
        });
        let projects = plan.projects_at(position).iter().map(|entry| Entry {
            entry,
            own: name_span(entry).into_iter().collect(),
            quote: entry.span(),
        });
        Self {
            plan,
            position,
            passage,
            milestones: milestones.collect(),
            projects: projects.collect(),
        }
    }

    /// The statements, in text order.
    fn statements(&self) -> Vec<Statement<'a>> {
        let mut joined: Vec<Vec<&Entry<&'a Project>>> = vec![Vec::new(); self.milestones.len()];
        let mut statements = Vec::new();
        for project in &self.projects {
            let name = project.own.first().copied().unwrap_or(project.quote);
            let milestone = milestone_of(name, &self.milestones);
            match milestone.and_then(|at| joined.get_mut(at)) {
                Some(projects) => projects.push(project),
                None => statements.extend(self.statement(None, &[project])),
            }
        }
        for (milestone, projects) in self.milestones.iter().zip(joined) {
            statements.extend(self.statement(Some(milestone), &projects));
        }
        // The sort is stable: milestones with one quote stay in the order of the data.
        statements.sort_by_key(|statement| statement.span.start());
        statements
    }

    /// The statement of a milestone and projects. `None` if there is neither.
    fn statement(
        &self,
        milestone: Option<&Entry<&'a Milestone>>,
        projects: &[&Entry<&'a Project>],
    ) -> Option<Statement<'a>> {
        let milestone_tags = milestone.map(|own| (own.quote, own.entry.period, own.entry.themes));
        let project_tags = projects.iter();
        let project_tags = project_tags.map(|own| (own.quote, own.entry.period, own.entry.themes));
        let tags = milestone_tags.into_iter().chain(project_tags);
        let (span, period, themes) = tags.reduce(|(span, period, themes), own| {
            // The milestone comes first, so the period is its own.
            (around(span, own.0), period, themes.union(own.2))
        })?;
        let mentions = self.mentions(milestone, projects);
        let milestone = milestone.map(|own| own.entry);
        let says_how_much = milestone.is_some_and(|entry| says_how_much(self.plan, entry));
        Some(Statement {
            passage: self.passage,
            span,
            milestone,
            projects: projects.iter().map(|own| own.entry).collect(),
            period,
            themes,
            mentions,
            has_number: says_how_much || has_number(self.plan, self.position, span),
            has_time: match milestone {
                Some(milestone) => says_when(milestone),
                None => has_year(self.plan, self.position, span),
            },
        })
    }

    /// The mentions that give a statement its places.
    fn mentions(
        &self,
        milestone: Option<&Entry<&Milestone>>,
        projects: &[&Entry<&Project>],
    ) -> Vec<&'a Mention> {
        let here = self.plan.mentions_at(self.position);
        let of_milestone = milestone.map(|own| places_of(here, own, &self.milestones));
        let of_projects = projects.iter();
        let of_projects = of_projects.map(|own| places_of(here, own, &self.projects));
        let all = of_milestone.into_iter().chain(of_projects).flatten();
        // Some groups belong to no place: 具备条件的县（区）.
        let mut all: Vec<&Mention> = all
            .filter(|mention| !mention.counties.is_empty() || !mention.zones.is_empty())
            .collect();
        all.sort_by_key(|mention| (mention.start, mention.end));
        all.dedup();
        all
    }
}

/// The least span that contains both.
fn around(one: Span, other: Span) -> Span {
    let (start, end) = (one.start().min(other.start()), one.end().max(other.end()));
    Span::new(start, end).unwrap_or(one)
}

/// Every statement of the plan, in text order.
pub(super) fn statements(plan: &Plan) -> Vec<Statement<'_>> {
    let passages = plan.passages().iter().enumerate();
    let all = passages.flat_map(|(at, passage)| Entries::at(plan, at, passage).statements());
    all.collect()
}
