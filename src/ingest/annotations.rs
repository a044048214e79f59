//! The types of the TOML files of a data folder. An unknown key is an error, because it is probably a typo.
//!
//! The ids of themes, places and periods are strings here; [`super::ids::Ids`] finds what they stand for.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;

use crate::model::{
    Basis, Bilingual, Class, Comparator, FormerId, GroupKind, Kind, PeriodRole, Question, Scope,
    SearchExamples, Status, ThemeEntry, Tier, ZoneEntry,
};

use super::marks::Form;

/// `plan.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlanSettings {
    pub(super) issuer: String,
    #[serde(default)]
    pub(super) meeting: String,
    pub(super) adopted: Option<String>,
    pub(super) source: SourceRow,
    pub(super) site: SiteRow,
    pub(super) period: Vec<PeriodRow>,
    #[serde(default)]
    pub(super) outline: OutlineRules,
}

/// `[source]` in `plan.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceRow {
    pub(super) name: String,
    pub(super) reposted: Option<String>,
}

/// `[site]` in `plan.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiteRow {
    pub(super) title: Bilingual,
    pub(super) short: String,
    pub(super) description: String,
    pub(super) intro: Bilingual,
    pub(super) file: String,
    pub(super) cite: String,
    pub(super) color: String,
    pub(super) storage: String,
    #[serde(default)]
    pub(super) former: Vec<FormerId>,
    pub(super) search: SearchExamples,
    pub(super) outside_sections: Bilingual,
    #[serde(default)]
    pub(super) question: Vec<Question>,
    #[serde(default)]
    pub(super) lost: Vec<Bilingual>,
    #[serde(default)]
    pub(super) rule: Vec<Bilingual>,
}

/// A period.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodRow {
    pub(super) id: String,
    pub(super) name: Bilingual,
    #[serde(default)]
    pub(super) names: Vec<String>,
    pub(super) role: PeriodRole,
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) place: Option<Bilingual>,
    pub(super) width: u8,
}

/// `[outline]` in `plan.toml`: what the marks of the outline alone do not say. Without it, every unmarked
/// paragraph after the preamble is a [`crate::model::PassageKind::Paragraph`] or the lead of a chapter.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutlineRules {
    /// The note for a chapter whose heading the source lost.
    pub lost_heading: Option<String>,
    /// What an unmarked paragraph is.
    pub unmarked: Unmarked,
    /// What marks of these forms are, if not what they usually are.
    pub levels: BTreeMap<LevelledMark, Level>,
    /// How measures are numbered.
    pub numbering: Numbering,
    /// Which paragraph is the vision.
    pub vision: Option<VisionRule>,
    /// What a —— paragraph is. Without any, it is like an unmarked one.
    pub dashes: Vec<DashRule>,
    /// Whether the last paragraph is the closing.
    pub closing: bool,
    /// The id of the passage that gives each county its role.
    pub roles: Option<String>,
    /// Which passages have which periods.
    pub period: Vec<PeriodRule>,
    /// Which lines are tables and boxes.
    pub table: Vec<TableRule>,
    /// What would be a fault, but is so in the source.
    pub accept: Vec<AcceptRule>,
}

impl OutlineRules {
    /// What a mark of this form is.
    pub(super) fn level(&self, form: Form) -> Level {
        let (usual, key) = match form {
            Form::Part => (Level::Part, None),
            Form::Chapter => (Level::Chapter, None),
            Form::Section => (Level::Section, None),
            Form::Comma => (Level::Chapter, Some(LevelledMark::Comma)),
            Form::Bracket => (Level::Section, Some(LevelledMark::Bracket)),
            Form::Arabic => (Level::Measure, Some(LevelledMark::Arabic)),
            Form::Dash => (Level::Paragraph, None),
        };
        let given = key.and_then(|key| self.levels.get(&key));
        given.copied().unwrap_or(usual)
    }
}

/// How deep a heading is in the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// 第一篇
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 1.
    Measure,
    /// What is below a measure, or has no mark.
    Paragraph,
}

/// A mark whose level differs from plan to plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub enum LevelledMark {
    /// 一、
    #[serde(rename = "一、")]
    Comma,
    /// （一）
    #[serde(rename = "（一）")]
    Bracket,
    /// 1.
    #[serde(rename = "1.")]
    Arabic,
}

/// Lines that are a table or a box. Each is a paragraph: it has no mark, and needs no full stop.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRule {
    /// How its first line begins.
    pub begins: String,
    /// Which of the lines that begin so, counting from 1. `None` means the first.
    pub nth: Option<usize>,
    /// How many lines it has.
    pub lines: usize,
}

