//! The timeline: an SVG drawing that is also a list of links, one a milestone.
//!
//! Where everything lies is computed by `query::lay_out`; here it is only drawn.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Extent, Limit};
use crate::model::{IdSet, Kind, Period, Vocabulary};
use crate::query::{Band, Layout, Orientation, Placed, lay_out};
use crate::words;

/// The timeline.
pub(super) fn timeline(draw: &Draw<'_>, layout: Layout, extent: Extent) -> Markup {
    let words = draw.words;
    let mut limit = Limit::new(draw.view.milestones.len(), extent);
    let (most, down_to) = extent.of_timeline(limit.left());
    let layout = Layout {
        most,
        down_to,
        ..layout.only(draw.query.periods)
    };
    let timeline = lay_out(&draw.view.milestones, layout);
    let all: usize = timeline.bands.iter().map(|band| band.count).sum();
    limit.count(timeline.items.len(), all - timeline.items.len());
    let across = timeline.orientation == Orientation::Across;
    let legend = html! {
        ul.legend aria-label=(words.kind) {
            @for &kind in Kind::ALL {
                li class=(kind.id()) {
                    svg.sign viewBox="0 0 16 16" aria-hidden="true" { path d=(sign(kind)) fill-rule="evenodd" {} }
                    (words.kind_name(kind))
                }
            }
        }
    };
    html! {
        @if across {
            (legend)
            // What the pointer or the focus is on, in full: the label may be a part of it. Until then, what
            // to do here.
            p #timeline-detail.timeline-detail lang=[draw.zh()] {
                span.hint lang=(words.lang.tag()) { (words.timeline_hint) " " (words.timeline_hint_wide) }
            }
        } @else {
            // On a phone the milestones come first, and what explains them on demand.
            details.legend-box {
                summary { (words.legend) }
                (legend)
                p.hint { (words.timeline_hint) }
            }
        }
        div.timeline {
            svg.across[across].down[!across] width=(timeline.width) height=(timeline.height)
                viewBox={ "0 0 " (timeline.width) " " (timeline.height) }
                role="group" aria-label=(words.timeline_label)
            {
                @for entry in &timeline.bands {
                    (band(draw, entry, across, &timeline.items))
                }
                @for tick in &timeline.ticks {
                    g.tick aria-hidden="true" {
                        line x1=(tick.at) x2=(tick.at) y1="44" y2="52" {}
                        text x=(tick.at + 3) y="63" { (tick.year) }
                    }
                }
                // For the pointer; for the keyboard the same choice stands above, in two fields.
                @for stop in &timeline.stops {
                    @let chosen = draw.query.years.is_some_and(|years| years.contains(stop.year));
                    rect.stop.chosen[chosen] aria-hidden="true" data-year=(stop.year.id())
                        x=(stop.rect.x) y=(stop.rect.y) width=(stop.rect.w) height=(stop.rect.h)
                    { title { (words.year_name(stop.year)) } }
                }
            }
        }
        (limit.more(draw))
        @if !extent.is_at_once() { (super::figures::all_comparable(draw, extent)) }
    }
}

/// A kind's sign, drawn in a square of 16: told apart by shape, not by colour alone.
fn sign(kind: Kind) -> &'static str {
    match kind {
        // A full square: it is there.
        Kind::Achieved => "M2 2h12v12H2z",
        // A square half full: it is said to be coming.
        Kind::Expected => "M2 2h12v12H2zM3.5 3.5v5h9v-5z",
        // A flag to reach.
        Kind::Target => "M3 1h2v1h9l-3 4 3 4H5v5H3zM5 4v4h5.2L8.7 6l1.5-2z",
        // A star far off.
        Kind::Vision => "M8 .8l2.2 4.9 5.3.6-4 3.6 1.2 5.3L8 12.5l-4.7 2.7 1.2-5.3-4-3.6 5.3-.6z",
        // A full dot: one day.
        Kind::Event => "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2z",
        // A ring around what others do.
        Kind::Context => {
            "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2zM8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7z"
        }
    }
}

