//! The timeline: an SVG drawing that is also a list of links, one for each milestone.
//!
//! `query::lay_out` computes where everything is; this only draws it.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Limit, Quota};
use crate::model::{IdSet, Kind, Vocabulary};
use crate::query::{Band, Layout, Orientation, Placed, Rect, Sizes, Timeline, Years, lay_out};
use crate::words;

/// The timeline, up to `limit`.
pub(super) fn timeline(draw: &Draw<'_>, layout: Layout, limit: Limit) -> Markup {
    let words = draw.words;
    let mut quota = Quota::new(draw.view.milestones.len(), limit);
    let (most, down_to) = limit.of_timeline(quota.left());
    let layout = Layout {
        most,
        down_to,
        ..layout.only(draw.query.periods)
    };
    let timeline = lay_out(draw.plan(), &draw.view.milestones, layout);
    let all: usize = timeline.bands.iter().map(|band| band.count).sum();
    quota.count(timeline.items.len(), all - timeline.items.len());
    let across = timeline.orientation == Orientation::Across;
    let sizes = timeline.sizes;
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
            // The full text of the milestone under the pointer or with the focus, as its label may be
            // shortened. Before that, a hint.
            p #timeline-detail.timeline-detail lang=[draw.zh()] {
                span.hint lang=(words.lang.tag()) { (words.timeline_hint) " " (words.timeline_hint_wide) }
            }
        } @else {
            // On a phone the milestones come first and the legend is folded.
            details.legend-box {
                summary { (words.legend) }
                (legend)
                p.hint { (words.timeline_hint) }
            }
        }
        div.timeline {
            svg.across[across].down[!across] width=(timeline.width) height=(timeline.height)
                viewBox={ "0 0 " (timeline.width) " " (timeline.height) }
                role="group" aria-label=(label(draw))
            {
                @for entry in &timeline.bands {
                    (band(draw, entry, &timeline))
                }
                @for tick in &timeline.ticks {
                    g.tick aria-hidden="true" {
                        line x1=(tick.at) x2=(tick.at) y1=(sizes.axis) y2=(sizes.axis + 8) {}
                        text x=(tick.at + 3) y=(sizes.grown(63)) { (tick.year) }
                    }
                }
                // For the pointer. The keyboard has the same choice in two fields above.
                @for stop in &timeline.stops {
                    @let chosen = draw.query.years.is_some_and(|years| years.contains(stop.year));
                    rect.stop.chosen[chosen] aria-hidden="true" data-year=(draw.plan().id(stop.year))
                        x=(stop.rect.x) y=(stop.rect.y) width=(stop.rect.w) height=(stop.rect.h)
                    { title { (words.year_name(draw.plan(), stop.year)) } }
                }
            }
        }
        (quota.more(draw))
        @if !limit.is_first_screen() { (super::figures::comparisons(draw, limit)) }
    }
}

/// What the drawing is called: from its first to its last year.
fn label(draw: &Draw<'_>) -> String {
    let ends = Years::ends(draw.plan(), None);
    let (first, last) = ends.map_or(("", ""), |(first, last)| {
        let name = |year| draw.words.year_name(draw.plan(), year);
        (name(first), name(last))
    });
    words::fill(draw.words.timeline_label, &[first, last])
}

/// The side of the square that signs are drawn in.
const SIGN: i32 = 16;

/// A kind's sign as a path in a square of [`SIGN`]. Signs differ by shape, not only by colour.
fn sign(kind: Kind) -> &'static str {
    match kind {
        // A full square: done.
        Kind::Achieved => "M2 2h12v12H2z",
        // A square half full: expected.
        Kind::Expected => "M2 2h12v12H2zM3.5 3.5v5h9v-5z",
        // A flag.
        Kind::Target => "M3 1h2v1h9l-3 4 3 4H5v5H3zM5 4v4h5.2L8.7 6l1.5-2z",
        // A star.
        Kind::Vision => "M8 .8l2.2 4.9 5.3.6-4 3.6 1.2 5.3L8 12.5l-4.7 2.7 1.2-5.3-4-3.6 5.3-.6z",
        // A dot: a day.
        Kind::Event => "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2z",
        // A ring: what others do.
        Kind::Context => {
            "M8 2a6 6 0 1 1 0 12A6 6 0 1 1 8 2zM8 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7z"
        }
    }
}

