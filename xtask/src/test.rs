//! Every test: the native ones, then those in a real browser, against the built site.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::driver::{CHROMIUM_FLAGS, Driver};
use crate::server;
use crate::site::{self, Mode};
use crate::tools::{BrowserTools, BuildTools, Toolbox};
use crate::totals::Totals;
use crate::workspace::Workspace;

/// What `cargo xtask test` may be told.
#[derive(Args)]
pub struct Options {
    /// Run only the tests whose names hold this
    filter: Option<String>,
    /// Run the native tests only
    #[arg(long)]
    no_browser: bool,
    /// Show the browsers while they are driven
    #[arg(long)]
    headed: bool,
}

/// One part of a run and what came of it.
struct Stage {
    name: &'static str,
    totals: Totals,
    /// Why it failed, unless tests that failed say it.
    problem: Option<String>,
}

impl Stage {
    fn of(name: &'static str, outcome: Result<Totals>) -> Self {
        let (totals, problem) = match outcome {
            Ok(totals) => (totals, None),
            Err(error) => (
                Totals {
                    passed: 0,
                    failed: 1,
                },
                Some(format!("{error:#}")),
            ),
        };
        Self {
            name,
            totals,
            problem,
        }
    }
}

/// Runs every stage and sums up; the last line printed is the totals.
///
/// Gives whether all went well. A stage that could not run counts as one failed test, so that the totals
/// of a run that failed never say that nothing did.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    let mut stages = Vec::new();
    let tools = if options.no_browser {
        None
    } else {
        Some(bring(workspace))
    };

    let filter = options.filter.as_deref();
    let mut native = cargo_test(workspace);
    native
        .args(["--workspace", "--no-fail-fast", "--"])
        .args(filter);
    stages.push(Stage::of("native tests", count(&mut native)));
    if let Some(tools) = tools {
        let outcome = tools.and_then(|tools| in_browser(workspace, &tools, options));
        stages.push(Stage::of("browser tests", outcome));
    }

    for stage in &mut stages {
        // A filter may well choose native tests only, or tests in the browser only.
        if filter.is_none() && stage.totals.ran() == 0 {
            *stage = Stage::of(stage.name, Err(anyhow::anyhow!("no test was run")));
        }
    }
    let mut totals: Totals = stages.iter().map(|stage| stage.totals).sum();
    println!("\nsummary");
    for Stage {
        name,
        totals,
        problem,
    } in &stages
    {
        match problem {
            None => println!(
                "  {name}: {} passed, {} failed",
                totals.passed, totals.failed
            ),
            Some(problem) => println!("  {name}: FAILED: {problem}"),
        }
    }
    if totals.ran() == 0 {
        println!(
            "  no test has a name that holds {:?}",
            filter.unwrap_or_default()
        );
        totals.failed = 1;
    }
    println!("{} passed, {} failed", totals.passed, totals.failed);
    Ok(totals.failed == 0)
}

fn bring(workspace: &Workspace) -> Result<(BuildTools, BrowserTools)> {
    let toolbox = Toolbox::open(workspace)?;
    Ok((toolbox.for_build()?, toolbox.for_browser()?))
}

/// Builds the site, serves it, starts a driver, and runs the browser tests against both.
fn in_browser(
    workspace: &Workspace,
    (build, browser): &(BuildTools, BrowserTools),
    options: &Options,
) -> Result<Totals> {
    site::build(workspace, build, Mode::Release)?;
    let site = copy_of(workspace, &workspace.site(Mode::Release))?;
    let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
    let base = "/x/".parse().unwrap_or_else(|never| match never {});
    let running = server::start(listener, &site, &base)?;
    let driver = Driver::start(&browser.browser, &workspace.at("target/chromedriver.log"))?;
    let flags: Vec<&str> = CHROMIUM_FLAGS
        .into_iter()
        .filter(|flag| !(options.headed && *flag == "--headless"))
        .collect();

    let mut command = cargo_test(workspace);
    command
        // The whole workspace, though the test is of one package: its dependencies are then built with the
        // same features as for the native tests, so once and not twice.
        .args([
            "--workspace",
            "--features",
            "plan-explorer/browser-tests",
            "--test",
            "browser",
        ])
        // Two browsers at once: one waits while the other works.
        .args(["--", "--test-threads=2"])
        .args(options.filter.as_deref())
        .env("PLAN_EXPLORER_URL", running.url())
        .env("PLAN_EXPLORER_WEBDRIVER", driver.url())
        .env("PLAN_EXPLORER_AXE", &browser.axe)
        .env("PLAN_EXPLORER_CHROMIUM", &browser.browser.chromium)
        .env("PLAN_EXPLORER_CHROMIUM_FLAGS", flags.join(" "))
        // An error says what and where in words; the stack it came through says less, at more length.
        .env("RUST_LIB_BACKTRACE", "0")
        // A proxy for the outside has no way back to this machine's own server.
        .env("NO_PROXY", "127.0.0.1,localhost");
    count(&mut command)
}

/// A copy of the site, so that building it anew meanwhile does not change what is tested.
fn copy_of(workspace: &Workspace, site: &Path) -> Result<PathBuf> {
    let copy = workspace.at("target/site-tested");
    site::copy(site, &copy)?;
    Ok(copy)
}

fn cargo_test(workspace: &Workspace) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(workspace.root()).arg("test");
    command
}

/// Runs `command` with its output going where ours goes, and counts the tests in it.
fn count(command: &mut Command) -> Result<Totals> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start `cargo test`")?;
    let mut lines = BufReader::new(child.stdout.take().context("`cargo test` has no output")?);
    let mut out = std::io::stdout();
    let mut totals = Totals::default();
    let mut line = Vec::new();
    // Bytes, because a test may print what is not text.
    while lines
        .read_until(b'\n', &mut line)
        .context("`cargo test` cannot be read")?
        > 0
    {
        out.write_all(&line)
            .and_then(|()| out.flush())
            .context("cannot print")?;
        totals = totals + Totals::of_line(&String::from_utf8_lossy(&line));
        line.clear();
    }
    let status = child.wait().context("`cargo test` was lost")?;
    if !status.success() && totals.failed == 0 {
        bail!(
            "`cargo test` failed ({status}) though no test did; {} passed before",
            totals.passed
        );
    }
    Ok(totals)
}
