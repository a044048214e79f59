//! Strings that become markup, in browsers that take none from scripts (Trusted Types).
//!
//! The page's policy (`edition::POLICY`) allows `public/start.js` to make a Trusted Types policy. It leaves
//! the function that makes markup of a string at the window; the app takes it from there when it starts, so
//! nothing else can call it.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// Where the maker of markup is left.
const LEFT_AT: &str = "planMarkup";

thread_local! {
    static MARKUP: Option<Function> = take();
}

/// Takes what was left at the window. There is nothing where the page was not started by it.
fn take() -> Option<Function> {
    let window = web_sys::window()?;
    let left = Reflect::get(&window, &LEFT_AT.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let _ = Reflect::delete_property(&window, &LEFT_AT.into());
    Some(left)
}

/// Has `element` hold `markup`, which is of our own templates and so escaped, in the place of what it held.
pub(super) fn set_markup(element: &Element, markup: &str) {
    let text = JsValue::from_str(markup);
    let made = MARKUP.with(|make| make.as_ref()?.call1(&JsValue::NULL, &text).ok());
    let _ = Reflect::set(element, &"innerHTML".into(), &made.unwrap_or(text));
}
