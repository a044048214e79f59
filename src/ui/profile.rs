//! What the plan says of the one county that is chosen, above the passages.

use leptos::prelude::*;

use super::state::State;
use crate::model::Project;
use crate::query::{Grouping, Profile, Query};

/// The profile, when the list of one county is shown.
pub(super) fn profile(state: State) -> impl IntoView {
    move || {
        state.filters.with(|filters| {
            state.view.with(|view| {
                view.profile
                    .as_ref()
                    .map(|entry| draw(state, filters, entry))
            })
        })
    }
}

fn draw(state: State, filters: &Query, profile: &Profile<'static>) -> impl IntoView + use<> {
    let words = state.words();
    let role = profile.role;
    let role_id = role.sentence.as_deref().unwrap_or(&role.passage);
    view! {
        <section class="profile" aria-labelledby="profile-title">
            <h2 id="profile-title">{profile.county.zh.as_str()}</h2>
            <h3>{words.profile_role}</h3>
            <blockquote class="role">
                <a href=state.href_at(filters, role_id) data-opens=role_id>{role.quote.as_str()}</a>
            </blockquote>
            {projects(state, filters, words.profile_named, &profile.named)}
            {projects(state, filters, words.profile_collective, &profile.collective)}
            {groups(state, filters, &profile.groups)}
        </section>
    }
}

fn projects(
    state: State,
    filters: &Query,
    title: &'static str,
    projects: &[&'static Project],
) -> impl IntoView + use<> {
    let words = state.words();
    let count = projects.len();
    let items = projects
        .iter()
        .map(|project| {
            let id = project.id.as_str();
            view! {
                <li>
                    <a href=state.href_at(filters, id) data-opens=id>{project.name.as_str()}</a>
                    <span class="standing">{words.status_name(project.status)}</span>
                </li>
            }
        })
        .collect_view();
    (count > 0).then(|| {
        view! {
            <details class="profile-part" open=count <= 6>
                <summary>{title}<span class="number">{count}</span></summary>
                <ul>{items}</ul>
            </details>
        }
    })
}

fn groups(state: State, filters: &Query, groups: &[Grouping<'static>]) -> impl IntoView + use<> {
    let words = state.words();
    let count = groups.len();
    let items = groups
        .iter()
        .map(|group| {
            let places = group
                .mentions
                .iter()
                .map(|mention| {
                    let id = mention.sentence.as_deref().unwrap_or(&mention.passage);
                    let passage = state.plan().passage(&mention.passage);
                    view! {
                        <a href=state.href_at(filters, id) data-opens=id>
                            {passage.map(|passage| words.passage_name(passage))}
                        </a>
                    }
                })
                .collect_view();
            view! {
                <li>
                    <q>{group.quote}</q>
                    <span class="ours">{words.scope_about(group.scope)}</span>
                    <span class="links">{places}</span>
                </li>
            }
        })
        .collect_view();
    (count > 0).then(|| {
        view! {
            <details class="profile-part groups">
                <summary>{words.profile_groups}<span class="number">{count}</span></summary>
                <ul>{items}</ul>
            </details>
        }
    })
}
