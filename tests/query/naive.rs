//! A filter written naively from the rules, and every result and count against it.

use anyhow::{Result, ensure};
use plan_explorer::model::{
    Basis, Class, County, IdSet, Kind, Member, Mention, Milestone, Passage, Period, Plan, Project,
    Quantity, Span, Status, Theme, Themes, Tier, Vocabulary, Year, Zone,
};
use plan_explorer::query::{
    Detail, Has, Query, Reach, Relation, SearchText, Sort, View, ViewKind, Years,
};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::common::values;
use super::{explorer, plan};

/// Whether values are chosen and `has` holds for none of them.
fn excludes<V: Member>(chosen: IdSet<V>, has: impl Fn(V) -> bool) -> bool {
    !chosen.is_empty() && !chosen.iter().any(has)
}

fn counts(mention: &Mention, query: &Query) -> bool {
    query.reach == Reach::All || mention.basis != Basis::Collective
}

fn naive_places<'m>(query: &Query, mentions: impl Iterator<Item = &'m Mention> + Clone) -> bool {
    let counted = mentions.filter(|mention| counts(mention, query));
    !excludes(query.counties, |county| {
        counted
            .clone()
            .any(|mention| mention.counties.contains(county))
    }) && !excludes(query.zones, |zone| {
        counted.clone().any(|mention| mention.zones.contains(zone))
    })
}

/// Whether the text contains every word that is searched and no excluded one.
fn has_words(query: &Query, text: &str) -> bool {
    let text = text.to_lowercase();
    // One query writes a digit in full width.
    let words = query.q.as_str().replace('５', "5");
    words.split_whitespace().all(|word| {
        let excluded = word.strip_prefix('-');
        let word = excluded.unwrap_or(word).to_lowercase();
        text.contains(&word) != excluded.is_some()
    })
}

/// Whether one of the milestones says one of what is asked: how much, when.
fn says<'m>(plan: &Plan, query: &Query, milestones: impl Iterator<Item = &'m Milestone>) -> bool {
    let mut milestones = milestones;
    let says = |m: &Milestone| {
        let measured = plan.quantities().iter().any(|q| {
            let inside = q.passage == m.passage && m.span().overlaps(q.span());
            inside && q.class == Class::Measured && q.milestone.is_none()
        });
        let number = !m.values.is_empty() || measured;
        let time = m.date.is_some() || m.years.is_some();
        (number && query.has.contains(Has::Number)) || (time && query.has.contains(Has::Time))
    };
    query.has.is_empty() || milestones.any(says)
}

/// Whether something within the span has one of the chosen kinds, statuses and tiers.
fn holds(plan: &Plan, query: &Query, passage: &str, span: Span) -> [bool; 3] {
    let milestones = plan.milestones().iter();
    let mut milestones = milestones.filter(|m| m.passage == passage && m.span().overlaps(span));
    let projects = plan.projects().iter();
    let projects = projects.filter(|p| p.passage == passage && p.span().overlaps(span));
    [
        query.kinds.is_empty() || milestones.any(|m| query.kinds.contains(m.kind)),
        query.statuses.is_empty() || projects.clone().any(|p| query.statuses.contains(p.status)),
        query.tiers.is_empty() || projects.clone().any(|p| query.tiers.contains(p.tier)),
    ]
}

/// Whether one of the chosen years is in a range.
fn in_years(query: &Query, from: u16, to: u16) -> bool {
    query.years.is_none_or(|years| {
        let number = |year: Year| plan().map_or(0, |plan| plan.id(year).parse().unwrap_or(0_u16));
        from <= number(years.last()) && number(years.first()) <= to
    })
}

fn in_period(query: &Query, period: Period) -> bool {
    match plan().map_or("", |plan| plan.id(period)) {
        "14" => in_years(query, 2021, 2025),
        "15" => in_years(query, 2026, 2030),
        "2035" => in_years(query, 2035, 2035),
        "2050" => in_years(query, 2050, 2050),
        _ => false,
    }
}

fn naive_years(query: &Query, entry: &Milestone) -> bool {
    let day = entry
        .date
        .as_ref()
        .map(|date| date[..4].parse().unwrap_or(0_u16));
    match (day, entry.years) {
        (Some(year), _) => in_years(query, year, year),
        (None, Some((from, to))) => in_years(query, from, to),
        (None, None) => in_period(query, entry.period),
    }
}

