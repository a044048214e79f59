//! The parts of the page, each drawn anew when what it shows changes, and only then.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;

use super::SOON;
use super::effects::{effect, set_if_changed};
use super::state::State;
use crate::browser;
use crate::markup::{self, Change, Draw, Markup, Occasion, Offer, Part};
use crate::model::{Target, Vocabulary};
use crate::query::{Layout, Query, ViewKind};

/// How near the end of what is drawn may come before more is, in CSS pixels: two or three screens.
const NEAR: f64 = 2000.0;

/// Brings the part with this id from what `before` says to what `after` says: what says the same in both is
/// not touched.
fn bring(id: &str, before: &str, after: &str) {
    let changes = markup::changes(before, after);
    browser::change(id, after, |hand| {
        for (place, change) in &changes? {
            match change {
                Change::Attribute { name, value } => {
                    hand.attribute(place, name, value.as_deref())?;
                }
                Change::Words(words) => hand.words(place, words)?,
                Change::Inside(markup) => hand.inside(place, markup)?,
                Change::More(markup) => hand.more(place, markup)?,
            }
        }
        Some(())
    });
}

/// Brings a part of the page that mostly stays the same to what it is now: what stays is not touched.
fn same_part(id: &'static str, markup: impl Fn() -> String + 'static) {
    let before = RefCell::new(String::new());
    effect(move || {
        let now = markup();
        bring(id, &before.borrow(), &now);
        before.replace(now);
    });
}

/// Fills a part of the page.
fn part(id: &'static str, markup: impl Fn() -> String + 'static) {
    effect(move || browser::fill(id, &markup()));
}

impl State {
    /// The id of the passage that is being read in the whole text.
    pub(super) fn reading(self) -> Option<String> {
        browser::first_in_view(".text .passage", 120.0)
    }

