//! What a result shows: its heading, its places, why a group counts, the sentences that match, its marks.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Basis, County, Passage, Plan, Sentence, Span, Theme, Vocabulary};
use plan_explorer::query::{Explorer, Item, Mark, Query, Reach, Relation, SearchText, View};

use super::common::{self, county, file, query, values, zone};
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
    let (mut last, mut front) = (None, false);
    for group in &block.groups {
        let chapter = group.chapter.map(|entry| entry.id.clone());
        let section = group.section.map(|entry| entry.id.clone());
        let own = group.items.iter();
        let mut own = own.map(|item| (&item.passage.chapter, &item.passage.section));
        ensure!(own.all(|of| of == (&chapter, &section)) && !group.items.is_empty());
        // What stands before the chapters comes last, after what stands behind them.
        let is_front = group
            .items
            .iter()
            .any(|item| item.passage.is_front_matter());
        ensure!(
            !front,
            "{chapter:?} {section:?} stands after the front matter"
        );
        front = is_front;
        let place = Some((chapter, section, is_front));
        ensure!(place != last, "{place:?} has two groups");
        last = place;
    }
    ensure!(front, "no front matter");
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

/// The ids of the sentences that a result shows.
fn shown(item: &Item<'_>) -> Vec<String> {
    let excerpts = item.excerpts().into_iter();
    excerpts
        .map(|excerpt| excerpt.sentence.id.clone())
        .collect()
}

/// The sentences that say why a passage is a result, by the rules alone. A query has at most one word.
fn naive_sentences(query: &Query, passage: &Passage) -> Result<Vec<String>> {
    let word = query.q.as_str();
    let letters = naive_marks(query, passage)?;
    let searched = |sentence: &Sentence| {
        !word.is_empty() && passage.text.slice(sentence.span()).contains(word)
    };
    let marked = |sentence: &Sentence| {
        let own = letters.get(sentence.start as usize..sentence.end as usize);
        own.is_some_and(|own| own.iter().any(Option::is_some)) || searched(sentence)
    };
    let carries = |sentence: &Sentence| {
        let own = sentence.themes.as_ref();
        own.is_some_and(|own| {
            query.themes.contains(own.primary) || own.secondary.meets(query.themes)
        })
    };
    let all = passage.sentences.iter();
    let (words, marks): (Vec<_>, Vec<_>) = (
        all.clone().filter(|sentence| searched(sentence)).collect(),
        all.clone().filter(|sentence| marked(sentence)).collect(),
    );
    let both = marks.iter().copied().filter(|sentence| carries(sentence));
    let both: Vec<&Sentence> = both.collect();
    let each = all
        .clone()
        .filter(|sentence| marked(sentence) || carries(sentence));
    let each: Vec<&Sentence> = each.collect();
    let choices = [if words.is_empty() { both } else { marks }, each];
    let chosen = choices.into_iter().find(|choice| !choice.is_empty());
    let chosen = chosen.unwrap_or_else(|| all.take(1).collect());
    Ok(chosen
        .into_iter()
        .map(|sentence| sentence.id.clone())
        .collect())
}

#[test]
fn a_result_shows_the_sentences_that_say_why_it_is_here() -> Result<()> {
    let mut queries = Vec::new();
    for theme in values::<Theme>() {
        let of_theme = Query {
            themes: [theme].into_iter().collect(),
            ..Query::default()
        };
        for county in values::<County>() {
            for &reach in Reach::ALL {
                queries.push(Query {
                    counties: [county].into_iter().collect(),
                    reach,
                    ..of_theme.clone()
                });
            }
        }
        for word in ["建设", "乡村"] {
            queries.push(Query {
                q: SearchText::new(word),
                ..of_theme.clone()
            });
        }
        queries.push(of_theme);
    }
    for link in [
        "theme=rural,ecology",
        "theme=rural,ecology&county=nimu,qushui",
        "theme=urban&zone=gaoxin",
        "theme=industry&kind=target",
        "theme=culture_tourism&county=dangxiong&status=build",
        "theme=ecology&county=nimu&q=生态",
        "county=nimu&kind=target",
        "q=乡村",
        "",
    ] {
        queries.push(query(link)?);
    }
    let (mut few, mut several) = (0, 0);
    for query in &queries {
        for item in items(&explorer()?.view(query)) {
            let found = shown(item);
            let wanted = naive_sentences(query, item.passage)?;
            ensure!(found == wanted, "{query:?} {found:?} instead of {wanted:?}");
            few += usize::from(found.len() < item.passage.sentences.len());
            several += usize::from(found.len() > 1);
        }
    }
    ensure!(few > 100 && several > 100, "{few}, {several}");
    Ok(())
}

