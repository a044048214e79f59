//! What helps a newcomer: example questions, and a sheet of keys and search rules.

use leptos::prelude::*;

use super::state::State;
use crate::query::Query;

/// Three questions as links, while nothing is asked yet.
pub(super) fn examples(state: State) -> impl IntoView {
    let words = state.words();
    let nothing_asked = Memo::new(move |_| state.filters.with(|query| *query == Query::default()));
    move || {
        nothing_asked.get().then(|| {
            let links = words.example_questions.iter().map(|(question, link)| {
                view! { <li><a href=format!("?{link}") data-then="status">{*question}</a></li> }
            });
            view! {
                <nav class="examples" aria-label=words.examples>
                    <p class="ours">{words.examples}</p>
                    <ul>{links.collect_view()}</ul>
                </nav>
            }
        })
    }
}

/// The sheet; it opens with `?`.
pub(super) fn help(state: State) -> impl IntoView {
    let words = state.words();
    let table = |rows: &'static [(&'static str, &'static str)]| {
        rows.iter()
            .map(|(key, what)| view! { <div><dt><kbd>{*key}</kbd></dt><dd>{*what}</dd></div> })
            .collect_view()
    };
    view! {
        <dialog id="help" class="help" aria-labelledby="help-title">
            <h2 id="help-title" tabindex="-1" autofocus=true>{words.help}</h2>
            <dl>{table(words.help_keys)}</dl>
            <h3>{words.help_search}</h3>
            <dl>{table(words.help_search_rules)}</dl>
            <form method="dialog">
                <button class="main">{words.close}</button>
            </form>
        </dialog>
    }
}
