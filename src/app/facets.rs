//! The filters: the search field and the facets. A column on a wide screen, a sheet on a narrow one.

use leptos::prelude::*;

use super::controls::{Choice, Link, Switch};
use super::html::Html;
use super::navigation::Then;
use super::search::Search;
use super::state::use_state;
use super::types::{change, flag, part, press, text};
use crate::html::{counts_about, facet_values, mixed};
use crate::model::Vocabulary;
use crate::query::{Facet, Query, Reach, ViewKind};
use crate::words::Words;

/// The filters, with the buttons at the end of the sheet.
#[component]
pub(super) fn Filters(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let plan = state.plan();
    let is_projects =
        Memo::new(move |_| state.filters.with(|query| query.view == ViewKind::Projects));
    // A filter that was set in another view and has no facet here is shown as a chip.
    let own = part(move || {
        let shown: &[Facet] = if is_projects.get() {
            &[Facet::Tier, Facet::Status]
        } else {
            &[Facet::Kind]
        };
        let shown = shown
            .iter()
            .map(|&facet| view! { <FacetGroup words facet/> });
        shown.collect_view().into_any()
    });
    let has_groups = plan.has_groups_of_places();
    let cleared = Callback::new(|query: Query| query.unfiltered());
    let about = text(move || {
        let view = state.filters.with(|query| query.view);
        counts_about(words, plan, view).to_owned()
    });
    let show = text(move || {
        let view = state.filters.with(|query| query.view);
        state.view.with(|answer| words.show(view, answer.total))
    });
    view! {
        <h2 id="filters-title" tabindex="-1">{words.filters}</h2>
        <div class="facets">
            <Search words plan/>
            <div id="facets">
                <p class="hint counts-about">{about}</p>
                <FacetGroup words facet=Facet::County/>
                <FacetGroup words facet=Facet::Theme/>
                <FacetGroup words facet=Facet::Period/>
                {has_groups.then(|| view! { <ReachChoice words/> })}
                <FacetGroup words facet=Facet::Zone/>
                {own}
            </div>
        </div>
        <div class="sheet-end">
            <Link id="clear-filters" class="quiet" to=cleared then=Then::Stay label=words.clear_all/>
            <button
                id="show-results" class="main" type="button"
                on:click=press(move || state.close_sheet())
            >
                {show}
            </button>
        </div>
    }
}

/// A facet: a checkbox for each value, with the number of results that it would have. Nothing where nobody has
/// tagged the plan with its values.
#[component]
fn FacetGroup(words: &'static Words, facet: Facet) -> impl IntoView {
    let state = use_state();
    let field = move |at: usize, id: String, label: String| {
        let count = Memo::new(move |_| state.counts.with(|counts| counts.of(facet, at)));
        let chosen = Memo::new(move |_| state.filters.with(|query| query.chooses(facet, at)));
        let none = flag(move || count.get() == 0);
        let count = text(move || count.get().to_string());
        let toggle = change(move |_| state.change(|query| query.toggle(facet, at), Then::ScrollUp));
        let name = facet.id();
        let field_id = format!("{name}-{id}");
        view! {
            <label class="value" class:none=none>
                <input type="checkbox" name=name value=id id=field_id prop:checked=flag(move || chosen.get()) on:change=toggle/>
                <span class="value-name">{label}</span>
                <span class="value-count">{count}</span>
            </label>
        }
    };
    let fields = facet_values(words, state.plan(), facet)
        .into_iter()
        .enumerate();
    let fields = fields.map(|(at, (id, label))| field(at, id, label));
    facet.is_tagged(state.plan()).then(|| {
        view! {
            <fieldset class=format!("facet facet-{}", facet.id())>
                <legend>{words.facet_name(facet)}</legend>
                {fields.collect_view()}
            </fieldset>
        }
    })
}

/// Which mentions of the chosen places count.
#[component]
fn ReachChoice(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let names = [words.reach_all, words.reach_named];
    let choices = Reach::ALL.iter().zip(names);
    let choices = choices.map(|(&reach, label)| Choice {
        id: reach.id(),
        label,
    });
    let chosen = Signal::derive(move || state.filters.with(|query| query.reach.id()));
    let choose = Callback::new(move |id: &'static str| {
        if let Some(reach) = Reach::from_id(id) {
            state.change(|query| query.reach = reach, Then::ScrollUp);
        }
    });
    let count = move |id: &'static str| {
        let reach = Reach::from_id(id);
        state
            .counts
            .with(|counts| reach.map_or(0, |reach| counts.reach.of(reach)))
    };
    view! {
        <fieldset class="facet facet-reach">
            <legend>{words.reach}</legend>
            <Switch name="reach" choices=choices.collect() chosen choose counts=Callback::new(count)/>
            <Html class="hint" html=mixed(words, words.reach_about).into_string()/>
        </fieldset>
    }
}
