//! The state that components share: the query, what follows from it, and which sheets are open.

use leptos::prelude::*;

use super::history::History;
use super::screen::{ALWAYS_WHOLE, first_screen};
use super::types::effect;
use crate::dom;
use crate::html::{Draw, TWO_SCREENS};
use crate::link::{self, Notice};
use crate::model::{Plan, Vocabulary};
use crate::query::{Explorer, FacetCounts, Lang, Opened, Query, View, ViewKind};
use crate::words::{self, Words};

/// How long after an answer its less urgent work is done, in milliseconds: the title; after typing also the address
/// and the rest of a long answer.
pub(super) const AFTER_ANSWER: u32 = 60;

/// A sheet of a narrow screen, which a button of the bar at the bottom opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    Filters,
    Views,
}

impl Sheet {
    /// A selector of its title, which takes the focus.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Filters => "#filters-title",
            Self::Views => "#views-title",
        }
    }

    /// A selector of the button that opens it.
    pub(super) const fn button(self) -> &'static str {
        match self {
            Self::Filters => "#filters-button",
            Self::Views => "#views-button",
        }
    }
}

/// The state of the app, in context. Copying it copies handles.
#[derive(Clone, Copy)]
pub(super) struct State {
    /// The plan, ready for questions.
    pub(super) explorer: &'static Explorer<'static>,
    /// What the reader asked for. The address says the same.
    pub(super) query: RwSignal<Query>,
    /// The query a frame later. The addresses of links follow it, so that the answer comes first.
    pub(super) settled: RwSignal<Query>,
    /// The query with nothing opened: what the answer depends on.
    pub(super) filters: Memo<Query>,
    /// The answer to `filters`.
    pub(super) view: Memo<View<'static>>,
    /// The counts beside the filters. They follow the answer by a frame, so that it comes first.
    pub(super) counts: RwSignal<FacetCounts>,
    /// The passage, sentence, milestone, project or term that is opened.
    pub(super) opened: Memo<Option<Opened<'static>>>,
    /// Whether what is opened is shown in the panel beside the view. The whole text shows a passage in its
    /// place.
    pub(super) in_panel: Memo<bool>,
    /// The language of the interface.
    pub(super) lang: Memo<Lang>,
    /// The language for links that name none.
    pub(super) preferred: RwSignal<Lang>,
    /// What the link said that could not be followed.
    pub(super) notices: RwSignal<Vec<Notice>>,
    /// The sheet that is open, on a narrow screen.
    pub(super) sheet: RwSignal<Option<Sheet>>,
    /// Whether the screen is narrow: filters and views are sheets, and so is the panel.
    pub(super) narrow: RwSignal<bool>,
    /// How many results of the answer are drawn at most.
    pub(super) shown: RwSignal<usize>,
    /// A text that the reader has to copy by hand, as the browser refused the clipboard.
    pub(super) by_hand: RwSignal<Option<String>>,
    /// What the share dialog is about, while it is open.
    pub(super) shared: RwSignal<Option<Query>>,
    pub(super) history: StoredValue<History>,
}

/// The storage key of the language.
const LANG: &str = "lang";

/// The language for links that name none: the one the reader chose before, else the first of the browser's
/// languages that we have.
fn preferred_language(plan: &Plan) -> Lang {
    let chosen = dom::preference(&plan.site().storage_key(LANG)).and_then(|id| Lang::from_id(&id));
    chosen.unwrap_or_else(|| {
        let languages = dom::languages();
        let mut known = languages.iter().filter_map(|tag| {
            let primary = tag.split('-').next().unwrap_or_default();
            Lang::from_id(&primary.to_ascii_lowercase())
        });
        known.next().unwrap_or(Lang::Zh)
    })
}

impl State {
    /// The state that the page's address asks for. `position` is the scroll position to restore, in CSS
    /// pixels.
    pub(super) fn new(explorer: &'static Explorer<'static>, position: f64) -> Self {
        let reading = link::read(&dom::query_string(), explorer.plan());
        let query = RwSignal::new(reading.query);
        let settled = RwSignal::new(query.get_untracked());
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
        let preferred = RwSignal::new(preferred_language(explorer.plan()));
        let lang = Memo::new(move |_| {
            query
                .with(|query| query.lang)
                .unwrap_or_else(|| preferred.get())
        });
        let state = Self {
            explorer,
            query,
            settled,
            filters,
            view,
            counts: RwSignal::new(view.with_untracked(|view| view.facets.clone())),
            opened,
            in_panel,
            lang,
            preferred,
            notices: RwSignal::new(reading.notices),
            sheet: RwSignal::new(None),
            narrow: RwSignal::new(false),
            // What is opened must be there to be scrolled to.
            shown: RwSignal::new(if in_panel.get_untracked() {
                ALWAYS_WHOLE
            } else {
                query.with_untracked(|query| first_screen(query, position).max(TWO_SCREENS))
            }),
            by_hand: RwSignal::new(None),
            shared: RwSignal::new(None),
            history: StoredValue::new(History::default()),
        };
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
        Words::of(self.lang.get_untracked())
    }

    /// Draws with the present answer, and tracks it.
    pub(super) fn draw<T>(self, draw: impl FnOnce(&Draw<'_>) -> T) -> T {
        self.filters.with(|query| {
            self.view.with(|view| {
                draw(&Draw {
                    explorer: self.explorer,
                    words: self.words_now(),
                    query,
                    view,
                })
            })
        })
    }

    /// The whole address of `query`.
    pub(super) fn url(self, query: &Query) -> String {
        dom::page_url(&link::write(query, self.plan()))
    }

    /// The `href` that opens `query`.
    pub(super) fn href(self, query: &Query) -> String {
        link::href(query, self.plan())
    }

    /// Keeps the language that the reader chose. Views that they go back to have it too.
    pub(super) fn prefer_language(self, lang: Lang) {
        dom::set_preference(&self.plan().site().storage_key(LANG), lang.id());
        self.preferred.set(lang);
    }

    /// Keeps in step what no component draws: the addresses of links, the counts, the title, the page's language,
    /// whether it is embedded.
    fn follow(self) {
        effect(move || {
            self.query.track();
            dom::after_frame(move || self.settled.set(self.query.get_untracked()));
        });
        effect(move || {
            self.view.track();
            dom::after_frame(move || {
                let counts = self.view.with_untracked(|view| view.facets.clone());
                if self.counts.with_untracked(|now| *now != counts) {
                    self.counts.set(counts);
                }
            });
        });
        effect(move || {
            self.query.track();
            self.lang.track();
            dom::after_delay(AFTER_ANSWER, move || {
                let title = |query: &Query| words::page_title(self.words_now(), self.plan(), query);
                dom::set_title(&self.query.with_untracked(title));
            });
        });
        effect(move || dom::set_root_attribute("lang", self.lang.get().tag()));
        effect(move || {
            let embed = self.query.with(|query| query.embed);
            dom::set_root_attribute("data-embed", if embed { "1" } else { "" });
        });
    }
}

/// The state, from any component.
pub(super) fn use_state() -> State {
    expect_context::<State>()
}
