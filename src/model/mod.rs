//! The plan's data.
//!
//! [`PlanFile`] has the fields of `public/plan.json`. [`Plan`] has the same with checked ids, and indexes for
//! look-ups. Nothing here fails once a plan has been read.
//!
//! This module must not know links, filters or pages.

mod entries;
pub mod file;
mod ids;
mod label;
mod plan;
mod read;
mod text;
pub(crate) mod vocabulary;

pub use entries::{
    Class, Mention, Milestone, Passage, Project, Quantity, Sentence, Status, Themes, Tier,
};
pub use file::{
    Basis, Bilingual, Chapter, Comparator, CountyEntry, FormerId, GroupEntry, Meta, PassageKind,
    PeriodEntry, PeriodRole, PlanFile, Question, Quotation, Removed, SCHEMA, Scope, SearchExamples,
    Section, Site, SourceNote, Term, ThemeEntry, Value, ZoneEntry,
};
pub use ids::{
    County, Entry, Identified, Period, PlanId, Theme, Vocabularies, Year, YearEntry, Zone,
};
pub use label::OMISSION;
pub(crate) use label::stretches;
pub use plan::{Location, Plan, Target};
pub use read::PlanError;
pub use text::{Span, Text};
pub use vocabulary::{IdSet, Kind, MOST, Member, Vocabulary};
