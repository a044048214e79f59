//! What the page must show for a link, computed natively from the same plan.

use anyhow::{Result, ensure};
use plan_explorer::query::{Excerpt, Mark, Relation};

pub use crate::common::{county, explorer, passage, plan, query, target, term, theme, view};

/// The list of a link: the ids of its passages in order, and the texts of their excerpts.
pub fn list(link: &str) -> Result<(Vec<String>, Vec<String>)> {
    let view = view(link)?;
    let answer = explorer()?.county_answer(&query(link)?);
    let is_whole = answer.is_some_and(|answer| answer.is_whole);
    let (mut ids, mut texts) = (Vec::new(), Vec::new());
    for block in &view.blocks {
        // A card has the sentences that name the county.
        let is_card = is_whole && block.relation == Relation::Named;
        for item in block.groups.iter().flat_map(|group| &group.items) {
            ids.push(item.passage.id.clone());
            let names = |excerpt: &Excerpt<'_>| {
                let mut pieces = excerpt.pieces.iter();
                pieces.any(|piece| piece.mark == Some(Mark::Place))
            };
            let excerpts = item.excerpts().into_iter();
            let excerpts = excerpts.filter(|excerpt| !is_card || names(excerpt));
            texts.extend(excerpts.map(|excerpt| {
                excerpt
                    .pieces
                    .iter()
                    .map(|piece| piece.text)
                    .collect::<String>()
            }));
        }
    }
    Ok((ids, texts))
}

/// How many results a link has, which must be some: a page that is still empty has none, too.
pub fn total(link: &str) -> Result<usize> {
    let total = view(link)?.total;
    ensure!(total > 0, "?{link} has no results");
    Ok(total)
}
