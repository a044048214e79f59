//! Answers on the real plan against a naive filter written from the design's words alone.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::{
    Basis, Class, County, IdSet, Kind, Mention, Milestone, Passage, PassageKind, Period, Plan,
    Project, Quantity, Span, Status, Theme, Tier, Vocabulary, Zone,
};
use plan_explorer::query::{
    Across, Detail, Explorer, Mark, Nearness, Query, Reach, SearchText, Sort, SuggestionKind, View,
    ViewKind,
};
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());
static EXPLORER: LazyLock<Option<Explorer<'static>>> =
    LazyLock::new(|| PLAN.as_ref().map(Explorer::new));

fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

/// The plan made ready, once for all tests.
fn explorer() -> Result<&'static Explorer<'static>> {
    EXPLORER.as_ref().context("plan.json cannot be read")
}

/// Whether any value is chosen and none of those is `has`.
fn excludes<V: Vocabulary>(chosen: IdSet<V>, has: impl Fn(V) -> bool) -> bool {
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

/// Whether the words hold all that was looked for, and nothing that was excluded.
fn has_words(query: &Query, text: &str) -> bool {
    let text = text.to_lowercase();
    query.q.as_str().split_whitespace().all(|word| {
        let excluded = word.strip_prefix('-');
        let word = excluded.unwrap_or(word).to_lowercase();
        text.contains(&word) != excluded.is_some()
    })
}

/// Whether one of the chosen kinds, statuses and tiers is that of something in the stretch.
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

fn naive_passage(plan: &Plan, query: &Query, entry: &Passage) -> bool {
    let mentions = plan
        .file()
        .mentions
        .iter()
        .filter(|m| m.passage == entry.id);
    let themes = &entry.themes;
    let has_theme = |theme| themes.primary == theme || themes.secondary.contains(theme);
    !excludes(query.themes, has_theme)
        && naive_places(query, mentions)
        && !excludes(query.periods, |period| entry.periods.contains(period))
        && holds(plan, query, &entry.id, entry.text.span()) == [true; 3]
        && has_words(query, entry.text.as_str())
}

/// Whether a stretch of a passage speaks of the chosen places, through mentions of its own.
fn naive_stretch(
    plan: &Plan,
    query: &Query,
    passage: &str,
    span: Span,
    own: impl Fn(&Mention) -> bool + Clone,
) -> bool {
    let mentions = plan.file().mentions.iter();
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
        && !excludes(query.kinds, |kind| entry.kind == kind)
        && status
        && tier
        && has_words(query, &entry.quote)
}

fn naive_project(plan: &Plan, query: &Query, entry: &Project) -> bool {
    let own = |m: &Mention| m.counties.meets(entry.counties) || m.zones.meets(entry.zones);
    let [kind, ..] = holds(plan, query, &entry.passage, entry.span());
    !excludes(query.themes, |theme| entry.themes.contains(theme))
        && naive_stretch(plan, query, &entry.passage, entry.span(), own)
        && !excludes(query.periods, |period| entry.period == period)
        && !excludes(query.statuses, |status| entry.status == status)
        && !excludes(query.tiers, |tier| entry.tier == tier)
        && kind
        && has_words(query, &entry.quote)
}

fn naive_quantity(plan: &Plan, query: &Query, entry: &Quantity) -> bool {
    let milestone = plan
        .milestones()
        .iter()
        .find(|m| Some(&m.id) == entry.milestone.as_ref());
    let themes = milestone.map_or_else(
        || plan.passage(&entry.passage).map(|p| p.themes.all()),
        |m| Some(m.themes),
    );
    let themes = themes.unwrap_or_default();
    let [_, status, tier] = holds(plan, query, &entry.passage, entry.span());
    (entry.class == Class::Measured || query.detail == Detail::All)
        && !excludes(query.themes, |theme| themes.contains(theme))
        && naive_stretch(plan, query, &entry.passage, entry.span(), |_| true)
        && !excludes(query.periods, |period| entry.period == period)
        && !excludes(query.kinds, |kind| entry.kind == Some(kind))
        && status
        && tier
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
        _ => view.matching.iter().map(|p| p.id.clone()).collect(),
    }
}

fn set<V: Vocabulary>() -> impl Strategy<Value = IdSet<V>> {
    prop::collection::vec(prop::sample::select(V::ALL), 0..3).prop_map(|v| v.into_iter().collect())
}

