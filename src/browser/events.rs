//! What the browser tells the page. Listeners live as long as the page.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent, MouseEvent,
    ResizeObserver,
};

use super::page::document;
use super::parts::by_id;

/// Calls back when the reader goes back or forward.
pub fn on_navigate(mut callback: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "popstate", move |_| callback()).forget();
    }
}

/// Calls back while the window is scrolled, at most ten times a second, and once at the end.
pub fn on_scroll(callback: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let waits = std::rc::Rc::new(std::cell::Cell::new(false));
    EventListener::new(&window, "scroll", move |_| {
        if waits.replace(true) {
            return;
        }
        let (callback, waits) = (callback.clone(), waits.clone());
        when_idle(100, move || {
            waits.set(false);
            callback();
        });
    })
    .forget();
}

/// Calls back with the attribute `name` of what has it, in the part `place` of the page, and gets the focus or
/// the pointer.
pub fn on_attention(place: &str, name: &'static str, callback: impl Fn(&str) + Clone + 'static) {
    let Some(place) = by_id(place) else { return };
    for event in ["focusin", "pointerover"] {
        let callback = callback.clone();
        EventListener::new(&place, event, move |event| {
            let found = around(event, &["[", name, "]"].concat());
            if let Some(value) = found.and_then(|element| element.get_attribute(name)) {
                callback(&value);
            }
        })
        .forget();
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

/// By what the reader goes somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A link.
    Link,
    /// A field with `data-to`.
    Field,
    /// A field with `data-toggle`, of one value: its link chooses that value and nothing else.
    Value,
}

/// Calls back with the link of every link to a view of this page (`?…`) that is clicked plainly, and of
/// every field with `data-to` or `data-toggle` that is changed. Clicks that ask for a new tab or window stay the
/// browser's. The callback also gets the element's `data-then` attribute, if it has one.
pub fn on_link(callback: impl Fn(By, &str, Option<String>) + Clone + 'static) {
    let Some(document) = document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let follow = callback.clone();
    EventListener::new_with_options(&document, "click", options, move |event| {
        let Some(click) = event.dyn_ref::<MouseEvent>() else {
            return;
        };
        let modified = click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key();
        if modified || click.button() != 0 || click.default_prevented() {
            return;
        }
        if let Some(link) = around(event, "a[href^='?']:not([target])")
            && let Some(href) = link.get_attribute("href")
        {
            event.prevent_default();
            follow(By::Link, &href, link.get_attribute("data-then"));
        }
    })
    .forget();
    EventListener::new(&document, "change", move |event| {
        let Some(field) = around(event, "[data-to], [data-toggle]") else {
            return;
        };
        let then = field.get_attribute("data-then");
        match field.get_attribute("data-to") {
            Some(to) => callback(By::Field, &to, then),
            None => {
                let value = field.get_attribute("data-toggle").unwrap_or_default();
                callback(By::Value, &value, then);
            }
        }
    })
    .forget();
}

/// Something that was pressed or changed, and can say what came of it.
#[derive(Clone, Debug)]
pub struct Control(Element);

impl Control {
    /// Shows `text` in the place of its label for a moment, and says it to who listens.
    pub fn say(&self, text: &str) {
        let label = self.0.query_selector("[aria-live]").ok().flatten();
        let Some(label) = label else { return };
        let before = label.text_content().unwrap_or_default();
        // Pressed again meanwhile, it shows what it will take back itself.
        if before == text {
            return;
        }
        let style = label.dyn_ref::<HtmlElement>().map(HtmlElement::style);
        // As wide as before, so that nothing beside it moves.
        let width = label.client_width().to_string() + "px";
        let keep = move |width: &str| {
            let style = style.as_ref();
            let _ = style.map(|style| style.set_property("min-inline-size", width));
        };
        keep(&width);
        label.set_text_content(Some(text));
        when_idle(2500, move || {
            label.set_text_content(Some(&before));
            keep("");
        });
    }
}

/// Calls back with `data-do`, the value, and the element, when a button with `data-do` is pressed
/// (the value is its `data-value`) or a field with it is changed (the value is what was chosen).
pub fn on_action(callback: impl Fn(&str, &str, Control) + Clone + 'static) {
    let Some(document) = document() else { return };
    let act = callback.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        if let Some(button) = around(event, "[data-do]:not(select)") {
            // A link that acts must not also lead somewhere.
            if button.tag_name().eq_ignore_ascii_case("a") {
                event.prevent_default();
            }
            let name = button.get_attribute("data-do").unwrap_or_default();
            let value = button.get_attribute("data-value").unwrap_or_default();
            act(&name, &value, Control(button));
        }
    })
    .forget();
    EventListener::new(&document, "change", move |event| {
        if let Some(field) = around(event, "select[data-do]")
            && let Some(select) = field.dyn_ref::<HtmlSelectElement>()
        {
            let name = field.get_attribute("data-do").unwrap_or_default();
            callback(&name, &select.value(), Control(field.clone()));
        }
    })
    .forget();
}

