//! The reader's settings: colours, text size, language. The browser keeps them.

use leptos::prelude::*;

use super::state::use_state;
use super::types::change;
use crate::dom;
use crate::model::Plan;
use crate::words::Words;

/// The settings, each with the attribute of the root element that the style sheet reads.
const SCHEME: (&str, &str) = ("scheme", "data-scheme");
const SIZE: (&str, &str) = ("size", "data-size");

/// Restores colours and text size from storage.
pub(super) fn restore(plan: &Plan) {
    for (setting, attribute) in [SCHEME, SIZE] {
        let value = dom::preference(&plan.site().storage_key(setting));
        dom::set_root_attribute(attribute, &value.unwrap_or_default());
    }
}

/// The fields that change colours and text size.
#[component]
pub(super) fn Settings(words: &'static Words) -> impl IntoView {
    let schemes = [
        ("", words.scheme_auto),
        ("light", words.scheme_light),
        ("dark", words.scheme_dark),
    ];
    let sizes = words.size_names;
    let sizes = [("", sizes[0]), ("large", sizes[1]), ("largest", sizes[2])];
    view! {
        <p class="settings">
            <Setting class="scheme" label=words.scheme of=SCHEME options=schemes/>
            <Setting class="size" label=words.size of=SIZE options=sizes/>
        </p>
    }
}

#[component]
fn Setting(
    class: &'static str,
    label: &'static str,
    of: (&'static str, &'static str),
    options: [(&'static str, &'static str); 3],
) -> impl IntoView {
    let (setting, attribute) = of;
    let plan = use_state().plan();
    let chosen = dom::root_attribute(attribute);
    let choose = change(move |event| {
        let value = event_target_value(&event);
        dom::set_preference(&plan.site().storage_key(setting), &value);
        dom::set_root_attribute(attribute, &value);
    });
    let options = options.map(|(value, label)| {
        view! { <option value=value selected=chosen == value>{label}</option> }
    });
    view! {
        <select class=class aria-label=label on:change=choose>{options.collect_view()}</select>
    }
}
