//! Scrolling, and scroll restoration. All lengths are CSS pixels.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::elements::by_id;
use super::location::{is_visited, query_string};
use super::page::viewport_height;
use super::storage::session_storage;

/// How far down the page is scrolled.
pub fn scroll_position() -> f64 {
    let position = web_sys::window().and_then(|window| window.scroll_y().ok());
    position.unwrap_or_default()
}

/// Scrolls the page to this position, or as far as it goes.
pub fn scroll_to_position(position: f64) {
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, position);
    }
}

/// Saves the scroll position, with the query string it belongs to, under `key` in the tab's storage: for when
/// the reader comes back to the page or reloads it.
///
/// Not in the history entry's state: when a page is reloaded, Chromium has copied that by now.
pub fn save_scroll_position(key: &str) {
    if let Some(storage) = session_storage() {
        let saved = format!("{} {}", scroll_position() as i32, query_string());
        let _ = storage.set_item(key, &saved);
    }
}

/// The saved scroll position, if the reader comes back to the page or reloads it; `None` for a reader who
/// follows a link, or where storage or history is blocked.
pub fn saved_scroll_position(key: &str) -> Option<f64> {
    let saved = session_storage()?.get_item(key).ok()??;
    let (position, address) = saved.split_once(' ')?;
    let position: i32 = position.parse().ok()?;
    (is_visited() && address == query_string()).then(|| f64::from(position))
}

/// Scrolls the element with this id to the middle of the window. Only this page: `scrollIntoView` would scroll the
/// pages around a frame too.
pub fn scroll_to_middle(id: &str) {
    if let Some(element) = by_id(id) {
        scroll_element_to_middle(&element);
    }
}

fn scroll_element_to_middle(element: &Element) {
    let place = element.get_bounding_client_rect();
    let above = ((viewport_height() - place.height()) / 2.0).max(0.0);
    scroll_to_position(scroll_position() + place.top() - above);
}

/// How much of the window's top the header covers, which stays in sight.
fn covered_height() -> f64 {
    by_id("top").map_or(0.0, |top| top.get_bounding_client_rect().bottom().max(0.0))
}

/// Scrolls the first element in the part with this id that matches `selector` to the middle of the window, unless
/// it is in sight.
pub fn bring_into_sight(id: &str, selector: &str) {
    let found = by_id(id).and_then(|part| part.query_selector(selector).ok().flatten());
    if let Some(found) = found {
        let place = found.get_bounding_client_rect();
        if place.top() < covered_height() || place.bottom() > viewport_height() {
            scroll_element_to_middle(&found);
        }
    }
}

/// Scrolls up to the element with this id, if its top is above the window; never scrolls down.
pub fn scroll_up_to(id: &str) {
    if let Some(element) = by_id(id)
        && element.get_bounding_client_rect().top() < 0.0
    {
        element.scroll_into_view();
    }
}

/// Scrolls the parent of the element with this id sideways until the whole element is in view. The page
/// itself does not scroll.
pub fn scroll_sideways_to(id: &str) {
    let element = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let parent = element
        .as_ref()
        .and_then(|element| element.parent_element());
    if let (Some(element), Some(parent)) = (element, parent) {
        let end = element.offset_left() + element.offset_width();
        parent.set_scroll_left((end - parent.client_width()).max(0));
    }
}

/// Scrolls the inside of the element with this id so that its link to the current location
/// (`aria-current`) is in the middle. The page itself does not scroll.
pub fn scroll_current_to_middle(id: &str) {
    let Some(frame) = by_id(id) else { return };
    if let Ok(Some(current)) = frame.query_selector("[aria-current]") {
        scroll_frame(&frame, &current);
    }
}

fn scroll_frame(frame: &Element, element: &Element) {
    let (outer, inner) = (
        frame.get_bounding_client_rect(),
        element.get_bounding_client_rect(),
    );
    // An element that is higher than the frame is shown from its top.
    let above = ((outer.height() - inner.height()) / 2.0).max(0.0);
    let by = inner.top() - outer.top() - above;
    frame.set_scroll_top(frame.scroll_top() + by as i32);
}

/// Whether the element with this id begins above the point `distance` below the window.
pub fn is_near_viewport(id: &str, distance: f64) -> bool {
    by_id(id).is_some_and(|element| {
        element.get_bounding_client_rect().top() < viewport_height() + distance
    })
}

/// The id of the first element that matches `selector` and ends more than `margin` below the top of the
/// window.
pub fn first_in_view(selector: &str, margin: f64) -> Option<String> {
    let all = super::page::document()?.query_selector_all(selector).ok()?;
    // They follow each other down the page: a binary search.
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