impl TableRule {
    /// Its lines, counting from 0, if they are all in the text.
    pub(super) fn range(&self, lines: &[&str]) -> Option<Range<usize>> {
        let begin_so = lines.iter().enumerate();
        let mut begin_so = begin_so.filter(|(_, line)| line.starts_with(&self.begins));
        let (first, _) = begin_so.nth(self.nth.unwrap_or(1).checked_sub(1)?)?;
        let end = first.checked_add(self.lines)?;
        (self.lines > 0 && end <= lines.len()).then_some(first..end)
    }
}

/// What would be a fault of a line, but is so in the source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AcceptRule {
    /// How the line begins.
    pub begins: String,
    /// Which of the lines that begin so, counting from 1. `None` means all.
    pub nth: Option<usize>,
    /// What is accepted.
    pub what: Accepted,
    /// The reason, for the editors of the data.
    pub why: String,
}

impl AcceptRule {
    /// What problems call it.
    pub(super) fn entry(&self) -> String {
        let nth = self.nth.map(|nth| format!(" {nth}")).unwrap_or_default();
        format!("outline.accept “{}”{nth}, {}", self.begins, self.what.id())
    }
}

/// What can be accepted of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Accepted {
    /// It does not end with a full stop.
    Unended,
    /// It has an unmatched quotation mark or bracket.
    Unbalanced,
    /// Its number is not the next one.
    Number,
    /// It is a heading with nothing below it.
    Empty,
    /// It begins like a mark, but is prose.
    Prose,
}

impl Accepted {
    /// Its name in TOML.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Unended => "unended",
            Self::Unbalanced => "unbalanced",
            Self::Number => "number",
            Self::Empty => "empty",
            Self::Prose => "prose",
        }
    }
}

/// What an unmarked paragraph is, unless it is right below a chapter's heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unmarked {
    /// A paragraph of the measure, section or chapter above it.
    #[default]
    Paragraph,
    /// The lead of a chapter whose heading the source lost.
    Chapter,
}

/// How measures are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Numbering {
    /// Through the whole text. Ids are `m1`, `m2` …
    #[default]
    Throughout,
    /// From 1 in each section, or in each chapter without sections. Ids are `ch2.1.m1`, `ch2.1.m2` …
    Section,
}

/// Which unmarked paragraph is the vision.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisionRule {
    /// How it begins.
    pub begins: String,
    /// Its id.
    pub id: String,
}

/// What a —— paragraph is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DashRule {
    /// How it begins, after the mark.
    pub begins: String,
    /// What it is then.
    pub kind: DashKind,
    /// Whether it and what follows it are in no section, because the source lost the words that introduced
    /// them.
    #[serde(default)]
    pub outside_sections: bool,
}

/// What a —— paragraph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DashKind {
    /// A role that the place as a whole aims for.
    Position,
    /// A goal.
    Goal,
    /// A paragraph like an unmarked one.
    Paragraph,
}

/// The periods of some passages, and of the passages below them.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// The ids of the passages.
    pub passages: Vec<String>,
    /// The ids of their periods.
    pub periods: Vec<String>,
    /// The id of the period that their numbers and projects have. `None` means the first of `periods`.
    pub default: Option<String>,
}

/// `english.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct EnglishFile {
    /// For each passage with a heading, the heading in English.
    pub(super) headings: BTreeMap<String, String>,
    /// For each of our Chinese notes on the source, the note in English.
    pub(super) notes: BTreeMap<String, String>,
    /// For each main milestone, its label in English.
    pub(super) milestones: BTreeMap<String, String>,
    /// For each term, its label in English.
    pub(super) terms: BTreeMap<String, String>,
}

/// `themes.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemesFile {
    /// Whether the tagging is not finished: passages and sentences may have no themes.
    #[serde(default)]
    pub(super) open: bool,
    pub(super) theme: Vec<ThemeEntry>,
    #[serde(default)]
    pub(super) passages: BTreeMap<String, Tags>,
}

/// The themes of one passage.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tags {
    pub(super) primary: String,
    #[serde(default)]
    pub(super) secondary: Vec<String>,
}

/// `sentences.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SentencesFile {
    /// For each sentence, its themes. The first is the primary one.
    pub(super) sentences: BTreeMap<String, Vec<String>>,
    /// For some passages, the themes that none of its sentences carries.
    pub(super) only_in_passage: BTreeMap<String, OnlyInPassage>,
    /// For each sentence that has more than four themes, the reason, for the editors of the data.
    pub(super) more_than_four: BTreeMap<String, String>,
}

/// Themes of a passage that none of its sentences carries.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnlyInPassage {
    pub(super) themes: Vec<String>,
    /// The reason, for the editors of the data.
    #[serde(rename = "why")]
    pub(super) _why: String,
}

