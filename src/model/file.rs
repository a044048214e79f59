//! The types of `public/plan.json` (schema version 1; `data/README.md` says how its fields are filled).
//!
//! They hold what the file says and check nothing. [`super::Plan`] does the look-ups.

use super::vocabulary::vocabulary;
use super::{
    County, IdSet, Kind, Period, Project, Quantity, Quotation, Span, Term, Text, Theme, Zone,
};

/// The version of the schema that this crate reads and writes.
pub const SCHEMA: u32 = 1;

/// The whole file.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct PlanFile {
    /// The version of the schema: [`SCHEMA`].
    pub schema: u32,
    /// Where the text comes from.
    pub meta: Meta,
    /// The seven chapters, in order.
    pub chapters: Vec<Chapter>,
    /// The eleven sections of chapters one and two, in order.
    pub sections: Vec<Section>,
    /// All passages (paragraphs), in order.
    pub passages: Vec<Passage>,
    /// Counties and zones.
    pub places: Places,
    /// Every mention of a county or zone, in text order.
    pub mentions: Vec<Mention>,
    /// The fourteen themes, in display order.
    pub themes: Vec<ThemeEntry>,
    /// Every milestone, in text order.
    pub milestones: Vec<Milestone>,
    /// Every quantity, in text order.
    pub quantities: Vec<Quantity>,
    /// Every project and programme, in text order.
    pub projects: Vec<Project>,
    /// Every term, in the order of first use.
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
    /// Who issued it.
    pub issuer: String,
    /// The meeting that adopted it.
    pub meeting: String,
    /// The day of adoption, `YYYY-MM-DD`.
    pub adopted: String,
    /// Where the copy was found.
    pub source: SourceNote,
    /// What was on the copied page but is not part of the plan.
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
    /// What kind of page it is.
    pub name: String,
    /// The same in English.
    pub en: String,
    /// The day of the repost according to that page, `YYYY-MM-DD`. It is not a date of the plan.
    pub reposted: String,
}

/// One kind of fragment that was on the copied page but is not part of the plan. The fragments themselves are
/// in `data/removed.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Removed {
    /// What kind of fragment.
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
    /// The heading, or `None` if it is missing in the source.
    pub heading: Option<String>,
    /// An unofficial translation of the heading into English. `None` if there is no heading.
    pub en: Option<String>,
    /// What is missing in the source, and how that is known.
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
    /// An unofficial translation of the heading into English.
    pub en: Option<String>,
}

vocabulary! {
    /// Which part of the document a passage is.
    PassageKind, "passage kind" {
        /// The title.
        Title = "title",
        /// The line with the meeting and the date of adoption.
        Adoption = "adoption",
        /// The paragraph before chapter one.
        Preamble = "preamble",
        /// The heading of a chapter.
        Chapter = "chapter",
        /// The paragraph that opens a section, with its heading.
        Section = "section",
        /// ——打造…: one of the four roles that the city aims for.
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
    /// `m14`, `ch1.1`, `goal3` …; used in links.
    pub id: String,
    /// Which part of the document it is.
    pub kind: PassageKind,
    /// The printed number of a section or measure.
    pub number: Option<u32>,
    /// The id of its chapter.
    pub chapter: Option<String>,
    /// The id of its section.
    pub section: Option<String>,
    /// Its heading, without outline mark and full stop.
    pub heading: Option<String>,
    /// An unofficial translation of the heading into English. `None` if there is no heading.
    pub en: Option<String>,
    /// The whole paragraph as in `data/source.txt`, with outline mark and heading.
    pub text: Text,
    /// The sentences of its body, which together are all of the text after the heading.
    pub sentences: Vec<Sentence>,
    /// Its themes.
    pub themes: Themes,
    /// The periods it is about.
    pub periods: IdSet<Period>,
}

/// One sentence of a passage.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Sentence {
    /// `m14.3`; used in links.
    pub id: String,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last character.
    pub end: u32,
}

