//! The page's frame: its parts, and which of them are up or out of reach.

use leptos::prelude::*;

use super::state::State;
use crate::markup::Action;
use crate::model::Vocabulary;
use crate::query::ViewKind;

/// The frame. The parts are empty: [`super::parts`] fills each by its id.
pub(super) fn app(state: State) -> impl IntoView {
    let narrow = move || state.narrow.get();
    let covered = move || narrow() && state.in_panel();
    let behind = move || covered() || (narrow() && state.sheet.get());
    let whole = move || state.query.with(|query| query.view == ViewKind::About);
    view! {
        <div id="skip-slot"></div>
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
                <div class="facets">
                    <div id="search-slot"></div>
                    <div id="facets"></div>
                </div>
                <div id="sheet-end" class="sheet-end"></div>
            </section>
            <main id="results" class="results" inert=behind>
                <div id="notices"></div>
                <div id="summary"></div>
                <div id="content"></div>
            </main>
            <div id="panel" class="panel"></div>
        </div>
        <div id="by-hand-slot"></div>
        <dialog id="share" class="help" aria-labelledby="share-title"></dialog>
        <dialog id="help" class="help" aria-labelledby="help-title"></dialog>
    }
}
