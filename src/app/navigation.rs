//! Going somewhere: from a link or a control to the query, and where the page is scrolled and focused then.
//!
//! | what the reader did | scrolls | focus |
//! | --- | --- | --- |
//! | chose a filter beside the answer | up to the answer, never down | stays |
//! | chose a view, or the page's name | up to the answer, never down | stays |
//! | followed a link to another answer (a chip, a number, a question) | up to the answer, never down | the number of results |
//! | pressed a switch in the answer (a lane, a layer, what to compare) | not | stays |
//! | opened something | only the panel | the panel's title |
//! | closed it | not | the link that opened it |
//! | typed | not | stays |
//! | went back or forward, reloaded, came back | to where they were | stays |
//!
//! A page in a frame takes no focus and scrolls nothing when it opens.

use leptos::prelude::*;

use super::screen::{ALWAYS_WHOLE, first_screen};
use super::state::State;
use crate::dom::{self, Followed};
use crate::link;
use crate::query::{Query, ViewKind};

/// The storage key of the scroll position.
pub(super) const POSITION: &str = "offset";

/// What follows a change of the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// Nothing.
    Stay,
    /// Scrolls up to the answer.
    ScrollUp,
    /// Scrolls up to the answer and focuses the number of results.
    FocusResults,
}

impl State {
    /// Shows the answer to `to` and writes its address.
    pub(super) fn navigate(self, to: Query, then: Then) {
        let from = self.query.get_untracked();
        if from != to {
            self.notices.set(Vec::new());
            self.keep_position(Some(dom::scroll_position()));
            if from.at(None) != to.at(None) {
                let position = match then {
                    Then::Stay => dom::scroll_position(),
                    Then::ScrollUp | Then::FocusResults => 0.0,
                };
                self.shown.set(first_screen(&to, position));
            } else if to.view != ViewKind::Text {
                // WebKit scrolls when what is in sight is drawn anew, as the timeline is.
                let position = dom::scroll_position();
                dom::after_delay(0, move || dom::scroll_to_position(position));
            }
            self.write_entry(&from, &to);
            self.query.set(to);
        }
        match then {
            Then::Stay => {}
            Then::ScrollUp => dom::scroll_up_to("results"),
            Then::FocusResults => {
                dom::scroll_up_to("results");
                // After the answer has been drawn.
                dom::after_delay(0, || dom::focus_first(&["#status", "#results"]));
            }
        }
    }

    /// Changes the query in place and goes there.
    pub(super) fn change(self, change: impl FnOnce(&mut Query), then: Then) {
        let mut to = self.query.get_untracked();
        change(&mut to);
        self.navigate(to, then);
    }

    /// Follows a link of this page. One that only opens something keeps the present filters.
    fn follow_link(self, link: Followed) {
        match link {
            Followed::Opens(id) => {
                let target = self.plan().target(&id);
                self.change(|query| query.at = target, Then::Stay);
            }
            Followed::Leads(href) => self.lead(&href, Then::FocusResults),
            Followed::Switches(href) => self.lead(&href, Then::Stay),
        }
    }

    /// Goes to an address of this page. `then` follows, unless it only opens something.
    fn lead(self, href: &str, then: Then) {
        let from = self.query.get_untracked();
        let mut to = link::read(href, self.plan()).query;
        // Only the reader's own choice changes the language.
        to.lang = to.lang.or(from.lang);
        let opens = from.at(None) == to.at(None);
        self.navigate(to, if opens { Then::Stay } else { then });
    }

    /// Opens the result before or after the one in the panel. `false` if there is none, or no panel.
    pub(super) fn open_neighbour(self, forward: bool) -> bool {
        if !self.in_panel.get_untracked() {
            return false;
        }
        let to = self.opened.with_untracked(|opened| {
            let opened = opened
                .as_ref()
                .filter(|opened| opened.location.term.is_none())?;
            let next = if forward {
                &opened.next
            } else {
                &opened.previous
            };
            next.clone()
        });
        let found = to.is_some();
        if found {
            self.change(|query| query.at = to, Then::Stay);
        }
        found
    }

