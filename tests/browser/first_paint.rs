//! The first paint: what the page shows before the program runs is what it shows then, and what is pressed or typed
//! until then is not lost. `src/pages/prerendered.rs` draws it, `src/pages/first.js` chooses it.

use std::rc::Rc;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::shown::shows_list;
use crate::support::{Browser, Key, Page, browser_test};

/// Keeps what the page shows in its first frames, and what moves in it.
const WATCH: &str = "
    window.shift = 0;
    window.before = null;
    try {
        const sum = list => { for (const entry of list.getEntries()) window.shift += entry.value };
        new PerformanceObserver(sum).observe({ type: 'layout-shift', buffered: true });
    } catch {}
    window.look = root => {
        const lines = e => e.innerText.split('\\n').map(line => line.trim()).filter(Boolean);
        const place = e => {
            const box = e.getBoundingClientRect();
            return [box.x, box.y + scrollY, box.width, box.height].map(Math.round);
        };
        const all = css => [...document.querySelectorAll(`${root} :is(${css})`)];
        const parts = all('h1.name, .tabs a, .tools > *, #filters .value, #filters legend, #status, .chips a, .overview, .profile, .row');
        return {
            words: lines(document.querySelector(`${root} #results`)),
            filters: all('.site, #filters .value, #filters legend').map(e => e.innerText.replace(/\\s+/g, ' ').trim()),
            places: parts.map(e => [e.className, ...place(e)]),
        };
    };
    const frame = () => {
        const root = document.documentElement;
        if (root.hasAttribute('data-ready') || window.before) return;
        const first = document.querySelector('.outline') && root.dataset.first;
        if (first === 'page') window.before = window.look('#first');
        // When the other callbacks of this frame have run, too.
        if (first === 'outline') setTimeout(() => {
            const seen = [...document.querySelectorAll('#first .row, #first .overview')].filter(e => e.checkVisibility());
            const chosen = [...document.querySelectorAll('#chosen li')].map(e => e.textContent);
            window.before ??= { results: seen.length, chosen, outline: !!document.querySelector('.outline')?.checkVisibility() };
        });
        requestAnimationFrame(frame);
    };
    frame();";

/// The page at a link, whose program comes so much later.
async fn late(browser: &Browser, link: &str, width: u32, delay: Duration) -> Result<Rc<Page>> {
    late_after(browser, WATCH, link, width, delay).await
}

/// The same after a script that runs before the page's own.
async fn late_after(
    browser: &Browser,
    first: &str,
    link: &str,
    width: u32,
    delay: Duration,
) -> Result<Rc<Page>> {
    let height = if width < 600 { 740 } else { 900 };
    let opening = browser.page(&format!("/?{link}")).size(width, height);
    opening
        .altered(move |path, answer| {
            if path.ends_with(".wasm") {
                answer.delay = delay;
            }
        })
        .first(first)
        .without_waiting()
        .open()
        .await
}

const SOON: Duration = Duration::from_millis(1500);
const LATE: Duration = Duration::from_secs(5);

