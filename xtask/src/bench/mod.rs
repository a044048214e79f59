//! `cargo xtask bench`: builds the page and its peers, serves them, and has `benches/browser` measure them.

mod answers;

use std::fs;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use plan_explorer::ingest::{replicate, to_json};
use plan_explorer::model::{Plan, PlanFile};
use serde::Serialize;
use serde_json::{Value, json};

use crate::engine::Engine;
use crate::process;
use crate::scripts;
use crate::server;
use crate::site::{self, Mode};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// How many times over the plan is measured; `bench.mjs` says how often the pages are visited with each.
const PLANS: [usize; 2] = [1, 100];

/// The options of `cargo xtask bench`.
#[derive(Args)]
pub struct Options {
    /// Few repetitions, into target/bench/ only: to see that all works
    #[arg(long)]
    quick: bool,
    /// Measure only these, into target/bench/ only
    #[arg(long, value_delimiter = ',', value_enum, default_values_t = [Part::Bytes, Part::Loading, Part::Interactions, Part::Memory])]
    only: Vec<Part>,
    /// How many times over the plan is; with fewer than all, into target/bench/ only
    #[arg(long = "plan", value_delimiter = ',', default_values_t = PLANS)]
    plans: Vec<usize>,
    /// Measure an earlier build as well: its dist/ or, for larger plans too, its target/bench/site/
    #[arg(long, value_name = "DIR")]
    before: Option<PathBuf>,
    /// Measure what the last build left
    #[arg(long)]
    no_build: bool,
}

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
enum Part {
    Bytes,
    Loading,
    Interactions,
    Memory,
}

/// Builds, arranges, serves and measures the pages.
///
/// # Errors
/// When a page cannot be built, or shows something else than the core computes.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let known = options.plans.iter().all(|copies| PLANS.contains(copies));
    ensure!(known, "--plan takes {PLANS:?} only");
    let toolbox = Toolbox::open(workspace)?;
    let directory = workspace.at("target/bench");
    fs::create_dir_all(&directory)
        .with_context(|| format!("cannot create {}", directory.display()))?;
    if !options.no_build {
        println!("building the peers …");
        let sources = workspace.at("benches/peers");
        scripts::install(&sources)?;
        let mut command = scripts::node(&sources)?;
        command.arg("build.js").arg(directory.join("peers"));
        process::run(&mut command).context("cannot build the peers")?;
    }
    let mut settings = json!({
        "chromium": toolbox.browser(Engine::Chromium)?.program,
        "directory": directory,
        "plans": plans(workspace, options, &toolbox, &directory)?,
        "before": options.before.as_ref().map(std::path::absolute).transpose()?,
        "only": options.only,
        "quick": options.quick,
    });
    scripts::run(workspace, "bench.mjs", &["arrange", &settings.to_string()])?;
    let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
    let running = server::start(listener, &directory.join("site"), "/")?;
    settings["url"] = json!(running.url());
    scripts::run(workspace, "bench.mjs", &["measure", &settings.to_string()])
}

/// Builds our page around each plan. Gives, for each, the page, the plan's file, and what pages must answer.
fn plans(
    workspace: &Workspace,
    options: &Options,
    toolbox: &Toolbox<'_>,
    directory: &Path,
) -> Result<Vec<Value>> {
    let text = fs::read_to_string(workspace.at("public/plan.json"))
        .context("cannot read public/plan.json")?;
    let file: PlanFile = serde_json::from_str(&text).context("public/plan.json")?;
    let write = |name: String, text: String| {
        let path = directory.join(name);
        fs::write(&path, text)
            .with_context(|| format!("cannot write {}", path.display()))
            .map(|()| path)
    };
    let mut plans = Vec::new();
    for &copies in &options.plans {
        let larger = replicate(&file, copies);
        let json = write(format!("plan-{copies}.json"), to_json(&larger)?)?;
        let answers = answers::answers(&Plan::new(larger)?, copies).to_string();
        let answers = write(format!("answers-{copies}.json"), answers)?;
        let ours = match copies {
            1 => workspace.site(Mode::Release),
            _ => directory.join(format!("ours-{copies}")),
        };
        if !options.no_build {
            println!("building our page around the plan {copies}× …");
            let tools = toolbox.for_build(Mode::Release)?;
            match copies {
                1 => site::build(workspace, &tools, Mode::Release, None)?,
                _ => site::build_around(workspace, &tools, &json, &ours)?,
            }
        }
        plans.push(json!({ "copies": copies, "ours": ours, "json": json, "answers": answers }));
    }
    Ok(plans)
}
