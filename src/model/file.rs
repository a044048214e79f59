//! The types of `public/plan.json` (`data/README.md` says how its fields are filled).
//!
//! They hold what the file says and check nothing: the ids of themes, places and periods are strings.
//! [`super::Plan`] checks them and does the look-ups.

use super::vocabulary::vocabulary;
use super::{Class, Kind, Span, Status, Tier};

/// The version of the schema that this crate reads and writes.
pub const SCHEMA: u32 = 2;

/// The whole file.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct PlanFile {
    /// The version of the schema: [`SCHEMA`].
    pub schema: u32,
    /// Where the text comes from.
    pub meta: Meta,
    /// What the site calls the plan, and what it says of this plan only.
    pub site: Site,
    /// The chapters, in order.
    pub chapters: Vec<Chapter>,
    /// The sections, in order.
    pub sections: Vec<Section>,
    /// All passages (paragraphs), in order.
    pub passages: Vec<Passage>,
    /// Counties and zones.
    pub places: Places,
    /// Every mention of a county or zone, in text order.
    pub mentions: Vec<Mention>,
    /// The periods, in the order of time.
    pub periods: Vec<PeriodEntry>,
    /// The themes, in display order.
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
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Meta {
    /// The plan's title.
    pub title: String,
    /// Who issued it.
    pub issuer: String,
    /// The meeting that adopted it. Empty if the text does not name it.
    pub meeting: String,
    /// The day of adoption, `YYYY-MM-DD`. `None` if the text does not give it.
    pub adopted: Option<String>,
    /// Where the copy was found.
    pub source: SourceNote,
    /// What was on the copied page but is not part of the plan.
    pub removed: Vec<Removed>,
    /// SHA-256 of `data/source.txt`, lower-case hexadecimal.
    pub text_sha256: String,
}

/// A text in the two languages of the interface.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Bilingual {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What the site calls the plan, and what it says of this plan only.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Site {
    /// The site's title.
    pub title: Bilingual,
    /// The short title, for a home screen.
    pub short: String,
    /// What the site is, in one sentence in Chinese.
    pub description: String,
    /// What the plan is, of whom and of when, in a sentence or two for a first visitor.
    pub intro: Bilingual,
    /// The beginning of the names of exported files.
    pub file: String,
    /// The beginning of the keys of citations in BibTeX.
    pub cite: String,
    /// The colour of the browser's frame, `#rrggbb`.
    pub color: String,
    /// The beginning of the keys in the browser's storage.
    pub storage: String,
    /// Former ids of themes, places and periods, so that old links work.
    pub former: Vec<FormerId>,
    /// Questions that a first reader may ask, each with its answer.
    pub questions: Vec<Question>,
    /// Examples of what can be typed into the search field.
    pub search: SearchExamples,
    /// The heading of passages of a chapter with sections that are in none of them.
    pub outside_sections: Bilingual,
    /// What else the source lost, one paragraph each.
    pub lost: Vec<Bilingual>,
    /// Rules of the tagging that speak of this plan only.
    pub rules: Vec<Bilingual>,
}

/// A former id of a theme, a county, a zone or a period.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct FormerId {
    /// The id in old links.
    pub id: String,
    /// The id that it stands for now.
    pub now: String,
}

impl Site {
    /// The key of a setting in the browser's storage.
    pub fn storage_key(&self, setting: &str) -> String {
        format!("{}.{setting}", self.storage)
    }
}

/// A question that a first reader may ask.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Question {
    /// The question.
    pub words: Bilingual,
    /// The query of the link that answers it.
    pub link: String,
}

/// Examples of what can be typed into the search field. All are of words in the text.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct SearchExamples {
    /// One word.
    pub word: String,
    /// Two words that occur in one passage, separated by a space.
    pub two: String,
    /// A word, and after ` -` one that must not occur.
    pub without: String,
    /// A phrase.
    pub phrase: String,
    /// The beginning of a word in pinyin.
    pub pinyin: String,
    /// The initials of a word in pinyin.
    pub initials: String,
    /// A word in traditional characters.
    pub traditional: String,
    /// Words with another mark between them than in the text.
    pub marks: String,
    /// An English word.
    pub english: String,
}

/// A period of time in the plan.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct PeriodEntry {
    /// The id in links: `14`, `2035`.
    pub id: String,
    /// Its name.
    pub name: Bilingual,
    /// Other names that links may use for it.
    pub names: Vec<String>,
    /// Whether it is past, planned, or beyond the plan.
    pub role: PeriodRole,
    /// Its first year that can be chosen.
    pub first: u16,
    /// Its last year, which may be the first.
    pub last: u16,
    /// Its name on the axis, if its year is only a position there and the text names no such year.
    pub place: Option<Bilingual>,
    /// Its share of the width of the timeline, in relation to those of the others.
    pub width: u8,
}

