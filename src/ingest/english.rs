//! English headings, notes, names and labels. Checks that each exists and contains no Chinese; whether a translation is
//! right cannot be checked here.

use std::collections::{BTreeMap, BTreeSet};

use super::annotations::{EnglishFile, MilestoneEntry, QuantityEntry, TermEntry};
use super::files::{ENGLISH, PLACES, QUANTITIES, THEMES};
use super::{Fault, Outline, Paragraph, Problem};
use crate::model::file::{Milestone, Places};
use crate::model::{Chapter, Class, PassageKind, Section, Term, ThemeEntry};

fn untranslated(chinese: &str) -> Fault {
    Fault::Untranslated {
        chinese: chinese.to_owned(),
    }
}

impl EnglishFile {
    /// Checks that every heading of the outline and each of `notes` has a translation, and nothing else does.
    pub(super) fn check(
        &self,
        outline: &Outline,
        notes: &BTreeSet<&str>,
        problems: &mut Vec<Problem>,
    ) {
        let mut found = |entry: &str, fault| problems.push(Problem::new(ENGLISH, entry, fault));
        for paragraph in &outline.paragraphs {
            if let Some(heading) = paragraph.heading_text()
                && !self.headings.contains_key(&paragraph.id)
            {
                found(&paragraph.id, untranslated(heading));
            }
        }
        for id in self.headings.keys() {
            match outline.paragraph(id) {
                None => found(id, Fault::UnknownPassage { id: id.clone() }),
                Some(paragraph) if paragraph.heading.is_none() => {
                    found(id, Fault::NothingToTranslate);
                }
                Some(_) => {}
            }
        }
        for &note in notes {
            if !self.notes.contains_key(note) {
                found(note, untranslated(note));
            }
        }
        for note in self.notes.keys() {
            if !notes.contains(note.as_str()) {
                found(note, Fault::NothingToTranslate);
            }
        }
        for (entry, english) in self.headings.iter().chain(&self.notes) {
            check_english(ENGLISH, entry, english, problems);
        }
    }

    /// Checks that the label of every main milestone and of every term has a translation, and nothing else does.
    /// The labels of a list that the plan lacks are not checked.
    pub(super) fn check_labels(
        &self,
        milestones: Option<&[MilestoneEntry]>,
        terms: Option<&[TermEntry]>,
        problems: &mut Vec<Problem>,
    ) {
        if let Some(milestones) = milestones {
            let entries = milestones.iter();
            let entries = entries.map(|entry| (&entry.id, &entry.label, entry.core));
            check_labels(&self.milestones, entries.collect(), problems);
        }
        if let Some(terms) = terms {
            let entries = terms.iter();
            let entries = entries.map(|entry| (&entry.id, &entry.label, true));
            check_labels(&self.terms, entries.collect(), problems);
        }
    }

    /// The milestones with the English of their labels.
    pub(super) fn milestones(&self, mut milestones: Vec<Milestone>) -> Vec<Milestone> {
        for milestone in &mut milestones {
            milestone.label_en = self.milestones.get(&milestone.id).cloned();
        }
        milestones
    }

    /// The terms with the English of their labels.
    pub(super) fn terms(&self, mut terms: Vec<Term>) -> Vec<Term> {
        for term in &mut terms {
            term.en = self.terms.get(&term.id).cloned();
        }
        terms
    }

    /// The English text of a note. If the plan has no translations, or [`EnglishFile::check`] has reported this
    /// one as missing, it is the note itself.
    pub(super) fn note(&self, chinese: &str) -> String {
        let english = self.notes.get(chinese);
        english.map_or_else(|| chinese.to_owned(), String::clone)
    }

    /// The chapters with their English headings, if the source has the heading.
    pub(super) fn chapters(&self, mut chapters: Vec<Chapter>, outline: &Outline) -> Vec<Chapter> {
        for chapter in &mut chapters {
            chapter.en = self.heading(PassageKind::Chapter, outline, |paragraph| {
                paragraph.chapter.as_ref() == Some(&chapter.id)
            });
        }
        chapters
    }

    /// The sections with their English headings.
    pub(super) fn sections(&self, mut sections: Vec<Section>, outline: &Outline) -> Vec<Section> {
        for section in &mut sections {
            section.en = self.heading(PassageKind::Section, outline, |paragraph| {
                paragraph.section.as_ref() == Some(&section.id)
            });
        }
        sections
    }

    /// The English heading of the first paragraph of this kind for which `matches` is true.
    fn heading(
        &self,
        kind: PassageKind,
        outline: &Outline,
        matches: impl Fn(&Paragraph) -> bool,
    ) -> Option<String> {
        let mut paragraphs = outline.paragraphs.iter();
        let paragraph =
            paragraphs.find(|paragraph| paragraph.kind == kind && matches(paragraph))?;
        self.headings.get(&paragraph.id).cloned()
    }
}

/// Checks that every measured quantity says in English what is counted and how much.
pub(super) fn check_quantities<'a>(
    entries: impl Iterator<Item = &'a QuantityEntry>,
    problems: &mut Vec<Problem>,
) {
    for entry in entries.filter(|entry| entry.class == Class::Measured && entry.en.is_none()) {
        problems.push(Problem::new(QUANTITIES, entry.name(), Fault::NoEnglish));
    }
}

/// Checks the translations of labels. `entries` are ids, labels, and whether the label must be translated.
fn check_labels(
    translations: &BTreeMap<String, String>,
    entries: Vec<(&String, &String, bool)>,
    problems: &mut Vec<Problem>,
) {
    for (id, label, _) in entries.iter().filter(|entry| entry.2) {
        if !translations.contains_key(*id) {
            problems.push(Problem::new(ENGLISH, *id, untranslated(label)));
        }
    }
    for (id, english) in translations {
        if !entries.iter().any(|entry| entry.0 == id) {
            problems.push(Problem::new(ENGLISH, id, Fault::NothingToTranslate));
        }
        check_english(ENGLISH, id, english, problems);
    }
}

/// Checks the English names of themes and places.
pub(super) fn check_names(themes: &[ThemeEntry], places: &Places, problems: &mut Vec<Problem>) {
    for theme in themes {
        check_english(THEMES, &theme.id, &theme.en, problems);
    }
    let counties = places.counties.iter().map(|entry| (&entry.id, &entry.en));
    let zones = places.zones.iter().map(|entry| (&entry.id, &entry.en));
    for (id, english) in counties.chain(zones) {
        check_english(PLACES, id, english, problems);
    }
}

/// Checks that an English text has words, and none are Chinese.
pub(super) fn check_english(
    file: &'static str,
    entry: &str,
    english: &str,
    problems: &mut Vec<Problem>,
) {
    let mut found = |fault| problems.push(Problem::new(file, entry, fault));
    if english.trim().is_empty() {
        found(Fault::EmptyEnglish);
    }
    if let Some(letter) = english.chars().find(|letter| is_chinese(*letter)) {
        found(Fault::NotEnglish { letter });
    }
}

/// Whether this is a Chinese character, a Chinese punctuation mark, or a full-width form.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}
