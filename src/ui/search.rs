//! The search field: finds as one types, and suggests what one may mean. A combobox with a list, as the
//! WAI-ARIA authoring practices describe it: the focus stays in the field, arrows choose in the list.

use leptos::prelude::*;

use super::effects::{effect, set_if_changed};
use super::state::State;
use crate::browser::{self, Typing};
use crate::markup;
use crate::query::{SearchText, Suggestion};

const FIELD: &str = "search";
const LIST: &str = "suggestions";

/// What the field knows beyond the query.
#[derive(Clone, Copy)]
struct Combobox {
    state: State,
    /// Whether the list may show: while one types, until it is dismissed.
    wanted: RwSignal<bool>,
    chosen: RwSignal<Option<usize>>,
    suggestions: RwSignal<Vec<Suggestion<'static>>>,
}

/// Draws the field and follows what is typed in it.
pub(super) fn search(state: State) {
    let field = Combobox {
        state,
        wanted: RwSignal::new(false),
        chosen: RwSignal::new(None),
        suggestions: RwSignal::new(Vec::new()),
    };
    effect(move || {
        state.query.track();
        field.suggest();
    });
    effect(move || {
        let typed = state.query.with_untracked(|query| query.q.clone());
        browser::fill("search-slot", &markup::search(state.words()).into_string());
        browser::set_value(FIELD, typed.as_str());
    });
    // The field keeps what is being typed; it follows the query only when that comes from elsewhere.
    effect(move || {
        let asked = state.query.with(|query| query.q.clone());
        if SearchText::new(&browser::value_of(FIELD)) != asked {
            browser::set_value(FIELD, asked.as_str());
        }
    });
    effect(move || field.show());
    browser::on_typing(FIELD, LIST, move |typing| field.take_in(typing));
}

impl Combobox {
    /// Brings the list to what there is to suggest now.
    fn suggest(self) {
        let suggestions = if self.wanted.get_untracked() {
            let query = self.state.query;
            query.with_untracked(|query| self.state.explorer.suggestions(query))
        } else {
            Vec::new()
        };
        set_if_changed(self.suggestions, suggestions);
    }

    fn want(self, wanted: bool) {
        self.wanted.set(wanted);
        self.suggest();
    }

    fn show(self) {
        let words = self.state.words();
        let chosen = self.chosen.get();
        self.suggestions.with(|list| {
            let shown = !list.is_empty();
            browser::fill(
                LIST,
                &markup::suggestions(words, list, chosen).into_string(),
            );
            browser::set_attribute(LIST, "hidden", (!shown).then_some(""));
            let expanded = if shown { "true" } else { "false" };
            browser::set_attribute(FIELD, "aria-expanded", Some(expanded));
            let active = chosen.map(|at| ["suggestion-", &at.to_string()].concat());
            browser::set_attribute(FIELD, "aria-activedescendant", active.as_deref());
        });
    }

    /// Follows what happened; `true` where it was meant for the list alone.
    fn take_in(self, typing: Typing) -> bool {
        match typing {
            Typing::Text(text) => {
                let asked = SearchText::new(&text);
                self.chosen.set(None);
                self.state.change(|query| query.q = asked);
                self.want(true);
                false
            }
            Typing::Left => {
                self.close();
                false
            }
            Typing::Picked(at) => {
                self.follow(at);
                true
            }
            Typing::Key(key) => self.key(&key),
        }
    }

    fn key(self, key: &str) -> bool {
        match key {
            "ArrowDown" | "ArrowUp" => {
                self.want(true);
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
            // Escape closes the list first, and only then what lies around it.
            "Escape" if self.suggestions.with_untracked(|list| !list.is_empty()) => {
                self.close();
                true
            }
            _ => false,
        }
    }

    fn close(self) {
        self.want(false);
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
        // Beyond either end lies the field itself.
        self.chosen.set(match (self.chosen.get_untracked(), down) {
            (None, true) => Some(0),
            (None, false) => Some(last),
            (Some(at), true) => (at < last).then_some(at + 1),
            (Some(at), false) => at.checked_sub(1),
        });
    }
}
