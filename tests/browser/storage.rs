//! What browsers refuse or do differently: storage, history, the back-forward cache, tabs, the clock.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::shown::{shows_list, strings};
use crate::support::{Keeping, Key, Page, browser_test};

/// Follows a link within the page.
async fn follow(page: &Page, link: &str) -> Result<()> {
    page.js(&format!(
        "const a = document.createElement('a'); a.href = '?{link}';
         document.getElementById('content').append(a); a.click(); a.remove()"
    ))
    .await?;
    Ok(())
}

/// Chooses dark colours in the help, and closes it.
async fn choose_dark(page: &Page) -> Result<()> {
    page.click(".help-button").await?;
    page.wait_for_count("#help[open]", 1).await?;
    page.js(
        "const field = document.querySelector('#help select.scheme'); field.value = 'dark';
         field.dispatchEvent(new Event('change', { bubbles: true }))",
    )
    .await?;
    page.press(Key::Escape).await?;
    page.wait_for_count("#help[open]", 0).await
}

/// The colour scheme of the page, and the one that the help shows as chosen.
async fn colours(page: &Page) -> Result<[String; 2]> {
    page.click(".help-button").await?;
    page.wait_for_count("#help[open] select.scheme", 1).await?;
    let both = page
        .js("return [document.documentElement.dataset.scheme, document.querySelector('#help select.scheme').value]")
        .await?;
    page.press(Key::Escape).await?;
    page.wait_for_count("#help[open]", 0).await?;
    serde_json::from_value(both).context("no colours")
}

/// From `?county=nimu`: settings last as long as the page, and everything else works.
async fn works(page: &Page) -> Result<()> {
    shows_list(page, "county=nimu").await?;
    choose_dark(page).await?;
    page.click("#lang-link").await?;
    page.wait_for_query("county=nimu&lang=en").await?;
    page.wait_for_text("#lang-link", "中文").await?;
    let colours = colours(page).await?;
    ensure!(colours == ["dark", "dark"], "{colours:?}");
    page.click("#lang-link").await?;
    page.wait_for_query("county=nimu&lang=zh").await?;
    page.click(".item [data-opens=m2]").await?;
    page.wait_for_query("county=nimu&at=m2&lang=zh").await?;
    shows_list(page, "county=nimu").await?;
    ensure!(page.text("#reader-title").await?.starts_with("2."));
    let mut complaints = page.console().await?;
    // Where storage is refused, a browser may refuse the service worker and say so.
    complaints.retain(|line| line.starts_with("SEVERE") && !line.contains("ServiceWorker"));
    ensure!(complaints.is_empty(), "{complaints:?}");
    Ok(())
}

#[test]
fn without_storage_settings_last_as_long_as_the_page() -> Result<()> {
    browser_test(async |browser| {
        let opening = browser.page("/?county=nimu").keeping(Keeping::Nothing);
        let page = opening.open().await?;
        let there =
            "try { return localStorage ? 'there' : 'none' } catch (error) { return error.name }";
        let there = page.js(there).await?;
        ensure!(there != "there", "storage is not refused");
        works(&page).await.with_context(|| format!("{there}"))?;
        for refusal in [
            // Reading the property throws.
            "Object.defineProperty(window, 'localStorage',
                { get() { throw new DOMException('refused', 'SecurityError') } })",
            // There is none, as in the web view of an app.
            "Object.defineProperty(window, 'localStorage', { value: null })",
            // It is full or unreadable.
            "for (const name of ['getItem', 'setItem'])
                Storage.prototype[name] = () => { throw new DOMException('full', 'QuotaExceededError') }",
        ] {
            let opening = browser.page("/?county=nimu").first(refusal);
            let page = opening.open().await?;
            works(&page).await.with_context(|| refusal.to_owned())?;
        }
        Ok(())
    })
}

#[test]
fn in_a_private_window_settings_last_as_long_as_the_window() -> Result<()> {
    browser_test(async |browser| {
        let opening = browser.page("/?county=nimu").keeping(Keeping::UntilClosed);
        let page = opening.open().await?;
        works(&page).await?;
        page.go("/?county=linzhou").await?;
        page.wait_until_ready().await?;
        shows_list(&page, "county=linzhou").await?;
        ensure!(colours(&page).await? == ["dark", "dark"]);
        Ok(())
    })
}

