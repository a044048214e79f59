//! The Content-Security-Policy: it forbids what it should, the page needs none of that, and no view makes a
//! request.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result, ensure};
use plan_explorer::pages::{PERMISSIONS, POLICY, REFERRER};

use crate::site;
use crate::support::{Engine, HeaderValue, Page, browser_test};

/// What happens when the page runs `code`: the name of the error, or `allowed`.
async fn tried(page: &Page, code: &str) -> Result<String> {
    // In a timer, as the policy does not hold for a driver's script itself.
    let attempt = format!(
        "const done = arguments[0];
         setTimeout(() => {{ try {{ {code}; done('allowed') }} catch (error) {{ done(error.name) }} }})"
    );
    let answer = page.driver().execute_async(&attempt, vec![]).await?;
    let answer = answer.json().as_str().map(str::to_owned);
    answer.context("no answer")
}

#[test]
fn no_string_becomes_a_script_a_style_or_markup() -> Result<()> {
    browser_test(async |browser| {
        for path in ["/?county=nimu&at=m1", "/x/text.html", "/s/m14.html"] {
            let opening = browser.page(path);
            let opening = if path.contains(".html") {
                opening.without_waiting()
            } else {
                opening
            };
            let page = opening.open().await?;
            if path.starts_with("/s/") {
                // It goes on to the app. `every_static_page_has_the_policy` reads its own policy.
                page.wait_until_ready().await?;
            }
            let stated = "return document.querySelector('meta[http-equiv=Content-Security-Policy]')?.content";
            let stated = page.js(stated).await?;
            ensure!(
                stated == site::policy()? || (path.contains(".html") && stated == POLICY),
                "{path}: {stated}"
            );
            let referrer = "return document.querySelector('meta[name=referrer]')?.content";
            ensure!(page.js(referrer).await? == REFERRER, "{path}");
            page.assert_no_console_errors().await?;

            ensure!(
                tried(&page, "window.eval('1')").await? != "allowed",
                "{path}: eval"
            );
            page.js("const s = document.createElement('style'); s.textContent = 'body { margin-top: 99px }';
                document.head.append(s); document.body.setAttribute('style', 'margin-top: 99px')")
                .await?;
            let margin = page
                .js("return getComputedStyle(document.body).marginTop")
                .await?;
            ensure!(margin == "0px", "{path}: a style in the page has {margin}");
            // Engines with Trusted Types refuse the string, the others the script in it.
            let _ = tried(&page, "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')").await?;
            let _ = tried(&page, "const s = document.createElement('script'); s.append('window.ran = 2'); document.body.append(s)").await?;
            let failed = "const image = document.querySelector('img[src=x]'); return !image || image.complete";
            page.wait_for(
                "the image to have failed",
                async || page.js(failed).await,
                |failed| *failed == true,
            )
            .await?;
            ensure!(
                page.js("return window.ran === undefined").await? == true,
                "{path}"
            );
            if page.js("return 'trustedTypes' in window").await? == true {
                for code in [
                    "document.body.innerHTML = '<p>x'",
                    "document.createElement('script').src = 'open.js'",
                    "trustedTypes.createPolicy('other', {})",
                ] {
                    ensure!(tried(&page, code).await? == "TypeError", "{path}: {code}");
                }
            }
            // The app takes it when it starts, to which a share page may just have gone on.
            let open = "return window.planMarkup !== undefined";
            page.wait_for(
                "the policy for markup to be taken",
                async || page.js(open).await,
                |open| *open == false,
            )
            .await?;
        }
        Ok(())
    })
}

#[test]
fn the_page_works_if_the_host_sends_the_policy_too() -> Result<()> {
    browser_test(async |browser| {
        let policy: HeaderValue = site::policy()?.parse()?;
        let page = browser
            .page("/?county=nimu&at=m1")
            .altered(move |_, answer| {
                answer.header("content-security-policy", policy.clone());
                answer.header("referrer-policy", HeaderValue::from_static(REFERRER));
                answer.header("permissions-policy", HeaderValue::from_static(PERMISSIONS));
            })
            .fresh()
            .open()
            .await?;
        page.click(".actions .copy:not(.main)").await?;
        page.wait_for_clipboard(|text| text.contains("county=nimu"))
            .await?;
        page.go("/?view=timeline").await?;
        page.wait_until_ready().await?;
        page.assert_no_console_errors().await?;
        let mut warned: Vec<String> = page.console().await?;
        // Firefox warns of each directive that it does not know.
        warned.retain(|line| line.contains("olicy") && !line.contains("unknown directive"));
        ensure!(warned.is_empty(), "{warned:?}");
        Ok(())
    })
}

/// Links to every view and to what opens beside it.
const VIEWS: [&str; 12] = [
    "",
    "county=nimu&at=m1",
    "view=timeline",
    "view=map&county=nimu",
    "view=matrix",
    "view=projects&at=pr-new-airport",
    "view=figures",
    "view=compare&county=linzhou,nimu",
    "view=text&at=m14.3",
    "view=about",
    "at=t-five-relations",
    "q=%E6%8B%89%E8%90%A8%E6%B2%B3&lang=en",
];

#[test]
fn once_loaded_no_view_makes_a_request() -> Result<()> {
    browser_test(async |browser| {
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let page = browser
            .page("/")
            .altered(move |_, _| {
                counter.fetch_add(1, Ordering::SeqCst);
            })
            .fresh()
            .open()
            .await?;
        // The server does not see requests that the policy stops.
        page.js("window.refused = [];
             addEventListener('securitypolicyviolation', e => refused.push(e.blockedURI), true);
             performance.setResourceTimingBufferSize(5000);")
            .await?;
        crate::offline::kept(&page, 0).await?;
        let before = asked.load(Ordering::SeqCst);
        let count = "return performance.getEntriesByType('resource').length";
        let loaded = page.js(count).await?;
        ensure!(loaded.as_u64() > Some(2), "{loaded} files are loaded");
        for link in VIEWS {
            // By a link within the page.
            let follow = format!(
                "const a = document.createElement('a'); a.href = '?{link}';
                 document.getElementById('content').append(a); a.click(); a.remove()"
            );
            page.js(&follow).await?;
            page.wait_for_query(link).await?;
        }
        page.fill("input[type=search]", "lasa").await?;
        page.wait_for_query("q=lasa&lang=en").await?;
        ensure!(
            page.js(count).await? == loaded,
            "the page has loaded something"
        );
        ensure!(page.js("return refused").await? == serde_json::json!([]));
        let elsewhere = page
            .js("return performance.getEntriesByType('resource').map(e => e.name).filter(n => new URL(n).origin !== location.origin)")
            .await?;
        ensure!(elsewhere == serde_json::json!([]), "{elsewhere}");
        let after = asked.load(Ordering::SeqCst);
        ensure!(after == before, "{} requests", after - before);
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_program_is_requested_once() -> Result<()> {
    browser_test(async |browser| {
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let page = browser
            .page("/")
            .altered(move |path, _| {
                if path.ends_with(".wasm") {
                    counter.fetch_add(1, Ordering::Relaxed);
                }
            })
            .fresh()
            .open()
            .await?;
        let asked = asked.load(Ordering::Relaxed);
        // WebKit asks twice; docs/reliability.md says what is known about it.
        let most = if browser.engine() == Engine::Webkit {
            2
        } else {
            1
        };
        ensure!((1..=most).contains(&asked), "it is asked for {asked} times");
        // And by the page's preload link, before the script has come.
        let how = page
            .js("return performance.getEntriesByType('resource').find(e => e.name.endsWith('.wasm'))?.initiatorType")
            .await?;
        ensure!(
            browser.engine() != Engine::Chromium || how == "link",
            "{how}"
        );
        page.assert_no_console_errors().await
    })
}
