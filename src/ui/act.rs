//! What buttons do: copy, share, save, close, set.

use leptos::prelude::*;

use super::state::State;
use crate::browser::{self, Control};
use crate::export::{Export, Format};
use crate::link;
use crate::markup::{Action, Limit, Settings, ShareLinks, ShareTarget};
use crate::model::{Plan, Vocabulary, Year};
use crate::query::{Query, ViewKind, Years};
use crate::words;

/// The keys under which settings are kept.
const SCHEME: &str = "scheme";
const SIZE: &str = "size";
/// The attributes of the root element by which style sheets know the settings.
const SCHEME_ATTRIBUTE: &str = "data-scheme";
const SIZE_ATTRIBUTE: &str = "data-size";

/// The settings of this page. Not those in storage: another tab may have changed them, or storage be blocked.
pub(super) fn settings() -> Settings {
    Settings {
        scheme: browser::root_attribute(SCHEME_ATTRIBUTE),
        size: browser::root_attribute(SIZE_ATTRIBUTE),
    }
}

/// Restores the reader's settings from storage.
pub(super) fn restore_settings(plan: &Plan) {
    for (key, attribute) in [(SCHEME, SCHEME_ATTRIBUTE), (SIZE, SIZE_ATTRIBUTE)] {
        let value = browser::preference(&plan.site().storage_key(key)).unwrap_or_default();
        browser::set_root_attribute(attribute, &value);
    }
}

/// Follows the buttons of the page, and brushing over the years of the timeline.
pub(super) fn listen(state: State) {
    browser::on_action(move |name, value, control| {
        if let Some(action) = Action::from_id(name) {
            state.act(action, value, control);
        }
    });
    browser::on_brush("content", "data-year", move |first, last| {
        let plan = state.plan();
        if let (Some(first), Some(last)) = (plan.find(first), plan.find(last)) {
            state.change(|query| query.years = Years::brushed(plan, query.years, first, last));
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
                    // The byte order mark is for files only.
                    let text = self.file(format).0;
                    let text = text.trim_start_matches('\u{feff}').to_owned();
                    self.copy(text, words.copied, control);
                }
            }
            Action::SaveView => {
                if let Some(format) = Format::from_id(value) {
                    let (text, name) = self.file(format);
                    if !browser::save_file(&name, format.media_type(), &text) {
                        self.copy_by_hand.set(Some(text));
                    }
                }
            }
            Action::Help => self.open_help(),
            Action::CopyLink => {
                self.flush();
                let url = self.url(&self.shared_query(value));
                self.copy(url, words.copied, control);
            }
            Action::ShareLink => {
                self.flush();
                let query = self.shared_query(value);
                let title = words::page_title(words, self.plan(), &query);
                let url = self.url(&query);
                browser::share(&title, &url);
            }
            Action::Size => {
                browser::set_preference(&self.plan().site().storage_key(SIZE), value);
                browser::set_root_attribute(SIZE_ATTRIBUTE, value);
            }
            Action::CopyText => self.copy(browser::text_of(value), words.copied, control),
            Action::Close => self.close(),
            Action::Dismiss => self.notices.set(Vec::new()),
            Action::CloseByHand => self.copy_by_hand.set(None),
            Action::OpenFilters => self.open_filters(),
            Action::CloseFilters => self.close_filters(),
            Action::DrawAll => self.limit.set(Limit::Whole),
            Action::Outline => {
                browser::after_delay(0, || browser::scroll_current_to_middle("outline-parts"))
            }
            Action::Skip => browser::focus(
                if self
                    .query
                    .with_untracked(|query| query.view == ViewKind::About)
                {
                    "#results"
                } else {
                    "#status"
                },
            ),
            Action::YearsFrom => self.choose_years(value, Years::starting),
            Action::YearsTo => self.choose_years(value, Years::ending),
            Action::Scheme => {
                browser::set_preference(&self.plan().site().storage_key(SCHEME), value);
                browser::set_root_attribute(SCHEME_ATTRIBUTE, value);
            }
        }
    }

    /// Opens the share dialog for the link of a [`ShareTarget`], given by its id.
    fn open_share_sheet(self, target: &str) {
        self.flush();
        let query = self.shared_query(target);
        let embedded = Query {
            embed: true,
            ..query.clone()
        };
        let preview = link::share_page(&query, self.plan());
        self.share_links.set(Some(ShareLinks {
            target: ShareTarget::from_id(target).unwrap_or(ShareTarget::View),
            url: self.url(&query),
            embed_url: self.url(&embedded),
            preview_url: preview.map(|page| browser::sibling_url(&page)),
        }));
        browser::after_delay(0, || browser::open_dialog("share"));
    }

    /// Sets one end of the chosen years.
    fn choose_years(self, value: &str, choose: fn(&Plan, Option<Years>, Year) -> Option<Years>) {
        let plan = self.plan();
        if let Some(year) = plan.find(value) {
            self.change(|query| query.years = choose(plan, query.years, year));
        }
    }

    /// Copies a text and says so on the control. Where the browser refuses the clipboard, shows the text for
    /// copying by hand.
    fn copy(self, text: String, done: &'static str, control: Control) {
        browser::copy(text, move |text, is_copied| {
            if is_copied {
                control.show_briefly(done);
            } else {
                self.copy_by_hand.set(Some(text));
            }
        });
    }

    /// The query of the link of a [`ShareTarget`], given by its id.
    fn shared_query(self, target: &str) -> Query {
        let query = self.query.get_untracked();
        // A link to the whole text leads to the passage that is being read, unless that is the first one.
        if query.view == ViewKind::Text && query.at.is_none() {
            let here = self
                .passage_in_view()
                .and_then(|here| self.plan().target(&here));
            let first = self.plan().passages().first();
            let moved = here.filter(|here| first.is_none_or(|first| first.id != here.id()));
            return query.at(moved);
        }
        match ShareTarget::from_id(target) {
            Some(ShareTarget::View) if self.in_panel.get_untracked() => query.at(None),
            _ => query,
        }
    }

    /// The present view in an export format, and a name for the file.
    fn file(self, format: Format) -> (String, String) {
        let address = browser::page_url("");
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
