//! What stands around the map: the choice of a layer, what the layer shows, and the zones as links that choose them.
//!
//! A layer is a part of the plan's own geography: its groups of places of one kind. A tile has the name of a group
//! only where the text says that the county belongs to it.

use maud::{Markup, html};

use super::Draw;
use crate::model::{Group, Plan, Vocabulary, Zone};
use crate::query::{Layer, Query};

/// The groups that a layer shows.
pub fn groups(plan: &Plan, layer: Layer) -> impl Iterator<Item = &Group> {
    let kind = layer.kind();
    let groups = plan.groups().iter();
    groups.filter(move |group| Some(group.kind) == kind)
}

/// Links that choose a layer. Nothing if the plan has no groups.
pub fn layers(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let has_groups = |layer: &&Layer| groups(draw.plan(), **layer).next().is_some();
    let offered: Vec<&Layer> = Layer::ALL.iter().filter(has_groups).collect();
    if offered.is_empty() {
        return Markup::default();
    }
    html! {
        div.layers role="group" aria-label=(words.layers) {
            span.ours aria-hidden="true" { (words.layers) }
            ul.zones {
                @for &layer in [&Layer::None].into_iter().chain(offered) {
                    @let to = Query { layer, ..draw.query.at(None) };
                    @let chosen = layer == draw.query.layer;
                    li {
                        a.chosen[chosen] id={ "layer-" (layer.id()) } href=(draw.href(&to))
                            aria-current=[chosen.then_some("true")] { (words.layer_name(layer)) }
                    }
                }
            }
        }
    }
}

/// Below the map: the groups of the layer, each with its members and a link to the words that say so; and the
/// zones.
pub(super) fn below(draw: &Draw<'_>) -> Markup {
    html! {
        @if draw.query.layer != Layer::None { (legend(draw)) }
        (zones(draw))
        @if draw.query.counties.is_empty() && draw.query.zones.is_empty() {
            p.hint { (draw.words.map_choose) }
        }
    }
}

fn legend(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    html! {
        section.layer aria-labelledby="layer-title" {
            h2 #layer-title { (words.layer_name(draw.query.layer)) }
            p.hint { (words.layer_about) }
            ul { @for group in groups(draw.plan(), draw.query.layer) { li { (group_line(draw, group)) } } }
        }
    }
}

/// A group, its members as far as the text lists them, and where it does.
fn group_line(draw: &Draw<'_>, group: &Group) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let counties = group.counties.iter();
    let counties = counties.map(|county| words.county_name(plan, county));
    let zones = group.zones.iter().map(|zone| words.zone_name(plan, zone));
    let members: Vec<&str> = counties.chain(zones).collect();
    let at = &group.defined_in;
    let at = at.sentence.as_deref().unwrap_or(&at.passage);
    let sources = [Some(at), group.listed_in.as_deref()];
    html! {
        b lang=[draw.zh()] { (group.zh) } " "
        (draw.gloss(Some(&group.en)))
        @if members.is_empty() {
            span.ours { (words.layer_member_unknown) }
        } @else {
            span { (words.list(&members)) }
        }
        @for id in sources.into_iter().flatten() {
            " "
            a href=(draw.href_at(id)) data-opens=(id) {
                (words.profile_role_link)
                @let passage = plan.target(id).and_then(|target| Some(plan.locate(&target)?.passage));
                @if let Some(passage) = passage { " · " (words.passage_name(passage)) }
            }
        }
    }
}

fn zones(draw: &Draw<'_>) -> Markup {
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
