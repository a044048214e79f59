//! What stays in sight and in reach: the header, the filters, the bar of a phone. And what stays in its place when
//! something opens over it.

use std::rc::Rc;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::native;
use crate::shown::{contents, settle};
use crate::support::{Browser, Key, Page, browser_test};

const PHONE: (u32, u32) = (360, 740);

async fn open(browser: &Browser, link: &str, (width, height): (u32, u32)) -> Result<Rc<Page>> {
    let page = browser.page(&format!("/?{link}"));
    page.size(width, height).still().open().await
}

/// Waits until a condition in JavaScript holds.
async fn wait_until(page: &Page, condition: &str) -> Result<()> {
    let code = format!("return {condition}");
    let holds = async || page.js(&code).await;
    page.wait_for(condition, holds, |found| *found == true)
        .await
        .map(drop)
}

/// Scrolls the page down, as far as `by` pixels.
async fn scroll(page: &Page, by: u32) -> Result<()> {
    page.js(&format!("scrollTo({{ top: {by}, behavior: 'instant' }})"))
        .await?;
    wait_until(page, "scrollY > 300").await
}

/// Those of the elements that `css` matches that another element covers, or that are out of sight.
async fn out_of_reach(page: &Page, css: &str) -> Result<Value> {
    page.js(&format!(
        "const all = [...document.querySelectorAll({css:?})].filter(e => e.getClientRects().length > 0);
         const bad = all.filter(element => {{
             const r = element.getBoundingClientRect();
             const there = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
             return !element.contains(there);
         }});
         return all.length ? bad.map(element => element.id || element.className) : ['none']"
    ))
    .await
}

#[test]
fn the_header_of_a_phone_is_low_and_names_the_view() -> Result<()> {
    browser_test(async |browser| {
        for width in [320, 360] {
            for lang in ["zh", "en"] {
                let link = format!("view=timeline&lang={lang}");
                let page = open(browser, &link, (width, 740)).await?;
                let height = page
                    .js("return document.querySelector('.site').getBoundingClientRect().height")
                    .await?;
                ensure!(
                    height.as_f64() <= Some(96.0),
                    "{height} px at {width} in {lang}"
                );
                let here = contents(&page, ".here").await?.concat();
                ensure!(["时间轴", "Timeline"].contains(&&*here), "{here}");
                let wanted = json!([]);
                let found = out_of_reach(&page, ".site :is(a, button, .here)").await?;
                ensure!(found == wanted, "{found} at {width} in {lang}");
            }
        }
        Ok(())
    })
}

#[test]
fn views_filters_and_sharing_are_in_reach_at_any_scroll() -> Result<()> {
    browser_test(async |browser| {
        for (size, css) in [
            (PHONE, ".search-button, .bottom-bar button"),
            ((768, 1024), ".tabs a, .search-button, .bottom-bar button"),
            ((1440, 900), ".tabs a, .tools > *, #filters"),
        ] {
            let page = open(browser, "", size).await?;
            for by in [600, 3000, 999_999] {
                scroll(&page, by).await?;
                let found = out_of_reach(&page, css).await?;
                ensure!(found == json!([]), "{found} at {size:?}, {by} down");
            }
        }
        Ok(())
    })
}

#[test]
fn the_filters_scroll_by_themselves() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "", (1440, 900)).await?;
        // Whole, so that the end of the page is further down.
        page.wait_for_count(".item", native::total("")?).await?;
        let seen = page
            .js("const filters = document.querySelector('#filters');
                 filters.scrollTop = 200;
                 return [filters.scrollTop, scrollY]")
            .await?;
        ensure!(seen == json!([200, 0]), "{seen}");
        // The page scrolls, and they stay where they are.
        scroll(&page, 2000).await?;
        let seen = page
            .js("const filters = document.querySelector('#filters');
                 const [own, top] = [filters, document.querySelector('#top')].map(e => e.getBoundingClientRect());
                 return [filters.scrollTop, Math.round(own.top - top.bottom)]")
            .await?;
        ensure!(seen == json!([200, 0]), "{seen}");
        Ok(())
    })
}

/// Where each of the elements that `css` matches is: left, top and width in pixels, by its address.
const PLACES: &str = "
    const all = [...document.querySelectorAll(arguments[0])].slice(0, 200);
    return all.map(e => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.width]; })";

async fn places(page: &Page, css: &str) -> Result<Vec<[f64; 3]>> {
    let answer = page.driver().execute(PLACES, vec![json!(css)]).await?;
    answer.convert().context("no places")
}

