//! What a result shows: its heading, its places, why a group counts, the sentences that match, its marks.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Basis, Passage, Plan, Sentence, Span};
use plan_explorer::query::{Explorer, Item, Mark, Query, Reach, Relation, SearchText, View};

use super::common::{self, county, file, query, theme, zone};
use super::{explorer, plan};

fn items<'v, 'a>(view: &'v View<'a>) -> impl Iterator<Item = &'v Item<'a>> {
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    groups.flat_map(|group| &group.items)
}

#[test]
fn results_are_grouped_by_chapter_and_section() -> Result<()> {
    let view = explorer()?.view(&Query::default());
    let block = view.blocks.first().context("nothing")?;
    ensure!(view.blocks.len() == 1 && block.relation == Relation::Any);
    ensure!(block.len() == view.total && !block.is_empty());
    let mut last = None;
    for group in &block.groups {
        let chapter = group.chapter.map(|entry| entry.id.clone());
        let section = group.section.map(|entry| entry.id.clone());
        let own = group.items.iter();
        let mut own = own.map(|item| (&item.passage.chapter, &item.passage.section));
        ensure!(own.all(|of| of == (&chapter, &section)) && !group.items.is_empty());
        let place = Some((chapter, section));
        ensure!(place != last, "{place:?} has two groups");
        last = place;
    }
    ensure!(block.groups.iter().any(|group| group.section.is_some()));
    Ok(())
}

#[test]
fn a_result_has_its_heading_and_lists_each_named_place_once() -> Result<()> {
    let mut file = file()?;
    // Measure 20 names 曲水县. Named twice, it is still one place.
    let again = file
        .mentions
        .iter()
        .position(|m| m.passage == "m20" && m.quote == "曲水县");
    let again = again.context("not named")?;
    file.mentions
        .insert(again, file.mentions.get(again).context("nothing")?.clone());
    let plan = Plan::new(file)?;
    let explorer = Explorer::new(&plan);
    let view = explorer.view(&Query::default());
    let mut several = 0;
    for item in items(&view) {
        let heading = item.heading();
        let words: String = heading.iter().map(|piece| piece.text).collect();
        ensure!(words == item.passage.heading.clone().unwrap_or_default());
        let mentions = plan.mentions().iter();
        let named = mentions.filter(|m| m.passage == item.passage.id);
        let named = named.filter(|m| matches!(m.basis, Basis::Named | Basis::Alias));
        let mut wanted: Vec<&str> = Vec::new();
        for mention in named.clone() {
            if !wanted.contains(&mention.quote.as_str()) {
                wanted.push(&mention.quote);
            }
        }
        ensure!(item.places() == wanted, "{}", item.passage.id);
        several += usize::from(named.count() > wanted.len());
        ensure!(item.reasons().is_empty(), "no place is chosen");
    }
    ensure!(several > 0, "no place is named twice in one passage");
    Ok(())
}

#[test]
fn a_result_through_a_group_of_counties_says_which_group() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let queries = [
        (vec![county("nimu")], vec![]),
        (vec![county("chengguan"), county("qushui")], vec![]),
        (vec![], vec![zone("gaoxin")]),
        (
            vec![county("dazi")],
            vec![zone("jingkai"), zone("wenchuang")],
        ),
    ];
    let mut twice = 0;
    for (counties, zones) in queries {
        let query = Query {
            counties: counties.iter().copied().collect(),
            zones: zones.iter().copied().collect(),
            ..Query::default()
        };
        for item in items(&explorer.view(&query)) {
            let mentions = plan.mentions().iter();
            let groups = mentions.filter(|m| {
                let takes_in = counties.iter().any(|&county| m.counties.contains(county))
                    || zones.iter().any(|&zone| m.zones.contains(zone));
                m.passage == item.passage.id && m.basis == Basis::Collective && takes_in
            });
            let mut wanted = Vec::new();
            for group in groups {
                let reason = (group.quote.as_str(), group.scope);
                twice += usize::from(wanted.contains(&reason));
                if !wanted.contains(&reason) {
                    wanted.push(reason);
                }
            }
            let found = item.reasons().into_iter();
            let found: Vec<_> = found.map(|why| (why.quote, Some(why.scope))).collect();
            ensure!(found == wanted, "{}: {found:?}", item.passage.id);
        }
        let named = Query {
            reach: Reach::Named,
            ..query
        };
        let view = explorer.view(&named);
        ensure!(view.total > 0, "no place is named");
        ensure!(items(&view).all(|item| item.reasons().is_empty()));
        ensure!(
            view.blocks
                .iter()
                .all(|block| block.relation == Relation::Named)
        );
    }
    ensure!(twice > 0, "no passage names a group twice");
    Ok(())
}

