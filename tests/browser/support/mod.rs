//! What a browser test needs: browsers, pages in them, and waiting for what the page shows.
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
//! - The same tests run in every [`Engine`]. `LIMITS` in `engine.rs` lists the tests that an engine or its driver
//!   cannot run; they are printed as skipped. A fault of the page is no reason to be on that list.
//! - Each page has a browser of its own with empty storage. The browser may have been used by another test,
//!   so its history may have older entries; `.fresh()` asks for a new browser. `/` is the site at the root
//!   of its host, `/x/` the same site under a path.
//! - A page that the test has dropped is closed when the next one is opened, so that a test that opens
//!   many pages needs few browsers.
//! - `.altered(…)` changes what the server answers, and can hold it back at a `Gate` until the test opens it; `.first(…)` runs a script before the page's own, to
//!   take a feature away; `.without_scripts()` forbids scripts. All work the same in every engine.
//! - A page is open once the app has drawn itself, which it says with `html[data-ready]`.
//! - No test sleeps for a fixed time: it waits for a condition, with a generous limit and a message that
//!   says what was seen instead.
//! - When a test fails or panics, each open page leaves a screenshot in `target/browser-failures/` and prints
//!   its address and console. All browsers are closed.
//! - A test that fails in WebKitGTK runs once more, as its process and its driver fail now and then. The first
//!   failure is printed as `flaky in WebKitGTK`. A test that is printed often is to be mended.
//! - `cargo xtask test` sets the environment variables that `Environment` reads. Without them the tests fail.

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
mod tree;

pub use accessibility::Rules;
pub use axum::http::HeaderValue;
pub use browser::{Browser, Opening, browser_test};
pub use engine::Engine;
pub use environment::Site;
pub use page::Page;
pub use server::{Answer, Gate};
pub use session::Keeping;
pub use thirtyfour::Key;
pub use tree::Node;
