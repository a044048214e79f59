//! The page: header, filters, the view, and the opened passage beside it.

use leptos::prelude::*;

use super::state::State;
use super::{
    about, chips, facets, figures, header, help, list, map, matrix, notices, profile, projects,
    reader, share, text, timeline,
};
use crate::browser;
use crate::query::ViewKind;

/// The whole page.
pub(super) fn app(state: State) -> impl IntoView {
    let words = state.words();
    let kind = Memo::new(move |_| state.query.with(|query| query.view));
    let covered = move || state.narrow.get() && (state.sheet.get() || state.in_panel());
    let filtered = move || kind.get() != ViewKind::About;
    view! {
        <a class="skip" href="#results" on:click=move |event| {
            event.prevent_default();
            browser::focus("#status");
        }>{words.skip}</a>
        <div inert=covered>{header::header(state)}</div>
        <div class="page" class:with-reader=move || state.in_panel()>
            <Show when=filtered fallback=|| ()>{facets::panel(state)}</Show>
            <main id="results" class="results" inert=covered>
                {notices::notices(state)}
                <Show when=filtered fallback=|| ()>{chips::summary(state)}</Show>
                {move || match kind.get() {
                    ViewKind::List => {
                        view! { {help::examples(state)} {profile::profile(state)} {list::list(state)} }.into_any()
                    }
                    ViewKind::Projects => projects::projects(state).into_any(),
                    ViewKind::Figures => figures::figures(state).into_any(),
                    ViewKind::Timeline => timeline::timeline(state).into_any(),
                    ViewKind::Map => map::map(state).into_any(),
                    ViewKind::Matrix => matrix::matrix(state).into_any(),
                    ViewKind::Text => text::text(state).into_any(),
                    ViewKind::About => about::about(state).into_any(),
                }}
            </main>
            {reader::reader(state)}
        </div>
        {share::by_hand(state)}
        {help::help(state)}
    }
}
