//! Projects and programmes, grouped by how far they are.

use leptos::prelude::*;

use super::marked::marked;
use super::state::State;
use crate::query::{ProjectGroup, ProjectItem, Query};

/// The projects.
pub(super) fn projects(state: State) -> impl IntoView {
    let words = state.words();
    let groups = move || {
        state.filters.with(|filters| {
            state.view.with(|view| {
                let groups = view.projects.iter();
                groups
                    .map(|entry| group(state, filters, entry))
                    .collect_view()
            })
        })
    };
    view! {
        <p class="hint">{words.projects_intro}</p>
        <div class="projects">{groups}</div>
    }
}

fn group(state: State, filters: &Query, group: &ProjectGroup<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let items = group.items.iter();
    let items = items
        .map(|entry| item(state, filters, entry))
        .collect_view();
    view! {
        <section class="block">
            <div class="block-title">
                <h2>
                    {words.status_name(group.status)}
                    <span class="number">{group.items.len()}</span>
                </h2>
            </div>
            <ul>{items}</ul>
        </section>
    }
}

fn item(state: State, filters: &Query, item: &ProjectItem<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let project = item.project;
    let id = project.id.as_str();
    let open = move || {
        state.query.with(|query| {
            let at = query.at.as_ref();
            at.is_some_and(|target| target.id() == id)
        })
    };
    view! {
        <li class="project" class:open=open>
            <a
                href=state.href_at(filters, id)
                data-opens=id
                aria-current=move || open().then_some("true")
            >
                {marked(item.before.clone())}
                <b>{marked(item.name.clone())}</b>
                {marked(item.after.clone())}
            </a>
            <p class="tags">
                <q class="verb">{project.verb.as_str()}</q>
                <span>{words.tier_name(project.tier)}</span>
                <span>{words.period_name(project.period)}</span>
                <span class:ours=words.name_is_ours(item.passage)>
                    {words.passage_name(item.passage)}
                </span>
            </p>
        </li>
    }
}
