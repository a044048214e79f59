//! Above the answer: how many results, the view's own choices, the active filters, and what to do about an
//! empty answer.

use leptos::prelude::*;

use super::controls::{Choice, Switch};
use super::export::Export;
use super::navigation::Then;
use super::state::use_state;
use super::types::{flag, part, text};
use crate::html::{count, no_results};
use crate::model::Vocabulary;
use crate::query::{Across, Detail, Query, SearchText, Sort, ViewKind};
use crate::words::{Words, fill, filter_names};

use super::html::{LiveHtml, keep_html};

/// What stands above the answer. The number of results is one element whose text changes, so that screen
/// readers say it.
#[component]
pub(super) fn Summary(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let view = Memo::new(move |_| state.filters.with(|query| query.view));
    let count = move || state.draw(|draw| count(draw).into_string());
    let is_tall = flag(move || matches!(view.get(), ViewKind::Figures | ViewKind::Timeline));
    let embedded = Memo::new(move |_| state.query.with(|query| query.embed));
    let full = text(move || {
        let to = Query {
            embed: false,
            ..state.settled.get()
        };
        state.href(&to)
    });
    let is_full = move || state.filters.with(|query| query.q.is_full());
    let too_long = fill(words.search_full, &[&SearchText::MAX.to_string()]);
    let address = text(move || {
        let url = state.settled.with(|query| state.url(query));
        fill(words.printed_from, &[&url])
    });
    let is_about = flag(move || view.get() == ViewKind::About);
    view! {
        <div id="head" class="summary" class:tall=is_tall hidden=is_about>
            <p id="status" class="count" role="status" tabindex="-1" use:keep_html=text(count)></p>
            <div id="choices" class="choices">
                {part(move || view! { <Choices words view=view.get()/> }.into_any())}
                {part(move || {
                    let link = embedded.get().then(|| view! {
                        <a class="embed-open" href=full target="_blank">{words.embed_open}</a>
                    });
                    link.into_any()
                })}
                <Export words/>
            </div>
        </div>
        <div id="summary" hidden=is_about>
            // Embedded in another page, the header with its `h1` is left out.
            {part(move || {
                let title = || view! { <h1 class="unseen">{words.site(state.plan())}</h1> };
                embedded.get().then(title).into_any()
            })}
            <Chips words/>
            <p class="hint" hidden=flag(move || !is_full())>{too_long}</p>
            // In print only: the address of the view.
            <p class="printed-from">{address}</p>
            <LiveHtml html=text(move || state.draw(|draw| no_results(draw).into_string()))/>
        </div>
    }
}

/// The choices that belong to one view.
#[component]
fn Choices(words: &'static Words, view: ViewKind) -> impl IntoView {
    match view {
        ViewKind::Timeline => view! {
            <DetailChoice title=words.detail names=[words.detail_core, words.detail_all]/>
        }
        .into_any(),
        ViewKind::Figures => view! {
            <DetailChoice title=words.detail_figures names=[words.detail_measured, words.detail_every]/>
            <SortChoice words/>
        }
        .into_any(),
        ViewKind::Matrix => view! { <AcrossChoice words/> }.into_any(),
        _ => ().into_any(),
    }
}

/// Radio buttons with a title.
#[component]
fn TitledSwitch(
    title: &'static str,
    name: &'static str,
    choices: Vec<Choice>,
    chosen: fn(&Query) -> &'static str,
    choose: fn(&mut Query, &'static str),
) -> impl IntoView {
    let state = use_state();
    let chosen = Signal::derive(move || state.filters.with(chosen));
    let choose = Callback::new(move |id| state.change(|query| choose(query, id), Then::Stay));
    view! {
        <fieldset class="switch">
            <legend>{title}</legend>
            <Switch name choices chosen choose/>
        </fieldset>
    }
}

fn choices<V: Vocabulary>(values: &[V], label: impl Fn(usize, V) -> &'static str) -> Vec<Choice> {
    let values = values.iter().enumerate();
    let values = values.map(|(at, &value)| Choice {
        id: value.id(),
        label: label(at, value),
    });
    values.collect()
}

#[component]
fn DetailChoice(title: &'static str, names: [&'static str; 2]) -> impl IntoView {
    let choices = choices(Detail::ALL, |at, _| {
        names.get(at).copied().unwrap_or_default()
    });
    view! {
        <TitledSwitch
            title name="detail" choices
            chosen=|query| query.detail.id()
            choose=|query, id| query.detail = Detail::from_id(id).unwrap_or(query.detail)
        />
    }
}

#[component]
fn SortChoice(words: &'static Words) -> impl IntoView {
    view! {
        <TitledSwitch
            title=words.sort name="sort" choices=choices(Sort::of(ViewKind::Figures), |_, sort| words.sort_name(sort))
            chosen=|query| query.sort.id()
            choose=|query, id| query.sort = Sort::from_id(id).unwrap_or(query.sort)
        />
    }
}

#[component]
fn AcrossChoice(words: &'static Words) -> impl IntoView {
    view! {
        <TitledSwitch
            title=words.matrix_across name="across" choices=choices(Across::ALL, |_, across| words.across_name(across))
            chosen=|query| query.across.id()
            choose=|query, id| query.across = Across::from_id(id).unwrap_or(query.across)
        />
    }
}

/// The active filters, each a link without it.
#[component]
fn Chips(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let names = Memo::new(move |_| {
        state
            .filters
            .with(|query| filter_names(words, state.plan(), query))
    });
    let chip = move |(without, name): (Query, String)| {
        let label = fill(words.remove, &[&name]);
        view! {
            <li>
                <a href=state.href(&without) aria-label=label>
                    {name} <span class="cross" aria-hidden="true">{"×"}</span>
                </a>
            </li>
        }
    };
    part(move || {
        let names = names.get();
        let chips = (!names.is_empty()).then(|| {
            let all = state
                .filters
                .with_untracked(|query| state.href(&query.unfiltered()));
            view! {
                <ul class="chips" aria-label=words.filters_active>
                    {names.into_iter().map(chip).collect_view()}
                    <li class="clear"><a href=all>{words.clear_all}</a></li>
                </ul>
            }
        });
        chips.into_any()
    })
}
