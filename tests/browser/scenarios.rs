//! What readers do: filter, use the timeline, copy links, go back, reload, use the keyboard or a phone.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{County, Member, Theme};
use serde_json::Value;

use crate::native::{self, county, theme};
use crate::shown::{contents, shows, shows_list, strings};
use crate::support::{Key, Page, browser_test};

async fn tick(page: &Page, facet: &str, at: usize) -> Result<()> {
    page.click(&format!(".facet-{facet} .value:nth-of-type({})", at + 1))
        .await
}

#[test]
fn a_theme_and_a_county_filter_the_list_and_the_counts() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        tick(&page, "theme", theme("health_social").ordinal()).await?;
        tick(&page, "county", county("nimu").ordinal()).await?;
        let link = "theme=health_social&county=nimu";
        page.wait_for_query(link).await?;
        shows_list(&page, link).await?;
        let view = native::view(link)?;
        let plan = native::plan()?;
        let themes = plan.all::<Theme>();
        let themes = themes.map(|theme| view.facets.themes.of(theme).to_string());
        let counties = plan.all::<County>();
        let counties = counties.map(|county| view.facets.counties.of(county).to_string());
        // They follow the list.
        let wanted: Vec<String> = counties.chain(themes).collect();
        let css = ":is(.facet-theme, .facet-county) .value-count";
        shows(&page, css, &wanted).await?;
        let marks = contents(&page, "mark.place").await?;
        ensure!(
            !marks.is_empty() && marks.iter().all(|mark| mark == "尼木县"),
            "{marks:?}"
        );
        page.click("input[name=reach][value=named]").await?;
        shows_list(&page, "theme=health_social&county=nimu&reach=named").await?;
        page.click(".chips .clear a").await?;
        page.wait_for_query("").await?;
        shows_list(&page, "").await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_milestone_of_the_timeline_opens_its_quote_in_its_passage() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .open("/?view=timeline&county=nimu&group=none")
            .await?;
        page.wait_for_count(".lane-list a", native::total("view=timeline&county=nimu")?)
            .await?;
        let plan = native::plan()?;
        let milestone = plan
            .milestones()
            .iter()
            .find(|entry| entry.id == "ms-nimu-command-centre")
            .context("the milestone is gone")?;
        page.click(".lane-list a[data-opens=ms-nimu-command-centre]")
            .await?;
        page.wait_for_query("view=timeline&county=nimu&at=ms-nimu-command-centre&group=none")
            .await?;
        let passage = native::passage(&milestone.passage)?;
        let heading = passage.heading.as_ref().context("no heading")?;
        ensure!(page.text("#reader-title").await?.contains(heading));
        let marked = contents(&page, ".reader .passage mark").await?;
        ensure!(marked.concat().contains(&milestone.quote), "{marked:?}");
        page.click(".reader .next").await?;
        page.wait_for(
            "another title",
            async || page.query().await,
            |query| query.contains("at=ms-") && !query.contains("nimu-command"),
        )
        .await?;
        Ok(())
    })
}

/// The card comes first in the panel, and nothing scrolls.
#[test]
fn an_opened_milestone_is_quoted_first_and_stays_in_place() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=timeline&theme=rural&county=nimu&group=none";
        let page = browser
            .page(&format!("/?{link}"))
            .size(1440, 900)
            .open()
            .await?;
        page.wait_for_count(".lane-list a", native::total(link)?)
            .await?;
        let place =
            "return Math.round(document.querySelector('.lane-list a').getBoundingClientRect().top)";
        let before = page.js(place).await?;
        // By script, as a driver's click scrolls.
        page.js("document.querySelector('.lane-list a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))").await?;
        let is_in_sight = "const body = document.querySelector('.reader-body');
            const quote = document.querySelector('.cited blockquote');
            const cite = document.querySelector('#card-cite');
            if (!quote || !cite || !document.querySelector('.reader .notes')) return false;
            const [whole, words] = [body.getBoundingClientRect(), quote.getBoundingClientRect()];
            const button = cite.getBoundingClientRect();
            return body.scrollTop === 0 && words.top >= whole.top && button.bottom <= whole.bottom";
        page.wait_for(
            "the words in sight",
            async || page.js(is_in_sight).await,
            |is| is.as_bool() == Some(true),
        )
        .await?;
        // The timeline is narrower beside the panel.
        let after = page.js(place).await?;
        ensure!(
            after == before,
            "the milestone went from {before} to {after}"
        );
        Ok(())
    })
}

