//! English headings, notes and names. Checks that each exists and contains no Chinese; whether a translation is
//! right cannot be checked here.

use std::collections::BTreeSet;

use super::annotations::EnglishFile;
use super::files::{ENGLISH, PLACES, THEMES};
use super::{Fault, Outline, Paragraph, Problem};
use crate::model::file::Places;
use crate::model::{Chapter, PassageKind, Section, ThemeEntry};

impl EnglishFile {
    /// Checks that every heading of the outline and each of `notes` has a translation, and nothing else does.
    pub(super) fn check(
        &self,
        outline: &Outline,
        notes: &BTreeSet<&str>,
        problems: &mut Vec<Problem>,
    ) {
        let mut found = |entry: &str, fault| problems.push(Problem::new(ENGLISH, entry, fault));
        let untranslated = |chinese: &str| Fault::Untranslated {
            chinese: chinese.to_owned(),
        };
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