/// What happened in a field with a list of suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Typing {
    /// The field holds this now.
    Text(String),
    /// A key was pressed in the field, outside the composition of Chinese characters.
    Key(String),
    /// The suggestion with this number (`data-at`) was pressed.
    Picked(usize),
    /// The focus left the field.
    Left,
}

/// Calls back with what happens in the field with the id `field` and in its list; where it answers
/// `true`, nothing else comes of it. Both may be drawn anew meanwhile.
pub fn on_typing(
    field: &'static str,
    list: &'static str,
    callback: impl Fn(Typing) -> bool + Clone + 'static,
) {
    let Some(document) = document() else { return };
    let typing = move |event: &web_sys::Event| -> Option<Typing> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        if target.id() != field {
            // Before the field loses the focus, which would close the list.
            let option = around(event, "[data-at]").filter(|_| event.type_() == "mousedown")?;
            option.closest(&["#", list].concat()).ok().flatten()?;
            let at = option.get_attribute("data-at")?.parse().ok()?;
            return Some(Typing::Picked(at));
        }
        match event.type_().as_str() {
            "input" => {
                let field = target.dyn_ref::<HtmlInputElement>()?;
                Some(Typing::Text(field.value()))
            }
            "focusout" => Some(Typing::Left),
            "keydown" => {
                let key = event.dyn_ref::<KeyboardEvent>()?;
                (!key.is_composing()).then(|| Typing::Key(key.key()))
            }
            _ => None,
        }
    };
    for name in ["input", "focusout", "keydown", "mousedown"] {
        let callback = callback.clone();
        // Before the page's own keys: Escape closes the list first.
        let options = EventListenerOptions {
            phase: gloo::events::EventListenerPhase::Capture,
            passive: false,
        };
        EventListener::new_with_options(&document, name, options, move |event| {
            if let Some(typing) = typing(event)
                && callback(typing)
            {
                event.prevent_default();
                event.stop_propagation();
            }
        })
        .forget();
    }
}

/// The nearest element around what an event happened to that matches `selector`.
pub(super) fn around(event: &web_sys::Event, selector: &str) -> Option<Element> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    target.closest(selector).ok().flatten()
}

/// Whether an event happened in an element that matches `selector`, or below one.
fn is_within(event: &web_sys::Event, selector: &str) -> bool {
    around(event, selector).is_some()
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

/// Calls back with the width of the element with this id in whole CSS pixels, now and whenever it
/// changes.
pub fn watch_width(id: &str, mut callback: impl FnMut(i32) + 'static) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    let Some(element) = element else { return };
    // The content box: what is drawn inside must not be wider.
    callback(element.client_width());
    let watched = element.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || callback(watched.client_width()));
    if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(&element);
    }
    on_resize.forget();
}

/// Calls back once, after the next frame has been painted. Nothing is painted of a page that nobody sees: of
/// that, once it is seen again.
pub fn after_frame(callback: impl FnOnce() + 'static) {
    let callback: Box<dyn FnOnce()> = Box::new(callback);
    let in_frame = once(Box::new(move || set_timeout(0, callback)));
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(in_frame.unchecked_ref());
    }
}

/// Calls back once, after `delay` milliseconds.
pub fn when_idle(delay: u32, callback: impl FnOnce() + 'static) {
    set_timeout(delay, Box::new(callback));
}

fn set_timeout(delay: u32, callback: Box<dyn FnOnce()>) {
    let callback = once(callback);
    if let (Some(window), Ok(delay)) = (web_sys::window(), i32::try_from(delay)) {
        let callback = callback.unchecked_ref();
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
    }
}

/// A function that frees itself once it was called: gloo's timers keep theirs as long as the page lives when
/// nobody waits for them, about half a kilobyte each. Compiled once and not once a callback.
fn once(callback: Box<dyn FnOnce()>) -> JsValue {
    Closure::once_into_js(callback)
}
