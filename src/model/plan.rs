//! The plan, indexed for reading: what stands where, and what an id means.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::fmt;

use super::{
    Chapter, Mention, Milestone, Passage, PlanFile, Project, Quantity, SCHEMA, Section, Sentence,
    Span, Term, compact,
};

/// Why a plan could not be read.
#[derive(Debug)]
pub enum PlanError {
    /// The text is not the JSON of a plan.
    #[cfg(not(target_arch = "wasm32"))]
    Unreadable(serde_json::Error),
    /// The text is not a plan in its compact form.
    Compact {
        /// The byte at which it stops being one.
        at: usize,
        /// What should stand there.
        wanted: &'static str,
    },
    /// The file has a shape this crate does not know.
    Schema {
        /// The version the file states.
        found: u32,
    },
}

impl fmt::Display for PlanError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compact { at, wanted } => write!(
                formatter,
                "the plan in this program has no {wanted} at byte {at}; \
                 run `cargo xtask build` to build it anew"
            ),
            #[cfg(not(target_arch = "wasm32"))]
            Self::Unreadable(error) => write!(
                formatter,
                "plan.json cannot be read ({error}); run `cargo xtask data` to write it anew"
            ),
            Self::Schema { found } => write!(
                formatter,
                "the plan has schema {found}, this program reads schema {SCHEMA}; \
                 run `cargo xtask data` to write it anew"
            ),
        }
    }
}

impl std::error::Error for PlanError {}

/// What a link can point at. Only [`Plan::target`] makes one, so it always exists in the plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target(String);

impl Target {
    /// The id, as it stands in a link.
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// Where a [`Target`] lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Located<'a> {
    /// The passage it is in, or is.
    pub passage: &'a Passage,
    /// The sentence, when it points at one.
    pub sentence: Option<&'a Sentence>,
    /// The milestone, when it points at one.
    pub milestone: Option<&'a Milestone>,
    /// The project, when it points at one.
    pub project: Option<&'a Project>,
    /// The term, when it points at one: passage and sentence are those of [`Term::home`].
    pub term: Option<&'a Term>,
}

impl Located<'_> {
    /// The words it points at within the passage, when it points at less than the whole.
    pub fn span(&self) -> Option<Span> {
        self.milestone
            .map(Milestone::span)
            .or_else(|| self.project.map(Project::span))
            .or_else(|| self.term?.home().map(|home| home.span()))
            .or_else(|| self.sentence.map(Sentence::span))
    }
}

/// The plan, indexed for reading.
#[derive(Clone, Debug)]
pub struct Plan {
    file: PlanFile,
    /// Links and entries name passages, milestones and projects by id; passages, chapters and sections.
    chapter_ids: Index,
    section_ids: Index,
    passage_ids: Index,
    milestone_ids: Index,
    project_ids: Index,
    /// For each passage, its mentions as a range of `file.mentions` (which is in text order).
    mentions: Vec<(usize, usize)>,
    /// For each passage, its milestones as a range of `file.milestones` (likewise).
    milestones: Vec<(usize, usize)>,
    /// For each passage, its projects as a range of `file.projects` (likewise).
    projects: Vec<(usize, usize)>,
    /// For each passage, its quantities as a range of `file.quantities` (likewise).
    quantities: Vec<(usize, usize)>,
    /// For each passage, where a term stands in it, and which of `file.terms`; the longest first
    /// where two begin together.
    terms: Vec<Vec<(Span, usize)>>,
}

fn part<'a, T>(entries: &'a [T], ranges: &[(usize, usize)], position: usize) -> &'a [T] {
    let range = ranges.get(position);
    range
        .and_then(|&(start, end)| entries.get(start..end))
        .unwrap_or_default()
}

/// Where each entry stands in its list, by id.
type Index = HashMap<String, usize>;

fn index<'i>(ids: impl Iterator<Item = &'i String>) -> Index {
    ids.cloned().zip(0..).collect()
}

