//! Search: any text finds the passages that contain it, each once, and all counts are right.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Vocabulary;
use plan_explorer::query::{Explorer, Query, SearchText, View, ViewKind};

use super::{explorer, plan};

/// A word that many passages contain, but not all.
const WORD: &str = "生态";

/// Searches for `bytes` and checks the answer.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let typed = String::from_utf8_lossy(bytes);
    let explorer = explorer()?;
    let q = SearchText::new(&typed);
    check_text(&q)?;
    let query = Query {
        q,
        ..Query::default()
    };
    let view = explorer.view(&query);
    check_counts(explorer, &query, &view)?;
    check_found(&query, &view)?;
    check_one_more_word(explorer, &query, &view)?;
    check_full_width(explorer, &query, &view)?;
    check_suggestions(explorer, &query)?;
    for view in [ViewKind::Timeline, ViewKind::Projects, ViewKind::Figures] {
        let query = Query {
            view,
            ..query.clone()
        };
        let view = explorer.view(&query);
        let all = explorer.view(&query.unfiltered());
        ensure!(view.total <= all.total, "more than there is");
    }
    Ok(())
}

/// A search text is one short line. Cleaning it again changes nothing.
fn check_text(q: &SearchText) -> Result<()> {
    let text = q.as_str();
    ensure!(SearchText::new(text) == *q, "{text:?} is cleaned again");
    ensure!(text.chars().count() <= SearchText::MAX, "{text:?} is long");
    ensure!(text.trim() == text && !text.contains("  "), "{text:?}");
    ensure!(!text.chars().any(char::is_control), "{text:?}");
    let zero_width = ['\u{200B}', '\u{200D}', '\u{FEFF}', '\u{AD}', '\u{2060}'];
    ensure!(!text.contains(zero_width), "{text:?}");
    Ok(())
}

/// The ids of the passages that match.
fn ids(view: &View<'_>) -> Vec<String> {
    view.matching
        .iter()
        .map(|passage| passage.id.clone())
        .collect()
}

/// The list has each match once, in plan order, with the plan's words. The counts of the ways out of an
/// empty answer are right.
fn check_counts(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
    let plan = plan()?;
    let q = query.q.as_str();
    ensure!(view.total == view.matching.len(), "{q:?}: {}", view.total);
    let positions: Vec<_> = ids(view).iter().map(|id| plan.position(id)).collect();
    ensure!(positions.windows(2).all(|pair| pair.first() < pair.last()));
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    let mut listed = 0;
    for item in groups.flat_map(|group| &group.items) {
        listed += 1;
        for excerpt in &item.excerpts() {
            let shown: String = excerpt.pieces.iter().map(|piece| piece.text).collect();
            let words = item.passage.text.slice(excerpt.sentence.span());
            ensure!(shown == words, "{q:?} shows {shown:?}");
        }
    }
    ensure!(listed == view.total, "{q:?} lists {listed}");
    if view.total > 0 {
        ensure!(view.nearest.is_none() && view.loosen.is_empty(), "{q:?}");
    }
    if let Some(nearest) = &view.nearest {
        ensure!(nearest.q.as_str().len() <= q.len(), "{:?}", nearest.q);
        let there = Query {
            q: nearest.q.clone(),
            ..query.clone()
        };
        let total = explorer.view(&there).total;
        ensure!(
            total == nearest.total && total > 0,
            "{:?} has {total}",
            nearest.q
        );
    }
    for way in &view.loosen {
        let total = explorer.view(&query.without(way.facet)).total;
        ensure!(total == way.total, "{:?} gives {total}", way.facet);
    }
    Ok(())
}

/// Whether a character is a quotation mark.
fn is_quote(letter: char) -> bool {
    "\"＂“”„‟«»〝〞〟″'＇‘’‚‛‹›`｀´′「」｢｣﹁﹂『』﹃﹄《》〈〉︽︾︿﹀".contains(letter)
}

/// Whether a character is search syntax: a quotation mark or a minus.
fn is_operator(letter: char) -> bool {
    is_quote(letter) || matches!(letter, '-' | '－' | '−')
}

/// Words without search syntax find every passage that contains all of them, letter for letter.
fn check_found(query: &Query, view: &View<'_>) -> Result<()> {
    let words: Vec<&str> = query.q.as_str().split(' ').collect();
    if query.q.as_str().contains(is_operator) {
        return Ok(());
    }
    let found = ids(view);
    for passage in plan()?.passages() {
        let text = passage.text.as_str();
        let stands = words.iter().all(|word| text.contains(word));
        ensure!(
            !stands || found.contains(&passage.id),
            "{} contains {words:?} and is not found",
            passage.id
        );
    }
    Ok(())
}

/// One more word splits the results: those with it, and, with a minus, those without it.
fn check_one_more_word(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
    let q = query.q.as_str();
    // An open quotation would include the word that is added.
    if q.contains(is_quote) {
        return Ok(());
    }
    let (with, without) = (format!("{q} {WORD}"), format!("{q} -{WORD}"));
    let mut parts = Vec::new();
    for longer in [&with, &without] {
        let longer = SearchText::new(longer);
        if longer.is_full() {
            return Ok(());
        }
        let query = Query {
            q: longer,
            ..query.clone()
        };
        parts.push(ids(&explorer.view(&query)));
    }
    let plan = plan()?;
    let mut all = parts.concat();
    all.sort_by_key(|id| plan.position(id));
    ensure!(all == ids(view), "{with:?} and {without:?} give {all:?}");
    Ok(())
}

/// Full-width forms, as input methods write them, find the same.
fn check_full_width(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
    let q = query.q.as_str();
    let wide = |letter: char| match letter {
        '!'..='~' => char::from_u32(letter as u32 - 0x21 + 0xFF01),
        other => Some(other),
    };
    let wide: Option<String> = q.chars().map(wide).collect();
    let wide = SearchText::new(&wide.context("no full-width form")?);
    let there = explorer.view(&Query {
        q: wide,
        ..query.clone()
    });
    ensure!(
        ids(&there) == ids(view),
        "{q:?} and its full-width form find different passages"
    );
    Ok(())
}

/// Suggestions are few, have a label, lead to another view, and drop the search text.
fn check_suggestions(explorer: &Explorer<'_>, query: &Query) -> Result<()> {
    let suggestions = explorer.suggestions(query);
    ensure!(suggestions.len() <= 8, "{} suggestions", suggestions.len());
    for one in &suggestions {
        ensure!(!one.label.is_empty() && one.to.q.is_empty());
        ensure!(one.to != *query, "{} leads nowhere", one.kind.id());
    }
    Ok(())
}
