//! Runs a test: opens its pages, leaves traces when it fails, and closes every browser.

use std::any::Any;
use std::cell::RefCell;
use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::Path;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use anyhow::{Context, Result};

use super::Page;
use super::emulation;
use super::engine::Engine;
use super::environment::{Environment, Site};
use super::server::{Alteration, Answer, Server};
use super::session::{Keeping, Session, Settings};

/// Below this width a page is shown as on a phone, with touch.
const PHONE: u32 = 600;

/// Runs one test: `test` gets a browser to open pages in, which are closed at its end. A test that this
/// engine cannot run prints so and passes. One that fails in WebKitGTK runs once more; the first failure is printed.
pub fn browser_test(test: impl AsyncFn(&Browser) -> Result<()>) -> Result<()> {
    let environment = Environment::get()?;
    let engine = environment.engine;
    let name = test_name();
    if let Some(reason) = engine.reason_to_skip(&name) {
        return print(&format!("skipped in {engine:?}: {name}: {reason}"));
    }
    let mut outcome = run(environment, &name, &test);
    // Its process crashes now and then, and its driver loses an element or a press, whatever the page does.
    if engine == Engine::Webkit
        && let Some(fault) = fault(&outcome)
    {
        print(&format!("flaky in WebKitGTK: {name}: {fault}"))?;
        outcome = run(environment, &name, &test);
    }
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// Prints a line of its own. What `println!` prints is only shown for tests that fail.
fn print(line: &str) -> Result<()> {
    let line = format!("{line}\n");
    std::io::stdout()
        .write_all(line.as_bytes())
        .context("cannot print")
}

/// How a test ended: well, with an error, or with a panic.
type Outcome = Result<Result<()>, Box<dyn Any + Send>>;

/// Why a test failed.
fn fault(outcome: &Outcome) -> Option<String> {
    match outcome {
        Ok(Ok(())) => None,
        Ok(Err(error)) => Some(format!("{error:#}")),
        Err(_) => Some("a panic, see its traces".to_owned()),
    }
}

fn run(
    environment: &'static Environment,
    name: &str,
    test: &impl AsyncFn(&Browser) -> Result<()>,
) -> Outcome {
    let browser = Browser {
        environment,
        open: RefCell::default(),
        servers: RefCell::default(),
    };
    environment.runtime.block_on(async {
        let outcome = caught(test(&browser)).await;
        let well = matches!(outcome, Ok(Ok(())));
        if !well {
            browser.leave_traces(name).await;
        }
        let closed = browser.close(well).await;
        outcome.map(|outcome| outcome.and(closed))
    })
}

fn test_name() -> String {
    let thread = std::thread::current();
    thread.name().unwrap_or("test").to_owned()
}

/// Awaits `future` and returns its panic, if it panics, as an error.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        // The future is not polled again after a panic, so nothing sees its broken state.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Opens pages, each in a browser with empty storage.
pub struct Browser {
    environment: &'static Environment,
    open: RefCell<Vec<Rc<Page>>>,
    servers: RefCell<Vec<Server>>,
}

impl Browser {
    /// The engine of this run.
    pub fn engine(&self) -> Engine {
        self.environment.engine
    }

    /// Opens the page at `path`, such as `/?view=map`, in a window of 1280 by 900, in light colours.
    pub async fn open(&self, path: &str) -> Result<Rc<Page>> {
        self.page(path).open().await
    }

    /// A page to be opened in another way than [`Browser::open`] does.
    pub fn page(&self, path: &str) -> Opening<'_> {
        Opening {
            browser: self,
            path: path.to_owned(),
            size: (1280, 900),
            scheme: "light",
            motion: "no-preference",
            language: "zh-CN",
            wait: true,
            fresh: false,
            scripts: true,
            first: None,
            keeping: Keeping::Everything,
            alter: None,
            site: Site::ThisPlan,
        }
    }

    /// Stops every proxy: for pages opened with `.altered(…)` the network is gone.
    pub async fn stop_servers(&self) {
        for server in self.servers.take() {
            server.stop().await;
        }
    }

    async fn leave_traces(&self, name: &str) {
        let name = format!("{:?}-{}", self.engine(), name.replace("::", "-"));
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser-failures");
        if let Err(error) = fs::create_dir_all(&directory) {
            eprintln!("cannot create {}: {error}", directory.display());
            return;
        }
        let pages = self.open.borrow().clone();
        for (number, page) in pages.iter().enumerate() {
            let path = directory.join(format!("{name}-{}.png", number + 1));
            eprintln!(
                "page {} was at {}",
                number + 1,
                page.url().await.unwrap_or_default()
            );
            for line in page.console().await.unwrap_or_default() {
                eprintln!("    {line}");
            }
            match page.screenshot(&path).await {
                Ok(()) => eprintln!("    screenshot: {}", path.display()),
                Err(error) => eprintln!("    no screenshot: {error:#}"),
            }
        }
    }

    /// Gives back the browsers of pages that the test has dropped.
    async fn give_back_dropped(&self) -> Result<()> {
        let pages = self.open.take();
        for page in pages {
            match Rc::try_unwrap(page) {
                Ok(page) => page.into_session().give_back().await?,
                Err(page) => self.open.borrow_mut().push(page),
            }
        }
        Ok(())
    }

    /// Gives the browsers back for other tests, or closes them if the test failed.
    async fn close(&self, well: bool) -> Result<()> {
        let mut outcome = Ok(());
        for page in self.open.take() {
            let done = match Rc::try_unwrap(page) {
                Ok(page) if well => page.into_session().give_back().await,
                Ok(page) => page.into_session().close().await,
                Err(page) => page.session().close().await,
            };
            outcome = outcome.and(done);
        }
        outcome
    }
}

