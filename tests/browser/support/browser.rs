//! Opening browsers, and closing them whatever happens.

use std::any::Any;
use std::cell::RefCell;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, LoggingPrefsLogLevel, WebDriver};

use super::Page;

/// Below this width a page is shown as a telephone shows it, with a finger to point.
const TELEPHONE: u32 = 600;

/// What `cargo xtask test` tells the tests.
#[derive(Clone)]
pub struct Environment {
    /// Where the site is served, with a slash at the end.
    pub url: String,
    /// Where chromedriver answers.
    pub webdriver: String,
    /// The Chromium to start.
    pub chromium: String,
    /// How to start it.
    pub flags: Vec<String>,
    /// axe-core's script.
    pub axe: PathBuf,
}

impl Environment {
    fn read() -> Result<Self> {
        let variable = |name: &str| {
            std::env::var(name).with_context(|| {
                format!("{name} is not set: run the browser tests as `cargo xtask test`")
            })
        };
        Ok(Self {
            url: variable("PLAN_EXPLORER_URL")?,
            webdriver: variable("PLAN_EXPLORER_WEBDRIVER")?,
            chromium: variable("PLAN_EXPLORER_CHROMIUM")?,
            flags: variable("PLAN_EXPLORER_CHROMIUM_FLAGS")?
                .split_whitespace()
                .map(str::to_owned)
                .collect(),
            axe: variable("PLAN_EXPLORER_AXE")?.into(),
        })
    }
}

/// Runs one test: `test` gets a browser to open pages in, and all of them are closed at its end.
pub fn browser_test(test: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    let browser = Browser {
        environment: Environment::read()?,
        open: RefCell::default(),
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .context("cannot start a thread")?;
    runtime.block_on(async {
        let outcome = caught(test(&browser)).await;
        if !matches!(outcome, Ok(Ok(()))) {
            browser.leave_traces().await;
        }
        let closed = browser.close().await;
        match outcome {
            Ok(outcome) => outcome.and(closed),
            Err(panic) => resume_unwind(panic),
        }
    })
}

/// Awaits `future` and gives its panic, if it panics, as a value.
async fn caught<T>(future: impl Future<Output = T>) -> Result<T, Box<dyn Any + Send>> {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        // The future is not polled again after a panic, so nothing sees what it left half done.
        match catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context))) {
            Ok(Poll::Ready(value)) => Poll::Ready(Ok(value)),
            Ok(Poll::Pending) => Poll::Pending,
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}

/// Opens pages, each in a Chromium of its own.
pub struct Browser {
    environment: Environment,
    open: RefCell<Vec<Rc<Page>>>,
}

impl Browser {
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
        }
    }

    async fn leave_traces(&self) {
        let name = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/browser-failures");
        if let Err(error) = fs::create_dir_all(&directory) {
            eprintln!(
                "no trace is left: cannot create {}: {error}",
                directory.display()
            );
            return;
        }
        let pages = self.open.borrow().clone();
        for (number, page) in pages.iter().enumerate() {
            let path = directory.join(format!("{name}-{}.png", number + 1));
            eprintln!(
                "page {} stood at {}",
                number + 1,
                page.url().await.unwrap_or_default()
            );
            for line in page.console().await.unwrap_or_default() {
                eprintln!("    {line}");
            }
            match page.screenshot(&path).await {
                Ok(()) => eprintln!("    picture: {}", path.display()),
                Err(error) => eprintln!("    no picture: {error:#}"),
            }
        }
    }

    async fn close(&self) -> Result<()> {
        let mut outcome = Ok(());
        for page in self.open.take() {
            let quit = page
                .driver()
                .clone()
                .quit()
                .await
                .context("a browser did not close");
            outcome = outcome.and(quit);
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
}

impl Opening<'_> {
    /// In a window whose inside has this size; narrow ones are telephones, with touch.
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.size = (width, height);
        self
    }

    /// For a reader who prefers dark colours.
    pub fn dark(mut self) -> Self {
        self.scheme = "dark";
        self
    }

    /// For a reader who prefers that nothing moves.
    pub fn still(mut self) -> Self {
        self.motion = "reduce";
        self
    }

    /// For a reader of this language, such as `en`.
    pub fn language(mut self, language: &'static str) -> Self {
        self.language = language;
        self
    }

    /// Without waiting for the app to start, for pages where it cannot.
    pub fn without_waiting(mut self) -> Self {
        self.wait = false;
        self
    }

    /// Opens it.
    pub async fn open(self) -> Result<Rc<Page>> {
        let environment = &self.browser.environment;
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&environment.chromium)?;
        for flag in &environment.flags {
            capabilities.add_arg(flag)?;
        }
        capabilities
            .add_experimental_option("prefs", json!({ "intl.accept_languages": self.language }))?;
        capabilities.set_browser_log_level(LoggingPrefsLogLevel::All)?;
        let driver = WebDriver::builder(&environment.webdriver, capabilities)
            .request_timeout(Duration::from_secs(60))
            .await
            .context("the browser did not start")?;
        let page = Rc::new(Page::new(driver, environment.clone()));
        // Known from here on, so that it is closed even if what follows fails.
        self.browser.open.borrow_mut().push(Rc::clone(&page));

        let (width, height) = self.size;
        let telephone = width < TELEPHONE;
        page.command(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": telephone }),
        )
        .await?;
        page.command(
            "Emulation.setTouchEmulationEnabled",
            json!({ "enabled": telephone }),
        )
        .await?;
        let features: Value = json!([
            { "name": "prefers-color-scheme", "value": self.scheme },
            { "name": "prefers-reduced-motion", "value": self.motion },
        ]);
        page.command(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await?;
        // A page without focus, as in a window behind others, gets no keys and may not copy.
        page.command(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
        page.go(&self.path).await?;
        if self.wait {
            page.wait_until_ready().await?;
        }
        Ok(page)
    }
}
