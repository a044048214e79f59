//! Files that are missing, altered or late, and programs that stop: the page says so and is never empty.

use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use plan_explorer::pages;
use plan_explorer::words::ZH;

use crate::native;
use crate::shown::shows_list;
use crate::support::{Answer, Browser, Gate, HeaderValue, Page, browser_test};

/// The page at `/?at=m14` from a site whose answers `alter` changes.
async fn altered(
    browser: &Browser,
    alter: impl Fn(&str, &mut Answer) + Send + Sync + 'static,
) -> Result<Rc<Page>> {
    let opening = browser.page("/?at=m14").altered(alter);
    opening.without_waiting().open().await
}

/// The page at `/?at=m14`, with a script that runs before any other.
async fn with_fault(browser: &Browser, script: &str) -> Result<Rc<Page>> {
    let opening = browser.page("/?at=m14").first(script);
    opening.without_waiting().open().await
}

fn program(path: &str) -> bool {
    path.ends_with(".wasm")
}

/// Waits until the page says that it has not started and why; it must lead to the text.
async fn fails(page: &Rc<Page>, why: &str) -> Result<()> {
    let shown =
        "const f = document.getElementById('failure'); return f && !f.hidden ? f.innerText : ''";
    page.wait_for(
        &format!("the failure to say {why:?}"),
        async || page.js(shown).await,
        |text| text.as_str().is_some_and(|text| text.contains(why)),
    )
    .await?;
    let href = page.attribute("#to-text", "href").await?;
    ensure!(href.as_deref() == Some("text.html#m14"), "{href:?}");
    ensure!(!page.exists("html[data-ready]").await?, "it has started");
    // Nothing says any more that the page is starting, and the outline is still there.
    ensure!(page.text("#loading").await?.is_empty());
    ensure!(page.count(".outline a").await? > 50);
    page.click("#to-text").await?;
    page.wait_for(
        "the passage in the text",
        async || page.url().await,
        |url| url.ends_with("/text.html#m14"),
    )
    .await?;
    Ok(())
}

#[test]
fn a_missing_program_is_reported() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            if program(path) {
                answer.missing();
            }
        });
        fails(&page.await?, "没有完整到达").await
    })
}

#[test]
fn an_altered_program_is_refused() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            // In the plan's text, so that the program would still run.
            let name = "尼木县".as_bytes();
            if program(path)
                && let Some(at) = answer
                    .body
                    .windows(name.len())
                    .position(|part| part == name)
                && let Some(part) = answer.body.get_mut(at..at + name.len())
            {
                part.copy_from_slice("曲水县".as_bytes());
            }
        });
        fails(&page.await?, "在途中被改动").await
    })
}

#[test]
fn a_truncated_program_is_reported() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            if program(path) {
                answer.body.truncate(answer.body.len() / 2);
            }
        });
        fails(&page.await?, "没有完整到达").await
    })
}

#[test]
fn an_altered_script_is_refused() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            if path.starts_with("/plan-explorer-") && path.ends_with(".js") {
                answer.body.extend_from_slice(b"\nwindow.ran = true;");
            }
        })
        .await?;
        ensure!(page.js("return window.ran === undefined").await? == true);
        fails(&page, "在途中被改动").await
    })
}

#[test]
fn an_error_before_start_js_arrives_is_reported() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            if path == "/start.js" {
                answer.delay = Duration::from_millis(1500);
            }
            if path.starts_with("/plan-explorer-") && path.ends_with(".js") {
                answer.missing();
            }
        });
        fails(&page.await?, "没有完整到达").await
    })
}

#[test]
fn a_policy_that_forbids_webassembly_is_reported() -> Result<()> {
    browser_test(async |browser| {
        let page = altered(browser, |path, answer| {
            if path == "/" {
                let policy = HeaderValue::from_static("script-src 'self'");
                answer.header("content-security-policy", policy);
            }
        });
        fails(&page.await?, "被安全设置禁止").await
    })
}

