//! Search, suggestions, keyboard shortcuts, examples, and the printed page.

use anyhow::{Context, Result, ensure};

use crate::native;
use crate::shown::{shows_list, strings};
use crate::support::{Key, Page, browser_test};

/// Waits until the element with such an attribute has the focus.
async fn has_focus(page: &Page, attribute: &str, value: &str) -> Result<()> {
    let code = format!("return document.activeElement.getAttribute('{attribute}')");
    let found = async || page.js(&code).await;
    page.wait_for("the focus", found, |found| found == value)
        .await
        .map(drop)
}

#[test]
fn the_chosen_suggestion_is_as_readable_as_the_others_on_a_phone() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").size(360, 740).open().await?;
        page.click(".search-button").await?;
        has_focus(&page, "name", "q").await?;
        page.fill("input[name=q]", "di").await?;
        page.wait_for_count("#suggestion-1", 1).await?;
        page.press(Key::Down).await?;
        page.wait_for_count("#suggestion-0[aria-selected=true]", 1)
            .await?;
        page.assert_accessible().await?;
        let differs = page
            .js("const [chosen, other] = ['suggestion-0', 'suggestion-1'].map(id => getComputedStyle(document.getElementById(id)));
                 return ['color', 'fontSize', 'lineHeight', 'display', 'borderRadius'].filter(name => chosen[name] !== other[name])")
            .await?;
        ensure!(differs == serde_json::json!([]), "{differs}");
        Ok(())
    })
}

#[test]
fn a_suggestion_is_chosen_by_keyboard_or_mouse() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.fill("input[name=q]", "nimu").await?;
        page.wait_for_text("#suggestion-0", "县区\n尼木县").await?;
        ensure!(
            page.attribute("input[name=q]", "aria-expanded")
                .await?
                .as_deref()
                == Some("true")
        );
        page.assert_accessible().await.context("with suggestions")?;
        page.press(Key::Down).await?;
        let active = page
            .attribute("input[name=q]", "aria-activedescendant")
            .await?;
        ensure!(active.as_deref() == Some("suggestion-0"), "{active:?}");
        ensure!(
            page.attribute("#suggestion-0", "aria-selected")
                .await?
                .as_deref()
                == Some("true")
        );
        page.press(Key::Enter).await?;
        page.wait_for_query("county=nimu").await?;
        shows_list(&page, "county=nimu").await?;
        ensure!(
            page.js("return document.querySelector('input[name=q]').value")
                .await?
                == ""
        );
        // Escape closes the list and leaves what was typed; Enter without a choice does too.
        page.fill("input[name=q]", "三项工程").await?;
        page.wait_for_text("#suggestion-0", "简称\n三项工程")
            .await?;
        page.press(Key::Escape).await?;
        page.wait_for_count("#suggestions li", 0).await?;
        let query = async || page.query().await;
        page.wait_for("what was typed in the address", query, |query| {
            query.contains("q=")
        })
        .await?;
        // By mouse; it opens the term beside the list.
        page.click(".chips .clear a").await?;
        has_focus(&page, "id", "status").await?;
        page.fill("input[name=q]", "五对关系").await?;
        page.wait_for_text("#suggestion-0", "简称\n五对关系")
            .await?;
        page.click("#suggestion-0").await?;
        page.wait_for_query("at=t-five-relations").await?;
        page.wait_for_text("#reader-title", "“五对关系”").await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_search_without_results_offers_the_nearest_one() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .open("/?q=%E4%BD%8E%E7%A9%BA%E7%BB%8F%E6%B5%8E%E5%AD%A6%E9%99%A2")
            .await?;
        let offer = page.text(".nothing li:first-of-type").await?;
        ensure!(offer.contains("低空经济"), "{offer}");
        page.click(".nothing li:first-of-type a").await?;
        page.wait_for_query("q=%E4%BD%8E%E7%A9%BA%E7%BB%8F%E6%B5%8E")
            .await?;
        shows_list(&page, "q=%E4%BD%8E%E7%A9%BA%E7%BB%8F%E6%B5%8E").await?;
        // The found words are marked within the line.
        let display = page
            .js("return getComputedStyle(document.querySelector('mark.search')).display")
            .await?;
        ensure!(display == "inline", "a mark is {display}");
        Ok(())
    })
}

#[test]
fn keys_open_the_search_the_help_and_the_next_passage() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?county=nimu&at=m1").await?;
        page.press("?").await?;
        page.wait_for_count("dialog[open]", 1).await?;
        page.assert_accessible().await.context("the help")?;
        page.press(Key::Escape).await?;
        page.wait_for_count("dialog[open]", 0).await?;
        ensure!(page.count(".reader").await? == 1, "Escape closes one thing");
        page.press(Key::Right).await?;
        page.wait_for_query("county=nimu&at=m2").await?;
        page.press(Key::Left).await?;
        page.wait_for_query("county=nimu&at=m1").await?;
        page.press("/").await?;
        page.wait_for(
            "the search field to have the focus",
            async || page.js("return document.activeElement.name").await,
            |name| name == "q",
        )
        .await?;
        page.type_text("/?").await?;
        page.wait_for(
            "what is typed to be typed",
            async || page.js("return document.activeElement.value").await,
            |value| value == "/?",
        )
        .await?;
        ensure!(page.count("dialog[open]").await? == 0);
        // On a phone the field is in the sheet.
        let phone = browser.page("/").size(360, 740).open().await?;
        phone.press("/").await?;
        phone
            .wait_for(
                "the sheet with the field",
                async || phone.js("return document.activeElement.name").await,
                |name| name == "q",
            )
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_example_questions_have_results() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        let links = strings(
            &page,
            "[...document.querySelectorAll('.questions a')].map(a => a.getAttribute('href'))",
        )
        .await?;
        ensure!(links.len() == 3);
        for link in &links {
            native::total(link)?;
        }
        page.click(".questions li:first-of-type a").await?;
        let first = links.first().context("no question")?;
        shows_list(&page, first.trim_start_matches('?')).await?;
        ensure!(
            page.count(".overview").await? == 0,
            "the overview is still there"
        );
        Ok(())
    })
}

#[test]
fn a_printed_page_has_text_and_addresses_and_no_controls() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/x/?county=nimu&theme=health_social").await?;
        page.js("document.documentElement.setAttribute('data-scheme', 'dark')")
            .await?;
        page.print().await?;
        let seen = strings(
            &page,
            "['.site', '.bottom-bar', '.foot', '.views', '.filters', '.export', '.item', '.printed-from', '.chips', '.profile'].filter(css => { const e = document.querySelector(css); return e && e.getClientRects().length > 0 })",
        )
        .await?;
        ensure!(
            seen == [".item", ".printed-from", ".chips", ".profile"],
            "{seen:?}"
        );
        let from = page.text(".printed-from").await?;
        ensure!(
            from.ends_with("/x/?theme=health_social&county=nimu"),
            "{from}"
        );
        let link = page
            .js("return getComputedStyle(document.querySelector('.item h4 a'), '::after').content")
            .await?;
        ensure!(
            // Firefox gives the rule, the others its value.
            link.as_str()
                .is_some_and(|link| link.contains("at=") || link.contains("attr(href)")),
            "{link}"
        );
        let paper = page
            .js("return getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()")
            .await?;
        ensure!(paper == "#fbf8f2", "paper is light: {paper}");
        Ok(())
    })
}
