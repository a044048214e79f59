//! Cards: two presses from any result to the clipboard, the picture, the ¶ of a sentence, and the edges that words and
//! rules share.

use anyhow::{Context, Result, ensure};
use plan_explorer::words::ZH;

use crate::native;
use crate::shown::contents;
use crate::support::{Key, Page, browser_test};

const SIZES: [(u32, u32); 2] = [(360, 740), (1440, 900)];

/// Results of each view.
const RESULTS: [(&str, &str); 5] = [
    ("theme=ecology", ".item .sentence a"),
    ("county=nimu", ".card .sentence a"),
    ("view=timeline&open=health_social", ".lane-list a"),
    ("view=projects", ".project a"),
    ("q=%E4%BD%8E%E7%A9%BA", ".item h4 a"),
];

/// Marks the first element that `css` matches, and gives what it opens.
async fn mark_first(page: &Page, css: &str) -> Result<String> {
    let code = format!(
        "const found = [...document.querySelectorAll({css:?})].find(e => e.checkVisibility());
         found?.setAttribute('data-pressed', '');
         return found?.dataset.opens ?? ''"
    );
    let found = page.wait_for(css, async || page.js(&code).await, |id| *id != "");
    Ok(found.await?.as_str().unwrap_or_default().to_owned())
}

/// Waits for a quotation of what has this id on the clipboard, with title, day, place and link.
async fn quoted(page: &Page, id: &str) -> Result<()> {
    let plan = native::plan()?;
    let location = plan.locate(&native::target(id)?).context("nowhere")?;
    let quotes = contents(page, ".cited blockquote").await?;
    let copied = page
        .wait_for_clipboard(|text| text.starts_with('「') && text.contains("?at="))
        .await?;
    let (words, source) = copied.split_once("」\n——").context("no source")?;
    let words = words.trim_start_matches('「');
    ensure!(!quotes.is_empty());
    for quote in &quotes {
        ensure!(words.contains(quote), "{copied}: {quote}");
        ensure!(location.passage.text.as_str().contains(quote), "{quote}");
    }
    ensure!(words.replace("……", "") == quotes.concat().replace("……", ""));
    ensure!(source.contains(&ZH.title_and_day(plan)), "{source}");
    ensure!(
        source.contains(&ZH.place_line(plan, location.passage)),
        "{source}"
    );
    let link = source.lines().last().unwrap_or_default();
    let own = format!("?at={}", location.passage.id);
    ensure!(link.contains(&own), "{link}");
    Ok(())
}

#[test]
fn any_result_is_two_presses_from_the_clipboard() -> Result<()> {
    browser_test(async |browser| {
        for (width, height) in SIZES {
            for (link, css) in RESULTS {
                let what = || format!("{css} on ?{link} at {width}");
                let page = browser.page(&format!("/?{link}")).size(width, height);
                let page = page.open().await.with_context(what)?;
                let id = mark_first(&page, css).await.with_context(what)?;
                page.click("[data-pressed]").await.with_context(what)?;
                page.click("#card-cite").await.with_context(what)?;
                page.wait_for_text("#card-cite", ZH.copied).await?;
                quoted(&page, &id).await.with_context(what)?;
                page.assert_no_console_errors().await?;
            }
        }
        Ok(())
    })
}

#[test]
fn a_card_is_copied_and_left_by_keyboard() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?theme=ecology").await?;
        let id = mark_first(&page, ".item .sentence a").await?;
        page.js("document.querySelector('[data-pressed]').focus()")
            .await?;
        page.press(Key::Enter).await?;
        page.wait_for(
            "the panel to have the focus",
            async || page.focused().await,
            |focus| focus.contains("reader-title"),
        )
        .await?;
        // The button to close, then the first action.
        let is_there = "return document.activeElement.id === 'card-cite'";
        for _ in 0..4 {
            page.press(Key::Tab).await?;
            if page.js(is_there).await? == true {
                break;
            }
        }
        ensure!(
            page.js(is_there).await? == true,
            "{}",
            page.focused().await?
        );
        page.press(Key::Enter).await?;
        page.wait_for_text("#card-cite", ZH.copied).await?;
        quoted(&page, &id).await?;
        // The next sentence, named by its words.
        page.js("document.getElementById('step-next').focus()")
            .await?;
        let name = contents(&page, "#step-next .step-name").await?.concat();
        page.press(Key::Enter).await?;
        page.wait_for_text(".cited blockquote", &name).await?;
        page.press(Key::Escape).await?;
        page.wait_for_query("theme=ecology").await
    })
}

