//! The published plan and what is asked of it, for every test that needs them.
//!
//! Each test binary includes this file and uses a part of it. It knows nothing of browsers.

#![allow(dead_code, reason = "no test binary uses all of it")]

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::ingest::Sources;
use plan_explorer::link;
use plan_explorer::model::{Passage, Plan, PlanError, Project, Target, Term};
use plan_explorer::query::{Explorer, Query, View};

static PLAN: LazyLock<Result<Plan, PlanError>> = LazyLock::new(|| Plan::from_json(PLAN_JSON));
static EXPLORER: LazyLock<Result<Explorer<'static>, &'static PlanError>> =
    LazyLock::new(|| plan().map(Explorer::new));

/// The plan of `public/plan.json`, parsed once. The error is one that proptest takes, too.
pub fn plan() -> Result<&'static Plan, &'static PlanError> {
    PLAN.as_ref()
}

/// An explorer of the plan, made once.
pub fn explorer() -> Result<&'static Explorer<'static>, &'static PlanError> {
    EXPLORER.as_ref().map_err(|error| *error)
}

/// The query of a link. Fails if any of the link is ignored: a misspelt link would test another view.
pub fn query(link: &str) -> Result<Query> {
    let reading = link::read(link, plan()?);
    ensure!(
        reading.notices.is_empty(),
        "?{link} is not understood: {:?}",
        reading.notices
    );
    Ok(reading.query)
}

/// The answer to a link.
pub fn view(link: &str) -> Result<View<'static>> {
    Ok(explorer()?.view(&query(link)?))
}

/// The passage with this id, which must exist.
pub fn passage(id: &str) -> Result<&'static Passage> {
    plan()?
        .passage(id)
        .with_context(|| format!("there is no passage {id}"))
}

/// The project with this name, which must exist.
pub fn project(name: &str) -> Result<&'static Project> {
    let found = plan()?.projects().iter().find(|entry| entry.name == name);
    found.with_context(|| format!("there is no project {name}"))
}

/// The term with this id, which must exist.
pub fn term(id: &str) -> Result<&'static Term> {
    let found = plan()?.file().terms.iter().find(|entry| entry.id == id);
    found.with_context(|| format!("there is no term {id}"))
}

/// The target with this id, which must exist.
pub fn target(id: &str) -> Result<Target> {
    plan()?
        .target(id)
        .with_context(|| format!("nothing has the id {id}"))
}

/// The files of `data/` that the plan is built from.
pub fn sources() -> Result<Sources> {
    Sources::read(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))
    })
}
