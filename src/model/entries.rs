//! Quantities, projects and terms: what the text counts, undertakes, and calls by a number.

use super::file::{Comparator, span};
use super::vocabulary::vocabulary;
use super::{County, IdSet, Kind, Period, Span, Theme, Zone};

/// Words of the plan, located.
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
    /// Offset after the last.
    pub end: u32,
    /// The words there.
    pub quote: String,
}

vocabulary! {
    /// What sort of number a quantity is.
    Class, "class" {
        /// A statistic, an amount, a threshold, a count of real things.
        Measured = "measured",
        /// A date, a year, a span of years.
        Date = "date",
        /// A rated size: 220千伏, 千兆.
        Technical = "technical",
        /// A count that belongs to a structure: 5个县域中心城镇, 市县乡村四级.
        Structural = "structural",
    }
}

/// A number that means something. Identifiers (S5, G349, 5G) are none.
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
    /// Offset after the last.
    pub end: u32,
    /// The words there: what is counted, and how much.
    pub quote: String,
    /// The number as printed, with its unit where that follows: a stretch of the quote.
    pub printed: String,
    /// What is counted, in the text's own words.
    pub measures: String,
    /// Which of several things the text counts under one name (城 and 乡 of 城乡居民), if it does.
    pub of: Option<String>,
    /// The number alone, in units of `unit`.
    pub value: f64,
    /// The unit as printed; empty where there is none.
    pub unit: String,
    /// How the number bounds what it counts.
    pub comparator: Comparator,
    /// What sort of number it is.
    pub class: Class,
    /// The period of what is counted.
    pub period: Period,
    /// How it stands to the facts, where a milestone says so.
    pub kind: Option<Kind>,
    /// The milestone whose value it is, if any.
    pub milestone: Option<String>,
    /// A doubt printed beside it (预计), if any.
    pub note: Option<String>,
}

vocabulary! {
    /// How far a project is, by the verb the text gives it.
    Status, "status" {
        /// 建成通车, 开通运营: done in 十四五.
        Done = "done",
        /// 取得阶段性进展: part of it done in 十四五.
        Progress = "progress",
        /// 开工建设: begun, not finished.
        Started = "started",
        /// 持续…: it already runs and goes on.
        Continue = "continue",
        /// 启动: to be begun.
        Start = "start",
        /// 建设, 打造, 成立: to be built or founded.
        Build = "build",
        /// 改造, 提升, 扩大: to be renewed or enlarged.
        Upgrade = "upgrade",
        /// 实施, 开展: to be carried out.
        CarryOut = "carry_out",
        /// 推进, 加快, 推动: to be moved on.
        Advance = "advance",
        /// 支持: others do it, with support.
        Support = "support",
        /// 申报, 争创: asked for, not granted.
        Apply = "apply",
        /// 探索: tried, not decided.
        Explore = "explore",
        /// 规划研究, 谋划: studied, not decided.
        Research = "research",
    }
}

vocabulary! {
    /// What sort of project it is.
    Tier, "tier" {
        /// A work, site, institution, platform or event one could point at.
        Concrete = "concrete",
        /// A named bundle of works or steps.
        Programme = "programme",
    }
}

/// A named project, programme or action, and what the text says is done with it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Project {
    /// `pr-…`; stands in links.
    pub id: String,
    /// Its name: a stretch of the quote.
    pub name: String,
    /// The id of the passage.
    pub passage: String,
    /// The id of the sentence, or `None` in a heading.
    pub sentence: Option<String>,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last.
    pub end: u32,
    /// The words there, verb and name.
    pub quote: String,
    /// The verb that governs it: a stretch of the quote.
    pub verb: String,
    /// What that verb says.
    pub status: Status,
    /// What sort of project it is.
    pub tier: Tier,
    /// The period the sentence speaks of.
    pub period: Period,
    /// What it is about.
    pub themes: IdSet<Theme>,
    /// The counties its words speak of.
    pub counties: IdSet<County>,
    /// The zones its words speak of.
    pub zones: IdSet<Zone>,
}

/// A label made with a number (四大战略, 一城三区), and what the text says it takes in.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)
)]
pub struct Term {
    /// `t-…`; stands in links. The same label in another sense is another term.
    pub id: String,
    /// The label, without quotation marks.
    pub label: String,
    /// How many members it announces, where that can be counted.
    pub size: Option<u32>,
    /// The members, only where the text itself lists them.
    pub members: Option<Vec<Quotation>>,
    /// The stretch that says what it means, where one does.
    pub defined_in: Option<Quotation>,
    /// Every place where it is used, in text order. Never empty.
    pub mentions: Vec<Quotation>,
}

impl Quotation {
    /// Where it stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Quantity {
    /// Where its quote stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Project {
    /// Where its quote stands in its passage.
    pub fn span(&self) -> Span {
        span(self.start, self.end)
    }
}

impl Term {
    /// The place to show it at: where the text says what it means, else where it is first used.
    pub fn home(&self) -> Option<&Quotation> {
        self.defined_in.as_ref().or_else(|| {
            let listed = self.members.as_ref().and_then(|members| members.first());
            let used_there = |passage: &str| {
                let mut mentions = self.mentions.iter();
                mentions.find(|mention| mention.passage == passage)
            };
            listed
                .and_then(|member| used_there(&member.passage))
                .or_else(|| self.mentions.first())
        })
    }
}
