//! Keys of the whole page. Keys with Ctrl, Alt, Meta or Shift, and keys in fields and dialogs, are the
//! browser's.

use leptos::prelude::*;

use super::state::State;
use crate::dom;

/// Listens to keys.
pub(super) fn listen(state: State) {
    dom::on_escape(move || {
        if state.by_hand.get_untracked().is_some() {
            state.by_hand.set(None);
        } else if state.sheet.get_untracked().is_some() {
            state.close_sheet();
        } else if state.in_panel.get_untracked() {
            state.close_panel();
        }
    });
    dom::on_key(move |key| match key {
        _ if dom::move_in_table(".lanes-table", key) => true,
        "/" => {
            state.open_search();
            true
        }
        "?" => {
            dom::open_dialog("help");
            true
        }
        "ArrowLeft" => state.open_neighbour(false),
        "ArrowRight" => state.open_neighbour(true),
        _ => false,
    });
}
