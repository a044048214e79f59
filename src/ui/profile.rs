//! What the plan says of the one county that is chosen, above the passages.

use leptos::prelude::*;

use super::state::State;
use crate::model::{Milestone, Project, Theme, Vocabulary};
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
            {milestones(state, filters, &profile.milestones)}
            {groups(state, filters, &profile.groups)}
            {themes(state, filters, &profile.themes)}
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
    part(title, count, items)
}

fn milestones(
    state: State,
    filters: &Query,
    milestones: &[&'static Milestone],
) -> impl IntoView + use<> {
    let words = state.words();
    let count = milestones.len();
    let items = milestones
        .iter()
        .map(|milestone| {
            let id = milestone.id.as_str();
            view! {
                <li>
                    <a href=state.href_at(filters, id) data-opens=id>{milestone.label.as_str()}</a>
                    <span class="standing">
                        {words.period_name(milestone.period)}" "{words.kind_name(milestone.kind)}
                    </span>
                </li>
            }
        })
        .collect_view();
    part(words.profile_milestones, count, items)
}

/// The themes of what is shown, each a link to its part.
fn themes(state: State, filters: &Query, themes: &[(Theme, usize)]) -> impl IntoView + use<> {
    let words = state.words();
    let items = themes
        .iter()
        .map(|&(theme, count)| {
            let name = state.plan().file().themes.get(theme.ordinal());
            let to = Query {
                themes: [theme].into_iter().collect(),
                ..filters.clone()
            };
            view! {
                <li>
                    <a href=state.href(&to) data-then="status">
                        {name.map(|entry| entry.zh.as_str())}
                    </a>
                    <span class="standing">{count}</span>
                </li>
            }
        })
        .collect_view();
    part(words.profile_themes, themes.len(), items)
}

/// A part of the profile, folded where it is long; nothing where it is empty.
fn part<I: IntoView + 'static>(
    title: &'static str,
    count: usize,
    items: I,
) -> impl IntoView + use<I> {
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
