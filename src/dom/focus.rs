//! Where the keyboard's focus is, and dialogs. Tables have a file of their own.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlDialogElement, HtmlElement};

use super::elements::by_id;
use super::page::document;

fn without_scrolling() -> FocusOptions {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    options
}

fn first(selector: &str) -> Option<Element> {
    document()?.query_selector(selector).ok()?
}

/// Focuses the first element that matches `selector`, and scrolls to it.
pub fn focus(selector: &str) {
    if let Some(element) = first(selector) {
        let _ = as_html(&element).focus();
    }
}

/// Whether the page has the focus. A page in a frame has it only while the reader is in the frame.
pub fn has_focus() -> bool {
    document().is_some_and(|document| document.has_focus().unwrap_or_default())
}

/// Focuses the element that the first of these selectors to match anything finds, without scrolling.
pub fn focus_first(selectors: &[&str]) {
    if let Some(element) = selectors.iter().find_map(|selector| first(selector)) {
        let _ = as_html(&element).focus_with_options(&without_scrolling());
    }
}

/// The element as one that takes the focus. A link in an SVG drawing is no `HtmlElement`, but has the same
/// `focus` method.
pub(super) fn as_html(element: &Element) -> &HtmlElement {
    element.unchecked_ref()
}

/// A selector that finds an element again after its part has been drawn anew.
fn selector_of(element: &Element) -> Option<String> {
    ["id", "data-opens", "href"].into_iter().find_map(|name| {
        let value = element
            .get_attribute(name)
            .filter(|value| !value.is_empty())?;
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        Some(format!("[{name}=\"{value}\"]"))
    })
}

/// Makes a change in an element. If the focus was inside, the same element has it afterwards, as far as it
/// still exists.
pub(super) fn keeping_focus(part: &Element, change: impl FnOnce()) {
    let active = || document().and_then(|document| document.active_element());
    let is_inside = |active: &Element| active != part && part.contains(Some(active));
    let before = active().filter(is_inside);
    let selector = before.as_ref().and_then(selector_of);
    change();
    if let Some(selector) = selector
        && active() != before
        && let Ok(Some(again)) = part.query_selector(&selector)
    {
        let _ = as_html(&again).focus_with_options(&without_scrolling());
    }
}

/// Opens the dialog with this id over the page, unless it is open. The browser keeps the focus in it and
/// closes it on Escape.
pub fn open_dialog(id: &str) {
    let dialog = by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok());
    if let Some(dialog) = dialog.filter(|dialog| !dialog.open()) {
        let _ = dialog.show_modal();
    }
}
