//! The answer itself: the list, the timeline and the other views.

use std::cell::RefCell;

use leptos::prelude::*;

use super::AFTER_ANSWER;
use super::effects::{effect, set_if_changed};
use super::parts::morph;
use super::state::State;
use crate::browser;
use crate::query::{Layout, Query, ViewKind};

/// How near the window the end of a long answer may come before more is drawn, in CSS pixels: two or three
/// screens.
const NEAR: f64 = 2000.0;

/// Why the answer is drawn again.
enum Change {
    /// More of the same answer is drawn.
    More,
    /// The reader types, and may type on.
    Typing,
    /// Anything else.
    Other,
}

/// The space for the answer, as far as it has been seen.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Space {
    /// Its width in CSS pixels without and with the panel beside it. When the panel opens or closes, the timeline
    /// is drawn for the right width at once.
    widths: [Option<i32>; 2],
    /// The size of text.
    rem: i32,
}

fn space(state: State) -> RwSignal<Space> {
    let rem = browser::root_font_size();
    let space = RwSignal::new(Space {
        widths: [None; 2],
        rem,
    });
    // Another size of text changes the size of the content as well.
    browser::on_resize("content", move |found| {
        let [mut alone, mut with_panel] = space.get_untracked().widths;
        if state.panel_room.get_untracked() {
            with_panel = Some(found);
        } else {
            alone = Some(found);
        }
        let rem = browser::root_font_size();
        let widths = [alone, with_panel];
        set_if_changed(space, Space { widths, rem });
    });
    space
}

/// The space for the timeline's drawing. Other views need none.
fn layout(state: State, view: ViewKind, space: RwSignal<Space>) -> Layout {
    if view != ViewKind::Timeline {
        return Layout::for_width(0);
    }
    let has_panel = !state.narrow.get() && state.panel_room.get();
    let Space {
        widths: [alone, with_panel],
        rem,
    } = space.get();
    let width = if has_panel { with_panel } else { alone };
    Layout::new(width.or(alone).or(with_panel).unwrap_or_default(), rem)
}

/// Draws the answer, and keeps it in step with the state.
pub(super) fn mount(state: State) {
    let space = space(state);
    // Notified when the answer has been drawn. Effects that mark something in it track this and not what it
    // was drawn from, so that they run after it.
    let drawn = Trigger::new();
    let before = RefCell::new(None::<(Query, Layout, String)>);
    effect(move || {
        let change = state.filters.with(|query| {
            let layout = layout(state, query.view, space);
            let limit = state.limit.get();
            let content = state.draw(query, |draw| draw.content(layout, limit));
            let content = content.into_string();
            let change = match &*before.borrow() {
                Some((of, drawn_in, before)) if (of, *drawn_in) == (query, layout) => {
                    morph("content", before, &content);
                    Change::More
                }
                before => {
                    browser::set_html("content", &content);
                    match before {
                        Some((of, ..)) if of.differs_only_in_typing(query) => Change::Typing,
                        _ => Change::Other,
                    }
                }
            };
            before.replace(Some((query.clone(), layout, content)));
            change
        });
        drawn.notify();
        if state.limit.get_untracked().is_first_screen() {
            draw_rest(state, &change);
        }
    });
    browser::on_hover_or_focus("content", "data-detail", |detail| {
        browser::set_text("timeline-detail", detail);
    });
    browser::on_scroll(move || {
        if browser::is_near_viewport("more", NEAR) {
            state.limit.update(|limit| *limit = limit.doubled());
        }
    });
    mark_open(state, drawn);
    // Beside the panel the timeline is drawn again with less room: scroll to what is opened in it.
    effect(move || {
        space.track();
        state.panel_room.track();
        let timeline = state
            .query
            .with(|query| query.view == ViewKind::Timeline && query.at.is_some());
        if timeline && !state.narrow.get() {
            browser::after_delay(0, || browser::scroll_into_view("content", ".ms.open"));
        }
    });
    super::text::mount(state, drawn);
}

/// Draws more of an answer of which a first screen is on its way to the screen.
fn draw_rest(state: State, change: &Change) {
    let filters = state.filters.get_untracked();
    let rest = move || {
        let limit = state.limit.get_untracked();
        // Nothing more of an answer that another one has replaced.
        if limit.is_first_screen() && state.filters.get_untracked() == filters {
            let total = state.view.with_untracked(|view| view.total);
            state.limit.set(limit.next_step(total));
        }
    };
    match change {
        Change::More => browser::after_delay(0, rest),
        Change::Other => browser::after_frame(rest),
        // A debounce: the next letter must not wait for the rest of this answer.
        Change::Typing => browser::after_frame(move || browser::after_delay(AFTER_ANSWER, rest)),
    }
}

/// Marks what is opened in the answer. It is not drawn again for that: opening must not cost a frame.
fn mark_open(state: State, drawn: Trigger) {
    let open = Memo::new(move |_| {
        let passage = state.opened.with(|opened| {
            let location = opened.as_ref().map(|opened| opened.location);
            location.map_or("", |location| &location.passage.id)
        });
        let at = |query: &Query| query.at.as_ref().map(|at| at.id().to_owned());
        (passage, state.query.with(at).unwrap_or_default())
    });
    effect(move || {
        drawn.track();
        open.with(|(passage, at)| {
            browser::mark_open("content", ".item, .project, .ms", &[passage, at]);
        });
    });
}
