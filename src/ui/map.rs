//! The counties as tiles: a filter one can see, and what the chosen ones have below it.

use leptos::prelude::*;

use super::state::State;
use super::{list, profile};
use crate::model::{IdSet, Vocabulary};
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
    let any = Memo::new(move |_| state.query.with(|query| query.counties != IdSet::new()));
    view! {
        <fieldset class="map">
            <legend>{words.map}</legend>
            <div class="tiles">{tiles.collect_view()}</div>
            <p class="hint">{words.map_hint}</p>
        </fieldset>
        {profile::profile(state)}
        {move || any.get().then(|| list::list(state))}
    }
}
