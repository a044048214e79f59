//! Search: suggestions, the nearest search, sounds.

use anyhow::{Context, Result, ensure};
use plan_explorer::query::{Mark, Query, SearchText, SuggestionKind};

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
