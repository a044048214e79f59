//! Query ⇄ URL, both ways.
//!
//! - Reading is total and generous: any string gives a query, and a [`Notice`] names what was ignored.
//! - Writing is canonical: each query has one link.
//! - `read(write(q)) == q` for every query.
//!
//! This module handles the part of the address after `?`. It knows nothing of browsers, nor of the
//! strings of the interface.

mod names;
mod read;
mod throttle;
mod value;
mod write;

pub use read::{KEYS, MAX_READ, Notice, Reading, read};
pub use throttle::{Throttle, Write};
pub use write::write;

use crate::model::{IdSet, PassageKind, Plan};
use crate::query::Query;

/// The `href` within the page that opens `query`: `?`, and its link.
pub fn href(query: &Query, plan: &Plan) -> String {
    format!("?{}", write(query, plan))
}

/// The path of the static page that shows the same as `query`. There is one for each county, theme and
/// measure; `None` for any other query.
pub fn share_page(query: &Query, plan: &Plan) -> Option<String> {
    let bare = Query {
        counties: IdSet::new(),
        themes: IdSet::new(),
        lang: None,
        ..query.at(None)
    };
    if bare != Query::default() {
        return None;
    }
    let mut counties = query.counties.iter();
    let mut themes = query.themes.iter();
    let passage = query.at.as_ref().and_then(|at| plan.passage(at.id()));
    match (counties.next(), themes.next(), &query.at, passage) {
        (Some(county), None, None, _) if counties.next().is_none() => {
            Some(["s/county-", plan.id(county), ".html"].concat())
        }
        (None, Some(theme), None, _) if themes.next().is_none() => {
            Some(["s/theme-", plan.id(theme), ".html"].concat())
        }
        (None, None, Some(_), Some(passage)) if passage.kind == PassageKind::Measure => {
            Some(["s/", &passage.id, ".html"].concat())
        }
        _ => None,
    }
}
