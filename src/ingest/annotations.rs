//! The types of the TOML files in `data/`. An unknown key is an error, because it is probably a typo.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::model::{
    Basis, Class, Comparator, County, Kind, Period, Scope, Status, Theme, ThemeEntry, Tier, Zone,
    ZoneEntry,
};

use super::scrape::Removal;

/// `data/removed.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RemovedFile {
    pub(super) removed: Vec<Removal>,
}

/// `data/meta.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaFile {
    pub(super) issuer: String,
    pub(super) meeting: String,
    pub(super) adopted: String,
    pub(super) lost_heading: String,
    pub(super) source: MetaSource,
}

/// `[source]` in `data/meta.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MetaSource {
    pub(super) name: String,
    pub(super) reposted: String,
}

/// `data/english.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnglishFile {
    /// For each passage with a heading, the heading in English.
    pub(super) headings: BTreeMap<String, String>,
    /// For each of our Chinese notes on the source, the note in English.
    pub(super) notes: BTreeMap<String, String>,
}

/// `data/themes.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ThemesFile {
    pub(super) theme: Vec<ThemeEntry>,
    pub(super) passages: BTreeMap<String, Tags>,
}

/// The themes of one passage.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tags {
    pub(super) primary: Theme,
    pub(super) secondary: Vec<Theme>,
}

/// `data/places.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlacesFile {
    pub(super) county: Vec<CountyRow>,
    pub(super) zone: Vec<ZoneEntry>,
    pub(super) mention: Vec<MentionEntry>,
    #[serde(default)]
    pub(super) not_a_mention: Vec<NotAMention>,
}

/// A county.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CountyRow {
    pub(super) id: County,
    pub(super) code: String,
    pub(super) zh: String,
    pub(super) en: String,
    pub(super) bo: Option<String>,
    pub(super) aliases: Vec<String>,
    pub(super) tile: (u8, u8),
    /// The role that measure 1 gives it.
    pub(super) role: String,
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
    pub(super) counties: Vec<County>,
    #[serde(default)]
    pub(super) zones: Vec<Zone>,
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

/// `data/milestones.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MilestonesFile {
    pub(super) milestone: Vec<MilestoneEntry>,
}

/// A milestone.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MilestoneEntry {
    pub(super) id: String,
    pub(super) period: Period,
    pub(super) kind: Kind,
    pub(super) passage: String,
    pub(super) quote: String,
    pub(super) nth: Option<usize>,
    pub(super) label: String,
    pub(super) date: Option<String>,
    pub(super) years: Option<(u16, u16)>,
    pub(super) themes: Vec<Theme>,
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

/// `data/quantities.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct QuantitiesFile {
    pub(super) quantity: Vec<QuantityEntry>,
    #[serde(default)]
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
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "why")]
    pub(super) _why: Option<String>,
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

/// `data/projects.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProjectsFile {
    /// For each period and status, the verbs that stand for it.
    pub(super) verbs: BTreeMap<Period, BTreeMap<Status, Vec<String>>>,
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
    pub(super) themes: Vec<Theme>,
    /// The reason for a borderline decision, for the editors of the data.
    #[serde(default, rename = "note")]
    pub(super) _note: Option<String>,
}

/// `data/terms.toml`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
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