#[test]
fn a_copied_link_opens_the_same_view_in_a_fresh_profile() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .open("/x/?theme=urban&county=nimu&at=m1.2&from=singlemessage")
            .await?;
        let title = page.text("#reader-title").await?;
        page.click(".actions .copy:not(.main)").await?;
        let copied = page
            .wait_for_clipboard(|text| text.ends_with("/x/?theme=urban&county=nimu&at=m1.2"))
            .await?;
        let path = copied
            .split_once("/x/")
            .map(|(_, rest)| format!("/x/{rest}"))
            .context("no path")?;
        let fresh = browser.open(&path).await?;
        shows_list(&fresh, "theme=urban&county=nimu").await?;
        ensure!(fresh.text("#reader-title").await? == title);
        let titles = async || {
            Ok([
                page.js("return document.title").await?,
                fresh.js("return document.title").await?,
            ])
        };
        // The title follows the view a moment later.
        page.wait_for("one title with the county", titles, |[old, new]| {
            old == new && old.as_str().is_some_and(|title| title.contains("尼木县"))
        })
        .await
        .map(drop)
    })
}

#[test]
fn back_and_forward_restore_each_view_and_typing_adds_one_entry() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        tick(&page, "theme", theme("ecology").ordinal()).await?;
        shows_list(&page, "theme=ecology").await?;
        tick(&page, "county", county("qushui").ordinal()).await?;
        shows_list(&page, "theme=ecology&county=qushui").await?;
        page.back().await?;
        page.wait_for_query("theme=ecology").await?;
        shows_list(&page, "theme=ecology").await?;
        page.back().await?;
        shows_list(&page, "").await?;
        page.forward().await?;
        shows_list(&page, "theme=ecology").await?;
        // At the newest entry, so that another one would make the history longer.
        tick(&page, "theme", theme("ecology").ordinal()).await?;
        page.wait_for_query("").await?;
        let before = page.js("return history.length").await?;
        page.fill("input[type=search]", "湿地").await?;
        page.wait_for_query("q=%E6%B9%BF%E5%9C%B0").await?;
        shows_list(&page, "q=湿地").await?;
        let after = page.js("return history.length").await?;
        ensure!(
            before.is_u64() && after.as_u64() == before.as_u64().map(|before| before + 1),
            "typing made entries: {before} → {after}"
        );
        // Back leads to the view before the search.
        page.back().await?;
        page.wait_for_query("").await?;
        shows_list(&page, "").await?;
        Ok(())
    })
}

#[test]
fn unknown_values_are_reported_and_other_keys_dropped() -> Result<()> {
    browser_test(async |browser| {
        let page = browser
            .open("/?theme=ecology,nope&county=atlantis&at=m99&isappinstalled=0")
            .await?;
        let notices = page.text(".notices").await?;
        for value in ["nope", "atlantis", "m99"] {
            ensure!(notices.contains(value), "{notices}");
        }
        shows_list(&page, "theme=ecology").await?;
        page.wait_for_query("theme=ecology").await?;
        page.click(".notices button").await?;
        page.wait_for_count(".notices", 0).await
    })
}

