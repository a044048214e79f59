//! The whole text in order, every sentence with its link.

use leptos::prelude::*;

use super::list::chapter_name;
use super::marked::marked;
use super::state::State;
use crate::browser;
use crate::model::{Passage, PassageKind, Span};
use crate::query::Query;
use crate::words;

/// The whole text.
pub(super) fn text(state: State) -> impl IntoView {
    let words = state.words();
    let plan = state.plan();
    // Only while a link points somewhere: going on reading must not be pulled back.
    Effect::new(move |_| {
        if state.query.with(|query| query.at.is_some()) {
            let place = state.opened.with_untracked(|opened| {
                let located = opened.as_ref().map(|opened| opened.located)?;
                // A term opens beside the text: reading goes on where it was.
                if located.term.is_some() {
                    return None;
                }
                let sentence = located.sentence.map(|sentence| sentence.id.clone());
                sentence.or_else(|| Some(located.passage.id.clone()))
            });
            if let Some(place) = place {
                browser::scroll_to(&place);
            }
        }
    });
    let intro = words::fill(words.text_intro, &[&plan.passages().len().to_string()]);
    let passages = move || {
        state.query.with(|query| {
            let (target, target_passage) = state.opened.with(|opened| {
                let located = opened.as_ref().map(|opened| opened.located);
                let located = located.filter(|located| located.term.is_none());
                let span = located.and_then(|located| located.span());
                (span, located.map(|located| located.passage.id.as_str()))
            });
            let filtered = query.is_filtered();
            let mut chapter = None;
            let passages = plan.passages().iter();
            passages
                .map(|entry| {
                    let opens = entry.chapter.is_some() && entry.chapter != chapter;
                    chapter.clone_from(&entry.chapter);
                    let is_target = target_passage == Some(entry.id.as_str());
                    let span = target.filter(|_| is_target);
                    let matches =
                        filtered && state.view.with(|view| view.matching.contains(&entry));
                    let lost = opens
                        .then(|| entry.chapter.as_deref().and_then(|id| plan.chapter(id)))
                        .flatten()
                        .filter(|chapter| chapter.heading.is_none());
                    view! {
                        {lost.map(|chapter| view! {
                            <h2 class="group-chapter">{chapter_name(words, state, chapter)}</h2>
                        })}
                        {passage(state, query, entry, span, is_target, matches)}
                    }
                })
                .collect_view()
        })
    };
    view! {
        <p class="intro">{intro}</p>
        <article class="text">{passages}</article>
    }
}

fn passage(
    state: State,
    query: &Query,
    passage: &'static Passage,
    target: Option<Span>,
    is_target: bool,
    matches: bool,
) -> impl IntoView + use<> {
    let class = format!(
        "passage {}{}{}",
        crate::model::Vocabulary::id(passage.kind),
        if matches { " matching" } else { "" },
        if is_target && target.is_none() {
            " target"
        } else {
            ""
        },
    );
    let body = body(state, query, passage, target);
    let name = matches.then(|| view! { <span class="flag">{state.words().matching}</span> });
    match passage.kind {
        PassageKind::Title | PassageKind::Chapter => view! {
            <h2 id=passage.id.as_str() class=class>{name}{body}</h2>
        }
        .into_any(),
        _ => view! { <p id=passage.id.as_str() class=class>{name}{body}</p> }.into_any(),
    }
}

/// A passage's words with every mark, each sentence followed by its link.
pub(super) fn body(
    state: State,
    query: &Query,
    passage: &'static Passage,
    target: Option<Span>,
) -> impl IntoView + use<> {
    let words = state.words();
    let whole = passage.text.span();
    let start = passage
        .sentences
        .first()
        .map_or(whole.end(), |first| first.start);
    let cut = |from, to| {
        let window = Span::new(from, to).unwrap_or(Span::NOTHING);
        let parts = state
            .explorer
            .marked_with_terms(query, passage, target, window);
        parts
            .into_iter()
            .map(|(term, pieces)| match term {
                None => marked(pieces).into_any(),
                Some(term) => view! {
                    <a
                        class="term"
                        href=state.href_at(query, &term.id)
                        data-opens=term.id.as_str()
                        title=words::fill(words.term_link, &[&term.label])
                    >{marked(pieces)}</a>
                }
                .into_any(),
            })
            .collect_view()
    };
    let head = (start > 0).then(|| {
        let head = cut(0, start);
        view! { <strong class="head">{head}</strong> }
    });
    let sentences = passage
        .sentences
        .iter()
        .enumerate()
        .map(|(at, sentence)| {
            let label = words::fill(words.sentence_link, &[&(at + 1).to_string()]);
            view! {
                <span class="sentence" id=sentence.id.as_str()>
                    {cut(sentence.start, sentence.end)}
                    <a
                        class="pin"
                        href=state.href_at(query, &sentence.id)
                        data-opens=sentence.id.as_str()
                        aria-label=label
                    >"¶"</a>
                </span>
            }
        })
        .collect_view();
    view! { {head}{sentences} }
}
