//! The search field: searches while the reader types, and suggests values of facets. A combobox as the
//! WAI-ARIA authoring practices describe it: the focus stays in the field, the arrow keys choose in the list.
//!
//! While an input method composes characters, nothing is searched and no key is ours.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::html::{Html, set_html};
use super::navigation::Then;
use super::state::{State, use_state};
use super::types::{click, effect, flag, part, text};
use crate::dom;
use crate::html::{mixed, suggestion};
use crate::model::{Plan, Vocabulary};
use crate::query::{Query, SearchText, Suggestion};
use crate::words::{Words, fill};

/// The state of the combobox.
#[derive(Clone, Copy)]
struct Combobox {
    state: State,
    /// Whether the list may be open: from when the reader types until they close it.
    open: RwSignal<bool>,
    /// The position of the chosen suggestion.
    chosen: RwSignal<Option<usize>>,
    /// The suggestions for the present query; none while the list is closed.
    suggestions: Memo<Vec<Suggestion<'static>>>,
}

/// The search field with its suggestions.
#[component]
pub(super) fn Search(words: &'static Words, plan: &'static Plan) -> impl IntoView {
    let state = use_state();
    let open = RwSignal::new(false);
    let suggestions = Memo::new(move |_| {
        if open.get() {
            let suggest = |query: &Query| state.explorer.suggestions(query);
            state.query.with(suggest)
        } else {
            Vec::new()
        }
    });
    let combobox = Combobox {
        state,
        open,
        chosen: RwSignal::new(None),
        suggestions,
    };
    let field = NodeRef::<leptos::html::Input>::new();
    // The field keeps its text while the reader types. It follows a query that comes from elsewhere.
    effect(move || {
        let asked = state.query.with(|query| query.q.clone());
        if let Some(field) = field.get()
            && SearchText::new(&field.value()) != asked
        {
            field.set_value(asked.as_str());
        }
    });
    let search = move || {
        if let Some(field) = field.get_untracked() {
            combobox.search(&field.value());
        }
    };
    let examples = &plan.site().search;
    let about = fill(words.search_about, &[&examples.initials]);
    let expanded = text(move || suggestions.with(|list| !list.is_empty()).to_string());
    let active = Signal::derive(move || combobox.chosen.get().map(|at| format!("suggestion-{at}")));
    let typed = move |event: leptos::ev::Event| {
        if !dom::is_composing(&event) {
            search();
        }
    };
    view! {
        <div class="search-box">
            <label class="search-field">
                <span>{words.search} " " <kbd class="when-wide" aria-hidden="true">{"/"}</kbd></span>
                <input
                    id="search" type="search" name="q" role="combobox" autocomplete="off"
                    aria-autocomplete="list" aria-controls="suggestions" aria-expanded=expanded
                    aria-activedescendant=active aria-describedby="search-about"
                    placeholder=fill(words.search_hint, &[&examples.word])
                    node_ref=field
                    on:input=typed
                    on:compositionend=move |_| search()
                    on:keydown=move |event| combobox.key(&event)
                    on:blur=move |_| combobox.close()
                />
            </label>
            <Suggestions words combobox/>
            <div id="search-about"><Html class="hint" html=mixed(words, &about).into_string()/></div>
        </div>
    }
}

/// The list of suggestions.
#[component]
fn Suggestions(words: &'static Words, combobox: Combobox) -> impl IntoView {
    let item = move |at: usize, entry: Suggestion<'static>| {
        let is_chosen = flag(move || combobox.chosen.get() == Some(at));
        let id = format!("suggestion-{at}");
        // The field keeps the focus: losing it closes the list.
        let keep_focus = click(|event| event.prevent_default());
        let pick = click(move |event| {
            event.stop_propagation();
            combobox.follow(at);
        });
        let inside = suggestion(words, &entry).into_string();
        view! {
            <li
                id=id role="option" data-kind=entry.kind.id() class:chosen=is_chosen
                aria-selected=text(move || is_chosen.get().to_string())
                use:set_html=inside
                on:mousedown=keep_focus on:click=pick
            >
            </li>
        }
    };
    let list = part(move || {
        let list = combobox.suggestions.get();
        let items = list.into_iter().enumerate();
        items
            .map(|(at, entry)| item(at, entry))
            .collect_view()
            .into_any()
    });
    let is_empty = flag(move || combobox.suggestions.with(Vec::is_empty));
    view! {
        <ul
            id="suggestions" class="suggestions" role="listbox" aria-label=words.suggestions
            hidden=is_empty
        >
            {list}
        </ul>
    }
}

impl Combobox {
    fn search(self, text: &str) {
        let asked = SearchText::new(text);
        self.chosen.set(None);
        self.state.change(|query| query.q = asked, Then::Stay);
        self.open.set(true);
    }

    /// Handles a key. What it handles, the browser and the page's own keys do not get.
    fn key(self, event: &KeyboardEvent) {
        if dom::is_composing(event) || dom::has_modifier(event) {
            return;
        }
        let is_open = self.suggestions.with_untracked(|list| !list.is_empty());
        let handled = match event.key().as_str() {
            key @ ("ArrowDown" | "ArrowUp") => {
                self.open.set(true);
                self.step(key == "ArrowDown");
                true
            }
            "Enter" => match self.chosen.get_untracked() {
                Some(at) => {
                    self.follow(at);
                    true
                }
                None => {
                    self.close();
                    false
                }
            },
            // The first Escape closes the list, the next one the sheet or panel around it.
            "Escape" if is_open => {
                self.close();
                true
            }
            _ => false,
        };
        if handled {
            event.prevent_default();
            event.stop_propagation();
        }
    }

    fn close(self) {
        self.open.set(false);
        self.chosen.set(None);
    }

    fn follow(self, at: usize) {
        let entry = self
            .suggestions
            .with_untracked(|list| list.get(at).cloned());
        if let Some(entry) = entry {
            self.close();
            self.state.navigate(entry.to, Then::Stay);
        }
    }

    fn step(self, down: bool) {
        let last = self
            .suggestions
            .with_untracked(|list| list.len().checked_sub(1));
        let Some(last) = last else { return };
        // A step beyond either end chooses nothing.
        self.chosen.set(match (self.chosen.get_untracked(), down) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(at), true) => (at < last).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        });
    }
}
