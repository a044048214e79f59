//! Citations of an opened passage.
//!
//! The document's own date is the day it was adopted: the day of the repost is no date of the plan.

use super::link_to;
use crate::model::{Located, Passage, Plan};
use crate::words::{Origin, Words, ZH, fill};

/// What is cited, and when it was looked at.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The language that names parts which have no heading.
    pub words: &'a Words,
    /// The part that is cited.
    pub located: Located<'a>,
    /// The page's address, without a query.
    pub address: &'a str,
    /// The day of access, `YYYY-MM-DD`.
    pub day: &'a str,
}

/// Which part is cited: number and heading; what is ours, a label or the translation after the heading,
/// in square brackets, as cataloguers mark what they supply.
fn part(words: &Words, passage: &Passage) -> String {
    let heading = words.heading_of(passage);
    let ours = || fill(words.cite_title_ours, &[heading.words]);
    match heading.origin {
        Origin::Plan => heading.line(),
        Origin::Ours => ours(),
        Origin::Translation => [&ZH.passage_name(passage), " ", &ours()].concat(),
    }
}

impl Citation<'_> {
    /// The id that the citation's link opens: the sentence where less than the passage is cited.
    fn id(&self) -> &str {
        let sentence = self.located.sentence.map(|sentence| sentence.id.as_str());
        sentence.unwrap_or(&self.located.passage.id)
    }

    /// The reference by GB/T 7714—2015 (electronic announcement, `[EB/OL]`).
    pub fn gbt7714(&self) -> String {
        let meta = &self.plan.file().meta;
        let (part, link) = (
            part(self.words, self.located.passage),
            link_to(self.plan, self.address, self.id()),
        );
        let facts = [
            &meta.issuer,
            &meta.title,
            &part,
            &meta.adopted,
            self.day,
            &link,
        ];
        fill("{}. {}: {}[EB/OL]. ({})[{}]. {}.", &facts)
    }

    /// The words that are opened (the whole passage where no less is), letter for letter, and the
    /// reference below them.
    pub fn quotation(&self) -> String {
        let text = &self.located.passage.text;
        let words = text.slice(self.located.span().unwrap_or_else(|| text.span()));
        [words, "\n——", &self.gbt7714()].concat()
    }

    /// The reference as a BibTeX entry.
    pub fn bibtex(&self) -> String {
        let meta = &self.plan.file().meta;
        let mut date = meta.adopted.split('-');
        let mut next = || date.next().unwrap_or_default();
        let (year, month) = (next(), next());
        let fields = [
            ("author", ["{", &meta.issuer, "}"].concat()),
            ("title", ["{", &meta.title, "}"].concat()),
            ("note", part(self.words, self.located.passage)),
            ("date", meta.adopted.clone()),
            ("year", year.to_owned()),
            ("month", month.trim_start_matches('0').to_owned()),
            ("url", link_to(self.plan, self.address, self.id())),
            ("urldate", self.day.to_owned()),
            ("langid", "chinese".to_owned()),
        ];
        let fields = fields.map(|(name, value)| ["  ", name, " = {", &value, "}"].concat());
        [
            "@misc{lasa2025-",
            self.id(),
            ",\n",
            &fields.join(",\n"),
            "\n}\n",
        ]
        .concat()
    }
}
