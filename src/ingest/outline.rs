//! The outline parser. One line of the source is one paragraph. Its outline mark gives its kind; for lines
//! without a mark, its place and `[outline]` in `plan.toml` do.
//!
//! A skipped number, a section out of order, an unmatched quotation mark or an empty heading is an error with
//! the number of the line.

use std::collections::BTreeSet;

use super::annotations::{
    AcceptRule, Accepted, DashKind, Level, Numbering, OutlineRules, Unmarked,
};
use super::files::{PLAN, SOURCE};
use super::marks::{Form, Mark, read_mark};
use super::sentences::{PAIRS, split_sentences};
use super::{Fault, Problem};
use crate::model::file::Sentence;
use crate::model::{Chapter, PassageKind, Section, Span, Text};

/// One paragraph and its place in the outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Paragraph {
    /// `m14`, `ch1.1`, `goal3` …
    pub id: String,
    /// Which part of the document it is.
    pub kind: PassageKind,
    /// The printed number of a part, section or measure.
    pub number: Option<u32>,
    /// The id of its chapter.
    pub chapter: Option<String>,
    /// The id of its section.
    pub section: Option<String>,
    /// The id of the passage with the heading that it is below.
    pub below: Option<String>,
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
    /// The number and the heading of each chapter, `None` if the heading is missing in the source.
    headings: Vec<(u32, Option<String>)>,
}

impl Outline {
    /// The paragraph with this id.
    pub fn paragraph(&self, id: &str) -> Option<&Paragraph> {
        self.paragraphs.iter().find(|entry| entry.id == id)
    }

    /// The chapters; `lost` is the note for a chapter without a heading.
    pub(super) fn chapters(&self, lost: Option<&str>) -> Vec<Chapter> {
        self.headings
            .iter()
            .map(|(number, heading)| Chapter {
                id: format!("c{number}"),
                number: *number,
                heading: heading.clone(),
                en: None,
                note: lost.filter(|_| heading.is_none()).map(str::to_owned),
            })
            .collect()
    }
}

/// Reads the source text.
///
/// # Errors
/// Every line that does not fit the outline.
pub fn parse_outline(source: &str, rules: &OutlineRules) -> Result<Outline, Vec<Problem>> {
    let lines: Vec<&str> = source.lines().collect();
    let mut parser = Parser::new(rules, &lines);
    for (at, line) in lines.iter().enumerate() {
        parser.line = at + 1;
        parser.check_line(line);
        parser.read_line(line, at + 1 == lines.len());
    }
    parser.finish()
}

/// A heading that the current line is below.
struct Heading {
    level: Level,
    /// The id of its passage.
    id: String,
    /// How many paragraphs it has so far.
    paragraphs: u32,
}

struct Parser<'r> {
    rules: &'r OutlineRules,
    lines: &'r [&'r str],
    /// For each entry of `accept`, whether there was something to accept.
    accepted: Vec<bool>,
    /// For each line, whether it is in a table or box.
    tabled: Vec<bool>,
    line: usize,
    paragraphs: Vec<Paragraph>,
    sections: Vec<Section>,
    /// Numbers and headings of the chapters so far, `None` for a lost heading.
    headings: Vec<(u32, Option<String>)>,
    /// The headings that the current line is below, from the highest level to the lowest.
    open: Vec<Heading>,
    /// Line and level of a heading that stood alone in the last line, so that something must be below it.
    alone: Option<(usize, Level)>,
    parts: u32,
    /// How many sections the current chapter has so far.
    sections_here: u32,
    /// The number of the last measure, or 0 if the next one has number 1.
    measures: u32,
    positions: u32,
    goals: u32,
    has_vision: bool,
    problems: Vec<Problem>,
}

