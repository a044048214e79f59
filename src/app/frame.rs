//! The page's frame: what stands where, which sheet is open, and what lies behind it and is inert.

use leptos::prelude::*;

use super::answer::Answer;
use super::facets::Filters;
use super::header::{Header, Skip};
use super::help::HelpDialog;
use super::html::LiveHtml;
use super::notices::{ByHand, Notices, Stopped, Update};
use super::panel::Panel;
use super::share::ShareDialog;
use super::state::use_state;
use super::summary::Summary;
use super::types::{effect, flag, press, text};
use crate::dom;
use crate::html::overview;
use crate::query::ViewKind;
use crate::words::Words;

/// The whole page in one language.
#[component]
pub(super) fn Frame(words: &'static Words) -> impl IntoView {
    let state = use_state();
    // The panel opens over the view at once, and the layout of the narrower view, which takes longer, comes a
    // frame later.
    let room = RwSignal::new(state.in_panel.get_untracked());
    effect(move || {
        // What was opened stays where the reader sees it.
        let follow = move || {
            let open = state.in_panel.get_untracked();
            if room.try_get_untracked().is_some_and(|room| room != open) {
                let link = state.last_opened.get_value();
                dom::keep_in_place(&link, || room.set(open));
            }
        };
        if state.in_panel.get() {
            dom::after_frame(follow);
        } else {
            follow();
        }
    });
    let covered = move || state.narrow.get() && state.in_panel.get();
    let behind = flag(move || state.narrow.get() && (state.in_panel.get() || state.sheet.get()));
    let is_about = flag(move || state.filters.with(|query| query.view == ViewKind::About));
    let filters_inert = flag(move || covered() || (state.narrow.get() && !state.sheet.get()));
    view! {
        <Skip words/>
        <div id="top" inert=behind><Header words/></div>
        <div id="page" class="page" class:with-reader=flag(move || room.get()) class:whole=is_about>
            <div id="shade" class="shade" class:up=flag(move || state.sheet.get()) on:click=press(move || state.close_sheet())></div>
            <section
                id="filters" class="filters" aria-labelledby="filters-title"
                class:up=flag(move || state.sheet.get()) inert=filters_inert hidden=is_about
            >
                <Filters words/>
            </section>
            <main id="results" class="results" tabindex="-1" inert=behind>
                <Notices words/>
                <LiveHtml html=text(move || state.draw(|draw| overview(draw).into_string()))/>
                <Summary words/>
                <Answer words/>
            </main>
            <div id="panel" class="panel"><Panel words/></div>
        </div>
        <ByHand words/>
        <Stopped words/>
        <Update words/>
        <ShareDialog words/>
        <HelpDialog words/>
    }
}
