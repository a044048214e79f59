//! axe-core finds nothing in any view, in both languages and in all colour schemes; focus rings are visible.
//! Chromium checks every page, the other engines a part of them.

use anyhow::{Context, Result, ensure};

use crate::support::{Browser, Engine, Page, Rules, browser_test};

/// Every view; and links that open something, that filter, and that have no results.
const LINKS: [&str; 17] = [
    "county=nimu",
    "county=nimu&at=m1",
    "q=量子计算机",
    "view=timeline&years=2024-2027",
    "view=timeline&period=15&at=ms-road-length",
    "view=projects&at=pr-new-airport",
    "view=figures",
    "view=map&county=nimu",
    "view=matrix",
    "view=compare",
    "view=compare&county=linzhou,nimu",
    "view=text&at=t-three-works-m6",
    "view=text&at=m1.2",
    "view=about",
    "view=map&county=nimu&embed=1",
    "theme=scitech_digital&county=nimu",
    "theme=nope",
];

const WIDE: (u32, u32) = (1280, 800);
const PHONE: (u32, u32) = (360, 740);

#[derive(Clone, Copy, Debug)]
enum Colours {
    Light,
    Dark,
    Forced,
}

/// Has axe-core check every link in both languages, and what opens over the page.
async fn ask(browser: &Browser, colours: Colours) -> Result<()> {
    let open = async |link: &str, (width, height): (u32, u32)| {
        let opening = browser.page(link).still().size(width, height);
        let opening = match colours {
            Colours::Light => opening,
            Colours::Dark => opening.dark(),
            Colours::Forced => opening.forced_colours(),
        };
        opening.open().await
    };
    // Another scheme changes only colours, and both languages have the same.
    let (rules, langs): (_, &[&str]) = match colours {
        Colours::Light => (Rules::All, &["zh", "en"]),
        Colours::Dark | Colours::Forced => (Rules::Colours, &["zh"]),
    };
    // axe-core computes the same in every engine, so the others check every second link in one language, and
    // every fourth in other colours.
    let (langs, first, step) = match (browser.engine(), colours) {
        (Engine::Chromium, _) => (langs, 0, 1),
        (Engine::Firefox | Engine::Webkit, Colours::Light) => (&["zh"][..], 0, 2),
        (Engine::Firefox | Engine::Webkit, Colours::Dark) => (langs, 1, 4),
        (Engine::Firefox | Engine::Webkit, Colours::Forced) => (langs, 3, 4),
    };
    for link in LINKS.iter().skip(first).step_by(step) {
        for lang in langs {
            let link = format!("/?{link}&lang={lang}");
            let page = open(&link, WIDE).await?;
            let checked = page.assert_keeps(rules).await;
            checked.with_context(|| format!("{link}, {colours:?}"))?;
        }
    }
    for lang in langs {
        for (link, size, button, opened) in [
            ("at=m14", WIDE, ".tools .share", "#share[open]"),
            ("", WIDE, ".help-button", "#help[open]"),
            ("county=nimu", PHONE, "#filters-button", "#filters.up"),
            ("county=nimu", PHONE, "#views-button", "#views.up"),
            ("", PHONE, ".item a[data-opens=m14]", ".reader"),
            ("view=timeline", PHONE, ".export summary", ".export[open]"),
        ] {
            let page = open(&format!("/?{link}&lang={lang}"), size).await?;
            let at = || format!("{link} in {lang}, {size:?}, {colours:?}");
            page.assert_keeps(rules).await.with_context(at)?;
            page.click(button).await?;
            page.wait_for_count(opened, 1).await?;
            let over = page.assert_keeps(rules).await;
            over.with_context(|| format!("{button} of {}", at()))?;
        }
    }
    Ok(())
}

#[test]
fn axe_finds_nothing_in_light_colours() -> Result<()> {
    browser_test(async |browser| ask(browser, Colours::Light).await)
}

#[test]
fn axe_finds_nothing_in_dark_colours() -> Result<()> {
    browser_test(async |browser| ask(browser, Colours::Dark).await)
}

#[test]
fn axe_finds_nothing_in_forced_colours() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").forced_colours().open().await?;
        let forced = page
            .js("return matchMedia('(forced-colors: active)').matches")
            .await?;
        ensure!(forced == true, "the colours are not forced");
        ask(browser, Colours::Forced).await
    })
}