#[test]
fn what_opens_moves_nothing_behind_and_escape_gives_back_place_and_focus() -> Result<()> {
    browser_test(async |browser| {
        for (width, height) in [(1440, 900), (1920, 1000), PHONE] {
            for (link, css, rows) in [
                ("", ".item a[data-opens]", Some(".item")),
                (
                    "view=timeline&group=none",
                    ".lane-list a[data-opens]",
                    Some(".lane-list a"),
                ),
                (
                    "view=timeline&open=ecology",
                    ".lane-list a[data-opens]",
                    None,
                ),
                ("view=projects", ".project a[data-opens]", Some(".project")),
            ] {
                let at = || format!("?{link} at {width}");
                let page = open(browser, link, (width, height)).await?;
                if let Some(rows) = rows {
                    page.wait_for_count(rows, native::total(link)?).await?;
                }
                let third = format!("document.querySelectorAll({css:?})[3]");
                wait_until(&page, &format!("Boolean({third})")).await?;
                page.js(&format!(
                    "{third}.scrollIntoView({{ block: 'center', behavior: 'instant' }})"
                ))
                .await?;
                // What came into sight by that is laid out now.
                page.wait_for(
                    "a layout that stays",
                    async || {
                        let one = places(&page, css).await?;
                        settle(&page).await?;
                        Ok(one == places(&page, css).await?)
                    },
                    |stays| *stays,
                )
                .await?;
                let before = (places(&page, css).await?, page.js("return scrollY").await?);
                page.js(&format!(
                    "const link = {third}; link.focus({{ preventScroll: true }}); link.click()"
                ))
                .await?;
                page.wait_for_count("#reader-title", 1).await?;
                wait_until(&page, "Boolean(document.querySelector('.reader .notes'))").await?;
                let during = places(&page, css).await?;
                let (some, now) = (before.0.len(), during.len());
                ensure!(now == some, "{}: {some} links, then {now}", at());
                for (before, during) in before.0.iter().zip(&during) {
                    let moved = before.iter().zip(during).map(|(a, b)| (a - b).abs());
                    let most = moved.fold(0.0, f64::max);
                    ensure!(most <= 1.0, "{}: {before:?} → {during:?}", at());
                }
                page.press(Key::Escape).await?;
                page.wait_for_count("#reader-title", 0).await?;
                wait_until(&page, &format!("document.activeElement === {third}"))
                    .await
                    .with_context(at)?;
                let after = page.js("return scrollY").await?;
                ensure!(after == before.1, "{}: {} → {after}", at(), before.1);
            }
        }
        Ok(())
    })
}

#[test]
fn what_takes_the_focus_is_not_under_the_header_or_the_bar() -> Result<()> {
    browser_test(async |browser| {
        for size in [PHONE, (1440, 900)] {
            for link in ["", "view=timeline&group=none", "view=text"] {
                let page = open(browser, link, size).await?;
                scroll(&page, 3000).await?;
                // Upwards, as the header is what covers, and downwards for the bar.
                let hidden = page
                    .js("const all = [...document.querySelectorAll('#content a[href]')].slice(0, 60);
                         const edge = css => document.querySelector(css)?.getBoundingClientRect();
                         const hidden = [];
                         for (const link of [...all].reverse().concat(all)) {
                             link.focus();
                             // One in a folded part takes none.
                             if (document.activeElement !== link) continue;
                             const r = link.getBoundingClientRect();
                             const bar = edge('.bottom-bar');
                             const end = bar?.height ? bar.top : innerHeight;
                             const top = edge('#top').bottom;
                             // Firefox scrolls to no link of which a line is in sight.
                             const isInSight = navigator.userAgent.includes('Firefox')
                                 ? r.bottom > top + 16 && r.top < end - 16
                                 : r.height >= 300 || (r.top >= top - 1 && r.bottom <= end + 1);
                             if (!isInSight)
                                 hidden.push(`${link.outerHTML.slice(0, 80)} at ${r.top} to ${r.bottom}`);
                         }
                         return all.length ? hidden.slice(0, 5) : ['no links']")
                    .await?;
                ensure!(hidden == json!([]), "{hidden} on ?{link} at {size:?}");
            }
        }
        Ok(())
    })
}

#[test]
fn the_heads_of_the_timeline_stay_below_the_header() -> Result<()> {
    browser_test(async |browser| {
        for size in [PHONE, (1440, 900)] {
            let page = open(
                browser,
                "view=timeline&open=ecology,transport_energy_water",
                size,
            )
            .await?;
            page.js("document.querySelector('.lanes-table tbody:last-of-type tr:last-child').scrollIntoView({ block: 'center', behavior: 'instant' })")
                .await?;
            wait_until(&page, "scrollY > 100").await?;
            wait_until(
                &page,
                "Math.abs(document.querySelector('.lanes-table thead').getBoundingClientRect().top
                    - document.querySelector('#top').getBoundingClientRect().bottom) <= 1",
            )
            .await?;
        }
        Ok(())
    })
}

