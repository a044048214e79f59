//! Source text + annotations → `plan.json`, with every check. [`clean`] and [`draft`] make the first annotations
//! of a text.
//!
//! Native only. [`Sources::read`] reads the files of a data folder; nothing here writes files. This module
//! knows no city: all that is about one plan is in its data folder. It guesses nothing: what does not fit is a
//! [`Problem`]. All problems are collected, so that one run reports them all.

mod annotations;
mod bounds;
mod clean;
mod draft;
mod english;
mod files;
mod groups;
mod ids;
mod marks;
mod milestones;
mod numbers;
mod outline;
mod periods;
mod places;
mod problem;
mod projects;
mod quantities;
mod quotes;
mod replicate;
mod schema;
mod scrape;
mod sentences;
mod settings;
mod terms;
mod themes;
mod write;

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::model::file::{Milestone, Passage, Places, Tags};
use crate::model::{IdSet, Meta, Period, PlanFile, SCHEMA, SourceNote};

pub use annotations::{
    AcceptRule, Accepted, DashKind, DashRule, Level, LevelledMark, Numbering, OutlineRules,
    PeriodRule, TableRule, Unmarked, VisionRule,
};
pub use clean::{CleanParagraph, Cleaned, Doubt, NoPlan, clean};
pub use draft::{Draft, DraftError, DraftOptions, DraftPlace, ThemeList, draft};
pub use marks::{Form, Mark, read_mark};
pub use outline::{Outline, Paragraph, parse_outline};
pub use problem::{Fault, Problem};
pub use replicate::replicate;
pub use schema::schema_json;
pub use scrape::{Changes, Removal, Replacement, apply, fold, remove_fragments};
pub use write::to_json;

/// The contents of the files of a data folder, `None` for a file that does not exist.
///
/// Every plan has `source.txt`, `plan.toml`, `themes.toml` and `places.toml`. Without `scraped.txt`, the source is
/// compared with nothing; without `sentences.toml`, sentences have no themes; without `english.toml`, headings have
/// no translations; without another file, its list is empty.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// `source.txt`
    pub source: Option<String>,
    /// `scraped.txt`
    pub scraped: Option<String>,
    /// `removed.toml`
    pub removed: Option<String>,
    /// `plan.toml`
    pub plan: Option<String>,
    /// `themes.toml`
    pub themes: Option<String>,
    /// `sentences.toml`
    pub sentences: Option<String>,
    /// `places.toml`
    pub places: Option<String>,
    /// `milestones.toml`
    pub milestones: Option<String>,
    /// `quantities.toml`
    pub quantities: Option<String>,
    /// `projects.toml`
    pub projects: Option<String>,
    /// `terms.toml`
    pub terms: Option<String>,
    /// `english.toml`
    pub english: Option<String>,
}

impl Sources {
    /// Reads the files of a data folder.
    ///
    /// # Errors
    /// When a file exists but cannot be read.
    pub fn read(folder: &Path) -> Result<Self, Problem> {
        let read = |file| match fs::read_to_string(folder.join(file)) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => {
                let message = error.to_string();
                Err(Problem::new(file, "file", Fault::Unreadable { message }))
            }
        };
        Ok(Self {
            source: read(files::SOURCE)?,
            scraped: read(files::SCRAPED)?,
            removed: read(files::REMOVED)?,
            plan: read(files::PLAN)?,
            themes: read(files::THEMES)?,
            sentences: read(files::SENTENCES)?,
            places: read(files::PLACES)?,
            milestones: read(files::MILESTONES)?,
            quantities: read(files::QUANTITIES)?,
            projects: read(files::PROJECTS)?,
            terms: read(files::TERMS)?,
            english: read(files::ENGLISH)?,
        })
    }
}

