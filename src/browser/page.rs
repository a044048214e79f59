//! The document: address, history, title, focus, preferences.

use std::pin::Pin;

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, History, HtmlDialogElement, HtmlElement, ScrollBehavior,
    ScrollIntoViewOptions, ScrollLogicalPosition, Storage,
};

pub(super) fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn by_selector(selector: &str) -> Option<HtmlElement> {
    let found = document()?.query_selector(selector).ok()??;
    found.dyn_into().ok()
}

/// The part of the address from `?` on.
pub fn search() -> String {
    let search = web_sys::window().and_then(|window| window.location().search().ok());
    search.unwrap_or_default()
}

/// The page's whole address with `query` in the place of what stands after `?`.
pub fn address(query: &str) -> String {
    let base = web_sys::window().and_then(|window| {
        let location = window.location();
        Some(location.origin().ok()? + &location.pathname().ok()?)
    });
    let base = base.unwrap_or_default();
    if query.is_empty() {
        base
    } else {
        [&base, "?", query].concat()
    }
}

/// The whole address of a file that lies beside the page.
pub fn beside(file: &str) -> String {
    let page = address("");
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    [folder, "/", file].concat()
}

/// What is kept with every entry of the history in which the page has been: who comes to one that has it, comes
/// back to it or loads it anew.
const BEEN: JsValue = JsValue::TRUE;

fn history() -> Option<History> {
    web_sys::window()?.history().ok()
}

/// Notes that the page has been in the present entry of the history.
pub fn mark_entry() {
    if let Some(history) = history() {
        let _ = history.replace_state(&BEEN, "");
    }
}

/// Writes an address to the history, as a new entry or in place of the current one. `false` where
/// the browser refuses: the page is then right and only its address is behind.
pub fn write_history(query: &str, new_entry: bool) -> bool {
    let write = || {
        let history = history()?;
        let path = web_sys::window()?.location().pathname().ok()?;
        let address = if query.is_empty() {
            path
        } else {
            [&path, "?", query].concat()
        };
        if new_entry {
            history.push_state_with_url(&BEEN, "", Some(&address))
        } else {
            history.replace_state_with_url(&BEEN, "", Some(&address))
        }
        .ok()
    };
    write().is_some()
}

/// How far down the page is scrolled, in CSS pixels.
pub fn offset() -> f64 {
    let offset = web_sys::window().and_then(|window| window.scroll_y().ok());
    offset.unwrap_or_default()
}

/// Scrolls the page so far down, or as far as it goes.
pub fn scroll_down_to(offset: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, offset);
    }
}

/// Under which key of the tab's storage it is kept how far down the page was left, and at which address.
const OFFSET: &str = "plan-explorer.offset";

fn tab_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// Keeps how far down the page is, for who comes back to it or loads it anew.
///
/// Not with the entry of the history: of a page that is loaded anew Chromium has made a copy by then.
pub fn keep_offset() {
    if let Some(storage) = tab_storage() {
        let kept = [&(offset() as i32).to_string(), " ", &search()].concat();
        let _ = storage.set_item(OFFSET, &kept);
    }
}

/// How far down the page was when it was left, in CSS pixels, for who comes back to it or loads it anew; `None` for
/// who comes to it by a link, or where storage or the history is blocked.
pub fn kept_offset() -> Option<f64> {
    history()?.state().ok()?.as_bool()?;
    let kept = tab_storage()?.get_item(OFFSET).ok()??;
    let (offset, address) = kept.split_once(' ')?;
    let offset: i32 = offset.parse().ok()?;
    (address == search()).then(|| f64::from(offset))
}

/// Sets the title of the page.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the root element.
pub fn set_root(attribute: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(attribute, value);
    }
}

/// An attribute of the root element; empty without one.
pub fn root(attribute: &str) -> String {
    let root = document().and_then(|document| document.document_element());
    let value = root.and_then(|root| root.get_attribute(attribute));
    value.unwrap_or_default()
}

/// The element with this id, for a component to live in.
pub fn mount_point(id: &str) -> Option<HtmlElement> {
    super::parts::by_id(id)?.dyn_into().ok()
}

/// Removes what stood in for the app while it loaded.
pub fn clear_placeholder() {
    if let Some(placeholder) = by_selector("#placeholder") {
        placeholder.remove();
    }
}

