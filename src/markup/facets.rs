//! The filters: on a wide screen a column, on a narrow one a sheet.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::{Gather, IdSet, Kind, Period, Status, Tier, Vocabulary};
use crate::query::{Counts, Query, Reach, Suggestion, ViewKind};
use crate::words::Words;

/// The search field. It is drawn once a language: what is being typed is the reader's.
pub fn search(words: &Words) -> Markup {
    html! {
        div.search-box {
            label.search-field {
                span { (words.search) " " kbd.when-wide aria-hidden="true" { "/" } }
                input #search type="search" name="q" role="combobox" autocomplete="off"
                    aria-autocomplete="list" aria-controls="suggestions" aria-expanded="false"
                    aria-describedby="search-about" placeholder=(words.search_hint);
            }
            ul #suggestions.suggestions role="listbox" aria-label=(words.suggestions) hidden {}
            p #search-about.hint { (super::list::mixed(words, words.search_about)) }
        }
    }
}

/// The suggestions, that at `chosen` marked.
pub fn suggestions(words: &Words, suggestions: &[Suggestion<'_>], chosen: Option<usize>) -> Markup {
    html! {
        @for (at, entry) in suggestions.iter().enumerate() {
            @let is_chosen = chosen == Some(at);
            li id={ "suggestion-" (at) } role="option" data-kind=(entry.kind.id()) data-at=(at)
                aria-selected=(is_chosen) .chosen[is_chosen]
            {
                span.ours { (words.suggestion_name(entry.kind)) }
                (entry.label)
            }
        }
    }
}

/// One value of a facet.
struct Value<'a> {
    id: &'static str,
    label: &'a str,
    chosen: bool,
    count: usize,
    to: String,
}

/// The facets of the present view. Each view offers those of what it shows; a filter that was set in
/// another view stays as a chip.
pub fn facets(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let file = draw.plan().file();
    let counts = &draw.view.facets;
    let themes = values(
        draw,
        file.themes.iter().map(|entry| words.theme(entry)),
        &counts.themes,
        |query| &mut query.themes,
    );
    let counties = values(
        draw,
        file.places.counties.iter().map(|entry| words.county(entry)),
        &counts.counties,
        |query| &mut query.counties,
    );
    let zones = values(
        draw,
        file.places.zones.iter().map(|entry| words.zone(entry)),
        &counts.zones,
        |query| &mut query.zones,
    );
    let periods = values(
        draw,
        Period::ALL.iter().map(|&value| words.period_name(value)),
        &counts.periods,
        |query| &mut query.periods,
    );
    html! {
        (facet("theme", words.theme, &themes))
        (facet("county", words.county, &counties))
        (facet("period", words.period, &periods))
        (reach(draw))
        (facet("zone", words.zone, &zones))
        @if query.view == ViewKind::Projects {
            @let names = Tier::ALL.iter().map(|&value| words.tier_name(value));
            @let tiers = values(draw, names, &counts.tiers, |query| &mut query.tiers);
            (facet("tier", words.tier, &tiers))
            @let names = Status::ALL.iter().map(|&value| words.status_name(value));
            @let statuses = values(draw, names, &counts.statuses, |query| &mut query.statuses);
            (facet("status", words.status, &statuses))
        } @else {
            @let names = Kind::ALL.iter().map(|&value| words.kind_name(value));
            @let kinds = values(draw, names, &counts.kinds, |query| &mut query.kinds);
            (facet("kind", words.kind, &kinds))
        }
    }
}

fn values<'a, V: Vocabulary>(
    draw: &Draw<'_>,
    names: impl Iterator<Item = &'a str>,
    counts: &Counts,
    set: fn(&mut Query) -> &mut IdSet<V>,
) -> Vec<Value<'a>> {
    let values = V::ALL.iter().zip(names);
    let values = values.map(|(&value, label)| {
        let mut to = draw.query.clone();
        let chosen = set(&mut to).contains(value);
        set(&mut to).toggle(value);
        Value {
            id: value.id(),
            label,
            chosen,
            count: counts.of(value),
            to: draw.href(&to),
        }
    });
    values.gather()
}

fn facet(name: &str, title: &str, values: &[Value<'_>]) -> Markup {
    html! {
        fieldset class={ "facet facet-" (name) } {
            legend { (title) }
            @for value in values { (field(name, "checkbox", value)) }
        }
    }
}

fn field(name: &str, kind: &str, value: &Value<'_>) -> Markup {
    html! {
        label.value.none[value.count == 0] {
            input type=(kind) name=(name) value=(value.id) id={ (name) "-" (value.id) }
                checked[value.chosen] data-to=(value.to) data-then="up";
            span.value-name { (value.label) }
            span.value-count { (value.count) }
        }
    }
}

fn reach(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let names = [words.reach_all, words.reach_named];
    html! {
        fieldset.facet.facet-reach {
            legend { (words.reach) }
            @for (&reach, label) in Reach::ALL.iter().zip(names) {
                @let to = Query { reach, ..draw.query.clone() };
                (field("reach", "radio", &Value {
                    id: reach.id(),
                    label,
                    chosen: draw.query.reach == reach,
                    count: draw.view.facets.reach.of(reach),
                    to: draw.href(&to),
                }))
            }
            p.hint { (super::list::mixed(words, words.reach_about)) }
        }
    }
}

/// The end of the sheet of a narrow screen: how many results there are, and the way to them.
pub fn sheet_end(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let query = draw.query;
    html! {
        a.quiet #clear-filters href=(draw.href(&query.unfiltered())) { (words.clear_all) }
        button.main type="button" id="show-results" data-do=(Action::CloseFilters.id()) {
            (words.show(query.view, draw.view.total))
        }
    }
}
