//! What the page keeps of what was done in it: nothing.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::support::{Page, browser_test};

/// How many things are done in a round.
const ROUND: u32 = 120;

/// Filters, opens and closes, as quickly as a page answers and not quicker.
async fn round(page: &Page) -> Result<()> {
    let done = page
        .driver()
        .execute_async(
            "const [times, done] = arguments;
             const press = css => document.querySelector(css).click();
             const steps = ['#theme-ecology', '#content [data-opens]', '#panel [data-do=close]'];
             let made = 0;
             const step = () => {
                 if (made === times) return done(made);
                 press(steps[made % steps.length]);
                 made += 1;
                 setTimeout(step, 70);
             };
             step();",
            vec![ROUND.into()],
        )
        .await?;
    ensure!(done.json() == &json!(ROUND), "{}", done.json());
    Ok(())
}

/// The bytes of JavaScript that are kept once what nobody holds is given back.
async fn kept(page: &Page) -> Result<f64> {
    for _ in 0..3 {
        page.command("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let usage = page.command("Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_f64().context("no size is told")
}

#[test]
fn what_was_done_leaves_nothing_behind() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        // What is made once, the browser's own notes on the script among it, is made by then.
        round(&page).await?;
        round(&page).await?;
        let before = kept(&page).await?;
        round(&page).await?;
        let more = kept(&page).await? - before;
        // A timer that is not given back holds half a kilobyte, and each thing that is done sets several.
        ensure!(
            more < f64::from(ROUND) * 300.0,
            "{more} bytes more are kept"
        );
        page.assert_no_console_errors().await
    })
}
