//! What a browser test needs: a browser, a page in it, and patience.
//!
//! ```ignore
//! #[test]
//! fn choosing_a_theme_changes_the_link() -> Result<()> {
//!     browser_test(async |browser| {
//!         let page = browser.open("/?view=list").await?;
//!         page.click("#theme-ecology").await?;
//!         page.wait_for_query("theme=ecology").await?;
//!         page.back().await?;
//!         page.wait_for_query("view=list").await?;
//!
//!         let phone = browser.page("/?theme=ecology").size(360, 740).dark().open().await?;
//!         assert_eq!(phone.count("article").await?, page.count("article").await?);
//!         phone.assert_accessible().await
//!     })
//! }
//! ```
//!
//! - Each page that is opened is a Chromium of its own with an empty profile: no test sees another's
//!   storage or history. `/` is the site at the root of its host, `/x/` the same site under a path.
//! - A page is open once the app has drawn itself, which it says with `html[data-ready]`.
//! - Nothing sleeps for a fixed time: what takes a moment is waited for, with a deadline and a sentence
//!   that tells what was seen instead.
//! - When a test fails or panics, each open page leaves a picture, its address and its console in
//!   `target/browser-failures/`, and every browser is closed all the same.
//! - The variables that `cargo xtask test` sets are [`Environment`]'s. Without them the tests fail.

// A harness offers more than the tests of one day use.
#![allow(dead_code, unused_imports)]

mod accessibility;
mod browser;
mod page;

pub use accessibility::Violation;
pub use browser::{Browser, browser_test};
pub use page::Page;
pub use thirtyfour::Key;