#[test]
fn a_card_is_shown_as_a_picture_to_save() -> Result<()> {
    browser_test(async |browser| {
        for (width, height) in SIZES {
            let page = browser
                .page("/x/?view=timeline&at=ms-nimu-command-centre")
                .size(width, height)
                .still()
                .open()
                .await?;
            page.click("#card-picture").await?;
            page.wait_for_count("#picture[open] img", 1).await?;
            // It is as wide as it should be, its rule is claret, and words are on its ground.
            let drawn = "const img = document.querySelector('#picture img');
                if (!img.complete || !img.naturalWidth) return null;
                const canvas = document.createElement('canvas');
                canvas.width = img.naturalWidth;
                canvas.height = img.naturalHeight;
                const context = canvas.getContext('2d');
                context.drawImage(img, 0, 0);
                const pixel = (x, y) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3).join();
                const row = context.getImageData(84, 60, 900, canvas.height - 400).data;
                let dark = 0;
                for (let at = 0; at < row.length; at += 4) if (row[at] < 80 && row[at + 1] < 80) dark += 1;
                return [img.naturalWidth, img.naturalHeight === img.height || img.naturalHeight === Number(img.getAttribute('height')),
                    pixel(5, 5), pixel(5, 40), dark > 3000]";
            let found = page
                .wait_for(
                    "the picture",
                    async || page.js(drawn).await,
                    |found| !found.is_null(),
                )
                .await?;
            let wanted = serde_json::json!([1080, true, "122,31,28", "251,248,242", true]);
            ensure!(found == wanted, "{found}");
            let alt = page.attribute("#picture img", "alt").await?;
            let words = alt.unwrap_or_default();
            ensure!(words.contains("尼木县公共卫生应急指挥中心"), "{words}");
            let inside = "const r = document.querySelector('#picture').getBoundingClientRect();
                return r.left >= 0 && r.right <= innerWidth && r.top >= 0 && r.bottom <= innerHeight";
            ensure!(
                page.js(inside).await? == true,
                "the dialog is outside of the window"
            );
            let file = page.attribute("#picture a", "download").await?;
            ensure!(file.as_deref() == Some("lasa-15fyp-m30.3.png"), "{file:?}");
            page.assert_accessible().await.context("the picture")?;
            page.press(Key::Escape).await?;
            page.wait_for_count("#picture[open]", 0).await?;
            ensure!(
                page.count("#reader-title").await? == 1,
                "Escape closes one thing"
            );
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn where_no_picture_can_be_made_the_words_are_there_to_copy() -> Result<()> {
    browser_test(async |browser| {
        let refuse = "HTMLCanvasElement.prototype.toDataURL = () => 'data:,'";
        let page = browser.page("/?at=m14.2").first(refuse).open().await?;
        page.click("#card-picture").await?;
        page.wait_for_count("#by-hand", 1).await?;
        let text = page
            .js("return document.getElementById('by-hand').value")
            .await?;
        let text = text.as_str().unwrap_or_default();
        ensure!(
            text.starts_with('「') && text.contains("?at=m14.2"),
            "{text}"
        );
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_mark_after_a_sentence_shows_on_focus() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .page("/?view=text")
            .size(1440, 900)
            .still()
            .open()
            .await?;
        page.wait_for(
            "the whole text",
            async || page.count("#m1 .pin").await,
            |pins| *pins > 0,
        )
        .await?;
        let opacity = "return getComputedStyle(document.querySelector('#m1 .pin')).opacity";
        let touch = page
            .js("return matchMedia('(pointer: coarse), (hover: none)').matches")
            .await?;
        let at_rest = if touch == true { "1" } else { "0" };
        ensure!(page.js(opacity).await? == at_rest);
        page.js("document.querySelector('#m1 .mention').focus()")
            .await?;
        page.press(Key::Tab).await?;
        page.js("document.querySelector('#m1 .pin').focus({ focusVisible: true })")
            .await?;
        ensure!(page.js(opacity).await? == "1");
        Ok(())
    })
}

#[test]
fn words_and_rules_of_the_list_share_their_edges() -> Result<()> {
    browser_test(async |browser| {
        for (width, height) in SIZES {
            let page = browser
                .page("/?theme=ecology")
                .size(width, height)
                .open()
                .await?;
            page.wait_for_count(".item", native::total("theme=ecology")?)
                .await?;
            let edges = page
                .js("const left = element => Math.round(element.getBoundingClientRect().left * 2) / 2;
                     const css = '.group-title, .group-title h3, .item, .item h4 a, .item .sentence a, .item .tags';
                     return [...new Set([...document.querySelectorAll(css)].map(left))]")
                .await?;
            let edges = edges.as_array().context("no edges")?.len();
            ensure!(edges == 1, "{edges} edges at {width}");
            let wide = page
                .js("return document.documentElement.scrollWidth - innerWidth")
                .await?;
            ensure!(wide.as_i64() <= Some(0), "{wide} px too wide at {width}");
        }
        Ok(())
    })
}
