//! What is kept in the browser's storage, where storage is allowed.
//!
//! Not through gloo-storage, which panics where a browser blocks storage.

use web_sys::Storage;

fn local_storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// The storage of this tab.
pub(super) fn session_storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// A setting that the reader chose before; `None` without one, or where storage is blocked.
pub fn preference(key: &str) -> Option<String> {
    local_storage()?.get_item(key).ok()?
}

/// Keeps a setting.
pub fn set_preference(key: &str, value: &str) {
    if let Some(storage) = local_storage() {
        let _ = storage.set_item(key, value);
    }
}
