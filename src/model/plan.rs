//! The plan with indexes: entries by passage, and what an id refers to.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::{
    Chapter, Mention, Milestone, Passage, PlanFile, Project, Quantity, SCHEMA, Section, Sentence,
    Span, Term, compact,
};

/// Why a plan could not be read.
#[derive(Debug)]
pub enum PlanError {
    /// The text is not a plan in JSON.
    #[cfg(not(target_arch = "wasm32"))]
    Unreadable(serde_json::Error),
    /// The text is not a plan in its compact form.
    Compact {
        /// The byte at which the error is.
        at: usize,
        /// What is missing there.
        wanted: &'static str,
    },
    /// The file has another schema version than this crate.
    Schema {
        /// The version of the file.
        found: u32,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compact { at, wanted } => write!(
                formatter,
                "the plan in this program is damaged: {wanted} missing at byte {at}; \
                 rebuild it with `cargo xtask build`"
            ),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Unreadable(error) => write!(
                formatter,
                "plan.json cannot be read ({error}); generate it again with `cargo xtask data`"
            ),
            Self::Schema { found } => write!(
                formatter,
                "the plan has schema {found}, but this program reads schema {SCHEMA}; \
                 generate it again with `cargo xtask data`"
            ),
        }
    }
}

impl std::error::Error for PlanError {}

/// What a link can open. Only [`Plan::target`] makes one, so it always exists in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target(String);

impl Target {
    /// The id in links.
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// The entries that a [`Target`] refers to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Location<'a> {
    /// The passage that it is or that contains it.
    pub passage: &'a Passage,
    /// The sentence, if it is one or is in one.
    pub sentence: Option<&'a Sentence>,
    /// The milestone, if it is one.
    pub milestone: Option<&'a Milestone>,
    /// The project, if it is one.
    pub project: Option<&'a Project>,
    /// The term, if it is one. Passage and sentence are then those of [`Term::anchor`].
    pub term: Option<&'a Term>,
}

impl Location<'_> {
    /// The span of the passage that it refers to, or `None` for the whole passage.
    pub fn span(&self) -> Option<Span> {
        self.milestone
            .map(Milestone::span)
            .or_else(|| self.project.map(Project::span))
            .or_else(|| self.term?.anchor().map(|anchor| anchor.span()))
            .or_else(|| self.sentence.map(Sentence::span))
    }
}

/// The plan, indexed for look-ups.
#[derive(Clone, Debug)]
pub struct Plan {
    file: PlanFile,
    chapter_ids: Index,
    section_ids: Index,
    passage_ids: Index,
    milestone_ids: Index,
    project_ids: Index,
    /// For each passage, the range of its mentions in `file.mentions`.
    mentions: Vec<Range<usize>>,
    /// For each passage, the range of its milestones in `file.milestones`.
    milestones: Vec<Range<usize>>,
    /// For each passage, the range of its projects in `file.projects`.
    projects: Vec<Range<usize>>,
    /// For each passage, the range of its quantities in `file.quantities`.
    quantities: Vec<Range<usize>>,
    /// For each passage, the spans of terms in it and their positions in `file.terms`, by start; of spans with
    /// one start, the longest is first.
    terms: Vec<Vec<(Span, usize)>>,
}

/// The position of each entry in its list, by id.
type Index = HashMap<String, usize>;

fn index<'a>(ids: impl Iterator<Item = &'a String>) -> Index {
    ids.cloned().zip(0..).collect()
}

/// For each passage, the range of its entries. The entries are in text order.
fn ranges<T>(
    passages: &[Passage],
    entries: &[T],
    passage_of: impl Fn(&T) -> &str,
) -> Vec<Range<usize>> {
    let mut end = 0;
    let range = |passage: &Passage| {
        let start = end;
        let rest = entries.iter().skip(start);
        let own = rest.take_while(|entry| passage_of(entry) == passage.id);
        end += own.count();
        start..end
    };
    passages.iter().map(range).collect()
}

/// The entries of the passage at `position`.
fn entries_at<'a, T>(entries: &'a [T], ranges: &[Range<usize>], position: usize) -> &'a [T] {
    let range = ranges.get(position).cloned();
    range
        .and_then(|range| entries.get(range))
        .unwrap_or_default()
}