fn naive_passage(plan: &Plan, query: &Query, entry: &Passage) -> bool {
    let mentions = plan.mentions().iter().filter(|m| m.passage == entry.id);
    let themes = &entry.themes;
    let has_theme = |theme| {
        let has = |themes: &Themes| themes.primary == theme || themes.secondary.contains(theme);
        themes.as_ref().is_some_and(has)
    };
    !excludes(query.themes, has_theme)
        && naive_places(query, mentions)
        && !excludes(query.periods, |period| entry.periods.contains(period))
        && (query.years.is_none() || entry.periods.iter().any(|period| in_period(query, period)))
        && holds(plan, query, &entry.id, entry.text.span()) == [true; 3]
        && says(
            plan,
            query,
            plan.milestones().iter().filter(|m| m.passage == entry.id),
        )
        && has_words(query, entry.text.as_str())
}

/// Whether a span of a passage mentions the chosen places, by mentions that `own` accepts.
fn naive_stretch(
    plan: &Plan,
    query: &Query,
    passage: &str,
    span: Span,
    own: impl Fn(&Mention) -> bool + Clone,
) -> bool {
    let mentions = plan.mentions().iter();
    let here = mentions.filter(|m| m.passage == passage && m.span().overlaps(span) && own(m));
    naive_places(query, here)
}

fn naive_milestone(plan: &Plan, query: &Query, entry: &Milestone) -> bool {
    let own = |m: &Mention| m.counties.meets(entry.counties) || m.zones.meets(entry.zones);
    let [_, status, tier] = holds(plan, query, &entry.passage, entry.span());
    (entry.core || query.detail == Detail::All)
        && !excludes(query.themes, |theme| entry.themes.contains(theme))
        && naive_stretch(plan, query, &entry.passage, entry.span(), own)
        && !excludes(query.periods, |period| entry.period == period)
        && naive_years(query, entry)
        && !excludes(query.kinds, |kind| entry.kind == kind)
        && status
        && tier
        && says(plan, query, std::iter::once(entry))
        && has_words(query, &entry.quote)
}

fn naive_project(plan: &Plan, query: &Query, entry: &Project) -> bool {
    let own = |m: &Mention| m.counties.meets(entry.counties) || m.zones.meets(entry.zones);
    let [kind, ..] = holds(plan, query, &entry.passage, entry.span());
    !excludes(query.themes, |theme| entry.themes.contains(theme))
        && naive_stretch(plan, query, &entry.passage, entry.span(), own)
        && !excludes(query.periods, |period| entry.period == period)
        && in_period(query, entry.period)
        && !excludes(query.statuses, |status| entry.status == status)
        && !excludes(query.tiers, |tier| entry.tier == tier)
        && kind
        && says(
            plan,
            query,
            plan.milestones()
                .iter()
                .filter(|m| m.passage == entry.passage && m.span().overlaps(entry.span())),
        )
        && has_words(query, &entry.quote)
}

fn naive_quantity(plan: &Plan, query: &Query, entry: &Quantity) -> bool {
    let milestone = plan
        .milestones()
        .iter()
        .find(|m| Some(&m.id) == entry.milestone.as_ref());
    let themes = milestone.map_or_else(
        || plan.passage(&entry.passage).map(Passage::all_themes),
        |m| Some(m.themes),
    );
    let themes = themes.unwrap_or_default();
    let [_, status, tier] = holds(plan, query, &entry.passage, entry.span());
    (entry.class == Class::Measured || query.detail == Detail::All)
        && !excludes(query.themes, |theme| themes.contains(theme))
        && naive_stretch(plan, query, &entry.passage, entry.span(), |_| true)
        && !excludes(query.periods, |period| entry.period == period)
        && milestone.map_or_else(|| in_period(query, entry.period), |m| naive_years(query, m))
        && !excludes(query.kinds, |kind| entry.kind == Some(kind))
        && status
        && tier
        && (query.has.is_empty()
            || (entry.class == Class::Measured && query.has.contains(Has::Number))
            || ((entry.class == Class::Date
                || milestone.is_some_and(|m| m.date.is_some() || m.years.is_some()))
                && query.has.contains(Has::Time)))
        && has_words(query, &entry.quote)
}

fn name_of(entry: &Quantity) -> String {
    format!("{} {} {}", entry.passage, entry.quote, entry.printed)
}

