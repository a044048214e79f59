//! The answer itself: the list, the timeline and the other views.

use leptos::prelude::*;

use super::html::{Html, LiveHtml};
use super::map::Map;
use super::modes::Modes;
use super::rows::{More, show_rest};
use super::state::use_state;
use super::text::TextBar;
use super::types::{effect, part};
use crate::dom;
use crate::html::{self, Row, Rows};
use crate::link;
use crate::query::{Query, ViewKind};
use crate::words::Words;

/// The answer.
#[component]
pub(super) fn Answer(words: &'static Words) -> impl IntoView {
    let state = use_state();
    // Other answers are not drawn anew to mark what is opened.
    let opened_in = move |view: ViewKind| {
        let marks = state.filters.with(|query| query.view == view);
        marks.then(|| state.opened.get()).flatten()
    };
    let above = Memo::new(move |_| {
        let opened = opened_in(ViewKind::Timeline);
        state.draw(|draw| html::above(draw, opened.as_ref()).into_string())
    });
    let rows = Memo::new(move |_| {
        let most = state.shown.get();
        let opened = opened_in(ViewKind::Text);
        state.draw(|draw| html::rows(draw, opened.as_ref(), most))
    });
    show_rest(state, rows);
    one_tab_stop(above);
    let kind = Memo::new(move |_| state.filters.with(|query| query.view));
    let list = part(move || view! { <List kind=kind.get() answer=rows/> }.into_any());
    let operated = part(move || match kind.get() {
        // Tiles without statements would claim zeros.
        ViewKind::Map if !state.explorer.statements().is_empty() => {
            view! { <Map words/> }.into_any()
        }
        ViewKind::Text => view! { <TextBar words/> }.into_any(),
        _ => ().into_any(),
    });
    view! {
        <div id="content">
            <Modes words/>
            {operated}
            <LiveHtml html=above/>
            {list}
            <More words rows/>
        </div>
    }
}

/// The rows of one view. Each view has an element of its own, so that the rows of the view before go with it, not one
/// by one.
#[component]
fn List(kind: ViewKind, answer: Memo<Rows>) -> impl IntoView {
    let state = use_state();
    // Rows of another view are for the element that is coming.
    let rows = Memo::new(move |last: Option<&Rows>| {
        let is_leaving = state.filters.with(|query| query.view != kind);
        match last {
            Some(last) if is_leaving => last.clone(),
            _ => answer.get(),
        }
    });
    mark_opened(rows);
    complete_links(rows);
    view! {
        <div class=move || rows.with(|rows| rows.class)>
            // A row is drawn anew exactly when its HTML changes.
            <For
                each=move || rows.with(|rows| rows.rows.clone())
                key=|row: &Row| row.clone()
                children=|row: Row| view! { <Html class="row" html=row.html/> }
            />
        </div>
    }
}

/// The lanes of the timeline are one stop of Tab. Arrow keys move in them (see `shortcuts`).
fn one_tab_stop(above: Memo<String>) {
    let state = use_state();
    effect(move || {
        above.track();
        if state.filters.with(|query| query.view == ViewKind::Timeline) {
            dom::make_one_tab_stop(".lanes-table");
        }
    });
}

/// Marks what is opened in the answer, where it stands. The answer is not drawn again for that.
fn mark_opened(rows: Memo<Rows>) {
    let state = use_state();
    let open = Memo::new(move |_| {
        let passage = state.opened.with(|opened| {
            let location = opened.as_ref().map(|opened| opened.location);
            location.map_or("", |location| &location.passage.id)
        });
        let at = |query: &Query| query.at.as_ref().map(|at| at.id().to_owned());
        (passage, state.query.with(at).unwrap_or_default())
    });
    effect(move || {
        rows.track();
        open.with(|(passage, at)| {
            dom::mark_open(
                "content",
                ".item, .project, .lane-list li, .statements li",
                &[passage, at],
            );
        });
    });
}

/// Links in rows only name what they open, so that rows stay when filters change. A frame after the answer
/// they get their whole address, for a new tab or for copying.
fn complete_links(rows: Memo<Rows>) {
    let state = use_state();
    effect(move || {
        let drawn = rows.with(|rows| rows.drawn);
        state.query.track();
        dom::after_frame(move || {
            // While an answer grows, only once it is whole.
            if rows.try_with_untracked(|now| now.drawn) != Some(drawn) {
                return;
            }
            let filters = state.filters.get_untracked();
            let plan = state.plan();
            dom::set_addresses("data-opens", |id| {
                link::href(&filters.at(plan.target(id)), plan)
            });
        });
    });
}
