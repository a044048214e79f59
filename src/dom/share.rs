//! Passing on a link, a text or a file: clipboard, share sheet, download.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlTextAreaElement, Navigator, ShareData, Url,
};

use super::elements::by_id;
use super::page::document;
use super::timers::after_delay;

fn navigator() -> Option<Navigator> {
    Some(web_sys::window()?.navigator())
}

/// Whether `object` has a member of this name: the typed bindings would throw where it is missing.
fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &JsValue::from_str(name)).is_ok_and(|member| !member.is_undefined())
}

/// Copies a text to the clipboard, then calls back with it and whether that worked. It does not over plain
/// HTTP, in some in-app browsers, or when the reader declines.
pub fn copy(text: String, callback: impl FnOnce(String, bool) + 'static) {
    match navigator().filter(|navigator| has(navigator, "clipboard")) {
        Some(navigator) => {
            let copied = JsFuture::from(navigator.clipboard().write_text(&text));
            spawn_local(async move { callback(text, copied.await.is_ok()) });
        }
        None => callback(text, false),
    }
}

/// Whether the browser has a share sheet.
pub fn can_share() -> bool {
    navigator().is_some_and(|navigator| has(&navigator, "share"))
}

/// Opens the system's share sheet, where there is one.
pub fn share(title: &str, url: &str) {
    if let Some(navigator) = navigator().filter(|_| can_share()) {
        let data = ShareData::new();
        data.set_title(title);
        data.set_url(url);
        let shared = JsFuture::from(navigator.share_with_data(&data));
        // The promise is rejected when the reader closes the sheet, which is no error.
        spawn_local(async move {
            let _ = shared.await;
        });
    }
}

/// How long a download's URL stays valid, in milliseconds: the browser reads the file after the click.
const DOWNLOAD_TIME: u32 = 60_000;

/// Saves a text as a file; `false` where the browser cannot make one. An in-app browser may ignore the
/// request without telling, so every button that saves has one that copies next to it.
pub fn save_file(name: &str, media_type: &str, text: &str) -> bool {
    let save = || {
        let parts = js_sys::Array::of1(&JsValue::from_str(text));
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let blob = Blob::new_with_str_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let link = document()?.create_element("a").ok()?;
        let link = link.dyn_into::<HtmlAnchorElement>().ok()?;
        link.set_href(&url);
        link.set_download(name);
        link.click();
        after_delay(DOWNLOAD_TIME, move || {
            let _ = Url::revoke_object_url(&url);
        });
        Some(())
    };
    save().is_some()
}

/// Focuses the text area with this id and selects its text.
pub fn select_all(id: &str) {
    let field = by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field {
        let _ = field.focus();
        field.select();
    }
}