#[test]
fn without_history_the_views_and_copied_links_are_right() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/?county=nimu&from=somewhere")
            .first(
                "for (const name of ['pushState', 'replaceState'])
                    History.prototype[name] = () => { throw new DOMException('refused', 'SecurityError') }",
            )
            .open()
            .await?;
        shows_list(&page, "county=nimu").await?;
        page.click(".item [data-opens=m2]").await?;
        page.wait_for_count("#reader-title", 1).await?;
        follow(&page, "theme=ecology&county=nimu&at=m14").await?;
        shows_list(&page, "theme=ecology&county=nimu").await?;
        page.click(".actions .copy:not(.main)").await?;
        page.wait_for_clipboard(|text| text.ends_with("/?theme=ecology&county=nimu&at=m14"))
            .await?;
        ensure!(page.query().await? == "county=nimu&from=somewhere");
        ensure!(!page.exists("#stopped:not([hidden])").await?);
        page.assert_no_console_errors().await
    })
}

/// Follows this many links to different views, 10 ms apart or as fast as the page answers. Returns the last.
async fn many_edits(page: &Page, edits: u32) -> Result<String> {
    // A slow browser may take long.
    let patience = Duration::from_secs(300);
    page.driver().set_script_timeout(patience).await?;
    let last = page
        .driver()
        .execute_async(
            "const [edits, done] = arguments, start = performance.now();
             let made = 0, query;
             const step = () => {
                 const a = document.createElement('a');
                 query = `county=${['nimu', 'linzhou', 'qushui'][made % 3]}&at=m${1 + made % 40}`;
                 a.href = '?' + query;
                 document.getElementById('content').append(a);
                 a.click();
                 a.remove();
                 made += 1;
                 if (made < edits) setTimeout(step, start + 10 * made - performance.now());
                 else done(query);
             };
             step();",
            vec![edits.into()],
        )
        .await?;
    let last = last.json().as_str().context("no link was followed")?;
    Ok(last.to_owned())
}

/// The page is at this link of [`many_edits`] and shows what it asks for.
async fn is_at(page: &Page, link: &str) -> Result<()> {
    page.wait_for_query(link).await?;
    let (filters, at) = link.split_once("&at=m").context("nothing is opened")?;
    shows_list(page, filters).await?;
    let title = page.text("#reader-title").await?;
    ensure!(title.starts_with(&format!("{at}.")), "{link}: {title}");
    Ok(())
}

#[test]
fn after_500_quick_changes_the_address_is_right() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        let last = many_edits(&page, 500).await?;
        is_at(&page, &last).await?;
        page.assert_no_console_errors().await?;
        page.reload().await?;
        is_at(&page, &last).await?;
        // The history entries are views, too. By script, as WebKit's "back" skips entries that a script made.
        page.js("history.back()").await?;
        page.wait_for(
            "another address",
            async || page.query().await,
            |query| *query != last,
        )
        .await?;
        page.wait_until_ready().await?;
        let before = page.query().await?;
        is_at(&page, &before).await
    })
}