#[test]
fn a_result_shows_the_sentences_that_match_or_its_first() -> Result<()> {
    let explorer = explorer()?;
    let theme = Query {
        themes: [theme("rural")].into_iter().collect(),
        ..Query::default()
    };
    let searched = Query {
        q: SearchText::new("乡村"),
        ..theme.clone()
    };
    let view = explorer.view(&theme);
    ensure!(view.total > 0);
    for item in items(&view) {
        let shown: Vec<&Sentence> = item.excerpts().iter().map(|e| e.sentence).collect();
        let first: Vec<&Sentence> = item.passage.sentences.iter().take(1).collect();
        ensure!(shown == first, "{}", item.passage.id);
    }
    let view = explorer.view(&searched);
    let mut matching = 0;
    for item in items(&view) {
        let shown: Vec<&Sentence> = item.excerpts().iter().map(|e| e.sentence).collect();
        let passage = item.passage;
        let holds = |sentence: &&Sentence| passage.text.slice(sentence.span()).contains("乡村");
        let mut wanted: Vec<&Sentence> = passage.sentences.iter().filter(holds).collect();
        matching += wanted.len();
        if wanted.is_empty() {
            wanted.extend(passage.sentences.first());
        }
        ensure!(shown == wanted, "{}", passage.id);
    }
    ensure!(matching > 0, "no sentence matches");
    Ok(())
}

/// The mark of each letter of a passage, by the rules alone: of two marks the first in the list counts.
fn naive_marks(query: &Query, passage: &Passage) -> Result<Vec<Option<Mark>>> {
    let plan = plan()?;
    let mut marks: Vec<(Span, Mark)> = Vec::new();
    for mention in plan.mentions().iter().filter(|m| m.passage == passage.id) {
        let chosen = query.counties.meets(mention.counties) || query.zones.meets(mention.zones);
        match mention.basis {
            Basis::Collective if query.reach == Reach::Named => {}
            Basis::Collective if chosen => marks.push((mention.span(), Mark::Collective)),
            _ if chosen => marks.push((mention.span(), Mark::Place)),
            _ => {}
        }
    }
    for entry in plan.milestones().iter().filter(|m| m.passage == passage.id) {
        if query.kinds.contains(entry.kind) {
            marks.push((entry.span(), Mark::Milestone));
        }
    }
    for entry in plan.projects().iter().filter(|p| p.passage == passage.id) {
        if query.statuses.contains(entry.status) || query.tiers.contains(entry.tier) {
            marks.push((entry.span(), Mark::Milestone));
        }
    }
    let whole = passage.text.span();
    let letters = (whole.start()..whole.end()).map(|at| {
        let here = marks.iter();
        let here = here.filter(|(span, _)| span.start() <= at && at < span.end());
        here.map(|&(_, mark)| mark).min()
    });
    Ok(letters.collect())
}

#[test]
fn a_letter_is_marked_for_the_filter_that_it_matches() -> Result<()> {
    let explorer = explorer()?;
    for link in [
        "",
        "county=nimu",
        "county=nimu,chengguan&reach=named",
        "zone=gaoxin",
        "county=dazi&zone=jingkai,wenchuang",
        "kind=target",
        "kind=achieved,vision",
        "status=research",
        "tier=concrete",
        "status=build&tier=programme",
        "county=qushui&kind=target&status=build",
    ] {
        let query = query(link)?;
        let mut marked = 0;
        for passage in plan()?.passages() {
            let pieces = explorer.marked(&query, passage, None, passage.text.span());
            let letters = pieces.iter();
            let letters = letters.flat_map(|piece| piece.text.chars().map(|_| piece.mark));
            let found: Vec<Option<Mark>> = letters.collect();
            ensure!(
                found == naive_marks(&query, passage)?,
                "{link}: {}",
                passage.id
            );
            marked += found.iter().flatten().count();
        }
        ensure!(
            (marked == 0) == link.is_empty(),
            "{link} marks {marked} letters"
        );
    }
    Ok(())
}

#[test]
fn a_project_is_not_marked_for_its_own_status() -> Result<()> {
    let view = common::view("view=projects&status=build&tier=concrete")?;
    ensure!(view.total > 0);
    for item in view.projects.iter().flat_map(|group| &group.items) {
        let mut pieces = item.before.iter().chain(&item.name).chain(&item.after);
        ensure!(
            pieces.all(|piece| piece.mark.is_none()),
            "{}",
            item.project.id
        );
    }
    Ok(())
}

#[test]
fn results_are_equal_if_passage_and_marks_are() -> Result<()> {
    let (all, found, again) = (
        common::view("")?,
        common::view("q=拉萨")?,
        common::view("q=拉萨")?,
    );
    let (first, second) = (items(&all).next(), items(&all).nth(1));
    ensure!(first.is_some() && first != second, "their passages differ");
    ensure!(found.total > 0);
    for item in items(&found) {
        let of_passage = |other: &&Item<'_>| other.passage.id == item.passage.id;
        let unmarked = items(&all).find(of_passage);
        ensure!(unmarked.is_some_and(|other| other != item), "marks differ");
        let same = items(&again).find(of_passage);
        ensure!(same.is_some_and(|other| other == item), "nothing differs");
    }
    Ok(())
}
