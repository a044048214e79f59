//! The service worker: without a network and across deploys the page opens, and all of it from one build.

use std::collections::BTreeMap;
use std::fs;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use axum::http::StatusCode;
use plan_explorer::words::ZH;
use serde_json::json;

use crate::shown::{shows_list, strings};
use crate::site::{self, integrity};
use crate::support::{Answer, Browser, Page, browser_test};

/// The name of the script in the next build.
const NEXT_SCRIPT: &str = "plan-explorer-0123456789abcdef.js";

/// A build of the site: its files by name.
struct Build(BTreeMap<String, Vec<u8>>);

impl Build {
    /// The build under test.
    fn tested() -> Result<Self> {
        let site = site::folder();
        let mut files = BTreeMap::new();
        for folder in ["", "s/", "first/"] {
            for entry in fs::read_dir(site.join(folder)).context("there is no copy of the site")? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    let name = format!("{folder}{}", entry.file_name().to_string_lossy());
                    files.insert(name, fs::read(entry.path())?);
                }
            }
        }
        Ok(Self(files))
    }

    fn text(&self, name: &str) -> Result<String> {
        let bytes = self.0.get(name).with_context(|| format!("no {name}"))?;
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }

    /// The name of the script that starts the program.
    fn script(&self) -> Result<&str> {
        let names = self.0.keys().map(String::as_str);
        let mut scripts =
            names.filter(|name| name.starts_with("plan-explorer-") && name.ends_with(".js"));
        scripts.next().context("no script")
    }

    /// A later build, whose script differs and so has another name. The old script is gone, as after a
    /// deploy that replaces a folder.
    fn next(&self) -> Result<Self> {
        let old = self.script()?;
        let new = NEXT_SCRIPT;
        let script = format!("{}\n// The next build.\n", self.text(old)?);
        let was = integrity(self.0.get(old).context("no script")?);
        let is = integrity(script.as_bytes());
        let index = self.text("index.html")?;
        let next = index.replace(old, new).replace(&was, &is);
        ensure!(
            next.contains(new) && next.contains(&is),
            "the page names no script"
        );
        // The policy has the hashes of the inline scripts, which name the script.
        let inline = [&index, &next].map(|page| {
            let scripts = site::inline_scripts(page).into_iter();
            scripts
                .map(|script| integrity(script.as_bytes()))
                .collect::<Vec<_>>()
        });
        let [old_hashes, new_hashes] = inline;
        let mut next = next;
        for (was, is) in old_hashes.iter().zip(&new_hashes) {
            ensure!(next.contains(was), "the policy has no hash");
            next = next.replace(was, is);
        }
        let pages = [integrity(index.as_bytes()), integrity(next.as_bytes())];
        let worker = self.text("sw.js")?;
        let (_, version) = worker
            .split_once("\"v-")
            .context("the worker has no version")?;
        let version = version.get(..16).context("its version is short")?;
        let worker = worker
            .replace(old, new)
            .replace(&was, &is)
            .replace(&pages[0], &pages[1])
            .replace(version, "fedcba9876543210");
        ensure!(
            worker.contains(&pages[1]) && worker.contains(&is),
            "the worker does not keep the page"
        );
        let mut files = self.0.clone();
        files.remove(old);
        files.insert(new.to_owned(), script.into_bytes());
        files.insert("index.html".to_owned(), next.into_bytes());
        files.insert("sw.js".to_owned(), worker.into_bytes());
        Ok(Self(files))
    }

    /// Answers as a host with this build at `/`.
    fn answer(&self, path: &str, answer: &mut Answer) {
        let name = path.trim_start_matches('/');
        let name = if name.is_empty() { "index.html" } else { name };
        match self.0.get(name) {
            Some(bytes) => answer.file(name, bytes),
            None => answer.missing(),
        }
    }
}

/// A host that serves one build and, once deployed, the next.
struct Host {
    builds: [Build; 2],
    deployed: AtomicUsize,
}

impl Host {
    fn new() -> Result<Arc<Self>> {
        let first = Build::tested()?;
        let second = first.next()?;
        Ok(Arc::new(Self {
            builds: [first, second],
            deployed: AtomicUsize::new(0),
        }))
    }

