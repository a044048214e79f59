//! The site that `cargo xtask new-plan` makes of a text, before anyone has tagged it: what needs no judgement
//! works, and the rest says what is missing.

use std::rc::Rc;

use anyhow::{Result, ensure};

use crate::shown::contents;
use crate::support::{Browser, Page, Site, browser_test};

async fn open(browser: &Browser, path: &str) -> Result<Rc<Page>> {
    browser.page(path).of(Site::Untagged).open().await
}

#[test]
fn its_overview_is_the_outline_and_claims_no_numbers() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "/").await?;
        let said = page.text(".overview").await?;
        ensure!(said.contains("还没有标注主题和里程碑"), "{said}");
        ensure!(!said.contains("项主要成绩"), "{said}");
        ensure!(page.count(".overview .totals, .overview .growth").await? == 0);
        // Filters that could only answer nothing are not offered.
        ensure!(
            page.count(".facet-theme, .facet-kind, .facet-period, .facet-reach")
                .await?
                == 0
        );
        ensure!(page.count(".facet-county .value").await? == 3);
        page.click(".overview .contents a[data-part='m1']").await?;
        page.wait_for_query("at=m1").await?;
        page.assert_accessible().await?;
        page.assert_no_console_errors().await
    })
}

#[test]
fn its_views_work_or_say_what_is_missing() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "/").await?;
        for (link, wanted) in [
            ("view=timeline", "还没有标注节点"),
            ("view=projects", "还没有标注项目"),
            ("view=figures", "数字还没有整理"),
            ("view=matrix", "还没有标注节点和项目"),
            ("view=compare", "还没有标注节点和项目"),
            ("theme=ecology", "还没有标注主题"),
            ("view=map", "还没有标注节点和项目"),
            ("view=text", "海岸线62公里"),
            ("view=about", "source.txt"),
            ("county=fengbu", "写明枫埠区"),
            ("q=海岸线", "海岸线62公里"),
        ] {
            page.go(&format!("/?{link}")).await?;
            page.wait_until_ready().await?;
            // WebKitGTK counts text as visible only once it is drawn.
            let said = page
                .wait_for(
                    &format!("?{link} to say {wanted}"),
                    async || page.text("#results").await,
                    |said| said.contains(wanted),
                )
                .await?;
            // A zero would be read as what the plan says.
            ensure!(!said.contains("没有符合全部条件"), "?{link} says {said}");
            ensure!(
                !said.contains("0 个") && !said.contains("0 项"),
                "?{link} says {said}"
            );
            page.assert_accessible().await?;
        }
        page.assert_no_console_errors().await
    })
}

#[test]
fn its_sentences_have_links_and_pages() -> Result<()> {
    browser_test(async |browser| {
        let page = open(browser, "/?q=海岸线").await?;
        page.click(".item h4 a").await?;
        let marked = contents(&page, ".reader mark").await?;
        ensure!(
            marked.iter().any(|mark| mark.contains("海岸线")),
            "{marked:?}"
        );
        let page = browser
            .page("/s/county-fengbu.html")
            .of(Site::Untagged)
            // It does not go on to the app.
            .first("CSS.supports = () => false")
            .without_waiting()
            .open()
            .await?;
        let said = page.text("body").await?;
        ensure!(said.contains("枫埠区"), "{said}");
        page.assert_no_console_errors().await
    })
}
