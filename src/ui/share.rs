//! Copying and sharing a link.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::State;
use crate::browser;
use crate::query::Query;
use crate::words;

/// What a link is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    /// The view without the opened passage.
    View,
    /// The view with the opened passage.
    Opened,
}

fn shared(state: State, of: Of) -> Query {
    let query = state.query.get_untracked();
    match of {
        Of::View if state.in_panel() => query.at(None),
        _ => query,
    }
}

/// "Copy link", and "share" where the browser has a share sheet.
pub(super) fn buttons(state: State, of: Of) -> impl IntoView {
    let words = state.words();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        state.flush();
        let address = state.address(&shared(state, of));
        spawn_local(async move {
            if browser::copy(&address).await {
                copied.set(true);
                browser::when_idle(2500, move || {
                    copied.try_set(false);
                });
            } else {
                state.by_hand.set(Some(address));
            }
        });
    };
    let share = move |_| {
        state.flush();
        let query = shared(state, of);
        let title = words::page_title(words, state.plan(), &query);
        let address = state.address(&query);
        spawn_local(async move {
            browser::share(&title, &address).await;
        });
    };
    view! {
        <button type="button" class="copy" on:click=copy>
            <span aria-live="polite">
                {move || if copied.get() { words.copied } else { words.copy_link }}
            </span>
        </button>
        {browser::can_share()
            .then(|| view! { <button type="button" class="share" on:click=share>{words.share}</button> })}
    }
}

/// What to copy by hand, an address or a text, where the browser keeps the clipboard to itself.
pub(super) fn by_hand(state: State) -> impl IntoView {
    let words = state.words();
    Effect::new(move |_| {
        if state.by_hand.get().is_some() {
            browser::select_all("by-hand");
        }
    });
    move || {
        let address = state.by_hand.get()?;
        Some(view! {
            <div class="by-hand" role="dialog" aria-labelledby="by-hand-label">
                <label id="by-hand-label" for="by-hand">{words.copy_by_hand}</label>
                <textarea id="by-hand" rows="3" readonly=true prop:value=address></textarea>
                <button type="button" on:click=move |_| state.by_hand.set(None)>{words.close}</button>
            </div>
        })
    }
}
