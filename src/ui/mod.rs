//! Leptos components, thin: they draw a part of the [`View`](crate::query::View) and emit intents.
//!
//! Every change of view is a link (`?…`) or ends in [`State::go`]; components compute nothing that
//! `query` could, and never touch the browser but through `crate::browser`.

mod about;
mod app;
mod chips;
mod export;
mod facets;
mod figures;
mod header;
mod help;
mod list;
mod map;
mod marked;
mod matrix;
mod notices;
mod profile;
mod projects;
mod reader;
mod search;
mod share;
mod state;
mod term;
mod text;
mod timeline;

use leptos::mount::mount_to;

use crate::browser;
use crate::model::Plan;
use crate::query::Explorer;
use crate::words::ZH;
use state::State;

/// Reads the embedded plan and shows the page; where the plan cannot be read, says so.
pub fn start() {
    let plan = match Plan::from_json(crate::PLAN_JSON) {
        Ok(plan) => plan,
        Err(error) => {
            browser::report_failure(&format!("{} {error}", ZH.plan_unreadable));
            return;
        }
    };
    // The plan lives as long as the page, so that views can borrow from it.
    let plan: &'static Plan = Box::leak(Box::new(plan));
    let explorer: &'static Explorer<'static> = Box::leak(Box::new(Explorer::new(plan)));
    let Some(mount_point) = browser::mount_point() else {
        browser::report_failure(ZH.plan_unreadable);
        return;
    };
    mount_to(mount_point, move || app::app(State::new(explorer))).forget();
    browser::clear_placeholder();
    browser::set_root("data-ready", "");
}
