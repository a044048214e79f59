//! Checks that must hold for any input from outside. Each is a function of bytes.
//!
//! Two callers share them: the fuzz targets in `targets/`, and `tests/fuzz_corpus.rs`, which includes this
//! file and runs each check on the inputs in `corpus/`. A check tests what a reader relies on, not how the
//! code does it.

pub mod link;
pub mod markup;
pub mod page;
pub mod plan_json;
pub mod search;

use std::sync::LazyLock;

use anyhow::{Context, Result};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

/// A check. It takes any bytes and returns an error if something does not hold.
pub type Check = fn(&[u8]) -> Result<()>;

/// Every target: its name, which is also the name of its corpus, and its check.
pub const TARGETS: [(&str, Check); 4] = [
    ("link", link::check),
    ("search", search::check),
    ("plan_json", plan_json::check),
    ("page", page::check),
];

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());
static EXPLORER: LazyLock<Option<Explorer<'static>>> =
    LazyLock::new(|| PLAN.as_ref().map(Explorer::new));

/// The plan of `public/plan.json`.
fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

/// The explorer of that plan.
fn explorer() -> Result<&'static Explorer<'static>> {
    EXPLORER.as_ref().context("plan.json cannot be read")
}
