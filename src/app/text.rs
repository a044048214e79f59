//! The whole text: what the link points at, and the reader's place in the outline.

use leptos::prelude::*;

use super::controls::CopyButton;
use super::html::Html;
use super::navigation::{may_take_focus, passage_in_view, shared_query};
use super::screen::FIRST;
use super::state::{State, use_state};
use super::types::effect;
use crate::dom;
use crate::html;
use crate::query::{Query, ViewKind};
use crate::words::{Words, fill};

/// What stands above the whole text: its outline.
#[component]
pub(super) fn TextBar(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let plan = state.plan();
    scroll_to_target(state);
    let outline = html::outline(words, plan).into_string();
    // Where the reader is.
    let place = RwSignal::new(String::new());
    let mark = move || {
        let entry = passage_in_view().and_then(|id| html::outline_entry(plan, &id));
        let name = entry.and_then(|id| dom::mark_current_location("outline", "data-part", id));
        if let Some(name) = name {
            place.try_set(name);
        }
    };
    StoredValue::new_local(dom::on_scroll(mark));
    effect(move || {
        state.filters.track();
        dom::after_delay(0, mark);
    });
    let url: Box<dyn Fn() -> String> = Box::new(move || {
        state.flush();
        state.url(&shared_query(state, true))
    });
    let opened = |_| dom::after_delay(0, || dom::scroll_current_to_middle("outline-parts"));
    view! {
        <p class="intro">{fill(words.text_intro, &[&plan.passages().len().to_string()])}</p>
        <div class="outline-bar">
            <details id="outline" class="outline-here" on:toggle=opened>
                <summary>{words.outline} " " <span id="outline-now" class="ours">{place}</span></summary>
                <Html class="outline-parts" html=outline/>
            </details>
            <CopyButton label=words.copy_link copied=words.copied text=url/>
        </div>
    }
}

/// Scrolls to what the link points at, whenever that changes.
fn scroll_to_target(state: State) {
    let target = Memo::new(move |_| {
        let may_scroll = |query: &Query| query.view == ViewKind::Text && may_take_focus(query);
        if !state.query.with(may_scroll) {
            return None;
        }
        state.opened.with(|opened| {
            let location = opened.as_ref()?.location;
            let passage = &location.passage.id;
            let sentence = location.sentence.map(|sentence| &sentence.id);
            let id = sentence.unwrap_or(passage).clone();
            let is_in_text = location.term.is_none();
            is_in_text.then(|| (state.plan().position(passage).unwrap_or_default(), id))
        })
    });
    effect(move || {
        if let Some((position, id)) = target.get() {
            // As far down as the target is, rows must be there.
            if state.shown.get_untracked() <= position {
                state.shown.set(position + FIRST);
            }
            dom::after_delay(0, move || dom::scroll_to_middle(&id));
        }
    });
}
