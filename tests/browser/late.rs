//! The program's second piece, with what is seldom asked for: it comes when it is asked for and not before,
//! and where it does not come the page says so and stays what it was.

use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use plan_explorer::words::{EN, ZH};

use crate::shown::shows_list;
use crate::support::{Answer, Browser, Key, Opening, Page, browser_test};

/// No worker brings anything ahead of what the page asks for.
const NO_WORKER: &str =
    "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })";

/// What becomes of the second piece on its way, changed while the page is open.
#[derive(Default)]
struct Way {
    /// How often it was asked for.
    asked: AtomicUsize,
    /// How long it takes, in milliseconds.
    delay: AtomicU64,
    /// Whether it is lost (1) or altered (2).
    fault: AtomicUsize,
}

impl Way {
    fn answer(&self, path: &str, answer: &mut Answer) {
        if !path.contains("/late-") {
            return;
        }
        self.asked.fetch_add(1, Ordering::SeqCst);
        answer.delay = Duration::from_millis(self.delay.load(Ordering::SeqCst));
        match self.fault.load(Ordering::SeqCst) {
            1 => answer.missing(),
            2 => answer.body.extend_from_slice(&[0, 1, 0]),
            _ => {}
        }
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    fn is_to(&self, fault: usize) {
        self.fault.store(fault, Ordering::SeqCst);
    }

    fn takes(&self, milliseconds: u64) {
        self.delay.store(milliseconds, Ordering::SeqCst);
    }
}

fn page<'b>(browser: &'b Browser, path: &str, way: &Arc<Way>) -> Opening<'b> {
    let way = Arc::clone(way);
    let opening = browser.page(path).fresh().first(NO_WORKER);
    opening.altered(move |path, answer| way.answer(path, answer))
}

/// The page says that something did not come, and leads on.
async fn says_lost(page: &Rc<Page>, link: &str) -> Result<()> {
    page.wait_for_text(".notices p:first-child", ZH.late_lost)
        .await?;
    let href = page
        .attribute(".notices p:nth-child(2) a:first-child", "href")
        .await?;
    ensure!(href.as_deref() == Some(link), "{href:?}");
    ensure!(
        !page.exists("#waits:not([hidden])").await?,
        "it waits still"
    );
    Ok(())
}

/// The id of the first result of a link.
fn first(link: &str) -> Result<String> {
    let (ids, _) = crate::native::list(link)?;
    ids.into_iter().next().context("no result")
}

