//! First screen first: how many rows of a long answer are shown.
//!
//! Drawing is most of what an answer costs. So the first frame shows what fills the window, and the next one
//! the rest. Of a very long answer the rest comes when the reader scrolls near its end, or asks for it.

use leptos::prelude::*;

use super::screen::FIRST;
use super::state::{AFTER_ANSWER, State, use_state};
use super::types::{part, press, text};
use crate::dom;
use crate::html::Rows;
use crate::query::Query;
use crate::words::{Words, fill};

/// An answer of up to so many rows is shown whole, so that the browser's own search finds everything in it. No
/// answer from the plan of this repository is longer.
const ALWAYS_WHOLE: usize = 600;

/// How near the window the end of a long answer may come before more is shown, in CSS pixels: two or three
/// screens.
const NEAR: f64 = 2000.0;

/// Shows more of an answer once its first screen is drawn. After typing, a debounce: the next letter must not
/// wait for the rest of this answer.
pub(super) fn show_rest(state: State) {
    Effect::new(move |before: Option<Query>| {
        let filters = state.filters.get();
        let typed = before.is_some_and(|before| before.differs_only_in_typing(&filters));
        let of = filters.clone();
        let rest = move || {
            // Nothing more of an answer that another one has replaced.
            if state.filters.with_untracked(|now| *now == of) {
                state.shown.update(|shown| *shown = (*shown).max(FIRST));
            }
        };
        dom::after_frame(move || {
            if typed {
                dom::after_delay(AFTER_ANSWER, rest);
            } else {
                rest();
            }
        });
        filters
    });
    let listener = dom::on_scroll(move || {
        if dom::is_near_viewport("more", NEAR) {
            state.shown.update(|shown| *shown = shown.saturating_mul(2));
        }
    });
    StoredValue::new_local(listener);
}

/// How many results are drawn. Once past its first screen, an answer of usual length is whole.
pub(super) fn drawn(state: State) -> usize {
    let shown = state.shown.get();
    let total = state.view.with(|view| view.total);
    if shown >= FIRST && total <= ALWAYS_WHOLE {
        usize::MAX
    } else {
        shown
    }
}

/// If rows are left out of a very long answer: how many are shown, and a button that shows all.
#[component]
pub(super) fn More(words: &'static Words, rows: Memo<Rows>) -> impl IntoView {
    let state = use_state();
    let counts = Memo::new(move |_| rows.with(|rows| (rows.drawn, rows.total)));
    let shown = text(move || {
        let (drawn, total) = counts.get();
        fill(
            words.results_shown,
            &[&drawn.to_string(), &total.to_string()],
        )
    });
    part(move || {
        let (drawn, total) = counts.get();
        let is_short = state.shown.get() >= FIRST && drawn < total;
        let more = is_short.then(|| {
            view! {
                <p id="more" class="more">
                    {shown} " "
                    <button type="button" on:click=press(move || state.shown.set(usize::MAX))>
                        {words.show_all_results}
                    </button>
                </p>
            }
        });
        more.into_any()
    })
}
