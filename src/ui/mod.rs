//! The app: its state, the parts of the page that follow from it, and what readers do.
//!
//! Every change of view is a link (`?…`) or ends in [`State::go`]. The frame is a Leptos view; `crate::markup`
//! draws the parts in it, and the modules here put them in place. Nothing here computes what `query` could, or
//! calls the browser other than through `crate::browser`.

mod act;
mod app;
mod content;
mod effects;
mod panel;
mod parts;
mod search;
mod state;
mod text;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser;
use crate::model::Plan;
use crate::query::{Explorer, ViewKind};
use crate::words::ZH;
use state::State;

/// How long after an answer its less urgent work is done, in milliseconds: the title, the address of what
/// was typed, the rest of a long answer.
const AFTER_ANSWER: u32 = 60;

/// Reads the embedded plan and shows the page.
pub fn start() {
    // A panic stops the program. `public/start.js` notices, and shows readers a sentence with a link to the
    // text edition; the reason is for the console.
    std::panic::set_hook(Box::new(|panic| browser::log_error(&panic.to_string())));
    let plan = match Plan::from_json(crate::PLAN_JSON) {
        Ok(plan) => plan,
        Err(error) => {
            browser::show_start_failure(ZH.plan_unreadable);
            browser::log_error(&error.to_string());
            return;
        }
    };
    // The plan lives as long as the page, so that views can borrow from it.
    let plan: &'static Plan = Box::leak(Box::new(plan));
    let explorer: &'static Explorer<'static> = Box::leak(Box::new(Explorer::new(plan)));
    show(explorer);
}

/// Shows the page.
fn show(explorer: &'static Explorer<'static>) {
    let Some(mount_point) = browser::mount_point("app") else {
        browser::show_start_failure(ZH.plan_unreadable);
        return;
    };
    // The placeholder has another height than the page, so the browser cannot restore the scroll position.
    let saved = browser::saved_scroll_position(&explorer.plan().site().storage_key("offset"));
    let position = saved.unwrap_or_else(browser::scroll_position);
    mount_to(mount_point, move || {
        let state = State::new(explorer, position);
        // An effect runs when the frame is in the document, where the parts look for their elements. This
        // one must run only once, so it tracks nothing.
        Effect::new(move || {
            untrack(|| fill(state));
            browser::remove_placeholder();
            // The whole text has been scrolled to what the link points at, unless the reader left it
            // elsewhere.
            let is_text = state
                .query
                .with_untracked(|query| query.view == ViewKind::Text);
            if saved.is_some() || !is_text {
                browser::scroll_to_position(position);
            }
            // A link that opens something shows where it stands in the answer, too.
            let shows_place = state.in_panel.get_untracked()
                && !state.narrow.get_untracked()
                && state.query.with_untracked(|query| !query.embed);
            if saved.is_none() && shows_place {
                browser::after_frame(|| {
                    browser::bring_into_sight("content", ".item.open, .project.open, .ms.open");
                });
            }
            browser::set_root_attribute("data-ready", "");
        });
        app::app()
    })
    .forget();
}

/// Fills the frame, and keeps it in step with the state.
fn fill(state: State) {
    act::restore_settings(state.plan());
    app::mount(state);
    parts::mount(state);
    content::mount(state);
    panel::mount(state);
    search::mount(state);
    act::listen(state);
}
