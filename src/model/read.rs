//! Reads `plan.json`: the ids of themes, places and periods become values of the plan's vocabularies.
//!
//! Reading is total: any text gives a plan or an error.

use std::fmt;

use super::file::{self, PlanFile};
use super::ids::{Entry, PlanId, Vocabularies, YearEntry};
use super::vocabulary::MOST;
use super::{
    Group, IdSet, Mention, Milestone, Passage, Project, Quantity, SCHEMA, Sentence, Text, Theme,
    Themes,
};

/// Why a plan could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlanError {
    /// The text is not a plan in JSON.
    Unreadable,
    /// The file has another schema version than this crate.
    Schema {
        /// The version of the file.
        found: u32,
    },
    /// A vocabulary has more than [`MOST`] values, or a value twice.
    Vocabulary {
        /// The name of the vocabulary.
        name: &'static str,
    },
    /// A period ends before it begins, or before the one before it ends.
    Period {
        /// The id of the period.
        id: String,
    },
    /// An entry has an id that is in no vocabulary.
    UnknownId {
        /// The id.
        id: String,
        /// The entry's id or passage.
        entry: String,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => formatter.write_str("the plan is not JSON of a plan")?,
            Self::Schema { found } => write!(
                formatter,
                "the plan has schema {found}, but this program reads schema {SCHEMA}"
            )?,
            Self::Vocabulary { name } => write!(
                formatter,
                "the plan has one of its {name} twice, or more than {MOST} of them"
            )?,
            Self::Period { id } => write!(
                formatter,
                "the period “{id}” ends before it begins, or overlaps the one before it"
            )?,
            Self::UnknownId { id, entry } => write!(
                formatter,
                "“{entry}” has “{id}”, which is not an id of the plan"
            )?,
        }
        formatter.write_str("; generate it again with `cargo xtask data`")
    }
}

impl std::error::Error for PlanError {}

/// The file in JSON.
pub(super) fn parse(json: &str) -> Result<PlanFile, PlanError> {
    let file: PlanFile = miniserde::json::from_str(json).map_err(|_| PlanError::Unreadable)?;
    if file.schema == SCHEMA {
        Ok(file)
    } else {
        Err(PlanError::Schema { found: file.schema })
    }
}

/// Checks that the ids of a vocabulary are different, and that a set can hold them.
fn check<E: Entry>(name: &'static str, entries: &[E]) -> Result<(), PlanError> {
    let repeats = entries.iter().enumerate().any(|(at, entry)| {
        let before = entries.iter().take(at);
        before.into_iter().any(|other| other.id() == entry.id())
    });
    if repeats || entries.len() > MOST {
        return Err(PlanError::Vocabulary { name });
    }
    Ok(())
}

impl Vocabularies {
    /// The vocabularies of a plan.
    ///
    /// # Errors
    /// When one has a value twice or too many values, or the periods are not in order.
    pub fn new(
        themes: Vec<file::ThemeEntry>,
        places: (Vec<file::CountyEntry>, Vec<file::ZoneEntry>),
        periods: Vec<file::PeriodEntry>,
    ) -> Result<Self, PlanError> {
        let (counties, zones) = places;
        let mut all = Self {
            themes,
            counties,
            zones,
            periods,
            years: Vec::new(),
        };
        check("themes", &all.themes)?;
        check("counties", &all.counties)?;
        check("zones", &all.zones)?;
        check("periods", &all.periods)?;
        let mut after = 0;
        for (period, entry) in all.all().zip(&all.periods) {
            if entry.first < after || entry.last < entry.first {
                return Err(PlanError::Period {
                    id: entry.id.clone(),
                });
            }
            after = entry.last.saturating_add(1);
            let years = (entry.first..=entry.last).take(MOST + 1);
            all.years.extend(years.map(|number| YearEntry {
                id: number.to_string(),
                number,
                period,
                place: entry.place.clone(),
            }));
            check("years", &all.years)?;
        }
        Ok(all)
    }

    /// The value with this id in the entry `of`.
    fn one<V: PlanId>(&self, id: &str, of: &str) -> Result<V, PlanError> {
        self.find(id).ok_or_else(|| PlanError::UnknownId {
            id: id.to_owned(),
            entry: of.to_owned(),
        })
    }

