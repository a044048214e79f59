//! The panel: what is opened, over the right side of the view. On a narrow screen it is a sheet. First its card and
//! what can be done with it, then its place in the text, then what is tagged there.

use leptos::prelude::*;

use super::controls::{CopyButton, Copyable, Link};
use super::html::LiveHtml;
use super::navigation::{Then, may_take_focus};
use super::picture::SavePicture;
use super::share::ShareButtons;
use super::state::{State, use_state};
use super::types::{part, press, text};
use crate::dom;
use crate::export::Citation;
use crate::html::{self, Draw, Markup};
use crate::model::{Location, Span, Target};
use crate::query::{Opened, Query, ViewKind};
use crate::words::{Words, fill};

/// The panel; empty where nothing is opened beside the view. Something else opened is another panel.
#[component]
pub(super) fn Panel(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let at = Memo::new(move |_| {
        let shown = state.in_panel.get();
        state.query.with(|query| query.at.clone()).filter(|_| shown)
    });
    part(move || at.get().map(|at| view! { <Reader words at/> }).into_any())
}

/// What is opened. It takes the focus, so that keyboard and screen reader are where the reader looks.
#[component]
fn Reader(words: &'static Words, at: Target) -> impl IntoView {
    let state = use_state();
    let plan = state.plan();
    let location = plan.locate(&at);
    let takes_focus = state.query.with_untracked(may_take_focus);
    dom::after_delay(0, move || {
        if takes_focus {
            dom::focus("#reader-title");
        } else if dom::has_focus() {
            dom::focus_first(&["#reader-title"]);
        }
    });
    let passage = location.filter(|location| location.term.is_none());
    let drawn = move |draw: fn(&Draw<'_>, &Opened<'_>) -> Markup| {
        text(move || {
            let drawn = |opened: &Option<Opened<'static>>| {
                let opened = opened.as_ref()?;
                Some(state.draw(|with| draw(with, opened).into_string()))
            };
            state.opened.with(drawn).unwrap_or_default()
        })
    };
    // What one reads first comes first: citations and notes follow a frame later.
    let rest = RwSignal::new(false);
    dom::after_frame(move || {
        rest.try_set(true);
    });
    let rest = part(move || {
        let passage = passage.filter(|_| rest.get());
        let rest = passage.map(|passage| view! {
            <Cite words location=passage/>
            <h3>{words.in_this_passage}</h3>
            <LiveHtml html=text(move || state.draw(|draw| html::notes(draw, passage.passage).into_string()))/>
        });
        rest.into_any()
    });
    view! {
        <section class="reader" aria-labelledby="reader-title" tabindex="-1">
            <div class="reader-bar">
                <LiveHtml class="reader-name" html=drawn(html::title)/>
                <button
                    class="close" type="button" aria-label=words.close
                    on:click=press(move || state.close_panel())
                >
                    <span class="when-wide">{words.close}</span>
                    <span class="when-narrow">{"×"}</span>
                </button>
            </div>
            <div class="reader-body">
                <LiveHtml html=drawn(html::cited)/>
                <Actions words location=passage/>
                <LiveHtml html=drawn(html::opened)/>
                {rest}
            </div>
            <LiveHtml html=drawn(html::neighbours)/>
        </section>
    }
}

/// What can be done with a card: copying its quotation with the source, saving it as a picture, copying its link,
/// handing that on, reading on in the whole text. Of a term there is only the link.
#[component]
fn Actions(words: &'static Words, location: Option<Location<'static>>) -> impl IntoView {
    let state = use_state();
    let quote = location.map(|location| {
        let text: Box<dyn Fn() -> String> = Box::new(move || {
            cite(state, words, location, |citation, spans| {
                citation.quote(spans)
            })
        });
        view! {
            <CopyButton id="card-cite" class="main" label=words.cite copied=words.copied text/>
            <SavePicture words location/>
        }
    });
    view! {
        <div class="actions">
            {quote}
            <ShareButtons words with_opened=true/>
            {location.map(|_| view! { <InText words/> })}
        </div>
    }
}

/// The link to the same place in the whole text.
#[component]
fn InText(words: &'static Words) -> impl IntoView {
    let to = Callback::new(|query: Query| Query {
        at: query.at.clone(),
        ..query.in_view(ViewKind::Text)
    });
    view! { <Link class="in-text" to then=Then::Stay label=words.read_in_text/> }
}

/// What `write` makes of the citation of a card, and of what the card quotes.
pub(super) fn cite<T>(
    state: State,
    words: &'static Words,
    location: Location<'static>,
    write: impl FnOnce(&Citation<'_>, &[Span]) -> T,
) -> T {
    let cited = state
        .query
        .with_untracked(|query| state.explorer.cited(query, location));
    with_citation(state, words, cited.location, |citation| {
        write(citation, &cited.spans)
    })
}

/// What `write` makes of the citation of a place, with the page's address and today's date.
fn with_citation<T>(
    state: State,
    words: &'static Words,
    location: Location<'static>,
    write: impl FnOnce(&Citation<'_>) -> T,
) -> T {
    write(&Citation {
        plan: state.plan(),
        words,
        location,
        address: &dom::page_url(""),
        day: &dom::today(),
    })
}

/// How to cite the opened passage.
#[component]
fn Cite(words: &'static Words, location: Location<'static>) -> impl IntoView {
    let citations = with_citation(use_state(), words, location, |citation| {
        [
            ("cite-quotation", words.cite_quotation, citation.quotation()),
            ("cite-gbt", words.cite_gbt, citation.gbt7714()),
            ("cite-bibtex", words.cite_bibtex, citation.bibtex()),
        ]
    });
    let citations = citations.map(|(id, name, text)| {
        view! {
            <h4>{name}</h4>
            <Copyable id text label=fill(words.export_copy, &[name]) copied=words.copied/>
        }
    });
    view! {
        <details class="cite">
            <summary>{words.cite_more}</summary>
            {citations.collect_view()}
        </details>
    }
}
