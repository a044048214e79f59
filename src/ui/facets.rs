//! The filters: on a wide screen a column, on a narrow one a sheet.

use leptos::prelude::*;

use super::search;
use super::state::State;
use crate::browser;
use crate::model::{County, IdSet, Kind, Period, Status, Theme, Tier, Vocabulary, Zone};
use crate::query::{FacetCounts, Query, Reach, ViewKind};

/// One facet, told by plain functions so that all share one component in the download.
#[derive(Clone, Copy)]
struct Spec {
    name: &'static str,
    chosen: fn(&Query, usize) -> bool,
    toggle: fn(&mut Query, usize),
    count: fn(&FacetCounts, usize) -> usize,
}

macro_rules! spec {
    ($name:literal, $vocabulary:ty, $field:ident) => {
        Spec {
            name: $name,
            chosen: |query, at| nth::<$vocabulary>(at).is_some_and(|v| query.$field.contains(v)),
            toggle: |query, at| toggle(&mut query.$field, at),
            count: |counts, at| nth::<$vocabulary>(at).map_or(0, |v| counts.$field.of(v)),
        }
    };
}

fn nth<V: Vocabulary>(at: usize) -> Option<V> {
    V::ALL.get(at).copied()
}

fn toggle<V: Vocabulary>(set: &mut IdSet<V>, at: usize) {
    if let Some(value) = nth(at) {
        set.toggle(value);
    }
}

/// The filters.
pub(super) fn panel(state: State) -> impl IntoView {
    let words = state.words();
    let file = state.plan().file();
    let themes = file.themes.iter().map(|entry| entry.zh.as_str());
    let counties = file.places.counties.iter().map(|entry| entry.zh.as_str());
    let zones = file.places.zones.iter().map(|entry| entry.zh.as_str());
    let periods = Period::ALL.iter().map(|&period| words.period_name(period));
    let kinds = Kind::ALL.iter().map(|&kind| words.kind_name(kind));
    let statuses = Status::ALL.iter().map(|&status| words.status_name(status));
    let tiers = Tier::ALL.iter().map(|&tier| words.tier_name(tier));
    let show = move || {
        let total = state.view.with(|view| view.total);
        words.show(state.query.with(|query| query.view), total)
    };
    // Each view offers the facets of what it shows; a filter set in another view stays as a chip.
    let of_projects =
        Memo::new(move |_| state.query.with(|query| query.view == ViewKind::Projects));
    let close = move || {
        state.sheet.set(false);
        browser::focus("#filters-button");
    };
    let hidden = move || state.narrow.get() && !state.sheet.get();
    view! {
        <div class="shade" class:up=move || state.sheet.get() on:click=move |_| close()></div>
        <section
            id="filters"
            class="filters"
            class:up=move || state.sheet.get()
            aria-labelledby="filters-title"
            inert=move || hidden() || (state.narrow.get() && state.in_panel())
        >
            <h2 id="filters-title" tabindex="-1">{words.filters}</h2>
            <div class="facets">
                {search::search(state)}
                {facet(state, spec!("theme", Theme, themes), words.theme, themes.collect())}
                {facet(state, spec!("county", County, counties), words.county, counties.collect())}
                {reach(state)}
                {facet(state, spec!("zone", Zone, zones), words.zone, zones.collect())}
                {facet(state, spec!("period", Period, periods), words.period, periods.collect())}
                <div class="facet-of" hidden=move || of_projects.get()>
                    {facet(state, spec!("kind", Kind, kinds), words.kind, kinds.collect())}
                </div>
                <div class="facet-of" hidden=move || !of_projects.get()>
                    {facet(state, spec!("tier", Tier, tiers), words.tier, tiers.collect())}
                    {facet(state, spec!("status", Status, statuses), words.status, statuses.collect())}
                </div>
            </div>
            <div class="sheet-end">
                <a
                    class="quiet"
                    href=move || state.query.with(|query| state.href(&query.unfiltered()))
                >{words.clear_all}</a>
                <button type="button" class="main" on:click=move |_| close()>{show}</button>
            </div>
        </section>
    }
}

fn facet(state: State, spec: Spec, title: &'static str, names: Vec<&'static str>) -> impl IntoView {
    let values = names.into_iter().enumerate().map(|(at, name)| {
        let chosen = Memo::new(move |_| state.query.with(|query| (spec.chosen)(query, at)));
        let count = Memo::new(move |_| state.view.with(|view| (spec.count)(&view.facets, at)));
        view! {
            <label class="value" class:none=move || count.get() == 0>
                <input
                    type="checkbox"
                    name=spec.name
                    prop:checked=chosen
                    on:change=move |_| {
                        state.change(|query| (spec.toggle)(query, at));
                        browser::scroll_up_to("results");
                    }
                />
                <span class="value-name">{name}</span>
                <span class="value-count">{count}</span>
            </label>
        }
    });
    view! {
        <fieldset class=format!("facet facet-{}", spec.name)>
            <legend>{title}</legend>
            {values.collect_view()}
        </fieldset>
    }
}

fn reach(state: State) -> impl IntoView {
    let words = state.words();
    let option = move |reach: Reach, label: &'static str| {
        let count = Memo::new(move |_| state.view.with(|view| view.facets.reach.of(reach)));
        view! {
            <label class="value">
                <input
                    type="radio"
                    name="reach"
                    value=reach.id()
                    prop:checked=move || state.query.with(|query| query.reach == reach)
                    on:change=move |_| state.change(|query| query.reach = reach)
                />
                <span class="value-name">{label}</span>
                <span class="value-count">{count}</span>
            </label>
        }
    };
    view! {
        <fieldset class="facet facet-reach">
            <legend>{words.reach}</legend>
            {option(Reach::All, words.reach_all)}
            {option(Reach::Named, words.reach_named)}
            <p class="hint">{words.reach_about}</p>
        </fieldset>
    }
}
