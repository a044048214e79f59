//! Search: any text finds what stands there, nothing twice, and every answer adds up.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Vocabulary;
use plan_explorer::query::{Explorer, Query, SearchText, View, ViewKind};

use super::{explorer, plan};

/// A word that stands in many passages and not in all.
const WORD: &str = "生态";

/// Searches for `bytes`, and says what does not hold of the answer.
///
/// # Errors
/// When something does not.
pub fn check(bytes: &[u8]) -> Result<()> {
    let typed = String::from_utf8_lossy(bytes);
    let explorer = explorer()?;
    let q = SearchText::new(&typed);
    line(&q)?;
    let query = Query {
        q,
        ..Query::default()
    };
    let view = explorer.view(&query);
    adds_up(explorer, &query, &view)?;
    finds(&query, &view)?;
    splits(explorer, &query, &view)?;
    widths(explorer, &query, &view)?;
    suggests(explorer, &query)?;
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

/// A search text is one short line, and stays as it is.
fn line(q: &SearchText) -> Result<()> {
    let text = q.as_str();
    ensure!(SearchText::new(text) == *q, "{text:?} is cleaned again");
    ensure!(text.chars().count() <= SearchText::MAX, "{text:?} is long");
    ensure!(text.trim() == text && !text.contains("  "), "{text:?}");
    ensure!(!text.chars().any(char::is_control), "{text:?}");
    let zero_width = ['\u{200B}', '\u{200D}', '\u{FEFF}', '\u{AD}', '\u{2060}'];
    ensure!(!text.contains(zero_width), "{text:?}");
    Ok(())
}

fn ids(view: &View<'_>) -> Vec<String> {
    let ids = view.matching.iter().map(|passage| passage.id.clone());
    ids.collect()
}

/// The list holds each match once, in the words of the plan; without a match there is a way out.
fn adds_up(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
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

fn is_quote(letter: char) -> bool {
    "\"＂“”„‟«»〝〞〟″'＇‘’‚‛‹›`｀´′「」｢｣﹁﹂『』﹃﹄《》〈〉︽︾︿﹀".contains(letter)
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '－' | '−')
}

/// Words without quotation marks and minus find each passage in which they stand, letter for letter.
fn finds(query: &Query, view: &View<'_>) -> Result<()> {
    let words: Vec<&str> = query.q.as_str().split(' ').collect();
    if query
        .q
        .as_str()
        .contains(|letter| is_quote(letter) || is_minus(letter))
    {
        return Ok(());
    }
    let found = ids(view);
    for passage in plan()?.passages() {
        let text = passage.text.as_str();
        let stands = words.iter().all(|word| text.contains(word));
        ensure!(
            !stands || found.contains(&passage.id),
            "{words:?} stand in {} and are not found",
            passage.id
        );
    }
    Ok(())
}

/// One more word parts what was found: where it stands, and, with a minus, where it does not.
fn splits(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
    let q = query.q.as_str();
    // A quotation that is not closed takes in what follows it.
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
    ensure!(all == ids(view), "{with:?} and {without:?} part {all:?}");
    Ok(())
}

/// Full-width forms, which input methods give, find the same.
fn widths(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Result<()> {
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
        "{q:?} finds other than its wide form"
    );
    Ok(())
}

/// Suggestions are few, lead somewhere else, and keep the address in order.
fn suggests(explorer: &Explorer<'_>, query: &Query) -> Result<()> {
    let suggestions = explorer.suggestions(query);
    ensure!(suggestions.len() <= 8, "{} suggestions", suggestions.len());
    for one in &suggestions {
        ensure!(!one.label.is_empty() && one.to.q.is_empty());
        ensure!(one.to != *query, "{} leads nowhere", one.kind.id());
    }
    Ok(())
}
