//! The menu that exports the view.

use leptos::prelude::*;

use super::controls::CopyButton;
use super::state::{State, use_state};
use super::types::press;
use crate::dom;
use crate::export::{self, Format};
use crate::model::Vocabulary;
use crate::words::{Words, fill};

/// The present view in a format, and a name for the file.
fn file(state: State, format: Format) -> (String, String) {
    let (address, day) = (dom::page_url(""), dom::today());
    untrack(|| {
        state.draw(|draw| {
            let export = export::Export {
                plan: state.plan(),
                query: draw.query,
                view: draw.view,
                address: &address,
                day: &day,
                words: draw.words,
            };
            (export.write(format), export.file_name(format))
        })
    })
}

/// The menu: for each format a button that downloads and one that copies. An in-app browser may ignore a
/// download without telling.
#[component]
pub(super) fn Export(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let format = move |format: Format| {
        let save = press(move || {
            let (text, name) = file(state, format);
            if !dom::save_file(&name, format.media_type(), &text) {
                state.by_hand.set(Some(text));
            }
        });
        // The byte order mark is for files only.
        let text: Box<dyn Fn() -> String> = Box::new(move || {
            file(state, format)
                .0
                .trim_start_matches('\u{feff}')
                .to_owned()
        });
        view! {
            <li>
                <button class="download" type="button" data-value=format.id() on:click=save>
                    {fill(words.export_download, &[format.name()])}
                </button>
                <CopyButton
                    label=fill(words.export_copy, &[format.name()]) copied=words.copied text
                />
            </li>
        }
    };
    view! {
        <details class="export">
            <summary>{words.export}</summary>
            <div class="export-body">
                <p class="hint">{words.export_about}</p>
                <ul>{Format::ALL.iter().map(|&kind| format(kind)).collect_view()}</ul>
                <p class="hint">{words.export_licence}</p>
            </div>
        </details>
    }
}
