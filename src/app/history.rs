//! The browser's history: which changes make an entry, when addresses are written, and where each view was
//! scrolled to.
//!
//! | change | entry |
//! | --- | --- |
//! | a choice, a link, a view, something opened or closed | a new one |
//! | the first typed letter | a new one, so that Back leads to the view before the search |
//! | further letters | in place of the one that typing made |
//! | a sheet opens | a new one with the same address, so that Back closes the sheet |
//! | the first choice in the sheet | in place of that one |
//!
//! Writes are throttled, with a trailing flush ([`Throttle`]). Typed addresses are written after the answer.

use leptos::prelude::*;

use super::state::{AFTER_ANSWER, Sheet, State};
use crate::dom;
use crate::link::{self, Throttle, Write};
use crate::query::Query;

/// What made the present entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Made {
    /// A choice, or the page itself.
    #[default]
    Choice,
    /// Typing.
    Typing,
    /// Opening a sheet.
    Sheet,
}

/// The history of this page.
#[derive(Debug, Default)]
pub(super) struct History {
    throttle: Throttle,
    made: Made,
    /// The links of views that the reader left, each with its scroll position then, in CSS pixels.
    positions: Vec<(String, f64)>,
}

impl State {
    /// Writes the address of `to`, which follows `from`.
    pub(super) fn write_entry(self, from: &Query, to: &Query) {
        let typing = from.differs_only_in_typing(to);
        let address = link::write(to, self.plan());
        let made = self.history.with_value(|history| history.made);
        let write = match made {
            Made::Typing if typing => Write::Replace,
            Made::Sheet => Write::Replace,
            _ => Write::Push,
        };
        self.history.update_value(|history| {
            history.made = if typing { Made::Typing } else { Made::Choice };
        });
        if typing {
            // The answer comes first: browsers are slow to write an address.
            self.history
                .update_value(|history| history.throttle.defer(write, address));
            self.write_later(AFTER_ANSWER);
            return;
        }
        // Now, before effects draw anything: with the entry that is left, the browser keeps its scroll
        // position. What was typed just before has an entry of its own. Other writes wait for the throttle.
        if made == Made::Typing {
            self.flush();
        }
        let now = dom::now();
        if self.write(|throttle| throttle.request(now, write, address)) {
            self.write_later(Throttle::REFILL_MS as u32);
        }
    }

    /// Makes the write that the throttle allows, if any. Gives whether another one waits.
    fn write(self, next: impl FnOnce(&mut Throttle) -> Option<(Write, String)>) -> bool {
        let next = self
            .history
            .try_update_value(|history| next(&mut history.throttle));
        if let Some((write, address)) = next.flatten() {
            dom::write_history(&address, write == Write::Push);
        }
        self.history
            .with_value(|history| history.throttle.is_waiting())
    }

    fn write_later(self, delay: u32) {
        dom::after_delay(delay, move || {
            let now = dom::now();
            if self.write(|throttle| throttle.take_ready(now)) {
                self.write_later(Throttle::REFILL_MS as u32);
            }
        });
    }

    /// Makes the write that waits, so that the address is right when it is shared or left.
    pub(super) fn flush(self) {
        self.write(Throttle::flush);
    }

    /// The reader went back or forward: the address is set, and what waits is dropped.
    pub(super) fn forget_waiting(self) {
        self.history.update_value(|history| {
            history.throttle.forget();
            history.made = Made::Choice;
        });
    }

    /// Opens a sheet of a narrow screen, with an entry of its own, so that Back closes it.
    pub(super) fn open_sheet(self, sheet: Sheet) {
        if self.narrow.get_untracked() && self.sheet.get_untracked().is_none() {
            self.flush();
            let address = self
                .query
                .with_untracked(|query| link::write(query, self.plan()));
            dom::write_history(&address, true);
            self.history
                .update_value(|history| history.made = Made::Sheet);
        }
        self.sheet.set(Some(sheet));
        dom::after_delay(0, move || dom::focus(sheet.title()));
    }

    /// Leads to the search field. On a narrow screen that is in the filter sheet, which must be open for the field to
    /// take the focus.
    pub(super) fn open_search(self) {
        if self.narrow.get_untracked() {
            self.open_sheet(Sheet::Filters);
        }
        dom::after_delay(0, || dom::focus("input[name=q]"));
    }

    /// Closes the open sheet. Without a choice in it, its entry goes too.
    pub(super) fn close_sheet(self) {
        let Some(sheet) = self.sheet.get_untracked() else {
            return;
        };
        self.sheet.set(None);
        if self
            .history
            .with_value(|history| history.made == Made::Sheet)
        {
            self.history
                .update_value(|history| history.made = Made::Choice);
            dom::go_back();
        }
        dom::after_delay(0, move || dom::focus(sheet.button()));
    }

    /// Keeps the scroll position of the present view, in CSS pixels, or forgets it.
    pub(super) fn keep_position(self, position: Option<f64>) {
        let from = self
            .query
            .with_untracked(|query| link::write(query, self.plan()));
        self.history.update_value(|history| {
            history.positions.retain(|(link, _)| *link != from);
            history
                .positions
                .extend(position.map(|position| (from, position)));
        });
    }

    /// The scroll position of a view when the reader left it.
    pub(super) fn kept_position(self, of: &Query) -> Option<f64> {
        let link = link::write(of, self.plan());
        self.history.with_value(|history| {
            let kept = history.positions.iter().find(|(of, _)| *of == link);
            kept.map(|&(_, position)| position)
        })
    }
}