/// The words of the sentences that a link shows of a passage.
fn sentences_of(link: &str, passage: &str) -> Result<Vec<String>> {
    let view = common::view(link)?;
    let mut items = items(&view);
    let item = items.find(|item| item.passage.id == passage);
    let excerpts = item.context("no such result")?.excerpts().into_iter();
    let words = excerpts.map(|excerpt| excerpt.pieces.iter().map(|piece| piece.text).collect());
    Ok(words.collect())
}

#[test]
fn measures_1_and_8_are_under_ecology_for_what_they_say_of_it() -> Result<()> {
    for (measure, begins, says) in [
        ("m1", "做优“四县协同”", "生态价值转化"),
        ("m8", "积极发展生态产业", "坚持生态产业化、产业生态化"),
    ] {
        let said = sentences_of("theme=ecology", measure)?;
        ensure!(said.len() == 1, "{measure}: {said:?}");
        let said = said.concat();
        ensure!(said.starts_with(begins) && said.contains(says), "{said}");
    }
    Ok(())
}

#[test]
fn measure_1_is_under_ecology_and_nimu_for_the_sentence_that_names_it() -> Result<()> {
    let said = sentences_of("theme=ecology&county=nimu&reach=named", "m1")?;
    ensure!(
        said.len() == 1 && said.concat().contains("把尼木县打造成传统手工艺"),
        "{said:?}"
    );
    Ok(())
}

#[test]
fn under_a_theme_and_a_county_a_sentence_carries_both() -> Result<()> {
    // One sentence of measure 30 names 尼木县; the others are about health too.
    let both = sentences_of("theme=health_social&county=nimu&reach=named", "m30")?;
    ensure!(
        both.len() == 1 && both.concat().contains("尼木县公共卫生应急指挥中心"),
        "{both:?}"
    );
    Ok(())
}

#[test]
fn where_no_sentence_carries_theme_and_county_each_has_its_own() -> Result<()> {
    let (mut apart, mut together) = (0, 0);
    let query = query("theme=urban&county=nimu")?;
    let county = county("nimu");
    for item in items(&explorer()?.view(&query)) {
        let passage = item.passage;
        let position = plan()?.position(&passage.id).context("no position")?;
        let means = |sentence: &&Sentence| {
            let mut mentions = plan().map(|plan| plan.mentions_at(position).iter());
            mentions.as_mut().is_ok_and(|all| {
                all.any(|m| m.counties.contains(county) && m.span().overlaps(sentence.span()))
            })
        };
        let carries = |sentence: &&Sentence| {
            let own = sentence.themes.as_ref();
            own.is_some_and(|own| own.all().meets(query.themes))
        };
        let excerpts = item.excerpts();
        let of_item = || excerpts.iter().map(|excerpt| excerpt.sentence);
        if of_item().any(|sentence| means(&sentence) && carries(&sentence)) {
            ensure!(of_item().all(|sentence| means(&sentence) && carries(&sentence)));
            together += 1;
        } else {
            let each = |sentence: &Sentence| means(&sentence) || carries(&sentence);
            ensure!(of_item().all(each) || of_item().count() == 1);
            apart += 1;
        }
    }
    ensure!(apart > 0 && together > 0, "{apart}, {together}");
    Ok(())
}

#[test]
fn without_themes_of_sentences_a_theme_shows_the_first() -> Result<()> {
    let mut file = file()?;
    let sentences = file
        .passages
        .iter_mut()
        .flat_map(|passage| &mut passage.sentences);
    sentences.for_each(|sentence| sentence.themes = None);
    let plan = Plan::new(file)?;
    let explorer = Explorer::new(&plan);
    let view = explorer.view(&query("theme=ecology")?);
    ensure!(view.total > 0);
    for item in items(&view) {
        let first: Vec<String> = item
            .passage
            .sentences
            .iter()
            .map(|own| own.id.clone())
            .take(1)
            .collect();
        ensure!(shown(item) == first, "{}", item.passage.id);
    }
    let view = explorer.view(&query("theme=ecology&county=nimu")?);
    for item in items(&view) {
        let mut pieces = item.excerpts().into_iter().map(|excerpt| excerpt.pieces);
        ensure!(pieces.all(|pieces| pieces.iter().any(|piece| piece.mark.is_some())));
    }
    Ok(())
}

#[test]
fn results_that_show_other_sentences_are_not_equal() -> Result<()> {
    // Both lists have measure 8 without a mark.
    let [one, other] = [
        common::view("theme=ecology")?,
        common::view("theme=industry")?,
    ];
    let of_measure = |item: &&Item<'_>| item.passage.id == "m8";
    let (one, other) = (items(&one).find(of_measure), items(&other).find(of_measure));
    ensure!(one.is_some() && other.is_some() && one != other);
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
            let parts = explorer.explained(&query, passage, None, passage.text.span());
            let pieces = parts.iter().flat_map(|(_, pieces)| pieces);
            let letters = pieces.flat_map(|piece| piece.text.chars().map(|_| piece.mark));
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
