//! The whole text: what the link points at, and the reader's place in the outline.

use std::cell::Cell;

use leptos::prelude::*;

use super::effects::effect;
use super::state::State;
use crate::browser;
use crate::markup;
use crate::query::ViewKind;

/// How much of a passage must be below the top of the window for it to be the one that is read, in CSS
/// pixels.
const READING_MARGIN: f64 = 120.0;

impl State {
    /// The id of the passage that is being read in the whole text.
    pub(super) fn passage_in_view(self) -> Option<String> {
        browser::first_in_view(".text .passage", READING_MARGIN)
    }
}

/// Marks what the link points at and the reader's place, and keeps both in step with the state. `drawn` is
/// notified when the text has been drawn.
pub(super) fn mount(state: State, drawn: Trigger) {
    target(state, drawn);
    place_in_outline(state);
}

/// Marks what the link points at in its passage, and scrolls to it.
fn target(state: State, drawn: Trigger) {
    let marked = Cell::new(None::<&'static str>);
    effect(move || {
        drawn.track();
        let query = state.query.get();
        if query.view != ViewKind::Text {
            marked.set(None);
            return;
        }
        state.opened.with(|opened| {
            let location = opened.as_ref().map(|opened| opened.location);
            let location = location.filter(|location| location.term.is_none());
            let id = location.map(|location| location.passage.id.as_str());
            let before = marked.get().filter(|before| Some(*before) != id);
            for passage in before.into_iter().chain(id) {
                let plan = state.plan();
                let Some((passage, at)) = plan.passage(passage).zip(plan.position(passage)) else {
                    continue;
                };
                let limit = state.limit.get_untracked();
                if limit.including(at) != limit {
                    state.limit.set(limit.including(at));
                }
                let inside = state.draw(&query.at(None), |draw| {
                    markup::passage_in_text(draw, passage, opened.as_ref())
                });
                browser::set_html(&passage.id, &inside.into_string());
                let whole = location.is_some_and(|location| location.span().is_none());
                let is_target = whole && id == Some(&passage.id);
                browser::set_class(&passage.id, "target", is_target);
            }
            marked.set(id);
            if let Some(location) = location {
                let sentence = location.sentence.map(|sentence| &sentence.id);
                browser::scroll_to_middle(sentence.unwrap_or(&location.passage.id));
            }
        });
    });
}

/// Marks the reader's place in the outline while they scroll.
fn place_in_outline(state: State) {
    let mark = move || {
        if state.query.with_untracked(|query| query.view) != ViewKind::Text {
            return;
        }
        let passage = state.passage_in_view();
        let entry = passage.and_then(|id| markup::outline_entry(state.plan(), &id));
        let name = entry.and_then(|id| browser::mark_current_location("outline", "data-part", id));
        if let Some(name) = name {
            browser::set_text("outline-now", &name);
        }
    };
    browser::on_scroll(mark);
    effect(move || {
        state.filters.track();
        browser::after_delay(0, mark);
    });
}
