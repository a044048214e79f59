//! The outline parser. One line of the source is one paragraph; its outline mark (一、 （一） 1. or ——) gives
//! its kind.
//!
//! A skipped number, a section out of order, an unmatched quotation mark or an empty heading is an error with
//! the number of the line.

use super::sentences::{PAIRS, split_sentences};
use super::{Fault, Problem};
use crate::model::{Chapter, PassageKind, Section, Sentence, Span, Text};

const FILE: &str = "data/source.txt";

/// One paragraph and its place in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// `m14`, `ch1.1`, `goal3` …
    pub id: String,
    /// Which part of the document it is.
    pub kind: PassageKind,
    /// The printed number of a chapter, section or measure.
    pub number: Option<u32>,
    /// The id of its chapter.
    pub chapter: Option<String>,
    /// The id of its section.
    pub section: Option<String>,
    /// The span of its heading, without outline mark and full stop.
    pub heading: Option<Span>,
    /// The whole line.
    pub text: Text,
    /// The sentences of its body.
    pub sentences: Vec<Sentence>,
}

impl Paragraph {
    /// The text of its heading.
    pub fn heading_text(&self) -> Option<&str> {
        self.heading.map(|span| self.text.slice(span))
    }

    /// The sentence that contains all of `span`, if there is one.
    pub fn sentence_of(&self, span: Span) -> Option<&Sentence> {
        let mut sentences = self.sentences.iter();
        sentences.find(|sentence| sentence.span().contains(span))
    }
}

/// All paragraphs and their structure.
#[derive(Clone, Debug, PartialEq)]
pub struct Outline {
    /// In the order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// In the order of the text, without English headings, which come from another file.
    pub sections: Vec<Section>,
    /// The heading of each chapter, `None` if it is missing in the source.
    headings: Vec<Option<String>>,
}

impl Outline {
    /// The paragraph with this id.
    pub fn paragraph(&self, id: &str) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|entry| entry.id == id)
    }

    /// The chapters; `lost` is the note for a chapter without a heading.
    pub(super) fn chapters(&self, lost: &str) -> Vec<Chapter> {
        (1..)
            .zip(&self.headings)
            .map(|(number, heading)| Chapter {
                id: format!("c{number}"),
                number,
                heading: heading.clone(),
                en: None,
                note: heading.is_none().then(|| lost.to_owned()),
            })
            .collect()
    }
}

/// The outline mark at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Mark {
    Chapter(u32),
    Section(u32),
    Measure(u32),
    Dash,
    None,
}

/// Reads the mark at the start of `line`, and its length in characters.
fn read_mark(line: &str) -> (Mark, u32) {
    if line.starts_with("——") {
        return (Mark::Dash, 2);
    }
    if let Some((digits, _)) = line.split_once('.')
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && let Ok(number) = digits.parse()
    {
        return (Mark::Measure(number), digits.len() as u32 + 1);
    }
    if let Some((numeral, _)) = line.split_once('、')
        && let Some(number) = chinese_number(numeral)
    {
        return (Mark::Chapter(number), numeral.chars().count() as u32 + 1);
    }
    if let Some(rest) = line.strip_prefix('（')
        && let Some((numeral, _)) = rest.split_once('）')
        && let Some(number) = chinese_number(numeral)
    {
        return (Mark::Section(number), numeral.chars().count() as u32 + 2);
    }
    (Mark::None, 0)
}

/// Reads a Chinese number from 一 to 九十九.
fn chinese_number(numeral: &str) -> Option<u32> {
    let digit = |text: &str| {
        let mut letters = text.chars();
        let first = letters.next()?;
        let position = "一二三四五六七八九"
            .chars()
            .position(|digit| digit == first)?;
        letters.next().is_none().then_some(position as u32 + 1)
    };
    match numeral.split_once('十') {
        None => digit(numeral),
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { digit(tens)? };
            let ones = if ones.is_empty() { 0 } else { digit(ones)? };
            Some(tens * 10 + ones)
        }
    }
}

/// Reads the source text.
///
/// # Errors
/// Every line that does not fit the outline.
pub fn parse_outline(source: &str) -> Result<Outline, Vec<Problem>> {
    let mut parser = Parser::default();
    let lines: Vec<&str> = source.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        parser.line = at + 1;
        parser.check_line(line);
        parser.read_line(line, at + 1 == lines.len());
    }
    parser.finish()
}

#[derive(Default)]
struct Parser {
    line: usize,
    paragraphs: Vec<Paragraph>,
    sections: Vec<Section>,
    headings: Vec<Option<String>>,
    /// The section of the current line.
    section: Option<(String, u32)>,
    measures: u32,
    positions: u32,
    goals: u32,
    /// Whether the last line was a chapter heading, so that its lead is next.
    awaiting_lead: bool,
    problems: Vec<Problem>,
}

