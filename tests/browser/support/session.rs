//! Browsers that run, and the next test that takes one over.
//!
//! Starting a browser takes seconds where opening a page takes a tenth of one, so a browser that a test
//! has done with goes on to the next that wants one of the same settings, emptied of what pages keep.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use thirtyfour::WebDriver;

use super::environment::Environment;
use super::{console, start};

/// How long a test may wait for a browser while all are in use.
const PATIENCE: Duration = Duration::from_secs(60);
const GLANCE: Duration = Duration::from_millis(50);
/// How long a browser may take to start, which is some seconds. Now and then one of WebKitGTK's never does, and
/// its driver never says so.
const START: Duration = Duration::from_secs(30);
/// How many browsers may fail to start before a test gives up.
const STARTS: usize = 3;

/// What a browser lets pages keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Everything, as usual.
    Everything,
    /// Everything until it is closed, as in a private window.
    UntilClosed,
    /// Nothing, as where a reader has blocked it.
    Nothing,
}

/// What a browser is started with and keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours that its reader prefers: `light`, `dark`, or `forced` for the system's alone.
    pub scheme: &'static str,
    /// `no-preference`, or `reduce` for a reader who prefers that nothing moves.
    pub motion: &'static str,
    /// The language that its reader prefers, such as `zh-CN`.
    pub language: &'static str,
    /// Whether its reader points with a finger.
    pub telephone: bool,
    /// What it lets pages keep.
    pub keeping: Keeping,
}

/// A browser that runs.
pub struct Session {
    /// What drives it.
    pub driver: WebDriver,
    settings: Settings,
    /// Where its driver answers.
    address: String,
    spoilt: AtomicBool,
}

/// Removes whatever pages of one origin can keep. What a browser lacks, or refuses, there is none of.
const FORGET: &str = "
    const done = arguments[0];
    const tries = [
        () => localStorage.clear(),
        () => sessionStorage.clear(),
        async () => { for (const name of await caches.keys()) await caches.delete(name); },
        async () => {
            for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
        },
        async () => { for (const { name } of await indexedDB.databases()) indexedDB.deleteDatabase(name); },
    ];
    Promise.allSettled(tries.map(async attempt => attempt())).then(() => done());";

#[derive(Default)]
struct Pool {
    /// Browsers that no test uses.
    idle: Vec<Session>,
    /// Drivers' addresses that have a browser, in use or idle.
    taken: Vec<String>,
}

static POOL: Mutex<Pool> = Mutex::new(Pool {
    idle: Vec::new(),
    taken: Vec::new(),
});

fn pool() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What to do for a test that wants a browser.
enum Next {
    TakeOver(Session),
    Start(String),
    Close(Session),
    Wait,
}

impl Pool {
    fn next(&mut self, environment: &Environment, settings: Settings, fresh: bool) -> Next {
        let fits = |session: &Session| session.settings == settings && !fresh;
        if let Some(at) = self.idle.iter().position(fits) {
            return Next::TakeOver(self.idle.swap_remove(at));
        }
        // An address stands as often in the list as its driver can drive browsers.
        let used =
            |address: &String, list: &[String]| list.iter().filter(|one| *one == address).count();
        let free = environment
            .drivers
            .iter()
            .find(|address| used(address, &self.taken) < used(address, &environment.drivers));
        if let Some(address) = free {
            self.taken.push(address.clone());
            return Next::Start(address.clone());
        }
        self.idle.pop().map_or(Next::Wait, Next::Close)
    }

    fn let_go(&mut self, address: &str) {
        if let Some(at) = self.taken.iter().position(|one| one == address) {
            self.taken.swap_remove(at);
        }
    }
}

impl Session {
    /// A browser with these settings, in which no page has left anything; with `fresh`, one that has
    /// opened no page at all.
    pub async fn take(environment: &Environment, settings: Settings, fresh: bool) -> Result<Self> {
        let start = Instant::now();
        let mut failed = 0;
        loop {
            // Not in the condition: the lock would be held while what follows is awaited.
            let next = pool().next(environment, settings, fresh);
            match next {
                Next::TakeOver(session) => match session.empty(environment).await {
                    Ok(()) => return Ok(session),
                    // Whatever ails it, another will not have it.
                    Err(_) => session.close().await.unwrap_or_default(),
                },
                Next::Start(address) => {
                    let starting = start::start(environment, &address, settings);
                    let started = tokio::time::timeout(START, starting).await;
                    let error = match started.unwrap_or_else(|late| Err(late.into())) {
                        Ok(driver) => {
                            return Ok(Self {
                                driver,
                                settings,
                                address,
                                spoilt: AtomicBool::new(false),
                            });
                        }
                        Err(error) => error,
                    };
                    failed += 1;
                    if failed == STARTS {
                        return Err(error);
                    }
                    // Its driver may be starting it still, and takes no other then: it counts as taken.
                    eprintln!("a browser did not start ({error:#}); another is tried");
                }
                Next::Close(session) => session.close().await?,
                Next::Wait if start.elapsed() > PATIENCE => bail!(
                    "{} browsers are open and none became free; close pages, or let `cargo xtask test` \
                     start more drivers",
                    environment.drivers.len()
                ),
                Next::Wait => tokio::time::sleep(GLANCE).await,
            }
        }
    }

    /// Its settings.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Says that something was done to it that the next test would feel.
    pub fn spoil(&self) {
        self.spoilt.store(true, Ordering::Relaxed);
    }

    /// Leaves it to the next test, unless it was spoilt.
    pub async fn give_back(self) -> Result<()> {
        if self.spoilt.load(Ordering::Relaxed) {
            return self.close().await;
        }
        pool().idle.push(self);
        Ok(())
    }

    /// Closes it. It is of no more use then.
    pub async fn close(&self) -> Result<()> {
        let closed = self.driver.clone().quit().await;
        pool().let_go(&self.address);
        closed.context("a browser did not close")
    }

    /// Empties it of what pages have kept, left open, or said.
    async fn empty(&self, environment: &Environment) -> Result<()> {
        let windows = self.driver.windows().await?;
        if windows.len() != 1 {
            bail!("a page opened {} windows", windows.len());
        }
        // Something of the same origin that is no page: what this one keeps is not written anew.
        self.driver
            .goto(&format!("{}robots.txt", environment.url))
            .await?;
        self.driver.execute_async(FORGET, vec![]).await?;
        self.driver.delete_all_cookies().await?;
        console::read(&self.driver, environment.engine).await?;
        Ok(())
    }
}
