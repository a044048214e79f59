//! The running page: one state value, the parts of the page that follow from it, and what readers do.
//!
//! Every change of view is a link (`?…`) or ends in [`State::go`]. The frame is a Leptos component; its
//! parts are drawn by `crate::markup` and put in their place by [`parts`]. Nothing here computes what
//! `query` could, or touches the browser but through `crate::browser`.

mod act;
mod app;
mod parts;
mod rehearsal;
mod search;
mod state;
mod watched;

use std::cell::RefCell;
use std::rc::Rc;

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
    // What is published holds no words for it (xtask/src/traps.rs): it stops, and `public/start.js` tells readers.
    #[cfg(debug_assertions)]
    std::panic::set_hook(Box::new(|panic| browser::report_stop(&panic.to_string())));
    let plan = match Plan::from_compact(crate::PLAN_COMPACT) {
        Ok(plan) => plan,
        Err(_error) => {
            browser::report_failure(ZH.plan_unreadable);
            // Where and why concerns who builds, as it was read back when it was built in (build.rs).
            #[cfg(debug_assertions)]
            browser::report_stop(&_error.to_string());
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
    // The parts are filled once the frame stands, under the same owner.
    let made = Rc::new(RefCell::new(None));
    let made_here = Rc::clone(&made);
    mount_to(mount_point, move || {
        let state = State::new(explorer, offset);
        made_here.replace(Some((state, Owner::current())));
        app::app()
    })
    .forget();
    if let Some((state, owner)) = made.take() {
        let draw = || {
            act::restore();
            app::follow(state);
            parts::parts(state);
            search::search(state);
            act::listen(state);
            rehearsal::rehearse(state);
        };
        owner.unwrap_or_default().with(draw);
        browser::clear_placeholder();
        // The whole text is where its link points, unless the reader was elsewhere in it.
        let is_text = state
            .query
            .with_untracked(|query| query.view == ViewKind::Text);
        if kept.is_some() || !is_text {
            browser::scroll_down_to(offset);
        }
    }
    browser::set_root("data-ready", "");
}