#[test]
fn words_on_filled_ground_are_legible_in_forced_colours() -> Result<()> {
    browser_test(async |browser| {
        for (link, size, css) in [
            ("view=matrix", WIDE, ".matrix :is(.level-4, .level-5) a"),
            ("view=map", WIDE, ".tile:is(.level-4, .level-5) .tile-count"),
            ("county=nimu", PHONE, ".chosen"),
        ] {
            let page = browser.page(&format!("/?{link}"));
            let page = page.size(size.0, size.1).forced_colours().open().await?;
            // Browsers put a plate of the background behind words, unless the colours are not adjusted. So on
            // the colour of words, words would be hidden.
            let faults = page
                .js(&format!(
                    "const probe = document.body.appendChild(document.createElement('p'));
                     probe.style.cssText = 'forced-color-adjust: none; color: Canvas';
                     const plate = getComputedStyle(probe).color;
                     probe.remove();
                     const ground = element => {{
                         const own = getComputedStyle(element).backgroundColor;
                         const none = own === 'transparent' || own.endsWith(', 0)');
                         return none && element.parentElement ? ground(element.parentElement) : own;
                     }};
                     const found = [...document.querySelectorAll({css:?})];
                     const bad = found.filter(element => {{
                         const style = getComputedStyle(element);
                         const under = style.forcedColorAdjust === 'none' ? ground(element) : plate;
                         return style.color === under;
                     }});
                     return found.length ? bad.map(element => element.outerHTML).join() : 'none found'"
                ))
                .await?;
            ensure!(faults == "", "{css} on ?{link}: {faults}");
        }
        Ok(())
    })
}

/// Makes text larger, as a browser's own setting does.
async fn enlarge(page: &Page, percent: u32) -> Result<()> {
    let code = format!("document.documentElement.style.fontSize = '{percent}%'");
    page.js(&code).await.map(drop)
}

#[test]
fn the_words_of_the_timeline_grow_as_the_rest() -> Result<()> {
    // The smallest text of the timeline as a part of the size of other text.
    const SIZE: &str = "
        const size = element => parseFloat(getComputedStyle(element).fontSize);
        const words = [...document.querySelectorAll('#content a, #content th, #content p')];
        const shown = words.filter(element => element.getClientRects().length > 0);
        return Math.min(...shown.map(size)) / size(document.documentElement)";
    browser_test(async |browser| {
        for (width, height) in [PHONE, WIDE] {
            let page = browser
                .page("/?view=timeline&county=nimu")
                .size(width, height);
            let page = page.open().await?;
            for percent in [100, 138, 200, 275] {
                enlarge(&page, percent).await?;
                page.wait_for(
                    &format!("the timeline to grow to {percent}% at {width}"),
                    async || page.js(SIZE).await,
                    |found| found.as_f64().is_some_and(|part| part >= 0.87),
                )
                .await?;
                let wide = page
                    .js("return document.documentElement.scrollWidth - innerWidth")
                    .await?;
                ensure!(
                    wide.as_i64() <= Some(1),
                    "{wide} px wider than {width} at {percent}%"
                );
            }
        }
        Ok(())
    })
}

#[test]
fn the_buttons_of_the_header_keep_their_words_together_in_large_text() -> Result<()> {
    browser_test(async |browser| {
        for lang in ["zh", "en"] {
            let page = browser
                .page(&format!("/?lang={lang}"))
                .size(PHONE.0, PHONE.1);
            let page = page.open().await?;
            enlarge(&page, 200).await?;
            let broken = page
                .js("const tools = [...document.querySelectorAll('.tools > *, .bottom-bar button')]
                         .filter(tool => tool.getClientRects().length > 0);
                     const lines = tool => {
                         const texts = document.createTreeWalker(tool, NodeFilter.SHOW_TEXT);
                         const tops = new Set();
                         while (texts.nextNode()) {
                             const range = document.createRange();
                             range.selectNodeContents(texts.currentNode);
                             for (const rect of range.getClientRects()) if (rect.width > 0) tops.add(Math.round(rect.top));
                         }
                         return tops.size;
                     };
                     const bad = tools.filter(tool => lines(tool) !== 1 || tool.getBoundingClientRect().right > innerWidth);
                     return tools.length === 5 ? bad.map(tool => tool.textContent).join() : `${tools.length} tools`")
                .await?;
            ensure!(broken == "", "in {lang}: {broken}");
        }
        Ok(())
    })
}

#[test]
fn focus_rings_are_not_cut_off() -> Result<()> {
    browser_test(async |browser| {
        for (width, height) in [PHONE, (768, 1024), WIDE] {
            let page = browser.page("/?view=timeline").size(width, height);
            let page = page.still().open().await?;
            let cut = page
                .js("const cut = [];
                     let rings = 0;
                     for (const element of document.querySelectorAll('#top a, #top button, #summary a, #summary button')) {
                         if (!element.checkVisibility()) continue;
                         element.focus();
                         const style = getComputedStyle(element);
                         if (style.outlineStyle === 'none') { cut.push('no ring: ' + element.outerHTML); continue; }
                         rings += 1;
                         const out = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
                         const own = element.getBoundingClientRect();
                         let holder = element.parentElement;
                         while (holder && getComputedStyle(holder).overflowY === 'visible') holder = holder.parentElement;
                         if (!holder || holder === document.documentElement) continue;
                         const around = holder.getBoundingClientRect();
                         if (own.top - out < around.top - 0.5 || own.bottom + out > around.bottom + 0.5)
                             cut.push(element.id || element.className);
                     }
                     return rings > 5 ? cut.join() : `${rings} rings`")
                .await?;
            ensure!(cut == "", "at {width}: {cut}");
        }
        Ok(())
    })
}