/// Builds the plan from its sources.
///
/// # Errors
/// Every rule of `data/README.md` that the sources break. If a list of ids breaks one, the entries that use the
/// ids are not checked.
pub fn build(sources: &Sources) -> Result<PlanFile, Vec<Problem>> {
    let source = required(files::SOURCE, &sources.source)?;
    let settings = required(files::PLAN, &sources.plan)?;
    let settings: annotations::PlanSettings = parse(files::PLAN, settings)?;
    let mut outline = parse_outline(source, &settings.outline)?;
    let themes = required(files::THEMES, &sources.themes)?;
    let themes: annotations::ThemesFile = parse(files::THEMES, themes)?;
    let sentences: Option<annotations::SentencesFile> =
        optional(files::SENTENCES, &sources.sentences)?;
    let places = required(files::PLACES, &sources.places)?;
    let places: annotations::PlacesFile = parse(files::PLACES, places)?;
    let changes: Option<Changes> = optional(files::REMOVED, &sources.removed)?;
    let changes = changes.unwrap_or_default();
    let removed = &changes.removed;
    let milestones: Option<annotations::MilestonesFile> =
        optional(files::MILESTONES, &sources.milestones)?;
    let quantities: Option<annotations::QuantitiesFile> =
        optional(files::QUANTITIES, &sources.quantities)?;
    let projects: Option<annotations::ProjectsFile> = optional(files::PROJECTS, &sources.projects)?;
    let terms: Option<annotations::TermsFile> = optional(files::TERMS, &sources.terms)?;
    let english: Option<annotations::EnglishFile> = optional(files::ENGLISH, &sources.english)?;

    let mut problems = Vec::new();
    if let Some(scraped) = &sources.scraped {
        scrape::check(scraped, source, &changes, &mut problems);
    }
    if let Some(english) = &english {
        let reasons = removed.iter().map(|removal| removal.why.as_str());
        let notes = reasons.chain([settings.source.name.as_str()]).collect();
        english.check(&outline, &notes, &mut problems);
        let milestones = milestones.as_ref().map(|file| file.milestone.as_slice());
        let terms = terms.as_ref().map(|file| file.term.as_slice());
        english.check_labels(milestones, terms, &mut problems);
        let quantities = quantities.iter().flat_map(|file| &file.quantity);
        english::check_quantities(quantities, &mut problems);
    }
    let english = english.unwrap_or_default();
    let title = settings::title(&settings, &outline, &mut problems);
    settings::check_vision(&settings, &mut problems);
    let site = settings::site(settings.site, &outline, &mut problems);
    let periods = settings::periods(&settings.period, &mut problems);
    let rules = &settings.outline;
    let roles = rules.roles.as_deref();
    let counties = places::counties(&places.county, roles, &outline, &mut problems);
    let ids = match ids::Ids::new(&themes.theme, (&counties, &places.zone), &periods) {
        Ok(ids) => ids,
        Err(found) => {
            problems.extend(found);
            return Err(problems);
        }
    };

    let groups = groups::groups(&places, &outline, &ids, &mut problems);
    let of_outline = periods::resolve(&rules.period, &outline, &ids, &mut problems);
    let mut tags = themes::tags(&themes, &outline, &ids, &mut problems);
    if let Some(sentences) = &sentences {
        let file = (sentences, themes.open);
        themes::of_sentences(file, &mut tags, &mut outline, &ids, &mut problems);
    }
    let known = places::Known {
        file: &places,
        groups: &groups,
        ids: &ids,
    };
    let mentions = places::mentions(&known, &outline, &mut problems);
    let milestones = milestones.unwrap_or_default().milestone;
    let milestones = milestones::resolve(&milestones, &outline, &mentions, &ids, &mut problems);
    let terms = terms::resolve(&terms.unwrap_or_default(), &outline, &mut problems);
    let quantities = quantities.map(|file| {
        let entries = (milestones.as_slice(), terms.as_slice());
        quantities::resolve(&file, &outline, entries, (&ids, &of_outline), &mut problems)
    });
    let projects = projects.unwrap_or_default();
    let projects = projects::resolve(
        &projects,
        &outline,
        &mentions,
        (&ids, &of_outline),
        &mut problems,
    );
    let places = Places {
        counties,
        zones: places.zone,
        groups,
    };
    english::check_names(&themes.theme, &places, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }

    let passages = passages(&outline, tags, (&ids, &of_outline), &milestones, &english);
    let chapters = outline.chapters(rules.lost_heading.as_deref());
    let mentions = mentions.into_iter();
    let mentions = mentions.map(|mention| places::to_file(mention, &ids));
    Ok(PlanFile {
        schema: SCHEMA,
        meta: Meta {
            title,
            issuer: settings.issuer,
            meeting: settings.meeting,
            adopted: settings.adopted,
            source: SourceNote {
                en: english.note(&settings.source.name),
                name: settings.source.name,
                reposted: settings.source.reposted,
            },
            removed: scrape::summary(removed, |why| english.note(why)),
            text_sha256: hex_sha256(source),
        },
        site,
        chapters: english.chapters(chapters, &outline),
        sections: english.sections(outline.sections.clone(), &outline),
        passages,
        places,
        mentions: mentions.collect(),
        periods,
        themes: themes.theme,
        milestones: english.milestones(milestones),
        quantities: quantities.unwrap_or_default(),
        projects,
        terms: english.terms(terms),
    })
}

/// The passages. Each is about the periods of its milestones, too.
fn passages(
    outline: &Outline,
    tags: Vec<Option<Tags>>,
    (ids, periods): (&ids::Ids, &periods::Periods),
    milestones: &[Milestone],
    english: &annotations::EnglishFile,
) -> Vec<Passage> {
    let paragraphs = outline.paragraphs.iter().zip(tags).enumerate();
    let passages = paragraphs.map(|(position, (paragraph, themes))| {
        let milestones = milestones.iter();
        let here = milestones.filter(|entry| entry.passage == paragraph.id);
        let dated: IdSet<Period> = here.filter_map(|at| ids.one(&at.period).ok()).collect();
        Passage {
            id: paragraph.id.clone(),
            kind: paragraph.kind,
            number: paragraph.number,
            chapter: paragraph.chapter.clone(),
            section: paragraph.section.clone(),
            heading: paragraph.heading_text().map(str::to_owned),
            en: english.headings.get(&paragraph.id).cloned(),
            text: paragraph.text.as_str().to_owned(),
            sentences: paragraph.sentences.clone(),
            themes,
            periods: ids.list(periods.all(position).union(dated)),
        }
    });
    passages.collect()
}

/// The text of a file that every plan has.
fn required<'s>(file: &'static str, text: &'s Option<String>) -> Result<&'s str, Vec<Problem>> {
    let missing = || vec![Problem::new(file, "file", Fault::MissingFile)];
    text.as_deref().ok_or_else(missing)
}

/// The entries of a file that a plan may lack.
fn optional<T: DeserializeOwned>(
    file: &'static str,
    text: &Option<String>,
) -> Result<Option<T>, Vec<Problem>> {
    text.as_deref().map(|text| parse(file, text)).transpose()
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
