//! Every test: the native ones, then those in real browsers, against the built site.

use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::driver::{CHROMIUM_FLAGS, Drivers};
use crate::engine::{Choice, Engine};
use crate::server::{self, Server};
use crate::site::{self, Mode};
use crate::summary::{Stage, report};
use crate::tools::{Browser, BuildTools, Toolbox};
use crate::totals::{self, Totals};
use crate::workspace::Workspace;

/// How many tests run at once: one waits while the other works.
const THREADS: usize = 2;
/// How many tests that failed in a browser are run again; more than that are no accident.
const REPEATED: usize = 3;
/// How many browsers one test has open at once, at most.
const BROWSERS_PER_TEST: usize = 3;
/// How many drivers of WebKitGTK there are beyond those in use: a browser of it that never starts keeps its driver.
const SPARE: usize = 3;

/// What `cargo xtask test` may be told.
#[derive(Args)]
pub struct Options {
    /// Run only the tests whose names hold this
    filter: Option<String>,
    /// The engine to test the page in: all three, one after the other, take some twenty minutes
    #[arg(long, value_enum, default_value_t = Choice::All)]
    engine: Choice,
    /// Run the native tests only
    #[arg(long)]
    no_browser: bool,
    /// Run the browser tests only
    #[arg(long, conflicts_with = "no_browser")]
    no_native: bool,
    /// Test what the last build left
    #[arg(long)]
    no_build: bool,
    /// Show the browsers while they are driven
    #[arg(long)]
    headed: bool,
}

impl Options {
    fn engines(&self) -> &'static [Engine] {
        if self.no_browser {
            &[]
        } else {
            self.engine.engines()
        }
    }
}

/// Runs every stage and sums up; the last line printed is the totals. Gives whether all went well.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    // Before anything is tested: what is missing is better known at once.
    let tools = options.engines().first().map(|_| bring(workspace, options));
    let filter = options.filter.as_deref();
    let mut stages = Vec::new();
    if !options.no_native {
        // The tests of what publishers are told need it, and say so themselves where it is not there.
        if let Err(error) = Toolbox::open(workspace)?.nginx() {
            println!("warning: no nginx to test against ({error:#})");
        }
        let mut native = cargo_test(workspace);
        native
            .args(["--workspace", "--no-fail-fast", "--"])
            .args(filter);
        let mut in_pieces = cargo_test(workspace);
        in_pieces
            .args(["--workspace", "--features", "plan-explorer/split"])
            .args(["--test", "late", "--"])
            .args(filter);
        stages.push(Stage::of("native tests", || {
            Ok(count(&mut native)?.0 + count(&mut in_pieces)?.0)
        }));
    }
    if let Some(tools) = tools {
        match tools.and_then(|tools| Ok((site(workspace, tools.build.as_ref())?, tools))) {
            Ok((site, tools)) => {
                stages.extend(tools.browsers.into_iter().map(|(engine, browser)| {
                    Stage::of(format!("browser tests in {engine}"), || {
                        in_browser(workspace, &browser?, &tools.axe, &site, options)
                    })
                }))
            }
            Err(error) => stages.push(Stage::of("browser tests", || Err(error))),
        }
    }
    Ok(report(stages, filter))
}

/// What the browser tests need.
struct Tools {
    /// Nothing where what the last build left is tested.
    build: Option<BuildTools>,
    axe: PathBuf,
    /// One that is not to be had fails the tests in it, and no others.
    browsers: Vec<(Engine, Result<Browser>)>,
}

fn bring(workspace: &Workspace, options: &Options) -> Result<Tools> {
    let toolbox = Toolbox::open(workspace)?;
    let build = (!options.no_build).then(|| toolbox.for_build());
    Ok(Tools {
        build: build.transpose()?,
        axe: toolbox.axe()?,
        browsers: options
            .engines()
            .iter()
            .map(|&engine| (engine, toolbox.browser(engine)))
            .collect(),
    })
}

/// Builds the site, if it is to be built, and serves it: at the root of its host, and under `/x/`.
fn site(workspace: &Workspace, build: Option<&BuildTools>) -> Result<Server> {
    if let Some(tools) = build {
        site::build(workspace, tools, Mode::Release, None)?;
    }
    let site = copy_of(workspace, &workspace.site(Mode::Release))?;
    let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
    server::start(listener, &site, "/x/")
}

