//! Tests of the built site in real browsers. `cargo xtask test` builds and serves the site, starts the
//! drivers and runs these tests; `cargo xtask test NAME` runs those whose names contain NAME.

mod accessible;
mod another_plan;
mod cards;
#[path = "../common/mod.rs"]
mod common;
mod data;
mod edition;
mod every_view;
mod faults;
mod finding;
mod first_paint;
mod habits;
mod handing_on;
mod hostile;
mod in_reach;
mod means;
mod memory;
mod native;
mod offline;
mod opening;
mod policy;
mod scenarios;
mod semantics;
mod shown;
mod site;
mod storage;
mod support;
mod untagged;

use anyhow::{Result, ensure};
use support::{Key, browser_test};

/// The tests' own support works: the page starts at both paths and in the settings that are asked for.
#[test]
fn the_page_starts() -> Result<()> {
    browser_test(async |browser| {
        for path in ["/", "/x/"] {
            let page = browser.open(path).await?;
            ensure!(page.exists("main").await?, "{path} shows no main");
            page.assert_no_console_errors().await?;
        }
        let dark = browser.page("/").size(360, 740).dark().open().await?;
        let matches = dark
            .js("return matchMedia('(prefers-color-scheme: dark)').matches")
            .await?;
        ensure!(matches == true, "the browser is not dark");
        ensure!(
            dark.js("return innerWidth").await? == 360,
            "the browser is not 360 wide"
        );
        dark.press(Key::Tab).await?;
        ensure!(dark.focused().await? != "body", "Tab focuses nothing");
        dark.assert_no_console_errors().await
    })
}
