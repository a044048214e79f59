//! The plan indexed for queries, and the answer to a query.
//!
//! [`Explorer::new`] works out once what each entry can be filtered by; [`Explorer::view`] answers a
//! query from that. This module knows nothing of HTML, links or languages.

use std::sync::{Arc, OnceLock};

use super::compare::Comparison;
use super::english::English;
use super::facets::{Facet, FacetCounts, Filter, Row};
use super::figures::{Comparable, FigureGroup, comparable, group_figures};
use super::matrix::{MatrixRow, Tile};
use super::pieces::pieces;
use super::pinyin::has_function_character;
use super::profile::{Profile, profile};
use super::projects::{ProjectGroup, ProjectItem, group_projects};
use super::results::{Asked, Block, Group, Item, Relation, mentions_of, push_item, relation};
use super::search::{Haystack, Search};
use super::statements::{Statement, name_span, says_how_much, says_when, statements};
use super::suggest::{self, Name, Nearest, Suggestion, shorter};
use super::years::{Years, years_of_all, years_of_milestone};
use super::{Detail, Has, Query, Reach, SearchText, ViewKind};
use crate::model::{
    Basis, Class, County, IdSet, Member, Mention, Milestone, Passage, Plan, Project, Span,
    Vocabulary, Zone,
};

/// The plan, indexed for queries.
#[derive(Clone, Debug)]
pub struct Explorer<'a> {
    pub(super) plan: &'a Plan,
    pub(super) passages: Vec<Row>,
    milestones: Vec<Row>,
    projects: Vec<Row>,
    quantities: Vec<Row>,
    statements: Vec<Statement<'a>>,
    /// One for each statement. They are made when first needed: most views do without.
    statement_rows: OnceLock<Vec<Row>>,
    names: Vec<Name<'a>>,
    english: English,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct View<'a> {
    /// How many results: milestones in the timeline, projects, figures; statements in the views of the counties;
    /// passages in every other view.
    pub total: usize,
    /// The list, when the list is shown.
    pub blocks: Vec<Block<'a>>,
    /// The milestones in text order, when the timeline is shown.
    pub milestones: Vec<&'a Milestone>,
    /// The projects by status, when projects are shown.
    pub projects: Vec<ProjectGroup<'a>>,
    /// The numbers by period, when figures are shown.
    pub figures: Vec<FigureGroup<'a>>,
    /// Numbers that the text makes comparable, when figures or the timeline are shown.
    pub comparable: Vec<Comparable<'a>>,
    /// What the plan says of the county, when the list or map of one county is shown.
    pub profile: Option<Profile<'a>>,
    /// Themes against counties or periods, when the matrix is shown.
    pub matrix: Vec<MatrixRow>,
    /// The counties, when the map is shown.
    pub tiles: Vec<Tile>,
    /// Two counties or themes side by side, when that is shown and two are chosen.
    pub comparison: Option<Comparison<'a>>,
    /// The passages that match, in text order. None where a view counts other things.
    pub matching: Vec<&'a Passage>,
    /// The statements that match, in text order, when the counties are shown.
    pub statements: Vec<Statement<'a>>,
    /// How many results each value of a facet would have.
    pub facets: FacetCounts,
    /// When there is no result, and the view counts something else: how many passages match.
    pub passages: usize,
    /// When there is no result: the facets without which there would be some.
    pub loosen: Vec<Loosening>,
    /// When there is no result and the query has search words: the nearest search that has results.
    pub nearest: Option<Nearest>,
}

/// A facet whose filter keeps all results out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loosening {
    /// The facet.
    pub facet: Facet,
    /// How many results there would be without its filter.
    pub total: usize,
}

/// The entries at these positions.
pub(super) fn take<'a, T>(entries: &'a [T], found: &[usize]) -> Vec<&'a T> {
    found.iter().filter_map(|&at| entries.get(at)).collect()
}

/// The positions of the rows that pass the filter.
fn passing(rows: &[Row], filter: &Filter, reach: Reach) -> Vec<usize> {
    let rows = rows.iter().enumerate();
    rows.filter(|(_, row)| filter.failed(row, reach).is_empty())
        .map(|(at, _)| at)
        .collect()
}

fn mention_places(row: &mut Row, mention: &Mention) {
    row.counties_all = row.counties_all.union(mention.counties);
    row.zones_all = row.zones_all.union(mention.zones);
    if mention.basis != Basis::Collective {
        row.counties_named = row.counties_named.union(mention.counties);
        row.zones_named = row.zones_named.union(mention.zones);
    }
}

