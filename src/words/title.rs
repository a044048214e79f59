//! The title of the page, and the names of filters and targets.

use super::Words;
use crate::model::{Plan, Target};
use crate::query::{Query, Reach, ViewKind};

/// The title of the page, such as 尼木县 · 生态与绿色低碳 — 拉萨“十五五”规划建议.
pub fn page_title(words: &Words, plan: &Plan, query: &Query) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(name) = query
        .at
        .as_ref()
        .and_then(|target| target_name(words, plan, target))
    {
        parts.push(name);
    }
    parts.extend(
        filter_names(words, plan, query)
            .into_iter()
            .map(|(_, name)| name),
    );
    if query.view != ViewKind::List {
        parts.push(words.view(query.view).to_owned());
    }
    if parts.is_empty() {
        return words.site(plan).to_owned();
    }
    format!("{} — {}", parts.join(" · "), words.site(plan))
}

/// The name of a target: a milestone's or term's label, a project's name, or the name of the passage.
pub fn target_name(words: &Words, plan: &Plan, target: &Target) -> Option<String> {
    let location = plan.locate(target)?;
    let label = location.milestone.map(|entry| &entry.label);
    let name = location.project.map(|entry| &entry.name);
    let term = location.term.map(|entry| &entry.label);
    let own = label.or(name).or(term).cloned();
    Some(own.unwrap_or_else(|| words.passage_name(location.passage)))
}

/// The names of the filters of a query, places first, each with the query without it.
pub fn filter_names(words: &Words, plan: &Plan, query: &Query) -> Vec<(Query, String)> {
    let mut names = Vec::new();
    for county in query.counties.iter() {
        let name = words.county_name(plan, county);
        let mut without = query.clone();
        without.counties.toggle(county);
        names.push((without, name.to_owned()));
    }
    for zone in query.zones.iter() {
        let name = words.zone_name(plan, zone);
        let mut without = query.clone();
        without.zones.toggle(zone);
        names.push((without, name.to_owned()));
    }
    if query.reach != Reach::All {
        let without = Query {
            reach: Reach::All,
            ..query.clone()
        };
        names.push((without, words.reach_named.to_owned()));
    }
    for theme in query.themes.iter() {
        let name = words.theme_name(plan, theme);
        let mut without = query.clone();
        without.themes.toggle(theme);
        names.push((without, name.to_owned()));
    }
    for period in query.periods.iter() {
        let mut without = query.clone();
        without.periods.toggle(period);
        names.push((without, words.period_name(plan, period).to_owned()));
    }
    if let Some(years) = query.years {
        let without = Query {
            years: None,
            ..query.clone()
        };
        names.push((without, words.years_name(plan, years)));
    }
    for kind in query.kinds.iter() {
        let mut without = query.clone();
        without.kinds.toggle(kind);
        names.push((without, words.kind_name(kind).to_owned()));
    }
    for status in query.statuses.iter() {
        let mut without = query.clone();
        without.statuses.toggle(status);
        names.push((without, words.status_name(status).to_owned()));
    }
    for tier in query.tiers.iter() {
        let mut without = query.clone();
        without.tiers.toggle(tier);
        names.push((without, words.tier_name(tier).to_owned()));
    }
    for has in query.has.iter() {
        let mut without = query.clone();
        without.has.toggle(has);
        names.push((without, words.has_name(has).to_owned()));
    }
    if !query.q.is_empty() {
        let without = Query {
            q: Default::default(),
            ..query.clone()
        };
        names.push((without, words.quote(query.q.as_str())));
    }
    names
}
