//! Comparison, sharing, frames, the two languages, the place in the text, the timeline, zoom.

use anyhow::{Context, Result, ensure};

use crate::native;
use crate::shown::{shows_list, strings};
use crate::support::{Key, browser_test};

#[test]
fn two_counties_are_compared_and_each_number_opens_its_list() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=compare").await?;
        ensure!(
            page.count(".compare-side").await? == 0,
            "nothing is chosen yet"
        );
        page.click("#compare-linzhou").await?;
        page.wait_for_query("view=compare&county=linzhou").await?;
        page.click("#compare-nimu").await?;
        page.wait_for_query("view=compare&county=linzhou,nimu")
            .await?;
        page.wait_for_count(".compare-side", 2).await?;
        page.assert_accessible().await.context("the comparison")?;
        let names = strings(
            &page,
            "[...document.querySelectorAll('.compare-counts thead th')].map(e => e.textContent)",
        )
        .await?;
        ensure!(
            names.first().is_some_and(|name| name == "林周县"),
            "{names:?}"
        );
        ensure!(
            names.last().is_some_and(|name| name == "尼木县"),
            "{names:?}"
        );
        let link = page
            .js("return document.querySelector('.compare-counts tbody td a').getAttribute('href').slice(1)")
            .await?;
        let link = link.as_str().unwrap_or_default().to_owned();
        let count = page
            .js("return [...document.querySelectorAll('.compare-counts tbody tr:first-child td:first-child a > :not(.unseen)')].map(e => e.textContent).join('')")
            .await?;
        // 3+2: three name the county, two mean it in a group.
        let parts = count.as_str().unwrap_or_default().split('+');
        let parts: Vec<usize> = parts.filter_map(|part| part.parse().ok()).collect();
        ensure!(
            parts.iter().sum::<usize>() == native::total(&link)?,
            "{link}: {count}"
        );
        // By keyboard: the first number has the focus, Enter opens its list.
        page.js("document.querySelector('.compare-counts tbody td a').focus()")
            .await?;
        page.press(Key::Enter).await?;
        page.wait_for_query(&link).await?;
        page.wait_for_count(".statements > li", native::total(&link)?)
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_share_sheet_has_a_link_a_code_and_a_frame_without_controls() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/x/?county=nimu").await?;
        page.click(".site .share").await?;
        page.wait_for_count("#share[open]", 1).await?;
        page.assert_accessible().await.context("the sheet")?;
        let link = page.text("#share-link").await?;
        ensure!(link.ends_with("/x/?county=nimu"), "{link}");
        let preview = page.text("#share-page").await?;
        ensure!(preview.ends_with("/x/s/county-nimu.html"), "{preview}");
        ensure!(page.count(".qr svg path").await? == 1, "no code to scan");
        let frame = page
            .js("return document.querySelector('#share-embed').textContent")
            .await?;
        let frame = frame.as_str().unwrap_or_default().to_owned();
        let (_, rest) = frame.split_once("src=\"").context("no frame")?;
        let (source, _) = rest.split_once('"').context("no frame")?;
        ensure!(source.ends_with("/x/?county=nimu&embed=1"), "{source}");
        page.press(Key::Escape).await?;
        page.wait_for_count("#share[open]", 0).await?;
        let framed = browser.open("/x/?county=nimu&embed=1").await?;
        shows_list(&framed, "county=nimu").await?;
        let chrome = framed
            .js("return ['.site', '.bottom-bar', '.foot', '.filters', '.export'].filter(css => document.querySelector(css).getClientRects().length).length")
            .await?;
        ensure!(chrome == 0, "{chrome} parts of the page are left");
        let open = framed.attribute(".embed-open", "href").await?;
        ensure!(open.as_deref() == Some("?county=nimu"), "{open:?}");
        framed.assert_accessible().await.context("the frame")
    })
}

