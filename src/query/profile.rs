//! What the plan says of one county: its role, its projects and milestones, and the groups it is part of.

use super::Reach;
use super::facets::Counts;
use crate::model::{
    Basis, County, CountyEntry, Mention, Milestone, Plan, Project, Quotation, Scope, Span, Theme,
    Vocabulary,
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
    /// The milestones whose words name it, in text order.
    pub milestones: Vec<&'a Milestone>,
    /// How many of the passages shown each theme has; themes without any left out.
    pub themes: Vec<(Theme, usize)>,
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
    milestones: Vec<&'a Milestone>,
    themes: &Counts,
) -> Option<Profile<'a>> {
    let entry = plan.file().places.counties.get(county.ordinal())?;
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
    let milestones = milestones
        .into_iter()
        .filter(|entry| names_it(&entry.passage, entry.span()));
    let themes = Theme::ALL.iter().map(|&theme| (theme, themes.of(theme)));
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
        milestones: milestones.collect::<Vec<_>>(),
        themes: themes.filter(|&(_, count)| count > 0).collect::<Vec<_>>(),
        groups,
    })
}