fn naive_ids(plan: &Plan, query: &Query) -> Vec<String> {
    fn ids<T>(entries: &[T], keep: impl Fn(&&T) -> bool, id: impl Fn(&T) -> String) -> Vec<String> {
        entries.iter().filter(keep).map(id).collect()
    }
    match query.view {
        ViewKind::Timeline => {
            let keep = |m: &&Milestone| naive_milestone(plan, query, m);
            ids(plan.milestones(), keep, |m| m.id.clone())
        }
        ViewKind::Projects => {
            let keep = |p: &&Project| naive_project(plan, query, p);
            ids(plan.projects(), keep, |p| p.id.clone())
        }
        ViewKind::Figures => {
            let keep = |q: &&Quantity| naive_quantity(plan, query, q);
            ids(plan.quantities(), keep, name_of)
        }
        // `statements.rs` compares these with a naive count.
        view if view.counts_statements() => explorer().map_or_else(
            |_| Vec::new(),
            |explorer| {
                let all = explorer.statements_of(query).into_iter();
                all.map(|one| one.id().to_owned()).collect()
            },
        ),
        _ => {
            let keep = |p: &&Passage| naive_passage(plan, query, p);
            ids(plan.passages(), keep, |p| p.id.clone())
        }
    }
}

/// The results of a view, in no particular order.
fn found_ids(query: &Query, view: &View<'_>) -> Vec<String> {
    match query.view {
        ViewKind::Timeline => view.milestones.iter().map(|m| m.id.clone()).collect(),
        ViewKind::Projects => {
            let items = view.projects.iter().flat_map(|group| &group.items);
            items.map(|item| item.project.id.clone()).collect()
        }
        ViewKind::Figures => {
            let figures = view.figures.iter().flat_map(|group| &group.figures);
            figures.map(|figure| name_of(figure.quantity)).collect()
        }
        kind if kind.counts_statements() => {
            let all = view.statements.iter();
            all.map(|one| one.id().to_owned()).collect()
        }
        _ => view.matching.iter().map(|p| p.id.clone()).collect(),
    }
}

/// One or two values of a facet, or mostly none: with every filter on there would be no results.
fn set<V: Member>(values: Vec<V>) -> impl Strategy<Value = IdSet<V>> {
    let values = prop::collection::vec(prop::sample::select(values), 1..3);
    let values = prop::option::weighted(0.25, values);
    values.prop_map(|values| values.into_iter().flatten().collect())
}

const WORDS: [&str; 7] = [
    "低空",
    "县",
    "IPv6",
    "建设 生态",
    "建设 -生态",
    "没有这个词",
    "５G",
];

fn words() -> impl Strategy<Value = &'static str> {
    let words = prop::option::weighted(0.4, prop::sample::select(&WORDS[..]));
    words.prop_map(Option::unwrap_or_default)
}

fn years() -> impl Strategy<Value = Option<Years>> {
    let year = || prop::sample::select(values::<Year>());
    let ends = (year(), year());
    let ends = prop::option::weighted(0.25, ends);
    ends.prop_map(|ends| ends.and_then(|(one, other)| Years::between(plan().ok()?, one, other)))
}

fn query() -> impl Strategy<Value = Query> {
    (
        prop::sample::select(ViewKind::ALL),
        (set(values()), set(values()), set(values())),
        prop::sample::select(Reach::ALL),
        (set(values()), set(Kind::ALL.to_vec())),
        (
            set(Status::ALL.to_vec()),
            set(Tier::ALL.to_vec()),
            prop::option::weighted(0.2, set(Has::ALL.to_vec())).prop_map(Option::unwrap_or_default),
        ),
        words(),
        (
            prop::sample::select(Detail::ALL),
            prop::sample::select(Sort::ALL),
            years(),
        ),
    )
        .prop_map(
            |(
                view,
                (themes, counties, zones),
                reach,
                (periods, kinds),
                (statuses, tiers, has),
                words,
                (detail, sort, years),
            )| Query {
                view,
                themes,
                counties,
                zones,
                reach,
                periods,
                kinds,
                statuses,
                tiers,
                has,
                q: SearchText::new(words),
                detail,
                sort,
                years,
                ..Query::default()
            },
        )
}

/// Without it the tests below could compare nothing with nothing.
#[test]
fn many_of_the_generated_queries_have_results() -> Result<()> {
    let mut runner = TestRunner::deterministic();
    let mut with_results = 0;
    for _ in 0..200 {
        let tree = query().new_tree(&mut runner);
        let query = tree
            .map_err(|reason| anyhow::anyhow!("{reason}"))?
            .current();
        with_results += usize::from(explorer()?.view(&query).total > 0);
    }
    ensure!(with_results > 80, "{with_results} of 200");
    Ok(())
}

