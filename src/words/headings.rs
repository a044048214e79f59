//! What the parts of the document are called: by the plan, by a translation of ours, or by us.

use super::{Words, ZH, fill};
use crate::model::{Chapter, Passage, PassageKind, Section};
use crate::query::Lang;

/// Whose words a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The plan's own.
    Plan,
    /// An unofficial translation of the plan's own.
    Translation,
    /// Ours: the part has no heading, or the source lost it.
    Ours,
}

/// What a part of the document is called in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its number with what parts it from the words (`14. `, `（一）`, `Chapter 1 `); empty where it has none.
    pub number: String,
    /// The words.
    pub words: &'a str,
    /// Whose they are.
    pub origin: Origin,
    /// The plan's own heading, where the words translate it.
    pub original: Option<&'a str>,
    /// The language of the words, as an HTML `lang` says it.
    pub lang: &'static str,
}

impl Heading<'_> {
    /// Number and words in one line.
    pub fn line(&self) -> String {
        [&self.number, self.words].concat()
    }
}

impl Words {
    /// What a passage is called.
    pub fn heading_of<'a>(&self, passage: &'a Passage) -> Heading<'a> {
        let number = match (passage.kind, passage.number) {
            (PassageKind::Measure, Some(number)) => fill(self.item, &[&number.to_string()]),
            (PassageKind::Section, Some(number)) => self.section_number(number),
            _ => String::new(),
        };
        let ours = match passage.kind {
            PassageKind::Title => self.passage_title,
            PassageKind::Adoption => self.passage_adoption,
            PassageKind::Preamble => self.passage_preamble,
            PassageKind::Vision => self.passage_vision,
            PassageKind::Lead => self.passage_lead,
            PassageKind::Closing => self.passage_closing,
            _ => "",
        };
        self.heading(
            number,
            passage.heading.as_deref(),
            passage.en.as_deref(),
            ours,
        )
    }

    /// What a section is called.
    pub fn heading_of_section<'a>(&self, section: &'a Section) -> Heading<'a> {
        let number = self.section_number(section.number);
        self.heading(number, Some(&section.heading), section.en.as_deref(), "")
    }

    /// What a chapter is called; where the source lost its heading, that.
    pub fn heading_of_chapter<'a>(&self, chapter: &'a Chapter) -> Heading<'a> {
        let number = self.chapter_number(chapter.number) + " ";
        let (heading, en) = (chapter.heading.as_deref(), chapter.en.as_deref());
        self.heading(number, heading, en, self.heading_lost)
    }

    fn heading<'a>(
        &self,
        number: String,
        plan: Option<&'a str>,
        english: Option<&'a str>,
        ours: &'static str,
    ) -> Heading<'a> {
        let (words, origin, original, lang) = match (self.lang, plan, english) {
            (_, None, _) => (ours, Origin::Ours, None, self.lang.tag()),
            (Lang::En, Some(plan), Some(english)) => {
                (english, Origin::Translation, Some(plan), self.lang.tag())
            }
            (_, Some(plan), _) => (plan, Origin::Plan, None, ZH.lang.tag()),
        };
        Heading {
            number,
            words,
            origin,
            original,
            lang,
        }
    }
}
