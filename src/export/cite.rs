//! Citations of a passage.
//!
//! The date of the document is the day of its adoption, not of the repost.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::link_to;
use crate::model::{Location, Passage, Plan, Span};
use crate::words::{Origin, Words, ZH, fill};

/// What may not stand in an address, or would end a field of BibTeX. `%` is left: it begins what is encoded already.
const NOT_IN_URL: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Text for a field of BibTeX, which TeX reads. Braces are words, because BibTeX counts even escaped ones.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', letter]),
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            _ => out.push(letter),
        }
    }
    out
}

/// What is cited, and the day of access.
#[derive(Clone, Copy, Debug)]
pub struct Citation<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The language for parts without a heading.
    pub words: &'a Words,
    /// The cited part.
    pub location: Location<'a>,
    /// The page's address, without a query.
    pub address: &'a str,
    /// The day of access, `YYYY-MM-DD`.
    pub day: &'a str,
}

/// The name of the cited part: number and heading. A label or translation of ours is in square brackets, as
/// usual in catalogues.
fn part(words: &Words, passage: &Passage) -> String {
    let heading = words.heading_of(passage);
    let ours = || fill(words.cite_title_ours, &[heading.words]);
    match heading.origin {
        Origin::Plan => heading.line(),
        Origin::Ours => ours(),
        Origin::Translation => format!("{} {}", ZH.passage_name(passage), ours()),
    }
}

impl Citation<'_> {
    /// The id that the link opens: the sentence, or the passage if no sentence is cited.
    pub fn id(&self) -> &str {
        let sentence = self.location.sentence.map(|sentence| sentence.id.as_str());
        sentence.unwrap_or(&self.location.passage.id)
    }

    /// The link to what is cited, as it may stand in a text.
    pub fn link(&self) -> String {
        let link = link_to(self.plan, self.address, self.id());
        utf8_percent_encode(&link, NOT_IN_URL).to_string()
    }

    /// The reference by GB/T 7714—2015 (electronic announcement, `[EB/OL]`).
    pub fn gbt7714(&self) -> String {
        let meta = self.plan.meta();
        let (part, link) = (part(self.words, self.location.passage), self.link());
        let adopted = meta.adopted.as_ref();
        let adopted = adopted.map_or_else(String::new, |day| format!("({day})"));
        let facts = [&meta.issuer, &meta.title, &part, &adopted, self.day, &link];
        fill("{}. {}: {}[EB/OL]. {}[{}]. {}.", &facts)
    }

    /// The cited text, or the whole passage, with the reference below it.
    pub fn quotation(&self) -> String {
        let text = &self.location.passage.text;
        let words = text.slice(self.location.span().unwrap_or_else(|| text.span()));
        format!("{words}\n——{}", self.gbt7714())
    }

    /// `spans` of the passage in quotation marks, with the plan's title, the place and the link. What is left out
    /// between them has ……, as in a label.
    pub fn quote(&self, spans: &[Span]) -> String {
        let place = self.words.place_line(self.plan, self.location.passage);
        let title = self.words.title_and_day(self.plan);
        let facts = [&*self.words_of(spans), &title, &place, &self.link()];
        fill(self.words.quote_with_source, &facts)
    }

    /// The words of `spans` of the passage.
    pub fn words_of(&self, spans: &[Span]) -> String {
        let text = &self.location.passage.text;
        let mut words = String::new();
        let mut end = None;
        for span in spans {
            if end.is_some_and(|end| end != span.start()) {
                words.push_str("……");
            }
            words.push_str(text.slice(*span));
            end = Some(span.end());
        }
        words
    }

    /// The reference as a BibTeX entry.
    ///
    /// The field `url` has no TeX escapes: biblatex, `url` and `hyperref` read it letter for letter, and would take
    /// `\_` into the address.
    pub fn bibtex(&self) -> String {
        let meta = self.plan.meta();
        let adopted = meta.adopted.as_deref();
        let mut date = adopted.unwrap_or_default().split('-');
        let mut next = || date.next().unwrap_or_default();
        let (year, month) = (next(), next());
        let mut fields = vec![
            ("author", format!("{{{}}}", tex(&meta.issuer))),
            ("title", format!("{{{}}}", tex(&meta.title))),
            ("note", tex(&part(self.words, self.location.passage))),
        ];
        if let Some(day) = adopted {
            fields.extend([
                ("date", day.to_owned()),
                ("year", year.to_owned()),
                ("month", month.trim_start_matches('0').to_owned()),
            ]);
        }
        fields.extend([
            ("url", self.link()),
            ("urldate", self.day.to_owned()),
            ("langid", "chinese".to_owned()),
        ]);
        let fields = fields.into_iter();
        let fields = fields.map(|(name, value)| format!("  {name} = {{{value}}}"));
        let fields: Vec<String> = fields.collect();
        format!(
            "@misc{{{}-{},\n{}\n}}\n",
            self.plan.site().cite,
            self.id(),
            fields.join(",\n")
        )
    }
}
