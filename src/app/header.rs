//! The header: the page's name, the tabs of the views, search, help, language and sharing. And the footer.

use leptos::prelude::*;

use super::controls::Link;
use super::navigation::Then;
use super::share::ShareButtons;
use super::state::use_state;
use super::types::{click, effect, flag, press, text};
use crate::dom;
use crate::html::MAGNIFIER;
use crate::model::{Member, Vocabulary};
use crate::query::{Query, Tab, ViewKind};
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

/// The header, which stays in sight. On a narrow screen the bar at the bottom has the views and sharing, and the header
/// names the present view.
#[component]
pub(super) fn Header(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let home = Callback::new(|query: Query| Query {
        lang: query.lang,
        ..Query::default()
    });
    let here = text(move || {
        state
            .filters
            .with(|query| words.tab(query.view.tab()).to_owned())
    });
    view! {
        <div class="site">
            <div class="brand">
                <h1 class="name">
                    <Link id="home" to=home then=Then::ScrollUp label=words.site(state.plan())/>
                </h1>
                <p class="here">{here}</p>
            </div>
            <Tabs words/>
            <div class="tools">
                <button
                    class="search-button" type="button" aria-label=words.search
                    on:click=press(move || state.open_search())
                >
                    // With a value in it: Leptos sets markup that never changes by `innerHTML`, which the policy forbids.
                    <svg viewBox="0 0 20 20" aria-hidden="true"><path d=MAGNIFIER/></svg>
                </button>
                <button
                    class="help-button" type="button" aria-label=words.help aria-haspopup="dialog"
                    on:click=press(|| dom::open_dialog("help"))
                >
                    {"?"}
                </button>
                <LanguageLink words/>
                <ShareButtons words with_opened=false/>
            </div>
        </div>
    }
}

/// A link to a tab, with the filters kept. It is marked when it leads to the present one.
#[component]
pub(super) fn TabLink(
    words: &'static Words,
    /// The beginning of its id.
    name: &'static str,
    tab: Tab,
) -> impl IntoView {
    let state = use_state();
    // A tab of several views leads to the one that was shown last.
    let view = Memo::new(move |last: Option<&ViewKind>| {
        let now = state.filters.with(|query| query.view);
        let first = || tab.views().first().copied().unwrap_or(now);
        let shown = tab.views().contains(&now).then_some(now);
        shown.or(last.copied()).unwrap_or_else(first)
    });
    let to = Callback::new(move |query: Query| query.in_view(view.get()));
    let current = flag(move || state.filters.with(|query| query.view.tab() == tab));
    let id = format!("{name}-{}", tab.id());
    view! { <Link id=id to=to then=Then::ScrollUp current=current label=words.tab(tab)/> }
}

/// The tabs. Where their row is too long, it scrolls to the present one.
#[component]
fn Tabs(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let present = Memo::new(move |_| state.filters.with(|query| query.view.tab()));
    effect(move || {
        let id = format!("tab-{}", present.get().id());
        // When everything is drawn, so that the layout is computed once.
        dom::after_delay(0, move || dom::scroll_sideways_to(&id));
    });
    let tabs = Tab::of_header().map(|tab| view! { <TabLink words name="tab" tab/> });
    view! { <nav class="tabs" aria-label=words.views>{tabs.collect_view()}</nav> }
}

/// The footer: where the text comes from, and the text without the program.
#[component]
pub(super) fn Footer(words: &'static Words) -> impl IntoView {
    view! {
        <TabLink words name="tab" tab=Tab::About/>
        <a href="text.html">{words.plain_text}</a>
    }
}

/// The link to the other language.
#[component]
fn LanguageLink(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let other = words.lang.other();
    let in_other = move |query: &Query| Query {
        lang: Some(other),
        ..query.clone()
    };
    let href = text(move || state.settled.with(|query| state.href(&in_other(query))));
    let go = click(move |event| {
        if dom::is_plain_click(&event) {
            event.prevent_default();
            state.prefer_language(other);
            state.navigate(state.query.with_untracked(in_other), Then::Stay);
            // The panel is drawn anew, too, and would have the focus.
            dom::after_frame(|| dom::focus_first(&["#lang-link"]));
        }
    });
    let name = words.language_names.get(other.ordinal()).copied();
    view! {
        <a id="lang-link" class="lang-link" lang=other.tag() href=href on:click=go>
            {name.unwrap_or_default()}
        </a>
    }
}
