//! Malicious links, opened in the page: it works, says what it ignored, and runs nothing from them.

use anyhow::{Result, ensure};
use plan_explorer::link::{self, KEYS, MAX_READ, Notice};

use crate::native;
use crate::support::{Page, browser_test};

/// A value that runs a script if any part of it becomes markup.
const SCRIPT: &str = "\"><script>ran=1</script><img src=x onerror=ran=1><svg onload=ran=1>";

/// The link with `value` in every key.
fn in_every_key(value: &str) -> String {
    KEYS.map(|key| format!("{key}={value}")).join("&")
}

fn links() -> Vec<String> {
    let script = SCRIPT.bytes().map(|byte| format!("%{byte:02x}"));
    let script: String = script.collect();
    let long = "%3Cb%3E".repeat(MAX_READ / 7);
    vec![
        in_every_key(&script),
        // As typed in an address bar, where the browser escapes some of it.
        in_every_key(&SCRIPT.replace('&', "")),
        in_every_key("javascript:ran=1"),
        // Each view draws the searched words in its own way.
        format!("view=timeline&q={script}"),
        format!("view=compare&theme=rural,{script}&q={script}"),
        format!("view=text&at={script}&q={script}"),
        format!("q=%&theme=%E4%B&at=%6&county=%zz,nimu&lang=%E&{script}=1"),
        // Half surrogates, as some programs write a character that they have cut in two.
        "q=%ED%A0%80&county=%ED%BF%BFnimu&at=m1%ED%A0%80&theme=ecology".to_owned(),
        format!("{0}&{0}&county=nimu&at=m1&at={script}", in_every_key("1")),
        format!("theme=ecology&q={long}&county=nimu"),
    ]
}

/// The page shows the query and the notices of the link, and nothing of the link has become markup.
async fn is_unharmed(page: &Page, link: &str) -> Result<()> {
    let plan = native::plan()?;
    let reading = link::read(link, plan);
    // The page rewrites the address without what it ignored.
    page.wait_for_query(&link::write(&reading.query, plan))
        .await?;
    let told = page.texts(".notices p").await?;
    ensure!(told.len() == reading.notices.len(), "{link}: {told:?}");
    for (notice, told) in reading.notices.iter().zip(&told) {
        if let Notice::UnknownValue { key, value } = notice {
            // Browsers differ in how they show white space.
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            let named = words(told).contains(&words(value)) && told.contains(key);
            ensure!(named, "the notice for {key}={value} is {told}");
        }
    }
    let ran = page.js("return window.ran === undefined").await?;
    ensure!(ran == true, "{link}: a script ran");
    let theirs = "#app script, #app img, #app iframe, #app svg[onload], #app [onerror]";
    ensure!(page.count(theirs).await? == 0, "{link} became markup");
    // Results, or that there are none.
    let drawn = page.count("#content > *, .nothing").await?;
    ensure!(drawn > 0, "{link}: nothing is drawn");
    page.assert_no_console_errors().await
}

#[test]
fn malicious_links_run_nothing_and_are_reported() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/").await?;
        for link in links() {
            page.go(&format!("/?{link}")).await?;
            page.wait_until_ready().await?;
            is_unharmed(&page, &link).await?;
        }
        Ok(())
    })
}

#[test]
fn a_link_of_100_kilobytes_is_followed_within_the_page() -> Result<()> {
    browser_test(async |browser| {
        // No host accepts an address of that length, but a link within the page is not sent to one.
        let page = browser.open("/").await?;
        let link = format!("theme=ecology&at={}&county=nimu", "%3Cb%3E".repeat(15_000));
        ensure!(link.len() > 100_000);
        page.js(&format!(
            "const a = document.createElement('a'); a.href = '?{link}';
             document.getElementById('content').append(a); a.click(); a.remove()"
        ))
        .await?;
        page.wait_for_query("theme=ecology").await?;
        // A half surrogate, which only a script can put into a link, becomes U+FFFD.
        page.js(
            "const a = document.createElement('a'); a.href = '?county=nimu&q=\\ud800<b>';
             document.getElementById('content').append(a); a.click(); a.remove()",
        )
        .await?;
        page.wait_for_query("county=nimu&q=%EF%BF%BD%3Cb%3E")
            .await?;
        let ran = page.js("return window.ran === undefined").await?;
        ensure!(ran == true, "a script ran");
        page.assert_no_console_errors().await
    })
}
