//! The running page: one state value, the parts of the page that follow from it, and what readers do.
//!
//! Every change of view is a link (`?…`) or ends in [`State::go`]. The frame is a Leptos component; its
//! parts are drawn by `crate::markup` and put in their place by [`parts`]. Nothing here computes what
//! `query` could, or touches the browser but through `crate::browser`.

mod act;
mod app;
mod effects;
mod parts;
mod search;
mod state;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::browser;
use crate::model::Plan;
use crate::query::{Explorer, ViewKind};
use crate::words::ZH;
use state::State;

/// How long after an answer what it can do without is done, in milliseconds: later than the frame that shows
/// it. So the rest of a long answer is drawn, and the title and the address of what was typed are written.
const SOON: u32 = 60;

/// Reads the embedded plan and shows the page; where the plan cannot be read, says so.
pub fn start() {
    // A panic stops the program. `public/start.js` notices, and shows readers a sentence with a link to the
    // text edition; the reason is for the console.
    std::panic::set_hook(Box::new(|panic| browser::report_stop(&panic.to_string())));
    let plan = match Plan::from_compact(crate::PLAN_COMPACT) {
        Ok(plan) => plan,
        Err(error) => {
            browser::report_failure(ZH.plan_unreadable);
            browser::report_stop(&error.to_string());
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
        browser::report_failure(ZH.plan_unreadable);
        return;
    };
    // What stands there until then is of another height, so the browser cannot keep the place.
    let kept = browser::kept_offset();
    let offset = kept.unwrap_or_else(browser::offset);
    mount_to(mount_point, move || {
        let state = State::new(explorer, offset);
        // An effect runs when the frame is in the document, where the parts look for their elements. It
        // reads nothing itself: it must not run again.
        Effect::new(move || {
            untrack(|| fill(state));
            browser::clear_placeholder();
            // The whole text is where its link points, unless the reader was elsewhere in it.
            let is_text = state
                .query
                .with_untracked(|query| query.view == ViewKind::Text);
            if kept.is_some() || !is_text {
                browser::scroll_down_to(offset);
            }
            browser::set_root("data-ready", "");
        });
        app::app()
    })
    .forget();
}

/// Fills the frame, and keeps it as the state says.
fn fill(state: State) {
    act::restore();
    app::follow(state);
    parts::parts(state);
    search::search(state);
    act::listen(state);
}
