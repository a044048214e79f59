//! What buttons do: copy, share, save, close, choose.

use leptos::prelude::*;

use super::state::State;
use crate::browser::{self, Control};
use crate::export::{Export, Format};
use crate::link;
use crate::markup::{Action, Extent, Of, Settings, Shared};
use crate::model::{Vocabulary, Year};
use crate::query::{Query, ViewKind, Years};
use crate::words;

/// The keys under which settings are kept.
const SCHEME: &str = "plan-explorer.scheme";
const SIZE: &str = "plan-explorer.size";
/// The attributes of the root element that have them come true.
const ON_SCHEME: &str = "data-scheme";
const ON_SIZE: &str = "data-size";

/// What is set on this page. What is kept may be another tab's choice, or nothing where storage is refused.
pub(super) fn settings() -> Settings {
    Settings {
        scheme: browser::root(ON_SCHEME),
        size: browser::root(ON_SIZE),
    }
}

/// Sets what the reader set before.
pub(super) fn restore() {
    for (key, attribute) in [(SCHEME, ON_SCHEME), (SIZE, ON_SIZE)] {
        browser::set_root(attribute, &browser::preference(key).unwrap_or_default());
    }
}

/// Does what the buttons of the page ask for.
pub(super) fn listen(state: State) {
    browser::on_action(move |name, value, control| {
        if let Some(action) = Action::from_id(name) {
            state.act(action, value, control);
        }
    });
    browser::on_brush("content", "data-year", move |first, last| {
        if let (Some(first), Some(last)) = (Year::from_id(first), Year::from_id(last)) {
            state.change(|query| query.years = Years::brushed(query.years, first, last));
        }
    });
}

impl State {
    fn act(self, action: Action, value: &str, control: Control) {
        let words = self.words_now();
        match action {
            Action::ShareSheet => {
                self.open_share_sheet(value);
            }
            Action::CopyView => {
                if let Some(format) = Format::from_id(value) {
                    // A byte order mark is for files; on the clipboard it would be a stray character.
                    let text = self.file(format).0;
                    let text = text.trim_start_matches('\u{feff}').to_owned();
                    self.copy(text, words.copied, control);
                }
            }
            Action::SaveView => {
                if let Some(format) = Format::from_id(value) {
                    let (text, name) = self.file(format);
                    if !browser::download(&name, format.media_type(), &text) {
                        self.by_hand.set(Some(text));
                    }
                }
            }
            Action::Help => self.open_help(),
            Action::CopyLink => {
                self.flush();
                let address = self.address(&self.shared(value));
                self.copy(address, words.copied, control);
            }
            Action::ShareLink => {
                self.flush();
                let query = self.shared(value);
                let title = words::page_title(words, self.plan(), &query);
                let address = self.address(&query);
                browser::share(&title, &address);
            }
            Action::Size => {
                browser::set_preference(SIZE, value);
                browser::set_root(ON_SIZE, value);
            }
            Action::CopyText => self.copy(browser::text_of(value), words.copied, control),
            Action::Close => self.close(),
            Action::Dismiss => self.notices.set(Vec::new()),
            Action::CloseByHand => self.by_hand.set(None),
            Action::OpenFilters => {
                self.sheet.set(true);
                browser::when_idle(0, || browser::focus("#filters-title"));
            }
            Action::CloseFilters => self.close_filters(),
            Action::DrawAll => self.extent.set(Extent::Whole),
            Action::Outline => browser::when_idle(0, || browser::reveal_here("outline-parts")),
            Action::Skip => browser::focus("#status"),
            Action::YearsFrom => self.choose_years(value, Years::starting),
            Action::YearsTo => self.choose_years(value, Years::ending),
            Action::Scheme => {
                browser::set_preference(SCHEME, value);
                browser::set_root(ON_SCHEME, value);
            }
        }
    }

    /// Opens the sheet that hands on the link of what `of` says.
    fn open_share_sheet(self, of: &str) {
        self.flush();
        let query = self.shared(of);
        let embedded = Query {
            embed: true,
            ..query.clone()
        };
        self.sharing.set(Some(Shared {
            of: Of::from_id(of).unwrap_or(Of::View),
            address: self.address(&query),
            embedded: self.address(&embedded),
            page: link::share_page(&query, self.plan()).map(|page| browser::beside(&page)),
        }));
        browser::when_idle(0, || {
            browser::open_dialog("share");
        });
    }

    /// Changes one end of the years that are chosen.
    fn choose_years(self, value: &str, choose: fn(Option<Years>, Year) -> Option<Years>) {
        if let Some(year) = Year::from_id(value) {
            self.change(|query| query.years = choose(query.years, year));
        }
    }

    /// Copies a text and says so on the control; where the browser keeps the clipboard to itself, offers
    /// the text for copying by hand.
    fn copy(self, text: String, done: &'static str, control: Control) {
        browser::copy(text, move |text, is_copied| {
            if is_copied {
                control.say(done);
            } else {
                self.by_hand.set(Some(text));
            }
        });
    }

    /// What a link that is handed on opens.
    fn shared(self, of: &str) -> Query {
        let query = self.query.get_untracked();
        // Reading has a place of its own, kept nowhere but in a link that is handed on.
        if query.view == ViewKind::Text && query.at.is_none() {
            let here = self.reading().and_then(|here| self.plan().target(&here));
            let first = self.plan().passages().first();
            let moved = here.filter(|here| first.is_none_or(|first| first.id != here.id()));
            return query.at(moved);
        }
        match Of::from_id(of) {
            Some(Of::View) if self.in_panel.get_untracked() => query.at(None),
            _ => query,
        }
    }

    /// The present view in a format, and a name for the file.
    fn file(self, format: Format) -> (String, String) {
        let address = browser::address("");
        let day = browser::today();
        self.filters.with_untracked(|query| {
            self.view.with_untracked(|view| {
                let export = Export {
                    plan: self.plan(),
                    query,
                    view,
                    address: &address,
                    day: &day,
                    words: self.words_now(),
                };
                (export.write(format), export.file_name(format))
            })
        })
    }
}
