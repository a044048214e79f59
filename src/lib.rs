//! The plan, explorable: what the crate is made of.
//!
//! Data flows in one circle, and every module is one step of it:
//! **URL → [`query::Query`] → [`query::View`] → DOM → intent → Query → URL**.
//!
//! - [`model`] is what a plan is. It reads the plan and answers look-ups; it knows nothing of pages.
//! - [`ingest`] turns the source text and its annotations into that file, with every check. It runs at
//!   build time only and is not part of the page.
//! - [`query`] answers what a reader asked: which passages, which milestones, how many under each
//!   facet value, and where each milestone lies on the timeline.
//! - [`link`] writes a query as a link and reads one back. It never fails.
//! - [`export`] writes a view as a table, JSON or Markdown, and cites a passage.
//! - [`edition`] writes what is readable without the app: the text edition, the pages to share, the site
//!   map. It runs when the site is built and is not part of the page.
//! - [`words`] holds every string on screen.
//! - `browser` is the only module that knows web-sys and gloo; `ui` draws a view and emits intents.
//!   Both exist for wasm32 only, so a native build proves that nothing above needs a browser.
//!
//! Dependencies point one way: `ui → query → model`, `ui → link → query`, `ui → browser`,
//! `edition → query`, `ingest → model`. `tests/tidy.rs` keeps it so.

#[cfg(not(target_arch = "wasm32"))]
pub mod edition;
pub mod export;
#[cfg(not(target_arch = "wasm32"))]
pub mod ingest;
pub mod link;
pub mod markup;
pub mod model;
pub mod query;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod browser;
#[cfg(target_arch = "wasm32")]
pub mod ui;

/// The plan the page is about: `public/plan.json` as it stood when the page was built, unless the build
/// was given another plan (`build.rs` says how).
#[cfg(not(target_arch = "wasm32"))]
pub const PLAN_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/plan.json"));

/// The same in its compact form ([`model::compact`]), which is what the page carries.
pub const PLAN_COMPACT: &str = include_str!(concat!(env!("OUT_DIR"), "/plan.compact.json"));
