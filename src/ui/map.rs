//! The counties as tiles: a filter one can see, and what the chosen ones have below it.

use leptos::prelude::*;

use super::state::State;
use super::{list, profile};
use crate::model::Vocabulary;
use crate::query::Tile;
use crate::words;

/// The map, and the list of what is chosen.
pub(super) fn map(state: State) -> impl IntoView {
    let words = state.words();
    let counties = state.plan().file().places.counties.iter();
    // The tiles stay where they are; only their numbers change.
    let tiles = counties.enumerate().map(|(at, entry)| {
        let (column, row) = entry.tile;
        let county = entry.id;
        let tile = Memo::new(move |_| {
            state.view.with(|view| {
                view.tiles
                    .get(at)
                    .map(|tile: &Tile| (tile.count, tile.level))
            })
        });
        let count = move || tile.get().map_or(0, |(count, _)| count);
        let level = move || tile.get().map_or(0, |(_, level)| level);
        let chosen = Memo::new(move |_| state.query.with(|query| query.counties.contains(county)));
        view! {
            <label
                class=move || format!("tile col-{column} row-{row} level-{}", level())
                class:chosen=chosen
            >
                <input
                    type="checkbox"
                    name="county-tile"
                    value=county.id()
                    prop:checked=chosen
                    aria-label=move || words::fill(words.tile, &[&entry.zh, &count().to_string()])
                    on:change=move |_| state.change(|query| query.counties.toggle(county))
                />
                <span class="tile-name">{entry.zh.as_str()}</span>
                <span class="tile-count">{count}</span>
            </label>
        }
    });
    let zones = state.plan().file().places.zones.iter().map(|entry| {
        let zone = entry.id;
        let count = Memo::new(move |_| state.view.with(|view| view.facets.zones.of(zone)));
        let chosen = Memo::new(move |_| state.query.with(|query| query.zones.contains(zone)));
        let href = move || {
            state.query.with(|query| {
                let mut to = query.at(None);
                to.zones.toggle(zone);
                state.href(&to)
            })
        };
        view! {
            <li>
                <a href=href class:chosen=chosen aria-current=move || chosen.get().then_some("true")>
                    {entry.zh.as_str()}
                    <span class="number">{count}</span>
                </a>
            </li>
        }
    });
    let zones = zones.collect_view();
    let any = Memo::new(move |_| {
        state
            .query
            .with(|query| !query.counties.is_empty() || !query.zones.is_empty())
    });
    view! {
        <fieldset class="map">
            <legend>{words.map}</legend>
            <div class="tiles">{tiles.collect_view()}</div>
            <p class="hint">{words.map_hint}</p>
        </fieldset>
        <ul class="zones" aria-label=words.zone>{zones}</ul>
        {profile::profile(state)}
        {move || any.get().then(|| list::list(state))}
    }
}
