//! The list: matching passages in plan order, grouped by chapter and section.

use leptos::prelude::*;

use super::marked::marked;
use super::state::State;
use crate::model::{Chapter, Passage, PassageKind};
use crate::query::{Block, Group, Item, Nearness, Query};
use crate::words::Words;

/// The list.
pub(super) fn list(state: State) -> impl IntoView {
    let opened = Memo::new(move |_| {
        state.opened.with(|opened| {
            opened
                .as_ref()
                .map(|opened| opened.located.passage.id.as_str())
        })
    });
    move || {
        state.filters.with(|filters| {
            state.view.with(|view| {
                let blocks = view.blocks.iter();
                blocks
                    .map(|entry| block(state, filters, entry, opened))
                    .collect_view()
            })
        })
    }
}

type OpenedId = Memo<Option<&'static str>>;

fn block(
    state: State,
    filters: &Query,
    block: &Block<'static>,
    opened: OpenedId,
) -> impl IntoView + use<> {
    let words = state.words();
    let title = match block.nearness {
        Nearness::Any => None,
        Nearness::Named => Some((words.block_named, None)),
        Nearness::Collective => Some((words.block_collective, Some(words.block_collective_why))),
    };
    let count = block.len();
    let title = title.map(|(title, why)| {
        view! {
            <div class="block-title">
                <h2>{title}<span class="number">{count}</span></h2>
                {why.map(|why| view! { <p>{why}</p> })}
            </div>
        }
    });
    let groups = block.groups.iter();
    let groups = groups
        .map(|entry| group(state, filters, entry, opened))
        .collect_view();
    view! { <section class="block">{title}{groups}</section> }
}

fn group(
    state: State,
    filters: &Query,
    group: &Group<'static>,
    opened: OpenedId,
) -> impl IntoView + use<> {
    let words = state.words();
    let name = match group.chapter {
        Some(chapter) => chapter_name(words, state, chapter),
        None => {
            let mut kinds = group.items.iter().map(|item| item.passage.kind);
            let last = kinds.any(|kind| kind == PassageKind::Closing);
            let name = if last {
                words.back_matter
            } else {
                words.front_matter
            };
            name.into_any()
        }
    };
    // Each group has exactly one heading, so that the outline of the page has no gaps.
    let title = match group.section {
        Some(section) => view! {
            <p class="group-chapter">{name}</p>
            <h3>{words.section_number(section.number)}{section.heading.as_str()}</h3>
        }
        .into_any(),
        None => view! {
            <h3 class="group-chapter">{name}</h3>
            {goes_without_section(group).then(|| view! { <p class="lost">{words.goals_note}</p> })}
        }
        .into_any(),
    };
    let items = group.items.iter();
    let items = items
        .map(|entry| item(state, filters, entry, opened))
        .collect_view();
    view! {
        <section class="group">
            <header class="group-title">{title}</header>
            {items}
        </section>
    }
}

fn goes_without_section(group: &Group<'_>) -> bool {
    let mut kinds = group.items.iter().map(|item| item.passage.kind);
    kinds.any(|kind| matches!(kind, PassageKind::Goal | PassageKind::Vision))
}

/// 第一章 and its heading; where the source lost the heading, that, and how the chapter begins.
pub(super) fn chapter_name(
    words: &'static Words,
    state: State,
    chapter: &'static Chapter,
) -> AnyView {
    let number = words.chapter_number(chapter.number);
    match &chapter.heading {
        Some(heading) => view! {
            <span class="chapter-number">{number}</span>
            <span class="chapter-heading">{heading.as_str()}</span>
        }
        .into_any(),
        None => {
            let begins = state.plan().opening_of(chapter).map_or("", first_clause);
            view! {
                <span class="chapter-number">{number}</span>
                <span class="lost">{words.heading_lost}</span>
                <span class="begins">
                    <span class="ours">{words.lead_starts}</span>
                    {begins}"……"
                </span>
            }
            .into_any()
        }
    }
}

/// The words of a passage up to the first comma.
fn first_clause(passage: &Passage) -> &str {
    let text = passage.text.as_str();
    text.split(['，', '。']).next().unwrap_or(text)
}

fn item(
    state: State,
    filters: &Query,
    item: &Item<'static>,
    opened: OpenedId,
) -> impl IntoView + use<> {
    let words = state.words();
    let passage = item.passage;
    let id = passage.id.as_str();
    let name = if words.name_is_ours(passage) {
        view! { <span class="ours">{words.passage_name(passage)}</span> }.into_any()
    } else {
        let number = match (passage.kind, passage.number) {
            (PassageKind::Measure, Some(number)) => Some(number),
            _ => None,
        };
        view! {
            {number.map(|number| view! { <span class="item-number">{number}". "</span> })}
            {marked(item.heading.clone())}
        }
        .into_any()
    };
    let excerpts = item
        .excerpts
        .iter()
        .map(|excerpt| view! { <p class="excerpt">{marked(excerpt.pieces.clone())}</p> })
        .collect_view();
    let reasons = item
        .reasons
        .iter()
        .map(|reason| {
            view! {
                <li class="reason">
                    <q>{reason.quote}</q>
                    {words.scope_about(reason.scope)}
                </li>
            }
        })
        .collect_view();
    let places = item.places.iter();
    let places = places
        .map(|place| view! { <li class="place">{*place}</li> })
        .collect_view();
    view! {
        <article
            class="item"
            class:open=move || opened.get() == Some(id)
        >
            <h4>
                <a
                    href=state.href_at(filters, id)
                    data-opens=id
                    aria-current=move || (opened.get() == Some(id)).then_some("true")
                >{name}</a>
            </h4>
            {excerpts}
            <ul class="tags">
                {themes(state, filters, passage)}
                {places}
                {reasons}
            </ul>
        </article>
    }
}

/// A passage's themes, the primary one first, those that were asked for marked.
pub(super) fn themes(
    state: State,
    filters: &Query,
    passage: &'static Passage,
) -> impl IntoView + use<> {
    use crate::model::Vocabulary;
    let primary = passage.themes.primary;
    let all = std::iter::once(primary).chain(passage.themes.secondary.iter());
    all.map(|theme| {
        let name = state.plan().file().themes.get(theme.ordinal());
        let class = if filters.themes.contains(theme) {
            "theme matched"
        } else if theme == primary {
            "theme primary"
        } else {
            "theme"
        };
        view! { <li class=class>{name.map(|entry| entry.zh.as_str())}</li> }
    })
    .collect_view()
}
