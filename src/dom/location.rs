//! The page's address, and the entries of the browser's history.

use wasm_bindgen::JsValue;
use web_sys::History;

/// The address's query string, with its `?`; empty without one.
pub fn query_string() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.unwrap_or_default()
}

/// The page's whole address, with this query string (without `?`).
pub fn page_url(query: &str) -> String {
    let base = web_sys::window().and_then(|window| {
        let location = window.location();
        Some(location.origin().ok()? + &location.pathname().ok()?)
    });
    let base = base.unwrap_or_default();
    if query.is_empty() {
        base
    } else {
        format!("{base}?{query}")
    }
}

/// The whole address of a file in the page's folder.
pub fn sibling_url(file: &str) -> String {
    let page = page_url("");
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    format!("{folder}/{file}")
}

/// The state of every history entry that the page has shown. A reader who arrives at an entry with it comes
/// back to the page or reloads it.
const VISITED: JsValue = JsValue::TRUE;

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// Notes in the present history entry that the page has shown it.
pub fn mark_history_entry() {
    if let Some(history) = history() {
        let _ = history.replace_state(&VISITED, "");
    }
}

/// Whether the page has shown the present history entry before.
pub(super) fn is_visited() -> bool {
    let state = history().and_then(|history| history.state().ok());
    state.and_then(|state| state.as_bool()) == Some(true)
}

/// Writes an address to the history, as a new entry or in place of the present one. Where the browser
/// refuses, the page is right and its address is behind.
pub fn write_history(query: &str, new_entry: bool) {
    let path = web_sys::window().and_then(|window| window.location().pathname().ok());
    if let (Some(history), Some(path)) = (history(), path) {
        let address = if query.is_empty() {
            path
        } else {
            format!("{path}?{query}")
        };
        let _ = if new_entry {
            history.push_state_with_url(&VISITED, "", Some(&address))
        } else {
            history.replace_state_with_url(&VISITED, "", Some(&address))
        };
    }
}

/// Goes one entry back in the history.
pub fn go_back() {
    if let Some(history) = history() {
        let _ = history.back();
    }
}

/// Goes one entry forward in the history.
pub fn go_forward() {
    if let Some(history) = history() {
        let _ = history.forward();
    }
}
