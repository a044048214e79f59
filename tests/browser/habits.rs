//! What people's keyboards, input methods and habits do to search, focus and history. Each test is a public report
//! of someone who uses such software.

use anyhow::{Context, Result, ensure};

use crate::native;
use crate::shown::{settle, shows_list};
use crate::support::{Key, Page, browser_test};

/// Sends a keyboard event to the element with the focus.
async fn key(page: &Page, name: &str, more: &str) -> Result<()> {
    let code = format!(
        "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', {{ key: {name:?}, bubbles: true, cancelable: true, {more} }}))"
    );
    page.js(&code).await.map(drop)
}

#[test]
fn half_typed_words_of_an_input_method_are_not_searched() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.click("input[name=q]").await?;
        let compose = "const field = document.querySelector('input[name=q]');
            field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
            for (const text of ['l', 'lv', '绿']) {
                field.value = text;
                field.dispatchEvent(new InputEvent('input', { bubbles: true, isComposing: true }));
            }";
        page.js(compose).await?;
        settle(&page).await?;
        ensure!(page.query().await?.is_empty(), "{}", page.query().await?);
        ensure!(page.count("#suggestions li").await? == 0);
        let commit = "const field = document.querySelector('input[name=q]');
            field.value = '绿色';
            field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: '绿色' }));";
        page.js(commit).await?;
        page.wait_for_query("q=%E7%BB%BF%E8%89%B2").await?;
        shows_list(&page, "q=绿色").await
    })
}

#[test]
fn the_enter_that_ends_a_composition_chooses_nothing() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.fill("input[name=q]", "nimu").await?;
        page.wait_for_text("#suggestion-0", "县区\n尼木县").await?;
        page.press(Key::Down).await?;
        // As Safari sends it.
        key(&page, "Enter", "keyCode: 229").await?;
        key(&page, "Enter", "isComposing: true").await?;
        settle(&page).await?;
        ensure!(page.query().await? == "q=nimu", "{}", page.query().await?);
        page.press(Key::Enter).await?;
        page.wait_for_query("county=nimu").await
    })
}

#[test]
fn a_suggestion_is_chosen_by_a_click_and_never_by_another_button() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.fill("input[name=q]", "nimu").await?;
        page.wait_for_text("#suggestion-0", "县区\n尼木县").await?;
        for button in [1, 2] {
            let press = format!(
                "for (const name of ['mousedown', 'mouseup', 'auxclick', 'contextmenu'])
                    document.querySelector('#suggestion-0').dispatchEvent(new MouseEvent(name, {{ button: {button}, bubbles: true, cancelable: true }}))"
            );
            page.js(&press).await?;
        }
        settle(&page).await?;
        ensure!(page.query().await? == "q=nimu", "{}", page.query().await?);
        // As voice control and switch access click.
        page.js("document.querySelector('#suggestion-0').click()")
            .await?;
        page.wait_for_query("county=nimu").await
    })
}

#[test]
fn the_slash_key_opens_the_search_whatever_it_writes() -> Result<()> {
    browser_test(async |browser| {
        for written in ["/", "、", "／"] {
            let page = browser.open("/").await?;
            key(&page, written, "code: 'Slash'").await?;
            let focused = async || page.js("return document.activeElement.name ?? ''").await;
            page.wait_for("the focus", focused, |name| *name == "q")
                .await?;
        }
        // Shift makes another key of it.
        let page = browser.open("/").await?;
        key(&page, "/", "code: 'Slash', shiftKey: true").await?;
        settle(&page).await?;
        ensure!(page.js("return document.activeElement.name ?? ''").await? == "");
        Ok(())
    })
}

#[test]
fn an_arrow_key_with_shift_is_the_browsers() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?at=m14").await?;
        for modifier in ["shiftKey", "altKey", "ctrlKey", "metaKey"] {
            key(&page, "ArrowRight", &format!("{modifier}: true")).await?;
        }
        settle(&page).await?;
        ensure!(page.query().await? == "at=m14", "{}", page.query().await?);
        key(&page, "ArrowRight", "").await?;
        page.wait_for_query("at=m15").await
    })
}

#[test]
fn a_page_in_a_frame_takes_no_focus_and_scrolls_nothing_around_it() -> Result<()> {
    browser_test(async |browser| {
        for link in [
            "embed=1&at=m14",
            "view=text&embed=1&at=m40",
            "view=timeline&embed=1&at=m14",
        ] {
            let host = format!(
                "<!doctype html><title>host</title><input id=own><div style='height:3000px'></div><iframe src='/?{link}' width=800 height=600></iframe>"
            );
            let page = browser
                .page("/frame.html")
                .altered(move |path, answer| {
                    if path == "/frame.html" {
                        answer.file("frame.html", host.as_bytes());
                    }
                })
                .without_waiting()
                .open()
                .await?;
            page.click("#own").await?;
            let inside = "return !!frames[0]?.document.documentElement.hasAttribute('data-ready')";
            page.wait_for(
                "the frame",
                async || page.js(inside).await,
                |ready| *ready == true,
            )
            .await?;
            settle(&page).await?;
            let seen = page
                .js("return [document.activeElement.id, Math.round(scrollY)]")
                .await?;
            ensure!(seen == serde_json::json!(["own", 0]), "{link}: {seen}");
        }
        Ok(())
    })
}

