//! The view as a file, and the opened passage as a citation: downloaded or copied.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::State;
use crate::browser;
use crate::export::{Citation, Export, Format};
use crate::model::{Located, Vocabulary};
use crate::words;

/// The present view in a format, and a name for the file.
fn file(state: State, format: Format) -> (String, String) {
    let address = browser::address("");
    let day = browser::today();
    state.filters.with_untracked(|query| {
        state.view.with_untracked(|view| {
            let export = Export {
                plan: state.plan(),
                json: crate::PLAN_JSON,
                query,
                view,
                address: &address,
                day: &day,
                words: state.words(),
            };
            (export.write(format), export.file_name(format))
        })
    })
}

/// A button that copies what `text` gives, says so, and offers it for copying by hand where the browser
/// keeps the clipboard to itself.
fn copy_button(state: State, label: String, text: impl Fn() -> String + 'static) -> impl IntoView {
    let words = state.words();
    let copied = RwSignal::new(false);
    let copy = move |_| {
        let text = text();
        spawn_local(async move {
            if browser::copy(&text).await {
                copied.set(true);
                browser::when_idle(2500, move || {
                    copied.try_set(false);
                });
            } else {
                state.by_hand.set(Some(text));
            }
        });
    };
    view! {
        <button type="button" class="copy" on:click=copy>
            <span aria-live="polite">
                {move || if copied.get() { words.export_copied.to_owned() } else { label.clone() }}
            </span>
        </button>
    }
}

/// What takes the view away as a file.
pub(super) fn export(state: State) -> impl IntoView {
    let words = state.words();
    let rows = Format::ALL.iter().map(|&format| {
        let download = move |_| {
            let (text, name) = file(state, format);
            if !browser::download(&name, format.media_type(), &text) {
                state.by_hand.set(Some(text));
            }
        };
        // A byte order mark is for files; on the clipboard it would be a stray character.
        let text = move || {
            file(state, format)
                .0
                .trim_start_matches('\u{feff}')
                .to_owned()
        };
        view! {
            <li>
                <button type="button" class="download" data-format=format.id() on:click=download>
                    {words::fill(words.export_download, &[format.name()])}
                </button>
                {copy_button(state, words::fill(words.export_copy, &[format.name()]), text)}
            </li>
        }
    });
    view! {
        <details class="export">
            <summary>{words.export}</summary>
            <div class="export-body">
                <p class="hint">{words.export_about}</p>
                <ul>{rows.collect_view()}</ul>
                <p class="hint">{words.export_licence}</p>
            </div>
        </details>
    }
}

/// How to cite the opened passage.
pub(super) fn cite(state: State, located: Located<'static>) -> impl IntoView {
    let words = state.words();
    let address = browser::address("");
    let day = browser::today();
    let citation = Citation {
        plan: state.plan(),
        words,
        located,
        address: &address,
        day: &day,
    };
    let citations = [
        (words.cite_quotation, citation.quotation()),
        (words.cite_gbt, citation.gbt7714()),
        (words.cite_bibtex, citation.bibtex()),
    ];
    let citations = citations.map(|(name, text)| {
        let copied = text.clone();
        view! {
            <h4>{name}</h4>
            <pre class="citation">{text}</pre>
            {copy_button(state, words::fill(words.export_copy, &[name]), move || copied.clone())}
        }
    });
    view! {
        <details class="cite">
            <summary>{words.cite}</summary>
            {citations.collect_view()}
        </details>
    }
}