/// The spans of the names of terms, places and projects in the passage at `position`, as far as they
/// matter for initials.
fn names_at(plan: &Plan, position: usize, passage: &Passage) -> Vec<Span> {
    let terms = plan.terms_at(position).map(|(span, _)| span);
    let places = plan.mentions_at(position).iter().map(Mention::span);
    let projects = plan.projects_at(position).iter().filter_map(name_span);
    let all = terms.chain(places).chain(projects);
    all.filter(|name| has_function_character(passage.text.slice(*name)))
        .collect()
}

/// Those of the spans that lie in `span`, counted from its start.
fn within(spans: &[Span], span: Span) -> Vec<Span> {
    let from = span.start();
    let inside = spans.iter().filter(|inner| span.contains(**inner));
    inside
        .filter_map(|inner| Span::new(inner.start() - from, inner.end() - from))
        .collect()
}

/// Completes the row of an entry that is a part of a passage. Its places come from the mentions in that
/// part that speak of its `own` places. A project has the kinds of the milestones that overlap it; any
/// other entry has the statuses and tiers of the projects that overlap it. So a project has a number or a year if
/// such a milestone has.
fn complete_row(
    plan: &Plan,
    mut row: Row,
    names: &[Vec<Span>],
    (passage, span, quote): (&str, Span, &str),
    own: (IdSet<County>, IdSet<Zone>),
) -> Row {
    let position = plan.position(passage).unwrap_or(usize::MAX);
    for mention in mentions_of(plan, position, span, own) {
        mention_places(&mut row, mention);
    }
    let is_project = !row.statuses.is_empty();
    if is_project {
        let milestones = plan.milestones_at(position).iter();
        for milestone in milestones.filter(|entry| entry.span().overlaps(span)) {
            row.kinds.insert(milestone.kind);
            row.has = row.has.union(has(plan, milestone));
        }
    } else {
        let projects = plan.projects_at(position).iter();
        for project in projects.filter(|entry| entry.span().overlaps(span)) {
            row.statuses.insert(project.status);
            row.tiers.insert(project.tier);
        }
    }
    let names = names.get(position).map(Vec::as_slice).unwrap_or_default();
    let words = Haystack::new(quote).with_names(within(names, span));
    row.words = Arc::new(words.with_tags(row.tags()));
    row
}

/// How much, when.
fn said(number: bool, time: bool) -> IdSet<Has> {
    let number = number.then_some(Has::Number);
    number
        .into_iter()
        .chain(time.then_some(Has::Time))
        .collect()
}

/// What a milestone says besides its words.
fn has(plan: &Plan, milestone: &Milestone) -> IdSet<Has> {
    said(says_how_much(plan, milestone), says_when(milestone))
}

/// The row of a statement, with nothing but what it says itself.
fn statement_row(plan: &Plan, statement: &Statement<'_>) -> Row {
    let passage = statement.passage;
    let mut row = Row {
        themes: statement.themes,
        counties_named: statement.counties_named(),
        counties_all: statement.counties(),
        zones_named: statement.zones_named(),
        zones_all: statement.zones(),
        periods: IdSet::of(statement.period),
        years: statement.years(plan),
        kinds: statement.kind().into_iter().collect(),
        statuses: statement.statuses(),
        tiers: statement.tiers(),
        has: said(statement.has_number, statement.has_time),
        words: Arc::default(),
    };
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let names = names_at(plan, position, passage);
    let words = Haystack::new(passage.text.slice(statement.span));
    let words = words.with_names(within(&names, statement.span));
    row.words = Arc::new(words.with_tags(row.tags()));
    row
}

