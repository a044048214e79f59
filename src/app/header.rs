//! The header: the page's name, the tabs of the views, language, help and sharing.

use leptos::prelude::*;

use super::controls::Link;
use super::navigation::Then;
use super::share::ShareButtons;
use super::state::use_state;
use super::types::{click, effect, flag, press, text};
use crate::dom;
use crate::model::{Member, Vocabulary};
use crate::query::{Lang, Query, Tab, ViewKind};
use crate::words::Words;

/// The link that skips the filters, for the keyboard.
#[component]
pub(super) fn Skip(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let skip = click(move |event| {
        event.prevent_default();
        let view = state.query.with_untracked(|query| query.view);
        // The view about the text has no number of results.
        dom::focus(if view == ViewKind::About {
            "#results"
        } else {
            "#status"
        });
    });
    view! { <a class="skip" href="#results" on:click=skip>{words.skip}</a> }
}

/// The header.
#[component]
pub(super) fn Header(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let home = Signal::derive(move || Query {
        lang: state.query.with(|query| query.lang),
        ..Query::default()
    });
    view! {
        <header class="site">
            <h1 class="name">
                <Link id="home" to=home then=Then::ScrollUp label=words.site(state.plan())/>
            </h1>
            <Tabs words/>
            <div class="tools">
                <button
                    class="help-button" type="button" aria-label=words.help aria-haspopup="dialog"
                    on:click=press(|| dom::open_dialog("help"))
                >
                    <span class="when-wide">{words.help}</span>
                    <span class="when-narrow">{"?"}</span>
                </button>
                <LanguageLink words/>
                <ShareButtons words with_opened=false/>
            </div>
        </header>
    }
}

/// The tabs. On a narrow screen, their row scrolls to the present one.
#[component]
fn Tabs(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let present = Memo::new(move |_| state.filters.with(|query| query.view.tab()));
    effect(move || {
        let id = format!("tab-{}", present.get().id());
        if state.narrow.get() {
            // When everything is drawn, so that the layout is computed once.
            dom::after_delay(0, move || dom::scroll_sideways_to(&id));
        }
    });
    let tab = move |tab: Tab| {
        // A tab of several views leads to the one that was shown last.
        let view = Memo::new(move |last: Option<&ViewKind>| {
            let now = state.filters.with(|query| query.view);
            let first = || tab.views().first().copied().unwrap_or(now);
            let shown = tab.views().contains(&now).then_some(now);
            shown.or(last.copied()).unwrap_or_else(first)
        });
        let to = Signal::derive(move || state.query.with(|query| query.in_view(view.get())));
        let current = flag(move || present.get() == tab);
        let id = format!("tab-{}", tab.id());
        view! { <Link id=id to=to then=Then::ScrollUp current=current label=words.tab(tab)/> }
    };
    let tabs = Tab::ALL.iter().map(|&one| tab(one));
    view! { <nav class="tabs" aria-label=words.views>{tabs.collect_view()}</nav> }
}

/// The link to the other language.
#[component]
fn LanguageLink(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let other = match words.lang {
        Lang::Zh => Lang::En,
        Lang::En => Lang::Zh,
    };
    let in_other = move |query: &Query| Query {
        lang: Some(other),
        ..query.clone()
    };
    let href = text(move || state.query.with(|query| state.href(&in_other(query))));
    let go = click(move |event| {
        if dom::is_plain_click(&event) {
            event.prevent_default();
            state.prefer_language(other);
            state.navigate(state.query.with_untracked(in_other), Then::Stay);
            dom::after_delay(0, || dom::focus_first(&["#lang-link"]));
        }
    });
    let name = words.language_names.get(other.ordinal()).copied();
    view! {
        <a id="lang-link" class="lang-link" lang=other.tag() href=href on:click=go>
            {name.unwrap_or_default()}
        </a>
    }
}
