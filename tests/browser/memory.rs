//! The page leaks no memory.

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;

use crate::support::{Page, browser_test};

/// How many presses a round has.
const ROUND: u32 = 120;
/// How many rounds there are at most.
const ROUNDS: usize = 8;

/// Filters, opens and closes again and again.
///
/// The presses are 70 ms apart, as the page does not say when it has drawn an answer. A slower page draws
/// fewer answers; nothing is measured in time.
async fn round(page: &Page) -> Result<()> {
    let done = page
        .driver()
        .execute_async(
            "const [times, done] = arguments;
             const steps = ['#theme-ecology', '#content [data-opens]', '#panel .close'];
             let made = 0;
             const step = () => {
                 if (made === times) return done(made);
                 const element = document.querySelector(steps[made % steps.length]);
                 if (element) {
                     element.click();
                     made += 1;
                 }
                 setTimeout(step, 70);
             };
             step();",
            vec![ROUND.into()],
        )
        .await?;
    ensure!(done.json() == &json!(ROUND), "{}", done.json());
    Ok(())
}

/// The size of the JavaScript heap after a garbage collection, in bytes.
async fn heap(page: &Page) -> Result<f64> {
    for _ in 0..3 {
        page.command("HeapProfiler.collectGarbage", json!({}))
            .await?;
    }
    let usage = page.command("Runtime.getHeapUsage", json!({})).await?;
    usage["usedSize"].as_f64().context("no size")
}

#[test]
fn filtering_and_opening_leaks_no_memory() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.page("/").fresh().open().await?;
        // Caches and compiled code are made in the first rounds; how many depends on the machine. A leak
        // grows in every round.
        let mut more = Vec::new();
        let mut before = f64::NEG_INFINITY;
        for _ in 0..ROUNDS {
            round(&page).await?;
            let now = heap(&page).await?;
            more.push(now - before);
            before = now;
            // A timer that is never cleared keeps half a kilobyte, and each press sets several.
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
