//! The core of the plan explorer, and its user interface.
//!
//! Data flows in one circle: **URL → [`query::Query`] → [`query::View`] → DOM → action → Query → URL**.
//!
//! - [`model`]: the plan's data and look-ups.
//! - [`query`]: answers a query: results, counts of every facet value, the layout of the timeline.
//! - [`link`]: query ⇄ URL.
//! - [`words`]: every string on screen.
//! - [`html`]: what is only read, as HTML.
//! - [`export`]: a view as a table, JSON or Markdown, and citations.
//! - `app` and `dom` (wasm32 only): the Leptos app, and its calls to browser APIs.
//! - `ingest` (native only): builds and checks `plan.json` from the source text and its annotations.
//! - `pages` (native only): the static pages.
//!
//! Dependencies point one way: `app → html → query → model`, `app → link → query`, `app → dom`,
//! `pages → html`, `ingest → model`. A native build proves that the core needs no browser.

pub mod export;
pub mod html;
#[cfg(not(target_arch = "wasm32"))]
pub mod ingest;
pub mod link;
pub mod model;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
pub mod query;
pub mod words;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod dom;

/// The plan that this build shows: `public/plan.json` at the time of the build, or another plan (see
/// `build.rs`).
pub const PLAN_JSON: &str = include_str!(concat!(env!("OUT_DIR"), "/plan.json"));
