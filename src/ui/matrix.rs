//! Themes against counties or periods: each number opens the list it counts.

use leptos::prelude::*;

use super::state::State;
use crate::model::{Period, Vocabulary};
use crate::query::{Across, Cell, MatrixRow};
use crate::words;

/// The matrix.
pub(super) fn matrix(state: State) -> impl IntoView {
    let words = state.words();
    let table = move || {
        let across = state.filters.with(|filters| filters.across);
        state.view.with(|view| draw(state, across, &view.matrix))
    };
    view! {
        <p class="hint">{words.matrix_hint}</p>
        {table}
    }
}

fn draw(state: State, across: Across, rows: &[MatrixRow]) -> impl IntoView + use<> {
    let words = state.words();
    let file = state.plan().file();
    let columns: Vec<&'static str> = match across {
        Across::County => file
            .places
            .counties
            .iter()
            .map(|entry| entry.zh.as_str())
            .collect(),
        Across::Period => Period::ALL
            .iter()
            .map(|&period| words.period_name(period))
            .collect(),
    };
    let head = columns
        .iter()
        .map(|column| view! { <th scope="col"><span>{*column}</span></th> });
    let head = head.collect_view();
    let rows = rows.iter().map(|row| {
        let theme = file
            .themes
            .get(row.theme.ordinal())
            .map_or("", |entry| entry.zh.as_str());
        let cells = row.cells.iter().zip(&columns);
        let cells = cells
            .map(|(cell, column)| number(state, cell, theme, column))
            .collect_view();
        view! {
            <tr>
                <th scope="row">{theme}</th>
                {cells}
                {number(state, &row.total, theme, words.matrix_all)}
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        // It scrolls sideways on a phone, so it must take the focus there.
        <div class="matrix-frame" tabindex="0" role="region" aria-labelledby="matrix-title">
            <table class="matrix">
                <caption id="matrix-title">
                    {words::fill(words.matrix, &[words.across_name(across)])}
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{words.theme}</th>
                        {head}
                        <th scope="col"><span>{words.matrix_all}</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn number(state: State, cell: &Cell, theme: &str, column: &str) -> impl IntoView + use<> {
    let words = state.words();
    let count = cell.count.to_string();
    let label = words::fill(words.tile, &[&format!("{theme}、{column}"), &count]);
    view! {
        <td class=format!("level-{}", cell.level)>
            <a href=state.href(&cell.to) aria-label=label data-then="status">{count}</a>
        </td>
    }
}