#[test]
fn it_comes_when_it_is_asked_for_and_once() -> Result<()> {
    browser_test(async |browser| {
        let way = Arc::new(Way::default());
        let page = page(browser, "/", &way).open().await?;
        // Whatever is mostly done needs none of it.
        page.click("#theme-ecology").await?;
        page.wait_for_query("theme=ecology").await?;
        page.fill("input[name=q]", "绿色").await?;
        shows_list(&page, "theme=ecology&q=绿色").await?;
        page.click(&format!(
            "[data-opens='{}']",
            first("theme=ecology&q=绿色")?
        ))
        .await?;
        page.wait_for_count("#reader-title", 1).await?;
        page.click("#tab-timeline").await?;
        page.wait_for_count(
            "a.ms",
            crate::native::total("view=timeline&theme=ecology&q=绿色")?,
        )
        .await?;
        ensure!(way.asked() == 0, "it was asked for {} times", way.asked());

        page.click("#tab-matrix").await?;
        page.wait_for_count("table.matrix", 1).await?;
        page.click("#tab-projects").await?;
        page.wait_for_count(
            ".project",
            crate::native::total("view=projects&theme=ecology&q=绿色")?,
        )
        .await?;
        page.click(".help-button").await?;
        page.wait_for_text("#help-title", ZH.help).await?;
        page.press(Key::Escape).await?;
        page.click("#lang-link").await?;
        page.wait_for_text("#tab-list", EN.view_names[0]).await?;
        ensure!(way.asked() == 1, "it was asked for {} times", way.asked());
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_link_that_needs_it_opens_with_it() -> Result<()> {
    browser_test(async |browser| {
        for link in ["view=matrix", "q=nimu", "q=尼木縣", "lang=en"] {
            let way = Arc::new(Way::default());
            way.takes(400);
            let page = page(browser, &format!("/?{link}"), &way).open().await?;
            match link {
                "view=matrix" => page.wait_for_count("table.matrix", 1).await?,
                "lang=en" => page.wait_for_text("#tab-list", EN.view_names[0]).await?,
                _ => shows_list(&page, link).await?,
            }
            ensure!(way.asked() == 1, "{link}: asked for {} times", way.asked());
            ensure!(!page.exists("#placeholder").await?, "{link}");
            page.assert_no_console_errors().await?;
        }
        // The first of the reader's own languages that there is.
        let way = Arc::new(Way::default());
        let english = "Object.defineProperty(Navigator.prototype, 'languages', { get: () => ['fr', 'en-GB', 'zh'] })";
        let opening = page(browser, "/", &way).first(format!("{NO_WORKER}; {english}"));
        let page = opening.open().await?;
        page.wait_for_text("#tab-list", EN.view_names[0]).await?;
        ensure!(way.asked() == 1, "asked for {} times", way.asked());
        Ok(())
    })
}

#[test]
fn where_it_is_lost_the_page_says_so_and_stays_and_it_can_be_asked_for_again() -> Result<()> {
    browser_test(async |browser| {
        let way = Arc::new(Way::default());
        let page = page(browser, "/?county=nimu", &way).open().await?;
        for fault in [1, 2] {
            way.is_to(fault);
            page.click("#tab-matrix").await?;
            says_lost(&page, "./?view=matrix&county=nimu").await?;
            page.wait_for_query("county=nimu").await?;
            shows_list(&page, "county=nimu").await?;
        }
        page.assert_accessible().await?;
        page.click("[data-do=dismiss]").await?;
        page.wait_for_count(".notices", 0).await?;
        page.click(".help-button").await?;
        says_lost(&page, "./?county=nimu").await?;
        ensure!(!page.exists("#help[open]").await?, "an empty help");

        way.is_to(0);
        page.click("#tab-matrix").await?;
        page.wait_for_count("table.matrix", 1).await?;
        page.wait_for_query("view=matrix&county=nimu").await?;
        page.wait_for_count(".notices", 0).await?;
        page.back().await?;
        shows_list(&page, "county=nimu").await
    })
}

#[test]
fn a_start_that_needs_it_and_does_not_get_it_leads_to_the_text() -> Result<()> {
    browser_test(async |browser| {
        let way = Arc::new(Way::default());
        way.is_to(1);
        let opening = page(browser, "/?view=matrix&at=m14", &way);
        let page = opening.without_waiting().open().await?;
        page.wait_for_text("#failure .why", ZH.late_lost).await?;
        let href = page.attribute("#to-text", "href").await?;
        ensure!(href.as_deref() == Some("text.html#m14"), "{href:?}");
        Ok(())
    })
}

#[test]
fn while_it_is_on_its_way_the_page_says_so_and_calls_nobody_back() -> Result<()> {
    browser_test(async |browser| {
        let way = Arc::new(Way::default());
        way.takes(2000);
        let page = page(browser, "/", &way).open().await?;
        page.click("#tab-matrix").await?;
        page.wait_for_text("#waits:not([hidden])", ZH.late_waits)
            .await?;
        page.click("#theme-ecology").await?;
        page.wait_for_query("theme=ecology").await?;
        ensure!(
            !page.exists("#waits:not([hidden])").await?,
            "it waits still"
        );
        page.click("#tab-map").await?;
        page.wait_for_text("#waits:not([hidden])", ZH.late_waits)
            .await?;
        page.wait_for_query("view=map&theme=ecology").await?;
        page.wait_for_count("#content .tiles", 1).await?;
        ensure!(
            !page.exists("#waits:not([hidden])").await?,
            "it waits still"
        );
        ensure!(way.asked() == 1, "it was asked for {} times", way.asked());
        // What was given up on is nowhere in the history.
        page.back().await?;
        page.wait_for_query("theme=ecology").await?;
        page.back().await?;
        page.wait_for_query("").await
    })
}
