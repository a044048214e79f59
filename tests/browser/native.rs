//! What the page must show for a link, computed natively from the same plan.

use anyhow::{Result, ensure};

pub use crate::common::{county, explorer, passage, plan, query, target, term, theme, view};

/// The list of a link: the ids of its passages in order, and the texts of their excerpts.
pub fn list(link: &str) -> Result<(Vec<String>, Vec<String>)> {
    let view = view(link)?;
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    let items: Vec<_> = groups.flat_map(|group| &group.items).collect();
    let ids = items.iter().map(|item| item.passage.id.clone());
    let excerpts = items.iter().flat_map(|item| item.excerpts());
    let texts = excerpts.map(|excerpt| excerpt.pieces.iter().map(|piece| piece.text).collect());
    Ok((ids.collect(), texts.collect()))
}

/// How many results a link has, which must be some: a page that is still empty has none, too.
pub fn total(link: &str) -> Result<usize> {
    let total = view(link)?.total;
    ensure!(total > 0, "?{link} has no results");
    Ok(total)
}