/// What the page shows, its title, address and colours, and the chosen fields.
async fn seen(page: &Page) -> Result<Value> {
    page.js("const text = id => document.getElementById(id).innerText;
         return ['top', 'summary', 'content', 'panel'].map(text)
            .concat([document.title, location.search, document.documentElement.dataset.scheme,
                [...document.querySelectorAll('input:checked')].map(e => e.id).join()])")
        .await
}

/// What the page shows once it shows the same for a while: the rest of an answer comes later.
async fn seen_at_rest(page: &Page) -> Result<Value> {
    let twice = async || {
        let first = seen(page).await?;
        tokio::time::sleep(Duration::from_millis(400)).await;
        Ok((first, seen(page).await?))
    };
    let at_rest = page
        .wait_for("a view that stays", twice, |(first, then)| first == then)
        .await?;
    Ok(at_rest.1)
}

#[test]
fn coming_back_from_another_page_shows_the_same_view() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/x/").fresh().open().await?;
        choose_dark(&page).await?;
        // More than browsers allow at once, so the last is written when the page is left.
        let last = many_edits(&page, 40).await?;
        let leave = "const a = document.createElement('a'); a.href = 'text.html';
            document.body.append(a); a.click(); a.remove()";
        page.js(leave).await?;
        // All of it: Firefox reports a file that was on its way when a page is left.
        let elsewhere = async || {
            page.wait_for(
                "the other page",
                async || {
                    Ok((
                        page.url().await?,
                        page.js("return document.readyState").await?,
                    ))
                },
                |(url, state)| url.ends_with("/x/text.html") && state == "complete",
            )
            .await
        };
        elsewhere().await?;
        page.back().await?;
        page.wait_until_ready().await?;
        is_at(&page, &last).await?;
        let before = seen_at_rest(&page).await?;
        page.forward().await?;
        elsewhere().await?;
        page.back().await?;
        page.wait_until_ready().await?;
        page.wait_for(
            "the same view",
            async || seen(&page).await,
            |found| *found == before,
        )
        .await?;
        // And it works, whether it comes from the back-forward cache or is loaded again.
        follow(&page, "county=dazi").await?;
        page.wait_for_query("county=dazi").await?;
        shows_list(&page, "county=dazi").await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn settings_of_one_tab_do_not_change_another() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/?county=nimu").fresh().open().await?;
        let first = page.driver().window().await?;
        let second = page.driver().new_tab().await?;
        page.driver().switch_to_window(second).await?;
        page.go("/?county=linzhou").await?;
        page.wait_until_ready().await?;
        choose_dark(&page).await?;
        page.click("#lang-link").await?;
        page.wait_for_query("county=linzhou&lang=en").await?;
        ensure!(colours(&page).await? == ["dark", "dark"]);
        page.assert_no_console_errors().await?;

        page.driver().switch_to_window(first.clone()).await?;
        ensure!(page.query().await? == "county=nimu");
        let colours_here = colours(&page).await?;
        ensure!(colours_here == ["", ""], "{colours_here:?}");
        // Redrawn, it still has its own settings, not those of the other tab.
        page.click("#lang-link").await?;
        page.wait_for_query("county=nimu&lang=en").await?;
        page.wait_for_text("#lang-link", "中文").await?;
        let colours_here = colours(&page).await?;
        ensure!(colours_here == ["", ""], "{colours_here:?}");
        shows_list(&page, "county=nimu").await?;
        // Loaded again, it has the latest settings.
        page.reload().await?;
        ensure!(colours(&page).await? == ["dark", "dark"]);
        page.assert_no_console_errors().await?;
        for window in page.driver().windows().await? {
            if window != first {
                page.driver().switch_to_window(window).await?;
                page.driver().close_window().await?;
            }
        }
        page.driver().switch_to_window(first).await?;
        Ok(())
    })
}

#[test]
fn a_wrong_clock_changes_only_the_day_of_citations() -> Result<()> {
    browser_test(async |browser| {
        for shift in [
            // At 1970, far in the future, and set back by an hour again and again.
            "window.shift = -Date.now()",
            "window.shift = 3e12",
            "window.shift = 0; setInterval(() => { shift -= 3600e3 }, 50)",
        ] {
            let clock = format!(
                "{shift};
                 window.Date = class extends Date {{
                     constructor(...all) {{ super(...(all.length ? all : [window.Date.now()])) }}
                     static now() {{ return super.now() + shift }}
                 }};
                 document.documentElement.dataset.year = new Date().getFullYear();"
            );
            let page = browser.page("/").first(clock).open().await?;
            let last = many_edits(&page, 40).await?;
            is_at(&page, &last)
                .await
                .with_context(|| shift.to_owned())?;
            // From the page, as a driver's script may have another clock.
            let year = page.attribute("html", "data-year").await?;
            let year = year.context("there is no clock")?;
            let citations = strings(
                &page,
                "[...document.querySelectorAll('.citation')].map(e => e.textContent)",
            )
            .await?;
            ensure!(
                citations.iter().any(|text| text.contains(&year)),
                "{year}: {citations:?}"
            );
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}
