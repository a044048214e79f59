//! The one state value, the query, and the ways it changes.

use std::sync::{Mutex, MutexGuard, PoisonError};

use leptos::prelude::untrack;

use super::parts::watch;
use super::watched::Watched;
use crate::browser::{self, By};
use crate::link::{self, Notice, Throttle, Write};
use crate::markup::{Extent, Shared};
use crate::model::{Passage, Plan, Vocabulary};
use crate::query::{Explorer, Lang, Opened, Query, View, ViewKind};
use crate::words::{self, Words};

/// The key under which the language is kept.
const LANG: &str = "plan-explorer.lang";

/// Moves the focus along the timeline, when it is there.
fn walk(key: &str) -> bool {
    let step = match key {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        "Home" => i32::MIN,
        "End" => i32::MAX,
        _ => return false,
    };
    browser::move_focus(".timeline a.ms", step)
}

/// The language of a reader whose link says none.
fn preferred() -> Lang {
    let chosen = browser::preference(LANG).and_then(|id| Lang::from_id(&id));
    chosen.unwrap_or_else(|| {
        let languages = browser::languages();
        let mut known = languages.iter().filter_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            Lang::from_id(&primary.to_ascii_lowercase())
        });
        known.next().unwrap_or(Lang::Zh)
    })
}

/// What every component is given. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The plan, ready for questions.
    pub(super) explorer: &'static Explorer<'static>,
    /// What the reader asked for: everything on screen derives from it.
    pub(super) query: Watched<Query>,
    /// The same with nothing opened: what the list and the timeline depend on. This and the next three
    /// follow from the query ([`State::set`]).
    pub(super) filters: Watched<Query>,
    /// The answer.
    pub(super) view: Watched<View<'static>>,
    /// What is opened.
    pub(super) opened: Watched<Option<Opened<'static>>>,
    /// The language of the interface: the link's, else the one the reader chose before, else the first
    /// of the browser's that there is.
    pub(super) lang: Watched<Lang>,
    /// What the link said that could not be followed.
    pub(super) notices: Watched<Vec<Notice>>,
    /// Whether the filter sheet of a narrow screen is up.
    pub(super) sheet: Watched<bool>,
    /// Whether the screen is narrow: filters are a sheet, the opened passage covers the page.
    pub(super) narrow: Watched<bool>,
    /// Whether the view leaves room for what is opened beside it. Where something is opened, a frame later: to
    /// lay the view out for less room takes longer than to show what was opened, over it.
    pub(super) beside: Watched<bool>,
    /// How much of the answer is drawn.
    pub(super) extent: Watched<Extent>,
    /// What the share sheet hands on.
    pub(super) sharing: Watched<Option<Shared>>,
    /// The address to copy by hand, when the clipboard is refused.
    pub(super) by_hand: Watched<Option<String>>,
    /// The language of a reader whose link says none.
    preferred: Lang,
    history: &'static Mutex<Throttle>,
    /// The links of views that were left, and how far down each was then, in CSS pixels.
    left: &'static Mutex<Vec<(String, f64)>>,
}