#[test]
fn the_sheet_of_views_leads_to_a_view_and_back_closes_it() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/?county=nimu").size(PHONE.0, PHONE.1);
        let page = page.still().fresh().open().await?;
        let focus = async |id: &str| {
            wait_until(&page, &format!("document.activeElement.id === '{id}'")).await
        };
        page.click("#views-button").await?;
        focus("views-title").await?;
        // Escape goes back in the history, which takes a moment.
        page.js("addEventListener('popstate', () => { window.wentBack = true }, { once: true })")
            .await?;
        page.press(Key::Escape).await?;
        page.wait_for_count("#views.up", 0).await?;
        focus("views-button").await?;
        wait_until(&page, "window.wentBack === true").await?;
        page.click("#views-button").await?;
        page.wait_for_count("#views.up", 1).await?;
        page.back().await?;
        page.wait_for_count("#views.up", 0).await?;
        ensure!(page.query().await? == "county=nimu");
        page.click("#views-button").await?;
        page.click("#view-timeline").await?;
        page.wait_for_query("view=timeline&county=nimu").await?;
        page.wait_for_count("#views.up", 0).await?;
        focus("views-button").await?;
        page.wait_for_text(".here", "时间轴").await?;
        page.back().await?;
        page.wait_for_query("county=nimu").await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn on_a_phone_what_opens_is_a_sheet_with_its_title_and_the_way_back_in_sight() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "at=m14", PHONE).await?;
        wait_until(&page, "Boolean(document.querySelector('.reader .notes'))").await?;
        page.js("document.querySelector('.reader-body').scrollTop = 999999")
            .await?;
        let name = page.text(".reader-name").await?;
        ensure!(page.text("#reader-title").await?.contains(&name), "{name}");
        let css = ".reader-name, .reader-bar :is(a, button)";
        let found = out_of_reach(&page, css).await?;
        ensure!(found == json!([]), "{found}");
        // A press beside it closes it.
        page.js("document.querySelector('#shade').click()").await?;
        page.wait_for_query("").await
    })
}

#[test]
fn a_low_window_keeps_nothing_in_sight() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "county=nimu", (740, 360)).await?;
        scroll(&page, 800).await?;
        let places = page
            .js("return ['.site', '.bottom-bar'].map(css => document.querySelector(css).getBoundingClientRect().bottom < 0)")
            .await?;
        ensure!(places == json!([true, true]), "{places}");
        Ok(())
    })
}

#[test]
fn the_help_names_no_keys_where_there_is_no_keyboard() -> Result<()> {
    browser_test(async |browser| {
        for (size, shown) in [((1440, 900), 1), (PHONE, 0)] {
            let page = open(browser, "", size).await?;
            if size == PHONE {
                page.click("#views-button").await?;
                page.click("#views .sheet-end button:first-of-type").await?;
            } else {
                page.click(".help-button").await?;
            }
            page.wait_for_count("#help[open]", 1).await?;
            let keys = page
                .js("return document.querySelector('.help-keys').getClientRects().length")
                .await?;
            ensure!(keys == shown, "{keys} tables of keys at {size:?}");
        }
        Ok(())
    })
}

#[test]
fn a_switch_in_the_answer_and_the_language_keep_the_place_and_the_focus() -> Result<()> {
    browser_test(async |browser| {
        let focused = "return document.activeElement.id";
        let page = open(browser, "view=timeline", PHONE).await?;
        page.js("const lane = document.getElementById('lane-edu_talent');
             lane.scrollIntoView({ block: 'center', behavior: 'instant' });
             lane.focus({ preventScroll: true })")
            .await?;
        wait_until(&page, "scrollY > 300").await?;
        let place = page
            .js("return scrollY")
            .await?
            .as_f64()
            .context("nowhere")?;
        page.press(Key::Enter).await?;
        page.wait_for_query("view=timeline&open=edu_talent").await?;
        wait_until(
            &page,
            "!!document.querySelector('#lane-edu_talent[aria-expanded=true]')",
        )
        .await?;
        ensure!(page.js(focused).await? == "lane-edu_talent");
        let now = page
            .js("return scrollY")
            .await?
            .as_f64()
            .context("nowhere")?;
        ensure!((now - place).abs() <= 8.0, "from {place} to {now}");

        let page = open(browser, "at=m14", (1280, 900)).await?;
        scroll(&page, 4000).await?;
        page.click("#lang-link").await?;
        wait_until(&page, "document.documentElement.lang === 'en'").await?;
        wait_until(&page, "document.activeElement.id === 'lang-link'").await?;
        wait_until(&page, "scrollY > 3000").await
    })
}
