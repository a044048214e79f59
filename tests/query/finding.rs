//! Search: suggestions, the nearest search, sounds.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Vocabulary;
use plan_explorer::query::{Facet, Mark, Query, SearchText, SuggestionKind};

use super::{explorer, plan};

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
        .flat_map(|item| item.excerpts())
        .flat_map(|excerpt| excerpt.pieces);
    let marked: Vec<&str> = pieces
        .filter(|piece| piece.mark == Some(Mark::Search))
        .map(|piece| piece.text)
        .collect();
    ensure!(marked.contains(&"低空经济"), "{marked:?}");
    Ok(())
}

#[test]
fn of_what_is_typed_what_begins_so_comes_first_and_of_no_kind_too_many() -> Result<()> {
    let mut full = 0;
    for typed in ["建设", "城", "拉萨", "生态", "产业", "s", "xian", "三"] {
        let all = suggested(typed)?;
        for (kind, ..) in &all {
            let alike = all.iter().filter(|(other, ..)| other == kind).count();
            ensure!(alike <= 3, "{typed}: {alike} of one kind");
            full = full.max(alike);
        }
        let begins = |label: &str| label.starts_with(typed);
        let places = all.iter().map(|(kind, label, _)| (!begins(label), *kind));
        if typed.chars().all(|letter| !letter.is_ascii()) {
            ensure!(places.is_sorted(), "{typed}: {all:?}");
        }
    }
    ensure!(full == 3, "nothing is left out");
    Ok(())
}

#[test]
fn a_name_is_suggested_once_unless_it_is_a_term_of_two_meanings() -> Result<()> {
    for project in explorer()?.plan().projects() {
        let all = suggested(&project.name)?;
        let alike = all
            .iter()
            .filter(|(kind, label, _)| *kind == SuggestionKind::Project && *label == project.name);
        ensure!(alike.count() <= 1, "{}", project.name);
    }
    Ok(())
}

#[test]
fn a_suggestion_keeps_what_else_is_chosen_and_opens_what_it_names() -> Result<()> {
    let query = plan_explorer::link::read("view=projects&county=dazi&at=m1&q=尼木", plan()?).query;
    let all = explorer()?.suggestions(&query);
    let first = all.first().context("nothing")?;
    ensure!(plan_explorer::link::write(&first.to) == "view=projects&county=nimu");
    for (typed, wanted) in [
        ("高新区", "zone=gaoxin"),
        ("文化与旅游", "theme=culture_tourism"),
        ("四件大事", "at=t-four-matters"),
        ("构建高效便捷的综合交通体系", "at=m14"),
    ] {
        let links = suggested(typed)?;
        ensure!(links.iter().any(|(_, _, link)| link == wanted), "{links:?}");
    }
    Ok(())
}

#[test]
fn where_nothing_is_found_everything_is_named_that_alone_stands_in_the_way() -> Result<()> {
    let explorer = explorer()?;
    let mut ways = 0;
    for link in [
        "county=linzhou&theme=edu_talent&zone=barkhor&q=%E6%9C%BA%E5%9C%BA",
        "theme=ecology&q=%E6%97%A0%E6%AD%A4%E8%AF%9D",
        "view=timeline&kind=vision&period=14",
        "view=projects&status=done&period=15",
        "view=projects&tier=concrete&q=%E6%97%A0%E6%AD%A4%E8%AF%9D",
        "view=timeline&years=2025&period=15",
    ] {
        let query = plan_explorer::link::read(link, plan()?).query;
        let view = explorer.view(&query);
        ensure!(view.total == 0, "{link} has {}", view.total);
        let mut wanted = Vec::new();
        for &facet in Facet::ALL {
            let looser = query.without(facet);
            let total = explorer.view(&looser).total;
            if looser != query && total > 0 {
                wanted.push((facet, total));
            }
        }
        let found = view.loosen.iter().map(|way| (way.facet, way.total));
        ensure!(
            found.eq(wanted.iter().copied()),
            "{link}: {:?}",
            view.loosen
        );
        ways += wanted.len();
    }
    ensure!(ways >= 8, "{ways}");
    ensure!(explorer.view(&Query::default()).loosen.is_empty());
    Ok(())
}
