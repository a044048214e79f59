//! The plan as data: projects, figures, the profile of a county, terms, exports, citations, map, matrix and
//! years.

use anyhow::{Context, Result, ensure};
use plan_explorer::export::{Citation, Export, Format};
use plan_explorer::model::{Member, Vocabulary};
use plan_explorer::words::ZH;

use crate::native;
use crate::shown::{contents, settle, shows, strings};
use crate::support::{Page, browser_test};

fn quotes_of_projects(link: &str) -> Result<Vec<String>> {
    let view = native::view(link)?;
    let items = view.projects.iter().flat_map(|group| &group.items);
    Ok(items.map(|item| item.project.quote.clone()).collect())
}

fn numbers(link: &str) -> Result<Vec<String>> {
    let view = native::view(link)?;
    let figures = view.figures.iter().flat_map(|group| &group.figures);
    Ok(figures
        .map(|figure| figure.quantity.printed.clone())
        .collect())
}

#[test]
fn projects_are_filtered_by_status_and_opened_at_their_words() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=projects").await?;
        shows(&page, ".project > a", &quotes_of_projects("view=projects")?).await?;
        let research = plan_explorer::model::Status::Research.ordinal();
        page.click(&format!(
            ".facet-status .value:nth-of-type({})",
            research + 1
        ))
        .await?;
        let link = "view=projects&status=research";
        page.wait_for_query(link).await?;
        shows(&page, ".project > a", &quotes_of_projects(link)?).await?;
        page.click("[data-opens=pr-new-airport]").await?;
        page.wait_for_query("view=projects&status=research&at=pr-new-airport")
            .await?;
        page.wait_for_text("#reader-title", "14. 构建高效便捷的综合交通体系")
            .await?;
        let marked = contents(&page, ".reader .passage mark.target").await?;
        ensure!(marked.concat() == "规划研究拉萨新机场", "{marked:?}");
        let fresh = browser
            .open("/?view=projects&status=research&at=pr-new-airport")
            .await?;
        let again = contents(&fresh, ".reader .passage mark.target").await?;
        ensure!(again == marked);
        fresh.assert_no_console_errors().await
    })
}

#[test]
fn figures_are_sorted_and_every_order_is_a_link() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=figures").await?;
        shows(&page, ".figures .printed", &numbers("view=figures")?).await?;
        for (click, link) in [
            ("input[name=sort][value=value]", "view=figures&sort=value"),
            (
                "input[name=detail][value=all]",
                "view=figures&detail=all&sort=value",
            ),
            (
                "input[name=sort][value=kind]",
                "view=figures&detail=all&sort=kind",
            ),
        ] {
            page.click(click).await?;
            page.wait_for_query(link).await?;
            shows(&page, ".figures .printed", &numbers(link)?).await?;
        }
        let sides = contents(&page, ".beside-set .printed").await?;
        for pair in [["7.4%", "7%"], ["10.4%", "8%"]] {
            ensure!(sides.windows(2).any(|found| found == pair), "{sides:?}");
        }
        page.click(".figures a.quote[data-opens=ms-road-length]")
            .await?;
        page.wait_for_count(".reader", 1).await?;
        let marked = contents(&page, ".reader .passage mark.target").await?;
        ensure!(
            marked.concat() == "公路通车总里程达到7143公里",
            "{marked:?}"
        );
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_county_shows_its_role_its_sentences_and_its_groups() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?county=nimu").await?;
        let view = native::view("county=nimu")?;
        let profile = view.profile.context("no profile")?;
        ensure!(page.text(".profile .role").await? == profile.role.context("no role")?.quote);
        let named: Vec<String> = profile.named.iter().map(|p| p.name.clone()).collect();
        let shown = contents(&page, ".card .tags li a").await?;
        ensure!(shown == named && !named.is_empty(), "{shown:?}");
        let cards = page.count(".card .sentence a").await?;
        ensure!(
            cards == native::total("county=nimu&reach=named")?,
            "{cards}"
        );
        page.click(".folded > summary").await?;
        page.click(".profile-part.groups summary").await?;
        let groups = contents(&page, ".profile-part.groups li q").await?;
        let wanted: Vec<&str> = profile.groups.iter().map(|group| group.quote).collect();
        ensure!(groups == wanted, "{groups:?}");
        page.click(".profile .role a").await?;
        page.wait_for_text("#reader-title", "1. 全面构建新型城镇空间格局")
            .await?;
        let marked = contents(&page, ".reader .passage mark.target").await?;
        ensure!(marked.concat().contains("把尼木县打造成"), "{marked:?}");
        // Two counties have no profile.
        let qushui = native::county("qushui").ordinal() + 1;
        let page = browser.open("/?county=nimu").await?;
        page.click(&format!(".facet-county .value:nth-of-type({qushui})"))
            .await?;
        page.wait_for_query("county=nimu,qushui").await?;
        page.wait_for_count(".profile", 0).await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_term_says_what_the_text_says_it_means_or_that_it_does_not() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=text&at=m29").await?;
        page.click("#m29 a.term[data-opens=t-three-works-m29]")
            .await?;
        page.wait_for_query("view=text&at=t-three-works-m29")
            .await?;
        shows(
            &page,
            ".reader .members li",
            &["学前教育", "义务教育", "普高与中职"],
        )
        .await?;
        // The same label in measure 6 is another term, one click away.
        page.click(".reader a[data-opens=t-three-works-m6]").await?;
        shows(
            &page,
            ".reader .members li",
            &["景区升级", "配套提升", "数字文旅"],
        )
        .await?;
        page.click(".reader .members li:first-of-type a").await?;
        page.wait_for_query("view=text&at=m6.2").await?;
        let page = browser.open("/?at=t-four-strategies").await?;
        ensure!(page.text(".reader .lost").await? == ZH.term_undefined);
        ensure!(page.count(".reader .members").await? == 0);
        let used = page.count(".reader .used li").await?;
        ensure!(used == native::term("t-four-strategies")?.mentions.len());
        page.assert_no_console_errors().await
    })
}