#[test]
fn the_number_of_results_stays_one_element() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.js("document.querySelector('#status').marked = true")
            .await?;
        for view in [
            "timeline", "projects", "figures", "counties", "matrix", "about", "list",
        ] {
            page.click(&format!("#tab-{view}")).await?;
            let current = format!("#tab-{view}[aria-current=page]");
            page.wait_for_count(&current, 1).await?;
        }
        page.click("#theme-ecology").await?;
        page.wait_for_query("theme=ecology").await?;
        page.fill("input[name=q]", "没有这样的话").await?;
        page.wait_for_text("#status", "0 段").await?;
        let same = page
            .js("return document.querySelector('#status').marked")
            .await?;
        ensure!(same == true, "the status was replaced");
        Ok(())
    })
}

#[test]
fn the_tab_of_the_counties_leads_to_the_mode_that_was_shown_last() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?county=nimu").await?;
        let current = "a[aria-current=page]";
        for (press, query) in [
            ("#tab-counties", "view=map&county=nimu"),
            ("#tab-compare", "view=compare&county=nimu"),
            ("#tab-matrix", "view=matrix&county=nimu"),
            ("#tab-list", "county=nimu"),
            ("#tab-counties", "view=matrix&county=nimu"),
        ] {
            page.click(press).await?;
            page.wait_for_query(query).await?;
            let modes = usize::from(query.starts_with("view"));
            page.wait_for_count(&format!(".modes {current}"), modes)
                .await?;
            page.wait_for_count(&format!(".tabs {current}"), 1).await?;
            let tab = if modes == 1 { "counties" } else { "list" };
            page.wait_for_count(&format!("#tab-{tab}[aria-current=page]"), 1)
                .await?;
        }
        Ok(())
    })
}

#[test]
fn the_skip_link_leads_to_the_results_in_every_view() -> Result<()> {
    browser_test(async |browser| {
        for view in [
            "list", "timeline", "projects", "figures", "map", "matrix", "compare", "text", "about",
        ] {
            let page = browser.open(&format!("/?view={view}")).await?;
            page.js("document.querySelector('.skip').focus()").await?;
            page.press(Key::Enter).await?;
            let id = async || page.js("return document.activeElement.id").await;
            let wanted = if view == "about" { "results" } else { "status" };
            page.wait_for(view, id, |id| *id == wanted).await?;
        }
        Ok(())
    })
}

/// Where the element is, in pixels from the top of the window.
async fn top_of(page: &Page, css: &str) -> Result<f64> {
    let top = page
        .js(&format!(
            "return document.querySelector({css:?})?.getBoundingClientRect().top"
        ))
        .await?;
    top.as_f64().with_context(|| format!("there is no {css}"))
}

#[test]
fn escape_gives_back_focus_and_place_in_every_list() -> Result<()> {
    browser_test(async |browser| {
        for (view, css) in [
            (
                "view=timeline&group=none",
                ".lane-list a[data-opens=ms-nimu-command-centre]",
            ),
            ("view=projects", ".project a[data-opens]"),
            ("", ".item a[data-opens=m14]"),
        ] {
            let page = browser
                .page(&format!("/?{view}"))
                .size(1440, 900)
                .open()
                .await?;
            page.wait_for(css, async || page.count(css).await, |count| *count > 0)
                .await?;
            let code = format!(
                "document.querySelector({css:?}).scrollIntoView({{ block: 'center', behavior: 'instant' }})"
            );
            page.js(&code).await?;
            settle(&page).await?;
            let id = page
                .js(&format!(
                    "return document.querySelector({css:?}).dataset.opens"
                ))
                .await?;
            let id = id.as_str().context("no id")?.to_owned();
            let own = format!("#content [data-opens='{id}']");
            let before = top_of(&page, &own).await?;
            page.js(&format!(
                "document.querySelector({own:?}).dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true }}))"
            ))
            .await?;
            page.wait_for_count("#reader-title", 1).await?;
            settle(&page).await?;
            page.press(Key::Escape).await?;
            page.wait_for_count("#reader-title", 0).await?;
            settle(&page).await?;
            let after = top_of(&page, &own).await?;
            ensure!((after - before).abs() <= 8.0, "{view}: {before} → {after}");
            let focused = page
                .js("return document.activeElement.dataset.opens ?? ''")
                .await?;
            ensure!(focused == id.as_str(), "{view}: the focus is on {focused}");
        }
        Ok(())
    })
}