impl<'a> Explorer<'a> {
    /// Indexes a plan.
    pub fn new(plan: &'a Plan) -> Self {
        let english = English::of(plan);
        let passages = plan.passages().iter().enumerate();
        let names = passages.clone();
        let names = names.map(|(at, passage)| names_at(plan, at, passage));
        let names: Vec<Vec<Span>> = names.collect();
        let passages = passages.map(|(at, passage)| {
            let milestones = plan.milestones_at(at).iter();
            let projects = plan.projects_at(at).iter();
            let mut row = Row {
                themes: passage.all_themes(),
                periods: passage.periods,
                years: years_of_all(plan, passage.periods),
                has: milestones
                    .clone()
                    .fold(IdSet::new(), |all, entry| all.union(has(plan, entry))),
                kinds: milestones.map(|entry| entry.kind).collect(),
                statuses: projects.clone().map(|entry| entry.status).collect(),
                tiers: projects.map(|entry| entry.tier).collect(),
                ..Row::default()
            };
            for mention in plan.mentions_at(at) {
                mention_places(&mut row, mention);
            }
            let words = Haystack::new(passage.text.as_str())
                .with_names(names.get(at).cloned().unwrap_or_default())
                .with_english(english.heading(at))
                .with_tags(row.tags());
            row.words = Arc::new(words);
            row
        });
        let milestones = plan.milestones().iter().map(|entry| {
            let row = Row {
                themes: entry.themes,
                periods: IdSet::of(entry.period),
                years: years_of_milestone(plan, entry),
                kinds: IdSet::of(entry.kind),
                has: has(plan, entry),
                ..Row::default()
            };
            let places = (entry.counties, entry.zones);
            complete_row(
                plan,
                row,
                &names,
                (&entry.passage, entry.span(), &entry.quote),
                places,
            )
        });
        let projects = plan.projects().iter().map(|entry| {
            let row = Row {
                themes: entry.themes,
                periods: IdSet::of(entry.period),
                years: plan.years_of(entry.period),
                statuses: IdSet::of(entry.status),
                tiers: IdSet::of(entry.tier),
                ..Row::default()
            };
            let places = (entry.counties, entry.zones);
            complete_row(
                plan,
                row,
                &names,
                (&entry.passage, entry.span(), &entry.quote),
                places,
            )
        });
        let quantities = plan.quantities().iter().map(|entry| {
            let own = |milestone: &&Milestone| Some(&milestone.id) == entry.milestone.as_ref();
            // The milestone of a number is nearly always in the same passage.
            let here = plan
                .position(&entry.passage)
                .map(|at| plan.milestones_at(at));
            let milestone = here.into_iter().flatten().find(own);
            let milestone = milestone.or_else(|| {
                entry.milestone.as_ref()?;
                plan.milestones().iter().find(own)
            });
            let passage = plan.passage(&entry.passage);
            let row = Row {
                themes: milestone
                    .map(|entry| entry.themes)
                    .or_else(|| passage.map(Passage::all_themes))
                    .unwrap_or_default(),
                periods: IdSet::of(entry.period),
                years: milestone.map_or_else(
                    || plan.years_of(entry.period),
                    |milestone| years_of_milestone(plan, milestone),
                ),
                kinds: entry.kind.into_iter().collect(),
                has: said(
                    entry.class == Class::Measured,
                    entry.class == Class::Date || milestone.is_some_and(says_when),
                ),
                ..Row::default()
            };
            let everywhere = (plan.all::<County>().collect(), plan.all::<Zone>().collect());
            complete_row(
                plan,
                row,
                &names,
                (&entry.passage, entry.span(), &entry.quote),
                everywhere,
            )
        });
        Self {
            plan,
            passages: passages.collect(),
            milestones: milestones.collect(),
            projects: projects.collect(),
            quantities: quantities.collect(),
            statements: statements(plan),
            statement_rows: OnceLock::new(),
            names: suggest::names(plan, &english),
            english,
        }
    }

