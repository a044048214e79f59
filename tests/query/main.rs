//! Answers on the real plan: against a naive filter written from the design's words alone, and view by
//! view.

mod compare;
mod finding;
mod items;
mod naive;
mod places;
mod reading;
mod views;

use std::sync::LazyLock;

use anyhow::{Context, Result};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());
static EXPLORER: LazyLock<Option<Explorer<'static>>> =
    LazyLock::new(|| PLAN.as_ref().map(Explorer::new));

fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

/// The plan made ready, once for all tests.
fn explorer() -> Result<&'static Explorer<'static>> {
    EXPLORER.as_ref().context("plan.json cannot be read")
}
