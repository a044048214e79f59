//! The timeline, drawn before anybody asks for it: browsers compile a function when it is called for the first
//! time, and look fonts and styles up when they first meet them; whoever goes there first would wait for that.

use leptos::prelude::*;

use super::state::State;
use crate::browser;
use crate::markup::{Draw, Extent};
use crate::query::{Layout, ViewKind};

/// How long after the start it is drawn, in milliseconds: readers look at the page first.
const START: u32 = 1000;
/// How long after that it is laid out: who asks for something in between need not wait for both.
const PAUSE: u32 = 200;

/// Draws the timeline a little after the start, has it laid out as it will be, and shows none of it. Laying it out
/// took a third of the first frame, and most of that was for words in its fonts and sizes for the first time. Of
/// other views and of opened passages this brought nothing that could be measured.
pub(super) fn rehearse(state: State) {
    browser::when_idle(START, move || {
        let now = state.filters.get_untracked();
        if now.view == ViewKind::Timeline {
            return;
        }
        let query = now.in_view(ViewKind::Timeline);
        let view = state.explorer.view(&query);
        let draw = Draw {
            explorer: state.explorer,
            words: state.words_now(),
            query: &query,
            view: &view,
        };
        let layout = Layout::for_width(browser::width("content"));
        let extent = Extent::at_once(query.view, browser::height());
        let timeline = draw.content(layout, extent).into_string();
        browser::when_idle(PAUSE, move || browser::lay_out_unseen(&timeline));
    });
}