    /// Replaces the first build by the second.
    fn deploy(&self) {
        self.deployed.store(1, Ordering::SeqCst);
    }

    fn answer(&self, path: &str, answer: &mut Answer) {
        if let Some(build) = self.builds.get(self.deployed.load(Ordering::SeqCst)) {
            build.answer(path, answer);
        }
    }
}

/// The page at `path` of the host, in a browser that has opened nothing before.
async fn open(browser: &Browser, host: &Arc<Host>, path: &str) -> Result<Rc<Page>> {
    let host = Arc::clone(host);
    let opening = browser.page(path).fresh();
    opening
        .altered(move |path, answer| host.answer(path, answer))
        .open()
        .await
}

/// Waits until the worker has cached this build and no other.
pub async fn kept(page: &Page, number: usize) -> Result<()> {
    // `caches.match` and not `caches.open`, which would create again a cache that the worker has deleted.
    let code = "const [scripts, done] = arguments;
        (async () => {
            const registration = await navigator.serviceWorker.getRegistration();
            const names = await caches.keys();
            const folder = registration?.scope ?? location.href;
            const found = await Promise.all(scripts.map(name => caches.match(new URL(name, folder))));
            const builds = found.map((answer, at) => answer ? [at] : []).flat();
            done([registration?.active?.state, names.length, ...builds].join(' '));
        })();";
    let scripts = json!([Build::tested()?.script()?, NEXT_SCRIPT]);
    page.wait_for(
        &format!("build {number} to be kept"),
        async || {
            Ok(page
                .driver()
                .execute_async(code, vec![scripts.clone()])
                .await?
                .json()
                .clone())
        },
        |found| *found == format!("activated 1 {number}"),
    )
    .await?;
    Ok(())
}

/// The page runs the build with this number.
async fn runs(page: &Page, number: usize) -> Result<()> {
    let first = Build::tested()?;
    let names = [first.script()?, NEXT_SCRIPT];
    let loaded = "performance.getEntriesByType('resource').map(entry => entry.name)";
    let loaded = strings(page, loaded).await?;
    let runs = names.map(|name| loaded.iter().any(|url| url.ends_with(name)));
    ensure!(
        runs == [number == 0, number == 1],
        "not build {number}: {loaded:?}"
    );
    Ok(())
}

#[test]
fn a_site_that_is_gone_or_broken_is_not_shown_from_the_cache() -> Result<()> {
    browser_test(async |browser| {
        let status = Arc::new(AtomicU16::new(200));
        let answered = Arc::clone(&status);
        let opening = browser.page("/?county=nimu").fresh();
        let page = opening
            .altered(move |path, answer| {
                let status = answered.load(Ordering::SeqCst);
                if status != 200 && path == "/" {
                    let text = format!("<!doctype html><title>{status}</title>");
                    answer.file("gone.html", text.as_bytes());
                    answer.status = StatusCode::from_u16(status).unwrap_or_default();
                }
            })
            .open()
            .await?;
        kept(&page, 0).await?;
        for code in [404, 410, 500, 503] {
            status.store(code, Ordering::SeqCst);
            page.go("/?county=nimu").await?;
            page.wait_for(
                &format!("the host's answer {code}"),
                async || page.js("return document.title").await,
                |title| title.as_str() == Some(&*code.to_string()),
            )
            .await?;
        }
        status.store(200, Ordering::SeqCst);
        page.go("/?county=nimu").await?;
        page.wait_until_ready().await
    })
}

