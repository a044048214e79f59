//! The only module that knows web-sys and gloo: history, clipboard, share sheet, storage, focus.
//!
//! Knows nothing of plans or queries. Nothing here panics or throws: what a browser refuses comes
//! back as `false`, `None` or an empty string, and the page goes on.

mod brush;
mod events;
mod page;
mod parts;
mod patch;
mod share;
mod trusted;

pub use brush::on_brush;
pub use events::{
    By, Control, Typing, after_frame, on_action, on_attention, on_escape, on_hide, on_key, on_link,
    on_navigate, on_scroll, on_typing, watch_media, watch_width, when_idle,
};
pub use page::{
    address, beside, clear_placeholder, focus, focus_first, height, keep_offset, kept_offset,
    languages, mark_entry, mount_point, move_focus, now, offset, open_dialog, preference,
    report_failure, report_stop, root, scroll_down_to, scroll_to, scroll_up_to, search,
    set_preference, set_root, set_title, spawn, today, write_history,
};
pub use parts::{
    fill, first_in_view, is_near, mark_here, mark_open, reveal, reveal_here, reveal_sideways,
    reveal_within, set_attribute, set_class, set_text, set_value, text_of, value_of,
};
pub use patch::{Hand, change};
pub use share::{can_share, copy, download, select_all, share};