fn band(draw: &Draw<'_>, band: &Band, timeline: &Timeline<'_>) -> Markup {
    let across = timeline.orientation == Orientation::Across;
    let sizes = timeline.sizes;
    let words = draw.words;
    let rect = band.rect;
    let name = words.period_name(draw.plan(), band.period);
    let years = words.period_years(draw.plan(), band.period);
    let label = if years.is_empty() {
        format!("{name} · {}", band.count)
    } else {
        format!("{name} {years} · {}", band.count)
    };
    // A band's name shows only its period, or all periods again.
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
    // A period of one year is not to scale.
    let open_ended = years.is_empty();
    let text_x = if across { rect.x + 8 } else { 28 };
    let [x1, x2] = if across {
        [rect.x, rect.right()]
    } else {
        [8, 8]
    };
    let [y1, y2] = if across {
        [sizes.axis, sizes.axis]
    } else {
        [rect.y, rect.bottom()]
    };
    let own = timeline
        .items
        .iter()
        .filter(|item| item.milestone.period == band.period);
    html! {
        g.band.open-ended[open_ended] {
            rect.ground x=(rect.x) y=(rect.y) width=(rect.w) height=(rect.h) {}
            line.axis x1=(x1) x2=(x2) y1=(y1) y2=(y2) {}
            a.band-link id={ "zoom-" (draw.plan().id(band.period)) } href=(draw.href(&to)) aria-label=(zoom) data-then="status" {
                rect.band-ground x=(rect.x) y=(rect.y) width=(rect.w) height=(sizes.grown(42)) {}
                text.band-name x=(text_x) y=(rect.y + sizes.grown(20)) {
                    (name) @if zoomed { tspan aria-hidden="true" { " ×" } }
                }
            }
            g aria-hidden="true" {
                text.band-years x=(text_x) y=(rect.y + sizes.grown(37)) { (years) }
            }
            @if band.count == 0 && !across {
                text.band-empty x=(text_x) y=(rect.y + sizes.grown(60)) { (words.no_milestone) }
            }
            g role="list" aria-label=(label) {
                @for item in own { (milestone(draw, item, across, sizes)) }
            }
        }
    }
}

fn milestone(draw: &Draw<'_>, item: &Placed<'_>, across: bool, sizes: Sizes) -> Markup {
    let words = draw.words;
    let milestone = item.milestone;
    let rect = item.rect;
    let kind = milestone.kind;
    let mut label = words::fill(
        words.milestone_name,
        &[
            words.kind_name(kind),
            words.period_name(draw.plan(), milestone.period),
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
                (extent(item, across, sizes))
                // Few elements: there are some 150 milestones.
                g aria-hidden="true" lang=[draw.zh()] {
                    path.sign transform=(sign_place(rect, sizes)) d=(sign(kind)) fill-rule="evenodd" {}
                    @for (line, at) in item.lines.iter().zip(0_i32..) {
                        text x=(rect.x + sizes.before_label)
                            y=(rect.y + sizes.pad + sizes.baseline + sizes.line * at)
                        {
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

/// The `transform` that puts a sign in the middle of the first line of its box.
fn sign_place(rect: Rect, sizes: Sizes) -> String {
    let (x, y) = (
        rect.x + sizes.before_sign,
        rect.y + sizes.pad + (sizes.line - sizes.sign) / 2,
    );
    if sizes.sign == SIGN {
        return format!("translate({x} {y})");
    }
    let thousandths = sizes.sign * 1000 / SIGN;
    let (whole, part) = (thousandths / 1000, thousandths % 1000);
    format!("translate({x} {y}) scale({whole}.{part:03})")
}

/// A milestone's extent in time: a bar over its years, or a pin on its day.
fn extent(item: &Placed<'_>, across: bool, sizes: Sizes) -> Markup {
    let rect = item.rect;
    let (from, to) = item.extent;
    html! {
        @match (across, from == to) {
            (true, true) => {
                line.day x1=(from) x2=(from) y1=(sizes.axis) y2=(rect.y) {}
                circle.day-dot cx=(from) cy=(sizes.axis) r="4" {}
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
