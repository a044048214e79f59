//! The map: counties as tiles that are a filter, and below them the results of the chosen ones.

use maud::{Markup, html};

use super::Draw;
use super::limit::Limit;
use super::{list, profile};
use crate::model::Vocabulary;
use crate::words;

/// The map, and the list of results if a place is chosen.
pub(super) fn map(draw: &Draw<'_>, limit: Limit) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let places = &draw.plan().file().places;
    html! {
        fieldset.map {
            legend { (words.map) }
            div.tiles {
                @for (entry, tile) in places.counties.iter().zip(&draw.view.tiles) {
                    @let (column, row) = tile.at;
                    @let chosen = query.counties.contains(tile.county);
                    @let to = { let mut to = query.at(None); to.counties.toggle(tile.county); to };
                    @let count = tile.count.to_string();
                    @let mark = if chosen { " chosen" } else { "" };
                    label class={ "tile col-" (column) " row-" (row) " level-" (tile.level) (mark) } {
                        input type="checkbox" name="county-tile" value=(tile.county.id())
                            id={ "tile-" (tile.county.id()) } checked[chosen] data-to=(draw.href(&to))
                            aria-label=(words::fill(words.tile, &[words.county(entry), &count]));
                        span.tile-name { (words.county(entry)) }
                        span.tile-count { (count) }
                    }
                }
            }
            p.hint { (words.map_hint) }
        }
        ul.zones aria-label=(words.zone) {
            @for entry in &places.zones {
                @let chosen = query.zones.contains(entry.id);
                @let to = { let mut to = query.at(None); to.zones.toggle(entry.id); to };
                li {
                    a.chosen[chosen] id={ "zone-" (entry.id.id()) } href=(draw.href(&to))
                        aria-current=[chosen.then_some("true")]
                    { (words.zone(entry)) span.number { (draw.view.facets.zones.of(entry.id)) } }
                }
            }
        }
        (profile::profile(draw))
        @if !query.counties.is_empty() || !query.zones.is_empty() { (list::list(draw, limit)) }
    }
}
