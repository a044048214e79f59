//! The filters: the search field and the facets. A column on a wide screen, a sheet on a narrow one.

use maud::{Markup, html};

use super::{Action, Draw};
use crate::model::{IdSet, Identified, Kind, Plan, Status, Tier, Vocabulary};
use crate::query::{Counts, Lang, Reach, Suggestion, ViewKind};
use crate::words::{Words, fill};

/// The search field. It is not drawn again when the query changes: its text is what the reader types.
pub fn search(words: &Words, plan: &Plan) -> Markup {
    let examples = &plan.site().search;
    let about = fill(words.search_about, &[&examples.initials]);
    html! {
        div.search-box {
            label.search-field {
                span { (words.search) " " kbd.when-wide aria-hidden="true" { "/" } }
                input #search type="search" name="q" role="combobox" autocomplete="off"
                    aria-autocomplete="list" aria-controls="suggestions" aria-expanded="false"
                    aria-describedby="search-about" placeholder=(fill(words.search_hint, &[&examples.word]));
            }
            ul #suggestions.suggestions role="listbox" aria-label=(words.suggestions) hidden {}
            p #search-about.hint { (super::list::mixed(words, &about)) }
        }
    }
}

/// The suggestions; the one at `chosen` is marked. In English each has its English name, if the data has one, with
/// the plan's own words after it.
pub fn suggestions(words: &Words, suggestions: &[Suggestion<'_>], chosen: Option<usize>) -> Markup {
    html! {
        @for (at, entry) in suggestions.iter().enumerate() {
            @let is_chosen = chosen == Some(at);
            li id={ "suggestion-" (at) } role="option" data-kind=(entry.kind.id()) data-at=(at)
                aria-selected=(is_chosen) .chosen[is_chosen]
            {
                span.ours { (words.suggestion_name(entry.kind)) }
                @match (words.lang, entry.english) {
                    (Lang::Zh, _) => (entry.label),
                    (Lang::En, None) => span lang="zh-Hans" { (entry.label) },
                    (Lang::En, Some(english)) => span {
                        span.translation title=(words.translation) { (english) }
                        span.original lang="zh-Hans" { (entry.label) }
                    },
                }
            }
        }
    }
}

/// One value of a facet.
struct Value<'a> {
    id: &'a str,
    label: &'a str,
    chosen: bool,
    count: usize,
}

/// The facets of the present view. A filter that was set in another view and has no facet here is shown as a
/// chip.
pub fn facets(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let query = draw.query;
    let plan = draw.plan();
    let counts = &draw.view.facets;
    let themes = values(
        plan,
        plan.themes().iter().map(|entry| words.theme(entry)),
        &counts.themes,
        query.themes,
    );
    let counties = values(
        plan,
        plan.counties().iter().map(|entry| words.county(entry)),
        &counts.counties,
        query.counties,
    );
    let zones = values(
        plan,
        plan.zones().iter().map(|entry| words.zone(entry)),
        &counts.zones,
        query.zones,
    );
    let periods = values(
        plan,
        plan.all().map(|period| words.period_name(plan, period)),
        &counts.periods,
        query.periods,
    );
    html! {
        (facet("theme", words.theme, &themes))
        (facet("county", words.county, &counties))
        (facet("period", words.period, &periods))
        (reach(draw))
        (facet("zone", words.zone, &zones))
        @if query.view == ViewKind::Projects {
            @let names = Tier::ALL.iter().map(|&value| words.tier_name(value));
            @let tiers = values(plan, names, &counts.tiers, query.tiers);
            (facet("tier", words.tier, &tiers))
            @let names = Status::ALL.iter().map(|&value| words.status_name(value));
            @let statuses = values(plan, names, &counts.statuses, query.statuses);
            (facet("status", words.status, &statuses))
        } @else {
            @let names = Kind::ALL.iter().map(|&value| words.kind_name(value));
            @let kinds = values(plan, names, &counts.kinds, query.kinds);
            (facet("kind", words.kind, &kinds))
        }
    }
}

fn values<'a, V: Identified>(
    plan: &'a Plan,
    names: impl Iterator<Item = &'a str>,
    counts: &Counts,
    chosen: IdSet<V>,
) -> Vec<Value<'a>> {
    let values = (0..).map_while(V::nth).zip(names);
    let values = values.map(|(value, label)| Value {
        id: value.id_in(plan.vocabularies()),
        label,
        chosen: chosen.contains(value),
        count: counts.of(value),
    });
    values.collect::<Vec<_>>()
}

fn facet(name: &str, title: &str, values: &[Value<'_>]) -> Markup {
    html! {
        fieldset class={ "facet facet-" (name) } {
            legend { (title) }
            @for value in values { (field(name, value, "checkbox")) }
        }
    }
}

/// A value: a checkbox or a radio button. It names only its own value, so that a choice made just before it holds
/// too.
fn field(name: &str, value: &Value<'_>, kind: &str) -> Markup {
    let toggle = format!("?{name}={}", value.id);
    html! {
        label.value.none[value.count == 0] {
            input type=(kind) name=(name) value=(value.id) id={ (name) "-" (value.id) }
                checked[value.chosen] data-toggle=(toggle) data-then="up";
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
                @let value = Value {
                    id: reach.id(),
                    label,
                    chosen: draw.query.reach == reach,
                    count: draw.view.facets.reach.of(reach),
                };
                (field("reach", &value, "radio"))
            }
            p.hint { (super::list::mixed(words, words.reach_about)) }
        }
    }
}

/// The end of the filter sheet: buttons that clear the filters and show the results.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::markup::Draw;
    use crate::model::{Plan, PlanError};
    use crate::query::{Explorer, Query};
    use crate::words::ZH;

    #[test]
    fn every_facet_value_toggles_itself() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let explorer = Explorer::new(&plan);
        for view in [ViewKind::List, ViewKind::Projects] {
            let query = Query::default().in_view(view);
            let answer = explorer.view(&query);
            let draw = Draw {
                explorer: &explorer,
                words: &ZH,
                query: &query,
                view: &answer,
            };
            let markup = facets(&draw).into_string();
            let toggles = markup.split("data-toggle=\"").skip(1);
            let toggles: Vec<&str> = toggles
                .filter_map(|rest| Some(rest.split_once('"')?.0))
                .collect();
            assert!(toggles.len() > 30, "{toggles:?}");
            for toggle in toggles
                .into_iter()
                .filter(|toggle| !toggle.starts_with("?reach"))
            {
                let reading = link::read(toggle, &plan);
                assert!(reading.notices.is_empty(), "{toggle}");
                let once = query.toggled(&reading.query);
                assert_eq!(
                    once,
                    Query {
                        view,
                        ..reading.query.clone()
                    },
                    "{toggle}"
                );
                assert_ne!(once, query, "{toggle}");
                assert_eq!(once.toggled(&reading.query), query, "{toggle}");
            }
        }
        Ok(())
    }
}
