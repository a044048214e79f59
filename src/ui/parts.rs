//! The parts of the page around the answer. Each is drawn again when what it shows changes, and only then.

use std::cell::RefCell;

use leptos::prelude::*;

use super::effects::{effect, set_if_changed};
use super::state::State;
use crate::browser;
use crate::markup::{self, Draw, Edit, Markup, YearOptions};
use crate::model::Vocabulary;
use crate::query::{Query, ViewKind};

/// Morphs the part with this id from the markup `before` to `after`: nodes that are the same in both are not
/// touched.
pub(super) fn morph(id: &str, before: &str, after: &str) {
    let edits = markup::diff(before, after);
    browser::morph(id, after, |part| {
        for (path, edit) in &edits? {
            match edit {
                Edit::Attribute { name, value } => {
                    part.set_attribute(path, name, value.as_deref())?;
                }
                Edit::Text(text) => part.set_text(path, text)?,
                Edit::ReplaceChildren(html) => part.replace_children(path, html)?,
                Edit::AppendChildren(html) => part.append_children(path, html)?,
            }
        }
        Some(())
    });
}

/// Keeps the part with this id as `markup` says, and replaces it when that changes.
fn replaced_part(id: &'static str, markup: impl Fn() -> Markup + 'static) {
    effect(move || browser::set_html(id, &markup().into_string()));
}

/// Keeps the part with this id as `markup` says, and morphs it when that changes: for parts that mostly stay
/// the same.
fn morphed_part(id: &'static str, markup: impl Fn() -> Markup + 'static) {
    let before = RefCell::new(String::new());
    effect(move || {
        let now = markup().into_string();
        morph(id, &before.borrow(), &now);
        before.replace(now);
    });
}

impl State {
    /// Draws with the present answer and language, and tracks both. Links change `query`.
    pub(super) fn draw(self, query: &Query, draw: impl FnOnce(&Draw<'_>) -> Markup) -> Markup {
        self.view.with(|view| {
            draw(&Draw {
                explorer: self.explorer,
                words: self.words(),
                query,
                view,
            })
        })
    }
}

/// The filters whose answer is on the screen. They follow the state's filters by a frame: what depends on them
/// is drawn after the answer.
fn painted_filters(state: State) -> RwSignal<Query> {
    let painted = RwSignal::new(state.filters.get_untracked());
    effect(move || {
        state.filters.track();
        browser::after_frame(move || set_if_changed(painted, state.filters.get_untracked()));
    });
    painted
}

/// Draws the parts, and keeps them in step with the state.
pub(super) fn mount(state: State) {
    replaced_part("skip-slot", move || markup::skip(state.words()));
    effect(move || browser::set_text("filters-title", state.words().filters));
    replaced_part("stopped", move || markup::stopped(state.words()));
    replaced_part("update", move || markup::update(state.words()));
    morphed_part("top", move || {
        state
            .filters
            .with(|query| state.draw(query, markup::header))
    });
    // On a narrow screen, the row of tabs scrolls to the present one.
    effect(move || {
        let view = state.filters.with(|query| query.view);
        if state.narrow.get() {
            // When everything is drawn, so that the layout is computed once.
            browser::after_delay(0, move || {
                browser::scroll_sideways_to(&format!("tab-{}", view.id()));
            });
        }
    });
    facets(state);
    replaced_part("notices", move || {
        let notices = |notices: &Vec<_>| markup::notices(state.words(), notices);
        state.notices.with(notices)
    });
    replaced_part("overview", move || {
        state
            .filters
            .with(|query| state.draw(query, markup::overview))
    });
    summary(state);
    effect(move || {
        let shown = state.copy_by_hand.with(|text| {
            let text = text.as_ref()?;
            Some(markup::by_hand(state.words(), text).into_string())
        });
        browser::set_html("by-hand-slot", shown.as_deref().unwrap_or_default());
        if shown.is_some() {
            browser::select_all("by-hand");
        }
    });
    replaced_part("help", move || {
        markup::help(state.words(), state.plan(), &super::act::settings())
    });
    replaced_part("share", move || {
        let words = state.words();
        state.share_links.with(|links| {
            let sheet =
                |links| markup::share_sheet(words, state.plan(), links, browser::can_share());
            links.as_ref().map(sheet).unwrap_or_default()
        })
    });
    effect(move || {
        let embed = state.query.with(|query| query.embed);
        browser::set_root_attribute("data-embed", if embed { "1" } else { "" });
    });
}

/// The facets and the end of the filter sheet. Their counts follow the answer by a frame: the field that the
/// reader used shows its new state by itself.
fn facets(state: State) {
    let painted = painted_filters(state);
    let part = |id, draw: fn(&Draw<'_>) -> Markup| {
        morphed_part(id, move || {
            painted.track();
            state.lang.track();
            untrack(|| state.filters.with(|query| state.draw(query, draw)))
        });
    };
    part("facets", markup::facets);
    part("sheet-end", markup::sheet_end);
}

/// The number of results, the choices beside it, and what stands below. The options of the fields for years
/// follow a change of view by a frame.
fn summary(state: State) {
    effect(move || {
        let view = state.filters.with(|query| query.view);
        let total = state
            .view
            .with(|answer| markup::count(state.words(), view, answer));
        browser::set_html("status", &total.into_string());
        browser::set_attribute("head", "hidden", (view == ViewKind::About).then_some(""));
        let is_tall = matches!(view, ViewKind::Figures | ViewKind::Timeline);
        browser::set_class("head", "tall", is_tall);
    });
    let view_with_years = RwSignal::new(state.filters.with_untracked(|query| query.view));
    morphed_part("choices", move || {
        let sheet = state.filter_sheet.get();
        let view = state.filters.with(|query| query.view);
        let years = if view_with_years.get() == view {
            YearOptions::All
        } else {
            browser::after_frame(move || set_if_changed(view_with_years, view));
            YearOptions::Chosen
        };
        let draw = |draw: &Draw<'_>| markup::choices(draw, sheet, years);
        state.filters.with(|query| state.draw(query, draw))
    });
    morphed_part("summary", move || {
        state.filters.with(|query| {
            if query.view == ViewKind::About {
                return Markup::default();
            }
            let url = state.url(query);
            state.draw(query, |draw| markup::summary(draw, &url))
        })
    });
}
