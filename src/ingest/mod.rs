//! Source text + annotations → `plan.json`, with every check.
//!
//! Native only. This module does no input or output: its callers read and write the files. It guesses nothing:
//! what does not fit is a [`Problem`]. All problems are collected, so that one run reports them all.

mod annotations;
mod english;
mod milestones;
mod numbers;
mod outline;
mod places;
mod problem;
mod projects;
mod quantities;
mod quotes;
mod replicate;
mod schema;
mod scrape;
mod sentences;
mod terms;
mod themes;
mod write;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::model::{IdSet, Meta, Passage, PassageKind, Period, PlanFile, SCHEMA, SourceNote};

pub use outline::{Outline, Paragraph, parse_outline};
pub use problem::{Fault, Problem};
pub use replicate::replicate;
pub use schema::schema_json;
pub use scrape::{Removal, fold, remove_fragments};
pub use write::to_json;

/// The contents of the files in `data/`.
#[derive(Clone, Debug)]
pub struct Sources {
    /// `source.txt`
    pub source: String,
    /// `scraped.txt`
    pub scraped: String,
    /// `removed.toml`
    pub removed: String,
    /// `meta.toml`
    pub meta: String,
    /// `themes.toml`
    pub themes: String,
    /// `places.toml`
    pub places: String,
    /// `milestones.toml`
    pub milestones: String,
    /// `quantities.toml`
    pub quantities: String,
    /// `projects.toml`
    pub projects: String,
    /// `terms.toml`
    pub terms: String,
    /// `english.toml`
    pub english: String,
}

impl Sources {
    /// Reads each file with `read`, which gets a path relative to the repository.
    ///
    /// # Errors
    /// The first error of `read`.
    pub fn read<E>(mut read: impl FnMut(&str) -> Result<String, E>) -> Result<Self, E> {
        Ok(Self {
            source: read("data/source.txt")?,
            scraped: read("data/scraped.txt")?,
            removed: read("data/removed.toml")?,
            meta: read("data/meta.toml")?,
            themes: read("data/themes.toml")?,
            places: read("data/places.toml")?,
            milestones: read("data/milestones.toml")?,
            quantities: read("data/quantities.toml")?,
            projects: read("data/projects.toml")?,
            terms: read("data/terms.toml")?,
            english: read("data/english.toml")?,
        })
    }
}

/// Builds the plan from its sources.
///
/// # Errors
/// Every rule of `data/README.md` that the sources break.
pub fn build(sources: &Sources) -> Result<PlanFile, Vec<Problem>> {
    let outline = parse_outline(&sources.source)?;
    let mut problems = Vec::new();

    let removed: annotations::RemovedFile = parse("data/removed.toml", &sources.removed)?;
    let meta: annotations::MetaFile = parse("data/meta.toml", &sources.meta)?;
    let themes: annotations::ThemesFile = parse("data/themes.toml", &sources.themes)?;
    let places: annotations::PlacesFile = parse("data/places.toml", &sources.places)?;
    let milestones: annotations::MilestonesFile =
        parse("data/milestones.toml", &sources.milestones)?;
    let quantities: annotations::QuantitiesFile =
        parse("data/quantities.toml", &sources.quantities)?;
    let projects: annotations::ProjectsFile = parse("data/projects.toml", &sources.projects)?;
    let terms: annotations::TermsFile = parse("data/terms.toml", &sources.terms)?;
    let english: annotations::EnglishFile = parse("data/english.toml", &sources.english)?;

    scrape::check(
        &sources.scraped,
        &sources.source,
        &removed.removed,
        &mut problems,
    );
    let title = check_meta(&meta, &outline, &mut problems);
    let theme_entries = themes::entries(&themes, &mut problems);
    let tags = themes::tags(&themes, &outline, &mut problems);
    let place_entries = places::entries(&places, &outline, &mut problems);
    let mentions = places::mentions(&places, &outline, &mut problems);
    let milestones = milestones::resolve(&milestones.milestone, &outline, &mentions, &mut problems);
    let terms = terms::resolve(&terms, &outline, &mut problems);
    let quantities = quantities::resolve(&quantities, &outline, &milestones, &terms, &mut problems);
    let projects = projects::resolve(&projects, &outline, &mentions, &mut problems);
    let reasons = removed.removed.iter().map(|removal| removal.why.as_str());
    let notes = reasons.chain([meta.source.name.as_str()]).collect();
    english.check(&outline, &notes, &mut problems);
    english::check_names(&theme_entries, &place_entries, &mut problems);

    let passages = outline
        .paragraphs
        .iter()
        .zip(tags)
        .map(|(paragraph, themes)| Passage {
            id: paragraph.id.clone(),
            kind: paragraph.kind,
            number: paragraph.number,
            chapter: paragraph.chapter.clone(),
            section: paragraph.section.clone(),
            heading: paragraph.heading_text().map(str::to_owned),
            en: english.headings.get(&paragraph.id).cloned(),
            text: paragraph.text.clone(),
            sentences: paragraph.sentences.clone(),
            themes,
            periods: periods(paragraph).union(
                milestones
                    .iter()
                    .filter(|entry| entry.passage == paragraph.id)
                    .map(|entry| entry.period)
                    .collect(),
            ),
        })
        .collect();

    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(PlanFile {
        schema: SCHEMA,
        meta: Meta {
            title,
            issuer: meta.issuer,
            meeting: meta.meeting,
            adopted: meta.adopted,
            source: SourceNote {
                en: english.note(&meta.source.name),
                name: meta.source.name,
                reposted: meta.source.reposted,
            },
            removed: scrape::summary(&removed.removed, |why| english.note(why)),
            text_sha256: hex_sha256(&sources.source),
        },
        chapters: english.chapters(outline.chapters(&meta.lost_heading), &outline),
        sections: english.sections(outline.sections.clone(), &outline),
        passages,
        places: place_entries,
        mentions,
        themes: theme_entries,
        milestones,
        quantities,
        projects,
        terms,
    })
}

