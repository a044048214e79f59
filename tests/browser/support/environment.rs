//! What `cargo xtask test` tells the tests, and what all of them share.

use std::path::PathBuf;
use std::sync::LazyLock;

use anyhow::{Context, Result, anyhow};
use tokio::runtime::{Builder, Handle};

use super::engine::Engine;
use super::server::Server;

/// What the tests are told.
pub struct Environment {
    /// Where the site is served, with a slash at the end.
    pub url: String,
    /// What the browser is made of.
    pub engine: Engine,
    /// The browser to start.
    pub program: String,
    /// How to start it.
    pub flags: Vec<String>,
    /// Where drivers answer: one for each browser that can be open at once.
    pub drivers: Vec<String>,
    /// Compiled locales, where the browser takes its language from them.
    pub locales: Option<PathBuf>,
    /// axe-core's script.
    pub axe: PathBuf,
    /// Where what is waited for happens, for browsers outlive the test that started them.
    pub runtime: Handle,
    /// What stands between browser and site, if anything does.
    _between: Option<Server>,
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
        // WebKitGTK's driver tells nothing of the console, so there the page itself keeps it.
        let between = match engine {
            Engine::Webkit => Some(Server::start(&runtime, &site, engine, None)?),
            Engine::Chromium | Engine::Firefox => None,
        };
        Ok(Self {
            url: between
                .as_ref()
                .map_or(site, |server| server.url().to_owned()),
            engine,
            program: variable("PLAN_EXPLORER_BROWSER")?,
            flags: words("PLAN_EXPLORER_BROWSER_FLAGS")?,
            drivers: words("PLAN_EXPLORER_DRIVERS")?,
            locales: std::env::var_os("PLAN_EXPLORER_LOCALES").map(PathBuf::from),
            axe: variable("PLAN_EXPLORER_AXE")?.into(),
            runtime,
            _between: between,
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
