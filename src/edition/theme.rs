//! The page of a theme: the passages it is the first theme of, and those it is another theme of.

use maud::{Markup, html};

use super::frame::Frame;
use super::measure::TOP;
use super::{Page, SiteUrl, county};
use crate::model::{PassageKind, Theme, ThemeEntry, Vocabulary};
use crate::query::{Explorer, Item, Query, View};
use crate::words::{PAGES, ZH, fill, page_title};

/// The page of a theme; `None` for one the plan has no entry of.
pub(super) fn page(explorer: &Explorer<'_>, theme: Theme, site: Option<&SiteUrl>) -> Option<Page> {
    let plan = explorer.plan();
    let entry = plan.file().themes.get(theme.ordinal())?;
    let view = Query {
        themes: [theme].into_iter().collect(),
        ..Query::default()
    };
    let answer = explorer.view(&view);
    let title = page_title(&ZH, plan, &view);
    let measures = answer.matching.iter();
    let measures = measures.filter(|passage| passage.kind == PassageKind::Measure);
    let count = measures.count().to_string();
    let description = fill(PAGES.theme_about, &[&entry.about, &count]);
    let path = format!("s/theme-{}.html", theme.id());
    let frame = Frame {
        path: &path,
        top: TOP,
        title: &title,
        description: &description,
        site,
        view: &view,
        leads_on: true,
    };
    let html = frame.around(&main(explorer, entry, &description, &answer));
    Some(Page {
        path,
        title,
        description,
        html,
    })
}

fn main(explorer: &Explorer<'_>, entry: &ThemeEntry, about: &str, answer: &View<'_>) -> Markup {
    let groups = answer.blocks.iter().flat_map(|block| &block.groups);
    let items: Vec<&Item<'_>> = groups.flat_map(|group| &group.items).collect();
    let is_primary = |item: &&&Item<'_>| item.passage.themes.primary == entry.id;
    let primary: Vec<_> = items.iter().filter(is_primary).copied().collect();
    let secondary: Vec<_> = items
        .iter()
        .filter(|item| !is_primary(item))
        .copied()
        .collect();
    html! {
        div.ours {
            h1 { (entry.zh) }
            p { (about) }
        }
        "\n"
        @for (name, part) in [(PAGES.primary, &primary), (PAGES.secondary, &secondary)] {
            @if !part.is_empty() {
                section.block {
                    h2.ours { (name) " " span.number { (ZH.total(crate::query::ViewKind::List, part.len())) } }
                    @for item in part { (county::item(explorer.plan(), item)) }
                }
                "\n"
            }
        }
    }
}
