//! The page of a theme: what it is about, and what the app answers to it.

use maud::html;

use super::answer::answer;
use super::frame::{Frame, SHARE_ROOT};
use super::{Page, SiteUrl};
use crate::model::{PassageKind, Theme};
use crate::query::{Explorer, Query};
use crate::words::{PAGES, ZH, fill, page_title};

/// The page of a theme, or `None` if the plan has no entry for it.
pub(super) fn page(explorer: &Explorer<'_>, theme: Theme, site: Option<&SiteUrl>) -> Option<Page> {
    let plan = explorer.plan();
    let entry = plan.entry(theme)?;
    let query = Query {
        themes: [theme].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer.view(&query);
    let measures = view
        .matching
        .iter()
        .filter(|passage| passage.kind == PassageKind::Measure)
        .count();
    let description = fill(PAGES.theme_about, &[&entry.about, &measures.to_string()]);
    let mut passages = plan.passages().iter();
    let is_untagged = passages.all(|passage| passage.themes.is_none());
    let main = html! {
        h1 { (entry.zh) }
        p.ours { (description) }
        @if is_untagged {
            p.ours { (ZH.missing.themes) }
        } @else {
            (answer(explorer, &query, &view))
        }
    };
    let frame = Frame {
        path: format!("s/theme-{}.html", plan.id(theme)),
        root: SHARE_ROOT,
        title: page_title(&ZH, plan, &query),
        description,
        site,
        plan,
        view: &query,
        redirects: true,
    };
    Some(frame.page(&main))
}
