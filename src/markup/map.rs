//! The map: counties as tiles that are a filter, and below them the results of the chosen ones.

use maud::{Markup, html};

use super::Draw;
use super::limit::Limit;
use super::{list, profile};
use crate::model::Zone;
use crate::words;

/// The map, and the list of results if a place is chosen.
pub(super) fn map(draw: &Draw<'_>, limit: Limit) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let plan = draw.plan();
    let count = words.numeral(plan.counties().len() as u32);
    html! {
        fieldset.map {
            legend { (words::fill(words.map, &[&count])) }
            div.tiles {
                @for (entry, tile) in plan.counties().iter().zip(&draw.view.tiles) {
                    @let (column, row) = tile.at;
                    @let chosen = query.counties.contains(tile.county);
                    @let to = { let mut to = query.at(None); to.counties.toggle(tile.county); to };
                    @let count = tile.count.to_string();
                    @let mark = if chosen { " chosen" } else { "" };
                    label class={ "tile col-" (column) " row-" (row) " level-" (tile.level) (mark) } {
                        input type="checkbox" name="county-tile" value=(plan.id(tile.county))
                            id={ "tile-" (plan.id(tile.county)) } checked[chosen] data-to=(draw.href(&to))
                            aria-label=(words::fill(words.tile, &[words.county(entry), &count]));
                        span.tile-name { (words.county(entry)) }
                        span.tile-count { (count) }
                    }
                }
            }
            p.hint { (words.map_hint) }
        }
        ul.zones aria-label=(words.zone) {
            @for (zone, entry) in plan.all::<Zone>().zip(plan.zones()) {
                @let chosen = query.zones.contains(zone);
                @let to = { let mut to = query.at(None); to.zones.toggle(zone); to };
                li {
                    a.chosen[chosen] id={ "zone-" (entry.id) } href=(draw.href(&to))
                        aria-current=[chosen.then_some("true")]
                    { (words.zone(entry)) span.number { (draw.view.facets.zones.of(zone)) } }
                }
            }
        }
        (profile::profile(draw))
        @if !query.counties.is_empty() || !query.zones.is_empty() { (list::list(draw, limit)) }
    }
}
