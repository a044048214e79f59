//! Setting HTML under Trusted Types.
//!
//! The page's policy (`pages::POLICY`) allows one Trusted Types policy. `src/pages/first.js` creates it and
//! leaves its `createHTML` on the window. The program takes it from there, so no other script can use it.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

/// The property of the window that holds `createHTML`.
const PROPERTY: &str = "planMarkup";

thread_local! {
    static CREATE_HTML: Option<Function> = take();
}

/// Takes `createHTML` from the window. There is none where no policy was created: a browser may not know
/// Trusted Types.
fn take() -> Option<Function> {
    let window = web_sys::window()?;
    let create_html = Reflect::get(&window, &PROPERTY.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let _ = Reflect::delete_property(&window, &PROPERTY.into());
    Some(create_html)
}

/// Replaces the content of `element` with `html`, which must come from our own templates: they escape every
/// text.
pub(super) fn set_html(element: &Element, html: &str) {
    let text = JsValue::from_str(html);
    let trusted = CREATE_HTML.with(|create| create.as_ref()?.call1(&JsValue::NULL, &text).ok());
    let _ = Reflect::set(element, &"innerHTML".into(), &trusted.unwrap_or(text));
}
