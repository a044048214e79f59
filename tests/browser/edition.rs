//! The static pages: readable without scripts, and leading on to the app where it can run.

use anyhow::{Context, Result, ensure};
use plan_explorer::pages;

use crate::native;
use crate::shown::shows_list;
use crate::support::{Engine, Rules, browser_test};

#[test]
fn static_pages_are_readable_without_scripts() -> Result<()> {
    browser_test(async |browser| {
        for path in ["/x/s/m14.html", "/text.html#ms-new-airport-study"] {
            let page = browser.page(path).without_scripts().open().await?;
            ensure!(page.url().await?.ends_with(path), "{}", page.url().await?);
            let words = page
                .js("return [...document.querySelectorAll('[id=m14] > .plan')].map(e => e.innerText).join('')")
                .await?;
            let wanted = native::passage("m14")?.text.as_str();
            ensure!(words == wanted, "{path}: {words}");
        }
        let page = browser.page("/x/s/county-nimu.html");
        let page = page.without_scripts().open().await?;
        let view = native::view("county=nimu")?;
        let role = view
            .profile
            .context("no profile")?
            .role
            .context("no role")?;
        ensure!(page.text("blockquote.role").await? == role.quote);
        ensure!(page.count(".item").await? == view.total);
        // The page still links to the app.
        let href = page.attribute("a.open", "href").await?;
        ensure!(href.as_deref() == Some("../?county=nimu"), "{href:?}");
        Ok(())
    })
}

#[test]
fn a_share_page_goes_on_to_the_app_and_back_skips_it() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/x/text.html")
            .without_waiting()
            .open()
            .await?;
        page.go("/x/s/county-nimu.html?from=singlemessage&theme=ecology&county=dazi")
            .await?;
        page.wait_until_ready().await?;
        page.wait_for(
            "the app's address",
            async || page.url().await,
            |url| url.contains("/x/?") && !url.contains("/s/"),
        )
        .await?;
        shows_list(&page, "theme=ecology&county=nimu").await?;
        page.back().await?;
        page.wait_for(
            "the page before",
            async || page.url().await,
            |url| url.ends_with("/x/text.html"),
        )
        .await?;
        page.go("/s/m14.html").await?;
        page.wait_until_ready().await?;
        page.wait_for_query("at=m14").await?;
        page.wait_for_text("#reader-title", "14. 构建高效便捷的综合交通体系")
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_browser_that_cannot_run_the_app_stays_on_the_share_page() -> Result<()> {
    browser_test(async |browser| {
        for lacking in [
            "CSS.supports = () => false",
            "delete window.WebAssembly",
            "Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false })",
        ] {
            let page = browser.page("/s/theme-ecology.html").first(lacking);
            let page = page.without_waiting().open().await?;
            page.wait_for(
                "open.js to have been loaded",
                async || page.js("return performance.getEntriesByName(new URL('../open.js', location.href).href).length > 0 && document.readyState === 'complete'").await,
                |loaded| *loaded == true,
            )
            .await?;
            ensure!(
                page.url().await?.ends_with("/s/theme-ecology.html"),
                "{lacking}"
            );
            let pages = pages::share_pages(native::explorer()?, None);
            let wanted = pages
                .iter()
                .find(|page| page.path == "s/theme-ecology.html");
            ensure!(
                page.js("return document.title").await?
                    == wanted.context("no page")?.title.as_str()
            );
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn static_pages_are_accessible_and_fit_a_phone() -> Result<()> {
    browser_test(async |browser| {
        for path in [
            "/text.html",
            "/s/county-nimu.html",
            "/s/theme-ecology.html",
            "/s/m1.html",
        ] {
            for dark in [false, true] {
                // axe-core needs scripts, so only the one that leads on to the app is left out.
                let opening = browser.page(path).size(360, 740).altered(|path, answer| {
                    if path.ends_with("open.js") {
                        answer.missing();
                    }
                });
                let opening = if dark { opening.dark() } else { opening };
                let page = opening.without_waiting().open().await?;
                page.js("document.querySelectorAll('details').forEach(d => { d.open = true })")
                    .await?;
                // Dark mode changes only colours, which axe-core computes the same in every engine.
                let rules = match (dark, browser.engine()) {
                    (false, _) => Some(Rules::All),
                    (true, Engine::Chromium) => Some(Rules::Colours),
                    (true, Engine::Firefox | Engine::Webkit) => None,
                };
                if let Some(rules) = rules {
                    let checked = page.assert_keeps(rules).await;
                    checked.with_context(|| format!("{path}, dark: {dark}"))?;
                }
                let over = page
                    .js("return document.documentElement.scrollWidth - innerWidth")
                    .await?;
                ensure!(over.as_i64() <= Some(0), "{path} is {over} pixels too wide");
                ensure!(
                    page.js("return getComputedStyle(document.body).marginTop")
                        .await?
                        == "0px",
                    "no style"
                );
            }
        }
        Ok(())
    })
}

#[test]
fn the_app_loads_no_file_of_the_static_pages() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        let loaded = page
            .js("return performance.getEntriesByType('resource').map(e => new URL(e.name).pathname).join(' ')")
            .await?;
        let loaded = loaded.as_str().unwrap_or_default().to_owned();
        ensure!(loaded.contains(".wasm"), "{loaded}");
        for name in ["edition.css", "text.html", "/s/", "cover", "open.js"] {
            ensure!(!loaded.contains(name), "{loaded}");
        }
        Ok(())
    })
}
