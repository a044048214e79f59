//! Joins the lines of a paragraph that a page or a PDF broke.

use super::Work;
use super::letters::{Line, dash, is_heading, mark_of, width};

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

impl Shape {
    fn of(lines: &[Line]) -> Self {
        let body = lines.iter().map(|line| line.text.as_str());
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

/// Whether the second line goes on with the paragraph of the first; `None` if it cannot be known.
fn goes_on(shape: &Shape, above: &Line, line: &Line) -> Option<bool> {
    let (last, next) = (above.text.as_str(), line.text.as_str());
    let is_full = shape.is_full(last);
    if has_mark(next) && !last.ends_with(['，', '、', ',']) {
        return Some(false);
    }
    if is_heading(last) {
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
    Some(columns(last) >= 40)
}

/// The paragraphs with the numbers of their first lines. Lists the lines that are joined.
pub(super) fn join(work: &mut Work) -> Vec<(usize, String)> {
    let shape = Shape::of(&work.lines);
    let mut paragraphs: Vec<(usize, String)> = Vec::new();
    let mut doubts = Vec::new();
    // What was to be joined may have been taken out meanwhile, or what stood above it.
    let mut joined = Vec::new();
    let mut above: Option<&Line> = None;
    for line in &work.lines {
        let is_joined = work.changes.joined.contains(&line.number);
        let goes_on = match above {
            _ if is_joined => Some(true),
            None => Some(false),
            Some(_) if work.front.contains(&line.number) => Some(false),
            Some(above) => goes_on(&shape, above, line),
        };
        if goes_on.is_none() {
            doubts.push((line.number, line.text.clone()));
        }
        match paragraphs.last_mut().filter(|_| goes_on == Some(true)) {
            Some((_, text)) => {
                text.push_str(&line.text);
                joined.push(line.number);
            }
            None => paragraphs.push((line.number, line.text.clone())),
        }
        above = Some(line);
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