/// Every query with one filter, in a view: each value of each facet, each range of years, each search.
fn single_filters(view: ViewKind) -> Vec<Query> {
    let base = Query {
        view,
        detail: Detail::All,
        ..Query::default()
    };
    let mut queries = vec![base.clone()];
    let mut add = |change: &dyn Fn(&mut Query)| {
        let mut query = base.clone();
        change(&mut query);
        queries.push(query);
    };
    for theme in values::<Theme>() {
        add(&|query| query.themes.insert(theme));
    }
    for &reach in Reach::ALL {
        for county in values::<County>() {
            add(&|query| (query.reach, query.counties) = (reach, IdSet::of(county)));
        }
        for zone in values::<Zone>() {
            add(&|query| (query.reach, query.zones) = (reach, IdSet::of(zone)));
        }
    }
    for period in values::<Period>() {
        add(&|query| query.periods.insert(period));
    }
    for &kind in Kind::ALL {
        add(&|query| query.kinds.insert(kind));
    }
    for &status in Status::ALL {
        add(&|query| query.statuses.insert(status));
    }
    for &tier in Tier::ALL {
        add(&|query| query.tiers.insert(tier));
    }
    let years = values::<Year>();
    for (at, &first) in years.iter().enumerate() {
        for &last in years.iter().skip(at) {
            add(&|query| {
                query.years = plan()
                    .ok()
                    .and_then(|plan| Years::between(plan, first, last))
            });
        }
    }
    for words in WORDS {
        add(&|query| query.q = SearchText::new(words));
    }
    queries
}

#[test]
fn each_filter_alone_gives_the_results_of_the_naive_filter() -> Result<()> {
    for &view in ViewKind::ALL {
        for query in single_filters(view) {
            let mut found = found_ids(&query, &explorer()?.view(&query));
            let mut wanted = naive_ids(plan()?, &query);
            found.sort_unstable();
            wanted.sort_unstable();
            ensure!(
                found == wanted,
                "{query:?}: {found:?} instead of {wanted:?}"
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn results_and_counts_equal_those_of_the_naive_filter(query in query()) {
        let (plan, explorer) = (plan()?, explorer()?);
        let view = explorer.view(&query);
        let ids = found_ids(&query, &view);
        let sorted = |mut ids: Vec<String>| {
            ids.sort_unstable();
            ids
        };
        if matches!(query.view, ViewKind::Projects | ViewKind::Figures) {
            prop_assert_eq!(sorted(ids.clone()), sorted(naive_ids(plan, &query)));
        } else {
            prop_assert_eq!(&ids, &naive_ids(plan, &query));
        }
        prop_assert_eq!(view.total, ids.len());
        let total = |query: &Query| naive_ids(plan, query).len();
        for theme in values::<Theme>() {
            let only = Query { themes: [theme].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.themes.of(theme), total(&only));
        }
        for county in values::<County>() {
            let only = Query { counties: [county].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.counties.of(county), total(&only));
        }
        for zone in values::<Zone>() {
            let only = Query { zones: [zone].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.zones.of(zone), total(&only));
        }
        for period in values::<Period>() {
            let only = Query { periods: [period].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.periods.of(period), total(&only));
        }
        for &kind in Kind::ALL {
            let only = Query { kinds: [kind].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.kinds.of(kind), total(&only));
        }
        for &status in Status::ALL {
            let only = Query { statuses: [status].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.statuses.of(status), total(&only));
        }
        for &tier in Tier::ALL {
            let only = Query { tiers: [tier].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.tiers.of(tier), total(&only));
        }
        for &reach in Reach::ALL {
            prop_assert_eq!(view.facets.reach.of(reach), total(&Query { reach, ..query.clone() }));
        }
        for way in &view.loosen {
            let looser = query.without(way.facet);
            prop_assert!(view.total == 0 && way.total > 0);
            prop_assert_eq!(way.total, total(&looser));
        }
    }

    #[test]
    fn the_list_holds_each_match_once_named_before_collective(query in query()) {
        let query = Query { view: ViewKind::List, ..query };
        let (plan, explorer) = (plan()?, explorer()?);
        let view = explorer.view(&query);
        let mut listed: Vec<&str> = Vec::new();
        let relation: Vec<Relation> = view.blocks.iter().map(|block| block.relation).collect();
        prop_assert!(relation.is_sorted());
        for block in &view.blocks {
            let items = || block.groups.iter().flat_map(|group| &group.items);
            let places = items().map(|item| (item.passage.is_front_matter(), plan.position(&item.passage.id)));
            prop_assert!(places.is_sorted(), "plan order, front matter last");
            listed.extend(items().map(|item| item.passage.id.as_str()));
        }
        listed.sort_unstable();
        let mut matching: Vec<&str> = view.matching.iter().map(|p| p.id.as_str()).collect();
        matching.sort_unstable();
        prop_assert_eq!(listed, matching);
    }
}
