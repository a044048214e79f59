//! A text as people have it → its paragraphs, and the list of all that was taken out, replaced or joined.
//!
//! [`clean`] takes out what a page, a PDF or an encyclopaedia puts around and between the words of a plan: page
//! heads, buttons, page numbers, pictures, footnote marks, pinyin, the table of contents. Every character of the
//! text is in a paragraph or in the list, except for white space at the ends of lines: [`super::apply`] makes
//! the paragraphs out of the text and the list. What is doubtful becomes a [`Doubt`].
//!
//! A text that is no plan is refused with the reason.

mod contents;
mod front;
mod join;
mod letters;
mod noise;
mod tables;

use std::collections::BTreeMap;

use thiserror::Error;

use super::scrape::{Changes, Replacement};
use letters::{Line, dash, replacements, widened};

/// A text without what is no part of the plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Cleaned {
    /// The paragraphs, the title first.
    pub paragraphs: Vec<CleanParagraph>,
    /// What makes them out of the text, besides the width of marks.
    pub changes: Changes,
    /// What an editor must look at.
    pub doubts: Vec<Doubt>,
    /// The headings of the table of contents that are not in the text.
    pub missing: Vec<String>,
}

/// A paragraph and where it was found.
#[derive(Clone, Debug, PartialEq)]
pub struct CleanParagraph {
    /// Its text.
    pub text: String,
    /// The number of its first line, counting from 1.
    pub line: usize,
    /// The number of the first line of the table or box that it is in.
    pub table: Option<usize>,
}

/// Something that an editor must look at.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// The number of the line, counting from 1.
    pub line: usize,
    /// The words.
    pub quote: String,
    /// What is doubtful.
    pub what: &'static str,
}

/// Why a text is no plan.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NoPlan {
    /// There is nothing in it.
    #[error("the text is empty")]
    Empty,
    /// It has no outline.
    #[error(
        "no line begins like a chapter (第一章, 第一篇 or 一、), so this has no outline and is no plan; a plan needs its headings on lines of their own"
    )]
    NoOutline,
    /// It names itself something else.
    #[error("line {line} calls the text “{title}”, which is {what} and no plan")]
    Other {
        /// The number of the line.
        line: usize,
        /// What the text calls itself.
        title: String,
        /// What that is.
        what: &'static str,
    },
    /// Nothing says that it is a plan.
    #[error(
        "no line before the first heading (line {before}) names a plan: a title that ends in 规划, 纲要, 建议 or 计划; if the copy lost the title, add it as the first line"
    )]
    NoTitle {
        /// The number of the line with the first heading.
        before: usize,
    },
}

/// Cleans a text. `markdown` says whether it has marks of Markdown.
///
/// # Errors
/// When the text is no plan.
pub fn clean(text: &str, markdown: bool) -> Result<Cleaned, NoPlan> {
    let mut work = Work::read(text, markdown);
    if work.lines.is_empty() {
        return Err(NoPlan::Empty);
    }
    work.take_noise();
    work.take_running_heads();
    let missing = contents::take_out(&mut work);
    front::take_out(&mut work)?;
    work.take_footnotes();
    work.take_foot();
    Ok(work.finish(missing))
}

/// The lines that are left, and the changes so far.
struct Work {
    lines: Vec<Line>,
    changes: Changes,
    doubts: Vec<Doubt>,
    /// The lines at the beginning that open a paragraph: title, adoption, and the first one below them.
    front: Vec<usize>,
}

impl Work {
    fn read(text: &str, markdown: bool) -> Self {
        let mut lines: Vec<Line> = Vec::new();
        let mut removed = Vec::new();
        let mut apart = false;
        for (line, number) in text.lines().zip(1..) {
            let mut line = Line::new(number, line, markdown);
            if line.text.is_empty() {
                removed.extend(line.removals());
                apart = true;
                continue;
            }
            line.apart = apart;
            apart = false;
            lines.push(line);
        }
        Self {
            lines,
            changes: Changes {
                removed,
                ..Changes::default()
            },
            doubts: Vec::new(),
            front: Vec::new(),
        }
    }

