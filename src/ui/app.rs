//! The page's frame: its parts, and which of them are up or out of reach.

use leptos::prelude::*;

use super::effects::effect;
use super::state::State;
use crate::browser;
use crate::markup::Action;
use crate::model::Vocabulary;
use crate::query::ViewKind;

/// An empty part. Leptos makes one string of what is all literal and has the browser parse it, which the
/// page's policy forbids (Trusted Types): an id that is no literal keeps each part an element of its own.
fn part(id: &'static str, class: &'static str) -> impl IntoView {
    view! { <div id=id class=class></div> }
}

/// An empty heading that can be given the focus.
fn heading(id: &'static str) -> impl IntoView {
    view! { <h2 id=id tabindex="-1"></h2> }
}

/// What is hidden until it is said.
fn notice(id: &'static str, role: &'static str) -> impl IntoView {
    view! { <div id=id class=id role=role hidden=true></div> }
}

/// A dialog, empty and closed, named by the element with the id `named_by`.
fn dialog(id: &'static str, named_by: &'static str) -> impl IntoView {
    view! { <dialog id=id class="help" aria-labelledby=named_by></dialog> }
}

/// The frame. The parts are empty: [`super::parts`] fills each by its id. What of it changes is changed by
/// [`follow`] and not by closures within it, which cost 2 % of the program.
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
            <main id="results" class="results">
                {part("notices", "")}
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

/// Keeps the frame as the state says: what is up, and what lies behind it and is out of reach.
pub(super) fn follow(state: State) {
    effect(move || browser::set_class("page", "with-reader", state.beside.get()));
    effect(move || {
        let (narrow, sheet) = (state.narrow.get(), state.sheet.get());
        let covered = narrow && state.in_panel.get();
        let behind = covered || (narrow && sheet);
        let whole = state.query.with(|query| query.view == ViewKind::About);
        let put = |id, name, is: bool| browser::set_attribute(id, name, is.then_some(""));
        put("top", "inert", behind);
        put("results", "inert", behind);
        put("filters", "inert", covered || (narrow && !sheet));
        put("filters", "hidden", whole);
        browser::set_class("page", "whole", whole);
        browser::set_class("shade", "up", sheet);
        browser::set_class("filters", "up", sheet);
    });
}