#[test]
fn a_number_far_down_on_a_phone_opens_its_list_at_the_top() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/?view=compare&county=linzhou,nimu")
            .size(360, 740)
            .open()
            .await?;
        let css = ".compare-counts tbody tr:last-child td a";
        let code = format!(
            "const link = document.querySelector({css:?}); link.scrollIntoView({{ block: 'center', behavior: 'instant' }}); link.click()"
        );
        page.js(&code).await?;
        page.wait_for(
            "the list",
            async || page.count(".statements li").await,
            |count| *count > 0,
        )
        .await?;
        settle(&page).await?;
        let top = top_of(&page, "#results").await?;
        ensure!((-8.0..740.0).contains(&top), "the list begins at {top}");
        Ok(())
    })
}

#[test]
fn a_deep_link_shows_its_entry_in_the_answer_too() -> Result<()> {
    browser_test(async |browser| {
        let project = native::plan()?.projects().last().context("no project")?;
        for (link, css) in [
            ("at=m44".to_owned(), ".item.open"),
            // Under one county, what means it as part of a group is folded.
            ("county=nimu&at=m14".to_owned(), ".folded[open] .item.open"),
            (
                "view=timeline&at=ms-nimu-command-centre".to_owned(),
                ".lane-cell.open",
            ),
            (format!("view=projects&at={}", project.id), ".project.open"),
        ] {
            let page = browser
                .page(&format!("/?{link}"))
                .size(1440, 900)
                .open()
                .await?;
            let place = format!(
                "const place = document.querySelector('{css}')?.getBoundingClientRect();
                return !!place && place.top >= 0 && place.bottom <= innerHeight"
            );
            page.wait_for(&link, async || page.js(&place).await, |seen| *seen == true)
                .await?;
        }
        Ok(())
    })
}

#[test]
fn back_after_typing_leads_to_the_view_before_the_search() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/?county=nimu").fresh().open().await?;
        page.fill("input[name=q]", "旅游").await?;
        page.wait_for_query("county=nimu&q=%E6%97%85%E6%B8%B8")
            .await?;
        page.back().await?;
        page.wait_for_query("county=nimu").await?;
        shows_list(&page, "county=nimu").await?;
        // A choice just after typing keeps what was typed, as an entry of its own.
        page.fill("input[name=q]", "旅游").await?;
        page.js("document.querySelector('#theme-culture_tourism').click()")
            .await?;
        page.wait_for_query("theme=culture_tourism&county=nimu&q=%E6%97%85%E6%B8%B8")
            .await?;
        page.back().await?;
        page.wait_for_query("county=nimu&q=%E6%97%85%E6%B8%B8")
            .await?;
        page.back().await?;
        page.wait_for_query("county=nimu").await
    })
}

#[test]
fn the_chosen_language_stays_on_every_way() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        let language = async || page.js("return document.documentElement.lang").await;
        page.click("#lang-link").await?;
        page.wait_for("English", language, |lang| *lang == "en")
            .await?;
        settle(&page).await?;
        page.click(".questions li:first-child a").await?;
        page.wait_for(
            "an answer",
            async || page.query().await,
            |query| query.contains("county="),
        )
        .await?;
        ensure!(language().await? == "en", "a question changed the language");
        page.back().await?;
        page.wait_for_query("lang=en").await?;
        page.back().await?;
        page.wait_for_query("").await?;
        ensure!(language().await? == "en", "going back changed the language");
        Ok(())
    })
}

#[test]
fn a_theme_and_a_reach_chosen_at_once_both_hold() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?county=nimu").await?;
        page.js("document.querySelector('#theme-ecology').click(); document.querySelector('#reach-named').click()")
            .await?;
        page.wait_for_query("theme=ecology&county=nimu&reach=named")
            .await?;
        page.js("document.querySelector('#theme-ecology').click(); document.querySelector('#reach-all').click()")
            .await?;
        page.wait_for_query("county=nimu").await
    })
}

#[test]
fn back_closes_the_filter_sheet_first_and_keeps_the_choices() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/?theme=rural")
            .size(360, 740)
            .fresh()
            .open()
            .await?;
        let is_open = async || {
            page.js("return document.querySelector('#filters').classList.contains('up')")
                .await
        };
        page.click("#filters-button").await?;
        page.wait_for("the sheet", is_open, |open| *open == true)
            .await?;
        page.back().await?;
        page.wait_for("no sheet", is_open, |open| *open == false)
            .await?;
        ensure!(page.query().await? == "theme=rural");
        page.click("#filters-button").await?;
        page.wait_for("the sheet", is_open, |open| *open == true)
            .await?;
        page.js("document.querySelector('#county-nimu').click()")
            .await?;
        page.js("document.querySelector('#county-qushui').click()")
            .await?;
        page.wait_for_query("theme=rural&county=nimu,qushui")
            .await?;
        page.back().await?;
        page.wait_for("no sheet", is_open, |open| *open == false)
            .await?;
        settle(&page).await?;
        page.wait_for_query("theme=rural&county=nimu,qushui")
            .await?;
        // Then it takes back one choice after the other.
        page.back().await?;
        page.wait_for_query("theme=rural&county=nimu").await?;
        page.back().await?;
        page.wait_for_query("theme=rural").await?;
        shows_list(&page, "theme=rural").await
    })
}
