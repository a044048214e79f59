//! What the page ought to show, computed natively from the same `plan.json`.

use std::sync::LazyLock;

use anyhow::{Context, Result};
use plan_explorer::PLAN_JSON;
use plan_explorer::link;
use plan_explorer::model::Plan;
use plan_explorer::query::{Explorer, Query};

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());

/// The plan.
pub fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

/// The query a link asks for.
pub fn query(link: &str) -> Result<Query> {
    Ok(link::read(link, plan()?).query)
}

/// What a list should show for a link: ids in order, and the excerpts' texts.
pub fn list(link: &str) -> Result<(Vec<String>, Vec<String>)> {
    let view = Explorer::new(plan()?).view(&query(link)?);
    let groups = view.blocks.iter().flat_map(|block| &block.groups);
    let items: Vec<_> = groups.flat_map(|group| &group.items).collect();
    let ids = items.iter().map(|item| item.passage.id.clone());
    let excerpts = items.iter().flat_map(|item| item.excerpts());
    let texts = excerpts.map(|excerpt| excerpt.pieces.iter().map(|piece| piece.text).collect());
    Ok((ids.collect(), texts.collect()))
}

/// How many results a link has.
pub fn total(link: &str) -> Result<usize> {
    Ok(Explorer::new(plan()?).view(&query(link)?).total)
}
