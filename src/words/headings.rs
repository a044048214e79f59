//! The headings of the parts of the document: the plan's own, a translation, or ours.

use super::{Words, ZH, fill};
use crate::model::{Chapter, Passage, PassageKind, Plan, Section};
use crate::query::Lang;

/// Where a heading is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The plan.
    Plan,
    /// An unofficial translation of the plan's heading.
    Translation,
    /// Ours, because the part has no heading or it is missing in the source.
    Ours,
}

/// The heading of a part of the document in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its number and the separator after it (`14. `, `（一）`, `Chapter 1 `); empty if it has no number.
    pub number: String,
    /// The heading without number.
    pub words: &'a str,
    /// Where the heading is from.
    pub origin: Origin,
    /// The plan's heading, if this is a translation of it.
    pub original: Option<&'a str>,
    /// The language of the heading, as an HTML `lang` attribute.
    pub lang: &'static str,
}

impl Heading<'_> {
    /// Number and heading in one line.
    pub fn line(&self) -> String {
        format!("{}{}", self.number, self.words)
    }
}

impl Words {
    /// The heading of a passage.
    pub fn heading_of<'a>(&self, passage: &'a Passage) -> Heading<'a> {
        let number = match (passage.kind, passage.number) {
            (PassageKind::Measure, Some(number)) => {
                fill(self.measure_number, &[&number.to_string()])
            }
            (PassageKind::Section, Some(number)) => self.section_number(number),
            (PassageKind::Part, Some(number)) => {
                fill(self.part_number, &[&self.numeral(number)]) + " "
            }
            (PassageKind::Paragraph, Some(number)) => {
                fill(self.passage_paragraph, &[&number.to_string()])
            }
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

    /// The heading of a section.
    pub fn heading_of_section<'a>(&self, section: &'a Section) -> Heading<'a> {
        let number = self.section_number(section.number);
        self.heading(number, Some(&section.heading), section.en.as_deref(), "")
    }

    /// The heading of a chapter, or a note that it is missing in the source.
    pub fn heading_of_chapter<'a>(&self, chapter: &'a Chapter) -> Heading<'a> {
        let number = self.chapter_number(chapter.number) + " ";
        let (heading, en) = (chapter.heading.as_deref(), chapter.en.as_deref());
        self.heading(number, heading, en, self.heading_lost)
    }

    /// Where a passage stands: its chapter, its section and itself, as far as each has a heading. Of a chapter whose
    /// heading the source lost, the number.
    pub fn place<'a>(&self, plan: &'a Plan, passage: &'a Passage) -> Vec<Heading<'a>> {
        let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
        let chapter = chapter.filter(|_| passage.kind != PassageKind::Chapter);
        let section = passage.section.as_deref().and_then(|id| plan.section(id));
        let section = section.filter(|_| passage.kind != PassageKind::Section);
        let chapter = chapter.map(|chapter| {
            let heading = self.heading_of_chapter(chapter);
            match heading.origin {
                Origin::Ours => Heading {
                    number: self.chapter_number(chapter.number),
                    words: "",
                    ..heading
                },
                _ => heading,
            }
        });
        let section = section.map(|section| self.heading_of_section(section));
        let all = chapter.into_iter().chain(section);
        all.chain([self.heading_of(passage)]).collect()
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
