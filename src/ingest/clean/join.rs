//! Joins the lines of a paragraph that a page or a PDF broke.

use super::letters::{Line, dash, is_heading, is_named, mark_of, width};
use super::tables::{tables, title_mark};
use super::{CleanParagraph, Work};

/// How the lines of a text are broken.
struct Shape {
    /// The width of a full line, if the lines are broken at one.
    full: Option<usize>,
    /// Whether paragraphs begin with white space.
    indented: bool,
}

fn columns(line: &str) -> usize {
    line.chars().map(width).sum()
}

/// Whether a line ends where a sentence or an item of a list ends.
fn is_ended(line: &str) -> bool {
    let closing = |mark: char| "”’）》)\"".contains(mark);
    let words = line.trim_end_matches(closing);
    words.ends_with(['。', '！', '？', '；', '：', '!', '?', ';', ':'])
}

fn has_mark(line: &str) -> bool {
    mark_of(line).is_some() || dash(line).is_some()
}

/// Whether a line is the mark of a heading and nothing else: 第一章.
fn is_mark(line: &str) -> bool {
    let letters = line.chars().filter(|letter| !letter.is_whitespace());
    mark_of(line).is_some_and(|mark| is_named(mark) && mark.length as usize == letters.count())
}

impl Shape {
    fn of(lines: &[Line], tables: &[Option<usize>]) -> Self {
        let body = lines.iter().zip(tables);
        let body = body.filter(|(_, table)| table.is_none());
        let body = body.map(|(line, _)| line.text.as_str());
        let body = body.filter(|line| columns(line) >= 24 && !is_heading(line));
        let (ended, mut open): (Vec<&str>, Vec<&str>) = body.partition(|line| is_ended(line));
        open.sort_by_key(|line| columns(line));
        let broken = open.len() * 10 >= (open.len() + ended.len()) * 3 && open.len() >= 3;
        let most = open.get(open.len() * 9 / 10).map(|line| columns(line));
        let shape = Self {
            full: most.filter(|_| broken),
            indented: false,
        };
        let begins = |(above, line): &(&Line, &Line)| {
            is_ended(&above.text) && !shape.is_full(&above.text) && !is_heading(&line.text)
        };
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let (indented, flush): (Vec<_>, Vec<_>) =
            pairs.filter(begins).partition(|(_, line)| line.indent >= 2);
        Self {
            indented: indented.len() > 3 * flush.len(),
            ..shape
        }
    }

    /// Whether a line reaches to the margin.
    fn is_full(&self, line: &str) -> bool {
        self.full.is_some_and(|full| columns(line) + 6 >= full)
    }
}

/// Whether the second line goes on with the paragraph of the first; `None` if it cannot be known. `in_table` says
/// whether they are in the same table.
fn goes_on(shape: &Shape, above: &Line, line: &Line, in_table: bool) -> Option<bool> {
    let (last, next) = (above.text.as_str(), line.text.as_str());
    let is_full = shape.is_full(last);
    let is_row = above.cells > 0 || line.cells > 0;
    if title_mark(next).is_some() || (in_table && is_row) {
        return Some(false);
    }
    if has_mark(next) && !last.ends_with(['，', '、', ',']) {
        return Some(false);
    }
    // 第一章 may stand alone above its words.
    if is_mark(last) && columns(next) <= 60 && !is_ended(next) && !has_mark(next) {
        return Some(true);
    }
    if is_heading(last) || title_mark(last).is_some() {
        let is_tail = is_full && !shape.is_full(next) && !is_ended(next) && !line.apart;
        return Some(is_tail);
    }
    let indented = line.indent >= 2 && line.indent > above.indent;
    if is_ended(last) {
        // A sentence that ends at the margin may end its paragraph or not.
        return match line.indent >= 2 || line.apart || !is_full {
            true => Some(false),
            false => shape.indented.then_some(true),
        };
    }
    if last.ends_with(['，', '、', ',', '“', '（', '《', '('])
        || next.starts_with(['，', '。', '、', '；', '”', '）', '》'])
    {
        return Some(true);
    }
    if shape.full.is_some() {
        return Some(is_full && !(indented && line.apart));
    }
    Some(columns(last) >= 40 && !in_table)
}

/// The paragraphs. Lists the lines that are joined.
pub(super) fn join(work: &mut Work) -> Vec<CleanParagraph> {
    let tables = tables(&work.lines);
    let shape = Shape::of(&work.lines, &tables);
    let mut paragraphs: Vec<CleanParagraph> = Vec::new();
    let mut doubts = Vec::new();
    // What was to be joined may have been taken out meanwhile, or what stood above it.
    let mut joined = Vec::new();
    let mut above: Option<(&Line, Option<usize>)> = None;
    for (line, table) in work.lines.iter().zip(tables) {
        let is_joined = work.changes.joined.contains(&line.number);
        let goes_on = match above {
            _ if is_joined => Some(true),
            None => Some(false),
            Some(_) if work.front.contains(&line.number) => Some(false),
            Some((above, other)) => goes_on(&shape, above, line, table.is_some() && table == other),
        };
        if goes_on.is_none() {
            doubts.push((line.number, line.text.clone()));
        }
        match paragraphs.last_mut().filter(|_| goes_on == Some(true)) {
            Some(paragraph) => {
                paragraph.text.push_str(&line.text);
                joined.push(line.number);
            }
            None => paragraphs.push(CleanParagraph {
                text: line.text.clone(),
                line: line.number,
                table: table.and_then(|at| Some(work.lines.get(at)?.number)),
            }),
        }
        above = Some((line, table));
    }
    joined.sort_unstable();
    work.changes.joined = joined;
    for (line, words) in doubts {
        work.doubt(
            line,
            &words,
            "begins after a sentence that ends at the margin: a new paragraph, or the same one",
        );
    }
    paragraphs
}
