//! How many results, under which conditions, and how to loosen them.

use leptos::prelude::*;

use super::export;
use super::state::State;
use crate::browser;
use crate::model::Vocabulary;
use crate::query::{Across, Detail, Query, Sort, ViewKind};
use crate::words::{self, filter_names};

/// The number of results, the active filters as removable chips, and the way out of an empty answer.
pub(super) fn summary(state: State) -> impl IntoView {
    let words = state.words();
    let total = Memo::new(move |_| state.view.with(|view| view.total));
    let kind = Memo::new(move |_| state.query.with(|query| query.view));
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
        <div class="summary" class:tall=move || kind.get() == ViewKind::Figures>
            <p id="status" class="count" role="status" tabindex="-1">
                {move || words.total(kind.get(), total.get())}
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
            {move || match kind.get() {
                ViewKind::Timeline => Some(
                    detail(state, words.detail, [words.detail_core, words.detail_all]).into_any(),
                ),
                ViewKind::Figures => Some(
                    view! {
                        {detail(
                            state,
                            words.detail_figures,
                            [words.detail_measured, words.detail_every],
                        )}
                        {sort(state)}
                    }
                    .into_any(),
                ),
                ViewKind::Matrix => Some(across(state).into_any()),
                _ => None,
            }}
            {export::export(state)}
        </div>
        {chips}
        // Only on paper: what is printed there can be found again.
        <p class="printed-from">
            {move || {
                let address = state.query.with(|query| state.address(query));
                words::fill(words.printed_from, &[&address])
            }}
        </p>
        {move || (total.get() == 0).then(|| nothing(state))}
    }
}

/// The choice between the main milestones or measured numbers and all of them.
fn detail(state: State, title: &'static str, names: [&'static str; 2]) -> impl IntoView {
    switch(
        title,
        "detail",
        Detail::ALL.iter().copied().zip(names),
        move |detail| state.query.with(|query| query.detail == detail),
        move |detail| state.change(|query: &mut Query| query.detail = detail),
    )
}

/// The choice of the figures' order.
fn sort(state: State) -> impl IntoView {
    let words = state.words();
    switch(
        words.sort,
        "sort",
        Sort::ALL.iter().map(|&sort| (sort, words.sort_name(sort))),
        move |sort| state.query.with(|query| query.sort == sort),
        move |sort| state.change(|query: &mut Query| query.sort = sort),
    )
}

/// The choice of what stands across the matrix.
fn across(state: State) -> impl IntoView {
    let words = state.words();
    switch(
        words.matrix_across,
        "across",
        Across::ALL
            .iter()
            .map(|&across| (across, words.across_name(across))),
        move |across| state.query.with(|query| query.across == across),
        move |across| state.change(|query: &mut Query| query.across = across),
    )
}

/// A choice of one value among few.
fn switch<V: Vocabulary + Send + Sync>(
    title: &'static str,
    name: &'static str,
    values: impl Iterator<Item = (V, &'static str)>,
    chosen: impl Fn(V) -> bool + Copy + Send + Sync + 'static,
    choose: impl Fn(V) + Copy + 'static,
) -> impl IntoView {
    let options = values.map(|(value, label)| {
        view! {
            <label>
                <input
                    type="radio"
                    name=name
                    value=value.id()
                    prop:checked=move || chosen(value)
                    on:change=move |_| choose(value)
                />
                <span>{label}</span>
            </label>
        }
    });
    view! {
        <fieldset class="switch">
            <legend>{title}</legend>
            {options.collect_view()}
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
    let ways = state.view.with(|view| {
        view.loosen
            .iter()
            .map(|way| {
                let label = words.loosen(query.view, way.facet, way.total);
                let href = state.href(&query.without(way.facet));
                view! { <li><a href=href data-then="status">{label}</a></li> }
            })
            .collect_view()
    });
    let nearest = state.view.with(|view| {
        view.nearest.as_ref().map(|nearest| {
            let to = Query {
                q: nearest.q.clone(),
                ..query.clone()
            };
            let label = words::fill(
                words.nearest,
                &[nearest.q.as_str(), &nearest.total.to_string()],
            );
            view! { <li><a href=state.href(&to) data-then="status">{label}</a></li> }
        })
    });
    view! {
        <div class="nothing">
            <h2>{words.nothing}</h2>
            <p>{words::fill(words.nothing_why, &[&names.join("、")])}</p>
            <ul>
                {nearest}
                {ways}
                <li><a href=state.href(&query.unfiltered()) data-then="status">{words.clear_all}</a></li>
            </ul>
        </div>
    }
}
