//! What must hold of anything that comes from outside, as functions of bytes.
//!
//! Each is in one place and run from two: by a fuzz target (`targets/`), which looks for bytes of which it
//! does not hold, and by `tests/fuzz_corpus.rs`, which includes this very file and runs it over every kept
//! input. No check asks how the code under test does it; each says what a reader may count on.

pub mod compact_json;
pub mod link;
pub mod markup;
pub mod page;
pub mod search;

use std::sync::LazyLock;

use anyhow::{Context, Result};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

/// A check: bytes from outside, and what does not hold of them.
pub type Check = fn(&[u8]) -> Result<()>;

/// Every target: its name, which is that of its corpus, and its check.
pub const TARGETS: [(&str, Check); 4] = [
    ("link", link::check),
    ("search", search::check),
    ("compact_json", compact_json::check),
    ("page", page::check),
];

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());
static EXPLORER: LazyLock<Option<Explorer<'static>>> =
    LazyLock::new(|| PLAN.as_ref().map(Explorer::new));

/// The plan itself, which no bytes from outside change.
fn plan() -> Result<&'static Plan> {
    PLAN.as_ref().context("plan.json cannot be read")
}

/// The same, ready for questions.
fn explorer() -> Result<&'static Explorer<'static>> {
    EXPLORER.as_ref().context("plan.json cannot be read")
}