    /// Takes out the lines at these places.
    fn take_lines(&mut self, find: impl Fn(&[Line]) -> Vec<(usize, &'static str)>) -> usize {
        let found: BTreeMap<usize, &'static str> = find(&self.lines).into_iter().collect();
        let mut kept = Vec::with_capacity(self.lines.len());
        for (at, line) in std::mem::take(&mut self.lines).into_iter().enumerate() {
            match found.get(&at) {
                Some(why) => self.changes.removed.push(line.removal(why)),
                None => kept.push(line),
            }
        }
        self.lines = kept;
        found.len()
    }

    /// Takes out the lines that say themselves that they are no part of the plan.
    fn take_noise(&mut self) {
        let tables = tables::tables(&self.lines);
        let is_letter = |line: &str| {
            let mut letters = line.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        };
        let mut page = None;
        let mut found = Vec::new();
        let mut numbers = Vec::new();
        for ((at, line), table) in self.lines.iter().enumerate().zip(tables) {
            let number = noise::bare_number(&line.text);
            // Rows, and cells like 大 and 中, look like page numbers and buttons.
            let is_cell = line.cells > 0 || (table.is_some() && is_letter(&line.text));
            let why = noise::why(&line.text).filter(|_| !is_cell);
            let Some(why) = why else { continue };
            // In a table a number alone is a cell, unless it is the next page number.
            let is_next = number.is_some_and(|number| page == Some(number - 1));
            if number.is_some() && table.is_some() {
                numbers.push((line.number, line.text.clone(), is_next));
                if !is_next {
                    continue;
                }
            }
            page = number.or(page);
            found.push((at, why));
        }
        for (line, words, is_next) in numbers {
            let what = match is_next {
                true => {
                    "stands alone below a table's title and was taken out as the next page number"
                }
                false => {
                    "stands alone below a table's title and was kept as a cell; it may be a page number"
                }
            };
            self.doubt(line, &words, what);
        }
        self.take_lines(|_| found.clone());
    }

    fn doubt(&mut self, line: usize, quote: &str, what: &'static str) {
        let quote = quote.chars().take(40).collect();
        self.doubts.push(Doubt { line, quote, what });
    }

    /// Takes out the lines that come again on every page.
    fn take_running_heads(&mut self) {
        // The same cell may stand in many rows of a table.
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for (line, table) in self.lines.iter().zip(tables::tables(&self.lines)) {
            *times.entry(line.text.clone()).or_default() += usize::from(table.is_none());
        }
        let is_head = |line: &Line| {
            let times = times.get(&line.text).copied().unwrap_or_default();
            noise::is_running_head(&line.text, times) && !front::is_title(&line.text)
        };
        let mut seen: Vec<String> = Vec::new();
        let mut doubts = Vec::new();
        let mut found = Vec::new();
        for (at, line) in self
            .lines
            .iter()
            .enumerate()
            .filter(|(_, line)| is_head(line))
        {
            if !seen.contains(&line.text) {
                seen.push(line.text.clone());
                doubts.push((line.number, line.text.clone()));
            }
            found.push((at, "页眉页脚"));
        }
        for (line, words) in doubts {
            self.doubt(
                line,
                &words,
                "comes again and again, so it was taken for a page head and taken out",
            );
        }
        self.take_lines(|_| found.clone());
    }

    /// Takes out the texts of footnotes, which begin with their mark.
    fn take_footnotes(&mut self) {
        let is = |line: &Line| {
            let rest = line.text.strip_prefix(['[', '［', '〔']);
            let number = rest.and_then(|rest| rest.split_once([']', '］', '〕']));
            number.is_some_and(|(number, _)| {
                let digits = number.chars().all(|letter| letter.is_ascii_digit());
                digits && (1..=3).contains(&number.len())
            })
        };
        let notes = self.lines.iter().filter(|line| is(line));
        let notes: Vec<(usize, String)> =
            notes.map(|line| (line.number, line.text.clone())).collect();
        for (line, words) in notes {
            self.doubt(line, &words, "is a footnote and was taken out; if it goes on in the next line, take that out too");
        }
        self.take_lines(|lines| {
            let lines = lines.iter().enumerate().filter(|(_, line)| is(line));
            lines.map(|(at, _)| (at, "脚注")).collect()
        });
    }

    /// Takes out what comes after the plan.
    fn take_foot(&mut self) {
        let last_mark = self
            .lines
            .iter()
            .rposition(|line| letters::mark_of(&line.text).is_some());
        let Some(last_mark) = last_mark else { return };
        let below = self.lines.iter().enumerate().skip(last_mark + 1);
        let mut feet = below.clone().filter(|(_, line)| noise::is_foot(&line.text));
        let end = feet.next().map_or(self.lines.len(), |(at, _)| at);
        // Who signed, and when, stands between the plan and the end of the page.
        let mut signed = end;
        while signed > last_mark + 1
            && let Some(line) = signed.checked_sub(1).and_then(|at| self.lines.get(at))
            && noise::is_signature(&line.text)
        {
            signed -= 1;
        }
        self.take_lines(|lines| {
            let foot = (end..lines.len()).map(|at| (at, "网页页脚"));
            (signed..end)
                .map(|at| (at, "文末署名或日期"))
                .chain(foot)
                .collect()
        });
    }

    fn finish(mut self, missing: Vec<String>) -> Cleaned {
        let mut quotes = Vec::new();
        for line in &mut self.lines {
            self.changes.removed.extend(line.removals());
            let mut replace = |text: &mut String, from: &str, to: &str, why: &str| {
                *text = text.replacen(from, to, 1);
                quotes.push(Replacement {
                    line: Some(line.number),
                    from: from.to_owned(),
                    to: to.to_owned(),
                    why: why.to_owned(),
                });
            };
            if let Some(from) = dash(&line.text).map(str::to_owned) {
                replace(&mut line.text, &from, "——", "破折号");
            }
            let straight = line.text.matches('"').count();
            if straight % 2 == 0 {
                for at in 0..straight {
                    let to = if at % 2 == 0 { "“" } else { "”" };
                    replace(&mut line.text, "\"", to, "直引号");
                }
            } else {
                let quote = line.text.chars().take(40).collect();
                self.doubts.push(Doubt {
                    line: line.number,
                    quote,
                    what: "has a straight quotation mark without its other one; compare with the original",
                });
            }
            if line.has_address() {
                let quote = line.text.chars().take(40).collect();
                self.doubts.push(Doubt {
                    line: line.number,
                    quote,
                    what: "had the address of a site in it, which was taken out",
                });
            }
        }
        quotes.extend(replacements(self.lines.iter()));
        if self.lines.iter().any(|line| line.text.contains('\t')) {
            quotes.push(Replacement {
                line: None,
                from: "\t".to_owned(),
                to: "\u{3000}".to_owned(),
                why: "制表符".to_owned(),
            });
        }
        self.changes.replaced = quotes;
        self.changes.removed.sort_by_key(|removal| removal.line);
        let paragraphs = join::join(&mut self);
        let paragraphs = paragraphs.into_iter().map(|paragraph| CleanParagraph {
            text: widened(&paragraph.text.replace('\t', "\u{3000}")),
            ..paragraph
        });
        let paragraphs = paragraphs.collect();
        self.doubts.sort_by_key(|doubt| doubt.line);
        Cleaned {
            paragraphs,
            changes: self.changes,
            doubts: self.doubts,
            missing,
        }
    }
}
