//! The plan once, 10 and 100 times, for both benches.

use anyhow::Result;
use plan_explorer::ingest::replicate;
use plan_explorer::model::{Plan, PlanFile};

/// How often the plan is repeated.
pub const SCALES: [usize; 3] = [1, 10, 100];

/// The plan repeated `copies` times.
pub fn plan(copies: usize) -> Result<Plan> {
    let file: PlanFile = serde_json::from_str(plan_explorer::PLAN_JSON)?;
    Ok(Plan::new(replicate(&file, copies))?)
}
