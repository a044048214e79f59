//! The panel: what is opened, over the right side of the view. On a narrow screen it is a sheet.

use leptos::prelude::*;

use super::controls::{CopyButton, Link};
use super::html::LiveHtml;
use super::navigation::{Then, may_take_focus};
use super::share::ShareButtons;
use super::state::use_state;
use super::types::{part, press, text};
use crate::dom;
use crate::export::Citation;
use crate::html;
use crate::model::{Location, Target};
use crate::query::{Opened, ViewKind};
use crate::words::{self, Words, fill};

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
    let takes_focus = untrack(|| state.query.with(may_take_focus));
    dom::after_delay(0, move || {
        if takes_focus {
            dom::focus("#reader-title");
        } else if dom::has_focus() {
            dom::focus_first(&["#reader-title"]);
        }
        let place = location.and_then(|location| location.span().and(location.sentence));
        if let Some(sentence) = place {
            dom::scroll_within(".reader-body", &sentence.id);
        }
    });
    let passage = location.filter(|location| location.term.is_none());
    let name = words::target_name(words, plan, &at);
    let body = text(move || {
        let opened = |opened: &Option<Opened<'static>>| {
            let opened = opened.as_ref()?;
            Some(state.draw(|draw| html::opened(draw, opened).into_string()))
        };
        state.opened.with(opened).unwrap_or_default()
    });
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
                // On a narrow screen. The title in the body names the panel.
                <span class="reader-name" aria-hidden="true">{name}</span>
                {passage.map(|_| view! { <Step words forward=false/> <Step words forward=true/> })}
                <span class="reader-tools"><ShareButtons words with_opened=true/></span>
                <button
                    class="close" type="button" aria-label=words.close
                    on:click=press(move || state.close_panel())
                >
                    <span class="when-wide">{words.close}</span>
                    <span class="when-narrow">{"×"}</span>
                </button>
            </div>
            <div class="reader-body">
                <LiveHtml html=body/>
                {passage.map(|_| view! { <InText words/> })}
                {rest}
            </div>
        </section>
    }
}

/// The link to the result before or after.
#[component]
fn Step(words: &'static Words, forward: bool) -> impl IntoView {
    let state = use_state();
    let (label, class) = if forward {
        (words.next, "next")
    } else {
        (words.previous, "previous")
    };
    let target = Memo::new(move |_| {
        let of = |opened: &Option<Opened<'static>>| {
            let opened = opened.as_ref()?;
            if forward {
                opened.next.clone()
            } else {
                opened.previous.clone()
            }
        };
        state.opened.with(of)
    });
    part(move || match target.get() {
        Some(target) => {
            let title = words::target_name(words, state.plan(), &target);
            let to = move || state.query.with(|query| query.at(Some(target.clone())));
            let (id, class) = (format!("step-{class}"), format!("step {class}"));
            view! { <Link id class to=Signal::derive(to) then=Then::Stay title label/> }.into_any()
        }
        None => {
            let class = format!("step {class}");
            view! { <span class=class aria-disabled="true">{label}</span> }.into_any()
        }
    })
}

/// The link to the same place in the whole text.
#[component]
fn InText(words: &'static Words) -> impl IntoView {
    let state = use_state();
    let to = Signal::derive(move || {
        state.query.with(|query| {
            let mut to = query.in_view(ViewKind::Text);
            to.at = query.at.clone();
            to
        })
    });
    view! { <p><Link class="quiet" to then=Then::Stay label=words.read_in_text/></p> }
}

/// How to cite the opened passage.
#[component]
fn Cite(words: &'static Words, location: Location<'static>) -> impl IntoView {
    let state = use_state();
    let (address, day) = (dom::page_url(""), dom::today());
    let citation = Citation {
        plan: state.plan(),
        words,
        location,
        address: &address,
        day: &day,
    };
    let citations = [
        ("cite-quotation", words.cite_quotation, citation.quotation()),
        ("cite-gbt", words.cite_gbt, citation.gbt7714()),
        ("cite-bibtex", words.cite_bibtex, citation.bibtex()),
    ];
    let citations = citations.map(|(id, name, text)| {
        let shown = text.clone();
        view! {
            <h4>{name}</h4>
            <pre id=id class="citation">{shown}</pre>
            <CopyButton
                label=fill(words.export_copy, &[name]) copied=words.copied text=Box::new(move || text.clone())
            />
        }
    });
    view! {
        <details class="cite">
            <summary>{words.cite}</summary>
            {citations.collect_view()}
        </details>
    }
}