#[test]
fn an_old_browser_is_told_at_once() -> Result<()> {
    browser_test(async |browser| {
        for lacking in [
            "delete window.WebAssembly",
            // As in a browser before 2021, which also lacks top-level await.
            "CSS.supports = () => false; \
             WebAssembly.instantiateStreaming = async () => { throw new SyntaxError('await') }",
        ] {
            let script = format!(
                "{lacking}; addEventListener('DOMContentLoaded', () => setTimeout(() => {{
                     const root = document.documentElement;
                     root.dataset.told = !document.getElementById('failure').hidden;
                 }}))"
            );
            let page = with_fault(browser, &script).await?;
            page.wait_for(
                &format!("{lacking}: to be told when the page is there"),
                async || page.attribute("html", "data-told").await,
                |told| told.is_some(),
            )
            .await
            .and_then(|told| {
                ensure!(
                    told.as_deref() == Some("true"),
                    "{lacking}: not told at once"
                );
                Ok(())
            })?;
            fails(&page, "过旧")
                .await
                .with_context(|| lacking.to_owned())?;
        }
        Ok(())
    })
}

#[test]
fn the_app_starts_without_streaming_compilation() -> Result<()> {
    browser_test(async |browser| {
        let page = with_fault(browser, "delete WebAssembly.instantiateStreaming").await?;
        page.wait_until_ready().await?;
        page.wait_for_text("#reader-title", "14. 构建高效便捷的综合交通体系")
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_slow_start_is_reported_and_still_completes() -> Result<()> {
    browser_test(async |browser| {
        let gate = Gate::shut();
        let held = gate.clone();
        let page = altered(browser, move |path, answer| {
            if program(path) {
                answer.gate = Some(held.clone());
            }
        })
        .await?;
        let told =
            "return document.querySelector('#failure:not([hidden]) .why')?.textContent ?? ''";
        let text = page
            .wait_for(
                "the wait to be told",
                async || page.js(told).await,
                |text| text != "",
            )
            .await?;
        ensure!(
            text.as_str().is_some_and(|text| text.contains("八秒")),
            "{text}"
        );
        ensure!(!page.exists("html[data-ready]").await?, "it has started");
        let href = page.attribute("#to-text", "href").await?;
        ensure!(href.as_deref() == Some("text.html#m14"), "{href:?}");
        gate.open();
        page.wait_until_ready().await?;
        page.wait_for_count("#failure", 0).await?;
        page.wait_for_text("#reader-title", "14. 构建高效便捷的综合交通体系")
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn without_scripts_the_page_leads_to_the_text() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/x/?at=m14").size(360, 740);
        let page = page.without_scripts().open().await?;
        ensure!(
            page.text("noscript")
                .await?
                .contains("没有 JavaScript 也能读")
        );
        let links = page.count(".outline a[href^='text.html#']").await?;
        ensure!(links > 50, "{links} links");
        page.click(".outline a[href='text.html#m14']").await?;
        page.wait_for(
            "the passage in the text",
            async || page.url().await,
            |url| url.ends_with("/x/text.html#m14"),
        )
        .await?;
        Ok(())
    })
}

/// The page says that it has stopped, and a link brings it back.
async fn stops(page: &Page) -> Result<()> {
    page.wait_for(
        "the end to be told",
        async || page.texts("#stopped:not([hidden]) p:first-child").await,
        |texts| texts.iter().any(|text| text == ZH.crashed),
    )
    .await?;
    let link = page.attribute("#stopped-text", "href").await?;
    ensure!(link.as_deref() == Some("text.html#m14"), "{link:?}");
    page.assert_accessible().await?;
    // A link works without the program and loads the page again.
    page.js("window.before = true; document.querySelector('a[data-opens=m2]').click()")
        .await?;
    page.wait_for_query("county=nimu&at=m2").await?;
    page.wait_until_ready().await?;
    ensure!(page.js("return window.before === undefined").await? == true);
    ensure!(page.text("#reader-title").await?.starts_with("2."));
    ensure!(!page.exists("#stopped:not([hidden])").await?);
    Ok(())
}

#[test]
fn after_a_panic_the_page_says_so_and_links_to_the_same_place_in_the_text() -> Result<()> {
    browser_test(async |browser| {
        // More memory than there is: the program panics.
        let page = with_fault(
            browser,
            "const original = WebAssembly.instantiateStreaming;
             WebAssembly.instantiateStreaming = async (...all) => {
                 const made = await original(...all);
                 window.panic = () => made.instance.exports.__wbindgen_malloc(-1, 1);
                 return made;
             };",
        )
        .await?;
        page.wait_until_ready().await?;
        page.go("/?county=nimu&at=m14").await?;
        page.wait_until_ready().await?;
        shows_list(&page, "county=nimu").await?;
        page.js("setTimeout(window.panic)").await?;
        stops(&page).await
    })
}

#[test]
fn after_a_trap_the_page_says_so() -> Result<()> {
    browser_test(async |browser| {
        let page = with_fault(
            browser,
            "const original = WebAssembly.instantiateStreaming;
             WebAssembly.instantiateStreaming = async (...all) => {
                 const made = await original(...all);
                 window.memory = made.instance.exports.memory;
                 return made;
             };",
        )
        .await?;
        page.wait_until_ready().await?;
        page.go("/?county=nimu&at=m14").await?;
        page.wait_until_ready().await?;
        // So that everything is drawn that is drawn later.
        shows_list(&page, "county=nimu").await?;
        page.js("new Uint8Array(memory.buffer).fill(255);
             document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))")
            .await?;
        stops(&page).await
    })
}

#[test]
fn a_field_works_after_the_app_has_stopped() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        page.js("dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))")
            .await?;
        page.wait_for_count("#stopped:not([hidden])", 1).await?;
        page.js("document.querySelector('input[name=county]').click()")
            .await?;
        page.wait_for_query("county=chengguan").await?;
        page.wait_until_ready().await?;
        shows_list(&page, "county=chengguan").await?;
        // With other values of the same key and of other keys in the link; and with a value that is cleared.
        for (from, click, to) in [
            (
                "county=nimu&q=产业",
                "county-chengguan",
                "county=chengguan,nimu&q=产业",
            ),
            ("theme=rural&county=nimu", "county-nimu", "theme=rural"),
            ("county=nimu", "reach-named", "county=nimu&reach=named"),
        ] {
            let page = browser.page(&format!("/?{from}")).fresh().open().await?;
            page.js("dispatchEvent(new ErrorEvent('error', { error: new WebAssembly.RuntimeError('unreachable') }))")
                .await?;
            page.wait_for_count("#stopped:not([hidden])", 1).await?;
            page.js(&format!("document.getElementById('{click}').click()"))
                .await?;
            page.wait_for_count("#stopped[hidden]", 1).await?;
            page.wait_until_ready().await?;
            shows_list(&page, to).await?;
        }
        Ok(())
    })
}

