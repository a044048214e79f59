//! The map: the counties as tiles that are a filter.

use leptos::prelude::*;

use super::navigation::Then;
use super::state::use_state;
use super::types::{change, flag, text};
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
        let (column, row) = entry.tile;
        let class = text(move || {
            let level = tile.get().map_or(0, |tile| tile.level);
            let mark = if chosen.get() { " chosen" } else { "" };
            format!("tile col-{column} row-{row} level-{level}{mark}")
        });
        let counts = move || {
            tile.get()
                .map_or((0, 0), |tile| (tile.named, tile.collective()))
        };
        let label = text(move || {
            let (named, collective) = counts();
            let numbers = [named, collective].map(|number| number.to_string());
            fill(
                words.map_tile,
                &[words.county(entry), &numbers[0], &numbers[1]],
            )
        });
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
                <span class="tile-count">{named}<span class="tile-more">{more}</span></span>
            </label>
        })
    };
    let tiles = (0..plan.counties().len()).filter_map(county).collect_view();
    let title = fill(words.map, &[&words.numeral(plan.counties().len() as u32)]);
    view! {
        <fieldset class="map">
            <legend>{title}</legend>
            <div class="tiles">{tiles}</div>
            <p class="hint">{words.map_hint}</p>
        </fieldset>
    }
}
