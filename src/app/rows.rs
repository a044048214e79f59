//! First screen first: how many rows of a long answer are shown.
//!
//! Drawing is most of what an answer costs. So the first frame shows what fills the window, and the next ones
//! the rest. Of a very long answer the rest comes when the reader scrolls near its end, or asks for it.

use leptos::prelude::*;

use super::screen::{ALWAYS_WHOLE, FIRST};
use super::state::{AFTER_ANSWER, State, use_state};
use super::types::{part, press, text};
use crate::dom;
use crate::html::Rows;
use crate::query::Query;
use crate::words::{Words, fill};

/// How near the window the end of a long answer may come before more is shown, in CSS pixels: two or three
/// screens.
const NEAR: f64 = 2000.0;

/// Shows more of an answer once its first screen is drawn. After typing, a debounce: the next letter must not
/// wait for the rest of this answer.
pub(super) fn show_rest(state: State, rows: Memo<Rows>) {
    Effect::new(move |before: Option<Query>| {
        let filters = state.filters.get();
        let typed = before.is_some_and(|before| before.differs_only_in_typing(&filters));
        let of = filters.clone();
        dom::after_frame(move || {
            if typed {
                dom::after_delay(AFTER_ANSWER, move || show_more(state, rows, of));
            } else {
                show_more(state, rows, of);
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

/// Shows more rows of the answer to `of` in each frame: an answer of usual length until it is whole, a very long one
/// up to [`FIRST`]. Does nothing once another answer has replaced it, or the page is drawn anew.
fn show_more(state: State, rows: Memo<Rows>, of: Query) {
    if state.filters.with_untracked(|now| *now != of) {
        return;
    }
    let counts = rows.try_with_untracked(|rows| (rows.drawn, rows.total));
    let shown = state.shown.get_untracked();
    let next = match counts {
        Some((drawn, total)) if drawn >= total => return,
        Some(_) if shown < FIRST => FIRST,
        Some((_, total)) if total <= ALWAYS_WHOLE => shown.saturating_add(FIRST),
        _ => return,
    };
    state.shown.set(next);
    dom::after_frame(move || show_more(state, rows, of));
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
        let is_short = total > ALWAYS_WHOLE && state.shown.get() >= FIRST && drawn < total;
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
