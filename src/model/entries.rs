//! Quantities, projects and terms: entries that quote the text.

use super::file::{Comparator, span};
use super::vocabulary::vocabulary;
use super::{County, IdSet, Kind, Period, Span, Theme, Zone};

/// A quotation from the plan and where it is.
#[derive(Clone, Debug, PartialEq)]
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

vocabulary! {
    /// The class of a quantity.
    Class, "class" {
        /// A statistic, an amount, a threshold, or a count of real things.
        Measured = "measured",
        /// A date, a year, or a range of years.
        Date = "date",
        /// A rated size: 220千伏, 千兆.
        Technical = "technical",
        /// A count that is part of a structure: 5个县域中心城镇, 市县乡村四级.
        Structural = "structural",
    }
}

/// A number with a meaning. Numbers in identifiers (S5, G349, 5G) are not quantities.
#[derive(Clone, Debug, PartialEq)]
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
    /// Whether the number is exact, a lower bound, or approximate.
    pub comparator: Comparator,
    /// The class of the number.
    pub class: Class,
    /// The period of what is counted.
    pub period: Period,
    /// The kind of its milestone, if it has one.
    pub kind: Option<Kind>,
    /// The id of the milestone whose value it is, if any.
    pub milestone: Option<String>,
    /// A qualification printed next to the number (预计), if any.
    pub note: Option<String>,
}

vocabulary! {
    /// How far a project is, according to the verb in the text.
    Status, "status" {
        /// 建成通车, 开通运营: done in 十四五.
        Done = "done",
        /// 取得阶段性进展: partly done in 十四五.
        Progress = "progress",
        /// 开工建设: begun, not finished.
        Started = "started",
        /// 持续…: to be continued.
        Continue = "continue",
        /// 启动: to be started.
        Start = "start",
        /// 建设, 打造, 成立: to be built or founded.
        Build = "build",
        /// 改造, 提升, 扩大: to be renovated, improved or extended.
        Upgrade = "upgrade",
        /// 实施, 开展: to be carried out.
        CarryOut = "carry_out",
        /// 推进, 加快, 推动: to be advanced.
        Advance = "advance",
        /// 支持: done by others, with support.
        Support = "support",
        /// 申报, 争创: applied for, not granted.
        Apply = "apply",
        /// 探索: explored, not decided.
        Explore = "explore",
        /// 规划研究, 谋划: studied, not decided.
        Research = "research",
    }
}

vocabulary! {
    /// The type of a project.
    Tier, "tier" {
        /// A specific work, site, institution, platform or event.
        Concrete = "concrete",
        /// A named group of works or actions.
        Programme = "programme",
    }
}

/// A named project, programme or action, and what the text says about it.
#[derive(Clone, Debug, PartialEq)]
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
    pub period: Period,
    /// Its themes.
    pub themes: IdSet<Theme>,
    /// The counties mentioned in its quote.
    pub counties: IdSet<County>,
    /// The zones mentioned in its quote.
    pub zones: IdSet<Zone>,
}

/// A label that contains a number (四大战略, 一城三区), and the members that the text lists for it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Term {
    /// `t-…`; used in links. The same label with another meaning is another term.
    pub id: String,
    /// The label, without quotation marks.
    pub label: String,
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

impl Quantity {
    /// The span of its quote in the passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Project {
    /// The span of its quote in the passage.
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
