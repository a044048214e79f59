//! Elements of the page by their id: their content, attributes and marks.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, NodeList};

use super::focus::keeping_focus;
use super::page::document;
use super::trusted;

/// The element with this id.
pub(super) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// Replaces the content of the element with this id. If the focus was inside, the same element has it
/// afterwards, as far as it still exists.
pub fn set_html(id: &str, html: &str) {
    if let Some(part) = by_id(id) {
        keeping_focus(&part, || trusted::set_html(&part, html));
    }
}

/// Sets the text of the element with this id.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// The text of the element with this id; empty where there is none.
pub fn text_of(id: &str) -> String {
    let text = by_id(id).and_then(|element| element.text_content());
    text.unwrap_or_default()
}

fn field(id: &str) -> Option<HtmlInputElement> {
    by_id(id)?.dyn_into().ok()
}

/// The value of the field with this id; empty where there is none.
pub fn value_of(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

/// Sets the value of the field with this id.
pub fn set_value(id: &str, value: &str) {
    if let Some(field) = field(id) {
        field.set_value(value);
    }
}

/// Sets or removes an attribute of the element with this id.
pub fn set_attribute(id: &str, name: &str, value: Option<&str>) {
    if let Some(element) = by_id(id) {
        let _ = match value {
            Some(value) => element.set_attribute(name, value),
            None => element.remove_attribute(name),
        };
    }
}

/// Adds or removes a class of the element with this id.
pub fn set_class(id: &str, class: &str, has: bool) {
    if let Some(element) = by_id(id) {
        let _ = element.class_list().toggle_with_force(class, has);
    }
}

fn elements(list: &NodeList) -> impl Iterator<Item = Element> {
    (0..list.length()).filter_map(|at| list.item(at)?.dyn_into().ok())
}

/// Marks the links in the element with this id that open one of `opened` (by their `data-opens`), and each
/// one's nearest ancestor that matches `holders`. Removes the mark from all others.
pub fn mark_open(id: &str, holders: &str, opened: &[&str]) {
    let Some(part) = by_id(id) else { return };
    let mark = |selector: &str, is_open: bool| {
        let links = part.query_selector_all(selector).ok();
        for link in links.iter().flat_map(elements) {
            let Ok(Some(holder)) = link.closest(holders) else {
                continue;
            };
            let _ = holder.class_list().toggle_with_force("open", is_open);
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

/// Gives `class` to the elements with the attribute `name` that lie between two of them, both included and
/// in either order, and takes it from all others. `ends` are the attribute's values at both.
pub(super) fn mark_between(name: &str, class: &str, ends: Option<(&str, &str)>) {
    let all =
        document().and_then(|document| document.query_selector_all(&format!("[{name}]")).ok());
    let all: Vec<Element> = all.iter().flat_map(elements).collect();
    let position = |value: &str| {
        all.iter()
            .position(|element| element.get_attribute(name).as_deref() == Some(value))
    };
    let ends = ends.and_then(|(from, to)| Some((position(from)?, position(to)?)));
    for (at, element) in all.iter().enumerate() {
        let within = ends.is_some_and(|(from, to)| (from.min(to)..=from.max(to)).contains(&at));
        let _ = element.class_list().toggle_with_force(class, within);
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
