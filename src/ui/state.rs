//! The state: the query, what follows from it, and how it changes.

use leptos::prelude::*;

use super::AFTER_ANSWER;
use super::effects::effect;
use crate::browser::{self, LinkSource};
use crate::link::{self, Notice, Throttle, Write};
use crate::markup::{Limit, ShareLinks};
use crate::model::{Passage, Plan, Vocabulary};
use crate::query::{Explorer, Lang, Opened, Query, View, ViewKind};
use crate::words::{self, Words};

/// The storage key of the language.
const LANG: &str = "lang";

/// Moves the focus along the timeline if a milestone has it and this is a key for that.
fn move_along_timeline(key: &str) -> bool {
    let step = match key {
        "ArrowDown" | "ArrowRight" => 1,
        "ArrowUp" | "ArrowLeft" => -1,
        "Home" => i32::MIN,
        "End" => i32::MAX,
        _ => return false,
    };
    browser::move_focus(".timeline a.ms", step)
}

/// The language for links that name none: the one the reader chose before, else the first of the browser's
/// languages that we have.
fn preferred(plan: &Plan) -> Lang {
    let chosen =
        browser::preference(&plan.site().storage_key(LANG)).and_then(|id| Lang::from_id(&id));
    chosen.unwrap_or_else(|| {
        let languages = browser::languages();
        let mut known = languages.iter().filter_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            Lang::from_id(&primary.to_ascii_lowercase())
        });
        known.next().unwrap_or(Lang::Zh)
    })
}

/// A selector of the link in the answer to what is opened; empty if nothing is.
fn link_to_opened(query: &Query) -> String {
    let target = query.at.as_ref();
    target.map_or_else(String::new, |target| {
        format!("#content [data-opens='{}']", target.id())
    })
}

/// What made the present history entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Made {
    /// A choice, or the page itself.
    #[default]
    Choice,
    /// Typing.
    Typing,
    /// Opening the filter sheet, so that Back closes it.
    Sheet,
}

/// The state of the app. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The plan, ready for questions.
    pub(super) explorer: &'static Explorer<'static>,
    /// What the reader asked for. The address says the same.
    pub(super) query: RwSignal<Query>,
    /// The query with nothing opened: what the answer depends on.
    pub(super) filters: Memo<Query>,
    /// The answer to `filters`.
    pub(super) view: Memo<View<'static>>,
    /// The passage, sentence, milestone, project or term that is opened.
    pub(super) opened: Memo<Option<Opened<'static>>>,
    /// Whether what is opened is shown in the panel beside the view. The whole text shows a passage in its
    /// place.
    pub(super) in_panel: Memo<bool>,
    /// The language of the interface.
    pub(super) lang: Memo<Lang>,
    /// What the link said that could not be followed.
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// Whether the filter sheet of a narrow screen is open.
    pub(super) filter_sheet: RwSignal<bool>,
    /// Whether the screen is narrow: filters are a sheet, the panel covers the page.
    pub(super) narrow: RwSignal<bool>,
    /// Whether the view leaves room for the panel. This follows `in_panel` a frame later: the panel opens
    /// over the view at once, and the layout of the narrower view, which takes longer, comes after it.
    pub(super) panel_room: RwSignal<bool>,
    /// How much of the answer is drawn.
    pub(super) limit: RwSignal<Limit>,
    /// The links in the share dialog.
    pub(super) share_links: RwSignal<Option<ShareLinks>>,
    /// A text that the reader has to copy by hand, as the browser refused the clipboard.
    pub(super) copy_by_hand: RwSignal<Option<String>>,
    /// The language for links that name none.
    preferred: RwSignal<Lang>,
    history: StoredValue<Throttle>,
    /// What made the present history entry.
    made: StoredValue<Made>,
    /// A selector of the link to what was opened last.
    last_opened: StoredValue<String>,
    /// The links of views that the reader left, each with its scroll position then, in CSS pixels.
    scroll_positions: StoredValue<Vec<(String, f64)>>,
}