vocabulary! {
    /// What a period is to the plan.
    PeriodRole, "period role" {
        /// The plan reports on it: achievements and expectations.
        Past = "past",
        /// The plan is for it: targets.
        Planned = "planned",
        /// It comes after the plan: visions.
        Beyond = "beyond",
    }
}

/// A group of places that the text defines.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct GroupEntry {
    /// Its id. For the kind `scope`, that of the scope which mentions of this group have.
    pub id: String,
    /// What kind of group it is.
    pub kind: GroupKind,
    /// Its name in the text.
    pub zh: String,
    /// An unofficial translation of the name into English.
    pub en: String,
    /// The counties in it, as far as the text lists them.
    pub counties: Vec<String>,
    /// The zones in it, as far as the text lists them.
    pub zones: Vec<String>,
    /// The text that says what it is.
    pub defined_in: Quotation,
    /// The id of the passage that lists its members, if that text does not.
    pub listed_in: Option<String>,
    /// For the kind `scope`: where the text lists its members, in the words of the interface.
    pub about: Option<Bilingual>,
}

vocabulary! {
    /// What kind of group of places it is.
    GroupKind, "group kind" {
        /// What a scope of mentions means: the central city.
        Scope = "scope",
        /// A part of the plan's spatial pattern: a core, a pole.
        System = "system",
        /// An area in which counties develop together.
        Area = "area",
        /// A tier of towns.
        Town = "town",
    }
}

/// Where the copy was found.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct SourceNote {
    /// What kind of page it is.
    pub name: String,
    /// The same in English.
    pub en: String,
    /// The day of the repost according to that page, `YYYY-MM-DD`. It is not a date of the plan. `None` if the page
    /// gives none.
    pub reposted: Option<String>,
}

/// One kind of fragment that was on the copied page but is not part of the plan. The fragments themselves are
/// in `data/removed.toml`.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
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

/// A chapter (一、二、…, or 第一章).
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Chapter {
    /// `c1`, `c2` …
    pub id: String,
    /// The number in the text.
    pub number: u32,
    /// The heading, or `None` if it is missing in the source.
    pub heading: Option<String>,
    /// An unofficial translation of the heading into English. `None` if there is no heading.
    pub en: Option<String>,
    /// What is missing in the source, and how that is known.
    pub note: Option<String>,
}

/// A section of a chapter (（一）…, or 第一节).
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Section {
    /// `c1.1`, `c1.2` …
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
        /// The heading of a part, which has chapters.
        Part = "part",
        /// The heading of a chapter.
        Chapter = "chapter",
        /// The paragraph that opens a section, with its heading.
        Section = "section",
        /// A role that the place as a whole aims for, in an outline of its own (after ——).
        Position = "position",
        /// A goal, in an outline of its own (after ——).
        Goal = "goal",
        /// What is to be reached after the plan.
        Vision = "vision",
        /// The unnumbered paragraph that opens a chapter.
        Lead = "lead",
        /// A numbered measure.
        Measure = "measure",
        /// Another paragraph below a heading.
        Paragraph = "paragraph",
        /// The last paragraph.
        Closing = "closing",
    }
}

/// One paragraph of the plan.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Passage {
    /// `m14`, `ch1.1`, `goal3` …; used in links.
    pub id: String,
    /// Which part of the document it is.
    pub kind: PassageKind,
    /// The printed number of a part, section or measure.
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
    pub text: String,
    /// The sentences of its body, which together are all of the text after the heading.
    pub sentences: Vec<Sentence>,
    /// Its themes. `None` if nobody has tagged it yet.
    pub themes: Option<Tags>,
    /// The periods it is about.
    pub periods: Vec<String>,
}

/// One sentence of a passage.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
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
    /// Its themes. `None` if the plan has no themes of sentences.
    pub themes: Option<Tags>,
}

/// The themes of a passage or a sentence.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Tags {
    /// The main theme, where a resident would look first.
    pub primary: String,
    /// Other themes under which it should be found.
    pub secondary: Vec<String>,
}

/// Counties and zones.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Places {
    /// The counties, in display order.
    pub counties: Vec<CountyEntry>,
    /// The zones, in display order.
    pub zones: Vec<ZoneEntry>,
    /// The groups of places that the text defines, such as the central city.
    pub groups: Vec<GroupEntry>,
}

/// A county.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct CountyEntry {
    /// Its id.
    pub id: String,
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
    /// The role that the plan gives it, if it gives one.
    pub role: Option<Quotation>,
}

/// A zone.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct ZoneEntry {
    /// Its id.
    pub id: String,
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
        /// The central city (中心城区), as the plan defines it: a group of `places.groups`.
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
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
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
    pub counties: Vec<String>,
    /// The zones it means.
    pub zones: Vec<String>,
    /// For a collective mention: which places it means.
    pub scope: Option<Scope>,
}

/// A theme.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct ThemeEntry {
    /// Its id.
    pub id: String,
    /// Its name.
    pub zh: String,
    /// Its name in English.
    pub en: String,
    /// What belongs to it.
    pub about: String,
}

