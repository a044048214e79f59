//! Event listeners. They live as long as the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, InputEvent, KeyboardEvent, MouseEvent};

use super::page::document;
use super::timers::after_delay;

/// Calls back when the reader goes back or forward.
pub fn on_back_or_forward(mut callback: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "popstate", move |_| callback()).forget();
    }
}

/// Calls back while the window is scrolled, at most every 100 ms (a throttle), and once at the end, for as long
/// as the listener is kept.
pub fn on_scroll(callback: impl Fn() + Clone + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    let waits = Rc::new(Cell::new(false));
    let listener = EventListener::new(&window, "scroll", move |_| {
        if waits.replace(true) {
            return;
        }
        let (callback, waits) = (callback.clone(), Rc::clone(&waits));
        after_delay(100, move || {
            waits.set(false);
            callback();
        });
    });
    Some(listener)
}

/// Calls back when the page is hidden or left.
pub fn on_page_hide(callback: impl Fn() + Clone + 'static) {
    if let Some(window) = web_sys::window() {
        let on_leave = callback.clone();
        EventListener::new(&window, "pagehide", move |_| on_leave()).forget();
    }
    if let Some(document) = document() {
        let page = document.clone();
        EventListener::new(&document, "visibilitychange", move |_| {
            if page.hidden() {
                callback();
            }
        })
        .forget();
    }
}

/// Whether a click asks for nothing but to follow a link: not for a new tab or window.
pub fn is_plain_click(click: &MouseEvent) -> bool {
    let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
    !modified && click.button() == 0 && !click.default_prevented()
}

/// A link that the reader followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Followed {
    /// It only opens the entry with this id (`data-opens`), whatever its address is for a new tab.
    Opens(String),
    /// It leads to this address.
    Leads(String),
    /// It leads to this address, and is drawn there again in the same place: it has an id.
    Switches(String),
}

/// Calls back when the reader follows a link to a view of this page (`?…`). A click that asks for a new tab or
/// window is left to the browser.
pub fn on_link(callback: impl Fn(Followed) + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        if event.dyn_ref::<MouseEvent>().is_some_and(is_plain_click)
            && let Some(link) = closest(event, "a[href^='?']:not([target])")
        {
            event.prevent_default();
            let opens = link.get_attribute("data-opens").map(Followed::Opens);
            let leads = || {
                let lead = if link.id().is_empty() {
                    Followed::Leads
                } else {
                    Followed::Switches
                };
                link.get_attribute("href").map(lead)
            };
            if let Some(followed) = opens.or_else(leads) {
                callback(followed);
            }
        }
    })
    .forget();
}

/// Whether an input method composes characters while this happens.
///
/// Safari reports the Enter that ends a composition after it has ended, with the key code 229.
pub fn is_composing(event: &web_sys::Event) -> bool {
    const IN_COMPOSITION: u32 = 229;
    if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
        return key.is_composing() || key.key_code() == IN_COMPOSITION;
    }
    let input = event.dyn_ref::<InputEvent>();
    input.is_some_and(InputEvent::is_composing)
}

/// The event's target or its nearest ancestor that matches `selector`.
pub(super) fn closest(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}

/// Whether an event happened inside an element that matches `selector`.
fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    closest(event, selector).is_some()
}

/// Calls back when Escape is pressed, except in a dialog or while an input method composes characters.
pub fn on_escape(mut callback: impl FnMut() + 'static) {
    let Some(document) = document() else { return };
    EventListener::new(&document, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && key.key() == "Escape"
            && !is_composing(event)
            && !is_within(event, "dialog")
        {
            callback();
        }
    })
    .forget();
}

/// Whether a key is pressed with another that changes it. Such a key is the browser's: with Shift, the arrow
/// keys select text.
pub fn has_modifier(key: &KeyboardEvent) -> bool {
    key.ctrl_key() || key.meta_key() || key.alt_key() || key.shift_key()
}

/// What a key means: `/` by what it writes or by its place, because Chinese input methods write 、 with it; `?`
/// in both widths.
fn meaning(key: &KeyboardEvent) -> Option<String> {
    let (name, is_slash) = (key.key(), key.code() == "Slash");
    let modified = key.ctrl_key() || key.meta_key() || key.alt_key();
    match name.as_str() {
        _ if modified => None,
        // Shift is part of writing it.
        "?" | "？" => Some("?".to_owned()),
        _ if key.shift_key() => None,
        _ if is_slash => Some("/".to_owned()),
        _ => Some(name),
    }
}

/// Calls back with every key pressed without Ctrl, Alt, Meta or Shift outside of fields and dialogs. Where the
/// callback gives `true`, the browser does nothing else with the key.
pub fn on_key(callback: impl Fn(&str) -> bool + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(press) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let typing = is_within(event, "input, textarea, select, dialog");
        let elsewhere = typing || is_composing(event) || press.default_prevented();
        if let Some(key) = meaning(press).filter(|_| !elsewhere)
            && callback(&key)
        {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back now, and whenever a media query begins or ceases to match.
pub fn on_media_query(query: &str, mut callback: impl FnMut(bool) + 'static) {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    if let Some(list) = list {
        callback(list.matches());
        let watched = list.clone();
        EventListener::new(&list, "change", move |_| callback(watched.matches())).forget();
    }
}
