//! What a plan is.
//!
//! [`PlanFile`] mirrors `public/plan.json` field by field; [`Plan`] is the same, indexed for reading.
//! [`compact`] is the same file as the page carries it. This module knows nothing of links, filters or
//! pages, and nothing in it fails once a plan has been read. `build.rs` compiles it too, so it names no
//! other part of the crate.

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
pub use plan::{Located, Plan, PlanError, Target};
pub use text::{Span, Text};
pub use vocabulary::{County, IdSet, Kind, Period, Theme, Vocabulary, Year, Zone};
