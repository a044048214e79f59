//! The one Chromium that everything is measured in: each visit in a tab of its own, under set conditions.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use thirtyfour::{ChromiumLikeCapabilities, DesiredCapabilities, WebDriver, WindowHandle};

use super::answers::{Shown, Wanted};
use crate::driver::CHROMIUM_FLAGS;
use crate::tools::Browser;

/// What runs in every page before its own scripts.
const PROBE: &str = include_str!("probe.js");

/// How long a page may take to load, or to do what is not timed: less than the driver is waited for.
const LOADING: Duration = Duration::from_secs(110);
/// How long it may take to answer what is timed.
pub const ANSWERING: Duration = Duration::from_secs(15);

/// What the machine and the network are made to be like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// What it is called in tables.
    pub name: &'static str,
    /// How many times slower than this machine the processor is.
    pub cpu: u32,
    /// Whether the network is slow.
    pub slow_network: bool,
}

/// This machine as it is.
pub const FAST: Condition = Condition {
    name: "unthrottled",
    cpu: 1,
    slow_network: false,
};
/// A telephone of the middle.
pub const MIDDLE: Condition = Condition {
    name: "4× CPU, slow 4G",
    cpu: 4,
    slow_network: true,
};
/// A cheap telephone.
pub const SLOW: Condition = Condition {
    name: "6× CPU, slow 4G",
    cpu: 6,
    slow_network: true,
};

/// What DevTools calls “Slow 4G”: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back, each with the
/// correction that DevTools makes for what it leaves out. Bytes a second and milliseconds.
const SLOW_4G: (f64, f64, f64) = (180_000.0, 84_375.0, 562.5);

/// The link to the timeline.
pub const TIMELINE_TAB: &str = "nav.tabs a[href*=\"view=timeline\"]";

/// What is pressed or typed into.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// A CSS selector.
    pub selector: &'a str,
    /// Which of the elements it finds, counting from 0.
    pub index: usize,
}

/// How long loading took, in milliseconds from navigation.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Loaded {
    /// The first paint of anything.
    pub paint: Option<f64>,
    /// The first paint of the list.
    pub list: Option<f64>,
    /// The paint of the answer to a click made as soon as the list was there.
    pub answered: Option<f64>,
}

/// A file that came over the network.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Loading {
    /// Its address.
    pub name: String,
    /// As it came, in bytes, compressed.
    pub encoded_body_size: usize,
    /// What it unpacked to.
    pub decoded_body_size: usize,
}

/// Bytes in use.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// JavaScript's, after a collection of garbage.
    pub heap: f64,
    /// WebAssembly's, which only grows.
    pub wasm: f64,
}

/// The browser, with one empty tab that stays.
pub struct Chromium {
    driver: WebDriver,
    first: WindowHandle,
    /// What it says it is.
    pub version: String,
}

impl Chromium {
    /// Starts it.
    pub async fn open(url: &str, browser: &Browser) -> Result<Self> {
        let mut capabilities = DesiredCapabilities::chrome();
        capabilities.set_binary(&browser.program.to_string_lossy())?;
        for flag in CHROMIUM_FLAGS {
            capabilities.add_arg(flag)?;
        }
        // A page that was left must not be kept ready to come back to: it would count as memory.
        capabilities.add_arg("--disable-features=BackForwardCache")?;
        let driver = WebDriver::new(url, capabilities)
            .await
            .context("the browser did not start")?;
        driver.set_script_timeout(LOADING).await?;
        driver.set_page_load_timeout(LOADING).await?;
        let version = driver
            .cdp()
            .send_raw("Browser.getVersion", json!({}))
            .await?;
        let version = version["product"].as_str().unwrap_or_default().to_owned();
        Ok(Self {
            first: driver.window().await?,
            driver,
            version,
        })
    }

    /// Ends it.
    pub async fn quit(self) -> Result<()> {
        self.driver
            .quit()
            .await
            .context("the browser did not close")
    }

