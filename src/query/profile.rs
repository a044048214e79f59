//! What the plan says of one county: its role, its projects, and the groups it is part of.

use super::Reach;
use crate::model::{
    Basis, County, CountyEntry, Mention, Plan, Project, Quotation, Scope, Vocabulary,
};

/// What the plan says of one county.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile<'a> {
    /// The county.
    pub county: &'a CountyEntry,
    /// What measure 1 makes of it.
    pub role: &'a Quotation,
    /// The projects whose words name it.
    pub named: Vec<&'a Project>,
    /// The projects whose words take it in only with a group.
    pub collective: Vec<&'a Project>,
    /// The groups that take it in.
    pub groups: Vec<Grouping<'a>>,
}

/// A group that takes a county in, and every place where the text speaks of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grouping<'a> {
    /// Its name, as it stands in the text.
    pub quote: &'a str,
    /// Whom it takes in.
    pub scope: Scope,
    /// Where, in text order. Never empty.
    pub mentions: Vec<&'a Mention>,
}

/// The profile of `county`; `projects` are those that speak of it and pass the reader's filters.
pub(super) fn profile<'a>(
    plan: &'a Plan,
    county: County,
    reach: Reach,
    projects: Vec<&'a Project>,
) -> Option<Profile<'a>> {
    let entry = plan.file().places.counties.get(county.ordinal())?;
    let (named, collective) = projects.into_iter().partition(|project| {
        let position = plan.position(&project.passage).unwrap_or(usize::MAX);
        plan.mentions_at(position).iter().any(|mention| {
            mention.basis != Basis::Collective
                && mention.counties.contains(county)
                && mention.span().overlaps(project.span())
        })
    });
    let mut groups: Vec<Grouping<'a>> = Vec::new();
    let mentions = plan.file().mentions.iter();
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
        role: &entry.role,
        named,
        collective,
        groups,
    })
}