/// The themes of a passage.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Themes {
    /// The main theme, where a resident would look first.
    pub primary: Theme,
    /// Other themes under which it should be found.
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
    /// Its name in Tibetan, if it is known for certain.
    pub bo: Option<String>,
    /// Shorter names that the text uses within the names of works.
    pub aliases: Vec<String>,
    /// Its tile in the map: column and row, from 0 at the top left.
    pub tile: (u8, u8),
    /// The role that measure 1 gives it.
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
    /// Other names in the text.
    pub aliases: Vec<String>,
}

vocabulary! {
    /// Why a piece of text counts as a mention of a place.
    Basis, "basis" {
        /// It is the full name.
        Named = "named",
        /// It is the short name, within the name of a work.
        Alias = "alias",
        /// It is the name of a group.
        Collective = "collective",
    }
}

vocabulary! {
    /// Which places a collective mention means.
    Scope, "scope" {
        /// The members that the text lists.
        Enumerated = "enumerated",
        /// 中心城区 (the central city): 城关, 堆龙德庆 and 达孜, according to measure 1.
        CentralCity = "central_city",
        /// Every county.
        AllCounties = "all_counties",
        /// Some counties; the text does not say which.
        SubsetUnspecified = "subset_unspecified",
        /// Towns or townships.
        Township = "township",
    }
}

/// A mention of counties or zones.
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
    /// Offset after the last character.
    pub end: u32,
    /// The quoted text.
    pub quote: String,
    /// Why it counts as a mention.
    pub basis: Basis,
    /// The counties it means.
    pub counties: IdSet<County>,
    /// The zones it means.
    pub zones: IdSet<Zone>,
    /// For a collective mention: which places it means.
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
    /// What belongs to it.
    pub about: String,
}

/// A fact, target or vision with a date or a period.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Milestone {
    /// `ms-…`; used in links.
    pub id: String,
    /// The period it belongs to.
    pub period: Period,
    /// First and last year, if the text gives them.
    pub years: Option<(u16, u16)>,
    /// The day, `YYYY-MM-DD`, if the text gives it.
    pub date: Option<String>,
    /// Whether it is a fact, an expectation or a goal.
    pub kind: Kind,
    /// The part of the quote that is its label on the timeline.
    pub label: String,
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last character.
    pub end: u32,
    /// The quoted text.
    pub quote: String,
    /// The numbers in the quote.
    pub values: Vec<Value>,
    /// Its themes.
    pub themes: IdSet<Theme>,
    /// The counties mentioned in its quote.
    pub counties: IdSet<County>,
    /// The zones mentioned in its quote.
    pub zones: IdSet<Zone>,
    /// Whether it is a main milestone, which is shown by default.
    pub core: bool,
}

vocabulary! {
    /// Whether a printed number is exact, a lower bound, or approximate.
    Comparator, "comparator" {
        /// Exactly the number.
        Eq = "eq",
        /// 以上 (at least).
        AtLeast = "at_least",
        /// 突破, 超过 (more than).
        Exceeds = "exceeds",
        /// 约 (about).
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
    /// What is measured, in the text's own words as far as possible.
    pub measures: String,
    /// The number as printed, with its unit: part of the quote.
    pub printed: String,
    /// The number, in units of `unit`.
    pub value: f64,
    /// The unit as printed; empty if there is none.
    pub unit: String,
    /// Whether the number is exact, a lower bound, or approximate.
    pub comparator: Comparator,
    /// A qualification printed next to the number (预计), if any.
    #[cfg_attr(not(target_arch = "wasm32"), serde(default))]
    pub note: Option<String>,
}

impl Themes {
    /// The primary and the secondary themes.
    pub fn all(&self) -> IdSet<Theme> {
        let mut all = self.secondary;
        all.insert(self.primary);
        all
    }
}

/// The span between two offsets of the file. It is empty if they are in the wrong order, which no checked file
/// has.
pub(super) fn span(start: u32, end: u32) -> Span {
    Span::new(start, end).unwrap_or(Span::NOTHING)
}

impl Sentence {
    /// Its span in the passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Mention {
    /// Its span in the passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Milestone {
    /// The span of its quote in the passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}
