//! The search field: searches while the reader types, and suggests values of facets. A combobox as the
//! WAI-ARIA authoring practices describe it: the focus stays in the field, the arrow keys choose in the list.

use leptos::prelude::*;

use super::effects::effect;
use super::state::State;
use crate::browser::{self, ComboboxEvent};
use crate::markup;
use crate::query::{Query, SearchText, Suggestion};

const FIELD: &str = "search";
const LIST: &str = "suggestions";

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

/// Draws the field and the list, keeps them in step with the state, and follows what is typed.
pub(super) fn mount(state: State) {
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
    effect(move || {
        let typed = state.query.with_untracked(|query| query.q.clone());
        browser::set_html(
            "search-slot",
            &markup::search(state.words(), state.plan()).into_string(),
        );
        browser::set_value(FIELD, typed.as_str());
    });
    // The field keeps its text while the reader types. It follows a query that comes from elsewhere.
    effect(move || {
        let asked = state.query.with(|query| query.q.clone());
        if SearchText::new(&browser::value_of(FIELD)) != asked {
            browser::set_value(FIELD, asked.as_str());
        }
    });
    effect(move || combobox.show());
    browser::on_combobox(FIELD, LIST, move |event| combobox.handle(event));
}

impl Combobox {
    fn show(self) {
        let words = self.state.words();
        let chosen = self.chosen.get();
        self.suggestions.with(|list| {
            let shown = !list.is_empty();
            browser::set_html(
                LIST,
                &markup::suggestions(words, list, chosen).into_string(),
            );
            browser::set_attribute(LIST, "hidden", (!shown).then_some(""));
            browser::set_attribute(FIELD, "aria-expanded", Some(&shown.to_string()));
            let active = chosen.map(|at| format!("suggestion-{at}"));
            browser::set_attribute(FIELD, "aria-activedescendant", active.as_deref());
        });
    }

    /// Handles an event; `true` if the browser must do nothing else with it.
    fn handle(self, event: ComboboxEvent) -> bool {
        match event {
            ComboboxEvent::Input(text) => {
                let asked = SearchText::new(&text);
                self.chosen.set(None);
                self.state.change(|query| query.q = asked);
                self.open.set(true);
                false
            }
            ComboboxEvent::Blur => {
                self.close();
                false
            }
            ComboboxEvent::Picked(at) => {
                self.follow(at);
                true
            }
            ComboboxEvent::Key(key) => self.key(&key),
        }
    }

    fn key(self, key: &str) -> bool {
        match key {
            "ArrowDown" | "ArrowUp" => {
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
            "Escape" if self.suggestions.with_untracked(|list| !list.is_empty()) => {
                self.close();
                true
            }
            _ => false,
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
            self.state.go(entry.to);
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
