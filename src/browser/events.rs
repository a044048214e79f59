//! Event listeners. They live as long as the page.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{
    Element, HtmlElement, HtmlInputElement, HtmlSelectElement, InputEvent, KeyboardEvent,
    MouseEvent, ResizeObserver,
};

use super::elements::by_id;
use super::page::document;
use super::timers::after_delay;

/// Calls back when the reader goes back or forward.
pub fn on_back_or_forward(mut callback: impl FnMut() + 'static) {
    if let Some(window) = web_sys::window() {
        EventListener::new(&window, "popstate", move |_| callback()).forget();
    }
}

/// Calls back while the window is scrolled, at most every 100 ms (a throttle), and once at the end.
pub fn on_scroll(callback: impl Fn() + Clone + 'static) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let waits = Rc::new(Cell::new(false));
    EventListener::new(&window, "scroll", move |_| {
        if waits.replace(true) {
            return;
        }
        let (callback, waits) = (callback.clone(), Rc::clone(&waits));
        after_delay(100, move || {
            waits.set(false);
            callback();
        });
    })
    .forget();
}

/// Calls back when the pointer or the focus reaches an element with the attribute `name` in the part with
/// the id `part`, with the attribute's value.
pub fn on_hover_or_focus(
    part: &str,
    name: &'static str,
    callback: impl Fn(&str) + Clone + 'static,
) {
    let Some(part) = by_id(part) else { return };
    for event in ["focusin", "pointerover"] {
        let callback = callback.clone();
        EventListener::new(&part, event, move |event| {
            let found = closest(event, &format!("[{name}]"));
            if let Some(value) = found.and_then(|element| element.get_attribute(name)) {
                callback(&value);
            }
        })
        .forget();
    }
}

/// Calls back when the page is hidden or left.
pub fn on_page_hide(callback: impl Fn() + Clone + 'static) {
    if let Some(window) = web_sys::window() {
        let on_leave = callback.clone();
        EventListener::new(&window, "pagehide", move |_| on_leave()).forget();
    }
    if let Some(document) = document() {
        EventListener::new(&document, "visibilitychange", move |_| callback()).forget();
    }
}

/// What the reader used to go somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkSource {
    /// A link.
    Link,
    /// A field with `data-to`: the link that it leads to.
    Field,
    /// A field with `data-toggle`: a link that names one value. The field chooses that value or takes it
    /// back, and changes nothing else.
    Toggle,
}

/// Calls back with the address when the reader clicks a link to a view of this page (`?…`) or changes a
/// field with `data-to` or `data-toggle`. Also gives the element's `data-then`, if it has one. A click that
/// asks for a new tab or window is left to the browser.
pub fn on_link(callback: impl Fn(LinkSource, &str, Option<String>) + Clone + 'static) {
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
        if let Some(link) = closest(event, "a[href^='?']:not([target])")
            && let Some(href) = link.get_attribute("href")
        {
            event.prevent_default();
            follow(LinkSource::Link, &href, link.get_attribute("data-then"));
        }
    })
    .forget();
    EventListener::new(&document, "change", move |event| {
        let Some(field) = closest(event, "[data-to], [data-toggle]") else {
            return;
        };
        let then = field.get_attribute("data-then");
        match field.get_attribute("data-to") {
            Some(to) => callback(LinkSource::Field, &to, then),
            None => {
                let value = field.get_attribute("data-toggle").unwrap_or_default();
                callback(LinkSource::Toggle, &value, then);
            }
        }
    })
    .forget();
}

/// A button or field that was used.
#[derive(Clone, Debug)]
pub struct Control(Element);

impl Control {
    /// Shows `text` in place of its label for a moment. Screen readers announce it.
    pub fn show_briefly(&self, text: &str) {
        let label = self.0.query_selector("[aria-live]").ok().flatten();
        let Some(label) = label else { return };
        let before = label.text_content().unwrap_or_default();
        // Pressed again while it shows the text: the first press puts the label back.
        if before == text {
            return;
        }
        let style = label.dyn_ref::<HtmlElement>().map(HtmlElement::style);
        // Not narrower than before, so that nothing next to it moves.
        let width = format!("{}px", label.client_width());
        let set_width = move |width: &str| {
            let style = style.as_ref();
            let _ = style.map(|style| style.set_property("min-inline-size", width));
        };
        set_width(&width);
        label.set_text_content(Some(text));
        after_delay(2500, move || {
            label.set_text_content(Some(&before));
            set_width("");
        });
    }
}

