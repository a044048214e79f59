//! Finds tables and boxes (专栏), which pages copy as rows with tabs or as one cell a line.
//!
//! A box begins with its title and goes on to the next heading, because nothing in a text says where it ends. A
//! table without a title is a run of rows.

use std::collections::BTreeMap;

use super::letters::{Line, is_named, mark_of, width};
use crate::ingest::marks::{Form, Mark};

/// How many characters the name of a table or box has at the start of a line, without white space: 专栏1, 表2-1.
pub(super) fn title_mark(line: &str) -> Option<usize> {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let columns: usize = compact.chars().map(width).sum();
    let bare = compact.trim_start_matches(['【', '〔', '（', '(', '[']);
    let names = ["专栏", "附表", "表格", "表"];
    let rest = names.iter().find_map(|name| bare.strip_prefix(name))?;
    let is_arabic = |letter: char| letter.is_ascii_digit() || "-—－.．".contains(letter);
    let is_chinese = |letter: char| "一二三四五六七八九十".contains(letter);
    let words = match rest.starts_with(|letter: char| letter.is_ascii_digit()) {
        true => rest.trim_start_matches(is_arabic),
        false => rest.trim_start_matches(is_chinese),
    };
    // 表一 is no word of its own, as 专栏一 is: 表一个态 is something else.
    let is_numbered = words.len() < rest.len()
        && (bare.starts_with("专栏")
            || rest.starts_with(|letter: char| letter.is_ascii_digit())
            || words.is_empty());
    let is_prose = words.starts_with(['所', '中', '内', '和', '、', '，'])
        || compact.contains(['。', '；', '！', '？']);
    (is_numbered && !is_prose && columns <= 90)
        .then(|| compact.chars().count() - words.chars().count())
}

/// How many cells a line has, if it is the row of a table, or 0.
pub(super) fn cells(line: &str) -> usize {
    if mark_of(line).is_some_and(is_named) {
        return 0;
    }
    if let Some(inside) = line
        .strip_prefix('|')
        .and_then(|line| line.strip_suffix('|'))
    {
        return inside.split('|').count();
    }
    let mut cells: Vec<String> = vec![String::new()];
    let mut gap = String::new();
    let mut has_tab = false;
    for letter in line.trim().chars() {
        if letter.is_whitespace() {
            gap.push(letter);
            continue;
        }
        // What stands between a mark and the words that it marks parts no cells.
        let marks = |cell: &String| {
            let length = mark_of(cell).map(|mark| mark.length as usize);
            length == Some(cell.chars().count())
        };
        if is_gap(&gap) && !(cells.len() == 1 && cells.iter().all(marks)) {
            has_tab |= gap.contains('\t');
            cells.push(String::new());
        }
        gap.clear();
        if let Some(cell) = cells.last_mut() {
            cell.push(letter);
        }
    }
    let columns = |cell: &String| cell.chars().map(width).sum::<usize>();
    let is_short = cells
        .iter()
        .all(|cell| columns(cell) <= 40 && !cell.contains('。'));
    let is_number = |cell: &String| cell.starts_with(|letter: char| letter.is_ascii_digit());
    let is_pair = is_short && (has_tab || cells.last().is_some_and(is_number));
    match cells.len() {
        0 | 1 => 0,
        2 if !is_pair => 0,
        cells => cells,
    }
}

/// Whether white space parts cells.
pub(super) fn is_gap(space: &str) -> bool {
    space.contains('\t') || space.chars().map(width).sum::<usize>() >= 3
}

/// For each line, the place of the first line of its table or box.
pub(super) fn tables(lines: &[Line]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = Vec::with_capacity(lines.len());
    let mut here: Option<usize> = None;
    let mut titled = false;
    let (mut inside, mut outside) = (Numbers::default(), Numbers::default());
    for (at, line) in lines.iter().enumerate() {
        let is_row = |at: Option<usize>| {
            let line = at.and_then(|at| lines.get(at));
            line.is_some_and(|line| line.cells > 0)
        };
        let mark = mark_of(&line.text).filter(|_| line.cells == 0);
        if title_mark(&line.text).is_some() {
            here = Some(at);
            titled = true;
            inside = Numbers::default();
        } else if titled && mark.is_none_or(|mark| inside.take(mark, &outside)) {
            // It goes on.
        } else if line.cells > 0
            && (line.cells > 2 || is_row(at.checked_sub(1)) || is_row(Some(at + 1)))
        {
            here = here.filter(|_| is_row(at.checked_sub(1))).or(Some(at));
        } else {
            here = None;
            titled = false;
        }
        if let Some(mark) = mark.filter(|_| here.is_none()) {
            outside.see(mark);
        }
        found.push(here);
    }
    found
}

/// The last number of each form of marks.
#[derive(Default)]
struct Numbers(BTreeMap<Form, u32>);

impl Numbers {
    fn last(&self, form: Form) -> u32 {
        self.0.get(&form).copied().unwrap_or_default()
    }

    /// A number begins those of the forms below it again.
    fn see(&mut self, mark: Mark) {
        self.0.retain(|form, _| *form < mark.form);
        self.0.insert(mark.form, mark.number);
    }

    /// Whether a mark below a title is the box's own, and not the next heading of the text `outside`.
    fn take(&mut self, mark: Mark, outside: &Self) -> bool {
        let next = mark.number == self.last(mark.form) + 1;
        let last = outside.last(mark.form);
        let goes_on_outside = last > 0 && mark.number == last + 1;
        let is_own = mark.form == Form::Dash || next || !goes_on_outside;
        if is_own && !is_named(mark) {
            self.see(mark);
        }
        is_own && !is_named(mark)
    }
}
