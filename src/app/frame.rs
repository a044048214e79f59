//! The page's frame: what stands where, which sheet is open, and what lies behind it and is inert.

use leptos::prelude::*;

use super::answer::Answer;
use super::bottom_bar::{BottomBar, ViewsSheet};
use super::facets::Filters;
use super::header::{Footer, Header, Skip};
use super::help::HelpDialog;
use super::html::LiveHtml;
use super::notices::{ByHand, Notices, Stopped, Update};
use super::panel::Panel;
use super::share::ShareDialog;
use super::state::{Sheet, use_state};
use super::summary::Summary;
use super::types::{flag, press, text};
use crate::html::overview;
use crate::query::ViewKind;
use crate::words::Words;

/// The whole page in one language.
#[component]
pub(super) fn Frame(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let covered = move || state.narrow.get() && state.in_panel.get();
    let behind = flag(move || covered() || (state.narrow.get() && state.sheet.get().is_some()));
    let is_about = flag(move || state.filters.with(|query| query.view == ViewKind::About));
    let filters_up = flag(move || state.sheet.get() == Some(Sheet::Filters));
    let filters_inert = flag(move || state.narrow.get() && !filters_up.get());
    let dismiss = press(move || {
        if state.sheet.get_untracked().is_some() {
            state.close_sheet();
        } else {
            state.close_panel();
        }
    });
    view! {
        <Skip words/>
        <header id="top" class="top" inert=behind><Header words/><BottomBar words/></header>
        <div id="page" class="page" class:whole=is_about>
            <div id="shade" class="shade" class:up=behind on:click=dismiss></div>
            <section
                id="filters" class="filters" aria-labelledby="filters-title"
                class:up=filters_up inert=filters_inert hidden=is_about
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
        <footer class="foot" inert=behind><Footer words/></footer>
        <ViewsSheet words/>
        <ByHand words/>
        <Stopped words/>
        <Update words/>
        <ShareDialog words/>
        <HelpDialog words/>
    }
}
