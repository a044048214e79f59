//! One control of each kind by mouse, by touch and by keyboard alone, each with one press.

use anyhow::{Context, Result, ensure};

use crate::support::{Key, Page, browser_test};

/// What is pressed on which page, and what happens then.
struct Feature {
    /// The link of the page.
    on: &'static str,
    /// What is pressed.
    press: &'static str,
    /// What is there afterwards: the address that a link leads to, or an element.
    comes: Comes,
}

enum Comes {
    /// This address.
    Query(&'static str),
    /// One such element.
    Element(&'static str),
}
use Comes::{Element, Query};

const fn feature(on: &'static str, press: &'static str, comes: Comes) -> Feature {
    Feature { on, press, comes }
}

const FEATURES: [Feature; 29] = [
    // Search: an example question, the chip that clears it, the nearest search.
    feature(
        "",
        ".questions li:first-child a",
        Query("theme=culture_tourism&county=nimu"),
    ),
    feature("q=%E4%BD%8E%E7%A9%BA", ".chips li:first-child a", Query("")),
    feature(
        "q=%E4%BD%8E%E7%A9%BA%E6%B5%B7",
        ".nothing li:first-child a",
        Query("q=%E4%BD%8E%E7%A9%BA"),
    ),
    // Filters.
    feature("", "#theme-ecology", Query("theme=ecology")),
    feature("", "#county-nimu", Query("county=nimu")),
    feature(
        "county=nimu",
        "#reach-named",
        Query("county=nimu&reach=named"),
    ),
    // What is opened beside the view, and the next passage.
    feature(
        "county=nimu&reach=named",
        ".item h4 a",
        Query("county=nimu&reach=named&at=m1"),
    ),
    feature("at=m2", "#step-next", Query("at=m3")),
    // What can be done with a card.
    feature("at=m14.2", "#card-cite", Element("#card-cite.done")),
    feature("at=m14.2", "#card-picture", Element("#picture[open]")),
    // Places and overview.
    feature("", "#tab-counties", Query("view=map")),
    feature(
        "view=map&county=nimu",
        "#tab-matrix",
        Query("view=matrix&county=nimu"),
    ),
    feature(
        "view=map",
        ".tile input[value=nimu]",
        Query("view=map&county=nimu"),
    ),
    feature(
        "view=map&county=nimu",
        ".profile .role a",
        Query("view=map&county=nimu&at=m1.4"),
    ),
    feature(
        "view=matrix",
        ".matrix tbody tr:first-child td a",
        Query("view=map&theme=urban&county=chengguan"),
    ),
    feature("view=map", "#layer-area", Query("view=map&layer=area")),
    feature(
        "view=map&layer=area",
        ".layer li a",
        Query("view=map&at=m5.2&layer=area"),
    ),
    feature(
        "view=matrix",
        "#across-period",
        Query("view=matrix&across=period"),
    ),
    feature(
        "view=compare",
        "#compare-nimu",
        Query("view=compare&county=nimu"),
    ),
    feature(
        "view=compare&county=linzhou,nimu",
        ".compare-side .role a",
        Query("view=compare&county=linzhou,nimu&at=m1.4"),
    ),
    // The timeline.
    feature(
        "view=timeline",
        ".lanes-table thead a",
        Query("view=timeline&period=14"),
    ),
    feature(
        "view=timeline",
        "#lanes-sort-1",
        Query("view=timeline&sort=growth"),
    ),
    feature(
        "view=timeline&period=2035&group=none",
        ".lane-list a",
        Element("#reader-title"),
    ),
    // Reading.
    feature("view=text", "#outline summary", Element("#outline[open]")),
    feature("view=text", ".text .pin", Query("view=text&at=title.1")),
    // Sharing, languages, help, export.
    feature("", ".tools .share", Element("#share[open]")),
    feature("", "#lang-link", Query("lang=en")),
    feature("", ".help-button", Element("#help[open]")),
    feature("", ".export summary", Element(".export[open]")),
];

/// The same on a phone, where the bar at the bottom has them.
const ON_A_PHONE: [Feature; 9] = [
    feature("", ".search-button", Element("#filters.up")),
    feature("", "#lang-link", Query("lang=en")),
    feature("county=nimu", "#filters-button", Element("#filters.up")),
    feature("", "#views-button", Element("#views.up")),
    feature("", ".bottom-bar .share", Element("#share[open]")),
    feature("view=map", "#tab-about", Query("view=about")),
    feature("at=m14", ".reader-bar .close", Query("")),
    feature("at=m2", "#step-next", Query("at=m3")),
    feature("at=m14", ".actions .share", Element("#share[open]")),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Means {
    Mouse,
    Finger,
    Keyboard,
}

/// Marks the first element that `css` matches.
async fn mark_first(page: &Page, css: &str) -> Result<()> {
    let marked = page
        .js(&format!(
            "const found = document.querySelector({css:?}); found?.setAttribute('data-pressed', '');
             return Boolean(found)"
        ))
        .await?;
    ensure!(marked == true, "there is no {css}");
    Ok(())
}

/// Presses Tab until the marked element has the focus.
async fn tab_to_marked(page: &Page) -> Result<()> {
    let there = "return document.activeElement?.hasAttribute('data-pressed') ?? false";
    for _ in 0..300 {
        page.press(Key::Tab).await?;
        if page.js(there).await? == true {
            return Ok(());
        }
    }
    anyhow::bail!("300 presses of Tab do not lead there")
}

async fn press(page: &Page, css: &str, means: Means) -> Result<()> {
    mark_first(page, css).await?;
    match means {
        Means::Mouse => page.click("[data-pressed]").await,
        Means::Finger => page.tap("[data-pressed]").await,
        Means::Keyboard => {
            tab_to_marked(page).await?;
            let radio = "return document.activeElement.type === 'radio'";
            let field = "return document.activeElement.matches('input')";
            if page.js(radio).await? == true {
                // Tab leads to the chosen radio button, the arrows choose another.
                page.press(Key::Down).await
            } else if page.js(field).await? == true {
                page.press(Key::Space).await
            } else {
                page.press(Key::Enter).await
            }
        }
    }
}

fn every_feature(means: Means) -> Result<()> {
    browser_test(async |browser| {
        let wide = FEATURES.iter().map(|feature| (feature, (1280, 800)));
        let phone = ON_A_PHONE.iter().map(|feature| (feature, (360, 740)));
        for (feature, (width, height)) in wide.chain(phone) {
            let Feature {
                on,
                press: css,
                comes,
            } = feature;
            let what = || format!("{css} on ?{on} at {width}, by {means:?}");
            let page = browser.page(&format!("/?{on}")).size(width, height).still();
            let page = page.open().await.with_context(what)?;
            let radio = css.contains("reach-") || css.contains("across-");
            let named = match (means, radio) {
                // Tab leads to the chosen radio button of a group.
                (Means::Keyboard, true) => format!("fieldset:has({css}) input:checked"),
                _ => (*css).to_owned(),
            };
            press(&page, &named, means).await.with_context(what)?;
            match comes {
                Query(query) => page.wait_for_query(query).await.with_context(what)?,
                Element(css) => page.wait_for_count(css, 1).await.with_context(what)?,
            }
            page.assert_no_console_errors().await.with_context(what)?;
        }
        Ok(())
    })
}

#[test]
fn every_feature_answers_a_mouse() -> Result<()> {
    every_feature(Means::Mouse)
}

#[test]
fn every_feature_answers_a_finger() -> Result<()> {
    every_feature(Means::Finger)
}

#[test]
fn every_feature_answers_the_keyboard_alone() -> Result<()> {
    every_feature(Means::Keyboard)
}