/// So what the tests find about the policy holds for the static pages, too.
#[test]
fn every_static_page_has_the_policy() -> Result<()> {
    let plan = native::plan()?;
    let pages = pages::share_pages(native::explorer()?, None);
    for page in pages.iter().chain([&pages::text_page(plan, None)]) {
        let (head, _) = page.html.split_once("<title>").context("no title")?;
        ensure!(
            head.contains(&format!("content=\"{}\"", pages::POLICY)),
            "{}",
            page.path
        );
    }
    Ok(())
}

#[test]
fn an_unknown_address_leads_to_the_right_page_with_its_query() -> Result<()> {
    browser_test(async |browser| {
        // As GitHub Pages does: its page for missing files, at the address that was asked for.
        let site = "https://example.org/x/".parse()?;
        let missing = pages::missing_page(native::plan()?, Some(&site)).html;
        let page = browser
            .page("/x/robots.txt")
            .fresh()
            .altered(move |_, answer| {
                let status = answer.status;
                if status == 404 {
                    answer.file("404.html", missing.as_bytes());
                    answer.status = status;
                }
            })
            .without_waiting()
            .open()
            .await?;
        for (from, to) in [
            ("/x/nowhere?county=nimu&at=m14", "/x/?county=nimu&at=m14"),
            ("/x/a/b/?at=m2", "/x/?at=m2"),
            (
                "/x/text?from=singlemessage#m14",
                "/x/text.html?from=singlemessage#m14",
            ),
            ("/x/s/m14", "/x/?at=m14"),
            ("/x/s/nowhere.html?county=nimu", "/x/?county=nimu"),
        ] {
            page.go(from).await?;
            page.wait_for(
                &format!("{from} to lead to {to}"),
                async || page.url().await,
                |url| url.ends_with(to),
            )
            .await?;
        }
        // A missing file stays missing.
        page.go("/x/gone.png?at=m1").await?;
        page.wait_for(
            "the words",
            async || page.texts("h1").await,
            |texts| texts.iter().any(|text| text == "这个地址没有页面"),
        )
        .await?;
        ensure!(page.url().await?.ends_with("/x/gone.png?at=m1"));
        ensure!(
            page.js("return getComputedStyle(document.body).marginTop")
                .await?
                == "0px",
            "no style"
        );
        page.click("main p:first-of-type a").await?;
        page.wait_until_ready().await
    })
}