/// A fact, target or vision with a date or a period.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Milestone {
    /// `ms-…`; used in links.
    pub id: String,
    /// The period it belongs to.
    pub period: String,
    /// First and last year, if the text gives them.
    pub years: Option<(u16, u16)>,
    /// The day, `YYYY-MM-DD`, if the text gives it.
    pub date: Option<String>,
    /// Whether it is a fact, an expectation or a goal.
    pub kind: Kind,
    /// Its label on the timeline: a part of the quote, or two parts with …… for what is left out between them.
    pub label: String,
    /// An unofficial translation of the label into English. `None` if nobody translated it.
    pub label_en: Option<String>,
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
    pub themes: Vec<String>,
    /// The counties mentioned in its quote.
    pub counties: Vec<String>,
    /// The zones mentioned in its quote.
    pub zones: Vec<String>,
    /// Whether it is a main milestone, which is shown by default.
    pub core: bool,
}

vocabulary! {
    /// Whether a printed number is exact, a bound, or approximate.
    Comparator, "comparator" {
        /// Exactly the number.
        Eq = "eq",
        /// 以上, 不低于 (at least).
        AtLeast = "at_least",
        /// 突破, 超过 (more than).
        Exceeds = "exceeds",
        /// 以内, 不超过 (at most).
        AtMost = "at_most",
        /// 约, 左右 (about).
        About = "about",
    }
}

/// A number in a milestone's quote.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
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
    /// Whether the number is exact, a bound, or approximate.
    pub comparator: Comparator,
    /// A qualification printed next to the number (预计), if any.
    pub note: Option<String>,
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

/// A number with a meaning. Numbers in identifiers (S5, G349, 5G) are not quantities.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Quantity {
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last character.
    pub end: u32,
    /// The quoted text: what is counted, and how much.
    pub quote: String,
    /// The number as printed, with its unit if that follows: part of the quote.
    pub printed: String,
    /// What is counted, in the text's own words.
    pub measures: String,
    /// Which of several things with one name is counted (城 or 乡 of 城乡居民), if there are several.
    pub of: Option<String>,
    /// The number, in units of `unit`.
    pub value: f64,
    /// The unit as printed; empty if there is none.
    pub unit: String,
    /// Whether the number is exact, a bound, or approximate.
    pub comparator: Comparator,
    /// The class of the number.
    pub class: Class,
    /// The period of what is counted.
    pub period: String,
    /// The kind of its milestone, if it has one.
    pub kind: Option<Kind>,
    /// The id of the milestone whose value it is, if any.
    pub milestone: Option<String>,
    /// A qualification printed next to the number (预计), if any.
    pub note: Option<String>,
    /// What is counted and how much, in English: an unofficial translation. `None` if nobody translated it.
    pub en: Option<String>,
}

/// A named project, programme or action, and what the text says about it.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Project {
    /// `pr-…`; used in links.
    pub id: String,
    /// Its name: part of the quote.
    pub name: String,
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last character.
    pub end: u32,
    /// The quoted text, with verb and name.
    pub quote: String,
    /// The verb that governs it: part of the quote.
    pub verb: String,
    /// The status that the verb stands for.
    pub status: Status,
    /// The type of a project.
    pub tier: Tier,
    /// The period of the sentence.
    pub period: String,
    /// Its themes.
    pub themes: Vec<String>,
    /// The counties mentioned in its quote.
    pub counties: Vec<String>,
    /// The zones mentioned in its quote.
    pub zones: Vec<String>,
}

/// A quotation from the plan and where it is.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Quotation {
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
}

/// A label that contains a number (三大行动), and the members that the text lists for it.
#[derive(Clone, Debug, PartialEq, miniserde::Deserialize)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Term {
    /// `t-…`; used in links. The same label with another meaning is another term.
    pub id: String,
    /// The label, without quotation marks.
    pub label: String,
    /// An unofficial translation of the label into English. `None` if nobody translated it.
    pub en: Option<String>,
    /// The number of members according to the label, if it gives one.
    pub size: Option<u32>,
    /// The members, if the text lists them.
    pub members: Option<Vec<Quotation>>,
    /// The text that defines it, if there is any.
    pub defined_in: Option<Quotation>,
    /// Every use of the term, in text order. Never empty.
    pub mentions: Vec<Quotation>,
}

impl Quotation {
    /// Its span in the passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Term {
    /// The quotation that a link to the term opens: its definition, or its mention in the passage that lists
    /// the members, or its first mention.
    pub fn anchor(&self) -> Option<&Quotation> {
        let mention_beside_members = || {
            let first_member = self.members.as_ref()?.first()?;
            let mut mentions = self.mentions.iter();
            mentions.find(|mention| mention.passage == first_member.passage)
        };
        self.defined_in
            .as_ref()
            .or_else(mention_beside_members)
            .or_else(|| self.mentions.first())
    }
}
