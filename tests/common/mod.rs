//! The published plan and what is asked of it, for every test that needs them.
//!
//! Each test binary includes this file and uses a part of it. It knows nothing of browsers.

#![allow(dead_code, reason = "no test binary uses all of it")]

use std::path::Path;
use std::sync::LazyLock;

use anyhow::{Context, Result, anyhow, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::ingest::{Sources, build, to_json};
use plan_explorer::link;
use plan_explorer::model::{
    County, Passage, Period, Plan, PlanError, PlanFile, PlanId, Project, Target, Term, Theme, Year,
    Zone,
};
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

/// The plan of `public/plan.json` as the file says it, for tests that change it.
pub fn file() -> Result<PlanFile> {
    serde_json::from_str(PLAN_JSON).context("public/plan.json has other fields than `PlanFile`")
}

/// The theme with this id. Panics if the plan has none.
pub fn theme(id: &str) -> Theme {
    value("theme", id)
}

/// The county with this id. Panics if the plan has none.
pub fn county(id: &str) -> County {
    value("county", id)
}

/// The zone with this id. Panics if the plan has none.
pub fn zone(id: &str) -> Zone {
    value("zone", id)
}

/// The period with this id. Panics if the plan has none.
pub fn period(id: &str) -> Period {
    value("period", id)
}

/// The year with this number. Panics if the plan has none.
pub fn year(id: &str) -> Year {
    value("year", id)
}

#[expect(clippy::panic, reason = "a test with an unknown id tests nothing")]
fn value<V: PlanId>(name: &str, id: &str) -> V {
    match plan() {
        Ok(plan) => plan
            .find(id)
            .unwrap_or_else(|| panic!("the plan has no {name} with the id “{id}”")),
        Err(error) => panic!("there is no {name} “{id}”: {error}"),
    }
}

/// Every value of one of the plan's vocabularies, to choose from. Empty if there is no plan.
pub fn values<V: PlanId>() -> Vec<V> {
    plan().map_or_else(|_| Vec::new(), |plan| plan.all().collect())
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
    let found = plan()?.terms().iter().find(|entry| entry.id == id);
    found.with_context(|| format!("there is no term {id}"))
}

/// The target with this id, which must exist.
pub fn target(id: &str) -> Result<Target> {
    plan()?
        .target(id)
        .with_context(|| format!("nothing has the id {id}"))
}

/// The plan of the invented city in `tests/fixtures/yunchuan`.
pub fn invented() -> Result<Plan> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yunchuan");
    let file = build(&Sources::read(&folder)?);
    let file = file.map_err(|problems| anyhow!("the invented plan has faults: {problems:?}"))?;
    Ok(Plan::from_json(&to_json(&file)?)?)
}

/// The files of `data/` that the plan is built from.
pub fn sources() -> Result<Sources> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    Ok(Sources::read(&data)?)
}