#[test]
fn after_one_visit_every_view_opens_without_a_network() -> Result<()> {
    browser_test(async |browser| {
        // Under a path, from which the worker must find the files.
        let page = browser
            .page("/x/?county=nimu")
            .altered(|_, _| {})
            .fresh()
            .open()
            .await?;
        kept(&page, 0).await?;
        browser.stop_servers().await;
        let gone = "const done = arguments[0]; fetch('/robots.txt').then(() => done('there'), () => done('gone'))";
        let answer = page.driver().execute_async(gone, vec![]).await?;
        ensure!(answer.json() == "gone", "the network is there");

        page.go("/x/?theme=ecology&county=nimu&at=m14").await?;
        page.wait_until_ready().await?;
        shows_list(&page, "theme=ecology&county=nimu").await?;
        page.wait_for_text("#reader-title", "14. 构建高效便捷的综合交通体系")
            .await?;
        page.go("/x/?view=timeline").await?;
        page.wait_until_ready().await?;
        let themes = crate::native::plan()?.themes().len();
        page.wait_for_count(".lane-name", themes).await?;
        page.go("/x/index.html?view=matrix").await?;
        page.wait_until_ready().await?;

        page.go("/x/text.html#m14").await?;
        page.wait_for_count("#m14", 1).await?;
        let margin = async || {
            page.js("return getComputedStyle(document.body).marginTop")
                .await
        };
        page.wait_for("a page with its style", margin, |margin| *margin == "0px")
            .await?;
        // Share pages are too many to cache: the app shows their view.
        for (shared, query) in [
            ("county-nimu", "county=nimu"),
            ("theme-health_social", "theme=health_social"),
            ("m14", "at=m14"),
        ] {
            page.go(&format!("/x/s/{shared}.html")).await?;
            page.wait_until_ready().await?;
            page.wait_for_query(query).await?;
        }
        Ok(())
    })
}

#[test]
fn an_open_page_is_told_of_a_new_build_and_updates_when_asked() -> Result<()> {
    browser_test(async |browser| {
        let host = Host::new()?;
        let page = open(browser, &host, "/?county=nimu&at=m1").await?;
        kept(&page, 0).await?;
        host.deploy();
        page.click(".item [data-opens=m2]").await?;
        page.wait_for_query("county=nimu&at=m2").await?;
        ensure!(
            !page.exists("#update:not([hidden])").await?,
            "the update is told too early"
        );
        // As when the reader comes back to the tab.
        page.js("document.dispatchEvent(new Event('visibilitychange'))")
            .await?;
        page.wait_for_text("#update:not([hidden]) p", ZH.update)
            .await?;
        runs(&page, 0).await?;
        page.assert_accessible().await?;
        shows_list(&page, "county=nimu").await?;
        page.js("window.before = true").await?;
        page.click("#update-now").await?;
        page.wait_for(
            "the page to be loaded anew",
            async || {
                page.js("return window.before === undefined && document.readyState")
                    .await
            },
            |state| *state == "complete",
        )
        .await?;
        page.wait_until_ready().await?;
        page.wait_for_query("county=nimu&at=m2").await?;
        runs(&page, 1).await?;
        kept(&page, 1).await?;
        ensure!(
            !page.exists("#update:not([hidden])").await?,
            "the update is told again"
        );
        page.assert_no_console_errors().await?;

        browser.stop_servers().await;
        page.go("/?view=matrix").await?;
        page.wait_until_ready().await?;
        runs(&page, 1).await
    })
}