/// The first words and their places stay when the program comes.
async fn stays(page: &Page, link: &str) -> Result<()> {
    page.wait_until_ready().await?;
    let changed = page
        .js("const [before, after] = [window.before, window.look('#app')];
             if (!before?.words) return [`${JSON.stringify(before)} before`];
             const differs = (name, same) => before[name].map((value, at) => [value, after[name][at]])
                 .filter(([a, b]) => !same(a, b)).map(([a, b]) => `${a} became ${b}`);
             const near = (a, b) => b && a.every((value, at) => at === 0 || Math.abs(value - b[at]) <= 1);
             return [...differs('words', (a, b) => a === b), ...differs('filters', (a, b) => a === b),
                 ...differs('places', near)].slice(0, 5)")
        .await?;
    ensure!(changed == json!([]), "?{link}: {changed}");
    let lines = page.js("return window.before.words.length").await?;
    ensure!(lines.as_u64() > Some(10), "?{link}: {lines} lines");
    let shift = page.js("return window.shift").await?;
    ensure!(shift.as_f64() == Some(0.0), "?{link} shifts by {shift}");
    Ok(())
}

#[test]
fn the_first_words_stay_when_the_program_comes() -> Result<()> {
    browser_test(async |browser| {
        for link in [
            "",
            "theme=ecology",
            "theme=urban&utm_source=x&from=singlemessage&isappinstalled=0",
            "county=nimu",
            "scene=1&county=chengguan",
            "theme=ecology&county=nimu",
            "county=mozhugongka&theme=law_governance&from=timeline",
            "lang=zh&county=nimu",
            "lang=en",
            "theme=ecology&lang=en",
            "county=nimu&theme=ecology&lang=en&from=timeline",
        ] {
            let page = late(browser, link, 1440, SOON).await?;
            stays(&page, link).await?;
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn the_first_words_stay_at_every_width() -> Result<()> {
    browser_test(async |browser| {
        for width in [360, 768] {
            for link in ["", "theme=ecology", "county=nimu", "county=nimu&lang=en"] {
                let page = late(browser, link, width, SOON).await?;
                stays(&page, link).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn the_first_words_stay_in_large_text_and_after_a_reload_half_way_down() -> Result<()> {
    browser_test(async |browser| {
        let first = "localStorage.setItem('plan-explorer.size', 'largest');".to_owned() + WATCH;
        let page = late_after(browser, &first, "theme=ecology", 1440, SOON).await?;
        stays(&page, "theme=ecology").await?;
        ensure!(
            page.js("return document.documentElement.dataset.size")
                .await?
                == "largest"
        );
        page.js("scrollTo(0, 1500)").await?;
        // After the reload the answer comes a moment later.
        let top = "const item = document.querySelectorAll('.item')[6];
            return item ? Math.round(item.getBoundingClientRect().top) : null";
        let before = page.js(top).await?;
        page.reload().await?;
        page.wait_for(
            "the place to be the same",
            async || page.js(top).await,
            |after| *after == before,
        )
        .await?;
        let shift = page.js("return window.shift").await?;
        ensure!(shift.as_f64() == Some(0.0), "it shifts by {shift}");
        Ok(())
    })
}

#[test]
fn another_link_shows_the_outline_and_the_chosen_words_and_no_results() -> Result<()> {
    browser_test(async |browser| {
        for (link, chosen) in [
            ("view=timeline", json!(["时间轴"])),
            ("q=%E4%BD%8E%E7%A9%BA", json!(["“低空”"])),
            ("at=m14", json!([])),
            (
                "theme=ecology,rural",
                json!(["生态与绿色低碳", "农牧业与乡村"]),
            ),
            (
                "theme=ecology&kind=target",
                json!(["生态与绿色低碳", "目标"]),
            ),
            ("theme=%E7%94%9F%E6%80%81", json!([])),
            ("Theme=ecology", json!([])),
            ("theme=ecology&amp;county=nimu", json!(["生态与绿色低碳"])),
            ("theme=nosuch", json!([])),
            (
                "theme=ecology&county=nimu%26reach=named",
                json!(["生态与绿色低碳"]),
            ),
            ("lang=EN", json!([])),
            ("lang=fr", json!([])),
        ] {
            let page = late(browser, link, 1440, SOON).await?;
            page.wait_until_ready().await?;
            let before = page.js("return window.before").await?;
            let wanted = json!({ "results": 0, "chosen": chosen, "outline": true });
            ensure!(before == wanted, "?{link}: {before}");
        }
        Ok(())
    })
}

#[test]
fn a_reader_of_english_gets_the_first_words_in_english() -> Result<()> {
    browser_test(async |browser| {
        let english = ["Ecology and green, low-carbon development"];
        let page = late_in_english(browser, "", LATE).await?;
        shows_first(&page, &["page", "en", "tab-list"]).await?;
        page.click("#first #theme-ecology").await?;
        answers_early(&page, &english).await?;
        // To Chinese with the keyboard, which keeps the focus, and in the views before it, too.
        page.js("document.getElementById('lang-link').focus()")
            .await?;
        page.press(Key::Enter).await?;
        answers_early(&page, &["生态与绿色低碳"]).await?;
        shows_first(&page, &["page", "zh-Hans", "tab-list"]).await?;
        let focused = page.js("return document.activeElement.id").await?;
        ensure!(focused == "lang-link", "{focused} has the focus");
        ensure!(page.query().await? == "theme=ecology&lang=zh");
        page.back().await?;
        answers_early(&page, &["生态与绿色低碳"]).await?;
        page.click("#first #lang-link").await?;
        answers_early(&page, &english).await?;
        ensure!(
            !page.exists("html[data-ready]").await?,
            "the program is there"
        );
        page.wait_until_ready().await?;
        ensure!(page.query().await? == "theme=ecology&lang=en");
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_first_words_in_english_stay_when_the_program_comes() -> Result<()> {
    browser_test(async |browser| {
        for link in ["", "theme=ecology"] {
            let page = late_in_english(browser, link, SOON).await?;
            stays(&page, link).await?;
        }
        Ok(())
    })
}

/// The page at a link for a reader whose browser is in English, whose program comes so much later.
async fn late_in_english(browser: &Browser, link: &str, delay: Duration) -> Result<Rc<Page>> {
    let opening = browser.page(&format!("/?{link}")).size(1440, 900);
    let opening = opening.language("en").altered(move |path, answer| {
        if path.ends_with(".wasm") {
            answer.delay = delay;
        }
    });
    opening.first(WATCH).without_waiting().fresh().open().await
}

/// Waits until the page before the program is in this state and language, with this tab marked.
async fn shows_first(page: &Page, wanted: &[&str; 3]) -> Result<()> {
    let code = "const root = document.documentElement;
        const tabs = [...document.querySelectorAll('#first .tabs [aria-current]')].map(e => e.id);
        return [root.dataset.first, root.lang, ...tabs]";
    let wanted = json!(wanted);
    page.wait_for(
        &wanted.to_string(),
        async || page.js(code).await,
        |found| *found == wanted,
    )
    .await?;
    Ok(())
}

#[test]
fn the_header_is_that_of_the_overview_again_after_an_outline() -> Result<()> {
    browser_test(async |browser| {
        let page = late(browser, "view=timeline", 1440, LATE).await?;
        shows_first(&page, &["outline", "zh-Hans", "tab-timeline"]).await?;
        page.click("#first #home").await?;
        shows_first(&page, &["page", "zh-Hans", "tab-list"]).await?;
        let page = late_in_english(browser, "view=timeline", LATE).await?;
        shows_first(&page, &["outline", "zh-Hans", "tab-timeline"]).await?;
        page.click("#first #home").await?;
        shows_first(&page, &["page", "en", "tab-list"]).await?;
        page.click("#first #tab-timeline").await?;
        shows_first(&page, &["outline", "en", "tab-timeline"]).await
    })
}

#[test]
fn an_answer_that_does_not_come_gives_way_to_the_outline() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/?theme=ecology")
            .altered(|path, answer| {
                if path.contains("/first/") {
                    answer.missing();
                }
                if path.ends_with(".wasm") {
                    answer.delay = SOON;
                }
            })
            .first(WATCH)
            .without_waiting()
            .fresh()
            .open()
            .await?;
        page.wait_until_ready().await?;
        let before = page.js("return window.before").await?;
        ensure!(
            before == json!({ "results": 0, "chosen": ["生态与绿色低碳"], "outline": true }),
            "{before}"
        );
        shows_list(&page, "theme=ecology").await
    })
}

/// Waits until the prerendered page shows the answer to a theme, a county or both, before the program is there.
async fn answers_early(page: &Page, chips: &[&str]) -> Result<()> {
    let code = "const shown = document.documentElement.dataset.first === 'page' && !document.documentElement.hasAttribute('data-ready');
        return shown ? [...document.querySelectorAll('#first .chips li:not(.clear)')].map(e => e.firstElementChild.firstChild.textContent.trim()) : []";
    let wanted = json!(chips);
    page.wait_for(
        &format!("{wanted} to be answered before the program"),
        async || page.js(code).await,
        |found| *found == wanted,
    )
    .await?;
    Ok(())
}

#[test]
fn what_is_pressed_before_the_program_is_answered() -> Result<()> {
    browser_test(async |browser| {
        let page = late(browser, "", 1440, LATE).await?;
        page.click("#first #theme-ecology").await?;
        answers_early(&page, &["生态与绿色低碳"]).await?;
        // The first of these is not answered yet when the second is pressed.
        page.js("['county-linzhou', 'county-linzhou', 'county-nimu'].forEach(id => document.getElementById(id).click())")
            .await?;
        answers_early(&page, &["尼木县", "生态与绿色低碳"]).await?;
        ensure!(page.query().await? == "theme=ecology&county=nimu");
        page.back().await?;
        answers_early(&page, &["生态与绿色低碳"]).await?;
        page.forward().await?;
        answers_early(&page, &["尼木县", "生态与绿色低碳"]).await?;
        ensure!(
            !page.exists("html[data-ready]").await?,
            "the program is there"
        );
        page.wait_until_ready().await?;
        shows_list(&page, "theme=ecology&county=nimu").await?;
        page.back().await?;
        shows_list(&page, "theme=ecology").await
    })
}

#[test]
fn a_tab_a_passage_and_a_second_theme_wait_for_the_program() -> Result<()> {
    browser_test(async |browser| {
        for (from, press, to, seen) in [
            (
                "theme=ecology",
                "#first #tab-timeline",
                "view=timeline&theme=ecology",
                ".lanes-table",
            ),
            (
                "",
                "#first h4 a[href='text.html#ch1.1']",
                "at=ch1.1",
                "#reader-title",
            ),
            (
                "theme=ecology",
                "#first #theme-rural",
                "theme=rural,ecology",
                ".chips",
            ),
            (
                "county=nimu",
                "#first #kind-target",
                "county=nimu&kind=target",
                ".chips",
            ),
        ] {
            let page = late(browser, from, 1440, LATE).await?;
            page.click(press).await.with_context(|| to.to_owned())?;
            page.wait_until_ready().await?;
            page.wait_for_query(to).await?;
            page.wait_for_count(&format!("#app {seen}"), 1).await?;
        }
        Ok(())
    })
}

#[test]
fn what_is_typed_before_the_program_is_searched() -> Result<()> {
    browser_test(async |browser| {
        let page = late(browser, "", 1440, LATE).await?;
        page.click("#first #search").await?;
        page.type_text("dikong").await?;
        ensure!(
            !page.exists("html[data-ready]").await?,
            "the program is there"
        );
        page.wait_until_ready().await?;
        shows_list(&page, "q=dikong").await?;
        page.type_text("j").await?;
        page.wait_for_query("q=dikongj").await?;
        Ok(())
    })
}

#[test]
fn a_button_pressed_before_the_program_is_pressed_then() -> Result<()> {
    browser_test(async |browser| {
        let page = late(browser, "", 1440, LATE).await?;
        page.click("#first .help-button").await?;
        page.wait_until_ready().await?;
        page.wait_for_count("#help[open]", 1).await?;
        let page = late(browser, "theme=ecology", 360, LATE).await?;
        page.click("#first #filters-button").await?;
        page.wait_until_ready().await?;
        page.wait_for_count("#filters.up", 1).await?;
        Ok(())
    })
}

#[test]
fn without_scripts_the_links_lead_to_static_pages() -> Result<()> {
    browser_test(async |browser| {
        for (press, to) in [
            ("#first #theme-ecology", "/s/theme-ecology.html"),
            ("#first #county-nimu", "/s/county-nimu.html"),
            ("#first #tab-timeline", "/text.html"),
            ("#first h4 a[href='text.html#ch1.1']", "/text.html#ch1.1"),
        ] {
            let page = browser.page("/").size(1440, 900);
            let page = page.without_scripts().open().await?;
            ensure!(!page.element("#first #search").await?.is_displayed().await?);
            page.click(press).await?;
            let there = |address: &String| address.ends_with(to);
            page.wait_for(to, async || page.url().await, there).await?;
        }
        Ok(())
    })
}