/// The periods of a paragraph according to its place in the outline. The periods of its milestones are added to
/// them.
fn periods(paragraph: &Paragraph) -> IdSet<Period> {
    match (paragraph.kind, paragraph.id.as_str()) {
        (PassageKind::Adoption, _) => IdSet::new(),
        (PassageKind::Section, "ch1.1") => IdSet::of(Period::P14),
        (PassageKind::Vision, _) => [Period::P2035, Period::P2050].into_iter().collect(),
        _ => IdSet::of(Period::P15),
    }
}

/// The period of a number or project in a paragraph, unless it belongs to a milestone.
fn default_period(paragraph: &Paragraph) -> Period {
    match (paragraph.kind, paragraph.id.as_str()) {
        (PassageKind::Adoption, _) | (PassageKind::Section, "ch1.1") => Period::P14,
        (PassageKind::Vision, _) => Period::P2035,
        _ => Period::P15,
    }
}

/// Checks that issuer, meeting and day of adoption are in the text, and returns the title.
fn check_meta(
    meta: &annotations::MetaFile,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> String {
    let text_of = |kind| {
        let paragraph = outline.paragraphs.iter().find(|entry| entry.kind == kind);
        paragraph.map_or("", |entry| entry.text.as_str())
    };
    let title = text_of(PassageKind::Title);
    let adoption = text_of(PassageKind::Adoption);
    let mut must_contain = |entry: &str, quote: &str, text: &str| {
        if quote.is_empty() || !text.contains(quote) {
            problems.push(Problem::new(
                "data/meta.toml",
                entry,
                Fault::QuoteNotFound {
                    quote: quote.to_owned(),
                },
            ));
        }
    };
    must_contain("issuer", &meta.issuer, title);
    must_contain("meeting", &meta.meeting, adoption);
    let printed = numbers::print_date(&meta.adopted).unwrap_or_default();
    must_contain("adopted", &printed, adoption);
    title.to_owned()
}

fn parse<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, Vec<Problem>> {
    toml::from_str(text).map_err(|error| {
        let line = error
            .span()
            .and_then(|span| text.get(..span.start))
            .map_or(0, |before| before.matches('\n').count() + 1);
        let fault = Fault::Unreadable {
            message: error.message().to_owned(),
        };
        vec![Problem::new(file, format!("line {line}"), fault)]
    })
}

fn hex_sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
