//! The page's frame: its parts, and which of them are up or out of reach.

use leptos::prelude::*;

use super::state::State;
use crate::markup::Action;
use crate::model::Vocabulary;
use crate::query::ViewKind;

/// An empty part. Leptos makes one string of what is all literal and has the browser parse it, which the
/// page's policy forbids (Trusted Types): an id that is no literal keeps each part an element of its own.
fn part(id: &'static str, class: &'static str) -> impl IntoView {
    view! { <div id=id class=class></div> }
}

/// A dialog, empty and closed, named by the element with the id `named_by`.
fn dialog(id: &'static str, named_by: &'static str) -> impl IntoView {
    view! { <dialog id=id class="help" aria-labelledby=named_by></dialog> }
}

/// What is said when the program breaks off, written while it still runs. `public/start.js` shows it, and
/// has the second link lead to the place that is open.
fn stopped(state: State) -> impl IntoView {
    view! {
        <div id="stopped" class="stopped" role="alert" hidden>
            <p>{move || state.words().stopped}</p>
            <p>
                <a href="">{move || state.words().stopped_again}</a>
                " · "
                <a id="stopped-text" href="text.html">
                    {move || state.words().plain_text}
                </a>
            </p>
        </div>
    }
}

/// What is said when a newer build is there. `xtask/src/boot.js` shows it and answers its button.
fn update(state: State) -> impl IntoView {
    view! {
        <div id="update" class="update" role="status" hidden>
            <p>{move || state.words().update}</p>
            <button id="update-now" class="main">
                {move || state.words().update_now}
            </button>
            <button id="update-later">{move || state.words().dismiss}</button>
        </div>
    }
}

/// The frame. The parts are empty: [`super::parts`] fills each by its id.
pub(super) fn app(state: State) -> impl IntoView {
    let narrow = move || state.narrow.get();
    let covered = move || narrow() && state.in_panel();
    let behind = move || covered() || (narrow() && state.sheet.get());
    let whole = move || state.query.with(|query| query.view == ViewKind::About);
    view! {
        {part("skip-slot", "")}
        <div id="top" inert=behind></div>
        <div id="page" class="page" class:with-reader=move || state.in_panel() class:whole=whole>
            <div
                class="shade"
                class:up=move || state.sheet.get()
                data-do=Action::CloseFilters.id()
            ></div>
            <section
                id="filters"
                class="filters"
                class:up=move || state.sheet.get()
                aria-labelledby="filters-title"
                hidden=whole
                inert=move || covered() || (narrow() && !state.sheet.get())
            >
                <h2 id="filters-title" tabindex="-1">
                    {move || state.words().filters}
                </h2>
                <div class="facets">{part("search-slot", "")} {part("facets", "")}</div>
                {part("sheet-end", "sheet-end")}
            </section>
            <main id="results" class="results" inert=behind>
                {part("notices", "")}
                {part("summary", "")}
                {part("content", "")}
            </main>
            {part("panel", "panel")}
        </div>
        {part("by-hand-slot", "")}
        {stopped(state)}
        {update(state)}
        {dialog("share", "share-title")}
        {dialog("help", "help-title")}
    }
}
