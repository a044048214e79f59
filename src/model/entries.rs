//! The plan's entries with checked ids: what queries work on.

use super::file::{Value, span};
use super::label::stretches;
use super::vocabulary::vocabulary;
use super::{
    Basis, Bilingual, Comparator, County, GroupKind, IdSet, Kind, PassageKind, Period, Quotation,
    Scope, Span, Text, Theme, Zone,
};

vocabulary! {
    /// The class of a quantity.
    Class, "class" {
        /// A statistic, an amount, a threshold, or a count of real things.
        Measured = "measured",
        /// A date, a year, or a range of years.
        Date = "date",
        /// A rated size: 220千伏, 千兆.
        Technical = "technical",
        /// A count that is part of a structure: 市县乡三级.
        Structural = "structural",
    }
}

vocabulary! {
    /// How far a project is, according to the verb in the text.
    Status, "status" {
        /// 建成通车, 开通运营: done in the past period.
        Done = "done",
        /// 取得阶段性进展: partly done in the past period.
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

/// One paragraph of the plan.
#[derive(Clone, Debug, PartialEq)]
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
    pub text: Text,
    /// The sentences of its body, which together are all of the text after the heading.
    pub sentences: Vec<Sentence>,
    /// Its themes. `None` if nobody has tagged it yet.
    pub themes: Option<Themes>,
    /// The periods it is about.
    pub periods: IdSet<Period>,
}

/// One sentence of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// `m14.3`; used in links.
    pub id: String,
    /// First offset in the passage's text.
    pub start: u32,
    /// Offset after the last character.
    pub end: u32,
    /// Its themes. `None` if the plan has no themes of sentences.
    pub themes: Option<Themes>,
}

/// The themes of a passage or a sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct Themes {
    /// The main theme, where a resident would look first.
    pub primary: Theme,
    /// Other themes under which it should be found.
    pub secondary: IdSet<Theme>,
}

/// A group of places that the text defines.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its id. For the kind `scope`, that of the scope which mentions of this group have.
    pub id: String,
    /// What kind of group it is.
    pub kind: GroupKind,
    /// Its name in the text.
    pub zh: String,
    /// An unofficial translation of the name into English.
    pub en: String,
    /// The counties in it, as far as the text lists them.
    pub counties: IdSet<County>,
    /// The zones in it, as far as the text lists them.
    pub zones: IdSet<Zone>,
    /// The text that says what it is.
    pub defined_in: Quotation,
    /// The id of the passage that lists its members, if that text does not.
    pub listed_in: Option<String>,
    /// For the kind `scope`: where the text lists its members, in the words of the interface.
    pub about: Option<Bilingual>,
}

/// A mention of counties or zones.
#[derive(Clone, Debug, PartialEq)]
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

/// A fact, target or vision with a date or a period.
#[derive(Clone, Debug, PartialEq)]
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
    pub themes: IdSet<Theme>,
    /// The counties mentioned in its quote.
    pub counties: IdSet<County>,
    /// The zones mentioned in its quote.
    pub zones: IdSet<Zone>,
    /// Whether it is a main milestone, which is shown by default.
    pub core: bool,
}

/// A number with a meaning. Numbers in identifiers (S5, G349, 5G) are not quantities.
#[derive(Clone, Debug, PartialEq)]
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
    pub period: Period,
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
#[derive(Clone, Debug, PartialEq)]
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

impl Themes {
    /// The primary and the secondary themes.
    pub fn all(&self) -> IdSet<Theme> {
        let mut all = self.secondary;
        all.insert(self.primary);
        all
    }

    /// All of them, the primary one first, and whether each is the primary one.
    pub fn in_order(&self) -> impl Iterator<Item = (Theme, bool)> {
        let secondary = self.secondary.iter().map(|theme| (theme, false));
        std::iter::once((self.primary, true)).chain(secondary)
    }
}

impl Passage {
    /// Its themes, the primary one and the others; none if nobody has tagged it yet.
    pub fn all_themes(&self) -> IdSet<Theme> {
        self.themes.as_ref().map(Themes::all).unwrap_or_default()
    }
}

impl Passage {
    /// Whether it stands before what the plan says: the title, the line of adoption or the preamble.
    pub fn is_front_matter(&self) -> bool {
        matches!(
            self.kind,
            PassageKind::Title | PassageKind::Adoption | PassageKind::Preamble
        )
    }
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

    /// The spans of its label in the passage: one, or two if the label leaves something out.
    pub fn label_spans(&self) -> Vec<Span> {
        stretches(&self.label, &self.quote, self.start).unwrap_or_else(|| vec![self.span()])
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