#[test]
fn the_interface_is_english_and_the_plan_stays_chinese() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?county=nimu&at=m1").await?;
        page.press(Key::Escape).await?;
        page.wait_for_query("county=nimu").await?;
        page.click("#lang-link").await?;
        page.wait_for_query("county=nimu&lang=en").await?;
        let root = page.js("return document.documentElement.lang").await?;
        ensure!(root == "en", "{root}");
        // Every Chinese character is in an element whose language is Chinese.
        let unmarked = strings(
            &page,
            "(() => { const found = []; const walk = document.createTreeWalker(document.getElementById('app'), NodeFilter.SHOW_TEXT); while (walk.nextNode()) { const node = walk.currentNode; if (/[\\u4e00-\\u9fff]/.test(node.textContent) && node.parentElement.closest('[lang]').lang === 'en') found.push(node.textContent.slice(0, 40)) } return found })()",
        )
        .await?;
        ensure!(unmarked.is_empty(), "{unmarked:?}");
        let count = page.text("#status").await?;
        ensure!(
            count == format!("{} passages", native::total("county=nimu")?),
            "{count}"
        );
        for link in [
            "county=nimu&at=m1",
            "view=timeline",
            "view=matrix",
            "view=compare&county=linzhou,nimu",
            "view=text&at=m1.2",
            "view=about",
            "view=figures",
            "view=projects",
            "view=map&county=nimu",
        ] {
            let english = browser
                .page(&format!("/?{link}&lang=en"))
                .still()
                .open()
                .await?;
            english
                .assert_accessible()
                .await
                .with_context(|| link.to_owned())?;
        }
        // The choice is kept in this browser, not in the link.
        page.go("/?county=nimu").await?;
        page.wait_until_ready().await?;
        page.wait_for_text("#lang-link", "中文").await
    })
}

#[test]
fn the_place_in_the_text_is_in_a_copied_link_but_not_in_the_address() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=text").await?;
        page.wait_for_count("#m20", 1).await?;
        page.js("document.getElementById('m20').scrollIntoView()")
            .await?;
        page.wait_for(
            "the outline to follow",
            async || page.js("const a = document.querySelector('#outline a[aria-current]'); return a && a.dataset.part").await,
            |part| part == "m20" || part == "m19",
        )
        .await?;
        ensure!(
            page.query().await? == "view=text",
            "reading changes no address"
        );
        page.click(".outline-bar .copy").await?;
        page.wait_for_clipboard(|text| {
            text.ends_with("view=text&at=m20") || text.ends_with("view=text&at=m19")
        })
        .await?;
        // A place name has a note.
        let why = page
            .js("return document.querySelector('#m1 .mention').dataset.note")
            .await?;
        ensure!(why.as_str().is_some_and(|why| !why.is_empty()), "{why}");
        Ok(())
    })
}

#[test]
fn the_head_of_a_column_shows_its_period_alone() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=timeline&county=nimu").await?;
        page.wait_for_count(".lanes-table thead th", 5).await?;
        page.click(".lanes-table thead [data-column='2'] a").await?;
        page.wait_for_query("view=timeline&county=nimu&period=15")
            .await?;
        page.wait_for_count(".lanes-table thead th", 2).await?;
        page.back().await?;
        page.wait_for_count(".lanes-table thead th", 5).await
    })
}

#[test]
fn at_400_percent_and_with_wider_spacing_nothing_is_cut_off() -> Result<()> {
    browser_test(async |browser| {
        // WCAG 1.4.10 and 1.4.12: 1280 pixels at 400 %, and the spacing that readers may set.
        const SPACED: &str = "const s = new CSSStyleSheet(); s.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }'); document.adoptedStyleSheets = [s]";
        for link in [
            "",
            "county=nimu&at=m1",
            "view=timeline",
            "view=projects",
            "view=figures",
            "view=map&county=nimu",
            "view=compare&county=linzhou,nimu",
            "view=text",
            "view=about",
            "lang=en",
            "lang=en&view=compare&theme=rural,ecology",
        ] {
            let page = browser
                .page(&format!("/?{link}"))
                .size(320, 512)
                .open()
                .await?;
            page.js(SPACED).await?;
            let over = page
                .js("return document.documentElement.scrollWidth - innerWidth")
                .await?;
            ensure!(over.as_i64() <= Some(0), "{link} is {over} too wide");
            let cut = strings(&page, "[...document.querySelectorAll('button, .tabs a, .item h4, .chips a, .count')].filter(e => e.getClientRects().length && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflowX !== 'visible').map(e => e.textContent)").await?;
            ensure!(cut.is_empty(), "{link} cuts {cut:?}");
        }
        Ok(())
    })
}
