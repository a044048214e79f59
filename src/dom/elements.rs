//! Elements of the page by their id: their content, attributes and marks.

use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};

use super::focus::keeping_focus;
use super::page::document;
use super::trusted;

/// The element with this id.
pub(super) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Replaces the content of an element. If the focus was inside, the same element has it afterwards, as far as
/// it still exists.
pub fn set_html(element: &Element, html: &str) {
    keeping_focus(element, || trusted::set_html(element, html));
}

/// Sets the addresses of all links that have the attribute `name`, by its value.
pub fn set_addresses(name: &str, address: impl Fn(&str) -> String) {
    let links = document().and_then(|page| page.query_selector_all(&format!("a[{name}]")).ok());
    for link in links.iter().flat_map(elements) {
        let value = link.get_attribute(name).unwrap_or_default();
        let _ = link.set_attribute("href", &address(&value));
    }
}

/// The elements of a list.
pub(super) fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok())
}

/// Marks the links in the element with this id that open one of `opened` (by their `data-opens`), and each
/// one's nearest ancestor that matches `holders`. Removes the mark from all others. What is folded around a marked
/// one unfolds.
pub fn mark_open(id: &str, holders: &str, opened: &[&str]) {
    let Some(part) = by_id(id) else { return };
    let mark = |selector: &str, is_open: bool| {
        let links = part.query_selector_all(selector).ok();
        for link in links.iter().flat_map(elements) {
            let Ok(Some(holder)) = link.closest(holders) else {
                continue;
            };
            let _ = holder.class_list().toggle_with_force("open", is_open);
            if let Ok(Some(fold)) = holder.closest("details.folded")
                && is_open
            {
                let _ = fold.set_attribute("open", "");
            }
            let _ = if is_open {
                link.set_attribute("aria-current", "true")
            } else {
                link.remove_attribute("aria-current")
            };
        }
    };
    mark("[data-opens][aria-current]", false);
    for id in opened.iter().filter(|id| !id.is_empty()) {
        mark(&format!("[data-opens='{id}']"), true);
    }
}

/// Marks the link in the element with this id whose attribute `name` has this value as the current location,
/// and no other; gives the link's text.
pub fn mark_current_location(id: &str, name: &str, value: &str) -> Option<String> {
    let part = by_id(id)?;
    if let Ok(Some(before)) = part.query_selector("[aria-current]") {
        let _ = before.remove_attribute("aria-current");
    }
    let link = part
        .query_selector(&format!("[{name}=\"{value}\"]"))
        .ok()??;
    let _ = link.set_attribute("aria-current", "location");
    link.text_content()
}