    /// A new tab, in a process of its own, that takes in only these encodings (as HTTP lists them).
    pub async fn tab(&self, condition: Condition, encodings: &str) -> Result<Tab<'_>> {
        let handle = self.driver.new_tab().await?;
        self.driver.switch_to_window(handle).await?;
        let tab = Tab {
            driver: &self.driver,
            first: self.first.clone(),
        };
        let source = json!({ "source": PROBE });
        tab.command("Page.addScriptToEvaluateOnNewDocument", source)
            .await?;
        tab.command("Network.enable", json!({})).await?;
        // The worker that a visit before has left would make a second visit of a first one.
        tab.command("Network.setBypassServiceWorker", json!({ "bypass": true }))
            .await?;
        tab.command("Network.clearBrowserCache", json!({})).await?;
        tab.command("Network.setCacheDisabled", json!({ "cacheDisabled": true }))
            .await?;
        let headers = json!({ "headers": { "Accept-Encoding": encodings } });
        tab.command("Network.setExtraHTTPHeaders", headers).await?;
        let screen =
            json!({ "width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": false });
        tab.command("Emulation.setDeviceMetricsOverride", screen)
            .await?;
        tab.command(
            "Emulation.setFocusEmulationEnabled",
            json!({ "enabled": true }),
        )
        .await?;
        let still =
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        tab.command("Emulation.setEmulatedMedia", still).await?;
        let (down, up, latency) = if condition.slow_network {
            SLOW_4G
        } else {
            (-1.0, -1.0, 0.0)
        };
        let network = json!({
            "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up,
        });
        tab.command("Network.emulateNetworkConditions", network)
            .await?;
        let rate = json!({ "rate": condition.cpu });
        tab.command("Emulation.setCPUThrottlingRate", rate).await?;
        Ok(tab)
    }
}

/// A tab with a page that is probed.
pub struct Tab<'b> {
    driver: &'b WebDriver,
    first: WindowHandle,
}