impl Plan {
    /// Reads `plan.json`.
    ///
    /// # Errors
    /// When the text is not that file's JSON, or has another schema version. What `ingest` has checked is not
    /// checked again.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(json: &str) -> Result<Self, PlanError> {
        let file: PlanFile = serde_json::from_str(json).map_err(PlanError::Unreadable)?;
        Self::with_known_schema(file)
    }

    /// Reads a plan in its compact form, the one in the page.
    ///
    /// # Errors
    /// When the text is not in that form, or has another schema version.
    pub fn from_compact(text: &str) -> Result<Self, PlanError> {
        Self::with_known_schema(compact::read(text)?)
    }

    fn with_known_schema(file: PlanFile) -> Result<Self, PlanError> {
        if file.schema == SCHEMA {
            Ok(Self::new(file))
        } else {
            Err(PlanError::Schema { found: file.schema })
        }
    }

    /// Indexes a file that has been read.
    pub fn new(file: PlanFile) -> Self {
        let mentions = ranges(&file.passages, &file.mentions, |mention| &mention.passage);
        let milestones = ranges(&file.passages, &file.milestones, |entry| &entry.passage);
        let projects = ranges(&file.passages, &file.projects, |entry| &entry.passage);
        let quantities = ranges(&file.passages, &file.quantities, |entry| &entry.passage);
        let chapter_ids = index(file.chapters.iter().map(|entry| &entry.id));
        let section_ids = index(file.sections.iter().map(|entry| &entry.id));
        let passage_ids = index(file.passages.iter().map(|entry| &entry.id));
        let milestone_ids = index(file.milestones.iter().map(|entry| &entry.id));
        let project_ids = index(file.projects.iter().map(|entry| &entry.id));
        let mut terms = vec![Vec::new(); file.passages.len()];
        for (which, term) in file.terms.iter().enumerate() {
            for mention in &term.mentions {
                let at = passage_ids.get(&mention.passage).copied();
                if let Some(list) = at.and_then(|at| terms.get_mut(at)) {
                    list.push((mention.span(), which));
                }
            }
        }
        for list in &mut terms {
            list.sort_by_key(|&(span, _)| (span.start(), Reverse(span.end())));
        }
        Self {
            file,
            chapter_ids,
            section_ids,
            passage_ids,
            milestone_ids,
            project_ids,
            mentions,
            milestones,
            projects,
            quantities,
            terms,
        }
    }

    /// The data without indexes.
    pub fn file(&self) -> &PlanFile {
        &self.file
    }

    /// All passages, in order.
    pub fn passages(&self) -> &[Passage] {
        &self.file.passages
    }

    /// All milestones, in text order.
    pub fn milestones(&self) -> &[Milestone] {
        &self.file.milestones
    }

    /// The position of a passage in the text, counting from 0.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.passage_ids.get(id).copied()
    }

    /// The passage with this id.
    pub fn passage(&self, id: &str) -> Option<&Passage> {
        self.passages().get(self.position(id)?)
    }

    /// All projects, in text order.
    pub fn projects(&self) -> &[Project] {
        &self.file.projects
    }

    /// All quantities, in text order.
    pub fn quantities(&self) -> &[Quantity] {
        &self.file.quantities
    }

    /// The mentions in the passage at `position`, in text order.
    pub fn mentions_at(&self, position: usize) -> &[Mention] {
        entries_at(&self.file.mentions, &self.mentions, position)
    }

    /// The milestones in the passage at `position`, in text order.
    pub fn milestones_at(&self, position: usize) -> &[Milestone] {
        entries_at(&self.file.milestones, &self.milestones, position)
    }

    /// The projects in the passage at `position`, in text order.
    pub fn projects_at(&self, position: usize) -> &[Project] {
        entries_at(&self.file.projects, &self.projects, position)
    }

    /// The quantities in the passage at `position`, in text order.
    pub fn quantities_at(&self, position: usize) -> &[Quantity] {
        entries_at(&self.file.quantities, &self.quantities, position)
    }

    /// The terms in the passage at `position` and their spans, in text order. Of terms with one start, the
    /// longest is first.
    pub fn terms_at(&self, position: usize) -> impl Iterator<Item = (Span, &Term)> {
        let list = self.terms.get(position).into_iter().flatten();
        list.filter_map(|&(span, which)| Some((span, self.file.terms.get(which)?)))
    }

    /// The chapter with this id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        let position = self.chapter_ids.get(id).copied()?;
        self.file.chapters.get(position)
    }

    /// The section with this id.
    pub fn section(&self, id: &str) -> Option<&Section> {
        let position = self.section_ids.get(id).copied()?;
        self.file.sections.get(position)
    }

    /// The passage that opens a chapter: its heading, or its lead if the heading is missing.
    pub fn opening_of(&self, chapter: &Chapter) -> Option<&Passage> {
        self.passages()
            .iter()
            .find(|passage| passage.chapter.as_deref() == Some(&chapter.id))
    }

    /// The passage, sentence, milestone, project or term with this id, if there is one.
    pub fn target(&self, id: &str) -> Option<Target> {
        self.find(id).map(|_| Target(id.to_owned()))
    }

    /// The entries that a target refers to. `None` only for a target of another plan.
    pub fn locate(&self, target: &Target) -> Option<Location<'_>> {
        self.find(&target.0)
    }

    fn find(&self, id: &str) -> Option<Location<'_>> {
        let at = |passage: &str, sentence: &Option<String>| {
            let passage = self.passage(passage)?;
            let mut sentences = passage.sentences.iter();
            Some(Location {
                passage,
                sentence: sentences.find(|entry| Some(&entry.id) == sentence.as_ref()),
                milestone: None,
                project: None,
                term: None,
            })
        };
        if id.starts_with("ms-") {
            let position = self.milestone_ids.get(id).copied()?;
            let milestone = self.milestones().get(position)?;
            return Some(Location {
                milestone: Some(milestone),
                ..at(&milestone.passage, &milestone.sentence)?
            });
        }
        if id.starts_with("pr-") {
            let position = self.project_ids.get(id).copied()?;
            let project = self.projects().get(position)?;
            return Some(Location {
                project: Some(project),
                ..at(&project.passage, &project.sentence)?
            });
        }
        if id.starts_with("t-") {
            let term = self.file.terms.iter().find(|entry| entry.id == id)?;
            let anchor = term.anchor()?;
            return Some(Location {
                term: Some(term),
                ..at(&anchor.passage, &anchor.sentence)?
            });
        }
        if self.passage(id).is_some() {
            return at(id, &None);
        }
        // The id of a sentence is its passage's id, a dot and a number.
        let (passage, _) = id.rsplit_once('.')?;
        let found = at(passage, &Some(id.to_owned()))?;
        found.sentence.is_some().then_some(found)
    }
}