impl Parser {
    fn fault(&mut self, fault: Fault) {
        let entry = format!("line {}", self.line);
        self.problems.push(Problem::new(FILE, entry, fault));
    }

    /// Checks what must hold for every line.
    fn check_line(&mut self, line: &str) {
        if line.is_empty() || line.trim() != line {
            self.fault(Fault::Blank);
        }
        if let Some(mark) = half_width_mark(line) {
            self.fault(Fault::HalfWidth { mark });
        }
        if let Some(mark) = unbalanced(line) {
            self.fault(Fault::Unbalanced { mark });
        }
    }

    fn read_line(&mut self, line: &str, last: bool) {
        let (mark, marked) = read_mark(line);
        let chapter = self.headings.len() as u32;
        match (self.paragraphs.len(), mark) {
            (0, Mark::None) => self.push("title", PassageKind::Title, None, line, None),
            (0, _) => self.fault(Fault::Misplaced {
                expected: "the title",
            }),
            (1, _) if line.starts_with('（') && line.ends_with('）') && mark == Mark::None => {
                self.push("adoption", PassageKind::Adoption, None, line, None);
            }
            (1, _) => self.fault(Fault::Misplaced {
                expected: "the line of adoption",
            }),
            (2, Mark::None) => self.push("preamble", PassageKind::Preamble, None, line, None),
            (2, _) => self.fault(Fault::Misplaced {
                expected: "the preamble",
            }),
            (_, Mark::Chapter(number)) => self.chapter(number, line, marked),
            (_, Mark::Section(number)) => self.section(number, line, marked),
            (_, Mark::Measure(number)) => self.measure(number, line, marked),
            (_, Mark::Dash) => self.dash(line, marked),
            (_, Mark::None) if chapter == 0 => self.fault(Fault::Misplaced {
                expected: "the heading of chapter one",
            }),
            (_, Mark::None) if last => {
                self.section = None;
                self.push("closing", PassageKind::Closing, None, line, None);
            }
            (_, Mark::None) if chapter == 1 && line.starts_with("到二〇三五年") => {
                if self.goals == 0 || self.paragraphs.iter().any(|p| p.id == "vision2035") {
                    self.fault(Fault::Misplaced {
                        expected: "one vision for 2035, after the goals,",
                    });
                }
                self.section = None;
                self.push("vision2035", PassageKind::Vision, None, line, None);
            }
            (_, Mark::None) => self.lead(line),
        }
    }

    fn next(&mut self, what: &'static str, expected: u32, found: u32) {
        if expected != found {
            self.fault(Fault::OutOfOrder {
                what,
                expected,
                found,
            });
        }
    }

    fn chapter(&mut self, number: u32, line: &str, marked: u32) {
        self.next("chapter", self.headings.len() as u32 + 1, number);
        let text = Text::new(line.to_owned());
        let heading = Span::new(marked, text.span().end()).filter(|span| !span.is_empty());
        if heading.is_none() {
            self.fault(Fault::EmptyHeading);
        }
        self.headings
            .push(heading.map(|span| text.slice(span).to_owned()));
        self.section = None;
        self.awaiting_lead = number > 1;
        self.push(
            &format!("ch{number}"),
            PassageKind::Chapter,
            None,
            line,
            heading,
        );
    }

    fn lead(&mut self, line: &str) {
        // A lead without a heading before it starts a chapter whose heading is missing.
        if !self.awaiting_lead {
            self.headings.push(None);
        }
        self.awaiting_lead = false;
        self.section = None;
        let id = format!("ch{}.lead", self.headings.len());
        self.push(&id, PassageKind::Lead, None, line, None);
    }

    fn section(&mut self, number: u32, line: &str, marked: u32) {
        let chapter = self.headings.len() as u32;
        if chapter == 0 {
            return self.fault(Fault::Misplaced {
                expected: "the heading of chapter one",
            });
        }
        let inside = self
            .sections
            .iter()
            .filter(|section| section.chapter == format!("c{chapter}"))
            .count() as u32;
        self.next("section", inside + 1, number);
        let id = format!("c{chapter}.{number}");
        let heading = self.heading(line, marked);
        self.sections.push(Section {
            id: id.clone(),
            chapter: format!("c{chapter}"),
            number,
            heading: heading
                .map(|span| Text::new(line.to_owned()).slice(span).to_owned())
                .unwrap_or_default(),
            en: None,
        });
        self.section = Some((id, number));
        let id = format!("ch{chapter}.{number}");
        self.push(&id, PassageKind::Section, Some(number), line, heading);
    }

    fn measure(&mut self, number: u32, line: &str, marked: u32) {
        if self.headings.len() < 2 {
            return self.fault(Fault::Misplaced {
                expected: "a part of chapter one",
            });
        }
        self.next("measure", self.measures + 1, number);
        self.measures = number;
        let heading = self.heading(line, marked);
        self.push(
            &format!("m{number}"),
            PassageKind::Measure,
            Some(number),
            line,
            heading,
        );
    }

