//! `public/plan.json`, field by field (schema version 1, `design.md` §3).
//!
//! These types hold what the file says and check nothing; [`super::Plan`] does the looking up.

use super::vocabulary::vocabulary;
use super::{
    County, IdSet, Kind, Period, Project, Quantity, Quotation, Span, Term, Text, Theme, Zone,
};

/// The version of the file's shape that this crate reads and writes.
pub const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct PlanFile {
    /// The version of the file's shape: [`SCHEMA`].
    pub schema: u32,
    /// Where the text comes from.
    pub meta: Meta,
    /// The seven chapters, in order.
    pub chapters: Vec<Chapter>,
    /// The eleven sections of chapters one and two, in order.
    pub sections: Vec<Section>,
    /// All paragraphs, in order.
    pub passages: Vec<Passage>,
    /// Counties and zones.
    pub places: Places,
    /// Every place where the text speaks of a county or zone, in text order.
    pub mentions: Vec<Mention>,
    /// The fourteen themes, in the order they are shown.
    pub themes: Vec<ThemeEntry>,
    /// Every milestone, in text order.
    pub milestones: Vec<Milestone>,
    /// Every number that means something, in text order.
    pub quantities: Vec<Quantity>,
    /// Every named project and programme, in text order.
    pub projects: Vec<Project>,
    /// Every label made with a number, in the order of its first use.
    pub terms: Vec<Term>,
}

/// Where the text comes from.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Meta {
    /// The plan's title.
    pub title: String,
    /// Who wrote it.
    pub issuer: String,
    /// The meeting that adopted it.
    pub meeting: String,
    /// The day of adoption, `YYYY-MM-DD`.
    pub adopted: String,
    /// Where the copy was found.
    pub source: SourceNote,
    /// What the copy held that is not the plan.
    pub removed: Vec<Removed>,
    /// SHA-256 of `data/source.txt`, lower-case hexadecimal.
    pub text_sha256: String,
}

/// Where the copy was found.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct SourceNote {
    /// What kind of page it was.
    pub name: String,
    /// The same in English.
    pub en: String,
    /// The day that page gives for its repost, `YYYY-MM-DD`. No date of the plan.
    pub reposted: String,
}

/// A kind of thing the copy held that is not the plan. The fragments stand in `data/removed.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Removed {
    /// What it was.
    pub what: String,
    /// The same in English.
    pub en: String,
    /// How many such fragments were removed.
    pub times: usize,
}

/// A chapter (一、…七、).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Chapter {
    /// `c1`–`c7`.
    pub id: String,
    /// 1–7.
    pub number: u32,
    /// The heading, or `None` where the source lost it.
    pub heading: Option<String>,
    /// The heading in English: an unofficial translation, ours and not the plan's. `None` where there is
    /// no heading.
    pub en: Option<String>,
    /// What the source lost, and how that is known.
    pub note: Option<String>,
}

/// A section of a chapter (（一）…).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Section {
    /// `c1.1`–`c2.7`.
    pub id: String,
    /// The id of its chapter.
    pub chapter: String,
    /// The number within the chapter.
    pub number: u32,
    /// The heading.
    pub heading: String,
    /// The heading in English: an unofficial translation, ours and not the plan's.
    pub en: Option<String>,
}

vocabulary! {
    /// What part of the document a passage is.
    PassageKind, "passage kind" {
        /// The title.
        Title = "title",
        /// The line that says who adopted it and when.
        Adoption = "adoption",
        /// The paragraph before chapter one.
        Preamble = "preamble",
        /// The heading of a chapter.
        Chapter = "chapter",
        /// The paragraph a section starts with.
        Section = "section",
        /// ——打造…: one of the four positions.
        Position = "position",
        /// ——建设…: one of the five goals.
        Goal = "goal",
        /// 到二〇三五年….
        Vision = "vision",
        /// The unnumbered paragraph that opens a chapter.
        Lead = "lead",
        /// One of the 51 numbered measures.
        Measure = "measure",
        /// The last paragraph.
        Closing = "closing",
    }
}

/// One paragraph of the plan.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Passage {
    /// `m14`, `ch1.1`, `goal3` …; stands in links.
    pub id: String,
    /// What part of the document it is.
    pub kind: PassageKind,
    /// The printed number of a section or measure.
    pub number: Option<u32>,
    /// The id of its chapter.
    pub chapter: Option<String>,
    /// The id of its section.
    pub section: Option<String>,
    /// Its heading, without mark and full stop.
    pub heading: Option<String>,
    /// The heading in English: an unofficial translation, ours and not the plan's. `None` where there is
    /// no heading.
    pub en: Option<String>,
    /// The whole paragraph as it stands in `data/source.txt`, with mark and heading.
    pub text: Text,
    /// The sentences of its body: they tile what follows the heading.
    pub sentences: Vec<Sentence>,
    /// What it is about.
    pub themes: Themes,
    /// What time it speaks of.
    pub periods: IdSet<Period>,
}

