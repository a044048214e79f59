//! Finds the table of contents, which repeats every heading.

use super::Work;
use super::letters::{Line, is_heading, mark_of, width};
use super::noise::{is_contents_title, without_page};
use super::tables::title_mark;

/// Takes out the table of contents. Returns those of its headings that are not in the text.
pub(super) fn take_out(work: &mut Work) -> Vec<String> {
    let Some((from, to)) = find(&work.lines) else {
        return Vec::new();
    };
    let entries = work.lines.get(from..to).unwrap_or_default().iter();
    let entries = entries.filter(|line| is_entry(line));
    let entries: Vec<String> = entries.map(|line| without_page(&line.text)).collect();
    let below = work.lines.get(to..).unwrap_or_default();
    let headings: Vec<String> = below.iter().map(|line| without_page(&line.text)).collect();
    let is_there = |entry: &String| {
        // A heading of the text may be broken across lines, or go on with its body.
        headings
            .iter()
            .any(|heading| heading.starts_with(entry.as_str()))
            || headings.iter().any(|heading| {
                entry.starts_with(heading.as_str())
                    && !heading.is_empty()
                    && mark_of(heading)
                        .is_some_and(|mark| (mark.length as usize) < heading.chars().count())
            })
    };
    let missing = entries.iter().filter(|entry| !is_there(entry));
    let missing: Vec<String> = missing.cloned().collect();
    let from = match from.checked_sub(1).and_then(|at| work.lines.get(at)) {
        Some(line) if is_contents_title(&line.text) => from - 1,
        _ => from,
    };
    work.take_lines(|_| (from..to).map(|at| (at, "目录")).collect());
    missing
}

/// Whether a line is a heading, or names a table or box.
fn is_entry(line: &Line) -> bool {
    is_heading(&line.text) || title_mark(&line.text).is_some()
}

/// The lines of the table of contents: a run of headings, of which the first comes again after the run.
fn find(lines: &[Line]) -> Option<(usize, usize)> {
    let from = lines.iter().position(|line| is_heading(&line.text))?;
    let first = without_page(&lines.get(from)?.text);
    let mark = mark_of(&first)?;
    let starts_again = |line: &&Line| {
        let again = mark_of(&line.text);
        let is_same =
            again.is_some_and(|other| (other.form, other.number) == (mark.form, mark.number));
        is_same && is_heading(&line.text)
    };
    let rest = lines.get(from + 1..)?;
    let again = rest.iter().position(|line| starts_again(&line))? + from + 1;
    // What is before the second beginning and no heading is a broken entry, or already text.
    let mut to = from;
    for (at, line) in lines.iter().enumerate().take(again).skip(from) {
        let columns: usize = line.text.chars().map(width).sum();
        let is_broken_entry = columns <= 60 && !line.text.contains(['。', '，', '；']);
        if is_entry(line) {
            to = at + 1;
        } else if !is_broken_entry {
            break;
        }
    }
    let headings = lines.get(from..to)?.iter().filter(|line| is_entry(line));
    let headings = headings.count();
    let titled = from.checked_sub(1).and_then(|at| lines.get(at));
    let titled = titled.is_some_and(|line| is_contents_title(&line.text));
    // The page number of a broken entry may stand on the next line, and a section may restart in each chapter.
    let repeats = without_page(&lines.get(again)?.text) == first;
    let is_contents = (titled || repeats) && headings >= 2 && headings * 10 >= (to - from) * 7;
    is_contents.then_some((from, to))
}
