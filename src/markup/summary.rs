//! Above the answer: how many results, the active filters, the view's own choices; and notices about the link.

use maud::{Markup, html};

use super::share::copy_button;
use super::{Action, Draw};
use crate::export::Format;
use crate::link::Notice;
use crate::model::{Vocabulary, Year};
use crate::query::{
    Across, Detail, Query, SearchText, Sort, View, ViewKind, Years, count_programmes,
};
use crate::words::{self, Words, filter_names};

/// What the link said that could not be followed.
pub fn notices(words: &Words, notices: &[Notice]) -> Markup {
    html! {
        @if !notices.is_empty() {
            div.notices role="status" {
                @for notice in notices {
                    p {
                        @match notice {
                            Notice::UnknownValue { key, value } =>
                                (words::fill(words.notice_unknown, &[value, key])),
                            Notice::TooLong => (words.notice_too_long),
                        }
                    }
                }
                button type="button" data-do=(Action::Dismiss.id()) { (words.dismiss) }
            }
        }
    }
}

/// The number of results. Of projects it also says how many are programmes.
pub fn count(words: &Words, kind: ViewKind, view: &View<'_>) -> Markup {
    let programmes = count_programmes(&view.projects);
    html! {
        (words.total(kind, view.total))
        @if kind == ViewKind::Projects && programmes > 0 {
            span.part { (words.of_which_programmes(programmes)) }
        }
    }
}

/// Which options the fields for years have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum YearOptions {
    /// Only the chosen year: enough for the first frame, which is then cheaper.
    Chosen,
    /// All years.
    All,
}

/// Beside the number of results: the button of the filter sheet, the view's own choices, the exports. `sheet`
/// says whether the filter sheet is open.
pub fn choices(draw: &Draw<'_>, sheet: bool, years: YearOptions) -> Markup {
    let words = draw.words;
    let query = draw.query;
    html! {
        button #filters-button.filters-button type="button" aria-expanded=(sheet)
            aria-controls="filters" data-do=(Action::OpenFilters.id()) { (words.filters_button) }
        (of_view(draw, years))
        @if query.embed {
            @let full = Query { embed: false, ..query.clone() };
            a.embed-open href=(draw.href(&full)) target="_blank" { (words.embed_open) }
        }
        (export(words))
    }
}

/// The active filters as removable chips, and what to do about an empty answer. `url` is the view's whole
/// address.
pub fn summary(draw: &Draw<'_>, url: &str) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let names = filter_names(words, draw.plan(), query);
    let all = draw.href(&query.unfiltered());
    html! {
        // Embedded in another page, the header with its `h1` is left out.
        @if query.embed { h1.unseen { (words.site(draw.plan())) } }
        @if !names.is_empty() {
            ul.chips aria-label=(words.filters_active) {
                @for (without, name) in &names {
                    li {
                        a href=(draw.href(without)) data-then="status"
                            aria-label=(words::fill(words.remove, &[name]))
                        { (name) span.cross aria-hidden="true" { "×" } }
                    }
                }
                li.clear { a href=(all) data-then="status" { (words.clear_all) } }
            }
        }
        @if query.q.is_full() {
            p.hint { (words::fill(words.search_full, &[&SearchText::MAX.to_string()])) }
        }
        // In print only: the address of the view.
        p.printed-from { (words::fill(words.printed_from, &[url])) }
        @if draw.view.total == 0 { (nothing(draw, &names)) }
    }
}

/// The choices that belong to one view.
fn of_view(draw: &Draw<'_>, years: YearOptions) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let detail = |title, names: [&'static str; 2]| {
        let values = Detail::ALL.iter().copied().zip(names);
        switch(draw, title, "detail", query.detail, values, |to, value| {
            to.detail = value;
        })
    };
    html! {
        @match query.view {
            ViewKind::Timeline => {
                (detail(words.detail, [words.detail_core, words.detail_all]))
                (year_fields(draw, years))
            },
            ViewKind::Figures => {
                (detail(words.detail_figures, [words.detail_measured, words.detail_every]))
                (switch(draw, words.sort, "sort", query.sort,
                    Sort::of(query.view).iter().map(|&sort| (sort, words.sort_name(sort))),
                    |to, value| to.sort = value))
            },
            ViewKind::Matrix => (switch(draw, words.matrix_across, "across", query.across,
                Across::ALL.iter().map(|&across| (across, words.across_name(across))),
                |to, value| to.across = value)),
            _ => {},
        }
    }
}

/// The fields for the first and the last year.
fn year_fields(draw: &Draw<'_>, options: YearOptions) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let Some((first, last)) = Years::ends(plan, draw.query.years) else {
        return Markup::default();
    };
    let field = |action: Action, name, value| {
        html! {
            select data-do=(action.id()) id=(action.id()) aria-label=(name) {
                @for year in plan.all::<Year>().filter(|&year| options == YearOptions::All || year == value) {
                    option value=(plan.id(year)) selected[year == value] { (words.year_name(plan, year)) }
                }
            }
        }
    };
    html! {
        fieldset.switch {
            legend { (words.years) }
            (field(Action::YearsFrom, words.years_from, first))
            span aria-hidden="true" { "–" }
            (field(Action::YearsTo, words.years_to, last))
        }
    }
}

/// Radio buttons for one of a few values.
fn switch<V: Vocabulary>(
    draw: &Draw<'_>,
    title: &str,
    name: &str,
    chosen: V,
    values: impl Iterator<Item = (V, &'static str)>,
    set: impl Fn(&mut Query, V),
) -> Markup {
    html! {
        fieldset.switch {
            legend { (title) }
            @for (value, label) in values {
                @let to = { let mut to = draw.query.clone(); set(&mut to, value); to };
                label {
                    input type="radio" name=(name) value=(value.id()) id={ (name) "-" (value.id()) }
                        checked[value == chosen] data-to=(draw.href(&to));
                    span { (label) }
                }
            }
        }
    }
}

/// For an empty answer: why, and links that loosen the filters.
fn nothing(draw: &Draw<'_>, names: &[(Query, String)]) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    html! {
        div.nothing {
            h2 { (words.no_results) }
            p { (words::fill(words.no_results_why, &[&words.list(&names)])) }
            ul {
                @if let Some(nearest) = &draw.view.nearest {
                    @let to = Query { q: nearest.q.clone(), ..query.clone() };
                    @let total = nearest.total.to_string();
                    li {
                        a href=(draw.href(&to)) data-then="status" {
                            (words::fill(words.search_instead, &[nearest.q.as_str(), &total]))
                        }
                    }
                }
                @for way in &draw.view.loosen {
                    li {
                        a href=(draw.href(&query.without(way.facet))) data-then="status" {
                            (words.loosen(query.view, way.facet, way.total))
                        }
                    }
                }
                li {
                    a href=(draw.href(&query.unfiltered())) data-then="status" { (words.clear_all) }
                }
            }
        }
    }
}

/// The buttons that export the view.
fn export(words: &Words) -> Markup {
    html! {
        details.export {
            summary { (words.export) }
            div.export-body {
                p.hint { (words.export_about) }
                ul {
                    @for &format in Format::ALL {
                        li {
                            button.download type="button" data-do=(Action::SaveView.id())
                                data-value=(format.id())
                            { (words::fill(words.export_download, &[format.name()])) }
                            (copy_button(
                                &words::fill(words.export_copy, &[format.name()]),
                                Action::CopyView,
                                format.id(),
                            ))
                        }
                    }
                }
                p.hint { (words.export_licence) }
            }
        }
    }
}
