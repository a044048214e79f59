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
//! - The same tests run in every [`Engine`]; what a driver cannot do, and in which tests it matters,
//!   is listed in [`LIMITS`], and told as skipped. A fault of the page is never a reason to be there.
//! - Each page that is opened is in a browser that nothing else has open, and in which no page has kept
//!   anything. It may have been used before, and then its history is longer than the test's own part;
//!   `.fresh()` asks for one that was not. `/` is the site at the root of its host, `/x/` the same site
//!   under a path.
//! - A page that the test has let go of is closed when the next one is opened, so that a test that
//!   opens many needs few browsers.
//! - What goes wrong on the way to the page is tried with `.altered(…)`, what a browser lacks or does
//!   otherwise with `.first(…)` and `.without_scripts()`, in every engine alike.
//! - A page is open once the app has drawn itself, which it says with `html[data-ready]`.
//! - Nothing sleeps for a fixed time: what takes a moment is waited for, with a deadline and a sentence
//!   that tells what was seen instead.
//! - When a test fails or panics, each open page leaves a picture, its address and its console in
//!   `target/browser-failures/`, and every browser is closed all the same.
//! - The variables that `cargo xtask test` sets are `Environment`'s. Without them the tests fail.

// A harness offers more than the tests of one day use.
#![allow(dead_code, unused_imports)]

mod accessibility;
mod browser;
mod console;
mod emulation;
mod engine;
mod environment;
mod gecko;
mod page;
mod server;
mod session;
mod start;
mod told;

pub use accessibility::{Rules, Violation};
pub use browser::{Browser, Opening, browser_test};
pub use emulation::Pointer;
pub use engine::{Engine, LIMITS};
pub use page::Page;
pub use server::Answer;
pub use session::Keeping;
pub use thirtyfour::Key;
pub use told::Told;
