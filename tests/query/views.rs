//! The views: list, projects, figures, the profile of a county, notes on terms and places.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Basis, Class, County, Member, PassageKind, Quantity, Vocabulary};
use plan_explorer::query::{Detail, Mark, Note, Query, Reach, Relation, Sort, Statement, ViewKind};

use super::common::{county, theme};
use super::{common, explorer, plan};

#[test]
fn a_county_within_reach_named_gives_the_measures_that_name_it() -> Result<()> {
    let plan = plan()?;
    let query = Query {
        counties: [county("nimu")].into_iter().collect(),
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
fn the_words_that_a_county_matches_are_marked() -> Result<()> {
    let query = Query {
        counties: [county("nimu")].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let items = view.blocks.iter().flat_map(|b| {
        b.groups
            .iter()
            .flat_map(move |g| g.items.iter().map(move |i| (b.relation, i)))
    });
    let (mut named, mut collective) = (0, 0);
    for (relation, item) in items {
        let excerpts = item.excerpts();
        let pieces = excerpts.iter().flat_map(|excerpt| &excerpt.pieces);
        let marked: Vec<_> = pieces
            .filter_map(|piece| Some((piece.mark?, piece.text)))
            .collect();
        match relation {
            Relation::Named => {
                ensure!(
                    marked.contains(&(Mark::Place, "尼木县")),
                    "{}",
                    item.passage.id
                );
                named += 1;
            }
            _ => {
                ensure!(
                    marked.iter().any(|(mark, _)| *mark == Mark::Collective),
                    "{}",
                    item.passage.id
                );
                ensure!(!item.reasons().is_empty(), "{}", item.passage.id);
                collective += 1;
            }
        }
    }
    ensure!(named > 0 && collective > 0, "{named}, {collective}");
    Ok(())
}

#[test]
fn only_views_that_count_passages_have_matching_passages() -> Result<()> {
    for &view in ViewKind::ALL {
        let query = Query {
            view,
            themes: [theme("ecology")].into_iter().collect(),
            ..Query::default()
        };
        let answer = explorer()?.view(&query);
        ensure!(answer.total > 0, "{}", view.id());
        let counts_others = !matches!(view, ViewKind::List | ViewKind::Text | ViewKind::About);
        let matching = if counts_others { 0 } else { answer.total };
        ensure!(answer.matching.len() == matching, "{}", view.id());
        let statements = if view.counts_statements() {
            answer.total
        } else {
            0
        };
        ensure!(answer.statements.len() == statements, "{}", view.id());
    }
    Ok(())
}

#[test]
fn next_steps_through_every_result_and_previous_leads_back() -> Result<()> {
    let explorer = explorer()?;
    for view in [
        ViewKind::List,
        ViewKind::Timeline,
        ViewKind::Projects,
        ViewKind::Map,
    ] {
        let query = Query {
            view,
            themes: [theme("ecology")].into_iter().collect(),
            ..Query::default()
        };
        let answer = explorer.view(&query);
        let first = match view {
            ViewKind::Timeline => answer.milestones.first().map(|m| m.id.as_str()),
            ViewKind::Projects => {
                let mut items = answer.projects.iter().flat_map(|group| &group.items);
                items.next().map(|item| item.project.id.as_str())
            }
            ViewKind::Map => answer.statements.first().map(Statement::id),
            _ => answer.matching.first().map(|p| p.id.as_str()),
        };
        let mut here = common::target(first.context("no result")?)?;
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
fn projects_are_grouped_by_status_in_text_order() -> Result<()> {
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
fn figures_are_measured_quantities_unless_all_are_asked_for() -> Result<()> {
    for detail in [Detail::Core, Detail::All] {
        let query = Query {
            view: ViewKind::Figures,
            detail,
            ..Query::default()
        };
        let view = explorer()?.view(&query);
        let shown = |figure: &&Quantity| detail == Detail::All || figure.class == Class::Measured;
        let wanted = plan()?.quantities().iter().filter(shown).count();
        ensure!(view.total == wanted, "{} of {wanted}", view.total);
    }
    Ok(())
}

#[test]
fn numbers_side_by_side_measure_the_same_thing() -> Result<()> {
    let query = Query {
        view: ViewKind::Figures,
        ..Query::default()
    };
    let view = explorer()?.view(&query);
    let incomes: Vec<Vec<&str>> = view
        .comparable
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
    for set in &view.comparable {
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
fn a_profile_has_the_role_projects_and_groups_of_its_county() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for county in plan.all::<County>() {
        let entry = plan.entry(county).context("no entry")?;
        let query = Query {
            counties: [county].into_iter().collect(),
            ..Query::default()
        };
        let profile = explorer.view(&query).profile.context("no profile")?;
        let role = profile.role.context("no role")?;
        ensure!(role.quote.contains(&entry.zh) && role.passage == "m1");
        for project in &profile.named {
            ensure!(project.counties.contains(county), "{}", project.id);
        }
        let mentions: usize = profile
            .groups
            .iter()
            .map(|group| group.mentions.len())
            .sum();
        let collective = plan.mentions().iter();
        let collective =
            collective.filter(|m| m.basis == Basis::Collective && m.counties.contains(county));
        ensure!(mentions == collective.count(), "{}", entry.zh);
        let named = Query {
            reach: Reach::Named,
            ..query
        };
        let profile = explorer.view(&named).profile.context("no profile")?;
        ensure!(profile.groups.is_empty() && profile.collective.is_empty());
    }
    let two = Query {
        counties: [county("nimu"), county("qushui")].into_iter().collect(),
        ..Query::default()
    };
    ensure!(explorer.view(&two).profile.is_none(), "of two counties");
    Ok(())
}

#[test]
fn a_passage_with_notes_is_still_the_whole_passage() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let (mut linked, mut named) = (0, 0);
    for passage in plan.passages() {
        let whole = passage.text.span();
        let parts = explorer.explained(&Query::default(), passage, None, whole);
        let together: String = parts
            .iter()
            .flat_map(|(_, pieces)| pieces.iter().map(|piece| piece.text))
            .collect();
        ensure!(together == passage.text.as_str(), "{}", passage.id);
        for (note, pieces) in parts {
            let words: String = pieces.iter().map(|piece| piece.text).collect();
            let term = match note {
                Some(Note::Term(term)) => term,
                Some(Note::Mention(mention)) => {
                    ensure!(mention.quote == words && mention.passage == passage.id);
                    named += 1;
                    continue;
                }
                None => continue,
            };
            let here = term
                .mentions
                .iter()
                .any(|m| m.quote == words && m.passage == passage.id);
            ensure!(here, "{}: {words}", term.id);
            linked += 1;
        }
    }
    ensure!(linked > 50, "{linked} terms are linked");
    ensure!(named > 80, "{named} places are explained");
    Ok(())
}

#[test]
fn a_profile_separates_what_names_the_county_from_what_names_a_group() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let mut groups_of_several = 0;
    for county in plan.all::<County>() {
        let query = Query {
            counties: [county].into_iter().collect(),
            ..Query::default()
        };
        let view = explorer.view(&query);
        let profile = view.profile.context("no profile")?;
        ensure!(profile.county.id == plan.id(county));
        let names_it = |passage: &str, start: u32, end: u32| {
            let mut mentions = plan.mentions().iter();
            mentions.any(|m| {
                m.passage == passage
                    && m.basis != Basis::Collective
                    && m.counties.contains(county)
                    && m.start < end
                    && start < m.end
            })
        };
        let of_it = |view| explorer.view(&query.in_view(view));
        let projects = of_it(ViewKind::Projects);
        let mut projects: Vec<_> = projects
            .projects
            .iter()
            .flat_map(|group| group.items.iter().map(|item| item.project))
            .collect();
        projects.sort_by_key(|project| plan.projects().iter().position(|p| p.id == project.id));
        let (named, group): (Vec<_>, Vec<_>) = projects
            .into_iter()
            .partition(|project| names_it(&project.passage, project.start, project.end));
        ensure!(
            profile.named == named && profile.collective == group,
            "{county:?}"
        );
        let mut seen = Vec::new();
        for group in &profile.groups {
            let called = (group.quote, group.scope);
            ensure!(!seen.contains(&called), "{called:?} twice");
            seen.push(called);
            groups_of_several += usize::from(group.mentions.len() > 1);
            for mention in &group.mentions {
                ensure!(mention.quote == group.quote && mention.scope == Some(group.scope));
                ensure!(mention.counties.contains(county) && mention.basis == Basis::Collective);
            }
        }
    }
    ensure!(groups_of_several > 0);
    Ok(())
}

#[test]
fn a_number_opens_its_milestone_or_its_sentence_or_its_passage() -> Result<()> {
    let explorer = explorer()?;
    let query = Query {
        view: ViewKind::Figures,
        detail: Detail::All,
        ..Query::default()
    };
    let mut opened = [0; 3];
    for figure in explorer
        .view(&query)
        .figures
        .iter()
        .flat_map(|group| &group.figures)
    {
        let quantity = figure.quantity;
        let (which, wanted) = match (&quantity.milestone, &quantity.sentence) {
            (Some(milestone), _) => (0, milestone),
            (None, Some(sentence)) => (1, sentence),
            (None, None) => (2, &quantity.passage),
        };
        let target = figure.target.as_ref().map(|target| target.id());
        ensure!(target == Some(wanted.as_str()), "{target:?}");
        opened[which] += 1;
    }
    ensure!(opened[0] > 0 && opened[1] > 0, "{opened:?}");
    Ok(())
}

#[test]
fn numbers_side_by_side_belong_to_milestones() -> Result<()> {
    let explorer = explorer()?;
    let timeline = explorer.view(&Query::default().in_view(ViewKind::Timeline));
    let figures = explorer.view(&Query::default().in_view(ViewKind::Figures));
    ensure!(!timeline.comparable.is_empty(), "the timeline shows none");
    for set in timeline.comparable.iter().chain(&figures.comparable) {
        ensure!(set.figures.len() >= 2);
        ensure!(
            set.figures
                .iter()
                .all(|figure| figure.quantity.milestone.is_some())
        );
    }
    Ok(())
}
