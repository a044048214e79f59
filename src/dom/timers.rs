//! Callbacks that run once, later.
//!
//! Not gloo's timers: one that is not waited for (`Timeout::forget`) keeps its closure for as long as the
//! page lives. These free it when they have called it.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;

/// Calls back after `delay` milliseconds. With 0, that is after the current event and every effect that it
/// causes.
pub fn after_delay(delay: u32, callback: impl FnOnce() + 'static) {
    set_timeout(delay, Box::new(callback));
}

/// Boxed, so that the code around a callback is compiled once, and not for each.
fn set_timeout(delay: u32, callback: Box<dyn FnOnce()>) {
    let callback = Closure::once_into_js(callback);
    if let (Some(window), Ok(delay)) = (web_sys::window(), i32::try_from(delay)) {
        let callback = callback.unchecked_ref();
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, delay);
    }
}

/// Calls back after the browser has painted the next frame. A hidden page paints none, so there the callback
/// waits until the page is visible again.
pub fn after_frame(callback: impl FnOnce() + 'static) {
    request_frame(Box::new(callback));
}

fn request_frame(callback: Box<dyn FnOnce()>) {
    let in_frame = Closure::once_into_js(move || set_timeout(0, callback));
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(in_frame.unchecked_ref());
    }
}
