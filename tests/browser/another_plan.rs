//! The site of the made-up plan (`tests/fixtures/yunchuan`): the program knows no city, so the same views work
//! with other themes, counties and periods.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use plan_explorer::link;
use plan_explorer::model::Plan;
use plan_explorer::query::{Explorer, View};
use plan_explorer::words::ZH;

use crate::shown::{contents, strings};
use crate::support::{Browser, Key, Page, browser_test};

/// The folder of the site, which `cargo xtask test` builds.
fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/site-other")
}

fn plan() -> Result<Plan> {
    let json = fs::read_to_string(folder().join("plan.json")).context("there is no other site")?;
    Ok(Plan::from_json(&json)?)
}

/// What the page must show for a link, computed natively.
fn view<'a>(explorer: &Explorer<'a>, link: &str) -> Result<View<'a>> {
    let reading = link::read(link, explorer.plan());
    ensure!(reading.notices.is_empty(), "{link}: {:?}", reading.notices);
    Ok(explorer.view(&reading.query))
}

async fn open(browser: &Browser, path: &str) -> Result<std::rc::Rc<Page>> {
    browser.page(path).of_other_plan().open().await
}

/// Waits until the list has these passages.
async fn lists(page: &Page, view: &View<'_>) -> Result<()> {
    let wanted: Vec<&str> = view
        .matching
        .iter()
        .map(|passage| passage.id.as_str())
        .collect();
    ensure!(!wanted.is_empty(), "nothing is expected");
    let code = "[...document.querySelectorAll('.item h4 a')].map(a => a.dataset.opens)";
    let shown = async || strings(page, code).await;
    let same = |found: &Vec<String>| {
        let mut found: Vec<&str> = found.iter().map(String::as_str).collect();
        let mut wanted = wanted.clone();
        found.sort_unstable();
        wanted.sort_unstable();
        found == wanted
    };
    page.wait_for("the list", shown, same).await?;
    Ok(())
}

#[test]
fn its_own_themes_counties_and_periods_are_the_filters() -> Result<()> {
    browser_test(async |browser| {
        let plan = plan()?;
        let explorer = Explorer::new(&plan);
        let page = open(browser, "/").await?;
        let names = |css: &'static str| contents(&page, css);
        let themes: Vec<&str> = plan
            .themes()
            .iter()
            .map(|entry| entry.zh.as_str())
            .collect();
        ensure!(names(".facet-theme .value-name").await? == themes);
        let counties: Vec<&str> = plan
            .counties()
            .iter()
            .map(|entry| entry.zh.as_str())
            .collect();
        ensure!(names(".facet-county .value-name").await? == counties);
        let periods = plan.periods().iter().map(|entry| entry.name.zh.as_str());
        ensure!(names(".facet-period .value-name").await? == periods.collect::<Vec<_>>());
        ensure!(page.text("h1.name").await? == plan.site().title.zh);
        page.click("#theme-harbour").await?;
        page.click("#county-fengbu").await?;
        page.wait_for_query("theme=harbour&county=fengbu").await?;
        lists(&page, &view(&explorer, "theme=harbour&county=fengbu")?).await?;
        page.back().await?;
        page.wait_for_query("theme=harbour").await?;
        lists(&page, &view(&explorer, "theme=harbour")?).await?;
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn its_timeline_has_its_periods_and_a_milestone_opens() -> Result<()> {
    browser_test(async |browser| {
        let plan = plan()?;
        let explorer = Explorer::new(&plan);
        let page = open(browser, "/?view=timeline").await?;
        let view = view(&explorer, "view=timeline")?;
        page.wait_for_count(".lane-name", plan.themes().len())
            .await?;
        let bands = contents(&page, ".lanes-name").await?;
        let names: Vec<&str> = plan
            .periods()
            .iter()
            .map(|entry| entry.name.zh.as_str())
            .collect();
        ensure!(bands.iter().map(|band| band.trim()).eq(names), "{bands:?}");
        let milestone = view.milestones.first().context("no milestone")?;
        page.click("#lanes-group-1").await?;
        page.wait_for_count(".lane-list a", view.milestones.len())
            .await?;
        page.click(&format!(".lane-list a[data-opens='{}']", milestone.id))
            .await?;
        page.wait_for_query(&format!("view=timeline&at={}&group=none", milestone.id))
            .await?;
        let marked = contents(&page, ".reader .passage mark").await?;
        ensure!(marked.concat().contains(&milestone.quote), "{marked:?}");
        page.assert_no_console_errors().await
    })
}

#[test]
fn every_view_of_it_opens_without_errors() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "/").await?;
        for link in [
            "view=projects",
            "view=figures&detail=all",
            "view=map&county=yanxi",
            "view=matrix",
            "view=matrix&across=period",
            "view=compare&county=luting,fengbu",
            "view=text&at=m8",
            "view=about",
            "theme=culture",
            "view=timeline&theme=culture",
            "view=timeline&period=2040&detail=all",
        ] {
            page.go(&format!("/?{link}")).await?;
            page.wait_until_ready().await?;
            ensure!(page.query().await? == link, "{link}");
            page.wait_for_much_text("#results", 20)
                .await
                .context(link)?;
        }
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_copied_link_to_it_opens_the_same_passage() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "/x/?county=fengbu&at=m4&from=singlemessage").await?;
        let title = page.text("#reader-title").await?;
        page.click(".actions .copy:not(.main)").await?;
        let copied = page
            .wait_for_clipboard(|text| text.contains("county=fengbu"))
            .await?;
        ensure!(copied.ends_with("/x/?county=fengbu&at=m4"), "{copied}");
        let fresh = open(browser, "/x/?county=fengbu&at=m4").await?;
        ensure!(fresh.text("#reader-title").await? == title);
        Ok(())
    })
}

