//! Runs the native tests, then the browser tests against the built site, once in each engine.

use std::fs;
use std::net::Ipv4Addr;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail, ensure};
use clap::Args;

use crate::driver::{CHROMIUM_FLAGS, Drivers};
use crate::engine::{Choice, Engine};
use crate::new_plan;
use crate::process::{self, Group};
use crate::server::{self, Server};
use crate::site::{self, Mode};
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// How many browser tests run at once: while one waits, another works.
const THREADS: usize = 2;
/// How many browsers one test has open at once, at most.
const BROWSERS_PER_TEST: usize = 3;

/// The options of `cargo xtask test`.
#[derive(Args)]
pub struct Options {
    /// Run only the tests whose names contain this
    filter: Option<String>,
    /// The engine to run the browser tests in
    #[arg(long, value_enum, default_value_t = Choice::All)]
    engine: Choice,
    /// Run only the native tests
    #[arg(long)]
    no_browser: bool,
    /// Run only the browser tests
    #[arg(long, conflicts_with = "no_browser")]
    no_native: bool,
    /// Test the site that the last build left
    #[arg(long)]
    no_build: bool,
    /// Show the browsers while the tests run
    #[arg(long)]
    headed: bool,
}

/// Runs every stage, even after one has failed.
///
/// # Errors
/// Names the stages that failed.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let mut failed = Vec::new();
    let mut finish = |stage: String, outcome: Result<()>| {
        if let Err(error) = outcome {
            eprintln!("\n{stage}: {error:#}");
            failed.push(stage);
        }
    };
    // The optimiser uses one core, so the sites are built while the native tests run.
    let (native, servers) = std::thread::scope(|scope| {
        let servers = (!options.no_browser)
            .then(|| scope.spawn(|| build_and_serve(workspace, options.no_build)));
        let native = (!options.no_native).then(|| native(workspace, options));
        (native, servers.map(|servers| servers.join()))
    });
    if let Some(outcome) = native {
        finish("native tests".to_owned(), outcome);
    }
    if let Some(servers) = servers {
        let servers = servers.unwrap_or_else(|_| bail!("it panicked"));
        match servers {
            Ok(servers) => {
                let browser_tests = async {
                    for &engine in options.engine.engines() {
                        let outcome = in_browser(workspace, engine, &servers, options).await;
                        finish(format!("browser tests in {engine}"), outcome);
                    }
                };
                tokio::runtime::Runtime::new()?.block_on(async {
                    tokio::select! {
                        // The drivers are dropped, and end with their browsers.
                        _ = interrupted() => bail!("interrupted"),
                        () = browser_tests => Ok(()),
                    }
                })?;
            }
            Err(error) => finish("building and serving the site".to_owned(), Err(error)),
        }
    }
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    println!("\nevery stage passed");
    Ok(())
}

/// Runs the native tests.
fn native(workspace: &Workspace, options: &Options) -> Result<()> {
    println!("\nnative tests");
    let mut tests = cargo_test(workspace);
    tests.arg("--no-fail-fast").args(&options.filter);
    process::run(&mut tests)
}

/// The sites under test.
struct Servers {
    /// The site of this repository's plan.
    site: Server,
    /// The site of the made-up plan.
    other: Server,
    /// The site of the made-up plan's text, which nobody has tagged.
    untagged: Server,
}

/// The data folder of the made-up plan.
const OTHER_PLAN: &str = "tests/fixtures/yunchuan";

/// Builds the site, that of the made-up plan and that of its text alone, and serves each at `/` and at `/x/`.
fn build_and_serve(workspace: &Workspace, no_build: bool) -> Result<Servers> {
    let (site, other, untagged) = (
        workspace.site(Mode::Release),
        workspace.at("target/site-other"),
        workspace.at("target/site-untagged"),
    );
    if !no_build {
        let tools = Toolbox::open(workspace)?.for_build(Mode::Release)?;
        site::build(workspace, &tools, Mode::Release, None)?;
        let build = |data: &Path, site: &Path| {
            site::build_from(workspace, &tools, Mode::Trial, None, data, site)
        };
        let data = workspace.at(OTHER_PLAN);
        println!("\nthe site of the made-up plan");
        build(&data, &other)?;
        println!("\nthe site of its text, untagged");
        let draft = workspace.at("target/untagged-plan");
        let _ = fs::remove_dir_all(&draft);
        new_plan::run(&new_plan::Options::of(
            data.join("source.txt"),
            draft.clone(),
            &["鹭汀区", "枫埠区", "砚溪县"],
            (2025, 2029),
        ))?;
        build(&draft, &untagged)?;
    }
    let start = |site: &Path| {
        let listener = server::listen(Ipv4Addr::LOCALHOST.into(), 0)?;
        server::start(listener, site, "x")
    };
    Ok(Servers {
        site: start(&site)?,
        other: start(&other)?,
        untagged: start(&untagged)?,
    })
}

/// Runs the browser tests in one engine.
async fn in_browser(
    workspace: &Workspace,
    engine: Engine,
    servers: &Servers,
    options: &Options,
) -> Result<()> {
    println!("\nbrowser tests in {engine}");
    let toolbox = Toolbox::open(workspace)?;
    let browser = toolbox.browser(engine)?;
    let flags = match engine {
        Engine::Chromium => &CHROMIUM_FLAGS[..],
        Engine::Firefox => &["-headless"],
        Engine::Webkit => &["--automation"],
    };
    let flags: Vec<&str> = flags
        .iter()
        .copied()
        .filter(|flag| !(options.headed && flag.ends_with("-headless")))
        .collect();
    let drivers = Drivers::start(
        &browser,
        THREADS * BROWSERS_PER_TEST,
        options.headed,
        &workspace.at("target/drivers"),
    )?;
    let mut tests = cargo_test(workspace);
    tests
        .args(["--features", "plan-explorer/browser-tests"])
        .args(["--test", "browser", "--"])
        .arg(format!("--test-threads={THREADS}"))
        .args(&options.filter)
        // tests/browser/support/environment.rs reads these.
        .env("PLAN_EXPLORER_URL", servers.site.url())
        .env("PLAN_EXPLORER_OTHER_URL", servers.other.url())
        .env("PLAN_EXPLORER_UNTAGGED_URL", servers.untagged.url())
        .env("PLAN_EXPLORER_AXE", toolbox.axe()?)
        .env("PLAN_EXPLORER_ENGINE", engine.id())
        .env("PLAN_EXPLORER_DRIVERS", drivers.urls().join(" "))
        .env("PLAN_EXPLORER_BROWSER", &browser.program)
        .env("PLAN_EXPLORER_BROWSER_FLAGS", flags.join(" "))
        // An error message says what failed and where; a backtrace would hide it.
        .env("RUST_LIB_BACKTRACE", "0")
        // A proxy cannot reach this machine's own server.
        .env("NO_PROXY", "127.0.0.1,localhost");
    if let Some(locales) = &browser.locales {
        tests.env("PLAN_EXPLORER_LOCALES", locales);
    }
    // In a group, because ending cargo does not end the tests that it runs.
    let mut tests = Group::spawn(tests)?;
    while !tests.has_ended()? {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Ok(())
}

/// `cargo test` of the whole workspace: native and browser tests then share one build of each dependency.
fn cargo_test(workspace: &Workspace) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace.root())
        .args(["test", "--workspace"]);
    command
}

/// Waits until someone presses Ctrl+C, or another program asks this one to end.
#[cfg(unix)]
async fn interrupted() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        pressed = tokio::signal::ctrl_c() => pressed,
    }
}

#[cfg(not(unix))]
use tokio::signal::ctrl_c as interrupted;
