//! The first paint: what the page shows before the program runs is what it shows then, and what is pressed or typed
//! until then is not lost. `src/pages/prerendered.rs` draws it, `src/pages/first.js` chooses it.

use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::shown::shows_list;
use crate::support::{Browser, Gate, Key, Opening, Page, browser_test};

/// Keeps what the page shows in its first frames, and what moves in it.
const WATCH: &str = "
    // The page waits a second for an answer and eight for the program. A busy machine takes longer.
    const wait = window.setTimeout.bind(window);
    window.setTimeout = (then, delay, ...rest) => wait(then, delay >= 1000 ? delay * 60 : delay, ...rest);
    window.shifts = [];
    window.before = null;
    try {
        const from = ({ node, previousRect: a, currentRect: b }) =>
            `${node?.id || node?.className || node?.nodeName} from ${[a.x, a.y, a.width, a.height]} to ${[b.x, b.y, b.width, b.height]}`;
        const keep = list => { for (const entry of list.getEntries())
            window.shifts.push({ at: entry.startTime, what: `${entry.value}: ${entry.sources.map(from)}` }) };
        new PerformanceObserver(keep).observe({ type: 'layout-shift', buffered: true });
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
    // The parser may pause anywhere, and what is painted then grows. From the first whole screen on nothing moves.
    let isWhole = false;
    const frame = () => {
        const root = document.documentElement;
        if (root.hasAttribute('data-ready') || window.before) return;
        const first = document.querySelector('.outline') && root.dataset.first;
        if (first === 'page' && isWhole) {
            window.before = window.look('#first');
            window.since = performance.now();
        }
        isWhole = first === 'page';
        // When the other callbacks of this frame have run, too.
        if (first === 'outline') setTimeout(() => {
            const seen = [...document.querySelectorAll('#first .row, #first .overview')].filter(e => e.checkVisibility());
            const chosen = [...document.querySelectorAll('#chosen li')].map(e => e.textContent);
            window.before ??= { results: seen.length, chosen, outline: !!document.querySelector('.outline')?.checkVisibility() };
        });
        requestAnimationFrame(frame);
    };
    frame();";

/// The page at a link, and the gate at which its program waits.
async fn late(browser: &Browser, link: &str, width: u32) -> Result<(Rc<Page>, Gate)> {
    let height = if width < 600 { 740 } else { 900 };
    let opening = browser.page(&format!("/?{link}")).size(width, height);
    without_program(opening.first(WATCH)).await
}

/// Opens a page whose program waits at a gate.
async fn without_program(opening: Opening<'_>) -> Result<(Rc<Page>, Gate)> {
    let program = Gate::shut();
    let gate = program.clone();
    let opening = opening.altered(move |path, answer| {
        if path.ends_with(".wasm") {
            answer.gate = Some(gate.clone());
        }
    });
    Ok((opening.without_waiting().open().await?, program))
}

/// Waits until the page has shown what it shows before the program, and lets the program come.
async fn let_program_come(page: &Page, program: &Gate) -> Result<Value> {
    let before = async || page.js("return window.before").await;
    let before = page
        .wait_for("the first screen", before, |before| !before.is_null())
        .await?;
    program.open();
    page.wait_until_ready().await?;
    Ok(before)
}

/// What has moved since the first whole screen.
const SHIFTS: &str = "return window.shifts.filter(shift => shift.at >= (window.since ?? 0)).map(shift => shift.what)";

/// The first words and their places stay when the program comes.
async fn stays(page: &Page, program: &Gate, link: &str) -> Result<()> {
    let before = let_program_come(page, program).await?;
    let lines = before["words"].as_array().map_or(0, Vec::len);
    ensure!(lines > 10, "?{link}: {before}");
    // Given by the test, as the page may have been loaded again meanwhile.
    let code = "const [before, after] = [arguments[0], window.look('#app')];
             const differs = (name, same) => before[name].map((value, at) => [value, after[name][at]])
                 .filter(([a, b]) => !same(a, b)).map(([a, b]) => `${a} became ${b}`);
             const near = (a, b) => b && a.every((value, at) => at === 0 || Math.abs(value - b[at]) <= 1);
             return [...differs('words', (a, b) => a === b), ...differs('filters', (a, b) => a === b),
                 ...differs('places', near)].slice(0, 5)";
    let changed = page.driver().execute(code, vec![before]).await?;
    let changed = changed.json();
    ensure!(*changed == json!([]), "?{link}: {changed}");
    let shifts = page.js(SHIFTS).await?;
    ensure!(shifts == json!([]), "?{link} shifts: {shifts}");
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
            let (page, program) = late(browser, link, 1440).await?;
            stays(&page, &program, link).await?;
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
                let (page, program) = late(browser, link, width).await?;
                stays(&page, &program, link).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn the_first_words_stay_in_large_text_and_after_a_reload_half_way_down() -> Result<()> {
    browser_test(async |browser| {
        let first = "localStorage.setItem('plan-explorer.size', 'largest');".to_owned() + WATCH;
        let opening = browser.page("/?theme=ecology").size(1440, 900);
        let (page, program) = without_program(opening.first(first)).await?;
        stays(&page, &program, "theme=ecology").await?;
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
        let shifts = page.js(SHIFTS).await?;
        ensure!(shifts == json!([]), "it shifts: {shifts}");
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
            let (page, program) = late(browser, link, 1440).await?;
            let before = let_program_come(&page, &program).await?;
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
        let (page, program) = late_in_english(browser, "").await?;
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
        program.open();
        page.wait_until_ready().await?;
        ensure!(page.query().await? == "theme=ecology&lang=en");
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_first_words_in_english_stay_when_the_program_comes() -> Result<()> {
    browser_test(async |browser| {
        for link in ["", "theme=ecology"] {
            let (page, program) = late_in_english(browser, link).await?;
            stays(&page, &program, link).await?;
        }
        Ok(())
    })
}

/// The page at a link for a reader whose browser is in English, and the gate at which its program waits.
async fn late_in_english(browser: &Browser, link: &str) -> Result<(Rc<Page>, Gate)> {
    let opening = browser.page(&format!("/?{link}")).size(1440, 900);
    without_program(opening.language("en").first(WATCH).fresh()).await
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
        let (page, _program) = late(browser, "view=timeline", 1440).await?;
        shows_first(&page, &["outline", "zh-Hans", "tab-timeline"]).await?;
        page.click("#first #home").await?;
        shows_first(&page, &["page", "zh-Hans", "tab-list"]).await?;
        let (page, _program) = late_in_english(browser, "view=timeline").await?;
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
        let program = Gate::shut();
        let gate = program.clone();
        let page = browser
            .page("/?theme=ecology")
            .altered(move |path, answer| {
                if path.contains("/first/") {
                    answer.missing();
                }
                if path.ends_with(".wasm") {
                    answer.gate = Some(gate.clone());
                }
            })
            .first(WATCH)
            .without_waiting()
            .fresh()
            .open()
            .await?;
        let before = let_program_come(&page, &program).await?;
        ensure!(
            before == json!({ "results": 0, "chosen": ["生态与绿色低碳"], "outline": true }),
            "{before}"
        );
        shows_list(&page, "theme=ecology").await
    })
}

#[test]
fn an_answer_that_comes_late_replaces_the_outline() -> Result<()> {
    browser_test(async |browser| {
        let (answer_gate, program) = (Gate::shut(), Gate::shut());
        let gates = (answer_gate.clone(), program.clone());
        let opening = browser
            .page("/?theme=ecology")
            .altered(move |path, answer| {
                if path.contains("/first/") {
                    answer.gate = Some(gates.0.clone());
                }
                if path.ends_with(".wasm") {
                    answer.gate = Some(gates.1.clone());
                }
            });
        let page = opening.without_waiting().fresh().open().await?;
        shows_first(&page, &["outline", "zh-Hans", "tab-list"]).await?;
        answer_gate.open();
        answers_early(&page, &["生态与绿色低碳"]).await?;
        program.open();
        page.wait_until_ready().await?;
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
        let (page, program) = late(browser, "", 1440).await?;
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
        program.open();
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
            let (page, program) = late(browser, from, 1440).await?;
            page.click(press).await.with_context(|| to.to_owned())?;
            program.open();
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
        let (page, program) = late(browser, "", 1440).await?;
        page.click("#first #search").await?;
        page.type_text("dikong").await?;
        program.open();
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
        let (page, program) = late(browser, "", 1440).await?;
        page.click("#first .help-button").await?;
        program.open();
        page.wait_until_ready().await?;
        page.wait_for_count("#help[open]", 1).await?;
        let (page, program) = late(browser, "theme=ecology", 360).await?;
        page.click("#first #filters-button").await?;
        program.open();
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
