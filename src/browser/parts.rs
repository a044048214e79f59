//! Parts of the page that are filled with markup, and their marks.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::page::document;
use super::trusted;

/// The element with this id.
pub(super) fn by_id(id: &str) -> Option<Element> {
    document()?.get_element_by_id(id)
}

/// A selector that finds an element again after its part has been drawn anew.
fn key_of(element: &Element) -> Option<String> {
    ["id", "data-opens", "href"].into_iter().find_map(|name| {
        let value = element
            .get_attribute(name)
            .filter(|value| !value.is_empty())?;
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        Some(["[", name, "=\"", &value, "\"]"].concat())
    })
}

/// Fills the element with this id with markup. What had the focus in it has it again, if it is still
/// there.
pub fn fill(id: &str, markup: &str) {
    if let Some(part) = by_id(id) {
        keeping_focus(&part, || trusted::set_markup(&part, markup));
    }
}

/// Changes what is in an element; what had the focus in it has it again, if it is still there.
pub(super) fn keeping_focus(part: &Element, change: impl FnOnce()) {
    let active = || document().and_then(|document| document.active_element());
    let is_inside = |active: &Element| active != part && part.contains(Some(active));
    let inside = active().filter(is_inside);
    let key = inside.as_ref().and_then(key_of);
    change();
    if let Some(key) = key
        && active() != inside
        && let Ok(Some(again)) = part.query_selector(&key)
    {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // Links in drawings can be focused too, though they are no HtmlElement.
        let again: &HtmlElement = again.unchecked_ref();
        let _ = again.focus_with_options(&options);
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

/// Scrolls what holds the element with this id sideways, so that all of it is seen; the page stays where
/// it is.
pub fn reveal_sideways(id: &str) {
    let element = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let holder = element
        .as_ref()
        .and_then(|element| element.parent_element());
    if let (Some(element), Some(holder)) = (element, holder) {
        let end = element.offset_left() + element.offset_width();
        // From the start, where it has just been drawn: no further than need be.
        holder.set_scroll_left((end - holder.client_width()).max(0));
    }
}

/// Scrolls the element with this id so that what is marked in it as where the reader is stands in its
/// middle; the page stays where it is.
pub fn reveal_here(id: &str) {
    let Some(holder) = by_id(id) else { return };
    if let Ok(Some(here)) = holder.query_selector("[aria-current]") {
        to_middle(&holder, &here);
    }
}

/// Scrolls what holds the element with this id, the nearest that `holder` matches, so that the element stands
/// in its middle; the page stays where it is.
pub fn reveal_within(id: &str, holder: &str) {
    if let Some(here) = by_id(id)
        && let Ok(Some(holder)) = here.closest(holder)
    {
        to_middle(&holder, &here);
    }
}

fn to_middle(holder: &Element, here: &Element) {
    let (outer, inner) = (
        holder.get_bounding_client_rect(),
        here.get_bounding_client_rect(),
    );
    // What is higher than its holder begins at its top.
    let above = ((outer.height() - inner.height()) / 2.0).max(0.0);
    let by = inner.top() - outer.top() - above;
    holder.set_scroll_top(holder.scroll_top() + by as i32);
}

/// Scrolls to the first element in that with this id which `selector` matches, unless it is in sight.
pub fn reveal(id: &str, selector: &str) {
    let found = by_id(id).and_then(|part| part.query_selector(selector).ok().flatten());
    if let Some(found) = found {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        found.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Gives the element with this id a class, or takes it.
pub fn set_class(id: &str, class: &str, has: bool) {
    if let Some(element) = by_id(id) {
        let _ = element.class_list().toggle_with_force(class, has);
    }
}

/// Marks every link in the element with this id that opens one of `opened` (its `data-opens`), and what
/// holds the link (`holders`, a selector), as open; and no other.
pub fn mark_open(id: &str, holders: &str, opened: &[&str]) {
    let Some(part) = by_id(id) else { return };
    // The browser looks through hundreds of links sooner than it is asked about each.
    let mark = |selector: &str, is_open: bool| {
        let Ok(links) = part.query_selector_all(selector) else {
            return;
        };
        let links = (0..links.length()).filter_map(|at| links.item(at)?.dyn_into().ok());
        for link in links {
            let link: Element = link;
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
        mark(&["[data-opens='", id, "']"].concat(), true);
    }
}

/// Gives a class to every element from that whose attribute `name` has the first of `ends` to that which
/// has the second, in either order, and to no other that has the attribute.
pub(super) fn mark_between(name: &str, class: &str, ends: Option<(&str, &str)>) {
    let all = document()
        .and_then(|document| document.query_selector_all(&["[", name, "]"].concat()).ok());
    let Some(all) = all else { return };
    let elements = || {
        let nodes = (0..all.length()).filter_map(|at| all.item(at)?.dyn_into::<Element>().ok());
        nodes.zip(0_usize..)
    };
    let place = |value: &str| {
        let found =
            elements().find(|(element, _)| element.get_attribute(name).as_deref() == Some(value));
        found.map(|(_, at)| at)
    };
    let ends = ends.and_then(|(from, to)| Some((place(from)?, place(to)?)));
    for (element, at) in elements() {
        let within = ends.is_some_and(|(from, to)| (from.min(to)..=from.max(to)).contains(&at));
        let _ = element.class_list().toggle_with_force(class, within);
    }
}

/// The id of the first element that `selector` matches whose end lies below the top of the window by
/// more than `margin` CSS pixels: what is being read.
pub fn first_in_view(selector: &str, margin: f64) -> Option<String> {
    let all = document()?.query_selector_all(selector).ok()?;
    // They follow each other down the page, so the first is found by halving.
    let (mut from, mut to) = (0, all.length());
    let element = |at: u32| all.item(at)?.dyn_into::<Element>().ok();
    while from < to {
        let middle = from + (to - from) / 2;
        if element(middle)?.get_bounding_client_rect().bottom() > margin {
            to = middle;
        } else {
            from = middle + 1;
        }
    }
    element(from).map(|element| element.id())
}

/// Whether the element with this id begins less than `distance` CSS pixels below the window, or in or
/// above it.
pub fn is_near(id: &str, distance: f64) -> bool {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    by_id(id).is_some_and(|element| {
        element.get_bounding_client_rect().top() < height.unwrap_or_default() + distance
    })
}

/// Puts a text into the element with this id.
pub fn set_text(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}

/// Marks the link in the element with this id whose `name` has this value as where the reader is, and no
/// other; gives its text.
pub fn mark_here(id: &str, name: &str, value: &str) -> Option<String> {
    let part = by_id(id)?;
    if let Ok(Some(before)) = part.query_selector("[aria-current]") {
        let _ = before.remove_attribute("aria-current");
    }
    let link = part
        .query_selector(&["[", name, "=\"", value, "\"]"].concat())
        .ok()??;
    let _ = link.set_attribute("aria-current", "location");
    link.text_content()
}

/// The text of the element with this id; empty where there is none.
pub fn text_of(id: &str) -> String {
    let text = by_id(id).and_then(|element| element.text_content());
    text.unwrap_or_default()
}

fn field(id: &str) -> Option<HtmlInputElement> {
    by_id(id)?.dyn_into().ok()
}

/// What stands in the field with this id; empty where there is none.
pub fn value_of(id: &str) -> String {
    field(id).map(|field| field.value()).unwrap_or_default()
}

/// Puts a text into the field with this id.
pub fn set_value(id: &str, value: &str) {
    if let Some(field) = field(id) {
        field.set_value(value);
    }
}
