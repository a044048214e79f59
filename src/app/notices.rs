//! Notices: what a link said that could not be followed, a text to copy by hand, a crash, a newer build.

use leptos::prelude::*;

use super::state::use_state;
use super::types::{effect, part, press};
use crate::dom;
use crate::link::Notice;
use crate::words::{Words, fill};

/// What the link said that could not be followed.
#[component]
pub(super) fn Notices(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let line = move |notice: Notice| match notice {
        Notice::UnknownValue { key, value } => fill(words.notice_unknown, &[&value, key]),
        Notice::TooLong => words.notice_too_long.to_owned(),
    };
    let notices = part(move || {
        let notices = state.notices.get();
        let shown = (!notices.is_empty()).then(|| {
            let lines = notices
                .into_iter()
                .map(|notice| view! { <p>{line(notice)}</p> });
            view! {
                <div class="notices" role="status">
                    {lines.collect_view()}
                    <button type="button" on:click=press(move || state.notices.set(Vec::new()))>
                        {words.dismiss}
                    </button>
                </div>
            }
        });
        shown.into_any()
    });
    view! { <div id="notices">{notices}</div> }
}

/// A text for copying by hand, where the browser refuses the clipboard.
#[component]
pub(super) fn ByHand(words: &'static Words) -> impl IntoView {
    let state = use_state();
    effect(move || {
        if state.by_hand.with(Option::is_some) {
            dom::after_delay(0, || dom::select_all("by-hand"));
        }
    });
    let shown = part(move || {
        let text = state.by_hand.get();
        let shown = text.map(|text| {
            view! {
                <div class="by-hand" role="dialog" aria-labelledby="by-hand-label">
                    <label id="by-hand-label" for="by-hand">{words.copy_by_hand}</label>
                    <textarea id="by-hand" rows="3" readonly=true prop:value=text></textarea>
                    <button type="button" on:click=press(move || state.by_hand.set(None))>{words.close}</button>
                </div>
            }
        });
        shown.into_any()
    });
    view! { <div id="by-hand-slot">{shown}</div> }
}

/// The notice that the program has stopped, hidden while it runs. `public/start.js` shows it, and points the
/// second link at the place that is open.
#[component]
pub(super) fn Stopped(words: &'static Words) -> impl IntoView {
    view! {
        <div id="stopped" class="stopped" role="alert" hidden=true>
            <p>{words.crashed}</p>
            <p>
                <a href="">{words.crashed_reload}</a>
                " · "
                <a id="stopped-text" href="text.html">{words.plain_text}</a>
            </p>
        </div>
    }
}

/// The notice of a newer build, hidden until there is one. `xtask/src/offline.js` shows it and handles its
/// buttons.
#[component]
pub(super) fn Update(words: &'static Words) -> impl IntoView {
    view! {
        <div id="update" class="update" role="status" hidden=true>
            <p>{words.update}</p>
            <button id="update-now" class="main">{words.update_now}</button>
            <button id="update-later">{words.dismiss}</button>
        </div>
    }
}
