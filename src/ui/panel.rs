//! The panel: what is opened beside the view.

use leptos::prelude::*;

use super::effects::effect;
use super::parts::morph;
use super::state::State;
use crate::browser;
use crate::markup::{self, Accessed, Markup, ReaderPart};
use crate::model::Target;

/// What the panel shows.
#[derive(Default)]
struct Drawn {
    at: Option<Target>,
    html: String,
}

/// Draws the panel, and keeps it in step with the state. It takes the focus when it opens, so that keyboard
/// and screen reader are where the reader looks; not when a filter changes only its neighbours.
pub(super) fn mount(state: State) {
    let drawn = StoredValue::new(Drawn::default());
    effect(move || {
        let shown = state.in_panel.get();
        let at = state.query.with(|query| query.at.clone()).filter(|_| shown);
        state.opened.track();
        state.view.track();
        state.lang.track();
        let is_new = drawn.with_value(|drawn| drawn.at != at);
        if is_new || at.is_none() {
            // The reader begins at the top: citations and notes follow a frame later.
            let part = ReaderPart::FirstScreen(browser::viewport_height());
            let html = untrack(|| reader(state, part).into_string());
            browser::set_html("panel", &html);
            drawn.set_value(Drawn {
                at: at.clone(),
                html,
            });
        }
        let Some(at) = at else { return };
        // Links to the neighbours follow a new answer by a frame too.
        browser::after_frame(move || {
            if drawn.with_value(|drawn| drawn.at.as_ref() == Some(&at)) {
                let (url, date) = (browser::page_url(""), browser::today());
                let part = ReaderPart::Whole(Accessed {
                    url: &url,
                    date: &date,
                });
                let html = untrack(|| reader(state, part).into_string());
                drawn.with_value(|drawn| morph("panel", &drawn.html, &html));
                drawn.update_value(|drawn| drawn.html = html);
            }
        });
        let location = state
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.location));
        if let (true, Some(location)) = (is_new, location) {
            // A page in a frame never takes the focus from the page around it, nor scrolls that.
            let embed = state.query.with_untracked(|query| query.embed);
            browser::after_delay(0, move || {
                if !embed {
                    browser::focus("#reader-title");
                } else if browser::has_focus() {
                    browser::focus_first(&["#reader-title"]);
                }
                if let (Some(_), Some(sentence)) = (location.span(), location.sentence) {
                    browser::scroll_within(".reader-body", &sentence.id);
                }
            });
        }
    });
}

/// The content of the panel; empty where nothing is opened beside the view.
fn reader(state: State, part: ReaderPart<'_>) -> Markup {
    if !state.in_panel.get() {
        return Markup::default();
    }
    state.query.with(|query| {
        state.opened.with(|opened| match opened {
            Some(opened) => state.draw(query, |draw| markup::reader(draw, opened, part)),
            None => Markup::default(),
        })
    })
}