    fn dash(&mut self, line: &str, marked: u32) {
        let heading = self.heading(line, marked);
        let words = line.trim_start_matches('—');
        let begun = self.section.is_some() || self.goals > 0;
        let in_chapter_one = self.headings.len() == 1 && begun;
        if in_chapter_one && self.goals == 0 && words.starts_with("打造") {
            self.positions += 1;
            let id = format!("pos{}", self.positions);
            self.push(&id, PassageKind::Position, None, line, heading);
        } else if in_chapter_one && self.positions > 0 && words.starts_with("建设") {
            // The sentence that introduced the goals is missing, so their section is unknown.
            self.section = None;
            self.goals += 1;
            let id = format!("goal{}", self.goals);
            self.push(&id, PassageKind::Goal, None, line, heading);
        } else {
            self.fault(Fault::Misplaced {
                expected: "a position (打造) or, after the positions, a goal (建设) of chapter one",
            });
        }
    }

    /// The heading: from the mark to the first full stop.
    fn heading(&mut self, line: &str, marked: u32) -> Option<Span> {
        let Some(end) = line.chars().position(|letter| letter == '。') else {
            self.fault(Fault::UnendedHeading);
            return None;
        };
        let heading = Span::new(marked, end as u32).filter(|span| !span.is_empty());
        if heading.is_none() {
            self.fault(Fault::EmptyHeading);
        }
        heading
    }

    fn push(
        &mut self,
        id: &str,
        kind: PassageKind,
        number: Option<u32>,
        line: &str,
        heading: Option<Span>,
    ) {
        let text = Text::new(line.to_owned());
        let whole = text.span();
        // The full stop after a heading is neither part of the heading nor of the body.
        let body_start = match kind {
            PassageKind::Chapter => whole.end(),
            _ => heading.map_or(0, |span| (span.end() + 1).min(whole.end())),
        };
        let body = Span::new(body_start, whole.end()).unwrap_or(Span::NOTHING);
        if body.is_empty() && kind != PassageKind::Chapter {
            self.fault(Fault::EmptyBody);
        }
        let has_end = line.ends_with(['。', '！', '？']);
        let needs_no_end = matches!(
            kind,
            PassageKind::Title | PassageKind::Adoption | PassageKind::Chapter
        );
        if !has_end && !needs_no_end {
            self.fault(Fault::UnendedSentence);
        }
        let sentences = (1..)
            .zip(split_sentences(&text, body))
            .map(|(number, span): (u32, Span)| Sentence {
                id: format!("{id}.{number}"),
                start: span.start(),
                end: span.end(),
            })
            .collect();
        let in_chapter = !matches!(
            kind,
            PassageKind::Title
                | PassageKind::Adoption
                | PassageKind::Preamble
                | PassageKind::Closing
        );
        self.paragraphs.push(Paragraph {
            id: id.to_owned(),
            kind,
            number,
            chapter: in_chapter.then(|| format!("c{}", self.headings.len())),
            section: self
                .section
                .as_ref()
                .filter(|_| in_chapter)
                .map(|(id, _)| id.clone()),
            heading,
            text,
            sentences,
        });
    }

    fn finish(mut self) -> Result<Outline, Vec<Problem>> {
        let missing = match self.paragraphs.last().map(|last| last.kind) {
            _ if self.measures == 0 => Some("the first measure"),
            Some(PassageKind::Closing) => None,
            _ => Some("the closing paragraph"),
        };
        if let Some(missing) = missing {
            self.fault(Fault::Incomplete { missing });
        }
        if self.problems.is_empty() {
            Ok(Outline {
                paragraphs: self.paragraphs,
                sections: self.sections,
                headings: self.headings,
            })
        } else {
            Err(self.problems)
        }
    }
}

/// The first half-width mark in Chinese prose, which is anywhere but between two ASCII digits or letters.
fn half_width_mark(line: &str) -> Option<char> {
    let letters: Vec<char> = line.chars().collect();
    letters.iter().enumerate().find_map(|(at, &mark)| {
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let ascii = |letter: Option<&char>| letter.is_some_and(char::is_ascii_alphanumeric);
        (",;:()!?".contains(mark) && !(ascii(before) && ascii(after))).then_some(mark)
    })
}

/// The first unmatched quotation mark or bracket.
fn unbalanced(line: &str) -> Option<char> {
    let mut open = Vec::new();
    for letter in line.chars() {
        if PAIRS.iter().any(|&(opening, _)| opening == letter) {
            open.push(letter);
        } else if let Some(&(opening, _)) = PAIRS.iter().find(|&&(_, closing)| closing == letter)
            && open.pop() != Some(opening)
        {
            return Some(letter);
        }
    }
    open.pop()
}