impl Plan {
    /// Reads `plan.json`.
    ///
    /// # Errors
    /// When the text is not that file's JSON, or has another schema version. What `ingest` checks
    /// is not checked again: the page reads the very file that passed.
    #[cfg(not(target_arch = "wasm32"))]
    pub fn from_json(json: &str) -> Result<Self, PlanError> {
        let file: PlanFile = serde_json::from_str(json).map_err(PlanError::Unreadable)?;
        Self::of_this_schema(file)
    }

    /// Reads a plan in its compact form, as the page carries it.
    ///
    /// # Errors
    /// When the text is not that form, or has another schema version.
    pub fn from_compact(text: &str) -> Result<Self, PlanError> {
        Self::of_this_schema(compact::read(text)?)
    }

    fn of_this_schema(file: PlanFile) -> Result<Self, PlanError> {
        if file.schema == SCHEMA {
            Ok(Self::new(file))
        } else {
            Err(PlanError::Schema { found: file.schema })
        }
    }

    /// Indexes a file that has been read.
    pub fn new(file: PlanFile) -> Self {
        fn ranges<T>(
            passages: &[Passage],
            entries: &[T],
            of: impl Fn(&T) -> &str,
        ) -> Vec<(usize, usize)> {
            let mut next = 0;
            passages
                .iter()
                .map(|passage| {
                    let start = next;
                    while entries
                        .get(next)
                        .is_some_and(|entry| of(entry) == passage.id)
                    {
                        next += 1;
                    }
                    (start, next)
                })
                .collect()
        }
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

    /// The file it was made from.
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
        part(&self.file.mentions, &self.mentions, position)
    }

    /// The milestones in the passage at `position`, in text order.
    pub fn milestones_at(&self, position: usize) -> &[Milestone] {
        part(&self.file.milestones, &self.milestones, position)
    }

    /// The projects in the passage at `position`, in text order.
    pub fn projects_at(&self, position: usize) -> &[Project] {
        part(&self.file.projects, &self.projects, position)
    }

    /// The quantities in the passage at `position`, in text order.
    pub fn quantities_at(&self, position: usize) -> &[Quantity] {
        part(&self.file.quantities, &self.quantities, position)
    }

    /// Where terms stand in the passage at `position`, in text order; where two begin together, the
    /// longer first.
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

    /// The passage that opens a chapter: its heading, or its lead where the heading is lost.
    pub fn opening_of(&self, chapter: &Chapter) -> Option<&Passage> {
        self.passages()
            .iter()
            .find(|passage| passage.chapter.as_deref() == Some(&chapter.id))
    }

    /// The passage, sentence, milestone, project or term with this id, if there is one.
    pub fn target(&self, id: &str) -> Option<Target> {
        self.find(id).map(|_| Target(id.to_owned()))
    }

    /// Where a target lies. `None` only for a target of another plan.
    pub fn locate(&self, target: &Target) -> Option<Located<'_>> {
        self.find(&target.0)
    }

    fn find(&self, id: &str) -> Option<Located<'_>> {
        let at = |passage: &str, sentence: &Option<String>| {
            let passage = self.passage(passage)?;
            let mut sentences = passage.sentences.iter();
            Some(Located {
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
            return Some(Located {
                milestone: Some(milestone),
                ..at(&milestone.passage, &milestone.sentence)?
            });
        }
        if id.starts_with("pr-") {
            let position = self.project_ids.get(id).copied()?;
            let project = self.projects().get(position)?;
            return Some(Located {
                project: Some(project),
                ..at(&project.passage, &project.sentence)?
            });
        }
        if id.starts_with("t-") {
            let term = self.file.terms.iter().find(|entry| entry.id == id)?;
            let home = term.home()?;
            return Some(Located {
                term: Some(term),
                ..at(&home.passage, &home.sentence)?
            });
        }
        // A sentence has its passage's id, a dot and a number.
        let sentence_of = || self.passage(id.rsplit_once('.')?.0);
        let (passage, sentence) = match self.passage(id) {
            Some(passage) => (passage, None),
            None => {
                let passage = sentence_of()?;
                let sentence = passage.sentences.iter().find(|entry| entry.id == id)?;
                (passage, Some(sentence))
            }
        };
        Some(Located {
            passage,
            sentence,
            milestone: None,
            project: None,
            term: None,
        })
    }
}