fn band(draw: &Draw<'_>, band: &Band, across: bool, items: &[Placed<'_>]) -> Markup {
    let words = draw.words;
    let rect = band.rect;
    let name = words.period_name(band.period);
    let years = words.period_years(band.period);
    let count = band.count.to_string();
    let label = if years.is_empty() {
        [name, " · ", &count].concat()
    } else {
        [name, " ", years, " · ", &count].concat()
    };
    // A band's name leads to that period alone, and back to all.
    let zoomed = draw.query.periods.contains(band.period);
    let mut to = draw.query.at(None);
    to.periods = if zoomed {
        IdSet::new()
    } else {
        IdSet::of(band.period)
    };
    let zoom = if zoomed {
        words::fill(words.timeline_all, &[name])
    } else {
        words::fill(words.timeline_zoom, &[name])
    };
    // The length of the last two is not to scale: they only lead there.
    let open_ended = matches!(band.period, Period::P2035 | Period::P2050);
    let text_x = if across { rect.x + 8 } else { 28 };
    let [x1, x2] = if across {
        [rect.x, rect.right()]
    } else {
        [8, 8]
    };
    let [y1, y2] = if across {
        [44, 44]
    } else {
        [rect.y, rect.bottom()]
    };
    let own = items
        .iter()
        .filter(|item| item.milestone.period == band.period);
    html! {
        g.band.open-ended[open_ended] {
            rect.ground x=(rect.x) y=(rect.y) width=(rect.w) height=(rect.h) {}
            line.axis x1=(x1) x2=(x2) y1=(y1) y2=(y2) {}
            a.band-link id={ "zoom-" (band.period.id()) } href=(draw.href(&to)) aria-label=(zoom) data-then="status" {
                rect.band-ground x=(rect.x) y=(rect.y) width=(rect.w) height="42" {}
                text.band-name x=(text_x) y=(rect.y + 20) {
                    (name) @if zoomed { tspan aria-hidden="true" { " ×" } }
                }
            }
            g aria-hidden="true" {
                text.band-years x=(text_x) y=(rect.y + 37) { (years) }
            }
            @if band.count == 0 && !across {
                text.band-empty x=(text_x) y=(rect.y + 60) { (words.no_milestone) }
            }
            g role="list" aria-label=(label) {
                @for item in own { (milestone(draw, item, across)) }
            }
        }
    }
}

fn milestone(draw: &Draw<'_>, item: &Placed<'_>, across: bool) -> Markup {
    let words = draw.words;
    let milestone = item.milestone;
    let rect = item.rect;
    let kind = milestone.kind;
    let mut label = words::fill(
        words.milestone_name,
        &[
            words.kind_name(kind),
            words.period_name(milestone.period),
            &milestone.label,
        ],
    );
    if milestone.label != milestone.quote {
        label += &words::fill(words.milestone_quote, &[&milestone.quote]);
    }
    html! {
        g role="listitem" {
            a class={ "ms " (kind.id()) } href=(draw.href_at(&milestone.id))
                data-opens=(milestone.id) aria-label=(label)
                data-detail=(milestone.quote)
            {
                rect.box x=(rect.x) y=(rect.y) width=(rect.w) height=(rect.h) rx="3" {}
                (extent(item, across))
                // As few elements as will do: there are some 150 of these, and each is an element's cost.
                g aria-hidden="true" lang=[draw.zh()] {
                    path.sign transform={ "translate(" (rect.x + 9) " " (rect.y + 9) ")" }
                        d=(sign(kind)) fill-rule="evenodd" {}
                    @for (line, at) in item.lines.iter().zip(0_i32..) {
                        text x=(rect.x + 30) y=(rect.y + 22 + 20 * at) {
                            @for &(words, is_value) in line {
                                @if is_value { tspan.value { (words) } } @else { (words) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What it takes in along the axis: a bar over its years, a pin on its day.
fn extent(item: &Placed<'_>, across: bool) -> Markup {
    let rect = item.rect;
    let (from, to) = item.extent;
    html! {
        @match (across, from == to) {
            (true, true) => {
                line.day x1=(from) x2=(from) y1="44" y2=(rect.y) {}
                circle.day-dot cx=(from) cy="44" r="4" {}
            },
            (true, false) => line.extent x1=(from.max(rect.x)) x2=(to.min(rect.right()))
                y1=(rect.y) y2=(rect.y) {},
            (false, true) => {
                line.day x1="8" x2=(rect.x) y1=(from) y2=(from) {}
                circle.day-dot cx="8" cy=(from) r="4" {}
            },
            (false, false) => line.extent x1=(rect.x) x2=(rect.x) y1=(rect.y) y2=(rect.bottom()) {},
        }
    }
}
