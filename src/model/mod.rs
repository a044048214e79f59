//! What a plan is.
//!
//! [`PlanFile`] mirrors `public/plan.json` field by field; [`Plan`] is the same, indexed for reading.
//! This module knows nothing of links, filters or pages, and nothing in it fails after [`Plan::from_json`].

mod entries;
mod file;
mod plan;
mod text;
pub(crate) mod vocabulary;

pub use entries::{Class, Project, Quantity, Quotation, Status, Term, Tier};
pub use file::{
    Basis, Chapter, Comparator, CountyEntry, Mention, Meta, Milestone, Passage, PassageKind,
    Places, PlanFile, Removed, SCHEMA, Scope, Section, Sentence, SourceNote, ThemeEntry, Themes,
    Value, ZoneEntry,
};
pub use plan::{Located, Plan, PlanError, Target};
pub use text::{Span, Text};
pub use vocabulary::{County, IdSet, Kind, Period, Theme, Vocabulary, Year, Zone};
