//! The modes of a tab that shows several views: the counties as a map, as a table, and two side by side.

use leptos::prelude::*;

use super::controls::Link;
use super::navigation::Then;
use super::state::use_state;
use super::types::{flag, part};
use crate::model::Vocabulary;
use crate::query::{Query, ViewKind};
use crate::words::Words;

/// Links to the other modes of the present tab, with the same filters. Nothing if its view is the only one.
#[component]
pub(super) fn Modes(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let present = Memo::new(move |_| state.filters.with(|query| query.view));
    let mode = move |view: ViewKind| {
        let to = Callback::new(move |query: Query| query.in_view(view));
        let current = flag(move || present.get() == view);
        let id = format!("tab-{}", view.id());
        view! { <Link id=id to=to then=Then::ScrollUp current=current label=words.view(view)/> }
    };
    let tab = Memo::new(move |_| present.get().tab());
    part(move || {
        let views = tab.get().views();
        let modes = (views.len() > 1).then(|| {
            let links = views.iter().map(|&view| mode(view)).collect_view();
            view! { <nav class="modes" aria-label=words.modes>{links}</nav> }
        });
        modes.into_any()
    })
}