    /// The values with these ids in the entry `of`.
    fn set<V: PlanId>(&self, ids: &[String], of: &str) -> Result<IdSet<V>, PlanError> {
        ids.iter().map(|id| self.one(id, of)).collect()
    }

    fn tags(&self, tags: &file::Tags, of: &str) -> Result<Themes, PlanError> {
        Ok(Themes {
            primary: self.one::<Theme>(&tags.primary, of)?,
            secondary: self.set(&tags.secondary, of)?,
        })
    }

    fn sentence(&self, entry: file::Sentence) -> Result<Sentence, PlanError> {
        let themes = entry.themes.map(|themes| self.tags(&themes, &entry.id));
        Ok(Sentence {
            start: entry.start,
            end: entry.end,
            themes: themes.transpose()?,
            id: entry.id,
        })
    }

    pub(super) fn passage(&self, entry: file::Passage) -> Result<Passage, PlanError> {
        let themes = entry.themes.as_ref();
        let themes = themes.map(|themes| self.tags(themes, &entry.id));
        let sentences = entry.sentences.into_iter();
        let sentences = sentences.map(|sentence| self.sentence(sentence));
        Ok(Passage {
            kind: entry.kind,
            number: entry.number,
            chapter: entry.chapter,
            section: entry.section,
            heading: entry.heading,
            en: entry.en,
            text: Text::new(entry.text),
            sentences: sentences.collect::<Result<_, _>>()?,
            themes: themes.transpose()?,
            periods: self.set(&entry.periods, &entry.id)?,
            id: entry.id,
        })
    }

    pub(super) fn group(&self, entry: file::GroupEntry) -> Result<Group, PlanError> {
        Ok(Group {
            kind: entry.kind,
            zh: entry.zh,
            en: entry.en,
            counties: self.set(&entry.counties, &entry.id)?,
            zones: self.set(&entry.zones, &entry.id)?,
            defined_in: entry.defined_in,
            listed_in: entry.listed_in,
            about: entry.about,
            id: entry.id,
        })
    }

    pub(super) fn mention(&self, entry: file::Mention) -> Result<Mention, PlanError> {
        Ok(Mention {
            sentence: entry.sentence,
            start: entry.start,
            end: entry.end,
            quote: entry.quote,
            basis: entry.basis,
            counties: self.set(&entry.counties, &entry.passage)?,
            zones: self.set(&entry.zones, &entry.passage)?,
            scope: entry.scope,
            passage: entry.passage,
        })
    }

    pub(super) fn milestone(&self, entry: file::Milestone) -> Result<Milestone, PlanError> {
        Ok(Milestone {
            period: self.one(&entry.period, &entry.id)?,
            years: entry.years,
            date: entry.date,
            kind: entry.kind,
            label: entry.label,
            label_en: entry.label_en,
            passage: entry.passage,
            sentence: entry.sentence,
            start: entry.start,
            end: entry.end,
            quote: entry.quote,
            values: entry.values,
            themes: self.set(&entry.themes, &entry.id)?,
            counties: self.set(&entry.counties, &entry.id)?,
            zones: self.set(&entry.zones, &entry.id)?,
            core: entry.core,
            id: entry.id,
        })
    }

    pub(super) fn quantity(&self, entry: file::Quantity) -> Result<Quantity, PlanError> {
        Ok(Quantity {
            sentence: entry.sentence,
            start: entry.start,
            end: entry.end,
            quote: entry.quote,
            printed: entry.printed,
            measures: entry.measures,
            of: entry.of,
            value: entry.value,
            unit: entry.unit,
            comparator: entry.comparator,
            class: entry.class,
            period: self.one(&entry.period, &entry.passage)?,
            kind: entry.kind,
            milestone: entry.milestone,
            note: entry.note,
            en: entry.en,
            passage: entry.passage,
        })
    }

    pub(super) fn project(&self, entry: file::Project) -> Result<Project, PlanError> {
        Ok(Project {
            name: entry.name,
            passage: entry.passage,
            sentence: entry.sentence,
            start: entry.start,
            end: entry.end,
            quote: entry.quote,
            verb: entry.verb,
            status: entry.status,
            tier: entry.tier,
            period: self.one(&entry.period, &entry.id)?,
            themes: self.set(&entry.themes, &entry.id)?,
            counties: self.set(&entry.counties, &entry.id)?,
            zones: self.set(&entry.zones, &entry.id)?,
            id: entry.id,
        })
    }
}
