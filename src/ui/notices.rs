//! What a link said that could not be followed.

use leptos::prelude::*;

use super::state::State;
use crate::link::Notice;
use crate::query::Lang;
use crate::words;

/// The notices of the link that opened the page, until they are read.
pub(super) fn notices(state: State) -> impl IntoView {
    let words = state.words();
    let english = RwSignal::new(
        state
            .query
            .with_untracked(|query| query.lang == Some(Lang::En)),
    );
    let sentences = move || {
        let notices = state.notices.get();
        let unknown = notices.iter().map(|notice| match notice {
            Notice::UnknownValue { key, value } => words::fill(words.notice_unknown, &[value, key]),
            Notice::TooLong => words.notice_too_long.to_owned(),
        });
        let lang = english.get().then(|| words.notice_lang.to_owned());
        unknown.chain(lang).collect::<Vec<_>>()
    };
    move || {
        let sentences = sentences();
        (!sentences.is_empty()).then(|| {
            view! {
                <div class="notices" role="status">
                    {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                    <button
                        type="button"
                        on:click=move |_| {
                            english.set(false);
                            state.notices.set(Vec::new());
                        }
                    >{words.dismiss}</button>
                </div>
            }
        })
    }
}
