//! The browser's APIs, as the app uses them: events, history, focus, scrolling, storage, clipboard.
//!
//! The only module that calls web-sys and gloo. It knows nothing of plans or queries. Nothing here panics or
//! throws: what a browser refuses comes back as `false`, `None` or an empty string, and the page goes on.

mod canvas;
mod elements;
mod events;
mod focus;
mod location;
mod page;
mod scroll;
mod share;
mod storage;
mod table;
mod timers;
mod trusted;

pub use canvas::{Canvas, fonts_of};
pub use elements::{mark_current_location, mark_open, set_addresses, set_html};
pub use events::{
    Followed, has_modifier, is_composing, is_plain_click, on_back_or_forward, on_escape, on_key,
    on_link, on_media_query, on_page_hide, on_scroll,
};
pub use focus::{focus, focus_first, has_focus, open_dialog};
pub use location::{
    go_back, go_forward, mark_history_entry, page_url, query_string, sibling_url, write_history,
};
pub use page::{
    languages, log_error, mount_point, now, remove_placeholder, root_attribute, set_root_attribute,
    set_title, show_start_failure, today, viewport_height,
};
pub use scroll::{
    bring_into_sight, first_in_view, is_near_viewport, save_scroll_position, saved_scroll_position,
    scroll_current_to_middle, scroll_position, scroll_sideways_to, scroll_to_middle,
    scroll_to_position, scroll_up_to,
};
pub use share::{can_share, copy, save_file, select_all, share};
pub use storage::{preference, set_preference};
pub use table::{make_one_tab_stop, move_in_table};
pub use timers::{after_delay, after_frame};
pub use web_sys::Element;
