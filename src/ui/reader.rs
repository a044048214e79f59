//! The opened passage: whole, the words that the link points at marked, with its neighbours and its
//! own link. Beside the view on a wide screen, over it on a narrow one.

use leptos::prelude::*;

use super::list::{chapter_name, themes};
use super::state::State;
use super::{export, share, term, text};
use crate::browser;
use crate::model::{Basis, Vocabulary};
use crate::query::{Opened, ViewKind};

/// The panel of the opened passage, when one is opened.
pub(super) fn reader(state: State) -> impl IntoView {
    let shown = Memo::new(move |_| state.in_panel());
    // A passage that opens takes the focus, so that keyboard and screen reader are where the eye is.
    // Only when it opens: a filter that changes its neighbours must not take the focus from the filter.
    let target = Memo::new(move |_| state.query.with(|query| query.at.clone()));
    Effect::new(move |_| {
        let opens = target.with(Option::is_some);
        if shown.get() && opens {
            browser::focus("#reader-title");
            let marked = state.opened.with_untracked(|opened| {
                let located = opened.as_ref().map(|opened| opened.located)?;
                located.span()?;
                located.sentence.map(|sentence| sentence.id.clone())
            });
            if let Some(sentence) = marked {
                browser::scroll_to(&sentence);
            }
        }
    });
    move || {
        (shown.get())
            .then(|| state.opened.get())
            .flatten()
            .map(|opened| panel(state, &opened))
    }
}

fn panel(state: State, opened: &Opened<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let passage = opened.located.passage;
    let query = state.query.get();
    let plan = state.plan();
    let step = |target: &Option<_>, label: &'static str, class: &'static str| match target {
        Some(target) => {
            let href = state.href(&query.at(Some(Clone::clone(target))));
            view! { <a class=class href=href>{label}</a> }.into_any()
        }
        None => view! { <span class=class aria-disabled="true">{label}</span> }.into_any(),
    };
    let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
    let section = passage.section.as_deref().and_then(|id| plan.section(id));
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let mut places: Vec<String> = Vec::new();
    for mention in plan.mentions_at(position) {
        let place = match (mention.basis, mention.scope) {
            (Basis::Collective, Some(scope)) => {
                format!("“{}”：{}", mention.quote, words.scope_about(scope))
            }
            _ => mention.quote.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let milestones = plan.milestones_at(position);
    let in_text = {
        let mut query = query.in_view(ViewKind::Text);
        query.at = state.query.with_untracked(|query| query.at.clone());
        state.href(&query)
    };
    let projects = plan.projects_at(position);
    let is_term = opened.located.term.is_some();
    let body = match opened.located.term {
        Some(entry) => term::term(state, &query, entry).into_any(),
        None => view! {
                <p class="group-chapter">{chapter.map(|chapter| chapter_name(words, state, chapter))}</p>
                {section.map(|section| view! {
                    <p class="reader-section">
                        {words.section_number(section.number)}{section.heading.as_str()}
                    </p>
                })}
                <h2 id="reader-title" tabindex="-1" class:ours=words.name_is_ours(passage)>
                    {words.passage_name(passage)}
                </h2>
                <p class="passage">{text::body(state, &query, passage, opened.located.span())}</p>
                <p><a class="quiet" href=in_text>{words.read_in_text}</a></p>
                {export::cite(state, opened.located)}
                <h3>{words.in_this_passage}</h3>
                <dl class="notes">
                    <dt>{words.themes_here}</dt>
                    <dd><ul class="tags">{themes(state, &query, passage)}</ul></dd>
                    {(!places.is_empty()).then(|| view! {
                        <dt>{words.places_here}</dt>
                        <dd><ul class="places">
                            {places.into_iter().map(|place| view! { <li>{place}</li> }).collect_view()}
                        </ul></dd>
                    })}
                    {(!projects.is_empty()).then(|| view! {
                        <dt>{words.projects_here}</dt>
                        <dd><ul class="milestones">
                            {projects
                                .iter()
                                .map(|project| view! {
                                    <li>
                                        <a href=state.href_at(&query, &project.id)>
                                            <span class="kind">{words.status_name(project.status)}</span>
                                            {project.name.as_str()}
                                        </a>
                                    </li>
                                })
                                .collect_view()}
                        </ul></dd>
                    })}
                    {(!milestones.is_empty()).then(|| view! {
                        <dt>{words.milestones_here}</dt>
                        <dd><ul class="milestones">
                            {milestones
                                .iter()
                                .map(|milestone| view! {
                                    <li class=milestone.kind.id()>
                                        <a href=state.href_at(&query, &milestone.id)>
                                            <span class="sign" aria-hidden="true"></span>
                                            <span class="kind">{words.kind_name(milestone.kind)}</span>
                                            {milestone.label.as_str()}
                                        </a>
                                    </li>
                                })
                                .collect_view()}
                        </ul></dd>
                    })}
                </dl>
         }.into_any(),
    };
    view! {
        <section class="reader" aria-labelledby="reader-title" tabindex="-1">
            <div class="reader-bar">
                {(!is_term).then(|| view! {
                    {step(&opened.previous, words.previous, "step previous")}
                    {step(&opened.next, words.next, "step next")}
                })}
                <span class="reader-tools">{share::buttons(state, share::Of::Opened)}</span>
                <button type="button" class="close" on:click=move |_| state.close()>{words.close}</button>
            </div>
            <div class="reader-body">
                {body}
            </div>
        </section>
    }
}
