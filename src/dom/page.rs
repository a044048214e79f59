//! The document as a whole, its start, and the reader's surroundings.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, HtmlElement};

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// The first element that matches a selector.
fn find(selector: &str) -> Option<HtmlElement> {
    let found = document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the root element.
pub fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(name, value);
    }
}

/// An attribute of the root element; empty without one.
pub fn root_attribute(name: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    let value = root.and_then(|root| root.get_attribute(name));
    value.unwrap_or_default()
}

/// The element with this id, to mount the app in.
pub fn mount_point(id: &str) -> Option<HtmlElement> {
    super::elements::by_id(id)?.dyn_into().ok()
}

/// Removes what the page shows while the app loads.
pub fn remove_placeholder() {
    if let Some(placeholder) = find("#placeholder") {
        placeholder.remove();
    }
}

/// Shows the page's message for a start that failed, with this reason.
pub fn show_start_failure(reason: &str) {
    if let Some(failure) = find("#failure") {
        failure.set_hidden(false);
        if let Ok(Some(why)) = failure.query_selector(".why") {
            why.set_text_content(Some(reason));
        }
    }
}

/// Writes an error to the console.
pub fn log_error(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(message));
}

/// The reader's languages as language tags, the preferred one first.
pub fn languages() -> Vec<String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let list = navigator.map(|navigator| navigator.languages());
    let tags = list.iter().flat_map(|list| list.iter());
    tags.filter_map(|tag| tag.as_string()).collect()
}

/// The height of the window's inside, in CSS pixels.
pub fn viewport_height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or_default()
}

/// Milliseconds of a clock that never runs backwards.
pub fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Today's date where the reader is, `YYYY-MM-DD`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{year}-{month:02}-{day:02}")
}
