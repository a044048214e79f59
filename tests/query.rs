//! Answers on the real plan against a naive filter written from the design's words alone.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::{
    Basis, County, IdSet, Kind, Mention, Milestone, Passage, PassageKind, Period, Plan, Theme,
    Vocabulary, Zone,
};
use plan_explorer::query::{Detail, Explorer, Mark, Nearness, Query, Reach, SearchText, ViewKind};
use proptest::prelude::*;

fn plan() -> Result<Plan> {
    Ok(Plan::from_json(PLAN_JSON)?)
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

fn naive_passage(plan: &Plan, query: &Query, entry: &Passage) -> bool {
    let mentions = plan
        .file()
        .mentions
        .iter()
        .filter(|m| m.passage == entry.id);
    let mut milestones = plan.milestones().iter().filter(|m| m.passage == entry.id);
    let themes = &entry.themes;
    let has_theme = |theme| themes.primary == theme || themes.secondary.contains(theme);
    let text = entry.text.as_str().to_lowercase();
    !excludes(query.themes, has_theme)
        && naive_places(query, mentions)
        && !excludes(query.periods, |period| entry.periods.contains(period))
        && (query.kinds.is_empty() || milestones.any(|m| query.kinds.contains(m.kind)))
        && query
            .q
            .words()
            .all(|word| text.contains(&word.to_lowercase()))
}

fn naive_milestone(plan: &Plan, query: &Query, entry: &Milestone) -> bool {
    let mentions = plan.file().mentions.iter().filter(|m| {
        let own = m.counties.meets(entry.counties) || m.zones.meets(entry.zones);
        own && m.passage == entry.passage && m.span().overlaps(entry.span())
    });
    let text = entry.quote.to_lowercase();
    (entry.core || query.detail == Detail::All)
        && !excludes(query.themes, |theme| entry.themes.contains(theme))
        && naive_places(query, mentions)
        && !excludes(query.periods, |period| entry.period == period)
        && !excludes(query.kinds, |kind| entry.kind == kind)
        && query
            .q
            .words()
            .all(|word| text.contains(&word.to_lowercase()))
}

fn naive_ids(plan: &Plan, query: &Query) -> Vec<String> {
    if query.view == ViewKind::Timeline {
        let found = plan
            .milestones()
            .iter()
            .filter(|m| naive_milestone(plan, query, m));
        found.map(|m| m.id.clone()).collect()
    } else {
        let found = plan
            .passages()
            .iter()
            .filter(|p| naive_passage(plan, query, p));
        found.map(|p| p.id.clone()).collect()
    }
}

fn set<V: Vocabulary>() -> impl Strategy<Value = IdSet<V>> {
    prop::collection::vec(prop::sample::select(V::ALL), 0..3).prop_map(|v| v.into_iter().collect())
}

fn query() -> impl Strategy<Value = Query> {
    let words = ["", "低空", "县", "IPv6", "建设 生态", "没有这个词", "５G"];
    (
        prop::sample::select(vec![ViewKind::List, ViewKind::Timeline, ViewKind::Text]),
        (set::<Theme>(), set::<County>(), set::<Zone>()),
        prop::sample::select(Reach::ALL),
        (set::<Period>(), set::<Kind>()),
        prop::sample::select(words.to_vec()),
        prop::sample::select(Detail::ALL),
    )
        .prop_map(
            |(view, (themes, counties, zones), reach, (periods, kinds), q, detail)| Query {
                view,
                themes,
                counties,
                zones,
                reach,
                periods,
                kinds,
                q: SearchText::new(&q.replace('５', "5")),
                detail,
                ..Query::default()
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn results_and_every_count_equal_those_of_the_naive_filter(query in query()) {
        let plan = Plan::from_json(PLAN_JSON).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let view = Explorer::new(&plan).view(&query);
        let ids: Vec<String> = if query.view == ViewKind::Timeline {
            view.milestones.iter().map(|m| m.id.clone()).collect()
        } else {
            view.matching.iter().map(|p| p.id.clone()).collect()
        };
        prop_assert_eq!(&ids, &naive_ids(&plan, &query));
        prop_assert_eq!(view.total, ids.len());
        let total = |query: &Query| naive_ids(&plan, query).len();
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
        let plan = Plan::from_json(PLAN_JSON).map_err(|e| TestCaseError::fail(e.to_string()))?;
        let view = Explorer::new(&plan).view(&query);
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
    let view = Explorer::new(&plan).view(&query);
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
    let plan = plan()?;
    let query = Query {
        counties: [County::Nimu].into_iter().collect(),
        ..Query::default()
    };
    let view = Explorer::new(&plan).view(&query);
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
    let explorer = Explorer::new(&plan);
    for view in [ViewKind::List, ViewKind::Timeline] {
        let query = Query {
            view,
            themes: [Theme::Ecology].into_iter().collect(),
            ..Query::default()
        };
        let answer = explorer.view(&query);
        let first = match view {
            ViewKind::Timeline => answer.milestones.first().map(|m| m.id.as_str()),
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
