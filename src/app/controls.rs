//! Controls that several components use: radio buttons, and buttons that copy.

use leptos::prelude::*;

use super::navigation::Then;
use super::state::use_state;
use super::types::{change, click, flag, press, text};
use crate::dom;
use crate::query::Query;

/// A link to another view of this page.
#[component]
pub(super) fn Link(
    #[prop(optional, into)] id: String,
    #[prop(optional, into)] class: String,
    /// What it leads to from a query.
    to: Callback<Query, Query>,
    /// What follows.
    then: Then,
    /// Whether it leads to the present page.
    #[prop(optional, into)]
    current: Signal<bool>,
    #[prop(default = None)] title: Option<String>,
    #[prop(into)] label: String,
) -> impl IntoView {
    let state = use_state();
    let href = text(move || state.href(&to.run(state.settled.get())));
    let follow = click(move |event| {
        if dom::is_plain_click(&event) {
            event.prevent_default();
            state.navigate(to.run(state.query.get_untracked()), then);
        }
    });
    let current = Signal::derive(move || current.get().then_some("page"));
    let id = (!id.is_empty()).then_some(id);
    view! {
        <a id=id class=class title=title href=href aria-current=current on:click=follow>{label}</a>
    }
}

/// One value of a [`Switch`].
#[derive(Clone, Copy)]
pub(super) struct Choice {
    pub(super) id: &'static str,
    pub(super) label: &'static str,
}

/// Radio buttons for one of a few values, given by their ids. With `counts` they look like the values of a
/// facet.
#[component]
pub(super) fn Switch(
    name: &'static str,
    choices: Vec<Choice>,
    #[prop(into)] chosen: Signal<&'static str>,
    choose: Callback<&'static str>,
    #[prop(optional)] counts: Option<Callback<&'static str, usize>>,
) -> impl IntoView {
    let field = move |Choice { id, label }: Choice| {
        let checked = flag(move || chosen.get() == id);
        let field_id = format!("{name}-{id}");
        let input = view! {
            <input
                type="radio" name=name value=id id=field_id prop:checked=checked
                on:change=change(move |_| choose.run(id))
            />
        };
        match counts {
            Some(counts) => {
                let count = move || counts.run(id);
                let none = flag(move || count() == 0);
                let count = text(move || count().to_string());
                view! {
                    <label class="value" class:none=none>
                        {input}
                        <span class="value-name">{label}</span>
                        <span class="value-count">{count}</span>
                    </label>
                }
                .into_any()
            }
            None => view! { <label>{input}<span>{label}</span></label> }.into_any(),
        }
    };
    choices.into_iter().map(field).collect_view()
}

/// How long a button says that the copy is made, in milliseconds.
const SAID: u32 = 2500;

/// A button that copies what `text` gives when it is pressed. Its label is a live region, which says that the
/// copy is made. Where the browser refuses the clipboard, the text is shown for copying by hand.
#[component]
pub(super) fn CopyButton(
    #[prop(optional)] id: Option<&'static str>,
    #[prop(optional)] class: &'static str,
    #[prop(into)] label: String,
    copied: &'static str,
    text: Box<dyn Fn() -> String>,
) -> impl IntoView {
    let state = use_state();
    let is_copied = RwSignal::new(false);
    let node = NodeRef::<leptos::html::Span>::new();
    // Not narrower than before, so that nothing next to it moves.
    let width = RwSignal::new(None::<String>);
    let copy = press(move || {
        dom::copy(text(), move |text, done| {
            if !done {
                return state.by_hand.set(Some(text));
            }
            // The button may be gone by now.
            let now = node.try_get_untracked().flatten();
            let now = now.map(|label| label.client_width());
            width.try_set(now.map(|now| format!("{now}px")));
            is_copied.try_set(true);
            dom::after_delay(SAID, move || {
                is_copied.try_set(false);
                width.try_set(None);
            });
        });
    });
    let label = super::types::text(move || {
        if is_copied.get() {
            copied.to_owned()
        } else {
            label.clone()
        }
    });
    view! {
        <button
            id=id class=format!("copy {class}") class:done=flag(move || is_copied.get())
            type="button" on:click=copy
        >
            <span aria-live="polite" node_ref=node style:min-inline-size=width>{label}</span>
        </button>
    }
}

/// A text and the button that copies it.
#[component]
pub(super) fn Copyable(
    id: &'static str,
    text: String,
    label: String,
    copied: &'static str,
) -> impl IntoView {
    let shown = text.clone();
    view! {
        <pre id=id class="citation">{shown}</pre>
        <CopyButton label copied text=Box::new(move || text.clone())/>
    }
}