/// Starts drivers, and runs the browser tests against them and the site.
fn in_browser(
    workspace: &Workspace,
    browser: &Browser,
    axe: &Path,
    site: &Server,
    options: &Options,
) -> Result<Totals> {
    println!("\nbrowser tests in {}", browser.engine);
    let flags = match browser.engine {
        Engine::Chromium => &CHROMIUM_FLAGS[..],
        Engine::Firefox => &["-headless"],
        Engine::Webkit => &["--automation"],
    };
    let flags: Vec<&str> = flags
        .iter()
        .filter(|flag| !(options.headed && flag.ends_with("-headless")))
        .copied()
        .collect();

    let run = |threads: usize, which: &[&str]| {
        // For each run: what the tests before left open goes with its drivers.
        let spare = match browser.engine {
            Engine::Webkit => SPARE,
            Engine::Chromium | Engine::Firefox => 0,
        };
        let drivers = Drivers::start(
            browser,
            THREADS * BROWSERS_PER_TEST + spare,
            options.headed,
            &workspace.at("target/drivers"),
        )?;
        let mut command = cargo_test(workspace);
        command
            // The whole workspace, though the test is of one package: its dependencies are then built with
            // the same features as for the native tests, so once and not twice.
            .args([
                "--workspace",
                "--features",
                "plan-explorer/browser-tests",
                "--test",
                "browser",
            ])
            .args(["--", &format!("--test-threads={threads}")])
            .args(which)
            .env("PLAN_EXPLORER_URL", site.url())
            .env("PLAN_EXPLORER_AXE", axe)
            .env("PLAN_EXPLORER_ENGINE", browser.engine.id())
            .env("PLAN_EXPLORER_DRIVERS", drivers.urls().join(" "))
            .env("PLAN_EXPLORER_BROWSER", &browser.program)
            .env("PLAN_EXPLORER_BROWSER_FLAGS", flags.join(" "))
            // An error says what and where in words; the stack it came through says less, at more length.
            .env("RUST_LIB_BACKTRACE", "0")
            // A proxy for the outside has no way back to this machine's own server.
            .env("NO_PROXY", "127.0.0.1,localhost");
        if let Some(locales) = &browser.locales {
            command.env("PLAN_EXPLORER_LOCALES", locales);
        }
        count(&mut command)
    };
    let filter = options.filter.as_deref();
    let (first, failed) = run(THREADS, filter.as_slice())?;
    if failed.is_empty() || failed.len() > REPEATED {
        return Ok(first);
    }
    println!(
        "\nagain, each alone, as a browser may fail without the page: {}",
        failed.join(", ")
    );
    let mut which: Vec<&str> = failed.iter().map(String::as_str).collect();
    which.push("--exact");
    let (again, _) = run(1, &which)?;
    Ok(first.repeated(again))
}

/// A copy of the site, so that building it anew meanwhile does not change what is tested.
fn copy_of(workspace: &Workspace, site: &Path) -> Result<PathBuf> {
    let copy = workspace.at("target/site-tested");
    site::copy(site, &copy).context("there is no site; `cargo xtask build` makes one")?;
    Ok(copy)
}

fn cargo_test(workspace: &Workspace) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(workspace.root()).arg("test");
    command
}

/// Runs `command` with its output going where ours goes; gives how many tests it ran, and the names of those
/// that failed.
fn count(command: &mut Command) -> Result<(Totals, Vec<String>)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start `cargo test`")?;
    let mut lines = BufReader::new(child.stdout.take().context("`cargo test` has no output")?);
    let mut out = std::io::stdout();
    let mut totals = Totals::default();
    let mut failed = Vec::new();
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
        let text = String::from_utf8_lossy(&line);
        totals = totals + Totals::of_line(&text);
        failed.extend(totals::failed(&text).map(str::to_owned));
        line.clear();
    }
    let status = child.wait().context("`cargo test` was lost")?;
    let totals = totals.settled();
    if !status.success() && totals.failed == 0 {
        bail!(
            "`cargo test` failed ({status}) though no test did; {} passed before",
            totals.passed
        );
    }
    Ok((totals, failed))
}
