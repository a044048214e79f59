//! A link to every view: in a browser that has opened nothing before, and without scripts.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::Vocabulary;
use plan_explorer::query::ViewKind;
use serde_json::Value;

use crate::native;
use crate::support::{Page, browser_test};

/// What the page shows, its title, its language and the chosen fields.
async fn seen(page: &Page) -> Result<Value> {
    page.js("const text = id => document.getElementById(id).innerText;
         return ['top', 'summary', 'content', 'panel'].map(text)
            .concat([document.title, document.documentElement.lang,
                [...document.querySelectorAll('input:checked')].map(e => e.id).join()])")
        .await
}

/// A link to every view, with a filter or something opened.
fn links() -> Vec<String> {
    let views = ViewKind::ALL.iter().map(|&view| match view {
        ViewKind::List => "theme=ecology&county=nimu&at=m37".to_owned(),
        ViewKind::Timeline => "view=timeline&years=2025&detail=all".to_owned(),
        ViewKind::Compare => "view=compare&county=linzhou,nimu".to_owned(),
        ViewKind::Text => "view=text&at=m14.2".to_owned(),
        ViewKind::About => "view=about&lang=en".to_owned(),
        view => format!("view={}&theme=rural&reach=named", view.id()),
    });
    views.collect()
}

#[test]
fn a_link_to_every_view_opens_it_in_a_fresh_profile() -> Result<()> {
    browser_test(async |browser| {
        for link in links() {
            let page = browser.open("/").await?;
            // Opened by a click within the page.
            page.js(&format!(
                "const a = document.createElement('a'); a.href = '?{link}'; document.body.append(a); a.click()"
            ))
            .await?;
            page.wait_for_query(&link).await?;
            ensure!(native::query(&link)? != native::query("")?);
            let fresh = browser.page(&format!("/?{link}")).fresh().open().await?;
            // Either may still be drawing.
            let both = async || Ok((seen(&page).await?, seen(&fresh).await?));
            let same = |(one, other): &(Value, Value)| one == other;
            page.wait_for("the same view twice", both, same)
                .await
                .context(link)?;
        }
        Ok(())
    })
}

#[test]
fn without_scripts_a_link_to_every_view_leads_to_the_text() -> Result<()> {
    browser_test(async |browser| {
        for link in links() {
            let page = browser.page(&format!("/?{link}"));
            let page = page.without_scripts().open().await?;
            ensure!(!page.exists("html[data-ready]").await?, "the app runs");
            ensure!(
                page.text("noscript p")
                    .await?
                    .contains("没有 JavaScript 也能读")
            );
            ensure!(page.count(".placeholder .outline a").await? > 60);
            page.click("noscript a").await?;
            let there = |address: &String| address.ends_with("/text.html");
            page.wait_for("the text edition", async || page.url().await, there)
                .await?;
            let words = page.js("return document.body.innerText").await?;
            let last = native::plan()?.passages().last().context("no passage")?;
            ensure!(
                words
                    .as_str()
                    .is_some_and(|words| words.contains(last.text.as_str()))
            );
        }
        Ok(())
    })
}
