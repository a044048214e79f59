//! A pool of running browsers.
//!
//! Starting a browser takes seconds, opening a page a tenth of one. So a test gives its browser back, and the
//! next test that needs the same settings takes it, with its storage emptied.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use thirtyfour::WebDriver;

use super::environment::Environment;
use super::{console, start};

/// How long a test may wait for a browser while all are in use.
const LIMIT: Duration = Duration::from_secs(180);
const INTERVAL: Duration = Duration::from_millis(50);
/// How long a browser may take to start, to forget a page, or to close. WebKitGTK sometimes never does, and its
/// driver does not say so.
const START: Duration = Duration::from_secs(30);
/// How many browsers may fail to start before a test gives up.
const STARTS: usize = 3;

/// What pages can store in a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keeping {
    /// Everything, as usual.
    Everything,
    /// Everything until it is closed, as in a private window.
    UntilClosed,
    /// Nothing, as where a reader has blocked it.
    Nothing,
}

/// What a browser is started with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The colours that its reader prefers: `light`, `dark`, or `forced` for the system's alone.
    pub scheme: &'static str,
    /// `no-preference`, or `reduce` for a reader who prefers that nothing moves.
    pub motion: &'static str,
    /// The language that its reader prefers, such as `zh-CN`.
    pub language: &'static str,
    /// Whether it is a phone, with touch.
    pub phone: bool,
    /// What pages can store.
    pub keeping: Keeping,
}

/// A running browser.
pub struct Session {
    /// What drives it.
    pub driver: WebDriver,
    settings: Settings,
    /// The URL of its driver.
    address: String,
    spoilt: AtomicBool,
}

/// Deletes everything that an origin has stored. Ignores kinds of storage that the browser lacks or refuses.
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
    /// The drivers that have a browser, in use or idle.
    taken: Vec<String>,
}

static POOL: Mutex<Pool> = Mutex::new(Pool {
    idle: Vec::new(),
    taken: Vec::new(),
});

fn pool() -> MutexGuard<'static, Pool> {
    POOL.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What to do for a test that needs a browser.
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
        // An address is in the list as often as its driver can drive browsers.
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
    /// A browser with these settings and empty storage; with `fresh`, one that has opened no page before.
    pub async fn take(environment: &Environment, settings: Settings, fresh: bool) -> Result<Self> {
        let start = Instant::now();
        let mut failed = 0;
        loop {
            // Not in the `match` itself, which would hold the lock across an await.
            let next = pool().next(environment, settings, fresh);
            match next {
                Next::TakeOver(session) => {
                    match tokio::time::timeout(START, session.empty(environment)).await {
                        Ok(Ok(())) => return Ok(session),
                        // Whatever is wrong with it, a new one is started.
                        _ => session.close().await.unwrap_or_default(),
                    }
                }
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
                    // The driver may still be starting it and can take no other, so it stays taken.
                    eprintln!("a browser did not start ({error:#}); another is tried");
                }
                Next::Close(session) => session.close().await?,
                Next::Wait if start.elapsed() > LIMIT => bail!(
                    "{} browsers are open and none became free; close pages, or let `cargo xtask test` \
                     start more drivers",
                    environment.drivers.len()
                ),
                Next::Wait => tokio::time::sleep(INTERVAL).await,
            }
        }
    }

    /// Its settings.
    pub fn settings(&self) -> Settings {
        self.settings
    }

    /// Marks it as changed in a way that would disturb the next test.
    pub fn spoil(&self) {
        self.spoilt.store(true, Ordering::Relaxed);
    }

    /// Gives it back for the next test, or closes it if it is spoilt.
    pub async fn give_back(self) -> Result<()> {
        if self.spoilt.load(Ordering::Relaxed) {
            return self.close().await;
        }
        pool().idle.push(self);
        Ok(())
    }

    /// Closes it.
    pub async fn close(&self) -> Result<()> {
        let closed = tokio::time::timeout(START, self.driver.clone().quit()).await;
        // A driver that hangs can start no other, so it stays taken.
        let closed = closed.context("a browser hangs")?;
        pool().let_go(&self.address);
        closed.context("a browser did not close")
    }

    /// Clears storage, cookies and console. Fails if a page has opened a window.
    async fn empty(&self, environment: &Environment) -> Result<()> {
        let windows = self.driver.windows().await?;
        if windows.len() != 1 {
            bail!("a page opened {} windows", windows.len());
        }
        // A file of the same origin that runs no script, which could store something again.
        self.driver
            .goto(&format!("{}robots.txt", environment.url))
            .await?;
        self.driver.execute_async(FORGET, vec![]).await?;
        self.driver.delete_all_cookies().await?;
        console::read(&self.driver, environment.engine).await?;
        Ok(())
    }
}
