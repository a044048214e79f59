//! The help dialog: keys, search rules and settings.

use leptos::prelude::*;

use super::html::Html;
use super::settings::Settings;
use super::state::use_state;
use crate::html::help_tables;
use crate::words::Words;

/// The help dialog, which `?` opens.
#[component]
pub(super) fn HelpDialog(words: &'static Words) -> impl IntoView {
    let [keys, rules] = help_tables(words, use_state().plan());
    view! {
        <dialog id="help" class="help" aria-labelledby="help-title">
            <h2 id="help-title" tabindex="-1">{words.help}</h2>
            <Settings words/>
            <Html class="help-keys" html=keys.into_string()/>
            <h3>{words.help_search}</h3>
            <Html class="help-search" html=rules.into_string()/>
            <form method="dialog"><button class="main">{words.close}</button></form>
        </dialog>
    }
}
