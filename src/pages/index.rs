//! What `index.html` says of the plan before the app runs, and the web app manifest.
//!
//! `index.html` is written by hand. `cargo xtask data` fills the parts between its marks.

use std::fmt;

use maud::html;
use serde_json::json;

use super::outline::outline_html;
use crate::model::Plan;
use crate::words::{PAGES, ZH, fill};

/// `index.html` lacks a mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingMark(String);

impl fmt::Display for MissingMark {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "index.html has no line {}, with a line {END} after it; add both",
            self.0
        )
    }
}

impl std::error::Error for MissingMark {}

/// The line after a part.
const END: &str = "<!-- generated: end -->";

/// The parts of `index.html` by name.
fn parts(plan: &Plan) -> [(&'static str, String); 4] {
    let site = plan.site();
    let title = ZH.site(plan);
    let head = html! {
        title { (title) } "\n"
        meta name="description" content=(site.description); "\n"
        meta name="theme-color" content=(site.color); "\n"
        meta property="og:site_name" content=(title); "\n"
        meta property="og:title" content=(title); "\n"
        meta property="og:description" content=(site.description); "\n"
    };
    let header = html! {
        header.site { h1.name { (title) } } "\n"
    };
    let front = html! {
        p.plan-title { (plan.meta().title) } "\n"
        @if let Some(day) = &plan.meta().adopted {
            p.plan-adopted { (fill(PAGES.adopted, &[&printed_day(day)])) } "\n"
        }
    };
    [
        ("head", head.into_string()),
        ("header", header.into_string()),
        ("front", front.into_string()),
        ("outline", outline_html(plan)),
    ]
}

/// A day as Chinese texts print it: 2025年11月28日.
fn printed_day(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    match (parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day)) => format!("{year}年{month}月{day}日"),
        _ => day.to_owned(),
    }
}

/// `index.html` with the plan's own parts between the marks.
///
/// # Errors
/// When a mark is missing.
pub fn index_html(index: &str, plan: &Plan) -> Result<String, MissingMark> {
    let mut filled = index.to_owned();
    for (name, part) in parts(plan) {
        let begin = format!("<!-- generated: {name} -->");
        let around = filled.split_once(&begin).and_then(|(before, rest)| {
            let (_, after) = rest.split_once(END)?;
            Some((before, after))
        });
        let Some((before, after)) = around else {
            return Err(MissingMark(begin));
        };
        filled = format!("{before}{begin}\n{part}{END}{after}");
    }
    Ok(filled)
}

/// `manifest.webmanifest`, for a page on the home screen.
pub fn manifest_json(plan: &Plan) -> String {
    let icon = |file: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": file, "sizes": sizes, "type": kind, "purpose": purpose });
    let mut manifest = json!({
        "id": "./",
        "name": ZH.site(plan),
        "short_name": plan.site().short,
        "lang": "zh-Hans",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": plan.site().color,
        "icons": [
            icon("icon.svg", "any", "image/svg+xml", "any"),
            icon("icon-192.png", "192x192", "image/png", "any maskable"),
            icon("icon-512.png", "512x512", "image/png", "any maskable"),
        ],
    });
    // A feature of serde_json that another crate turns on would change the order otherwise.
    manifest.sort_all_objects();
    format!("{manifest:#}\n")
}