    /// The plan itself.
    pub fn plan(&self) -> &'a Plan {
        self.plan
    }

    /// Every statement, in text order.
    pub fn statements(&self) -> &[Statement<'a>] {
        &self.statements
    }

    /// The rows of the statements.
    pub(super) fn statement_rows(&self) -> &[Row] {
        self.statement_rows.get_or_init(|| {
            let all = self.statements.iter();
            all.map(|statement| statement_row(self.plan, statement))
                .collect()
        })
    }

    /// The statements that pass a query's filters by what they say themselves, in text order. Its view and
    /// its detail do not matter.
    pub fn statements_of(&self, query: &Query) -> Vec<&Statement<'a>> {
        let found = passing(self.statement_rows(), &self.filter(query), query.reach);
        take(&self.statements, &found)
    }

    pub(super) fn filter(&self, query: &Query) -> Filter {
        Filter {
            themes: query.themes,
            counties: query.counties,
            zones: query.zones,
            periods: query.periods,
            years: query.years.map(Years::all).unwrap_or_default(),
            kinds: query.kinds,
            statuses: query.statuses,
            tiers: query.tiers,
            has: query.has,
            search: self.search(query),
        }
    }

    pub(super) fn search(&self, query: &Query) -> Search {
        Search::new(&query.q, &self.english)
    }

    /// The rows of the entries that this view shows, and their positions.
    pub(super) fn rows(&self, query: &Query) -> impl Iterator<Item = (usize, &Row)> {
        let rows: &[Row] = match query.view {
            ViewKind::Timeline => &self.milestones,
            ViewKind::Projects => &self.projects,
            ViewKind::Figures => &self.quantities,
            view if view.counts_statements() => self.statement_rows(),
            _ => &self.passages,
        };
        let all = query.detail == Detail::All;
        let shown = move |at: usize| match query.view {
            ViewKind::Timeline if !all => self
                .plan
                .milestones()
                .get(at)
                .is_some_and(|entry| entry.core),
            ViewKind::Figures if !all => {
                let quantity = self.plan.quantities().get(at);
                quantity.is_some_and(|entry| entry.class == Class::Measured)
            }
            _ => true,
        };
        rows.iter().enumerate().filter(move |&(at, _)| shown(at))
    }

    /// Whether the results of this view are passages.
    fn shows_passages(query: &Query) -> bool {
        matches!(
            query.view,
            ViewKind::List | ViewKind::Text | ViewKind::About
        )
    }

    /// The answer to `query`.
    pub fn view(&self, query: &Query) -> View<'a> {
        let filter = self.filter(query);
        let mut facets = FacetCounts::none(self.plan);
        let mut found = Vec::new();
        for (at, row) in self.rows(query) {
            let failed = filter.failed(row, query.reach);
            facets.count(row, query.reach, failed);
            for &reach in Reach::ALL {
                if filter.failed_under(row, reach, failed).is_empty() {
                    facets.count_reach(reach);
                }
            }
            if failed.is_empty() {
                found.push(at);
            }
        }
        let mut view = View {
            total: found.len(),
            blocks: Vec::new(),
            milestones: Vec::new(),
            projects: Vec::new(),
            figures: Vec::new(),
            comparable: Vec::new(),
            profile: None,
            matrix: Vec::new(),
            tiles: Vec::new(),
            comparison: None,
            matching: Vec::new(),
            statements: Vec::new(),
            facets,
            passages: 0,
            loosen: Vec::new(),
            nearest: None,
        };
        if found.is_empty() {
            if !Self::shows_passages(query) {
                view.passages = self.total(&query.in_view(ViewKind::List));
            }
            view.loosen = self.loosen(query);
            view.nearest = self.nearest(query);
        }
        match query.view {
            ViewKind::Timeline => {
                view.milestones = take(self.plan.milestones(), &found);
                let figures = passing(&self.quantities, &filter, query.reach);
                view.comparable = comparable(self.plan, &take(self.plan.quantities(), &figures));
            }
            ViewKind::List => {
                view.blocks = self.blocks(query, &filter, &found);
                view.profile = self.profile(query, &filter);
            }
            ViewKind::Projects => {
                let shown = take(self.plan.projects(), &found);
                // These facets choose whole quotes. Marking all of a quote says nothing.
                let query = query
                    .without(Facet::Status)
                    .without(Facet::Tier)
                    .without(Facet::Kind);
                let items = shown.into_iter();
                let items = items.filter_map(|entry| self.item_of(&query, entry));
                view.projects = group_projects(items.collect());
            }
            ViewKind::Figures => {
                let shown = take(self.plan.quantities(), &found);
                view.comparable = comparable(self.plan, &shown);
                view.figures = group_figures(self.plan, shown, query.sort);
            }
            ViewKind::Map => {
                view.tiles = self.tiles(query);
                view.profile = self.profile(query, &filter);
            }
            ViewKind::Matrix => view.matrix = self.matrix(query, query.across),
            ViewKind::Compare => view.comparison = self.compare(query),
            ViewKind::Text | ViewKind::About => {}
        }
        if Self::shows_passages(query) {
            view.matching = take(self.plan.passages(), &found);
        }
        if query.view.counts_statements() {
            let found = take(&self.statements, &found).into_iter();
            view.statements = found.cloned().collect();
        }
        view
    }

    /// A project as a result: its quote, cut at the start and the end of its name.
    pub(super) fn item_of(&self, query: &Query, project: &'a Project) -> Option<ProjectItem<'a>> {
        let passage = self.plan.passage(&project.passage)?;
        let marks = self.marks_in(query, passage, None);
        let whole = project.span();
        let name = name_span(project)?;
        let cut = |from, to| {
            let span = Span::new(from, to).unwrap_or(Span::NOTHING);
            pieces(&passage.text, span, &marks)
        };
        Some(ProjectItem {
            project,
            passage,
            before: cut(whole.start(), name.start()),
            name: cut(name.start(), name.end()),
            after: cut(name.end(), whole.end()),
        })
    }

    /// The profile of the chosen county, if only one is chosen.
    pub(super) fn profile(&self, query: &Query, filter: &Filter) -> Option<Profile<'a>> {
        let mut chosen = query.counties.iter();
        let (county, None) = (chosen.next()?, chosen.next()) else {
            return None;
        };
        let passing = |rows: &[Row]| passing(rows, filter, query.reach);
        profile(
            self.plan,
            county,
            query.reach,
            take(self.plan.projects(), &passing(&self.projects)),
        )
    }

    /// The passages that pass a query's filters, in text order.
    pub(super) fn passages_of(&self, query: &Query) -> Vec<&'a Passage> {
        let found = passing(&self.passages, &self.filter(query), query.reach);
        take(self.plan.passages(), &found)
    }

    /// The projects that pass a query's filters, in text order.
    pub(super) fn projects_of(&self, query: &Query) -> Vec<&'a Project> {
        let found = passing(&self.projects, &self.filter(query), query.reach);
        take(self.plan.projects(), &found)
    }

    /// The main milestones that pass a query's filters, in text order.
    pub(super) fn milestones_of(&self, query: &Query) -> Vec<&'a Milestone> {
        let found = passing(&self.milestones, &self.filter(query), query.reach);
        let mut milestones = take(self.plan.milestones(), &found);
        milestones.retain(|milestone| milestone.core);
        milestones
    }

    pub(super) fn blocks(&self, query: &Query, filter: &Filter, found: &[usize]) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block<'a>> = Relation::ALL
            .iter()
            .map(|&relation| Block {
                relation,
                groups: Vec::new(),
            })
            .collect();
        let asked = Arc::new(Asked {
            query: query.clone(),
            search: filter.search.clone(),
        });
        for &at in found {
            let (Some(passage), Some(row)) = (self.plan.passages().get(at), self.passages.get(at))
            else {
                continue;
            };
            let item = Item::new(self.plan, at, passage, &row.words, &asked);
            let relation = relation(self.plan, at, query);
            if let Some(block) = blocks.get_mut(relation.ordinal()) {
                push_item(self.plan, &mut block.groups, item);
            }
        }
        blocks.retain(|block| !block.is_empty());
        // The title and the line of adoption tell nobody what the plan says, so they stand last.
        for block in &mut blocks {
            block.groups.sort_by_key(Group::is_front_matter);
        }
        blocks
    }

    /// How many results a query has: [`View::total`].
    pub(super) fn total(&self, query: &Query) -> usize {
        let filter = self.filter(query);
        self.rows(query)
            .filter(|(_, row)| filter.failed(row, query.reach).is_empty())
            .count()
    }

    /// Names that match the search text.
    pub fn suggestions(&self, query: &Query) -> Vec<Suggestion<'a>> {
        suggest::suggest(self.plan, &self.names, &self.search(query), query)
    }

    fn nearest(&self, query: &Query) -> Option<Nearest> {
        shorter(&query.q).into_iter().find_map(|q| {
            let nearer = Query {
                q: q.clone(),
                ..query.clone()
            };
            let total = self.total(&nearer);
            (total > 0).then_some(Nearest { q, total })
        })
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
}

impl Query {
    /// The same query without the filter of one facet.
    pub fn without(&self, facet: Facet) -> Self {
        let mut looser = self.clone();
        match facet {
            Facet::Theme => looser.themes = IdSet::new(),
            Facet::County => looser.counties = IdSet::new(),
            Facet::Zone => looser.zones = IdSet::new(),
            Facet::Period => looser.periods = IdSet::new(),
            Facet::Years => looser.years = None,
            Facet::Kind => looser.kinds = IdSet::new(),
            Facet::Status => looser.statuses = IdSet::new(),
            Facet::Tier => looser.tiers = IdSet::new(),
            Facet::Has => looser.has = IdSet::new(),
            Facet::Search => looser.q = SearchText::default(),
        }
        looser
    }
}