impl State {
    /// The state that the page's address asks for, from now on in step with it. `position` is the scroll
    /// position to restore, in CSS pixels.
    pub(super) fn new(explorer: &'static Explorer<'static>, position: f64) -> Self {
        let reading = link::read(&browser::query_string(), explorer.plan());
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
                    let location = opened.as_ref().map(|opened| opened.location);
                    location.is_some_and(|location| location.term.is_some())
                }),
                _ => query.at.is_some(),
            })
        });
        let preferred = RwSignal::new(preferred(explorer.plan()));
        let lang = Memo::new(move |_| {
            query
                .with(|query| query.lang)
                .unwrap_or_else(|| preferred.get())
        });
        let kind = filters.with_untracked(|filters| filters.view);
        let limit = if in_panel.get_untracked() {
            // What is opened must be there to be scrolled to.
            Limit::DEFAULT
        } else {
            Limit::on_return(kind, browser::viewport_height(), Some(position))
        };
        let state = Self {
            explorer,
            query,
            filters,
            view,
            opened,
            in_panel,
            lang,
            notices: RwSignal::new(reading.notices),
            filter_sheet: RwSignal::new(false),
            narrow: RwSignal::new(false),
            panel_room: RwSignal::new(in_panel.get_untracked()),
            limit: RwSignal::new(limit),
            share_links: RwSignal::new(None),
            copy_by_hand: RwSignal::new(None),
            preferred,
            history: StoredValue::new(Throttle::default()),
            made: StoredValue::new(Made::default()),
            last_opened: StoredValue::new(query.with_untracked(link_to_opened)),
            scroll_positions: StoredValue::new(Vec::new()),
        };
        state.listen();
        state.follow();
        state
    }

    /// The plan.
    pub(super) fn plan(self) -> &'static Plan {
        self.explorer.plan()
    }

    /// The strings of the interface. Tracks the language.
    pub(super) fn words(self) -> &'static Words {
        Words::of(self.lang.get())
    }

    /// The strings of the interface, without tracking the language.
    pub(super) fn words_now(self) -> &'static Words {
        untrack(move || self.words())
    }

    /// Opens the filter sheet of a narrow screen. It has a history entry of its own, so that Back closes it.
    pub(super) fn open_filters(self) {
        if self.narrow.get_untracked() && !self.filter_sheet.get_untracked() {
            self.flush();
            let address = self
                .query
                .with_untracked(|query| link::write(query, self.plan()));
            browser::write_history(&address, true);
            self.made.set_value(Made::Sheet);
        }
        self.filter_sheet.set(true);
        browser::after_delay(0, || browser::focus("#filters-title"));
    }

    /// Closes the filter sheet of a narrow screen. If nothing was chosen in it, its history entry goes too.
    pub(super) fn close_filters(self) {
        self.filter_sheet.set(false);
        if self.made.get_value() == Made::Sheet {
            self.made.set_value(Made::Choice);
            browser::go_back();
        }
        browser::after_delay(0, || browser::focus("#filters-button"));
    }

    fn listen(self) {
        browser::on_back_or_forward(move || {
            self.history.update_value(Throttle::forget);
            self.made.set_value(Made::Choice);
            if self.filter_sheet.get_untracked() {
                // Back closes the sheet and takes back no choice.
                let here = self
                    .query
                    .with_untracked(|query| link::write(query, self.plan()));
                if browser::query_string().trim_start_matches('?') != here {
                    browser::go_forward();
                }
                self.filter_sheet.set(false);
                browser::after_delay(0, || browser::focus("#filters-button"));
                return;
            }
            let reading = link::read(&browser::query_string(), self.plan());
            self.notices.set(reading.notices);
            // The browser may have scrolled already, so the scroll position of the view before is unknown.
            self.save_scroll_position(None);
            if self.changes_answer(&reading.query) {
                self.limit.set(self.limit_on_return(&reading.query));
            }
            self.query.set(reading.query);
        });
        browser::on_page_hide(move || {
            self.flush();
            browser::save_scroll_position(&self.plan().site().storage_key("offset"));
        });
        browser::on_link(move |source, href, then| {
            let mut to = link::read(href, self.plan()).query;
            if source == LinkSource::Link {
                // Only the reader's own choice changes the language.
                to.lang = to
                    .lang
                    .or_else(|| self.query.with_untracked(|query| query.lang));
            } else if source == LinkSource::Toggle && href.starts_with("?reach=") {
                let reach = to.reach;
                to = self.query.get_untracked();
                to.reach = reach;
            } else if source == LinkSource::Field {
                // A field changes the filters, not what is opened.
                to.at = self.query.with_untracked(|query| query.at.clone());
            } else if source == LinkSource::Toggle {
                to = self.query.with_untracked(|query| query.toggled(&to));
            }
            self.go(to);
            match then.as_deref() {
                // After the parts have been drawn again.
                Some("status") => {
                    browser::scroll_up_to("results");
                    browser::after_delay(0, || browser::focus_first(&["#status"]));
                }
                // Only the reader's own choice is kept, not the language of a link from elsewhere. Views that
                // the reader goes back to have it too.
                Some("lang") => {
                    let lang = self.lang.get_untracked();
                    browser::set_preference(&self.plan().site().storage_key(LANG), lang.id());
                    self.preferred.set(lang);
                }
                Some("up" | "top") => browser::scroll_up_to("results"),
                _ => {}
            }
        });
        browser::on_escape(move || {
            if self.copy_by_hand.get_untracked().is_some() {
                self.copy_by_hand.set(None);
            } else if self.filter_sheet.get_untracked() {
                self.close_filters();
            } else if self.in_panel.get_untracked() {
                self.close();
            }
        });
        browser::on_key(move |key| match key {
            _ if move_along_timeline(key) => true,
            "/" => {
                // On a narrow screen the field is in the sheet, which must be open to take the focus.
                if self.narrow.get_untracked() {
                    self.open_filters();
                }
                browser::after_delay(0, || browser::focus("input[name=q]"));
                true
            }
            "?" => {
                self.open_help();
                true
            }
            "ArrowLeft" => self.open_neighbour(false),
            "ArrowRight" => self.open_neighbour(true),
            _ => false,
        });
        browser::on_media_query("(max-width: 63.99em)", move |narrow| {
            self.narrow.set(narrow)
        });
    }

    /// Keeps in step what no part of the page draws: the room for the panel, the title, the address, the
    /// page's language.
    fn follow(self) {
        effect(move || {
            // The answer has another width beside the panel. What was opened stays where the reader sees it.
            let follow = move || {
                let room = self.in_panel.get_untracked();
                if self.panel_room.get_untracked() != room {
                    let link = self.last_opened.get_value();
                    browser::keep_in_place(&link, || self.panel_room.set(room));
                }
            };
            if self.in_panel.get() {
                browser::after_frame(follow);
            } else {
                follow();
            }
        });
        effect(move || {
            self.query.track();
            self.lang.track();
            browser::after_delay(AFTER_ANSWER, move || {
                let title = |query: &Query| words::page_title(self.words_now(), self.plan(), query);
                browser::set_title(&self.query.with_untracked(title));
            });
        });
        browser::after_frame(browser::mark_history_entry);
        // The address becomes the canonical link, so that copying it copies that.
        let canonical = self
            .query
            .with_untracked(|query| link::write(query, self.plan()));
        if canonical != browser::query_string().trim_start_matches('?') {
            browser::write_history(&canonical, false);
        }
        effect(move || browser::set_root_attribute("lang", self.lang.get().tag()));
    }

    /// Opens the help.
    pub(super) fn open_help(self) {
        browser::open_dialog("help");
    }

    /// Goes to a query: shows its answer and writes it to the address. Choosing makes a history entry, and so does
    /// the first typed letter. Further letters replace the entry that typing made.
    pub(super) fn go(self, to: Query) {
        let from = self.query.get_untracked();
        if from == to {
            return;
        }
        let typing = from.differs_only_in_typing(&to);
        let made = self.made.get_value();
        // Typing replaces the entry that typing made, never the one before it.
        let write = match made {
            Made::Typing if typing => Write::Replace,
            Made::Sheet => Write::Replace,
            Made::Choice | Made::Typing => Write::Push,
        };
        self.made
            .set_value(if typing { Made::Typing } else { Made::Choice });
        if to.at.is_some() {
            self.last_opened.set_value(link_to_opened(&to));
        }
        let address = link::write(&to, self.plan());
        self.notices.set(Vec::new());
        if write == Write::Push {
            self.save_scroll_position(Some(browser::scroll_position()));
        }
        if self.changes_answer(&to) {
            self.limit
                .set(Limit::first_screen(to.view, browser::viewport_height()));
        }
        self.query.set(to);
        if typing {
            // The answer comes first: browsers are slow to write an address.
            self.history
                .update_value(|history| history.defer(write, address));
            self.write_later(AFTER_ANSWER);
            return;
        }
        // Now, before effects draw anything: with the entry that is left, the browser keeps its scroll
        // position. What was typed just before belongs to that entry. Other writes wait for the throttle.
        if made == Made::Typing {
            self.flush();
        }
        let now = browser::now();
        if self.write(|history| history.request(now, write, address)) {
            self.write_later(Throttle::REFILL_MS as u32);
        }
    }

    /// Keeps the scroll position of the present view, in CSS pixels, or forgets it.
    fn save_scroll_position(self, position: Option<f64>) {
        let from = self
            .query
            .with_untracked(|query| link::write(query, self.plan()));
        self.scroll_positions.update_value(|positions| {
            positions.retain(|(link, _)| *link != from);
            positions.extend(position.map(|position| (from, position)));
        });
    }

    /// Whether `to` has another answer than the one that is drawn: opening and closing has not.
    fn changes_answer(self, to: &Query) -> bool {
        self.filters.with_untracked(|drawn| *drawn != to.at(None))
    }

    /// How much is drawn at first of a view that the reader goes back to.
    fn limit_on_return(self, to: &Query) -> Limit {
        let link = link::write(to, self.plan());
        let position = self.scroll_positions.with_value(|positions| {
            let saved = positions.iter().find(|(of, _)| *of == link);
            saved.map(|&(_, position)| position)
        });
        Limit::on_return(to.view, browser::viewport_height(), position)
    }

    /// Changes the query in place and goes there.
    pub(super) fn change(self, change: impl FnOnce(&mut Query)) {
        let mut to = self.query.get_untracked();
        change(&mut to);
        self.go(to);
    }

    /// Makes the write to the history that the throttle allows, if any. Gives whether another one waits.
    fn write(self, next: impl FnOnce(&mut Throttle) -> Option<(Write, String)>) -> bool {
        let next = self.history.try_update_value(next);
        if let Some((write, address)) = next.flatten() {
            browser::write_history(&address, write == Write::Push);
        }
        self.history.with_value(Throttle::is_waiting)
    }

    fn write_later(self, delay: u32) {
        browser::after_delay(delay, move || {
            let now = browser::now();
            if self.write(|history| history.take_ready(now)) {
                self.write_later(Throttle::REFILL_MS as u32);
            }
        });
    }

    /// Makes the write to the history that waits, so that the address is right when it is shared.
    pub(super) fn flush(self) {
        self.write(Throttle::flush);
    }

    /// The whole address of `query`.
    pub(super) fn url(self, query: &Query) -> String {
        browser::page_url(&link::write(query, self.plan()))
    }

    /// Opens the result before or after the one in the panel. `false` if there is none, or no panel.
    fn open_neighbour(self, forward: bool) -> bool {
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
        match to {
            Some(to) => {
                self.change(|query| query.at = Some(to));
                true
            }
            None => false,
        }
    }

    /// Closes the panel and gives the focus back to the link that opened it.
    pub(super) fn close(self) {
        let id = self.query.with_untracked(|query| {
            let id = query.at.as_ref().map(|target| target.id().to_owned());
            id.unwrap_or_default()
        });
        let passage = self.opened_passage().map_or("", |passage| &passage.id);
        self.change(|query| query.at = None);
        browser::after_delay(0, move || {
            let [link, passage] = [&id, passage].map(|id| format!("#content [data-opens='{id}']"));
            browser::focus_first(&[&link, &passage, "#status"]);
        });
    }

    fn opened_passage(self) -> Option<&'static Passage> {
        self.opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.location.passage))
    }
}
