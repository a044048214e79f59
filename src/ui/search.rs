//! The search field: finds as one types, and suggests what one may mean. A combobox with a list, as the
//! WAI-ARIA authoring practices describe it: the focus stays in the field, arrows choose in the list.

use leptos::prelude::*;

use super::state::State;
use crate::model::Vocabulary;
use crate::query::{SearchText, Suggestion};

/// The search field and its suggestions.
pub(super) fn search(state: State) -> impl IntoView {
    let words = state.words();
    // The field keeps what is being typed; it follows the query only when that comes from elsewhere.
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        let asked = state.query.with(|query| query.q.clone());
        if SearchText::new(&typed.get_untracked()) != asked {
            typed.set(asked.as_str().to_owned());
        }
    });
    // Whether the list may show: while one types, until it is dismissed.
    let wanted = RwSignal::new(false);
    let chosen = RwSignal::new(None::<usize>);
    let suggestions = Memo::new(move |_| {
        if wanted.get() {
            state.query.with(|query| state.explorer.suggestions(query))
        } else {
            Vec::new()
        }
    });
    let shown = move || suggestions.with(|list| !list.is_empty());
    let close = move || {
        wanted.set(false);
        chosen.set(None);
    };
    let take = move |at: usize| {
        let to = suggestions.with_untracked(|list| list.get(at).map(|entry| entry.to.clone()));
        if let Some(to) = to {
            close();
            state.go(to);
        }
    };
    let step = move |down: bool| {
        let last = suggestions.with_untracked(|list| list.len().checked_sub(1));
        let Some(last) = last else { return };
        // Beyond either end lies the field itself.
        chosen.update(|chosen| {
            *chosen = match (*chosen, down) {
                (None, true) => Some(0),
                (None, false) => Some(last),
                (Some(at), true) => (at < last).then_some(at + 1),
                (Some(at), false) => at.checked_sub(1),
            }
        });
    };
    view! {
        <div class="search-box">
            <label class="search-field">
                <span>{words.search}</span>
                <input
                    type="search"
                    name="q"
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls="suggestions"
                    aria-expanded=move || shown().to_string()
                    aria-activedescendant=move || {
                        chosen.get().map(|at| format!("suggestion-{at}"))
                    }
                    aria-describedby="search-about"
                    placeholder=words.search_hint
                    prop:value=typed
                    on:input=move |event| {
                        let text = event_target_value(&event);
                        let asked = SearchText::new(&text);
                        typed.set(text);
                        chosen.set(None);
                        wanted.set(true);
                        state.change(|query| query.q = asked);
                    }
                    on:blur=move |_| close()
                    on:keydown=move |event| {
                        if event.is_composing() {
                            return;
                        }
                        match event.key().as_str() {
                            "ArrowDown" | "ArrowUp" => {
                                event.prevent_default();
                                wanted.set(true);
                                step(event.key() == "ArrowDown");
                            }
                            "Enter" => match chosen.get_untracked() {
                                Some(at) => {
                                    event.prevent_default();
                                    take(at);
                                }
                                None => close(),
                            },
                            // Escape closes the list first, and only then what lies around it.
                            "Escape" if suggestions.with_untracked(|list| !list.is_empty()) => {
                                event.prevent_default();
                                event.stop_propagation();
                                close();
                            }
                            _ => {}
                        }
                    }
                />
            </label>
            <ul
                id="suggestions"
                class="suggestions"
                role="listbox"
                aria-label=words.suggestions
                hidden=move || !shown()
            >
                {move || {
                    suggestions
                        .with(|list| {
                            let list = list.iter().enumerate();
                            list.map(|(at, entry)| option(state, at, entry, chosen, take))
                                .collect_view()
                        })
                }}
            </ul>
            <p id="search-about" class="hint">{words.search_about}</p>
        </div>
    }
}

fn option<F: Fn(usize) + Copy + 'static>(
    state: State,
    at: usize,
    suggestion: &Suggestion<'static>,
    chosen: RwSignal<Option<usize>>,
    take: F,
) -> impl IntoView + use<F> {
    let is_chosen = move || chosen.get() == Some(at);
    let kind = state.words().suggestion_name(suggestion.kind);
    view! {
        <li
            id=format!("suggestion-{at}")
            role="option"
            data-kind=suggestion.kind.id()
            aria-selected=move || is_chosen().to_string()
            class:chosen=is_chosen
            // Before the field loses the focus, which would close the list.
            on:mousedown=move |event| {
                event.prevent_default();
                take(at);
            }
        >
            <span class="ours">{kind}</span>
            {suggestion.label}
        </li>
    }
}
