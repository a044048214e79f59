//! The timeline: an SVG drawing that is also a list of links, one a milestone.
//!
//! Where everything lies is computed by `query::lay_out`; here it is only drawn.

use leptos::html::Div;
use leptos::prelude::*;

use super::state::State;
use crate::browser;
use crate::model::{Kind, Period, Vocabulary};
use crate::query::{Band, Layout, Orientation, Placed, Query, Timeline, lay_out};
use crate::words::{self, Words};

/// The timeline.
pub(super) fn timeline(state: State) -> impl IntoView {
    let words = state.words();
    let frame = NodeRef::<Div>::new();
    let width = RwSignal::new(0);
    Effect::new(move |_| {
        if let Some(frame) = frame.get() {
            browser::watch_width(&frame, move |found| {
                width.try_set(found);
            });
        }
    });
    let opened = Memo::new(move |_| {
        state
            .query
            .with(|query| query.at.as_ref().map(|target| target.id().to_owned()))
    });
    let drawing = move || {
        let width = width.get();
        (width > 0).then(|| {
            let layout = Layout::for_width(width);
            state.filters.with(|filters| {
                state.view.with(|view| {
                    let timeline = lay_out(&view.milestones, layout);
                    draw(state, filters, &timeline, opened)
                })
            })
        })
    };
    view! {
        <ul class="legend" aria-label=words.kind>
            {Kind::ALL
                .iter()
                .map(|&kind| view! {
                    <li class=kind.id()>
                        <svg class="sign" viewBox="0 0 16 16" aria-hidden="true">{sign(kind)}</svg>
                        {words.kind_name(kind)}
                    </li>
                })
                .collect_view()}
        </ul>
        <p class="hint">{words.timeline_hint}</p>
        <div class="timeline" node_ref=frame>{drawing}</div>
    }
}

/// A kind's sign, drawn in a square of 16: told apart by shape, not by colour alone.
fn sign(kind: Kind) -> impl IntoView {
    let path = match kind {
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
    };
    view! { <path d=path fill-rule="evenodd"></path> }
}

fn draw(
    state: State,
    filters: &Query,
    timeline: &Timeline<'static>,
    opened: Memo<Option<String>>,
) -> impl IntoView + use<> {
    let words = state.words();
    let across = timeline.orientation == Orientation::Across;
    let view_box = format!("0 0 {} {}", timeline.width, timeline.height);
    let bands = timeline
        .bands
        .iter()
        .map(|entry| {
            let items = timeline.items.iter();
            let items = items
                .filter(|item| item.milestone.period == entry.period)
                .map(|item| milestone(state, filters, item, across, opened))
                .collect_view();
            band(words, entry, across, items)
        })
        .collect_view();
    let ticks = timeline
        .ticks
        .iter()
        .map(|tick| {
            view! {
                <g class="tick" aria-hidden="true">
                    <line x1=tick.at x2=tick.at y1="44" y2="52"></line>
                    <text x=tick.at + 3 y="60">{tick.year}</text>
                </g>
            }
        })
        .collect_view();
    view! {
        <svg
            width=timeline.width
            height=timeline.height
            viewBox=view_box
            class:across=across
            class:down=!across
            role="group"
            aria-label=words.timeline_label
            on:keydown=move |event| {
                let step = match event.key().as_str() {
                    "ArrowDown" | "ArrowRight" => 1,
                    "ArrowUp" | "ArrowLeft" => -1,
                    "Home" => i32::MIN,
                    "End" => i32::MAX,
                    _ => return,
                };
                if browser::move_focus(".timeline a", step) {
                    event.prevent_default();
                }
            }
        >
            {bands}
            {ticks}
        </svg>
    }
}

fn band<I: IntoView>(
    words: &'static Words,
    band: &Band,
    across: bool,
    items: I,
) -> impl IntoView + use<I> {
    let rect = band.rect;
    let name = words.period_name(band.period);
    let years = words.period_years(band.period);
    let label = if years.is_empty() {
        format!("{name} · {}", band.count)
    } else {
        format!("{name} {years} · {}", band.count)
    };
    let class = match band.period {
        Period::P14 | Period::P15 => "band",
        // Their length is not to scale: they only lead there.
        Period::P2035 | Period::P2050 => "band open-ended",
    };
    let (text_x, years_x) = if across {
        (rect.x + 8, rect.x + 8)
    } else {
        (28, 28)
    };
    let empty = (band.count == 0 && !across).then(|| {
        view! {
            <text class="band-empty" x=text_x y=rect.y + 60>{words.no_milestone}</text>
        }
    });
    view! {
        <g class=class>
            <rect class="ground" x=rect.x y=rect.y width=rect.w height=rect.h></rect>
            <line
                class="axis"
                x1=if across { rect.x } else { 8 }
                x2=if across { rect.right() } else { 8 }
                y1=if across { 44 } else { rect.y }
                y2=if across { 44 } else { rect.bottom() }
            ></line>
            <g aria-hidden="true">
                <text class="band-name" x=text_x y=rect.y + 20>{name}</text>
                <text class="band-years" x=years_x y=rect.y + 37>{years}</text>
            </g>
            {empty}
            <g role="list" aria-label=label>{items}</g>
        </g>
    }
}

fn milestone(
    state: State,
    filters: &Query,
    item: &Placed<'static>,
    across: bool,
    opened: Memo<Option<String>>,
) -> impl IntoView + use<> {
    let words = state.words();
    let milestone = item.milestone;
    let rect = item.rect;
    let id = milestone.id.as_str();
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
    let (from, to) = item.extent;
    // What it takes in along the axis: a bar over its years, a pin on its day.
    let extent = match (across, from == to) {
        (true, true) => view! {
            <line class="day" x1=from x2=from y1="44" y2=rect.y></line>
            <circle class="day-dot" cx=from cy="44" r="4"></circle>
        }
        .into_any(),
        (true, false) => view! {
            <line class="extent" x1=from.max(rect.x) x2=to.min(rect.right()) y1=rect.y y2=rect.y></line>
        }
        .into_any(),
        (false, true) => view! {
            <line class="day" x1="8" x2=rect.x y1=from y2=from></line>
            <circle class="day-dot" cx="8" cy=from r="4"></circle>
        }
        .into_any(),
        (false, false) => view! {
            <line class="extent" x1=rect.x x2=rect.x y1=rect.y y2=rect.bottom()></line>
        }
        .into_any(),
    };
    let lines = item
        .lines
        .iter()
        .zip(0_i32..)
        .map(|(line, at)| {
            let runs = line
                .iter()
                .map(|&(words, is_value)| {
                    let class = if is_value { "value" } else { "" };
                    view! { <tspan class=class>{words}</tspan> }
                })
                .collect_view();
            view! { <text x=rect.x + 30 y=rect.y + 22 + 20 * at>{runs}</text> }
        })
        .collect_view();
    let place = format!("translate({} {})", rect.x + 9, rect.y + 9);
    view! {
        <g role="listitem">
            <a
                href=state.href_at(filters, id)
                class=format!("ms {}", kind.id())
                class:open=move || opened.with(|opened| opened.as_deref() == Some(id))
                data-opens=id
                aria-label=label
            >
                <rect class="box" x=rect.x y=rect.y width=rect.w height=rect.h rx="3"></rect>
                {extent}
                <g class="sign" transform=place aria-hidden="true">{sign(kind)}</g>
                <g aria-hidden="true">{lines}</g>
            </a>
        </g>
    }
}
