//! The environment variables of `cargo xtask test`, and the runtime that all tests share.

use std::path::PathBuf;
use std::sync::LazyLock;

use anyhow::{Context, Result, anyhow};
use tokio::runtime::{Builder, Handle};

use super::engine::Engine;
use super::server::Server;

/// A site that `cargo xtask test` serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The site of this repository's plan.
    ThisPlan,
    /// The site of the made-up plan.
    MadeUp,
    /// The site that `cargo xtask new-plan` makes of the made-up plan's text. Nobody has tagged it.
    Untagged,
}

/// The environment of a run.
pub struct Environment {
    /// The URL of the site, with a slash at the end.
    pub url: String,
    /// The URL of the site of the made-up plan, with a slash at the end.
    pub other: String,
    /// The URL of the site of the untagged plan, with a slash at the end.
    pub untagged: String,
    /// The engine of the browser.
    pub engine: Engine,
    /// The program of the browser.
    pub program: String,
    /// Its command-line arguments.
    pub flags: Vec<String>,
    /// The URLs of the drivers: one for each browser that can be open at once.
    pub drivers: Vec<String>,
    /// A directory of compiled locales, for a browser that takes its language from them.
    pub locales: Option<PathBuf>,
    /// The path of axe-core's script.
    pub axe: PathBuf,
    /// Runs all async code, as browsers outlive the test that started them.
    pub runtime: Handle,
    /// A proxy between browser and site, if there is one.
    _proxy: Option<Server>,
}

static ENVIRONMENT: LazyLock<Result<Environment>> = LazyLock::new(Environment::read);

impl Environment {
    /// The environment of this run.
    pub fn get() -> Result<&'static Self> {
        ENVIRONMENT.as_ref().map_err(|error| anyhow!("{error:#}"))
    }

    fn read() -> Result<Self> {
        let variable = |name: &str| {
            std::env::var(name).with_context(|| {
                format!("{name} is not set: run the browser tests as `cargo xtask test`")
            })
        };
        let words = |name: &str| -> Result<Vec<String>> {
            let text = variable(name)?;
            Ok(text.split_whitespace().map(str::to_owned).collect())
        };
        let runtime = runtime()?;
        let engine = Engine::named(&variable("PLAN_EXPLORER_ENGINE")?)?;
        let site = variable("PLAN_EXPLORER_URL")?;
        // WebKitGTK's driver cannot read the console, so a proxy makes the page record it.
        let proxy = match engine {
            Engine::Webkit => Some(Server::start(&runtime, &site, engine, None)?),
            Engine::Chromium | Engine::Firefox => None,
        };
        Ok(Self {
            url: proxy
                .as_ref()
                .map_or(site, |server| server.url().to_owned()),
            other: variable("PLAN_EXPLORER_OTHER_URL")?,
            untagged: variable("PLAN_EXPLORER_UNTAGGED_URL")?,
            engine,
            program: variable("PLAN_EXPLORER_BROWSER")?,
            flags: words("PLAN_EXPLORER_BROWSER_FLAGS")?,
            drivers: words("PLAN_EXPLORER_DRIVERS")?,
            locales: std::env::var_os("PLAN_EXPLORER_LOCALES").map(PathBuf::from),
            axe: variable("PLAN_EXPLORER_AXE")?.into(),
            runtime,
            _proxy: proxy,
        })
    }
}

/// A runtime that lives as long as the program.
fn runtime() -> Result<Handle> {
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start a thread")?;
    let handle = runtime.handle().clone();
    std::thread::Builder::new()
        .name("runtime".to_owned())
        .spawn(move || runtime.block_on(std::future::pending::<()>()))
        .context("cannot start a thread")?;
    Ok(handle)
}
