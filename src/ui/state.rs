//! The one state value, the query, and the ways it changes.

use leptos::prelude::*;

use super::effects::{effect, set_if_changed};
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

/// What the page is now. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The plan, ready for questions.
    pub(super) explorer: &'static Explorer<'static>,
    /// What the reader asked for: the address says the same.
    pub(super) query: RwSignal<Query>,
    /// The query with nothing opened: what the answer depends on.
    pub(super) filters: Memo<Query>,
    /// The answer to `filters`.
    pub(super) view: Memo<View<'static>>,
    /// The passage, sentence or term that is opened.
    pub(super) opened: Memo<Option<Opened<'static>>>,
    /// Whether what is opened is shown in the panel beside the view. The whole text shows a passage in its
    /// place.
    pub(super) in_panel: Memo<bool>,
    /// The language of the interface: the link's, else the one the reader chose before, else the first
    /// of the browser's that there is.
    pub(super) lang: Memo<Lang>,
    /// What the link said that could not be followed.
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// Whether the filter sheet of a narrow screen is up.
    pub(super) sheet: RwSignal<bool>,
    /// Whether the screen is narrow: filters are a sheet, the panel covers the page.
    pub(super) narrow: RwSignal<bool>,
    /// Whether the view leaves room for the panel. This follows `in_panel` a frame later: the panel opens
    /// over the view at once, and the layout of the narrower view, which takes longer, comes after it.
    pub(super) beside: RwSignal<bool>,
    /// How much of the answer is drawn.
    pub(super) extent: RwSignal<Extent>,
    /// What the share sheet hands on.
    pub(super) sharing: RwSignal<Option<Shared>>,
    /// The text to copy by hand, when the clipboard is refused.
    pub(super) by_hand: RwSignal<Option<String>>,
    history: StoredValue<Throttle>,
    /// The links of views that were left, each with its scroll position in CSS pixels.
    left: StoredValue<Vec<(String, f64)>>,
}

impl State {
    /// The state the page's address asks for, kept in step with it from now on.
    /// `offset` is how far down the reader was or is, in CSS pixels.
    pub(super) fn new(explorer: &'static Explorer<'static>, offset: f64) -> Self {
        let reading = link::read(&browser::search(), explorer.plan());
        let query = RwSignal::new(reading.query);
        let filters = Memo::new(move |_| query.with(|query| query.at(None)));
        // Computed only when the filters have changed, so the new answer need not be compared with the old.
        let view = Memo::new_with_compare(
            move |_| filters.with(|filters| explorer.view(filters)),
            |_, _| true,
        );
        let opened =
            Memo::new(move |_| query.with(|query| view.with(|view| explorer.open(query, view))));
        let in_panel = Memo::new(move |_| {
            query.with(|query| match query.view {
                ViewKind::About => false,
                ViewKind::Text => opened.with(|opened| {
                    let located = opened.as_ref().map(|opened| opened.located);
                    located.is_some_and(|located| located.term.is_some())
                }),
                _ => query.at.is_some(),
            })
        });
        let preferred = preferred();
        let lang = Memo::new(move |_| query.with(|query| query.lang.unwrap_or(preferred)));
        let kind = filters.with_untracked(|filters| filters.view);
        let extent = Extent::of_return(kind, browser::height(), Some(offset));
        let state = Self {
            explorer,
            query,
            filters,
            view,
            opened,
            in_panel,
            lang,
            notices: RwSignal::new(reading.notices),
            sheet: RwSignal::new(false),
            narrow: RwSignal::new(false),
            beside: RwSignal::new(in_panel.get_untracked()),
            extent: RwSignal::new(extent),
            sharing: RwSignal::new(None),
            by_hand: RwSignal::new(None),
            history: StoredValue::new(Throttle::default()),
            left: StoredValue::new(Vec::new()),
        };
        state.listen();
        state.follow();
        state
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
            self.history.update_value(Throttle::forget);
            let reading = link::read(&browser::search(), self.plan());
            self.notices.set(reading.notices);
            // The browser may have scrolled already, so how far down it was is not known.
            self.leave(None);
            // What was only opened or closed draws nothing anew.
            if self.draws_anew(&reading.query) {
                self.extent.set(self.extent_of_return(&reading.query));
            }
            self.query.set(reading.query);
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
            } else if self.in_panel.get_untracked() {
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
        effect(move || {
            let follow = move || set_if_changed(self.beside, self.in_panel.get_untracked());
            if self.in_panel.get() {
                browser::after_frame(follow);
            } else {
                follow();
            }
        });
        effect(move || {
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
        effect(move || browser::set_root("lang", self.lang.get().tag()));
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
        self.query.set(to);
        if write == Write::Replace {
            // After the frame that answers: the address can wait for it, the reader need not for the address.
            self.history
                .update_value(|history| history.keep(write, address));
            self.write_later(super::SOON);
            return;
        }
        // Before anything is drawn, as the browser keeps with the entry how far down it was. What was typed
        // just before belongs to that entry.
        self.write(|history| history.due(browser::now()));
        if self.write(|history| history.ask(browser::now(), write, address)) {
            self.write_later(Throttle::EARN as u32);
        }
    }

    /// Notes how far down the present view is left, in CSS pixels, where that is known.
    fn leave(self, offset: Option<f64>) {
        let from = self.query.with_untracked(link::write);
        self.left.update_value(|left| {
            left.retain(|(link, _)| *link != from);
            left.extend(offset.map(|offset| (from, offset)));
        });
    }

    /// Whether the answer to `to` is another than the one that is drawn.
    fn draws_anew(self, to: &Query) -> bool {
        self.filters.with_untracked(|drawn| *drawn != to.at(None))
    }

    /// How much is drawn at once of a view that the reader goes back to.
    fn extent_of_return(self, to: &Query) -> Extent {
        let link = link::write(to);
        let offset = self.left.with_value(|left| {
            let left = left.iter().find(|(of, _)| *of == link);
            left.map(|&(_, offset)| offset)
        });
        Extent::of_return(to.view, browser::height(), offset)
    }

    /// Changes the query in place and goes there.
    pub(super) fn change(self, change: impl FnOnce(&mut Query)) {
        let mut to = self.query.get_untracked();
        change(&mut to);
        self.go(to);
    }

    /// Makes the write that the throttle gives, if any; whether another waits.
    fn write(self, next: impl FnOnce(&mut Throttle) -> Option<(Write, String)>) -> bool {
        let next = self.history.try_update_value(next);
        if let Some((write, address)) = next.flatten() {
            browser::write_history(&address, write == Write::Push);
        }
        self.history.with_value(Throttle::is_waiting)
    }

    fn write_later(self, delay: u32) {
        browser::when_idle(delay, move || {
            if self.write(|history| history.due(browser::now())) {
                self.write_later(Throttle::EARN as u32);
            }
        });
    }

    /// Makes the write that waits, so that the address is right when others look at it.
    pub(super) fn flush(self) {
        self.write(Throttle::flush);
    }

    /// The whole address of `query`, for handing on.
    pub(super) fn address(self, query: &Query) -> String {
        browser::address(&link::write(query))
    }

    /// Opens what comes before or after the opened passage among the results. `false` where nothing is
    /// opened beside the view, or there is no more.
    fn turn(self, forward: bool) -> bool {
        if !self.in_panel.get_untracked() {
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
