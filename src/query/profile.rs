//! The profile of a county: its role, its projects, and the groups that include it.
//!
//! This module knows nothing of filters: it gets the entries that passed them.

use super::Reach;
use crate::model::{Basis, County, CountyEntry, Mention, Plan, Project, Quotation, Scope, Span};

/// The profile of a county.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile<'a> {
    /// The county.
    pub county: &'a CountyEntry,
    /// The role that the plan gives it, if it gives one.
    pub role: Option<&'a Quotation>,
    /// The projects whose quotes name it.
    pub named: Vec<&'a Project>,
    /// The projects whose quotes name only a group that includes it.
    pub collective: Vec<&'a Project>,
    /// The groups that include it.
    pub groups: Vec<Grouping<'a>>,
}

/// A group that includes a county, and where the text mentions it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping<'a> {
    /// Its name, in the words of the text.
    pub quote: &'a str,
    /// Which places it includes.
    pub scope: Scope,
    /// Its mentions, in text order. Never empty.
    pub mentions: Vec<&'a Mention>,
}

/// The profile of `county`, from the `projects` that pass the filters, which include the county.
pub(super) fn profile<'a>(
    plan: &'a Plan,
    county: County,
    reach: Reach,
    projects: Vec<&'a Project>,
) -> Option<Profile<'a>> {
    let entry = plan.entry(county)?;
    let names_it = |passage: &str, span: Span| {
        let position = plan.position(passage).unwrap_or(usize::MAX);
        plan.mentions_at(position).iter().any(|mention| {
            mention.basis != Basis::Collective
                && mention.counties.contains(county)
                && mention.span().overlaps(span)
        })
    };
    let (named, collective) = projects
        .into_iter()
        .partition(|project| names_it(&project.passage, project.span()));
    let mut groups: Vec<Grouping<'a>> = Vec::new();
    let mentions = plan.mentions().iter();
    for mention in mentions.filter(|mention| mention.counties.contains(county)) {
        let Some(scope) = mention.scope.filter(|_| reach == Reach::All) else {
            continue;
        };
        let known =
            |group: &&mut Grouping<'_>| group.quote == mention.quote && group.scope == scope;
        match groups.iter_mut().find(known) {
            Some(group) => group.mentions.push(mention),
            None => groups.push(Grouping {
                quote: &mention.quote,
                scope,
                mentions: vec![mention],
            }),
        }
    }
    Some(Profile {
        county: entry,
        role: entry.role.as_ref(),
        named,
        collective,
        groups,
    })
}
