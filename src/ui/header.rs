//! The page's name, the views, and what hands the view on.

use leptos::prelude::*;

use super::share;
use super::state::State;
use crate::browser;
use crate::model::Vocabulary;
use crate::query::{Query, ViewKind};

/// The key under which the colour scheme is kept.
const SCHEME: &str = "plan-explorer.scheme";

/// The page's header.
pub(super) fn header(state: State) -> impl IntoView {
    let words = state.words();
    let tab = move |view: ViewKind| {
        let current = move || state.query.with(|query| query.view == view);
        view! {
            <a
                href=move || state.query.with(|query| state.href(&query.in_view(view)))
                aria-current=move || current().then_some("page")
                data-then="top"
            >{words.view(view)}</a>
        }
    };
    view! {
        <header class="site">
            <h1 class="name">
                <a href=state.href(&Query::default()) data-then="top">{words.site}</a>
            </h1>
            <nav class="tabs" aria-label=words.views>
                {ViewKind::ALL.iter().map(|&view| tab(view)).collect_view()}
            </nav>
            <div class="tools">
                <button
                    type="button"
                    class="help-button"
                    aria-label=words.help
                    aria-haspopup="dialog"
                    on:click=move |_| {
                        browser::open_dialog("help");
                    }
                >"?"</button>
                {scheme(state)}
                {share::buttons(state, share::Of::View)}
            </div>
        </header>
    }
}

/// The choice between the system's colours, light and dark.
fn scheme(state: State) -> impl IntoView {
    let words = state.words();
    let chosen = browser::preference(SCHEME).unwrap_or_default();
    browser::set_root("data-scheme", &chosen);
    let options = [
        ("", words.scheme_auto),
        ("light", words.scheme_light),
        ("dark", words.scheme_dark),
    ];
    view! {
        <select
            class="scheme"
            aria-label=words.scheme
            on:change=move |event| {
                let value = event_target_value(&event);
                browser::set_preference(SCHEME, &value);
                browser::set_root("data-scheme", &value);
            }
        >
            {options
                .into_iter()
                .map(|(value, label)| {
                    view! { <option value=value selected=value == chosen>{label}</option> }
                })
                .collect_view()}
        </select>
    }
}
