//! What stands below the map: the zones as links that choose them.

use maud::{Markup, html};

use super::Draw;
use crate::model::Zone;

/// The zones.
pub(super) fn below(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let plan = draw.plan();
    html! {
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
    }
}