/// The file that a link exports.
fn wanted(link: &str, address: &str, day: &str, format: Format) -> Result<String> {
    let (query, view) = (native::query(link)?, native::view(link)?);
    ensure!(view.total > 0, "?{link} has no results");
    let export = Export {
        plan: native::plan()?,
        query: &query,
        view: &view,
        address,
        day,
        words: &ZH,
    };
    Ok(export.write(format))
}

async fn today(page: &Page) -> Result<String> {
    let day = page
        .js("const d = new Date(); return [d.getFullYear(), d.getMonth() + 1, d.getDate()].map(n => String(n).padStart(2, '0')).join('-')")
        .await?;
    Ok(day.as_str().unwrap_or_default().to_owned())
}

async fn address(page: &Page) -> Result<String> {
    let url = page.url().await?;
    Ok(url.split('?').next().unwrap_or_default().to_owned())
}

/// A view for each kind of export.
const VIEWS: [&str; 4] = [
    "theme=ecology&county=nimu",
    "view=timeline&period=2035",
    "view=projects&county=dazi",
    "view=figures&sort=value",
];

#[test]
fn any_view_is_copied_as_it_stands() -> Result<()> {
    browser_test(async |browser| {
        for link in VIEWS {
            let page = browser.open(&format!("/x/?{link}")).await?;
            page.click(".export summary").await?;
            let (address, day) = (address(&page).await?, today(&page).await?);
            for (at, &format) in Format::ALL.iter().enumerate() {
                page.click(&format!(".export li:nth-of-type({}) .copy", at + 1))
                    .await?;
                let text = wanted(link, &address, &day, format)?;
                let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
                page.wait_for_clipboard(|found| found.replace("\r\n", "\n") == text)
                    .await?;
            }
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

// Not in one test with the copies: after a download a browser's clipboard cannot be read.
#[test]
fn any_view_is_downloaded_as_it_stands() -> Result<()> {
    /// Keeps the files that the page has the browser save.
    const KEEP: &str = "window.saved = []; const make = URL.createObjectURL; URL.createObjectURL = blob => { blob.arrayBuffer().then(bytes => saved.push(new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes))); return make.call(URL, blob) }; HTMLAnchorElement.prototype.click = function () { window.named = this.download }";
    browser_test(async |browser| {
        for link in VIEWS {
            let page = browser.open(&format!("/x/?{link}")).await?;
            page.js(KEEP).await?;
            page.click(".export summary").await?;
            let (address, day) = (address(&page).await?, today(&page).await?);
            for (at, &format) in Format::ALL.iter().enumerate() {
                page.click(&format!(".export .download[data-value={}]", format.id()))
                    .await?;
                let saved = page
                    .wait_for(
                        "the file",
                        async || strings(&page, "window.saved").await,
                        |saved| saved.len() == at + 1,
                    )
                    .await?;
                let text = wanted(link, &address, &day, format)?;
                ensure!(saved.last() == Some(&text), "{link} as {format:?}");
                let named = page.js("return window.named").await?;
                let named = named.as_str().unwrap_or_default().to_owned();
                ensure!(
                    named.ends_with(&format!("-{day}.{}", format.id())),
                    "{named}"
                );
            }
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}

#[test]
fn an_opened_passage_is_quoted_and_cited() -> Result<()> {
    browser_test(async |browser| {
        let plan = native::plan()?;
        let page = browser.open("/x/?theme=infra_energy&at=m14").await?;
        page.click(".cite summary").await?;
        let (address, day) = (address(&page).await?, today(&page).await?);
        let location = plan.locate(&native::target("m14")?).context("nowhere")?;
        let citation = Citation {
            plan,
            words: &ZH,
            location,
            address: &address,
            day: &day,
        };
        let wanted = [citation.quotation(), citation.gbt7714(), citation.bibtex()];
        shows(&page, ".citation", &wanted).await?;
        page.click(".cite .citation + .copy:nth-of-type(1)").await?;
        let [quotation, ..] = &wanted;
        page.wait_for_clipboard(|found| found == quotation).await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_published_files_lie_beside_the_page() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/x/?view=about").await?;
        let files = strings(
            &page,
            "[...document.querySelectorAll('.files a')].map(a => a.getAttribute('href'))",
        )
        .await?;
        ensure!(files.len() == ZH.about.files.len() && files.len() >= 5);
        for file in files {
            let answer = page
                .js(&format!(
                    "const r = new XMLHttpRequest(); r.open('GET', '{file}', false); r.send(); return [String(r.status), r.responseText.length > 1000 ? 'full' : 'empty']"
                ))
                .await?;
            ensure!(
                answer == serde_json::json!(["200", "full"]),
                "{file}: {answer}"
            );
        }
        page.assert_no_console_errors().await
    })
}

#[test]
fn the_map_is_a_filter_for_mouse_touch_and_keyboard() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=map&theme=ecology").await?;
        let counts = |link: &str| -> Result<Vec<String>> {
            let view = native::view(link)?;
            Ok(view
                .tiles
                .iter()
                .map(|tile| match tile.said.collective {
                    0 => tile.said.named().to_string(),
                    more => format!("{}+{more}", tile.said.named()),
                })
                .collect())
        };
        shows(&page, ".tile-count", &counts("view=map&theme=ecology")?).await?;
        page.click(".tile input[value=nimu]").await?;
        page.wait_for_query("view=map&theme=ecology&county=nimu")
            .await?;
        page.wait_for_text(".profile h2", "尼木县").await?;
        // Items below the window are drawn a moment later.
        let total = native::total("view=map&theme=ecology&county=nimu")?;
        page.wait_for_count(".statements > li", total).await?;
        // By keyboard: the tile has the focus, the space key unticks it.
        page.press(" ").await?;
        page.wait_for_query("view=map&theme=ecology").await?;
        page.wait_for_count(".profile", 0).await?;
        // By touch, on a phone.
        let phone = browser.page("/?view=map").size(360, 740).open().await?;
        phone.tap(".tile input[value=qushui]").await?;
        phone.wait_for_query("view=map&county=qushui").await?;
        phone.assert_no_console_errors().await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_cell_of_the_matrix_opens_the_list_it_counts() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=matrix&reach=named").await?;
        let view = native::view("view=matrix&reach=named")?;
        let wanted: Vec<String> = view
            .matrix
            .iter()
            .flat_map(|row| row.cells.iter().chain([&row.total]))
            .map(|cell| cell.count.to_string())
            .collect();
        shows(&page, ".matrix td .named-count", &wanted).await?;
        page.click(".matrix tbody tr:nth-of-type(6) td:nth-of-type(6) a")
            .await?;
        let list = "view=map&theme=rural&county=nimu&reach=named";
        page.wait_for_query(list).await?;
        page.wait_for_count(".statements > li", native::total(list)?)
            .await?;
        page.back().await?;
        page.wait_for_query("view=matrix&reach=named").await?;
        // It scrolls to where it was.
        settle(&page).await?;
        page.click("input[name=across][value=period]").await?;
        page.wait_for_query("view=matrix&reach=named&across=period")
            .await?;
        page.wait_for_count(".matrix thead th", 6).await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn a_link_with_years_is_followed_and_shown_as_a_chip() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=timeline&years=2024-2027&group=none";
        for (width, height) in [(360, 740), (1440, 900)] {
            let page = browser.page(&format!("/?{link}")).size(width, height);
            let page = page.open().await?;
            page.wait_for_count(".lane-list a", native::total(link)?)
                .await?;
            page.wait_for_text(".chips li:first-child", "2024–2027\n×")
                .await?;
            page.assert_accessible().await?;
            page.click(".chips li:first-child a").await?;
            page.wait_for_query("view=timeline&group=none").await?;
            page.wait_for_count(".lane-list a", native::total("view=timeline")?)
                .await?;
            page.assert_no_console_errors().await?;
        }
        Ok(())
    })
}
