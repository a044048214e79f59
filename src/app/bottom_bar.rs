//! The bar at the bottom of a narrow screen: filters, views, sharing. And the sheet of the views.

use leptos::prelude::*;

use super::header::TabLink;
use super::share::ShareButton;
use super::state::{Sheet, use_state};
use super::types::{flag, press, text};
use crate::dom;
use crate::query::{Tab, ViewKind};
use crate::words::{Words, filter_names};

/// The bar. A wide screen has all of it elsewhere.
#[component]
pub(super) fn BottomBar(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let is_about = flag(move || state.filters.with(|query| query.view == ViewKind::About));
    let chosen = Memo::new(move |_| {
        let names = |query: &_| filter_names(words, state.plan(), query).len();
        state.filters.with(names)
    });
    let is_open = move |sheet: Sheet| text(move || (state.sheet.get() == Some(sheet)).to_string());
    view! {
        <div class="bottom-bar">
            <button
                id="filters-button" type="button" aria-controls="filters" hidden=is_about
                aria-expanded=is_open(Sheet::Filters)
                on:click=press(move || state.open_sheet(Sheet::Filters))
            >
                {words.filters} " "
                <span class="chosen" hidden=flag(move || chosen.get() == 0)>
                    {text(move || chosen.get().to_string())}
                </span>
            </button>
            <button
                id="views-button" type="button" aria-controls="views"
                aria-expanded=is_open(Sheet::Views)
                on:click=press(move || state.open_sheet(Sheet::Views))
            >
                {words.views}
            </button>
            <ShareButton words with_opened=false/>
        </div>
    }
}

/// The sheet with a link to each view, and the help. A choice closes it.
#[component]
pub(super) fn ViewsSheet(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let is_up = flag(move || state.sheet.get() == Some(Sheet::Views));
    let views = Tab::of_header().chain([Tab::About]);
    let views = views.map(|tab| view! { <li><TabLink words name="view" tab/></li> });
    let help = press(move || {
        state.close_sheet();
        // After the focus went to the button, where it comes back to.
        dom::after_delay(0, || dom::open_dialog("help"));
    });
    view! {
        <section
            id="views" class="views" aria-labelledby="views-title"
            class:up=is_up inert=flag(move || !is_up.get())
        >
            <h2 id="views-title" tabindex="-1">{words.views}</h2>
            <nav aria-labelledby="views-title" on:click=press(move || state.close_sheet())>
                <ul>{views.collect_view()}</ul>
            </nav>
            <div class="sheet-end">
                <button type="button" aria-haspopup="dialog" on:click=help>{words.help}</button>
                <button class="main" type="button" on:click=press(move || state.close_sheet())>
                    {words.close}
                </button>
            </div>
        </section>
    }
}
