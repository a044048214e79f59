//! The core of the plan explorer, and its user interface.
//!
//! Data flows in one circle: **URL → [`query::Query`] → [`query::View`] → DOM → action → Query → URL**.
//!
//! - [`model`]: the plan's data and look-ups.
//! - [`query`]: answers a query: results, counts of every facet value, the layout of the timeline.
//! - [`link`]: query ⇄ URL.
//! - [`words`]: every string on screen.
//! - [`markup`]: a view as HTML.
//! - [`export`]: a view as a table, JSON or Markdown, and citations.
//! - `ui` and `browser` (wasm32 only): the Leptos app, and its calls to browser APIs.
//! - `ingest` (native only): builds and checks `plan.json` from the source text and its annotations.
//! - `edition` (native only): the static pages.
//!
//! Dependencies point one way: `ui → markup → query → model`, `ui → link → query`, `ui → browser`,
//! `edition → query`, `ingest → model`. A native build proves that the core needs no browser.

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

/// The plan that this build shows: `public/plan.json` at the time of the build, or another plan (see
/// `build.rs`).
pub const PLAN_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/plan.json"));
