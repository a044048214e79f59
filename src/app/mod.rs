//! The app: components for whatever a reader operates, and the state that they share.
//!
//! One [`State`] is in context. Components read its signals and call [`State::navigate`]; what is only read
//! comes as HTML from `crate::html`. Nothing here computes what `query` could, or calls the browser other than
//! through `crate::dom`.

mod answer;
mod bottom_bar;
mod controls;
mod export;
mod facets;
mod frame;
mod header;
mod help;
mod history;
mod html;
mod map;
mod modes;
mod navigation;
mod notices;
mod panel;
mod picture;
mod rows;
mod screen;
mod search;
mod settings;
mod share;
mod shortcuts;
mod state;
mod summary;
mod text;
mod types;

use leptos::mount::mount_to;
use leptos::prelude::*;

use crate::dom;
use crate::model::Plan;
use crate::query::Explorer;
use crate::words::ZH;
use frame::Frame;
use state::State;

/// Reads the embedded plan and shows the page.
pub fn start() {
    // A panic stops the program. `public/start.js` notices, and shows readers a sentence with a link to the
    // text edition; the reason is for the console.
    std::panic::set_hook(Box::new(|panic| dom::log_error(&panic.to_string())));
    let plan = match Plan::from_json(crate::PLAN_JSON) {
        Ok(plan) => plan,
        Err(error) => {
            dom::show_start_failure(ZH.plan_unreadable);
            dom::log_error(&error.to_string());
            return;
        }
    };
    // The plan lives as long as the page, so that views can borrow from it.
    let plan: &'static Plan = Box::leak(Box::new(plan));
    let explorer: &'static Explorer<'static> = Box::leak(Box::new(Explorer::new(plan)));
    let Some(mount_point) = dom::mount_point("app") else {
        dom::show_start_failure("");
        dom::log_error("index.html has no element with the id app");
        return;
    };
    settings::restore(plan);
    // The placeholder has another height than the page, so the browser cannot restore the scroll position.
    let saved = dom::saved_scroll_position(&plan.site().storage_key(navigation::POSITION));
    let position = saved.unwrap_or_else(dom::scroll_position);
    mount_to(mount_point, move || {
        let state = State::new(explorer, position);
        // When the page is in the document.
        Effect::new(move || {
            untrack(|| {
                dom::remove_placeholder();
                navigation::arrive(state, position, saved.is_some());
                dom::set_root_attribute("data-ready", "");
            });
        });
        view! { <App state/> }
    })
    .forget();
}

/// The page. A change of the language draws it anew.
#[component]
fn App(state: State) -> impl IntoView {
    provide_context(state);
    navigation::listen(state);
    shortcuts::listen(state);
    move || {
        let words = state.words();
        view! { <Frame words/> }
    }
}
