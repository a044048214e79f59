//! The plan's data.
//!
//! [`PlanFile`] has the fields of `public/plan.json`. [`Plan`] adds indexes for look-ups. [`compact`] is the
//! form in which the page contains the same data. Nothing here fails once a plan has been read.
//!
//! This module must not know links, filters or pages. `build.rs` compiles it too, so it must not use any other
//! module of the crate.

pub mod compact;
mod entries;
mod file;
#[cfg(not(target_arch = "wasm32"))]
pub(crate) mod json;
mod plan;
mod text;
pub(crate) mod vocabulary;

pub use entries::{Class, Project, Quantity, Quotation, Status, Term, Tier};
pub use file::{
    Basis, Chapter, Comparator, CountyEntry, Mention, Meta, Milestone, Passage, PassageKind,
    Places, PlanFile, Removed, SCHEMA, Scope, Section, Sentence, SourceNote, ThemeEntry, Themes,
    Value, ZoneEntry,
};
pub use plan::{Location, Plan, PlanError, Target};
pub use text::{Span, Text};
pub use vocabulary::{County, IdSet, Kind, Period, Theme, Vocabulary, Year, Zone};
