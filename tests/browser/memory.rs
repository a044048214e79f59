//! What the page keeps of what was done in it: nothing.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::support::{Page, browser_test};

/// How many things are done in a round.
const ROUND: u32 = 120;
/// How many rounds there are at most.
const ROUNDS: usize = 8;

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
        // What is made once, the browser's own notes on the script among it, is made in the first rounds, in how
        // many depends on the machine. What is never given back is made in every one.
        let mut more = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for _ in 0..ROUNDS {
            round(&page).await?;
            let now = kept(&page).await?;
            more.push(now - before);
            before = now;
            // A timer that is not given back holds half a kilobyte, and each thing that is done sets several.
            if more
                .last()
                .is_some_and(|more| *more < f64::from(ROUND) * 200.0)
                && more.len() > 2
            {
                return page.assert_no_console_errors().await;
            }
        }
        bail!("every round keeps more bytes: {more:?}")
    })
}
