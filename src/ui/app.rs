//! The page's frame: the elements that the parts are drawn into, and which of them are open or inert.

use leptos::prelude::*;

use super::effects::effect;
use super::state::State;
use crate::browser;
use crate::markup::Action;
use crate::model::Vocabulary;
use crate::query::ViewKind;

/// An empty part. The id is no literal: Leptos would make one HTML string of a view that is all literals,
/// which the page's policy (Trusted Types) forbids.
fn part(id: &'static str, class: &'static str) -> impl IntoView {
    view! { <div id=id class=class></div> }
}

/// The number of results. It stays the same element, whose text changes: screen readers miss a status that is
/// replaced.
fn status() -> impl IntoView {
    let id = "status";
    view! { <p id=id class="count" role="status" tabindex="-1"></p> }
}

/// An empty heading that can take the focus.
fn heading(id: &'static str) -> impl IntoView {
    view! { <h2 id=id tabindex="-1"></h2> }
}

/// An empty notice, hidden.
fn notice(id: &'static str, role: &'static str) -> impl IntoView {
    view! { <div id=id class=id role=role hidden=true></div> }
}

/// An empty dialog, closed. `named_by` is the id of its title.
fn dialog(id: &'static str, named_by: &'static str) -> impl IntoView {
    view! { <dialog id=id class="help" aria-labelledby=named_by></dialog> }
}

/// The frame with empty parts. The other modules fill each by its id, and [`mount`] sets what changes in
/// the frame itself.
pub(super) fn app() -> impl IntoView {
    let close = Action::CloseFilters.id();
    view! {
        {part("skip-slot", "")}
        {part("top", "")}
        <div id="page" class="page">
            <div id="shade" class="shade" data-do=close></div>
            <section id="filters" class="filters" aria-labelledby="filters-title">
                {heading("filters-title")}
                <div class="facets">{part("search-slot", "")} {part("facets", "")}</div>
                {part("sheet-end", "sheet-end")}
            </section>
            <main id="results" class="results" tabindex="-1">
                {part("notices", "")}
                {part("overview", "")}
                <div id="head" class="summary">
                    {status()}
                    {part("choices", "choices")}
                </div>
                {part("summary", "")}
                {part("content", "")}
            </main>
            {part("panel", "panel")}
        </div>
        {part("by-hand-slot", "")}
        {notice("stopped", "alert")}
        {notice("update", "status")}
        {dialog("share", "share-title")}
        {dialog("help", "help-title")}
    }
}

/// Keeps the frame in step with the state: which sheet is open, and what lies behind it and is inert.
pub(super) fn mount(state: State) {
    effect(move || browser::set_class("page", "with-reader", state.panel_room.get()));
    effect(move || {
        let (narrow, sheet) = (state.narrow.get(), state.filter_sheet.get());
        let covered = narrow && state.in_panel.get();
        let behind = covered || (narrow && sheet);
        let is_about = state.query.with(|query| query.view == ViewKind::About);
        let put = |id, name, is: bool| browser::set_attribute(id, name, is.then_some(""));
        put("top", "inert", behind);
        put("results", "inert", behind);
        put("filters", "inert", covered || (narrow && !sheet));
        put("filters", "hidden", is_about);
        browser::set_class("page", "whole", is_about);
        browser::set_class("shade", "up", sheet);
        browser::set_class("filters", "up", sheet);
    });
}