/// One sentence of a passage.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Sentence {
    /// `m14.3`; stands in links.
    pub id: String,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
}

/// What a passage is about.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Themes {
    /// Where a resident would look first.
    pub primary: Theme,
    /// Where else it should be found.
    pub secondary: IdSet<Theme>,
}

/// Counties and zones.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Places {
    /// The eight counties, in the vocabulary's order.
    pub counties: Vec<CountyEntry>,
    /// The zones, in the vocabulary's order.
    pub zones: Vec<ZoneEntry>,
}

/// A county.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct CountyEntry {
    /// Its id.
    pub id: County,
    /// The administrative code (GB/T 2260).
    pub code: String,
    /// Its full name.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Its name in Tibetan, where it is known for sure.
    pub bo: Option<String>,
    /// Shorter names the text uses inside the names of works.
    pub aliases: Vec<String>,
    /// Its cell in the tile map: column and row from the top left.
    pub tile: (u8, u8),
    /// What measure 1 makes of it.
    pub role: Quotation,
}

/// A zone.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema),
    serde(deny_unknown_fields)
)]
pub struct ZoneEntry {
    /// Its id.
    pub id: Zone,
    /// The name the plan uses.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// Other names the text uses.
    pub aliases: Vec<String>,
}

vocabulary! {
    /// Why a stretch of text counts as a mention.
    Basis, "basis" {
        /// The full name stands there.
        Named = "named",
        /// The short name stands there, inside the name of a work.
        Alias = "alias",
        /// A group stands there.
        Collective = "collective",
    }
}

vocabulary! {
    /// Whom a collective mention takes in.
    Scope, "scope" {
        /// The text itself lists the members.
        Enumerated = "enumerated",
        /// 中心城区: 城关, 堆龙德庆 and 达孜, because measure 1 says so.
        CentralCity = "central_city",
        /// Every county.
        AllCounties = "all_counties",
        /// Some counties, and the text does not say which.
        SubsetUnspecified = "subset_unspecified",
        /// Towns or townships.
        Township = "township",
    }
}

/// A stretch of text that speaks of counties or zones.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Mention {
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
    /// The words there.
    pub quote: String,
    /// Why it counts.
    pub basis: Basis,
    /// The counties it speaks of.
    pub counties: IdSet<County>,
    /// The zones it speaks of.
    pub zones: IdSet<Zone>,
    /// Whom it takes in, for a collective mention.
    pub scope: Option<Scope>,
}

/// A theme.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema),
    serde(deny_unknown_fields)
)]
pub struct ThemeEntry {
    /// Its id.
    pub id: Theme,
    /// Its name.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What belongs under it.
    pub about: String,
}

/// A dated or period-bound fact, target or vision.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Milestone {
    /// `ms-…`; stands in links.
    pub id: String,
    /// The period it belongs to.
    pub period: Period,
    /// First and last year, where the text gives them.
    pub years: Option<(u16, u16)>,
    /// The day, `YYYY-MM-DD`, where the text gives it.
    pub date: Option<String>,
    /// How it stands to the facts.
    pub kind: Kind,
    /// The part of the quote that stands on the timeline.
    pub label: String,
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
    /// The words there.
    pub quote: String,
    /// The numbers in the quote.
    pub values: Vec<Value>,
    /// What it is about.
    pub themes: IdSet<Theme>,
    /// The counties its quote speaks of.
    pub counties: IdSet<County>,
    /// The zones its quote speaks of.
    pub zones: IdSet<Zone>,
    /// Whether it stands on its own as a milestone.
    pub core: bool,
}

vocabulary! {
    /// How a printed number bounds what it measures.
    Comparator, "comparator" {
        /// The number itself.
        Eq = "eq",
        /// 以上
        AtLeast = "at_least",
        /// 突破, 超过
        Exceeds = "exceeds",
        /// 约
        About = "about",
    }
}

/// A number in a milestone's quote.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema),
    serde(deny_unknown_fields)
)]
pub struct Value {
    /// What is measured, in the text's words as far as they stand there.
    pub measures: String,
    /// The number, as printed with its unit: a stretch of the quote.
    pub printed: String,
    /// The number alone, in units of `unit`.
    pub value: f64,
    /// The unit as printed; empty where there is none.
    pub unit: String,
    /// How the number bounds what it measures.
    pub comparator: Comparator,
    /// A doubt printed beside it (预计), if any.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Option<String>,
}

impl Themes {
    /// Primary and secondary together.
    pub fn all(&self) -> IdSet<Theme> {
        let mut all = self.secondary;
        all.insert(self.primary);
        all
    }
}

/// Offsets from the file; a pair that runs backwards (no checked file has one) covers nothing.
pub(super) fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap_or(Span::NOTHING)
}

impl Sentence {
    /// Where it stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Mention {
    /// Where it stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Milestone {
    /// Where its quote stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}
