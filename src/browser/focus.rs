//! Where the keyboard's focus is, and dialogs.

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

/// Moves the focus by `step` among the elements that match `selector`, and stops at both ends. `false` where
/// none of them has the focus.
pub fn move_focus(selector: &str, step: i32) -> bool {
    let moved = || {
        let document = document()?;
        let all = document.query_selector_all(selector).ok()?;
        let active = document.active_element()?;
        let elements: Vec<Element> = (0..all.length())
            .filter_map(|at| all.item(at)?.dyn_into().ok())
            .collect();
        let here = elements.iter().position(|element| *element == active)?;
        let last = elements.len().checked_sub(1)?;
        let to = here.saturating_add_signed(step as isize).min(last);
        as_html(elements.get(to)?).focus().ok()
    };
    moved().is_some()
}

/// The element as one that takes the focus. A link in an SVG drawing is no `HtmlElement`, but has the same
/// `focus` method.
fn as_html(element: &Element) -> &HtmlElement {
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