impl Tab<'_> {
    /// Closes it.
    pub async fn close(self) -> Result<()> {
        self.driver.close_window().await?;
        self.driver.switch_to_window(self.first).await?;
        Ok(())
    }

    async fn command(&self, method: &str, parameters: Value) -> Result<Value> {
        let answer = self.driver.cdp().send_raw(method, parameters).await;
        answer.with_context(|| format!("the browser refused {method}"))
    }

    /// What an expression comes to, once it is there.
    async fn ask<T: DeserializeOwned>(&self, expression: &str) -> Result<T> {
        let script = format!(
            "const done = arguments[0]; Promise.resolve({expression}).then(done, () => done(null))"
        );
        let answer = self.driver.execute_async(script, vec![]).await?;
        let value = answer.json().clone();
        serde_json::from_value(value).with_context(|| format!("the page has no {expression}"))
    }

    /// Opens a page and waits for its list; where no link asks for anything, also for its first answer.
    pub async fn load(&self, page: &str) -> Result<Loaded> {
        self.driver
            .goto(page)
            .await
            .with_context(|| format!("cannot open {page}"))?;
        let is_bare = !page.contains('?');
        let start = std::time::Instant::now();
        loop {
            let loaded: Loaded = self.ask("probe.loaded()").await?;
            // The browser tells of the first paint a little after it.
            let last = if is_bare {
                loaded.answered
            } else {
                loaded.list
            };
            if last.is_some() && loaded.paint.is_some() {
                return Ok(loaded);
            }
            ensure!(
                start.elapsed() < LOADING,
                "{page} showed no list: {loaded:?}"
            );
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Every file that was loaded.
    pub async fn files(&self) -> Result<Vec<Loading>> {
        self.ask("probe.files()").await
    }

    /// What the page lists and counts.
    pub async fn shown(&self) -> Result<Shown> {
        self.ask("probe.shown()").await
    }

    /// Waits until the page states this number of results.
    pub async fn comes_to_total(&self, total: Option<usize>) -> Result<()> {
        self.comes_to(&Wanted {
            total,
            ..Wanted::default()
        })
        .await
    }

    /// Goes to the timeline, by script.
    pub async fn to_timeline(&self) -> Result<()> {
        let place = Place {
            selector: TIMELINE_TAB,
            index: 0,
        };
        let timeline = Wanted {
            timeline: Some(true),
            ..Wanted::default()
        };
        ensure!(
            self.act(place, None, &timeline).await?,
            "there is no timeline"
        );
        Ok(())
    }

    async fn comes_to(&self, wanted: &Wanted) -> Result<()> {
        let asked = serde_json::to_string(wanted)?;
        let patience = LOADING.as_millis();
        let came: bool = self
            .ask(&format!("probe.await({asked}, {patience})"))
            .await?;
        ensure!(came, "the page does not come to show {asked}");
        Ok(())
    }

    /// Waits until the address is this, which a page may write later than it shows what it stands for, and
    /// until the page has done what it does after an answer: nobody presses in the moment an answer appears.
    pub async fn settles(&self, address: &str) -> Result<()> {
        let start = std::time::Instant::now();
        loop {
            let found: String = self.ask("location.search").await?;
            if found.trim_start_matches('?') == address {
                let rests: bool = self.ask("probe.rests()").await?;
                ensure!(rests, "the page does not rest");
                return Ok(());
            }
            ensure!(
                start.elapsed() < ANSWERING,
                "the address is {found} and does not become ?{address}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    async fn arm(&self, event: &str, wanted: &Wanted) -> Result<()> {
        let wanted = serde_json::to_string(wanted)?;
        let patience = ANSWERING.as_millis();
        let armed = format!("(probe.arm('{event}', {wanted}, {patience}), true)");
        self.ask::<bool>(&armed).await.map(|_| ())
    }

    /// Milliseconds from the event that was armed for to the frame that shows its answer; `None` where
    /// it does not come.
    async fn took(&self) -> Result<Option<f64>> {
        self.ask("probe.took()").await
    }

    /// Presses a place with the mouse, as a person does.
    pub async fn press(&self, place: Place<'_>, wanted: &Wanted) -> Result<Option<f64>> {
        #[derive(Deserialize)]
        struct Point {
            x: f64,
            y: f64,
        }
        let target = json!({ "selector": place.selector, "index": place.index });
        let point: Option<Point> = self.ask(&format!("probe.aim({target})")).await?;
        let point = point.with_context(|| format!("the page has no {place:?}"))?;
        self.arm("click", wanted).await?;
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": point.x, "y": point.y, "button": "left", "clickCount": 1,
            });
            self.command("Input.dispatchMouseEvent", event).await?;
        }
        self.took().await
    }

    /// Types a letter where the focus is, as an input method does.
    pub async fn letter(&self, letter: char, wanted: &Wanted) -> Result<Option<f64>> {
        self.arm("input", wanted).await?;
        self.command("Input.insertText", json!({ "text": letter }))
            .await?;
        self.took().await
    }

    /// Goes back.
    pub async fn back(&self, wanted: &Wanted) -> Result<Option<f64>> {
        let wanted = serde_json::to_string(wanted)?;
        let patience = ANSWERING.as_millis();
        self.ask::<bool>(&format!("(probe.back({wanted}, {patience}), true)"))
            .await?;
        self.took().await
    }

    /// Puts the focus into the search field.
    pub async fn focus_search(&self) -> Result<()> {
        let focus = "(document.querySelector('input[name=q]').focus(), true)";
        self.ask::<bool>(focus).await.map(|_| ())
    }

    /// Does one thing by script, unmeasured, and gives whether it was answered. With `text`, puts that
    /// into the field; without, clicks.
    pub async fn act(&self, place: Place<'_>, text: Option<&str>, wanted: &Wanted) -> Result<bool> {
        let mut what = json!({ "selector": place.selector, "index": place.index });
        if let Some(text) = text {
            what["text"] = json!(text);
        }
        let wanted = serde_json::to_string(wanted)?;
        let patience = LOADING.as_millis();
        self.ask(&format!("probe.act({what}, {wanted}, {patience})"))
            .await
    }

    /// What memory is in use, once garbage is collected.
    pub async fn memory(&self) -> Result<Memory> {
        self.command("Performance.enable", json!({})).await?;
        // What is freed by finalisers goes with the second collection.
        for _ in 0..2 {
            self.command("HeapProfiler.collectGarbage", json!({}))
                .await?;
        }
        let metrics = self.command("Performance.getMetrics", json!({})).await?;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            let found = all.filter(|metric| metric["name"] == name);
            found.filter_map(|metric| metric["value"].as_f64()).next()
        };
        Ok(Memory {
            heap: metric("JSHeapUsedSize").context("the browser does not tell the heap's size")?,
            wasm: self.ask("probe.memory()").await?,
        })
    }
}
