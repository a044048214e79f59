//! The answer to a theme or a county, as the app draws it, with links that lead to static pages.

use maud::{Markup, PreEscaped, html};

use super::frame::SHARE_ROOT;
use super::links::{static_page, with_links};
use crate::html::{Draw, count};
use crate::query::{Explorer, Query, View};
use crate::words::ZH;

/// What the app shows of `view`, the answer to `query`: how many results, what it says first, and every result.
pub(super) fn answer(explorer: &Explorer<'_>, query: &Query, view: &View<'_>) -> Markup {
    let draw = Draw {
        explorer,
        words: &ZH,
        query,
        view,
    };
    let shown = html! {
        p.count { (count(&draw)) }
        (draw.whole_answer())
    };
    let plan = explorer.plan();
    let linked = with_links(plan, &shown.into_string(), |query, _| {
        let (page, _) = static_page(plan, query);
        format!("href=\"{SHARE_ROOT}{}\"", page.trim_start_matches("./"))
    });
    html! { div.answers { (PreEscaped(linked)) } "\n" }
}