/// How a page is opened.
#[must_use = "a page opens with `.open().await`"]
pub struct Opening<'b> {
    browser: &'b Browser,
    path: String,
    size: (u32, u32),
    scheme: &'static str,
    motion: &'static str,
    language: &'static str,
    wait: bool,
    fresh: bool,
    scripts: bool,
    first: Option<Arc<str>>,
    keeping: Keeping,
    alter: Option<Alteration>,
    site: Site,
}

impl Opening<'_> {
    /// In a viewport of this size; a narrow one is a phone, with touch.
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// For a reader who prefers dark colours.
    pub fn dark(mut self) -> Self {
        self.scheme = "dark";
        self
    }

    /// With forced colours: the system's few.
    pub fn forced_colours(mut self) -> Self {
        self.scheme = "forced";
        self
    }

    /// For a reader who prefers reduced motion.
    pub fn still(mut self) -> Self {
        self.motion = "reduce";
        self
    }

    /// For a reader of this language, such as `en`.
    pub fn language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// Without waiting for the app to start, for pages where it does not.
    pub fn without_waiting(mut self) -> Self {
        self.wait = false;
        self
    }

    /// In a browser that has opened nothing before: with an empty history and an empty cache.
    pub fn fresh(mut self) -> Self {
        self.fresh = true;
        self
    }

    /// With all scripts of the page forbidden by policy. Scripts of the test still run.
    pub fn without_scripts(mut self) -> Self {
        self.scripts = false;
        self.wait = false;
        self
    }

    /// With a script that runs before any other in each page.
    pub fn first(mut self, script: impl Into<Arc<str>>) -> Self {
        self.first = Some(script.into());
        self
    }

    /// In a browser with this kind of storage.
    pub fn keeping(mut self, keeping: Keeping) -> Self {
        self.keeping = keeping;
        self
    }

    /// Through a proxy that changes the site's answers with `alter`. It runs as long as the test.
    pub fn altered(mut self, alter: impl Fn(&str, &mut Answer) + Send + Sync + 'static) -> Self {
        self.alter = Some(Arc::new(alter));
        self
    }

    /// On the site of the made-up plan.
    pub fn of_other_plan(self) -> Self {
        self.of(Site::MadeUp)
    }

    /// On another site.
    pub fn of(mut self, site: Site) -> Self {
        self.site = site;
        self
    }

    /// What changes the site's answers, if anything does.
    fn alteration(&self) -> Option<Alteration> {
        let (alter, first, scripts) = (self.alter.clone(), self.first.clone(), self.scripts);
        if alter.is_none() && first.is_none() && scripts {
            return None;
        }
        Some(Arc::new(move |path, answer| {
            if let Some(alter) = &alter {
                alter(path, answer);
            }
            if let Some(script) = &first {
                answer.run_first(path, script);
            }
            if !scripts {
                answer.forbid_scripts();
            }
        }))
    }

    /// Opens it.
    pub async fn open(self) -> Result<Rc<Page>> {
        let alter = self.alteration();
        let Browser {
            environment,
            open,
            servers,
        } = self.browser;
        self.browser.give_back_dropped().await?;
        let mut site = match self.site {
            Site::ThisPlan => environment.url.clone(),
            Site::MadeUp => environment.other.clone(),
            Site::Untagged => environment.untagged.clone(),
        };
        // The environment's proxy for WebKitGTK is of this plan's site.
        let needs_proxy = self.site != Site::ThisPlan && environment.engine == Engine::Webkit;
        if alter.is_some() || needs_proxy {
            let server = Server::start(&environment.runtime, &site, environment.engine, alter)?;
            site = server.url().to_owned();
            servers.borrow_mut().push(server);
        }
        let settings = Settings {
            scheme: self.scheme,
            motion: self.motion,
            language: self.language,
            phone: self.size.0 < PHONE,
            keeping: self.keeping,
        };
        let session = Session::take(environment, settings, self.fresh).await?;
        let page = Rc::new(Page::new(session, environment, site));
        // Registered first, so that it is closed even if the rest fails.
        open.borrow_mut().push(Rc::clone(&page));
        emulation::set(page.driver(), environment.engine, self.size, settings).await?;
        page.go(&self.path).await?;
        if self.wait {
            page.wait_until_ready().await?;
        }
        Ok(page)
    }
}