impl<'r> Parser<'r> {
    fn new(rules: &'r OutlineRules, lines: &'r [&'r str]) -> Self {
        let mut tabled = vec![false; lines.len()];
        let mut problems = Vec::new();
        for rule in &rules.table {
            let range = rule.range(lines);
            match range.and_then(|range| tabled.get_mut(range)) {
                Some(lines) => lines.fill(true),
                None => {
                    let entry = format!("outline.table “{}”", rule.begins);
                    problems.push(Problem::new(PLAN, entry, Fault::NoTable));
                }
            }
        }
        Self {
            rules,
            lines,
            tabled,
            accepted: vec![false; rules.accept.len()],
            line: 0,
            paragraphs: Vec::new(),
            sections: Vec::new(),
            headings: Vec::new(),
            open: Vec::new(),
            alone: None,
            parts: 0,
            sections_here: 0,
            measures: 0,
            positions: 0,
            goals: 0,
            has_vision: false,
            problems,
        }
    }

    fn fault(&mut self, fault: Fault) {
        self.fault_at(self.line, fault);
    }

    /// Reports a fault, unless `plan.toml` accepts it.
    fn fault_at(&mut self, line: usize, fault: Fault) {
        let what = match fault {
            Fault::UnendedSentence | Fault::UnendedHeading => Some(Accepted::Unended),
            Fault::Unbalanced { .. } => Some(Accepted::Unbalanced),
            Fault::OutOfOrder { .. } => Some(Accepted::Number),
            Fault::EmptyBody => Some(Accepted::Empty),
            _ => None,
        };
        if what.is_some_and(|what| self.accepts(line, what)) {
            return;
        }
        let entry = format!("line {line}");
        self.problems.push(Problem::new(SOURCE, entry, fault));
    }

    /// Whether `plan.toml` accepts this of a line.
    fn accepts(&mut self, line: usize, what: Accepted) -> bool {
        let Some(text) = line.checked_sub(1).and_then(|at| self.lines.get(at)) else {
            return false;
        };
        let lines = self.lines.iter().take(line);
        let is_nth = |rule: &AcceptRule| {
            let begin_so = || lines.clone().filter(|line| line.starts_with(&rule.begins));
            rule.nth.is_none_or(|nth| begin_so().count() == nth)
        };
        let rules = self.rules.accept.iter().zip(&mut self.accepted);
        let fits = rules.filter(|(rule, _)| {
            rule.what == what && text.starts_with(&rule.begins) && is_nth(rule)
        });
        fits.fold(false, |_, (_, accepted)| {
            *accepted = true;
            true
        })
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

    /// Whether the current line is in a table or box.
    fn is_tabled(&self) -> bool {
        let at = self.line.checked_sub(1);
        at.and_then(|at| self.tabled.get(at)) == Some(&true)
    }

    fn read_line(&mut self, line: &str, last: bool) {
        if self.is_tabled() && !self.open.is_empty() {
            return self.paragraph(line);
        }
        let mark = read_mark(line).filter(|_| !self.is_tabled());
        let mark = mark.filter(|_| !self.accepts(self.line, Accepted::Prose));
        if self.paragraphs.is_empty() {
            match mark {
                Some(_) => self.misplaced("the title"),
                None => self.push("title", PassageKind::Title, None, line, None),
            }
            return;
        }
        let Some(Mark {
            form,
            number,
            length,
        }) = mark
        else {
            return self.unmarked(line, last);
        };
        match self.rules.level(form) {
            _ if form == Form::Dash => self.dash(line, length),
            Level::Part => self.part(number, line, length),
            Level::Chapter => self.chapter(number, line, length),
            Level::Section => self.section(number, line, length),
            Level::Measure => self.measure(number, line, length),
            Level::Paragraph => self.paragraph(line),
        }
    }

    fn misplaced(&mut self, expected: &'static str) {
        self.fault(Fault::Misplaced { expected });
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

    fn part(&mut self, number: u32, line: &str, marked: u32) {
        self.next("part", self.parts + 1, number);
        self.parts = number;
        self.leave(Level::Part);
        let heading = self.whole_heading(line, marked);
        let id = format!("part{number}");
        self.push(&id, PassageKind::Part, Some(number), line, heading);
        self.enter(Level::Part, id);
        self.alone = Some((self.line, Level::Part));
    }

    fn chapter(&mut self, number: u32, line: &str, marked: u32) {
        self.next("chapter", self.last_chapter() + 1, number);
        let heading = self.whole_heading(line, marked);
        let text = heading.map(|span| Text::new(line.to_owned()).slice(span).to_owned());
        let id = self.begin_chapter(number, text);
        self.push(&id, PassageKind::Chapter, None, line, heading);
        self.alone = Some((self.line, Level::Chapter));
    }

    /// Begins a chapter, and returns the id of the passage with its heading.
    /// If its number is accepted though it was there before, it gets the next one.
    fn begin_chapter(&mut self, number: u32, heading: Option<String>) -> String {
        let number = number.max(self.last_chapter() + 1);
        self.headings.push((number, heading));
        self.leave(Level::Chapter);
        self.sections_here = 0;
        self.restart_measures();
        let id = format!("ch{}", self.last_chapter());
        self.enter(Level::Chapter, id.clone());
        id
    }

    /// The number of the last chapter, or 0.
    fn last_chapter(&self) -> u32 {
        self.headings.last().map_or(0, |(number, _)| *number)
    }

    fn section(&mut self, number: u32, line: &str, marked: u32) {
        if !self.is_open(Level::Chapter) {
            return self.misplaced("the heading of a chapter");
        }
        self.next("section", self.sections_here + 1, number);
        self.sections_here = number;
        self.leave(Level::Section);
        self.restart_measures();
        let (heading, alone) = self.heading(line, marked);
        let chapter = self.last_chapter();
        let words = heading.map(|span| Text::new(line.to_owned()).slice(span).to_owned());
        self.sections.push(Section {
            id: format!("c{chapter}.{number}"),
            chapter: format!("c{chapter}"),
            number,
            heading: words.unwrap_or_default(),
            en: None,
        });
        let id = format!("ch{chapter}.{number}");
        self.enter(Level::Section, id.clone());
        self.push(&id, PassageKind::Section, Some(number), line, heading);
        self.alone = alone.then_some((self.line, Level::Section));
    }

    fn restart_measures(&mut self) {
        if self.rules.numbering == Numbering::Section {
            self.measures = 0;
        }
    }

    fn measure(&mut self, number: u32, line: &str, marked: u32) {
        if !self.is_open(Level::Chapter) {
            return self.misplaced("the heading of a chapter");
        }
        self.next("measure", self.measures + 1, number);
        self.measures = number;
        self.leave(Level::Measure);
        let (heading, alone) = self.heading(line, marked);
        let id = match (self.rules.numbering, self.open.last()) {
            (Numbering::Section, Some(above)) => format!("{}.m{number}", above.id),
            _ => format!("m{number}"),
        };
        self.push(&id, PassageKind::Measure, Some(number), line, heading);
        self.enter(Level::Measure, id);
        self.alone = alone.then_some((self.line, Level::Measure));
    }

    fn dash(&mut self, line: &str, marked: u32) {
        if !self.is_open(Level::Chapter) {
            return self.misplaced("the heading of a chapter");
        }
        let words: String = line.chars().skip(marked as usize).collect();
        let rules = self.rules.dashes.as_slice();
        let rule = rules.iter().find(|rule| words.starts_with(&rule.begins));
        let kind = match rule {
            Some(rule) => {
                if rule.outside_sections {
                    self.leave(Level::Section);
                }
                rule.kind
            }
            None if rules.is_empty() => DashKind::Paragraph,
            None => return self.fault(Fault::DashUnknown),
        };
        let (kind, id) = match kind {
            DashKind::Position => {
                self.positions += 1;
                (PassageKind::Position, format!("pos{}", self.positions))
            }
            DashKind::Goal => {
                self.goals += 1;
                (PassageKind::Goal, format!("goal{}", self.goals))
            }
            DashKind::Paragraph => return self.paragraph(line),
        };
        let (heading, alone) = self.heading(line, marked);
        if alone {
            self.fault(Fault::UnendedHeading);
        }
        self.push(&id, kind, None, line, heading);
    }

    /// A line without a mark, after the title.
    fn unmarked(&mut self, line: &str, last: bool) {
        let is_second = self.paragraphs.len() == 1;
        let previous = self.paragraphs.last().map(|paragraph| paragraph.kind);
        let begun = self.parts > 0 || !self.headings.is_empty();
        let vision = self.rules.vision.as_ref();
        let vision = vision.filter(|rule| line.starts_with(&rule.begins));
        if last && self.rules.closing && begun {
            self.leave(Level::Part);
            self.push("closing", PassageKind::Closing, None, line, None);
        } else if is_second && line.starts_with('（') && line.ends_with('）') {
            self.push("adoption", PassageKind::Adoption, None, line, None);
        } else if matches!(previous, Some(PassageKind::Title | PassageKind::Adoption)) {
            self.push("preamble", PassageKind::Preamble, None, line, None);
            // Further paragraphs before the first heading are below it, and no heading is.
            self.enter(Level::Measure, "preamble".to_owned());
        } else if let Some(rule) = vision {
            if self.has_vision {
                self.fault(Fault::SecondVision);
            }
            self.has_vision = true;
            self.push(&rule.id, PassageKind::Vision, None, line, None);
        } else if previous == Some(PassageKind::Chapter) {
            self.lead(line);
        } else if self.rules.unmarked == Unmarked::Chapter {
            self.begin_chapter(self.last_chapter() + 1, None);
            self.lead(line);
        } else {
            self.paragraph(line);
        }
    }

    fn lead(&mut self, line: &str) {
        let id = format!("ch{}.lead", self.last_chapter());
        self.push(&id, PassageKind::Lead, None, line, None);
    }

    fn paragraph(&mut self, line: &str) {
        let Some(above) = self.open.last_mut() else {
            return self.misplaced("a heading");
        };
        above.paragraphs += 1;
        let number = above.paragraphs;
        let id = format!("{}.p{number}", above.id);
        self.push(&id, PassageKind::Paragraph, Some(number), line, None);
    }

    /// The heading of a line that has nothing else.
    fn whole_heading(&mut self, line: &str, marked: u32) -> Option<Span> {
        let end = line.chars().count() as u32;
        let heading = Span::new(marked, end).filter(|span| !span.is_empty());
        if heading.is_none() {
            self.fault(Fault::EmptyHeading);
        }
        heading
    }

    /// The heading from the mark to the first full stop, and whether it is alone in its line, without one.
    fn heading(&mut self, line: &str, marked: u32) -> (Option<Span>, bool) {
        let Some(end) = line.chars().position(|letter| letter == '。') else {
            return (self.whole_heading(line, marked), true);
        };
        let heading = Span::new(marked, end as u32).filter(|span| !span.is_empty());
        if heading.is_none() {
            self.fault(Fault::EmptyHeading);
        }
        if end + 1 == line.chars().count() {
            self.fault(Fault::EmptyBody);
        }
        (heading, false)
    }

    /// Puts what follows below this heading.
    fn enter(&mut self, level: Level, id: String) {
        self.open.push(Heading {
            level,
            id,
            paragraphs: 0,
        });
    }

    /// Puts what follows below no heading of this level or a lower one.
    fn leave(&mut self, level: Level) {
        self.open.retain(|heading| heading.level < level);
    }

    fn is_open(&self, level: Level) -> bool {
        self.open.iter().any(|heading| heading.level == level)
    }

    fn push(
        &mut self,
        id: &str,
        kind: PassageKind,
        number: Option<u32>,
        line: &str,
        heading: Option<Span>,
    ) {
        self.check_below(kind);
        let text = Text::new(line.to_owned());
        let whole = text.span();
        // The full stop after a heading is neither part of the heading nor of the body.
        let body_start = heading.map_or(0, |span| (span.end() + 1).min(whole.end()));
        let body = match kind {
            PassageKind::Part | PassageKind::Chapter => Span::NOTHING,
            _ => Span::new(body_start, whole.end()).unwrap_or(Span::NOTHING),
        };
        if !body.is_empty() && !self.is_tabled() && !is_ended(line, kind) {
            self.fault(Fault::UnendedSentence);
        }
        let sentences = (1..)
            .zip(split_sentences(&text, body))
            .map(|(number, span): (u32, Span)| Sentence {
                id: format!("{id}.{number}"),
                start: span.start(),
                end: span.end(),
                themes: None,
            })
            .collect();
        let section = self
            .open
            .iter()
            .find(|heading| heading.level == Level::Section);
        let below = self
            .open
            .iter()
            .map(|heading| &heading.id)
            .rfind(|above| *above != id);
        self.paragraphs.push(Paragraph {
            id: id.to_owned(),
            kind,
            number,
            chapter: self
                .is_open(Level::Chapter)
                .then(|| format!("c{}", self.last_chapter())),
            section: section.map(|heading| heading.id.replacen("ch", "c", 1)),
            below: below.cloned(),
            heading,
            text,
            sentences,
        });
    }

    /// Checks that something is below a heading that stood alone in the last line.
    fn check_below(&mut self, kind: PassageKind) {
        let level = match kind {
            PassageKind::Part | PassageKind::Closing => Level::Part,
            PassageKind::Chapter => Level::Chapter,
            PassageKind::Section => Level::Section,
            PassageKind::Measure => Level::Measure,
            _ => Level::Paragraph,
        };
        if let Some((line, above)) = self.alone.take()
            && level <= above
        {
            self.fault_at(line, Fault::EmptyBody);
        }
    }

    fn finish(mut self) -> Result<Outline, Vec<Problem>> {
        if let Some((line, _)) = self.alone.take() {
            self.fault_at(line, Fault::EmptyBody);
        }
        let last = self.paragraphs.last().map(|last| last.kind);
        let missing = if self.headings.is_empty() {
            Some("the heading of a chapter")
        } else if self.rules.closing && last != Some(PassageKind::Closing) {
            Some("the closing paragraph")
        } else {
            None
        };
        if let Some(missing) = missing {
            self.fault(Fault::Incomplete { missing });
        }
        if self.problems.is_empty() {
            self.check_ids();
        }
        for (rule, _) in
            (self.rules.accept.iter().zip(&self.accepted)).filter(|(_, found)| !**found)
        {
            let fault = Fault::NothingToAccept;
            self.problems.push(Problem::new(PLAN, rule.entry(), fault));
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

    /// Checks that all ids are different. Only the id of the vision, which `plan.toml` gives, can be another's.
    fn check_ids(&mut self) {
        let mut seen = BTreeSet::new();
        let ids = self.paragraphs.iter().zip(1..);
        let repeats = ids.filter(|(paragraph, _)| !seen.insert(&paragraph.id));
        for line in repeats.map(|(_, line)| line).collect::<Vec<usize>>() {
            self.fault_at(line, Fault::Repeated);
        }
    }
}

/// Whether the last sentence of a paragraph ends. A paragraph below a heading may be an item of a list, and
/// any body may introduce what is below it.
fn is_ended(line: &str, kind: PassageKind) -> bool {
    let words = line.trim_end_matches(|mark| PAIRS.iter().any(|&(_, closing)| closing == mark));
    match kind {
        PassageKind::Title | PassageKind::Adoption => true,
        // A paragraph may be a heading below the measures.
        PassageKind::Paragraph if !line.contains('。') && is_item(line) => true,
        PassageKind::Paragraph => words.ends_with(['。', '！', '？', '：', '；']),
        _ => words.ends_with(['。', '！', '？', '：']),
    }
}

/// Whether a line begins with a number.
fn is_item(line: &str) -> bool {
    read_mark(line).is_some_and(|mark| mark.form != Form::Dash)
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
