//! How many results, under which conditions, and how to loosen them.

use leptos::prelude::*;

use super::state::State;
use crate::browser;
use crate::model::Vocabulary;
use crate::query::{Detail, ViewKind};
use crate::words::{self, filter_names};

/// The number of results, the active filters as removable chips, and the way out of an empty answer.
pub(super) fn summary(state: State) -> impl IntoView {
    let words = state.words();
    let total = Memo::new(move |_| state.view.with(|view| view.total));
    let on_timeline = move || state.query.with(|query| query.view == ViewKind::Timeline);
    let chips = move || {
        let names = state
            .query
            .with(|query| filter_names(words, state.plan(), query));
        (!names.is_empty()).then(|| {
            let all = state.query.with(|query| state.href(&query.unfiltered()));
            view! {
                <ul class="chips" aria-label=words.filters_active>
                    {names
                        .into_iter()
                        .map(|(without, name)| {
                            let label = words::fill(words.remove, &[&name]);
                            view! {
                                <li>
                                    <a href=state.href(&without) aria-label=label data-then="status">
                                        {name}
                                        <span class="cross" aria-hidden="true">"×"</span>
                                    </a>
                                </li>
                            }
                        })
                        .collect_view()}
                    <li class="clear"><a href=all data-then="status">{words.clear_all}</a></li>
                </ul>
            }
        })
    };
    view! {
        <div class="summary">
            <p id="status" class="count" role="status" tabindex="-1">
                {move || {
                    let template = if on_timeline() {
                        words.total_milestones
                    } else {
                        words.total_passages
                    };
                    words::fill(template, &[&total.get().to_string()])
                }}
            </p>
            <button
                type="button"
                id="filters-button"
                class="filters-button"
                aria-expanded=move || state.sheet.get().to_string()
                aria-controls="filters"
                on:click=move |_| {
                    state.sheet.set(true);
                    browser::focus("#filters-title");
                }
            >{words.filters_button}</button>
            {move || on_timeline().then(|| detail(state))}
        </div>
        {chips}
        {move || (total.get() == 0).then(|| nothing(state))}
    }
}

/// The choice between the main milestones and all of them.
fn detail(state: State) -> impl IntoView {
    let words = state.words();
    let option = move |detail: Detail, label: &'static str| {
        view! {
            <label>
                <input
                    type="radio"
                    name="detail"
                    value=detail.id()
                    prop:checked=move || state.query.with(|query| query.detail == detail)
                    on:change=move |_| state.change(|query| query.detail = detail)
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="switch">
            <legend>{words.detail}</legend>
            {option(Detail::Core, words.detail_core)}
            {option(Detail::All, words.detail_all)}
        </fieldset>
    }
}

/// Why there is no result, and which filter to loosen.
fn nothing(state: State) -> impl IntoView {
    let words = state.words();
    let query = state.query.get();
    let names: Vec<String> = filter_names(words, state.plan(), &query)
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    let template = match query.view {
        ViewKind::Timeline => words.loosen_milestones,
        _ => words.loosen_passages,
    };
    let ways = state.view.with(|view| {
        view.loosen
            .iter()
            .map(|way| {
                let label = words::fill(
                    template,
                    &[words.facet_name(way.facet), &way.total.to_string()],
                );
                let href = state.href(&query.without(way.facet));
                view! { <li><a href=href data-then="status">{label}</a></li> }
            })
            .collect_view()
    });
    view! {
        <div class="nothing">
            <h2>{words.nothing}</h2>
            <p>{words::fill(words.nothing_why, &[&names.join("、")])}</p>
            <ul>
                {ways}
                <li><a href=state.href(&query.unfiltered()) data-then="status">{words.clear_all}</a></li>
            </ul>
        </div>
    }
}
