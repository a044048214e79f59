//! The page of a theme: the passages that have it as their primary theme, then those that have it as a
//! secondary one.

use maud::{Markup, html};

use super::frame::{Frame, SHARE_ROOT};
use super::item::item;
use super::{Page, SiteUrl};
use crate::model::{PassageKind, Plan, Theme, ThemeEntry};
use crate::query::{Explorer, Item, Query, View, ViewKind};
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
    let main = main(plan, (theme, entry), &description, &view);
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

fn main(plan: &Plan, (theme, entry): (Theme, &ThemeEntry), about: &str, view: &View<'_>) -> Markup {
    let (primary, secondary): (Vec<&Item<'_>>, Vec<&Item<'_>>) = view
        .blocks
        .iter()
        .flat_map(|block| &block.groups)
        .flat_map(|group| &group.items)
        .partition(|item| {
            let themes = item.passage.themes.as_ref();
            themes.is_some_and(|themes| themes.primary == theme)
        });
    let is_untagged = plan
        .passages()
        .iter()
        .all(|passage| passage.themes.is_none());
    html! {
        div.ours {
            h1 { (entry.zh) }
            p { (about) }
        }
        "\n"
        @if is_untagged {
            p.ours { (ZH.missing.themes) }
        }
        @for (title, items) in [(PAGES.primary, primary), (PAGES.secondary, secondary)] {
            @if !items.is_empty() {
                section.block {
                    h2.ours { (title) " " span.number { (ZH.total(ViewKind::List, items.len())) } }
                    @for entry in &items { (item(plan, entry)) }
                }
                "\n"
            }
        }
    }
}