#[test]
fn it_is_searched_in_chinese_pinyin_and_english() -> Result<()> {
    browser_test(async |browser| {
        let plan = plan()?;
        let explorer = Explorer::new(&plan);
        let page = open(browser, "/").await?;
        let examples = &plan.site().search;
        // The initials find the word. The tests have readings for the characters of the other plan only.
        for (typed, like) in [
            (&examples.word, &examples.word),
            (&examples.initials, &examples.word),
            (&examples.english, &examples.english),
        ] {
            page.fill("input[name=q]", typed).await?;
            lists(&page, &view(&explorer, &format!("q={like}"))?).await?;
        }
        page.fill("input[name=q]", "fengbu").await?;
        page.wait_for_text("#suggestion-0", "县区\n枫埠区").await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        page.wait_for_query("county=fengbu").await
    })
}

#[test]
fn it_has_static_pages_and_an_english_interface() -> Result<()> {
    browser_test(async |browser| {
        let plan = plan()?;
        for (path, words) in [
            ("/s/county-fengbu.html", plan.counties()[1].zh.as_str()),
            ("/s/theme-waters.html", plan.themes()[1].zh.as_str()),
            (
                "/s/m4.html",
                plan.passage("m4").context("no m4")?.text.as_str(),
            ),
            ("/text.html", plan.meta().title.as_str()),
        ] {
            let page = browser
                .page(path)
                .of_other_plan()
                .without_scripts()
                .open()
                .await?;
            let shown = page.text("main").await?.replace('\n', "");
            ensure!(shown.contains(words), "{path} shows {shown:?}");
        }
        let page = open(browser, "/?lang=en").await?;
        let themes: Vec<&str> = plan
            .themes()
            .iter()
            .map(|entry| entry.en.as_str())
            .collect();
        ensure!(contents(&page, ".facet-theme .value-name").await? == themes);
        ensure!(page.text("h1.name").await? == plan.site().title.en);
        page.assert_accessible().await
    })
}

/// Whether a text has a name as a word of its own: `minimum` is not `nimu`.
fn has_word(text: &str, name: &str) -> bool {
    let is_letter =
        |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    text.match_indices(name).any(|(at, _)| {
        let (before, from) = text.split_at(at);
        let after = from.get(name.len()..).and_then(|rest| rest.chars().next());
        !is_letter(before.chars().next_back()) && !is_letter(after)
    })
}

/// Nothing of the plan of this repository is in what another plan's site ships.
#[test]
fn nothing_of_lhasa_is_in_its_files() -> Result<()> {
    fn search(folder: &std::path::Path, found: &mut Vec<String>) -> Result<usize> {
        let mut files = 0;
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                files += search(&path, found)?;
                continue;
            }
            let compressed = path
                .extension()
                .is_some_and(|end| end == "br" || end == "gz");
            if !compressed {
                files += 1;
                let text = String::from_utf8_lossy(&fs::read(&path)?).to_lowercase();
                let names = ["拉萨", "lhasa", "lasa", "尼木", "nimu", "堆龙", "西藏"];
                let here = names.iter().filter(|name| has_word(&text, name));
                found.extend(here.map(|name| format!("{name} in {}", path.display())));
            }
        }
        Ok(files)
    }
    let mut found = Vec::new();
    let files = search(&folder(), &mut found)?;
    ensure!(files > 20, "only {files} files");
    ensure!(found.is_empty(), "{found:?}");
    ensure!(ZH.site(&plan()?).contains("云川"));
    Ok(())
}
