//! The plan's numbers: by period, sortable, each with its words; and those the text puts side by side.

use leptos::prelude::*;

use super::state::State;
use crate::model::Quantity;
use crate::query::{Beside, Figure, FigureGroup, Query};
use crate::words::{self, Words};

/// The figures.
pub(super) fn figures(state: State) -> impl IntoView {
    let words = state.words();
    let sets = move || {
        state.filters.with(|filters| {
            state.view.with(|view| {
                (!view.beside.is_empty()).then(|| {
                    let sets = view.beside.iter();
                    let sets = sets
                        .map(|entry| beside(state, filters, entry))
                        .collect_view();
                    view! {
                        <section class="beside">
                            <div class="block-title">
                                <h2>{words.figures_beside}</h2>
                                <p>{words.figures_beside_why}</p>
                            </div>
                            {sets}
                        </section>
                    }
                })
            })
        })
    };
    let groups = move || {
        state.filters.with(|filters| {
            state.view.with(|view| {
                let groups = view.figures.iter();
                groups
                    .map(|entry| group(state, filters, entry))
                    .collect_view()
            })
        })
    };
    view! {
        <p class="hint">{words.figures_intro}</p>
        {sets}
        {groups}
    }
}

fn group(state: State, filters: &Query, group: &FigureGroup<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let rows = group.figures.iter();
    let rows = rows.map(|entry| row(state, filters, entry)).collect_view();
    view! {
        <table class="figures">
            <caption>
                {words.period_name(group.period)}
                <span class="number">{group.figures.len()}</span>
            </caption>
            <thead>
                <tr>
                    <th scope="col">{words.figure_value}</th>
                    <th scope="col">{words.figure_measures}</th>
                    <th scope="col">{words.figure_kind}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// The number as printed, with what the quote says of it elsewhere: how it is bounded, its unit.
fn number(words: &'static Words, quantity: &'static Quantity) -> impl IntoView {
    let bound = words.comparator_name(quantity.comparator);
    let unit = quantity.unit.as_str();
    let printed = quantity.printed.as_str();
    view! {
        {(!bound.is_empty()).then(|| view! { <span class="ours bound">{bound}" "</span> })}
        <b class="printed">{printed}</b>
        {(!printed.contains(unit)).then(|| view! { <span class="ours bound">" "{unit}</span> })}
    }
}

/// How a number stands to the facts, or what sort it is.
fn standing(words: &'static Words, quantity: &Quantity) -> &'static str {
    quantity.kind.map_or_else(
        || words.class_name(quantity.class),
        |kind| words.kind_name(kind),
    )
}

fn quote(state: State, filters: &Query, figure: &Figure<'static>) -> impl IntoView + use<> {
    let id = figure.target.as_ref().map(|target| target.id().to_owned());
    let href = state.href(&filters.at(figure.target.clone()));
    view! { <a class="quote" href=href data-opens=id>{figure.quantity.quote.as_str()}</a> }
}

fn row(state: State, filters: &Query, figure: &Figure<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let quantity = figure.quantity;
    view! {
        <tr>
            <th scope="row">{number(words, quantity)}</th>
            <td>
                <span class="measures">{words::measures(quantity)}</span>
                {quote(state, filters, figure)}
            </td>
            <td class="standing">{standing(words, quantity)}</td>
        </tr>
    }
}

fn beside(state: State, filters: &Query, set: &Beside<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let title = set
        .figures
        .first()
        .map(|figure| words::measures(figure.quantity));
    let sides = set
        .figures
        .iter()
        .map(|figure| {
            let quantity = figure.quantity;
            view! {
                <li>
                    <p class="side-name">
                        {words.period_name(quantity.period)}" · "{standing(words, quantity)}
                    </p>
                    <p class="side-number">{number(words, quantity)}</p>
                    {quote(state, filters, figure)}
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="beside-set">
            <h3>{title}</h3>
            <ul class="sides">{sides}</ul>
        </section>
    }
}
