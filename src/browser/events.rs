//! What the browser tells the page. Listeners live as long as the page.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, KeyboardEvent, MouseEvent, ResizeObserver};

use super::page::document;

/// Calls back when the reader goes back or forward.
pub fn on_navigate(mut callback: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "popstate", move |_| callback()).forget();
    }
}

/// Calls back when the page is hidden or left.
pub fn on_hide(callback: impl Fn() + Clone + 'static) {
    if let Some(window) = web_sys::window() {
        let on_leave = callback.clone();
        EventListener::new(&window, "pagehide", move |_| on_leave()).forget();
    }
    if let Some(document) = document() {
        EventListener::new(&document, "visibilitychange", move |_| callback()).forget();
    }
}

/// Calls back with the `href` of every link to a view of this page (`?…`) that is clicked plainly.
/// Clicks that ask for a new tab or window stay the browser's. The callback also gets the link's
/// `data-then` attribute, if it has one.
pub fn on_link(mut callback: impl FnMut(&str, Option<String>) + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if modified || click.button() != 0 || click.default_prevented() {
            return;
        }
        let link = click
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("a[href^='?']").ok().flatten());
        if let Some(link) = link
            && let Some(href) = link.get_attribute("href")
        {
            event.prevent_default();
            callback(&href, link.get_attribute("data-then"));
        }
    })
    .forget();
}

/// Whether an event happened in an element that matches `selector`, or below one.
fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    let target = event.target();
    let element = target.and_then(|target| target.dyn_into::<Element>().ok());
    element.is_some_and(|element| element.closest(selector).ok().flatten().is_some())
}

/// Calls back when Escape is pressed outside dialogs and the composition of Chinese characters.
pub fn on_escape(mut callback: impl FnMut() + 'static) {
    let Some(document) = document() else { return };
    EventListener::new(&document, "keydown", move |event| {
        if let Some(key) = event.dyn_ref::<KeyboardEvent>()
            && key.key() == "Escape"
            && !key.is_composing()
            && !is_within(event, "dialog")
        {
            callback();
        }
    })
    .forget();
}

/// Calls back with every key pressed alone outside fields for typing and dialogs; where it answers
/// `true`, the key does nothing else.
pub fn on_key(mut callback: impl FnMut(&str) -> bool + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "keydown", options, move |event| {
        let Some(press) = event.dyn_ref::<KeyboardEvent>() else {
            return;
        };
        let modified = press.ctrl_key() || press.meta_key() || press.alt_key();
        let typing = is_within(event, "input, textarea, select, dialog");
        let elsewhere = modified || press.is_composing() || press.default_prevented();
        if !elsewhere && !typing && callback(&press.key()) {
            event.prevent_default();
        }
    })
    .forget();
}

/// Calls back now and whenever the answer to a media query changes.
pub fn watch_media(query: &str, mut callback: impl FnMut(bool) + 'static) {
    let list = web_sys::window().and_then(|window| window.match_media(query).ok()?);
    if let Some(list) = list {
        callback(list.matches());
        let watched = list.clone();
        EventListener::new(&list, "change", move |_| callback(watched.matches())).forget();
    }
}

/// Calls back with the width of an element in whole CSS pixels, now and whenever it changes, until
/// the element leaves the page.
pub fn watch_width(element: &Element, mut callback: impl FnMut(i32) + 'static) {
    callback(element.client_width());
    let watched = element.clone();
    let on_resize = Closure::<dyn FnMut(JsValue, JsValue)>::new(move |_, observer: JsValue| {
        if watched.is_connected() {
            callback(watched.client_width());
        } else {
            observer.unchecked_ref::<ResizeObserver>().disconnect();
        }
    });
    if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    on_resize.forget();
}

/// Calls back once, after `delay` milliseconds.
pub fn when_idle(delay: u32, callback: impl FnOnce() + 'static) {
    Timeout::new(delay, callback).forget();
}