    /// Closes the panel and gives the focus back to the link that opened it.
    pub(super) fn close_panel(self) {
        let id = self.query.with_untracked(|query| {
            let id = query.at.as_ref().map(|target| target.id().to_owned());
            id.unwrap_or_default()
        });
        let passage = self.opened.with_untracked(|opened| {
            let location = opened.as_ref().map(|opened| opened.location);
            location.map_or("", |location| &location.passage.id)
        });
        self.change(|query| query.at = None, Then::Stay);
        dom::after_delay(0, move || {
            let [link, passage] =
                [id.as_str(), passage].map(|id| format!("#content [data-opens='{id}']"));
            let lane = format!("#content [data-quotes='{id}']");
            dom::focus_first(&[&link, &lane, &passage, "#status"]);
        });
    }
}

/// Listens to links, to Back and Forward, to the page being left and to the width of the window; and makes the address
/// that the page was opened with the canonical link.
pub(super) fn listen(state: State) {
    dom::on_link(move |link| state.follow_link(link));
    dom::on_back_or_forward(move || {
        if let Some(sheet) = state.sheet.get_untracked() {
            // Back closes the sheet and changes nothing else.
            state.sheet.set(None);
            let here = state
                .query
                .with_untracked(|query| link::write(query, state.plan()));
            if here != dom::query_string().trim_start_matches('?') {
                dom::go_forward();
            }
            state.forget_waiting();
            dom::after_delay(0, move || dom::focus(sheet.button()));
            return;
        }
        state.forget_waiting();
        let reading = link::read(&dom::query_string(), state.plan());
        state.notices.set(reading.notices);
        // The browser may have scrolled already, so the scroll position of the view before is unknown.
        state.keep_position(None);
        let to = reading.query;
        if state.filters.with_untracked(|drawn| *drawn != to.at(None)) {
            let position = state.kept_position(&to);
            let shown = position.map_or(ALWAYS_WHOLE, |position| first_screen(&to, position));
            state.shown.set(shown);
            // Firefox has scrolled before this, no further than the view before was long.
            if let Some(position) = position {
                dom::after_delay(0, move || dom::scroll_to_position(position));
            }
        }
        state.query.set(to);
    });
    dom::on_page_hide(move || {
        state.flush();
        dom::save_scroll_position(&state.plan().site().storage_key(POSITION));
    });
    dom::on_media_query("(max-width: 63.99em)", move |narrow| {
        state.narrow.set(narrow)
    });
    dom::after_frame(dom::mark_history_entry);
    // The address becomes the canonical link, so that copying it copies that.
    let canonical = state
        .query
        .with_untracked(|query| link::write(query, state.plan()));
    if canonical != dom::query_string().trim_start_matches('?') {
        dom::write_history(&canonical, false);
    }
}

/// Scrolls to where a reader was who comes back to the page or reloads it. The whole text scrolls to what the
/// link points at by itself.
pub(super) fn arrive(state: State, position: f64, is_back: bool) {
    let query = state.query.get_untracked();
    if is_back || query.view != ViewKind::Text {
        dom::scroll_to_position(position);
    }
    // A link that opens something shows where it stands in the answer, too.
    let shows_place = state.in_panel.get_untracked() && !state.narrow.get_untracked();
    if !is_back && shows_place && may_take_focus(&query) {
        dom::after_frame(|| {
            dom::bring_into_sight(
                "content",
                ".item.open, .project.open, .lane-list .open, .statements .open, .lane-cell.open",
            );
        });
    }
}

/// Whether the query may move the focus and the page by itself: not in a frame, whose host has both.
pub(super) fn may_take_focus(query: &Query) -> bool {
    !query.embed
}

/// How much of a passage must be below the top of the window for it to be the one that is read, in CSS
/// pixels. The header and the outline cover some of it.
const READING_MARGIN: f64 = 180.0;

/// The id of the passage that is being read.
pub(super) fn passage_in_view() -> Option<String> {
    dom::first_in_view(".text .passage", READING_MARGIN)
}

/// The query of the link to share: with what is opened, or without. A link to the whole text leads to the
/// passage that is being read, unless that is the first one.
pub(super) fn shared_query(state: State, with_opened: bool) -> Query {
    let query = state.query.get_untracked();
    if query.view == ViewKind::Text && query.at.is_none() {
        let here = passage_in_view().and_then(|here| state.plan().target(&here));
        let first = state.plan().passages().first();
        let moved = here.filter(|here| first.is_none_or(|first| first.id != here.id()));
        return query.at(moved);
    }
    if !with_opened && state.in_panel.get_untracked() {
        query.at(None)
    } else {
        query
    }
}
