//! Projects by how far they are.

use super::Piece;
use crate::model::{Passage, Project, Status, Vocabulary};

/// The projects of one status.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectGroup<'a> {
    /// How far they are.
    pub status: Status,
    /// In text order. Never empty.
    pub items: Vec<ProjectItem<'a>>,
}

/// A project as a result.
#[derive(Clone, Debug, PartialEq)]
pub struct ProjectItem<'a> {
    /// The project.
    pub project: &'a Project,
    /// The passage it stands in.
    pub passage: &'a Passage,
    /// The words of its quote before its name, marked.
    pub before: Vec<Piece<'a>>,
    /// Its name, marked.
    pub name: Vec<Piece<'a>>,
    /// The words after its name, marked.
    pub after: Vec<Piece<'a>>,
}

/// The projects, grouped in the order of the statuses.
pub(super) fn group_projects(items: Vec<ProjectItem<'_>>) -> Vec<ProjectGroup<'_>> {
    let groups = Status::ALL.iter().map(|&status| ProjectGroup {
        status,
        items: items
            .iter()
            .filter(|item| item.project.status == status)
            .cloned()
            .collect::<Vec<_>>(),
    });
    groups
        .filter(|group| !group.items.is_empty())
        .collect::<Vec<_>>()
}