fn query() -> impl Strategy<Value = Query> {
    let words = [
        "",
        "低空",
        "县",
        "IPv6",
        "建设 生态",
        "建设 -生态",
        "没有这个词",
        "５G",
    ];
    (
        prop::sample::select(ViewKind::ALL),
        (set::<Theme>(), set::<County>(), set::<Zone>()),
        prop::sample::select(Reach::ALL),
        (set::<Period>(), set::<Kind>()),
        // Chosen seldom: with everything chosen at once nothing would ever be found.
        (
            prop::option::weighted(0.3, set::<Status>()),
            prop::option::weighted(0.3, set::<Tier>()),
        ),
        prop::sample::select(words.to_vec()),
        (
            prop::sample::select(Detail::ALL),
            prop::sample::select(Sort::ALL),
        ),
    )
        .prop_map(
            |(
                view,
                (themes, counties, zones),
                reach,
                (periods, kinds),
                (statuses, tiers),
                q,
                (detail, sort),
            )| Query {
                view,
                themes,
                counties,
                zones,
                reach,
                periods,
                kinds,
                statuses: statuses.unwrap_or_default(),
                tiers: tiers.unwrap_or_default(),
                q: SearchText::new(&q.replace('５', "5")),
                detail,
                sort,
                ..Query::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn results_and_every_count_equal_those_of_the_naive_filter(query in query()) {
        let plan = plan().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let explorer = explorer().map_err(|e| TestCaseError::fail(e.to_string()))?;
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
        for &theme in Theme::ALL {
            let only = Query { themes: [theme].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.themes.of(theme), total(&only));
        }
        for &county in County::ALL {
            let only = Query { counties: [county].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.counties.of(county), total(&only));
        }
        for &zone in Zone::ALL {
            let only = Query { zones: [zone].into_iter().collect(), ..query.clone() };
            prop_assert_eq!(view.facets.zones.of(zone), total(&only));
        }
        for &period in Period::ALL {
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
        let plan = plan().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let explorer = explorer().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let view = explorer.view(&query);
        let mut listed: Vec<&str> = Vec::new();
        let nearness: Vec<Nearness> = view.blocks.iter().map(|block| block.nearness).collect();
        prop_assert!(nearness.is_sorted());
        for block in &view.blocks {
            let items = || block.groups.iter().flat_map(|group| &group.items);
            let positions: Vec<_> = items().map(|item| plan.position(&item.passage.id)).collect();
            prop_assert!(positions.is_sorted(), "plan order");
            listed.extend(items().map(|item| item.passage.id.as_str()));
        }
        listed.sort_unstable();
        let mut matching: Vec<&str> = view.matching.iter().map(|p| p.id.as_str()).collect();
        matching.sort_unstable();
        prop_assert_eq!(listed, matching);
    }
}

#[test]
fn nimu_named_gives_exactly_the_measures_that_name_it() -> Result<()> {
    let plan = plan()?;
    let query = Query {
        counties: [County::Nimu].into_iter().collect(),
        reach: Reach::Named,
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let found: Vec<&str> = view
        .matching
        .iter()
        .map(|entry| entry.id.as_str())
        .collect();
    let standing: Vec<&str> = plan
        .passages()
        .iter()
        .filter(|entry| entry.text.as_str().contains("尼木"))
        .map(|entry| entry.id.as_str())
        .collect();
    ensure!(found == standing && !found.is_empty(), "{found:?}");
    ensure!(
        view.matching
            .iter()
            .all(|entry| entry.kind == PassageKind::Measure)
    );
    Ok(())
}

#[test]
fn the_reason_of_a_match_is_marked() -> Result<()> {
    let query = Query {
        counties: [County::Nimu].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let items = view.blocks.iter().flat_map(|b| {
        b.groups
            .iter()
            .flat_map(move |g| g.items.iter().map(move |i| (b.nearness, i)))
    });
    for (nearness, item) in items {
        let pieces = item.excerpts.iter().flat_map(|excerpt| &excerpt.pieces);
        let marked: Vec<_> = pieces
            .filter_map(|piece| Some((piece.mark?, piece.text)))
            .collect();
        match nearness {
            Nearness::Named => ensure!(
                marked.contains(&(Mark::Place, "尼木县")),
                "{}",
                item.passage.id
            ),
            _ => {
                ensure!(
                    marked.iter().any(|(mark, _)| *mark == Mark::Collective),
                    "{}",
                    item.passage.id
                );
                ensure!(!item.reasons.is_empty(), "{}", item.passage.id);
            }
        }
    }
    Ok(())
}

#[test]
fn next_and_previous_lead_back() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for view in [ViewKind::List, ViewKind::Timeline, ViewKind::Projects] {
        let query = Query {
            view,
            themes: [Theme::Ecology].into_iter().collect(),
            ..Query::default()
        };
        let answer = explorer.view(&query);
        let first = match view {
            ViewKind::Timeline => answer.milestones.first().map(|m| m.id.as_str()),
            ViewKind::Projects => {
                let mut items = answer.projects.iter().flat_map(|group| &group.items);
                items.next().map(|item| item.project.id.as_str())
            }
            _ => answer.matching.first().map(|p| p.id.as_str()),
        };
        let mut here = plan
            .target(first.context("no result")?)
            .context("no target")?;
        let mut steps = 1;
        loop {
            let opened = explorer
                .open(&query.at(Some(here.clone())), &answer)
                .context("not opened")?;
            let Some(next) = opened.next else { break };
            let there = explorer
                .open(&query.at(Some(next.clone())), &answer)
                .context("not opened")?;
            ensure!(there.previous == Some(here));
            here = next;
            steps += 1;
        }
        ensure!(
            steps == answer.total,
            "{steps} steps through {}",
            answer.total
        );
    }
    Ok(())
}

#[test]
fn projects_stand_under_what_their_verb_says_in_text_order() -> Result<()> {
    let plan = plan()?;
    let query = Query {
        view: ViewKind::Projects,
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    ensure!(view.total == plan.projects().len());
    ensure!(view.projects.iter().map(|group| group.status).is_sorted());
    for group in &view.projects {
        let places = group
            .items
            .iter()
            .map(|item| (plan.position(&item.passage.id), item.project.start));
        ensure!(places.is_sorted(), "{:?}", group.status);
        for item in &group.items {
            ensure!(item.project.status == group.status);
            let pieces = item.before.iter().chain(&item.name).chain(&item.after);
            let together: String = pieces.map(|piece| piece.text).collect();
            ensure!(together == item.project.quote, "{}", item.project.id);
            let name: String = item.name.iter().map(|piece| piece.text).collect();
            ensure!(name == item.project.name, "{}", item.project.id);
        }
    }
    Ok(())
}

#[test]
fn figures_are_sorted_within_their_period_and_units_are_not_mixed() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for &sort in Sort::ALL {
        let query = Query {
            view: ViewKind::Figures,
            detail: Detail::All,
            sort,
            ..Query::default()
        };
        let view = explorer.view(&query);
        ensure!(view.total == plan.quantities().len());
        ensure!(view.figures.iter().map(|group| group.period).is_sorted());
        for group in &view.figures {
            let entries: Vec<&Quantity> =
                group.figures.iter().map(|figure| figure.quantity).collect();
            ensure!(entries.iter().all(|entry| entry.period == group.period));
            let sorted = entries.windows(2).all(|pair| match (sort, pair) {
                (Sort::Text, [a, b]) => {
                    let place = |entry: &Quantity| (plan.position(&entry.passage), entry.start);
                    place(a) <= place(b)
                }
                (Sort::Value, [a, b]) => {
                    a.unit < b.unit || (a.unit == b.unit && a.value >= b.value)
                }
                (Sort::Kind, [a, b]) => {
                    let rank = |entry: &Quantity| entry.kind.map_or(usize::MAX, |k| k.ordinal());
                    rank(a) <= rank(b)
                }
                _ => true,
            });
            ensure!(sorted, "{sort:?} {:?}", group.period);
        }
    }
    Ok(())
}

#[test]
fn only_numbers_of_the_same_thing_stand_side_by_side() -> Result<()> {
    let query = Query {
        view: ViewKind::Figures,
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let incomes: Vec<Vec<&str>> = view
        .beside
        .iter()
        .filter(|set| {
            let mut figures = set.figures.iter();
            figures.any(|figure| figure.quantity.measures.contains("居民人均可支配收入"))
        })
        .map(|set| {
            let figures = set.figures.iter();
            figures
                .map(|figure| figure.quantity.printed.as_str())
                .collect()
        })
        .collect();
    ensure!(incomes == [["7.4%", "7%"], ["10.4%", "8%"]], "{incomes:?}");
    for set in &view.beside {
        let first = set.figures.first().context("an empty set")?.quantity;
        for figure in &set.figures {
            ensure!(figure.quantity.measures == first.measures);
            ensure!(figure.quantity.of == first.of);
        }
        let standings = set
            .figures
            .iter()
            .map(|f| (f.quantity.period, f.quantity.kind));
        let distinct: std::collections::BTreeSet<_> = standings.collect();
        ensure!(distinct.len() > 1, "{}", first.measures);
    }
    Ok(())
}

#[test]
fn a_county_has_its_role_its_projects_and_its_groups() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for entry in &plan.file().places.counties {
        let query = Query {
            counties: [entry.id].into_iter().collect(),
            ..Query::default()
        };
        let profile = explorer.view(&query).profile.context("no profile")?;
        ensure!(profile.role.quote.contains(&entry.zh) && profile.role.passage == "m1");
        for project in &profile.named {
            ensure!(project.counties.contains(entry.id), "{}", project.id);
        }
        let mentions: usize = profile
            .groups
            .iter()
            .map(|group| group.mentions.len())
            .sum();
        let collective = plan.file().mentions.iter();
        let collective =
            collective.filter(|m| m.basis == Basis::Collective && m.counties.contains(entry.id));
        ensure!(mentions == collective.count(), "{}", entry.zh);
        let named = Query {
            reach: Reach::Named,
            ..query
        };
        let profile = explorer.view(&named).profile.context("no profile")?;
        ensure!(profile.groups.is_empty() && profile.collective.is_empty());
    }
    let two = Query {
        counties: [County::Nimu, County::Qushui].into_iter().collect(),
        ..Query::default()
    };
    ensure!(explorer.view(&two).profile.is_none(), "of two counties");
    Ok(())
}

#[test]
fn words_with_their_terms_put_together_are_the_words() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let mut linked = 0;
    for passage in plan.passages() {
        let whole = passage.text.span();
        let parts = explorer.marked_with_terms(&Query::default(), passage, None, whole);
        let together: String = parts
            .iter()
            .flat_map(|(_, pieces)| pieces.iter().map(|piece| piece.text))
            .collect();
        ensure!(together == passage.text.as_str(), "{}", passage.id);
        for (term, pieces) in parts {
            let Some(term) = term else { continue };
            let words: String = pieces.iter().map(|piece| piece.text).collect();
            let here = term
                .mentions
                .iter()
                .any(|m| m.quote == words && m.passage == passage.id);
            ensure!(here, "{}: {words}", term.id);
            linked += 1;
        }
    }
    ensure!(linked > 50, "{linked} terms are linked");
    Ok(())
}

fn suggested(typed: &str) -> Result<Vec<(SuggestionKind, String, String)>> {
    let query = Query {
        q: SearchText::new(typed),
        ..Query::default()
    };
    let suggestions = explorer()?.suggestions(&query);
    let each = suggestions.into_iter().map(|entry| {
        let link = plan_explorer::link::write(&entry.to);
        (entry.kind, entry.label.to_owned(), link)
    });
    Ok(each.collect())
}

#[test]
fn what_is_typed_suggests_places_terms_headings_and_projects() -> Result<()> {
    let first = |typed: &str| -> Result<(SuggestionKind, String, String)> {
        suggested(typed)?.into_iter().next().context("nothing")
    };
    for typed in ["尼木", "尼木縣", "nimu", "nmx"] {
        let (kind, label, link) = first(typed)?;
        ensure!(
            kind == SuggestionKind::County && label == "尼木县",
            "{typed}: {label}"
        );
        ensure!(link == "county=nimu", "{link}");
    }
    let all = suggested("三项")?;
    let works = all
        .iter()
        .filter(|(_, label, _)| label == "三项工程")
        .count();
    ensure!(works == 2, "one label, two terms: {all:?}");
    ensure!(suggested("新机场")?.iter().any(|(kind, _, link)| {
        *kind == SuggestionKind::Project && link == "at=pr-new-airport"
    }));
    ensure!(suggested("")?.is_empty() && suggested("没有这个词")?.is_empty());
    for typed in ["城", "建设", "jianshe", "s"] {
        let all = suggested(typed)?;
        ensure!(all.len() <= 8, "{typed}");
        for (_, label, link) in all {
            let reading = plan_explorer::link::read(&link, plan()?);
            ensure!(
                reading.notices.is_empty() && reading.query.q.is_empty(),
                "{label}: {link}"
            );
        }
    }
    Ok(())
}

#[test]
fn where_nothing_is_found_the_nearest_search_finds_something() -> Result<()> {
    for (typed, wanted) in [
        ("低空经济 海运", Some("低空经济")),
        ("低空经济学院", Some("低空经济")),
        ("zzzz", None),
        ("低空经济", None),
    ] {
        let query = Query {
            q: SearchText::new(typed),
            ..Query::default()
        };
        let nearest = explorer()?.view(&query).nearest;
        let found = nearest.as_ref().map(|nearest| nearest.q.as_str());
        ensure!(found == wanted, "{typed}: {found:?}");
        if let Some(nearest) = nearest {
            let again = Query {
                q: nearest.q,
                ..query
            };
            ensure!(explorer()?.view(&again).total == nearest.total && nearest.total > 0);
        }
    }
    Ok(())
}

#[test]
fn a_word_that_sounds_so_is_marked_where_it_stands() -> Result<()> {
    let query = Query {
        q: SearchText::new("dkjj"),
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let items = view.blocks.iter().flat_map(|block| &block.groups);
    let pieces = items
        .flat_map(|group| &group.items)
        .flat_map(|item| &item.excerpts)
        .flat_map(|excerpt| &excerpt.pieces);
    let marked: Vec<&str> = pieces
        .filter(|piece| piece.mark == Some(Mark::Search))
        .map(|piece| piece.text)
        .collect();
    ensure!(marked.contains(&"低空经济"), "{marked:?}");
    Ok(())
}

#[test]
fn every_number_of_the_matrix_is_that_of_the_list_it_opens() -> Result<()> {
    for link in [
        "view=matrix",
        "view=matrix&across=period",
        "view=matrix&reach=named",
        "view=matrix&q=%E6%97%85%E6%B8%B8&across=period&county=nimu,qushui",
        "view=matrix&theme=ecology&county=dazi&zone=gaoxin",
        "view=matrix&kind=target&tier=concrete&period=15",
    ] {
        let query = plan_explorer::link::read(link, plan()?).query;
        let view = explorer()?.view(&query);
        ensure!(view.matrix.len() == Theme::ALL.len(), "{link}");
        for row in &view.matrix {
            let columns = match query.across {
                Across::County => County::ALL.len(),
                Across::Period => Period::ALL.len(),
            };
            ensure!(row.cells.len() == columns);
            for cell in row.cells.iter().chain([&row.total]) {
                ensure!(cell.to.view == ViewKind::List);
                let list = explorer()?.view(&cell.to).total;
                ensure!(
                    cell.count == list,
                    "{link} {:?}: {} {list}",
                    row.theme,
                    cell.count
                );
                ensure!(
                    (cell.level == 0) == (cell.count == 0),
                    "silence has no shade"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn a_tile_has_the_number_of_its_county_s_list() -> Result<()> {
    for link in [
        "view=map",
        "view=map&county=nimu&theme=rural",
        "view=map&reach=named",
    ] {
        let query = plan_explorer::link::read(link, plan()?).query;
        let view = explorer()?.view(&query);
        ensure!(view.tiles.len() == County::ALL.len());
        for tile in &view.tiles {
            let only = Query {
                view: ViewKind::List,
                counties: [tile.county].into_iter().collect(),
                ..query.clone()
            };
            ensure!(
                explorer()?.view(&only).total == tile.count,
                "{link} {:?}",
                tile.county
            );
        }
        let places: std::collections::BTreeSet<_> = view.tiles.iter().map(|tile| tile.at).collect();
        ensure!(places.len() == view.tiles.len(), "no tile lies on another");
        let list = Query {
            view: ViewKind::List,
            ..query
        };
        ensure!(
            view.blocks == explorer()?.view(&list).blocks,
            "the list below is the list"
        );
    }
    Ok(())
}
