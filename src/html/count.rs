//! How many results there are; and of an empty answer why, and ways out.

use maud::{Markup, html};

use super::Draw;
use super::missing::is_missing;
use crate::query::{Query, ViewKind, count_programmes};
use crate::words::{fill, filter_names};

/// The number of results. Of projects it also says how many are programmes. Of numbers it says whether they are
/// indicators or all.
pub fn count(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let kind = draw.query.view;
    let programmes = count_programmes(&draw.view.projects);
    html! {
        @if is_missing(draw) && draw.view.total == 0 {
            // Not a zero: the plan may well have some.
            (words.view(kind))
        } @else if kind == ViewKind::Figures {
            (fill(super::figures::total(draw), &[&draw.view.total.to_string()]))
        } @else {
            (total(draw))
        }
        @if kind == ViewKind::Projects && programmes > 0 {
            span.part { (words.of_which_programmes(programmes)) }
        }
    }
}

/// The number of results. In a timeline of one kind it names that kind: 107 个目标.
fn total(draw: &Draw<'_>) -> String {
    let (query, total) = (draw.query, draw.view.total);
    let mut kinds = query.kinds.iter();
    match (query.view, kinds.next(), kinds.next()) {
        (ViewKind::Timeline, Some(kind), None) if total > 0 => {
            draw.words.count_of_kind(kind, total)
        }
        (view, _, _) => draw.words.total(view, total),
    }
}

/// For an empty answer: why, and links that loosen the filters.
pub fn no_results(draw: &Draw<'_>) -> Markup {
    // Where nobody has tagged what the view shows, the answer says that.
    if draw.view.total > 0 || draw.query.view == ViewKind::About || is_missing(draw) {
        return Markup::default();
    }
    let words = draw.words;
    let query = draw.query;
    let names = filter_names(words, draw.plan(), query);
    let names: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
    let is_list = matches!(query.view, ViewKind::List | ViewKind::Text);
    let why = match (is_list, names.len()) {
        (false, _) => words.no_results_here,
        (true, 1) => words.no_results_one,
        (true, _) => words.no_results_why,
    };
    let passages = draw.view.passages;
    html! {
        div.nothing {
            h2 { (words.no_results) }
            p { (fill(why, &[&words.list(&names)])) }
            ul {
                @if passages > 0 {
                    li {
                        a href=(draw.href(&query.in_view(ViewKind::List))) {
                            (fill(words.no_results_list, &[&words.total(ViewKind::List, passages)]))
                        }
                    }
                }
                @if let Some(nearest) = &draw.view.nearest {
                    @let to = Query { q: nearest.q.clone(), ..query.clone() };
                    @let total = nearest.total.to_string();
                    li {
                        a href=(draw.href(&to)) {
                            (fill(words.search_instead, &[nearest.q.as_str(), &total]))
                        }
                    }
                }
                @for way in &draw.view.loosen {
                    li {
                        a href=(draw.href(&query.without(way.facet))) {
                            (words.loosen(query.view, way.facet, way.total))
                        }
                    }
                }
                li {
                    a href=(draw.href(&query.unfiltered())) { (words.clear_all) }
                }
            }
        }
    }
}
