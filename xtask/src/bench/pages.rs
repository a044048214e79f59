//! The pages that are measured: ours and its peers, each around the plan once, ten and a hundred times
//! over, side by side under one directory.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use plan_explorer::ingest::{replicate, to_json};
use plan_explorer::model::Plan;

use crate::process;
use crate::site::{self, Mode};
use crate::sizes;
use crate::tools::BuildTools;
use crate::workspace::Workspace;

/// One of the pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Page {
    /// Its directory.
    pub id: &'static str,
    /// What it is called in tables.
    pub name: &'static str,
}

/// Ours first.
pub const PAGES: [Page; 4] = [
    Page {
        id: "ours",
        name: "ours",
    },
    Page {
        id: "instantsearch",
        name: "React InstantSearch",
    },
    Page {
        id: "solid",
        name: "Solid + MiniSearch",
    },
    Page {
        id: "plain",
        name: "plain JavaScript",
    },
];

/// How often the plan is repeated.
pub const SCALES: [usize; 3] = [1, 10, 100];

/// Where `page` around the plan `copies` times over lies, relative to the server's root.
pub fn path(page: Page, copies: usize) -> String {
    format!("{copies}/{}/", page.id)
}

/// Where all of them lie.
pub fn root(workspace: &Workspace) -> PathBuf {
    workspace.at("target/bench/site")
}

/// Builds every page at each of `scales`.
pub fn build(workspace: &Workspace, tools: &BuildTools, scales: &[usize]) -> Result<()> {
    let root = root(workspace);
    let peers = build_peers(workspace)?;
    for &copies in scales {
        println!("building the pages with the plan {copies}× …");
        let plan = plan(workspace, copies)?;
        let ours = root.join(path(PAGES[0], copies));
        if copies == 1 {
            site::build(workspace, tools, Mode::Release, None)?;
            site::copy(&workspace.site(Mode::Release), &ours)?;
        } else {
            site::build_around(workspace, tools, &plan, &ours)?;
        }
        for peer in PAGES.iter().skip(1) {
            let site = root.join(path(*peer, copies));
            site::copy(&peers.join(peer.id), &site)?;
            fs::copy(&plan, site.join("plan.json"))
                .with_context(|| format!("cannot copy {}", plan.display()))?;
            sizes::compress(&site)?;
        }
    }
    fs::write(root.join("index.html"), index(scales)).context("cannot write the list of pages")
}

/// Whether a build has left every page at each of `scales`.
pub fn are_built(workspace: &Workspace, scales: &[usize]) -> Result<()> {
    for &copies in scales {
        for page in PAGES {
            let index = root(workspace).join(path(page, copies)).join("index.html");
            ensure!(
                index.is_file(),
                "there is no {}; run without --no-build",
                index.display()
            );
        }
    }
    Ok(())
}

/// The file of the plan, `copies` times over.
fn plan(workspace: &Workspace, copies: usize) -> Result<PathBuf> {
    let real = workspace.at("public/plan.json");
    if copies == 1 {
        return Ok(real);
    }
    let text = fs::read_to_string(&real).context("public/plan.json cannot be read")?;
    let plan = Plan::from_json(&text)?;
    let path = workspace.at(&format!("target/bench/plan-{copies}.json"));
    let json = to_json(&replicate(plan.file(), copies)).context("the plan cannot be written")?;
    fs::write(&path, json).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(path)
}

/// Builds the peers, in their production mode, and gives where they lie.
fn build_peers(workspace: &Workspace) -> Result<PathBuf> {
    let sources = workspace.at("benches/peers");
    let out = workspace.at("target/bench/peers");
    for program in ["node", "npm"] {
        if process::find(program).is_none() {
            bail!(
                "there is no `{program}` on PATH; the peers need Node.js 20.19 or newer with npm"
            );
        }
    }
    if !is_installed(&sources) {
        println!("the peers' packages: installing, some seconds …");
        let mut command = Command::new("npm");
        command
            .current_dir(&sources)
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        process::run_logged(&mut command, &workspace.at("target/bench/npm-ci.log"))?;
    }
    println!("building the peers …");
    let mut command = Command::new("node");
    command.current_dir(&sources).arg("build.js").arg(&out);
    process::run_logged(&mut command, &workspace.at("target/bench/peers.log"))?;
    Ok(out)
}

/// Whether the packages are those of the lock file: npm leaves its own copy of it when it is done.
fn is_installed(sources: &Path) -> bool {
    let written = |name: &str| fs::metadata(sources.join(name)).and_then(|found| found.modified());
    match (
        written("node_modules/.package-lock.json"),
        written("package-lock.json"),
    ) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

/// A page that leads to all of them, for people.
fn index(scales: &[usize]) -> String {
    let mut html = String::from("<!doctype html><meta charset=utf-8><title>Peers</title><ul>\n");
    for &copies in scales {
        for page in PAGES {
            let (path, name) = (path(page, copies), page.name);
            let _ = writeln!(html, "<li><a href=\"{path}\">{name}, {copies}×</a>");
        }
    }
    html
}