#[test]
fn a_visit_after_a_deploy_gets_the_new_build_at_once() -> Result<()> {
    browser_test(async |browser| {
        let host = Host::new()?;
        let page = open(browser, &host, "/").await?;
        kept(&page, 0).await?;
        host.deploy();
        page.go("/?county=nimu").await?;
        page.wait_until_ready().await?;
        runs(&page, 1).await?;
        shows_list(&page, "county=nimu").await?;
        kept(&page, 1).await?;
        ensure!(
            !page.exists("#update:not([hidden])").await?,
            "an update is told that is already there"
        );
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_slow_network_after_a_deploy_shows_the_cached_build() -> Result<()> {
    browser_test(async |browser| {
        let host = Host::new()?;
        let slow = Arc::clone(&host);
        let page = browser
            .page("/")
            .fresh()
            .altered(move |path, answer| {
                slow.answer(path, answer);
                if slow.deployed.load(Ordering::SeqCst) == 1 && path == "/" {
                    answer.delay = Duration::from_secs(15);
                }
            })
            .open()
            .await?;
        kept(&page, 0).await?;
        host.deploy();
        // The host has no file of the old build any more.
        page.go("/?county=nimu").await?;
        page.wait_until_ready().await?;
        runs(&page, 0).await?;
        shows_list(&page, "county=nimu").await
    })
}

#[test]
fn a_mixed_build_is_not_cached() -> Result<()> {
    browser_test(async |browser| {
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        let page = browser
            .page("/?county=nimu")
            .fresh()
            .altered(move |path, answer| {
                // As when a deploy is half done: the text is of another build.
                if path == "/text.html" {
                    answer.body.extend_from_slice(b"<!-- another -->");
                    count.fetch_add(1, Ordering::SeqCst);
                }
            })
            .open()
            .await?;
        page.wait_for(
            "the worker to have been tried",
            async || Ok(asked.load(Ordering::SeqCst)),
            |asked| *asked > 0,
        )
        .await?;
        let left = "const done = arguments[0];
            Promise.all([navigator.serviceWorker.getRegistration(), caches.keys()])
                .then(([worker, names]) => done(`${worker?.active ?? 'none'} ${names.length}`));";
        page.wait_for(
            "nothing to be kept",
            async || {
                Ok(page
                    .driver()
                    .execute_async(left, vec![])
                    .await?
                    .json()
                    .clone())
            },
            |left| *left == "none 0",
        )
        .await?;
        shows_list(&page, "county=nimu").await
    })
}

#[test]
fn the_page_works_in_a_frame_and_without_workers() -> Result<()> {
    browser_test(async |browser| {
        const FRAME: &str = "<!doctype html><title>frame</title><iframe src='/x/?view=map&embed=1' width=800 height=600></iframe>";
        // The frame would register the worker of /x/, the page on its own that of /.
        let asked = Arc::new([AtomicUsize::new(0), AtomicUsize::new(0)]);
        let count = Arc::clone(&asked);
        let page = browser
            .page("/frame.html")
            .fresh()
            .altered(move |path, answer| match path {
                "/frame.html" => answer.file("frame.html", FRAME.as_bytes()),
                "/x/sw.js" => {
                    count[0].fetch_add(1, Ordering::SeqCst);
                }
                "/sw.js" => {
                    count[1].fetch_add(1, Ordering::SeqCst);
                    answer.missing();
                }
                _ => {}
            })
            .without_waiting()
            .open()
            .await?;
        let inside = "return !!frames[0]?.document.documentElement.hasAttribute('data-ready')";
        page.wait_for(
            "the frame",
            async || page.js(inside).await,
            |ready| *ready == true,
        )
        .await?;
        // The page registers its worker when it is idle.
        let idle = "const done = arguments[0], later = frames[0].requestIdleCallback ?? setTimeout;
            later(() => later(() => done()))";
        page.driver().execute_async(idle, vec![]).await?;
        // Outside a frame it tries to register the worker, and works without.
        page.go("/?county=nimu").await?;
        page.wait_until_ready().await?;
        page.wait_for(
            "the worker to have been tried",
            async || Ok(asked[1].load(Ordering::SeqCst)),
            |asked| *asked > 0,
        )
        .await?;
        ensure!(
            asked[0].load(Ordering::SeqCst) == 0,
            "the frame registers a worker"
        );
        shows_list(&page, "county=nimu").await?;
        let mut errors = page.console().await?;
        // The browser itself may say that the worker is missing, and so is the icon of the frame's host page.
        let expected = [
            "sw.js",
            "ServiceWorker",
            "fetching the script",
            "favicon.ico",
        ];
        errors.retain(|line| line.starts_with("SEVERE"));
        errors.retain(|line| !expected.iter().any(|part| line.contains(part)));
        ensure!(errors.is_empty(), "{errors:?}");
        Ok(())
    })
}

#[test]
fn the_page_can_be_installed() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/x/").fresh().open().await?;
        kept(&page, 0).await?;
        let manifest = page
            .command("Page.getAppManifest", serde_json::json!({}))
            .await?;
        ensure!(
            manifest["errors"].as_array().is_some_and(Vec::is_empty),
            "{manifest}"
        );
        ensure!(
            manifest["url"]
                .as_str()
                .is_some_and(|url| url.ends_with("/x/manifest.webmanifest")),
            "{manifest}"
        );
        let errors = page
            .command("Page.getInstallabilityErrors", serde_json::json!({}))
            .await?;
        ensure!(
            errors["installabilityErrors"]
                .as_array()
                .is_some_and(Vec::is_empty),
            "{errors}"
        );
        Ok(())
    })
}