    /// Draws with the present answer; `query` is what links lead on from.
    fn draw<T>(self, query: &Query, draw: impl FnOnce(&Draw<'_>) -> T) -> T {
        self.view.with(|view| {
            draw(&Draw {
                explorer: self.explorer,
                words: self.words(),
                query,
                view,
            })
        })
    }

    /// Draws with the present answer and the present language, and anew only where that is another.
    fn draw_now(self, draw: impl Fn(&Draw<'_>) -> Markup) -> String {
        self.lang.track();
        untrack(|| {
            self.filters
                .with(|query| self.draw(query, draw).into_string())
        })
    }
}

/// What was asked for last and answered in a frame that has been painted. The numbers beside the filters follow
/// that frame: what readers chose shows in the field itself, and the answer need not wait for them.
fn answered(state: State) -> RwSignal<Query> {
    let answered = RwSignal::new(state.filters.get_untracked());
    effect(move || {
        state.filters.track();
        browser::after_frame(move || set_if_changed(answered, state.filters.get_untracked()));
    });
    answered
}

/// Draws every part of the page, and keeps them as the state says.
pub(super) fn parts(state: State) {
    part("skip-slot", move || {
        markup::skip(state.words()).into_string()
    });
    effect(move || browser::set_text("filters-title", state.words().filters));
    part("stopped", move || {
        markup::stopped(state.words()).into_string()
    });
    part("update", move || {
        markup::update(state.words()).into_string()
    });
    same_part("top", move || {
        state
            .filters
            .with(|query| state.draw(query, markup::header).into_string())
    });
    // On a narrow screen the tabs are wider than it.
    effect(move || {
        let view = state.filters.with(|query| query.view);
        if state.narrow.get() {
            // Where things lie is asked when all is drawn: asked between, it is computed twice.
            browser::when_idle(0, move || {
                browser::reveal_sideways(&["tab-", view.id()].concat())
            });
        }
    });
    let answered = answered(state);
    same_part("facets", move || {
        answered.track();
        state.draw_now(markup::facets)
    });
    same_part("sheet-end", move || {
        answered.track();
        state.draw_now(markup::sheet_end)
    });
    part("notices", move || {
        let notices = |notices: &Vec<_>| markup::notices(state.words(), notices);
        state.notices.with(notices).into_string()
    });
    // Of which view the fields offer all that can be chosen: of the one the page starts with, at once.
    let fields_of = RwSignal::new(state.filters.with_untracked(|query| query.view));
    same_part("summary", move || {
        let sheet = state.sheet.get();
        let view = state.filters.with(|query| query.view);
        let offer = if fields_of.get() == view {
            Offer::All
        } else {
            browser::after_frame(move || set_if_changed(fields_of, view));
            Offer::Chosen
        };
        state.filters.with(|query| {
            if query.view == ViewKind::About {
                return String::new();
            }
            let address = state.address(query);
            let summary = |draw: &Draw<'_>| markup::summary(draw, &address, sheet, offer);
            state.draw(query, summary).into_string()
        })
    });
    effect(move || {
        let shown = state.by_hand.with(|text| {
            let text = text.as_ref()?;
            Some(markup::by_hand(state.words(), text).into_string())
        });
        browser::fill("by-hand-slot", shown.as_deref().unwrap_or_default());
        if shown.is_some() {
            browser::select_all("by-hand");
        }
    });
    part("help", move || {
        markup::help(state.words(), &super::act::settings()).into_string()
    });
    part("share", move || {
        let words = state.words();
        state.sharing.with(|shared| {
            let sheet = shared.as_ref();
            let sheet =
                sheet.map(|shared| markup::share_sheet(words, shared, browser::can_share()));
            sheet.unwrap_or_default().into_string()
        })
    });
    effect(move || {
        let embed = state.query.with(|query| query.embed);
        browser::set_root("data-embed", if embed { "1" } else { "" });
    });
    content(state);
    panel(state);
}

/// By what the answer has come to be another.
enum By {
    /// More of the same is drawn.
    Growth,
    /// Something was typed, and more may follow at once.
    Typing,
    /// Anything else.
    Choice,
}

/// The answer itself.
fn content(state: State) {
    // Without and with what is opened beside it: once both have been seen, the timeline is drawn for the
    // right one at once, and not for the other first.
    let widths = RwSignal::new([None; 2]);
    browser::watch_width("content", move |found| {
        let beside = state.beside.get_untracked();
        let [mut alone, mut with_panel] = widths.get_untracked();
        let known = if beside { &mut with_panel } else { &mut alone };
        *known = Some(found);
        set_if_changed(widths, [alone, with_panel]);
    });
    let before = RefCell::new(None::<(Query, Layout, String)>);
    // Effects that mark what is drawn run after it was drawn, whichever signal changed.
    let drawn = Trigger::new();
    effect(move || {
        let by = state.filters.with(|query| {
            let layout = Layout::for_width(match query.view {
                ViewKind::Timeline => {
                    let beside = !state.narrow.get() && state.beside.get();
                    let [alone, with_panel] = widths.get();
                    let width = if beside { with_panel } else { alone };
                    width.or(alone).or(with_panel).unwrap_or_default()
                }
                _ => 0,
            });
            let extent = state.extent.get();
            let content = |draw: &Draw<'_>| draw.content(layout, extent);
            let content = state.draw(query, content).into_string();
            let by = match &*before.borrow() {
                // More of the same: what is there stays.
                Some((of, space, drawn)) if (of, *space) == (query, layout) => {
                    bring("content", drawn, &content);
                    By::Growth
                }
                other => {
                    browser::fill("content", &content);
                    let other = other.as_ref();
                    if other.is_some_and(|(of, ..)| of.differs_only_in_typing(query)) {
                        By::Typing
                    } else {
                        By::Choice
                    }
                }
            };
            before.replace(Some((query.clone(), layout, content)));
            by
        });
        drawn.notify();
        if state.extent.get_untracked().is_at_once() {
            let of = state.filters.get_untracked();
            let rest = move || {
                // A reader who types on needs the rest of none but the last answer.
                let extent = state.extent.get_untracked();
                if extent.is_at_once() && state.filters.get_untracked() == of {
                    let total = state.view.with_untracked(|view| view.total);
                    state.extent.set(extent.grown(total));
                }
            };
            match by {
                By::Growth => browser::when_idle(0, rest),
                By::Choice => browser::after_frame(rest),
                // Who types on meanwhile waits for none of it.
                By::Typing => browser::after_frame(move || browser::when_idle(SOON, rest)),
            }
        }
    });
    browser::on_attention("content", "data-detail", |detail| {
        browser::set_text("timeline-detail", detail);
    });
    // Of a long answer more is drawn as its end comes near; twice as much each time, so that whoever goes
    // to the end of it waits no longer than for drawing it twice.
    browser::on_scroll(move || {
        if browser::is_near("more", NEAR) {
            state.extent.set(state.extent.get_untracked().more());
        }
    });
    // What is opened is marked in place: drawing everything anew would cost a frame and more.
    let open = Memo::new(move |_| {
        let passage = state.opened.with(|opened| {
            let located = opened.as_ref().map(|opened| opened.located);
            located.map_or("", |located| &located.passage.id)
        });
        let at = |query: &Query| query.at.as_ref().map(|at| at.id().to_owned());
        (passage, state.query.with(at).unwrap_or_default())
    });
    effect(move || {
        drawn.track();
        open.with(|(passage, at)| {
            browser::mark_open("content", ".item, .project, .ms", &[passage, at]);
        });
    });
    // Beside the panel the timeline has less room and is drawn anew: what was opened in it stays in sight.
    effect(move || {
        widths.track();
        state.beside.track();
        let timeline = state
            .query
            .with(|query| query.view == ViewKind::Timeline && query.at.is_some());
        if timeline && !state.narrow.get() {
            browser::when_idle(0, || browser::reveal("content", ".ms.open"));
        }
    });
    passage_in_text(state, drawn);
    position(state);
}

/// In the whole text, what the link points at: marked in its passage, and scrolled to.
fn passage_in_text(state: State, drawn: Trigger) {
    let marked = Cell::new(None::<&'static str>);
    effect(move || {
        drawn.track();
        let query = state.query.get();
        if query.view != ViewKind::Text {
            marked.set(None);
            return;
        }
        state.opened.with(|opened| {
            let located = opened.as_ref().map(|opened| opened.located);
            let located = located.filter(|located| located.term.is_none());
            let id = located.map(|located| located.passage.id.as_str());
            let before = marked.get().filter(|before| Some(*before) != id);
            for passage in before.into_iter().chain(id) {
                let plan = state.plan();
                let Some((passage, at)) = plan.passage(passage).zip(plan.position(passage)) else {
                    continue;
                };
                let extent = state.extent.get_untracked();
                if extent.reaching(at) != extent {
                    state.extent.set(extent.reaching(at));
                }
                let inside = state.draw(&query.at(None), |draw| {
                    markup::passage_in_text(draw, passage, opened.as_ref())
                });
                browser::fill(&passage.id, &inside.into_string());
                let whole = located.is_some_and(|located| located.span().is_none());
                let is_target = whole && id == Some(&passage.id);
                browser::set_class(&passage.id, "target", is_target);
            }
            marked.set(id);
            if let Some(located) = located {
                let sentence = located.sentence.map(|sentence| &sentence.id);
                browser::scroll_to(sentence.unwrap_or(&located.passage.id));
            }
        });
    });
}

/// While one reads the whole text: where one is, shown in the outline.
fn position(state: State) {
    let mark = move || {
        if state.query.with_untracked(|query| query.view) != ViewKind::Text {
            return;
        }
        let here = state.reading();
        let part = here
            .as_deref()
            .and_then(|here| markup::part_of(state.plan(), here));
        if let Some(name) = part.and_then(|part| browser::mark_here("outline", "data-part", part)) {
            browser::set_text("outline-now", &name);
        }
    };
    browser::on_scroll(mark);
    effect(move || {
        state.filters.track();
        browser::when_idle(0, mark);
    });
}

/// The opened passage beside the view. It takes the focus when it opens, so that keyboard and screen
/// reader are where the eye is; a filter that only changes its neighbours must not.
fn panel(state: State) {
    let drawn = StoredValue::new(Drawn::default());
    effect(move || {
        let shown = state.in_panel.get();
        let at = state.query.with(|query| query.at.clone()).filter(|_| shown);
        state.opened.track();
        state.view.track();
        state.lang.track();
        let is_new = drawn.with_value(|drawn| drawn.at != at);
        if is_new || at.is_none() {
            // Whoever opens a passage reads it from its beginning: what is said around it follows the frame
            // that shows it.
            let markup = untrack(|| reader(state, Part::AtOnce(browser::height())));
            browser::fill("panel", &markup);
            drawn.set_value(Drawn {
                at: at.clone(),
                markup,
            });
        }
        let Some(at) = at else { return };
        // What leads on from it is brought after the answer to what the reader asked for elsewhere.
        browser::after_frame(move || {
            if drawn.with_value(|drawn| drawn.at.as_ref() == Some(&at)) {
                let (address, day) = (browser::address(""), browser::today());
                let occasion = Occasion {
                    address: &address,
                    day: &day,
                };
                let markup = untrack(|| reader(state, Part::Whole(occasion)));
                drawn.with_value(|drawn| bring("panel", &drawn.markup, &markup));
                drawn.update_value(|drawn| drawn.markup = markup);
            }
        });
        let located = state
            .opened
            .with_untracked(|opened| opened.as_ref().map(|opened| opened.located));
        if let (true, Some(located)) = (is_new, located) {
            browser::when_idle(0, move || {
                browser::focus("#reader-title");
                if let (Some(_), Some(sentence)) = (located.span(), located.sentence) {
                    browser::reveal_within(&sentence.id, ".reader-body");
                }
            });
        }
    });
}

/// What is in the panel: of what is opened, and the markup.
#[derive(Default)]
struct Drawn {
    at: Option<Target>,
    markup: String,
}

/// The markup of what is opened beside the view; nothing where nothing is.
fn reader(state: State, part: Part<'_>) -> String {
    if !state.in_panel.get() {
        return String::new();
    }
    state.query.with(|query| {
        state.opened.with(|opened| {
            let reader = |draw: &Draw<'_>| {
                let opened = opened.as_ref();
                opened.map(|opened| markup::reader(draw, opened, part).into_string())
            };
            state.draw(query, reader).unwrap_or_default()
        })
    })
}
