//! A term: what the text says it means, what it takes in, and every place where it is used.

use leptos::prelude::*;

use super::state::State;
use crate::model::{Quotation, Term};
use crate::query::Query;

/// The words of an opened term.
pub(super) fn term(state: State, query: &Query, term: &'static Term) -> impl IntoView + use<> {
    let words = state.words();
    let place = |words: &'static Quotation| {
        let id = words.sentence.as_deref().unwrap_or(&words.passage);
        view! { <a href=state.href_at(query, id) data-opens=id>{words.quote.as_str()}</a> }
    };
    let unsaid = term.defined_in.is_none() && term.members.is_none();
    let means = term.defined_in.as_ref().map(|definition| {
        view! {
            <h3>{words.term_means}</h3>
            <blockquote>{place(definition)}</blockquote>
        }
    });
    let members = term.members.as_ref().map(|members| {
        let items = members
            .iter()
            .map(|entry| view! { <li>{place(entry)}</li> });
        view! {
            <h3>{words.term_members}<span class="number">{members.len()}</span></h3>
            <ol class="members">{items.collect_view()}</ol>
        }
    });
    let used = term
        .mentions
        .iter()
        .map(|mention| used(state, query, mention));
    let others = state.plan().file().terms.iter();
    let others = others.filter(|other| other.label == term.label && other.id != term.id);
    let others: Vec<_> = others
        .map(|other| {
            let home = other
                .home()
                .and_then(|home| state.plan().passage(&home.passage));
            view! {
                <li>
                    <a href=state.href_at(query, &other.id) data-opens=other.id.as_str()>
                        {other.label.as_str()}
                    </a>
                    " "
                    {home.map(|passage| words.passage_name(passage))}
                </li>
            }
        })
        .collect();
    view! {
        <p class="group-chapter">{words.term}</p>
        <h2 id="reader-title" tabindex="-1">"“"{term.label.as_str()}"”"</h2>
        {means}
        {members}
        {unsaid.then(|| view! { <p class="lost">{words.term_unsaid}</p> })}
        <h3>{words.term_used}<span class="number">{term.mentions.len()}</span></h3>
        <ul class="used">{used.collect_view()}</ul>
        {(!others.is_empty()).then(|| view! {
            <h3>{words.term_other_senses}</h3>
            <ul>{others}</ul>
        })}
    }
}

/// A place where a term is used: the passage, and the sentence with the term marked.
fn used(state: State, query: &Query, mention: &'static Quotation) -> impl IntoView + use<> {
    let words = state.words();
    let passage = state.plan().passage(&mention.passage);
    let id = mention.sentence.as_deref().unwrap_or(&mention.passage);
    passage.map(|passage| {
        let around = state.explorer.around(passage, mention.span());
        view! {
            <li>
                <a href=state.href_at(query, id) data-opens=id>{words.passage_name(passage)}</a>
                <p class="excerpt">
                    {around.clipped_before.then_some("……")}
                    {super::marked::marked(around.pieces)}
                    {around.clipped_after.then_some("……")}
                </p>
            </li>
        }
    })
}
