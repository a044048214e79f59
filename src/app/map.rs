//! The map: the counties as tiles that are a filter.

use leptos::prelude::*;

use super::html::LiveHtml;
use super::navigation::Then;
use super::state::use_state;
use super::types::{change, flag, text};
use crate::html;
use crate::model::Member;
use crate::query::Facet;
use crate::words::{Words, fill};

/// The counties as tiles that are a filter.
#[component]
pub(super) fn Map(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let plan = state.plan();
    let county = move |at: usize| {
        let tile = Memo::new(move |_| state.view.with(|view| view.tiles.get(at).cloned()));
        let chosen =
            Memo::new(move |_| state.filters.with(|query| query.chooses(Facet::County, at)));
        let entry = plan.counties().get(at)?;
        // Where the layer has the county: the position of its first group, and the names of all.
        let part = Memo::new(move |_| {
            let layer = state.filters.with(|query| query.layer);
            let groups = html::groups(plan, layer).enumerate();
            let own =
                groups.filter(|(_, group)| group.counties.iter().any(|own| own.ordinal() == at));
            let (positions, names): (Vec<usize>, Vec<&str>) =
                own.map(|(at, group)| (at, words.group(group))).unzip();
            let first = positions.first()?;
            Some((*first, words.list(&names)))
        });
        let (column, row) = entry.tile;
        let class = text(move || {
            let level = tile.get().map_or(0, |tile| tile.said.level);
            let mark = if chosen.get() { " chosen" } else { "" };
            let part = part
                .get()
                .map_or(String::new(), |(at, _)| format!(" part-{at}"));
            format!("tile col-{column} row-{row} level-{level}{mark}{part}")
        });
        let counts = move || {
            tile.get()
                .map_or((0, 0), |tile| (tile.said.named(), tile.said.collective))
        };
        let label = text(move || {
            let (named, collective) = counts();
            let numbers = [named, collective].map(|number| number.to_string());
            let group = part.get().map_or(String::new(), |(_, names)| names);
            let names = [words.county(entry), &group];
            let names = names.into_iter().filter(|name| !name.is_empty());
            let name = words.list(&names.collect::<Vec<_>>());
            fill(words.map_tile, &[&name, &numbers[0], &numbers[1]])
        });
        let group = text(move || part.get().map_or(String::new(), |(_, names)| names));
        let named = text(move || counts().0.to_string());
        let more = text(move || match counts().1 {
            0 => String::new(),
            more => format!("+{more}"),
        });
        let toggle =
            change(move |_| state.change(|query| query.toggle(Facet::County, at), Then::Stay));
        let id = format!("tile-{}", entry.id);
        Some(view! {
            <label class=class>
                <input
                    type="checkbox" name="county-tile" value=entry.id.as_str() id=id
                    prop:checked=flag(move || chosen.get()) on:change=toggle aria-label=label
                />
                <span class="tile-name">{words.county(entry)}</span>
                <span class="tile-count">
                    <span>{named}</span>
                    <span class="collective-count">{more}</span>
                </span>
                <span class="tile-group">{group}</span>
            </label>
        })
    };
    let tiles = (0..plan.counties().len()).filter_map(county).collect_view();
    let title = fill(words.map, &[&words.numeral(plan.counties().len() as u32)]);
    view! {
        <fieldset class="map">
            <legend>{title}</legend>
            <LiveHtml html=text(move || state.draw(|draw| html::layers(draw).into_string()))/>
            <div class="tiles">{tiles}</div>
            <p class="hint">{words.map_hint} " " {words.statement_about}</p>
        </fieldset>
    }
}