fn lock<T>(value: &'static Mutex<T>) -> MutexGuard<'static, T> {
    value.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    /// The state the page's address asks for, kept in step with it from now on.
    /// `offset` is how far down the reader was or is, in CSS pixels.
    pub(super) fn new(explorer: &'static Explorer<'static>, offset: f64) -> Self {
        let reading = link::read(&browser::search(), explorer.plan());
        let query = reading.query;
        let filters = query.at(None);
        let extent = Extent::of_return(filters.view, browser::height(), Some(offset));
        let view = explorer.view(&filters);
        let opened = explorer.open(&query, &view);
        let preferred = preferred();
        let state = Self {
            explorer,
            lang: Watched::new(query.lang.unwrap_or(preferred)),
            query: Watched::new(query),
            filters: Watched::new(filters),
            view: Watched::new(view),
            opened: Watched::new(opened),
            notices: Watched::new(reading.notices),
            sheet: Watched::new(false),
            narrow: Watched::new(false),
            beside: Watched::new(false),
            extent: Watched::new(extent),
            sharing: Watched::new(None),
            by_hand: Watched::new(None),
            preferred,
            history: Box::leak(Box::default()),
            left: Box::leak(Box::default()),
        };
        state.beside.set(untrack(move || state.in_panel()));
        state.listen();
        state.follow();
        state
    }

    /// Takes the one value, and everything that follows from it.
    fn set(self, query: Query) {
        let filters = query.at(None);
        if self.filters.with_untracked(|now| *now != filters) {
            self.view.set(self.explorer.view(&filters));
            self.filters.set(filters);
        }
        let opened = self
            .view
            .with_untracked(|view| self.explorer.open(&query, view));
        self.opened.set(opened);
        self.lang.bring(query.lang.unwrap_or(self.preferred));
        self.query.set(query);
    }

    fn history(self) -> MutexGuard<'static, Throttle> {
        lock(self.history)
    }

    /// The plan.
    pub(super) fn plan(self) -> &'static Plan {
        self.explorer.plan()
    }

    /// The strings of the interface, for what is drawn anew when the language changes.
    pub(super) fn words(self) -> &'static Words {
        Words::of(self.lang.get())
    }

    /// The strings of the interface as they are now.
    pub(super) fn words_now(self) -> &'static Words {
        untrack(move || self.words())
    }

    /// Takes the filter sheet of a narrow screen away.
    pub(super) fn close_filters(self) {
        self.sheet.set(false);
        browser::when_idle(0, || browser::focus("#filters-button"));
    }

    fn listen(self) {
        browser::on_navigate(move || {
            self.history().forget();
            let reading = link::read(&browser::search(), self.plan());
            self.notices.set(reading.notices);
            // The browser may have scrolled already, so how far down it was is not known.
            self.leave(None);
            // What was only opened or closed draws nothing anew.
            if self.draws_anew(&reading.query) {
                self.extent.set(self.extent_of_return(&reading.query));
            }
            self.set(reading.query);
        });
        browser::on_hide(move || {
            self.flush();
            browser::keep_offset();
        });
        browser::on_link(move |by, href, then| {
            let mut to = link::read(href, self.plan()).query;
            if by == By::Field {
                // Fields change what is asked, not what is opened; so they need not be drawn anew for it.
                to.at = self.query.with_untracked(|query| query.at.clone());
            } else if by == By::Value {
                to = self.query.with_untracked(|query| query.toggled(&to));
            }
            self.go(to);
            match then.as_deref() {
                // After the parts have been drawn anew.
                Some("status") => browser::when_idle(0, || browser::focus_first(&["#status"])),
                // Only what the reader chose is kept, not what a link from elsewhere says.
                Some("lang") => browser::set_preference(LANG, self.lang.get_untracked().id()),
                Some("up" | "top") => browser::scroll_up_to("results"),
                _ => {}
            }
        });
        browser::on_escape(move || {
            if self.by_hand.get_untracked().is_some() {
                self.by_hand.set(None);
            } else if self.sheet.get_untracked() {
                self.close_filters();
            } else if self.in_panel() {
                self.close();
            }
        });
        browser::on_key(move |key| match key {
            _ if walk(key) => true,
            "/" => {
                // On a narrow screen the field lies in the sheet, which must be up to take the focus.
                self.sheet.set(self.narrow.get_untracked());
                browser::when_idle(0, || browser::focus("input[name=q]"));
                true
            }
            "?" => {
                self.open_help();
                true
            }
            "ArrowLeft" => self.turn(false),
            "ArrowRight" => self.turn(true),
            _ => false,
        });
        browser::watch_media("(max-width: 63.99em)", move |narrow| {
            self.narrow.set(narrow)
        });
    }

    /// What follows from the query outside the app's own elements.
    fn follow(self) {
        watch(move || {
            if self.in_panel() {
                browser::after_frame(move || self.beside.bring(untrack(move || self.in_panel())));
            } else {
                self.beside.bring(false);
            }
        });
        watch(move || {
            self.query.track();
            self.lang.track();
            browser::when_idle(super::SOON, move || {
                let title = |query: &Query| words::page_title(self.words_now(), self.plan(), query);
                browser::set_title(&self.query.with_untracked(title));
            });
        });
        browser::after_frame(browser::mark_entry);
        // A link with junk in it is shown as the clean one, so that copying the address copies that.
        let clean = self.query.with_untracked(link::write);
        if clean != browser::search().trim_start_matches('?') {
            browser::write_history(&clean, false);
        }
        watch(move || browser::set_root("lang", self.lang.get().tag()));
    }

    /// Opens the help.
    pub(super) fn open_help(self) {
        browser::open_dialog("help");
    }

    /// Shows what `to` asks for, and puts it in the address.
    pub(super) fn go(self, to: Query) {
        let write = self.query.with_untracked(|from| {
            if *from == to {
                None
            } else if from.differs_only_in_typing(&to) {
                Some(Write::Replace)
            } else {
                Some(Write::Push)
            }
        });
        let Some(write) = write else { return };
        let address = link::write(&to);
        self.notices.set(Vec::new());
        if write == Write::Push {
            self.leave(Some(browser::offset()));
        }
        // What is only opened draws nothing anew.
        if self.draws_anew(&to) {
            self.extent.set(Extent::at_once(to.view, browser::height()));
        }
        self.set(to);
        if write == Write::Replace {
            // After the frame that answers: the address can wait for it, the reader need not for the address.
            self.history().keep(write, address);
            self.write_later(super::SOON);
            return;
        }
        // Before anything is drawn, as the browser keeps with the entry how far down it was. What was typed
        // just before belongs to that entry.
        let typed = self.history().due(browser::now());
        let now = self.history().ask(browser::now(), write, address);
        for (write, address) in typed.into_iter().chain(now) {
            browser::write_history(&address, write == Write::Push);
        }
        if self.history().is_waiting() {
            self.write_later(Throttle::EARN as u32);
        }
    }

    /// Notes how far down the present view is left, in CSS pixels, where that is known.
    fn leave(self, offset: Option<f64>) {
        let from = self.query.with_untracked(link::write);
        let mut left = lock(self.left);
        left.retain(|(link, _)| *link != from);
        left.extend(offset.map(|offset| (from, offset)));
    }

    /// Whether the answer to `to` is another than the one that is drawn.
    fn draws_anew(self, to: &Query) -> bool {
        self.filters.with_untracked(|drawn| *drawn != to.at(None))
    }

    /// How much is drawn at once of a view that the reader goes back to.
    fn extent_of_return(self, to: &Query) -> Extent {
        let link = link::write(to);
        let left = lock(self.left);
        let left = left.iter().find(|(of, _)| *of == link);
        let offset = left.map(|&(_, offset)| offset);
        Extent::of_return(to.view, browser::height(), offset)
    }

    /// Changes the query in place and goes there.
    pub(super) fn change(self, change: impl FnOnce(&mut Query)) {
        let mut to = self.query.get_untracked();
        change(&mut to);
        self.go(to);
    }

    fn write_later(self, delay: u32) {
        browser::when_idle(delay, move || {
            let (write, waiting) = {
                let mut history = self.history();
                (history.due(browser::now()), history.is_waiting())
            };
            if let Some((write, address)) = write {
                browser::write_history(&address, write == Write::Push);
            }
            if waiting {
                self.write_later(Throttle::EARN as u32);
            }
        });
    }

    /// Makes the write that waits, so that the address is right when others look at it.
    pub(super) fn flush(self) {
        let waits = self.history().flush();
        if let Some((write, address)) = waits {
            browser::write_history(&address, write == Write::Push);
        }
    }

    /// The whole address of `query`, for handing on.
    pub(super) fn address(self, query: &Query) -> String {
        browser::address(&link::write(query))
    }

    /// Whether what is opened is shown beside the view. The whole text shows a passage in its place.
    pub(super) fn in_panel(self) -> bool {
        let is_term = |opened: &Option<Opened<'_>>| {
            opened
                .as_ref()
                .is_some_and(|opened| opened.located.term.is_some())
        };
        self.query.with(|query| match query.view {
            ViewKind::About => false,
            ViewKind::Text => self.opened.with(is_term),
            _ => query.at.is_some(),
        })
    }

    /// Opens what comes before or after the opened passage among the results. `false` where nothing is
    /// opened beside the view, or there is no more.
    fn turn(self, forward: bool) -> bool {
        if !untrack(move || self.in_panel()) {
            return false;
        }
        let to = self.opened.with_untracked(|opened| {
            let opened = opened
                .as_ref()
                .filter(|opened| opened.located.term.is_none())?;
            let next = if forward {
                &opened.next
            } else {
                &opened.previous
            };
            next.clone()
        });
        match to {
            Some(to) => {
                self.change(|query| query.at = Some(to));
                true
            }
            None => false,
        }
    }

    /// Closes the opened passage and gives the focus back to what opened it.
    pub(super) fn close(self) {
        let id = self.query.with_untracked(|query| {
            let id = query.at.as_ref().map(|target| target.id().to_owned());
            id.unwrap_or_default()
        });
        let passage = self.opened_passage().map_or("", |passage| &passage.id);
        self.change(|query| query.at = None);
        browser::when_idle(0, move || {
            let [own, around] =
                [&id, passage].map(|id| ["#content [data-opens='", id, "']"].concat());
            browser::focus_first(&[&own, &around, "#status"]);
        });
    }

    fn opened_passage(self) -> Option<&'static Passage> {
        self.opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.located.passage))
    }
}
