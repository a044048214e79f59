//! Projects grouped by status.
//!
//! This module knows nothing of filters.

use super::Piece;
use crate::model::{Passage, Project, Status, Tier, Vocabulary};

/// The projects of one status.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectGroup<'a> {
    /// The status.
    pub status: Status,
    /// The projects, in text order. Never empty.
    pub items: Vec<ProjectItem<'a>>,
}

/// A project as a result.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectItem<'a> {
    /// The project.
    pub project: &'a Project,
    /// The passage it is in.
    pub passage: &'a Passage,
    /// The part of its quote before its name, with marks.
    pub before: Vec<Piece<'a>>,
    /// Its name, with marks.
    pub name: Vec<Piece<'a>>,
    /// The part of its quote after its name, with marks.
    pub after: Vec<Piece<'a>>,
}

/// How many of the projects are programmes, which a reader may not expect to be counted among projects.
pub fn count_programmes(groups: &[ProjectGroup<'_>]) -> usize {
    let items = groups.iter().flat_map(|group| &group.items);
    items
        .filter(|item| item.project.tier == Tier::Programme)
        .count()
}

/// The projects, grouped in the order of the statuses.
pub(super) fn group_projects(items: Vec<ProjectItem<'_>>) -> Vec<ProjectGroup<'_>> {
    let groups = Status::ALL.iter().map(|&status| ProjectGroup {
        status,
        items: items
            .iter()
            .filter(|item| item.project.status == status)
            .cloned()
            .collect(),
    });
    groups.filter(|group| !group.items.is_empty()).collect()
}