#[test]
fn back_restores_the_scroll_position() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        let offset = async || page.js("return Math.round(scrollY)").await;
        let there_and_back = async || {
            // By keyboard, as the tab is out of sight; and not by script, as WebKit's "back" skips entries made so.
            page.js("document.getElementById('tab-timeline').focus({ preventScroll: true })")
                .await?;
            page.press(Key::Enter).await?;
            page.wait_for_query("view=timeline").await?;
            page.back().await?;
            page.wait_for_query("").await
        };
        // Left at the top first, then below the first screen, then further down.
        there_and_back().await?;
        for down in [1700, 4000] {
            shows_list(&page, "").await?;
            page.js(&format!("scrollTo({{ top: {down}, behavior: 'instant' }})"))
                .await?;
            // Items far away have an estimated height until they are laid out.
            let is_there = |at: &Value| at.as_i64().is_some_and(|at| (at - down).abs() < 400);
            page.wait_for("a scrolled list", offset, is_there).await?;
            there_and_back().await?;
            page.wait_for("the same place", offset, is_there).await?;
        }
        Ok(())
    })
}

#[test]
fn a_reload_keeps_the_scroll_position() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        let offset = async || page.js("return Math.round(scrollY)").await;
        for down in [600, 1900, 5000] {
            shows_list(&page, "").await?;
            page.js(&format!("scrollTo({{ top: {down}, behavior: 'instant' }})"))
                .await?;
            let is_there = |at: &Value| at.as_i64().is_some_and(|at| (at - down).abs() < 400);
            page.wait_for("a scrolled list", offset, is_there).await?;
            page.reload().await?;
            page.wait_for("the same place", offset, is_there).await?;
            // And it stays there while the rest is drawn.
            shows_list(&page, "").await?;
            page.wait_for("the same place", offset, is_there).await?;
        }
        // A link leads to its place even if the reader left that page at another place.
        let in_sight = async || {
            page.js("const at = document.getElementById('m14.3')?.getBoundingClientRect(); return !!at && at.top > 0 && at.bottom < innerHeight")
                .await
        };
        for leave in ["text.html", "."] {
            page.go("/?view=text&at=m14.3").await?;
            page.wait_until_ready().await?;
            page.wait_for("the sentence", in_sight, |seen| *seen == true)
                .await?;
            page.js("scrollTo({ top: 100, behavior: 'instant' })")
                .await?;
            page.go(&format!("/{leave}")).await?;
            if leave == "." {
                // Firefox complains of a program whose loading the next page ends.
                page.wait_until_ready().await?;
            }
        }
        page.go("/?view=text&at=m14.3").await?;
        page.wait_until_ready().await?;
        page.wait_for("the sentence", in_sight, |seen| *seen == true)
            .await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn every_sub_path_works_and_is_kept() -> Result<()> {
    browser_test(async |browser| {
        for path in ["/", "/x/", "/x/index.html"] {
            let page = browser.open(&format!("{path}?county=nimu&at=m1")).await?;
            ensure!(
                page.text("#reader-title").await?.starts_with("1."),
                "{path}"
            );
            page.click(".item [data-opens=m2]").await?;
            page.wait_for_query("county=nimu&at=m2").await?;
            let kept = page.js("return location.pathname").await?;
            ensure!(kept == path, "{path} became {kept}");
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn the_keyboard_alone_is_enough() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        page.press(Key::Tab).await?;
        ensure!(
            page.focused().await?.contains("skip"),
            "{}",
            page.focused().await?
        );
        page.js("document.querySelector('input[name=county]').focus()")
            .await?;
        page.press(Key::Space).await?;
        page.wait_for_query("county=chengguan").await?;
        page.js("document.querySelector('.item h4 a').focus()")
            .await?;
        let opener = page.focused().await?;
        page.press(Key::Enter).await?;
        page.wait_for(
            "the reader to have the focus",
            async || page.focused().await,
            |focus| focus.contains("reader-title"),
        )
        .await?;
        page.press(Key::Escape).await?;
        page.wait_for_query("county=chengguan").await?;
        page.wait_for(
            "the focus to come back",
            async || page.focused().await,
            |focus| *focus == opener,
        )
        .await?;

        page.go("/?view=timeline").await?;
        page.wait_until_ready().await?;
        page.wait_for_count(".lane-name", native::plan()?.themes().len())
            .await?;
        // The lanes are one stop of Tab; arrows move in them.
        page.wait_for_count(".lanes-table a[tabindex='0']", 1)
            .await?;
        page.js("document.querySelector('.lane-name').focus()")
            .await?;
        page.press(Key::Down).await?;
        let second = page
            .js("return document.activeElement === document.querySelectorAll('.lane-name')[1]")
            .await?;
        ensure!(second == true, "the arrow did not move to the second lane");
        page.press(Key::Right).await?;
        let cell = "return document.activeElement.matches('.lane-cell[tabindex=\"0\"]')";
        ensure!(page.js(cell).await? == true, "no cell has the focus");
        page.press(Key::Enter).await?;
        page.wait_for_count(".lane-list", 1).await?;
        // Which takes the focus to the number of results.
        page.wait_for(
            "the focus on the results",
            async || page.js("return document.activeElement.id").await,
            |id| id == "status",
        )
        .await?;
        page.js("document.querySelector('.lane-list a').focus()")
            .await?;
        page.press(Key::Enter).await?;
        page.wait_for_count("#reader-title", 1).await
    })
}

#[test]
fn on_a_phone_the_filters_are_a_sheet_and_nothing_overflows() -> Result<()> {
    browser_test(async |browser| {
        let phone = browser
            .page("/?county=nimu")
            .size(360, 740)
            // The sheet would slide up, and what moves cannot be clicked.
            .still()
            .open()
            .await?;
        phone.click("#filters-button").await?;
        let total = native::total("county=nimu")?;
        phone
            .wait_for_text("#show-results", &format!("查看 {total} 段"))
            .await?;
        phone.click("#show-results").await?;
        phone
            .wait_for(
                "the sheet to close",
                async || {
                    phone
                        .js("return document.querySelector('#filters').inert")
                        .await
                },
                |inert| *inert == true,
            )
            .await?;
        for width in [360, 768, 1280] {
            for link in [
                "",
                "county=nimu&at=m1",
                "view=timeline",
                "view=projects",
                "view=figures&detail=all",
                "view=map&county=nimu",
                "view=matrix",
                "view=text",
                "view=about",
                "at=t-five-relations",
            ] {
                let page = browser
                    .page(&format!("/?{link}"))
                    .size(width, 740)
                    .open()
                    .await?;
                let over = page
                    .js("return document.documentElement.scrollWidth - innerWidth")
                    .await?;
                ensure!(
                    over.as_i64() <= Some(0),
                    "{link} at {width} is {over} too wide"
                );
                if link == "view=timeline" {
                    page.wait_for_count(".lanes-table", 1).await?;
                }
            }
        }
        Ok(())
    })
}

#[test]
fn an_empty_list_says_why_and_offers_a_way_out() -> Result<()> {
    browser_test(async |browser| {
        let link = "theme=scitech_digital&county=nimu";
        ensure!(native::view(link)?.total == 0, "it has results");
        let page = browser.open(&format!("/?{link}")).await?;
        ensure!(
            page.text(".nothing")
                .await?
                .contains("尼木县、科技与数字化")
        );
        page.click(".nothing li:first-of-type a").await?;
        shows_list(&page, "county=nimu").await
    })
}

#[test]
fn the_text_view_is_the_whole_plan_and_a_sentence_link_leads_to_it() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=text&at=m14.3").await?;
        let shown = strings(&page, "[...document.querySelectorAll('.text .passage')].map(p => { const c = p.cloneNode(true); c.querySelectorAll('.pin, .flag').forEach(e => e.remove()); return c.textContent })").await?;
        let wanted: Vec<String> = native::plan()?
            .passages()
            .iter()
            .map(|p| p.text.as_str().to_owned())
            .collect();
        ensure!(shown == wanted, "the text differs");
        // The page scrolls there after it has drawn the text.
        let in_sight = async || {
            page.js("const r = document.getElementById('m14.3').getBoundingClientRect(); return r.top >= 0 && r.top < innerHeight").await
        };
        page.wait_for("the sentence in view", in_sight, |seen| *seen == true)
            .await?;
        ensure!(page.count("mark.target").await? >= 1);
        Ok(())
    })
}
