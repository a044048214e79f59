//! Handing a link on: clipboard, and the system's share sheet.

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, HtmlAnchorElement, HtmlTextAreaElement, Navigator, ShareData, Url,
};

use super::page::document;

fn navigator() -> Option<Navigator> {
    Some(web_sys::window()?.navigator())
}

/// Whether `object` has a member of this name: the typed bindings would throw where it is missing.
fn has(object: &JsValue, name: &str) -> bool {
    Reflect::get(object, &JsValue::from_str(name)).is_ok_and(|member| !member.is_undefined())
}

/// Puts a text on the clipboard, then calls back with it and whether it is there: it is not where the browser
/// does not let us, over plain HTTP, in some in-app browsers, or when the reader declines.
pub fn copy(text: String, callback: impl FnOnce(String, bool) + 'static) {
    match navigator().filter(|navigator| has(navigator, "clipboard")) {
        Some(navigator) => {
            let copied = JsFuture::from(navigator.clipboard().write_text(&text));
            super::spawn(async move { callback(text, copied.await.is_ok()) });
        }
        None => callback(text, false),
    }
}

/// Whether the browser has a share sheet.
pub fn can_share() -> bool {
    navigator().is_some_and(|navigator| has(&navigator, "share"))
}

/// Opens the share sheet, where there is one. What the reader does with it is the reader's.
pub fn share(title: &str, url: &str) {
    if let Some(navigator) = navigator().filter(|_| can_share()) {
        let data = ShareData::new();
        data.set_title(title);
        data.set_url(url);
        let shared = JsFuture::from(navigator.share_with_data(&data));
        // A reader who closes it leaves a promise that breaks, and nobody to be told.
        super::spawn(async move {
            let _ = shared.await;
        });
    }
}

/// Saves a text as a file. `false` where the browser cannot make one; where an in-app browser merely
/// ignores the request there is no telling, so copying is always offered beside it.
pub fn download(name: &str, media_type: &str, text: &str) -> bool {
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
        // The browser reads the blob after the click; by then it has long begun.
        super::when_idle(60_000, move || {
            let _ = Url::revoke_object_url(&url);
        });
        Some(())
    };
    save().is_some()
}

/// Focuses the field with this id and selects its text, for copying by hand.
pub fn select_all(id: &str) {
    let field = document()
        .and_then(|document| document.get_element_by_id(id))
        .and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field {
        let _ = field.focus();
        field.select();
    }
}