/// Runs a future, from the next moment on.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    // One type for all of them, so that what runs them is in the download once.
    let future: Pin<Box<dyn Future<Output = ()>>> = Box::pin(future);
    wasm_bindgen_futures::spawn_local(future);
}

/// Shows the message that stands ready in the page for a start that failed.
pub fn report_failure(message: &str) {
    if let Some(failure) = by_selector("#failure") {
        failure.set_hidden(false);
        if let Ok(Some(why)) = failure.query_selector(".why") {
            why.set_text_content(Some(message));
        }
    }
}

/// Writes to the console why the program stops. A panic hook may call it.
pub fn report_stop(reason: &str) {
    web_sys::console::error_1(&JsValue::from_str(reason));
}

/// The reader's languages, as language tags, the most wanted first.
pub fn languages() -> Vec<String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let list = navigator.map(|navigator| navigator.languages());
    let tags = list.iter().flat_map(|list| list.iter());
    tags.filter_map(|tag| tag.as_string()).collect()
}

/// How high the window's inside is, in CSS pixels.
pub fn height() -> f64 {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    height.unwrap_or_default()
}

/// Milliseconds since some moment before: they go on whatever is done to the clock.
pub fn now() -> f64 {
    let performance = web_sys::window().and_then(|window| window.performance());
    performance.map_or_else(js_sys::Date::now, |performance| performance.now())
}

/// Today where the reader is, `YYYY-MM-DD`.
pub fn today() -> String {
    let now = js_sys::Date::new_0();
    let two = |number: u32| match number.to_string() {
        digit if number < 10 => "0".to_owned() + &digit,
        digits => digits,
    };
    let (month, day) = (now.get_month() + 1, now.get_date());
    [now.get_full_year().to_string(), two(month), two(day)].join("-")
}

/// Moves the focus to the first element that matches one of the selectors, without scrolling.
pub fn focus_first(selectors: &[&str]) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Some(element) = selectors.iter().find_map(|selector| by_selector(selector)) {
        let _ = element.focus_with_options(&options);
    }
}

/// Moves the focus to an element and into view.
pub fn focus(selector: &str) {
    if let Some(element) = by_selector(selector) {
        let _ = element.focus();
    }
}

/// Moves the focus among the elements that match `selector`: `step` places on, staying at the ends;
/// a step beyond the list goes to its end.
pub fn move_focus(selector: &str, step: i32) -> bool {
    let moved = || {
        let document = document()?;
        let all = document.query_selector_all(selector).ok()?;
        let active = document.active_element()?;
        let nodes: Vec<Element> = (0..all.length())
            .filter_map(|at| all.item(at)?.dyn_into().ok())
            .collect();
        let here = nodes.iter().position(|node| *node == active)?;
        let last = nodes.len().checked_sub(1)?;
        let to = here.saturating_add_signed(step as isize).min(last);
        let target = nodes.get(to)?;
        // SVG links can be focused but are no HtmlElement.
        match target.dyn_ref::<HtmlElement>() {
            Some(element) => element.focus().ok(),
            None => target.unchecked_ref::<web_sys::SvgElement>().focus().ok(),
        }
    };
    moved().is_some()
}

/// Opens a dialog over the page; the browser keeps the focus in it and closes it on Escape. `false`
/// where there is no such dialog or it is open already.
pub fn open_dialog(id: &str) -> bool {
    let dialog = document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    dialog.is_some_and(|dialog| !dialog.open() && dialog.show_modal().is_ok())
}

/// Scrolls an element to the middle of the window.
pub fn scroll_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id)) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        options.set_behavior(ScrollBehavior::Instant);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Scrolls up to an element when its top has left the window; never scrolls down.
pub fn scroll_up_to(id: &str) {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(id))
        && element.get_bounding_client_rect().top() < 0.0
    {
        element.scroll_into_view();
    }
}

/// A personal preference kept in storage; `None` where there is none or storage is blocked.
///
/// Not through gloo's `LocalStorage`: it throws where reading storage does.
pub fn preference(key: &str) -> Option<String> {
    let storage = web_sys::window()?.local_storage().ok()??;
    storage.get_item(key).ok()?
}

/// Keeps a personal preference, where storage allows.
pub fn set_preference(key: &str, value: &str) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok()?);
    if let Some(storage) = storage {
        let _ = storage.set_item(key, value);
    }
}