/// Calls back with `data-do`, a value and the element, when a button with `data-do` is pressed (the value is
/// its `data-value`) or a `select` with it is changed (the value is what was chosen).
pub fn on_action(callback: impl Fn(&str, &str, Control) + Clone + 'static) {
    let Some(document) = document() else { return };
    let act = callback.clone();
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", options, move |event| {
        if let Some(button) = closest(event, "[data-do]:not(select)") {
            // A link with an action must not be followed too.
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
        if let Some(field) = closest(event, "select[data-do]")
            && let Some(select) = field.dyn_ref::<HtmlSelectElement>()
        {
            let name = field.get_attribute("data-do").unwrap_or_default();
            callback(&name, &select.value(), Control(field.clone()));
        }
    })
    .forget();
}

/// What happened in a combobox: a field with a list of suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ComboboxEvent {
    /// The field's text is this now.
    Input(String),
    /// A key was pressed in the field, without Ctrl, Alt, Meta or Shift. Not one that an input method uses to
    /// compose characters.
    Key(String),
    /// The suggestion with this number (`data-at`) was chosen, by the primary button, by touch or by software.
    Picked(usize),
    /// The field lost the focus.
    Blur,
}

/// Calls back with what happens in the combobox of the field and the list with these ids. Where the callback
/// gives `true`, the browser does nothing else with the event. Both elements may be replaced meanwhile.
pub fn on_combobox(
    field: &'static str,
    list: &'static str,
    callback: impl Fn(ComboboxEvent) -> bool + Clone + 'static,
) {
    let Some(document) = document() else { return };
    let read = move |event: &web_sys::Event| -> Option<ComboboxEvent> {
        let target = event.target()?.dyn_into::<Element>().ok()?;
        if target.id() != field {
            let option = closest(event, "[data-at]")?;
            option.closest(&format!("#{list}")).ok().flatten()?;
            return match event.type_().as_str() {
                // The field must not lose the focus, which would close the list before the click.
                "mousedown" => {
                    event.prevent_default();
                    None
                }
                // By a press, by touch, and by software that clicks for the reader.
                "click" => {
                    let at = option.get_attribute("data-at")?.parse().ok()?;
                    Some(ComboboxEvent::Picked(at))
                }
                _ => None,
            };
        }
        match event.type_().as_str() {
            // While an input method composes characters, the text is not what the reader means.
            "input" if is_composing(event) => None,
            "input" | "compositionend" => {
                let field = target.dyn_ref::<HtmlInputElement>()?;
                Some(ComboboxEvent::Input(field.value()))
            }
            "focusout" => Some(ComboboxEvent::Blur),
            "keydown" => {
                let key = event.dyn_ref::<KeyboardEvent>()?;
                (!is_composing(event) && !has_modifier(key)).then(|| ComboboxEvent::Key(key.key()))
            }
            _ => None,
        }
    };
    for name in [
        "input",
        "compositionend",
        "focusout",
        "keydown",
        "mousedown",
        "click",
    ] {
        let callback = callback.clone();
        // In the capture phase, before the page's own keys: Escape closes the list first.
        let options = EventListenerOptions {
            phase: gloo::events::EventListenerPhase::Capture,
            passive: false,
        };
        EventListener::new_with_options(&document, name, options, move |event| {
            if let Some(happened) = read(event)
                && callback(happened)
            {
                event.prevent_default();
                event.stop_propagation();
            }
        })
        .forget();
    }
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

/// Whether an input method composes characters while this happens.
///
/// Safari reports the Enter that ends a composition after it has ended, with the key code 229.
fn is_composing(event: &web_sys::Event) -> bool {
    const IN_COMPOSITION: u32 = 229;
    if let Some(key) = event.dyn_ref::<KeyboardEvent>() {
        return key.is_composing() || key.key_code() == IN_COMPOSITION;
    }
    let input = event.dyn_ref::<InputEvent>();
    input.is_some_and(InputEvent::is_composing)
}

/// Whether a key is pressed with another that changes it. Such a key is the browser's: with Shift, the arrow
/// keys select text.
fn has_modifier(key: &KeyboardEvent) -> bool {
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
pub fn on_key(mut callback: impl FnMut(&str) -> bool + 'static) {
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

/// Calls back with the width of the inside of the element with this id, in whole CSS pixels, now and
/// whenever it changes.
pub fn on_width(id: &str, mut callback: impl FnMut(i32) + 'static) {
    let Some(element) = by_id(id) else { return };
    callback(element.client_width());
    let watched = element.clone();
    let on_resize = Closure::<dyn FnMut()>::new(move || callback(watched.client_width()));
    if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(&element);
    }
    on_resize.forget();
}