/// `places.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacesFile {
    pub(super) county: Vec<CountyRow>,
    #[serde(default)]
    pub(super) zone: Vec<ZoneEntry>,
    #[serde(default)]
    pub(super) group: Vec<GroupRow>,
    #[serde(default)]
    pub(super) mention: Vec<MentionEntry>,
    #[serde(default)]
    pub(super) not_a_mention: Vec<NotAMention>,
}

/// A county.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountyRow {
    pub(super) id: String,
    pub(super) code: String,
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) bo: Option<String>,
    #[serde(default)]
    pub(super) aliases: Vec<String>,
    pub(super) tile: (u8, u8),
    /// The role that the plan gives it: a quote from the passage of roles.
    pub(super) role: Option<String>,
}

/// A group of places that the text defines.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupRow {
    pub(super) id: String,
    pub(super) kind: GroupKind,
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) passage: String,
    /// The text that says what it is.
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    #[serde(default)]
    pub(super) counties: Vec<String>,
    #[serde(default)]
    pub(super) zones: Vec<String>,
    /// The passage that lists its members, if the quote does not.
    pub(super) listed_in: Option<String>,
    /// For the kind `scope`: where the text lists its members, in the words of the site.
    pub(super) about: Option<Bilingual>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// A mention of a place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MentionEntry {
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    pub(super) basis: Basis,
    #[serde(default)]
    pub(super) counties: Vec<String>,
    #[serde(default)]
    pub(super) zones: Vec<String>,
    pub(super) scope: Option<Scope>,
    /// For an enumerated group: the passage that lists its members.
    pub(super) listed_in: Option<String>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// A piece of text that looks like the name of a place but is not one.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotAMention {
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    /// The reason, for the editors of the data.
    #[serde(rename = "why")]
    pub(super) _why: String,
}

/// `milestones.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct MilestonesFile {
    pub(super) milestone: Vec<MilestoneEntry>,
}

/// A milestone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MilestoneEntry {
    pub(super) id: String,
    pub(super) period: String,
    pub(super) kind: Kind,
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    pub(super) label: String,
    pub(super) date: Option<String>,
    pub(super) years: Option<(u16, u16)>,
    pub(super) themes: Vec<String>,
    pub(super) core: bool,
    #[serde(default)]
    pub(super) values: Vec<ValueEntry>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// A number in a milestone's quote.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ValueEntry {
    pub(super) measures: String,
    pub(super) printed: String,
    pub(super) value: f64,
    pub(super) unit: String,
    pub(super) comparator: Comparator,
    pub(super) note: Option<String>,
}

/// `quantities.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct QuantitiesFile {
    pub(super) quantity: Vec<QuantityEntry>,
    pub(super) not_a_quantity: Vec<NotAQuantity>,
}

/// A quantity.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuantityEntry {
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    pub(super) printed: String,
    /// Which occurrence of `printed` in the quote, counting from 1.
    pub(super) printed_nth: Option<usize>,
    pub(super) measures: String,
    pub(super) of: Option<String>,
    pub(super) value: f64,
    pub(super) unit: String,
    pub(super) comparator: Comparator,
    pub(super) class: Class,
    /// A qualification printed next to the number.
    pub(super) note: Option<String>,
    /// What is counted and how much, in English.
    pub(super) en: Option<String>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "why")]
    pub(super) _why: Option<String>,
}

impl QuantityEntry {
    /// Its name in problems.
    pub(super) fn name(&self) -> String {
        format!("quantity “{}” in {}", self.quote, self.passage)
    }
}

/// A word with a numeral that counts nothing, wherever the word occurs.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotAQuantity {
    pub(super) word: String,
    /// The reason, for the editors of the data.
    #[serde(rename = "why")]
    pub(super) _why: WhyNot,
}

/// Why a numeral counts nothing.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum WhyNot {
    /// It is part of a word: 统一, 一批.
    Word,
    /// It is part of a name: S5, 第十届, 十四五.
    Identifier,
}

/// For each period and status, the verbs that stand for it.
pub(super) type Verbs = BTreeMap<String, BTreeMap<Status, Vec<String>>>;

/// `projects.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ProjectsFile {
    pub(super) verbs: Verbs,
    pub(super) project: Vec<ProjectEntry>,
}

/// A named project, programme or action.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectEntry {
    pub(super) id: String,
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    pub(super) name: String,
    pub(super) verb: String,
    pub(super) status: Status,
    pub(super) tier: Tier,
    pub(super) themes: Vec<String>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// `terms.toml`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct TermsFile {
    pub(super) term: Vec<TermEntry>,
}

/// A label that contains a number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TermEntry {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) size: Option<u32>,
    pub(super) defined_in: Option<String>,
    pub(super) definition: Option<String>,
    pub(super) mention: Vec<QuoteEntry>,
    pub(super) member: Option<Vec<QuoteEntry>>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// A quote from a passage.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuoteEntry {
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
}
