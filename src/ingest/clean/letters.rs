//! What is changed within a line: invisible characters, marks of web pages, glosses, spaces, radicals, widths.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use super::tables;
use crate::ingest::marks::{Form, Mark, read_mark};
use crate::ingest::scrape::{Removal, Replacement};

/// Why a fragment is no part of the plan.
pub(super) const INVISIBLE: &str = "不可见字符";
const FOOTNOTE: &str = "脚注标记";
const EDIT: &str = "编辑链接";
const PICTURE: &str = "图片标记";
const GLOSS: &str = "拼音注音";
const ADDRESS: &str = "混进正文的网址";
const SPACE: &str = "多余的空格";
const MARKDOWN: &str = "Markdown 标记";

/// The radicals of the Radicals Supplement block and the characters they look like. Unicode gives them no
/// compatibility form.
const RADICALS: &str = "⺌小⺒巳⺓幺⺕彐⺗心⺙攵⺜日⺝月⺟母⺠民⺧牛⺩王⺪疋⺫目⺬示⺮竹⺱罓⺳网⺶羊⺷羊⺻聿⺼肉⺽臼⻁虎⻃覀⻄西\
    ⻅见⻆角⻇角⻉贝⻊足⻋车⻐钅⻑長⻓长⻔门⻕阜⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻭歯⻮齿⻰龙⻱龜⻲亀⻳龟";

/// The character that `letter` stands for, if it is a radical or another compatibility form of one.
pub(super) fn plain(letter: char) -> Option<char> {
    let is_compatible = matches!(letter,
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}'
        | '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '．' | '\u{fe50}' | '\u{fe54}'..='\u{fe57}' | '\u{fe59}' | '\u{fe5a}');
    if is_compatible {
        let mut forms = std::iter::once(letter).nfkc();
        let form = forms.next().filter(|_| forms.next().is_none())?;
        return (form != letter).then_some(form);
    }
    if !('\u{2e80}'..='\u{2eff}').contains(&letter) {
        return None;
    }
    let mut pairs = RADICALS.chars();
    while let (Some(radical), Some(character)) = (pairs.next(), pairs.next()) {
        if radical == letter {
            return Some(character);
        }
    }
    None
}

/// Whether a character is seen by nobody.
fn is_invisible(letter: char) -> bool {
    let is_format = matches!(
        letter,
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}'
    );
    is_format || (letter.is_control() && !letter.is_whitespace())
}

/// A line, and what is taken out of it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// Its number, counting from 1.
    pub(super) number: usize,
    /// As it was found.
    original: Vec<char>,
    /// For each character, why it is taken out.
    out: Vec<Option<&'static str>>,
    /// How many columns of white space it begins with.
    pub(super) indent: usize,
    /// Whether a blank line, or one without anything of the plan, is before it.
    pub(super) apart: bool,
    /// How many cells it has, if it is the row of a table, or 0.
    pub(super) cells: usize,
    /// What is left, without white space at the ends.
    pub(super) text: String,
}

impl Line {
    /// Reads a line and takes out what is no part of the plan.
    pub(super) fn new(number: usize, line: &str, markdown: bool) -> Self {
        let original: Vec<char> = line.chars().collect();
        let indent = original.iter().take_while(|letter| letter.is_whitespace());
        let indent = indent.map(|letter| width(*letter)).sum();
        let mut this = Self {
            number,
            out: vec![None; original.len()],
            original,
            indent,
            apart: false,
            cells: 0,
            text: String::new(),
        };
        this.take_out(INVISIBLE, |letters| {
            let places = letters.iter().enumerate();
            let invisible = places.filter(|(_, letter)| is_invisible(**letter));
            invisible.map(|(at, _)| (at, at + 1)).collect()
        });
        if markdown {
            this.take_out(MARKDOWN, markdown_marks);
        }
        this.take_out(EDIT, |letters| bracketed(letters, is_edit_link));
        this.take_out(PICTURE, |letters| bracketed(letters, is_picture));
        this.take_out(FOOTNOTE, footnotes);
        this.take_out(GLOSS, |letters| bracketed(letters, is_gloss));
        this.take_out(ADDRESS, addresses);
        this.cells = tables::cells(&this.left());
        let is_row = this.cells > 0;
        this.take_out(SPACE, |letters| spaces(letters, is_row));
        this.text = this.left();
        this
    }

    /// Takes out the spans that are found among the characters that are left.
    fn take_out(&mut self, why: &'static str, find: impl Fn(&[char]) -> Vec<(usize, usize)>) {
        let places = self.out.iter().enumerate();
        let places = places.filter(|(_, why)| why.is_none()).map(|(at, _)| at);
        let places: Vec<usize> = places.collect();
        let letter = |at: &usize| {
            let letter = self.original.get(*at).copied().unwrap_or_default();
            plain(letter).unwrap_or(letter)
        };
        let letters: Vec<char> = places.iter().map(letter).collect();
        for (from, to) in find(&letters) {
            for at in places.get(from..to).unwrap_or_default() {
                if let Some(out) = self.out.get_mut(*at) {
                    *out = Some(why);
                }
            }
        }
    }

    /// What is left.
    fn left(&self) -> String {
        let letters = self.original.iter().zip(&self.out);
        let left = letters.filter(|(_, why)| why.is_none());
        let left = left.map(|(letter, _)| plain(*letter).unwrap_or(*letter));
        left.collect::<String>().trim().to_owned()
    }

    /// Whether the address of a site was taken out.
    pub(super) fn has_address(&self) -> bool {
        self.out.contains(&Some(ADDRESS))
    }

    /// The entry that takes out the whole line.
    pub(super) fn removal(&self, why: &str) -> Removal {
        let line: String = self.original.iter().collect();
        Removal {
            line: self.number,
            fragment: line.trim().to_owned(),
            why: why.to_owned(),
            ..Removal::default()
        }
    }

    /// The entries for what is taken out of the line.
    pub(super) fn removals(&self) -> Vec<Removal> {
        let mut entries: Vec<Removal> = Vec::new();
        let mut left = self.original.clone();
        let mut gone = 0;
        let mut from = 0;
        while let Some(why) = self.out.get(from).copied() {
            let Some(why) = why else {
                from += 1;
                continue;
            };
            let same = self.out.iter().skip(from);
            let mut length = same.take_while(|other| **other == Some(why)).count();
            let at = from - gone;
            // Of overlapping occurrences only some count, so a letter is safer then.
            let nth = nth(&left, at, length).or_else(|| {
                length = 1;
                nth(&left, at, 1)
            });
            let fragment: String = left.drain(at..at + length).collect();
            from += length;
            gone += length;
            let nth = nth.unwrap_or(1);
            let repeats = entries.last_mut().filter(|last| {
                length == 1
                    && last.fragment == fragment
                    && last.why == why
                    && last.nth.unwrap_or(1) == nth
            });
            match repeats {
                Some(last) => last.times = Some(last.times.unwrap_or(1) + 1),
                None => entries.push(Removal {
                    line: self.number,
                    fragment,
                    nth: (nth > 1).then_some(nth),
                    times: None,
                    why: why.to_owned(),
                }),
            }
        }
        entries
    }

    /// The characters that are left, as they were found.
    pub(super) fn found(&self) -> impl Iterator<Item = char> {
        let letters = self.original.iter().zip(&self.out);
        letters
            .filter(|(_, why)| why.is_none())
            .map(|(letter, _)| *letter)
    }
}

/// Which occurrence of the fragment is at `at`, as `str::matches` counts; `None` if it does not count it.
fn nth(letters: &[char], at: usize, length: usize) -> Option<usize> {
    let text = |part: Option<&[char]>| part.unwrap_or_default().iter().collect::<String>();
    let fragment = text(letters.get(at..at + length));
    let before = text(letters.get(..at)).len();
    let whole = text(Some(letters));
    let mut places = whole.match_indices(fragment.as_str());
    places
        .position(|(place, _)| place == before)
        .map(|before| before + 1)
}

/// How many columns a character takes.
pub(super) fn width(letter: char) -> usize {
    match letter {
        '\t' => 4,
        _ if letter < '\u{2000}' => 1,
        _ => 2,
    }
}

/// The spans in square, round or black brackets whose content `is` what is looked for.
fn bracketed(letters: &[char], is: fn(&str) -> bool) -> Vec<(usize, usize)> {
    const BRACKETS: [(char, char); 6] = [
        ('[', ']'),
        ('［', '］'),
        ('【', '】'),
        ('(', ')'),
        ('（', '）'),
        ('〔', '〕'),
    ];
    let mut found = Vec::new();
    for (from, letter) in letters.iter().enumerate() {
        let close = BRACKETS.iter().find(|(open, _)| open == letter);
        let Some((_, close)) = close else { continue };
        let rest = letters.get(from + 1..).unwrap_or_default();
        let Some(length) = rest.iter().take(24).position(|letter| letter == close) else {
            continue;
        };
        let content: String = rest.iter().take(length).collect();
        if is(content.trim()) {
            found.push((from, from + length + 2));
        }
    }
    found
}

fn is_edit_link(content: &str) -> bool {
    let content = content.replace([' ', '|', '｜'], "");
    matches!(
        content.as_str(),
        "编辑" | "編輯" | "编辑源代码" | "编辑编辑源代码" | "編輯原始碼"
    )
}

fn is_picture(content: &str) -> bool {
    let number = content
        .strip_prefix("图片")
        .or_else(|| content.strip_prefix('图'));
    number.is_some_and(|number| {
        let number = number.trim();
        number.chars().all(|letter| letter.is_ascii_digit()) && (number.len() < 3)
    }) && content != "图"
}

/// Whether this is pinyin with its tones. Without tones it could be an abbreviation.
fn is_gloss(content: &str) -> bool {
    const TONES: &str = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ";
    let is_letter = |letter: char| letter.is_ascii_lowercase() || " ü'".contains(letter);
    content.chars().any(|letter| TONES.contains(letter))
        && content
            .chars()
            .all(|letter| is_letter(letter) || TONES.contains(letter))
}

/// The marks of footnotes, [1], with the spaces before them. At the start of a line it is a footnote itself.
fn footnotes(letters: &[char]) -> Vec<(usize, usize)> {
    let is = |content: &str| {
        let digits = content.chars().filter(char::is_ascii_digit).count();
        (1..=3).contains(&digits) && digits == content.chars().count()
    };
    let square = |at: &usize| matches!(letters.get(*at), Some('[' | '［' | '〔'));
    let start = letters
        .iter()
        .take_while(|letter| letter.is_whitespace())
        .count();
    let found = bracketed(letters, is).into_iter();
    let found = found.filter(|(from, _)| square(from) && *from > start);
    let with_spaces = found.map(|(from, to)| {
        let before = letters.get(..from).unwrap_or_default().iter().rev();
        (
            from - before.take_while(|letter| letter.is_whitespace()).count(),
            to,
        )
    });
    with_spaces.collect()
}

/// The addresses of sites in a line of Chinese prose.
fn addresses(letters: &[char]) -> Vec<(usize, usize)> {
    if !letters.iter().any(|letter| "。，；,".contains(*letter)) {
        return Vec::new();
    }
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || "./:-_?=&%@".contains(*letter);
    let mut found = Vec::new();
    let mut from = 0;
    while from < letters.len() {
        let rest = letters.get(from..).unwrap_or_default().iter();
        let length = rest.take_while(|letter| is_part(letter)).count();
        let words: String = letters
            .get(from..from + length)
            .unwrap_or_default()
            .iter()
            .collect();
        let begins = ["http://", "https://", "www."]
            .iter()
            .any(|start| words.starts_with(start));
        let ends = [".com", ".cn", ".net", ".org"]
            .iter()
            .any(|end| words.ends_with(end));
        if begins || ends {
            found.push((from, from + length));
        }
        from += length.max(1);
    }
    found
}

/// The marks of Markdown: those of headings, quotes, lists, emphasis, links and pictures.
fn markdown_marks(letters: &[char]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let start = letters
        .iter()
        .take_while(|letter| letter.is_whitespace())
        .count();
    let at = |at: usize| letters.get(at).copied().unwrap_or_default();
    let run = |from: usize, mark: char| {
        let rest = letters.get(from..).unwrap_or_default();
        rest.iter().take_while(|letter| **letter == mark).count()
    };
    let heading = run(start, '#');
    if (1..=6).contains(&heading) && at(start + heading).is_whitespace() {
        found.push((start, start + heading));
    } else if matches!(at(start), '>' | '*' | '-' | '+') && at(start + 1).is_whitespace() {
        found.push((start, start + 1));
    }
    let mut from = start;
    while from < letters.len() {
        let stars = run(from, '*').max(run(from, '`'));
        if stars > 0 && !found.contains(&(from, from + 1)) {
            found.push((from, from + stars));
            from += stars;
            continue;
        }
        if at(from) == '\\' && at(from + 1).is_ascii_punctuation() {
            found.push((from, from + 1));
        }
        let rest = letters.get(from..).unwrap_or_default();
        if at(from) == '['
            && let Some(middle) = rest.windows(2).position(|pair| pair == [']', '('])
            && let Some(end) = rest.iter().skip(middle).position(|letter| *letter == ')')
        {
            let picture = from > 0 && at(from - 1) == '!';
            let (middle, end) = (from + middle, from + middle + end);
            if picture {
                found.push((from - 1, end + 1));
            } else {
                found.push((from, from + 1));
                found.push((middle, end + 1));
            }
            from = end;
        }
        from += 1;
    }
    found
}

/// The mark at the start of a line, whatever its width and the spaces in it, and how many characters it has
/// without any white space.
pub(super) fn mark_of(line: &str) -> Option<Mark> {
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    read_mark(&widened(&compact))
}

/// Whether a mark has the name of its level: 第一章.
pub(super) fn is_named(mark: Mark) -> bool {
    matches!(mark.form, Form::Part | Form::Chapter | Form::Section)
}

/// Whether a line is a heading and nothing else.
pub(super) fn is_heading(line: &str) -> bool {
    let ends = |letter: char| "。！？；!?;".contains(letter);
    let is_short = line.chars().map(width).sum::<usize>() <= 140;
    is_short && mark_of(line).is_some_and(|mark| mark.number > 0) && !line.contains(ends)
}

/// The white space that a page or a PDF put between characters.
///
/// A heading and the title of a table keep what stands between their parts, unless every letter stands apart. Of
/// what parts the cells of a row one space is kept, or all tabs.
fn spaces(letters: &[char], is_row: bool) -> Vec<(usize, usize)> {
    let line: String = letters.iter().collect();
    let trimmed = line.trim();
    let Some(first) = letters.iter().position(|letter| !letter.is_whitespace()) else {
        return Vec::new();
    };
    let last = letters.iter().rposition(|letter| !letter.is_whitespace());
    let last = last.unwrap_or(first);
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, letter) in letters.iter().enumerate().take(last).skip(first) {
        match runs.last_mut() {
            _ if !letter.is_whitespace() => {}
            Some((_, to)) if *to == at => *to += 1,
            _ => runs.push((at, at + 1)),
        }
    }
    let shown = trimmed
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .count();
    let spaced_out = runs.len() >= 3 && runs.len() * 10 >= (shown - 1) * 6;
    let title = tables::title_mark(trimmed).filter(|_| !is_row);
    let keeps = (is_heading(trimmed) || title.is_some()) && !spaced_out;
    let mark = mark_of(trimmed);
    let keeps_after_mark = mark.is_some_and(is_named) && !spaced_out;
    let mark = title.or(mark.map(|mark| mark.length as usize));
    let mark = mark.unwrap_or_default();
    let is_word = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(char::is_ascii_alphanumeric)
    };
    let is_han = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter))
    };
    let mut found = Vec::new();
    for (from, to) in runs {
        let gap: String = letters.get(from..to).unwrap_or_default().iter().collect();
        if is_row && tables::is_gap(&gap) {
            let is_kept = |at: &usize| match gap.contains('\t') {
                true => letters.get(*at) == Some(&'\t'),
                false => *at == from,
            };
            let out = (from..to).filter(|at| !is_kept(at));
            found.extend(out.map(|at| (at, at + 1)));
            continue;
        }
        let before = letters.get(first..from).unwrap_or_default().iter();
        let shown = before.filter(|letter| !letter.is_whitespace()).count();
        let between_words = is_word(from.checked_sub(1)) && is_word(Some(to));
        // Within quotation marks it stands between the halves of a slogan.
        let before = letters.get(..from).unwrap_or_default().iter();
        let mut marks = before.rev().filter(|letter| "“”".contains(**letter));
        let is_quoted = marks.next() == Some(&'“') && !spaced_out;
        let in_slogan = is_quoted && is_han(from.checked_sub(1)) && is_han(Some(to));
        let after_mark = shown == mark && keeps_after_mark;
        if shown < mark || !(keeps || between_words || in_slogan || after_mark) {
            found.push((from, to));
        }
    }
    found
}

/// Writes the marks of Chinese prose in full width, and both brackets of a pair alike.
pub(super) fn widened(text: &str) -> String {
    const WIDE: [(char, char); 7] = [
        (',', '，'),
        (';', '；'),
        (':', '：'),
        ('(', '（'),
        (')', '）'),
        ('!', '！'),
        ('?', '？'),
    ];
    let letters: Vec<char> = text.chars().collect();
    let ascii = |at: Option<usize>| {
        let letter = at.and_then(|at| letters.get(at));
        letter.is_some_and(char::is_ascii_alphanumeric)
    };
    let is_wide = |at: usize| !(ascii(at.checked_sub(1)) && ascii(Some(at + 1)));
    let mut wide: Vec<bool> = (0..letters.len()).map(is_wide).collect();
    let mut open: Vec<usize> = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        match letter {
            '(' | '（' => open.push(at),
            ')' | '）' => {
                if let Some(opening) = open.pop() {
                    let any = *letter == '）'
                        || letters.get(opening) == Some(&'（')
                        || [opening, at].iter().any(|at| wide.get(*at) == Some(&true));
                    for at in [opening, at] {
                        if let Some(wide) = wide.get_mut(at) {
                            *wide = any;
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let letters = letters.iter().zip(wide);
    let widened = letters.map(|(letter, wide)| {
        let form = WIDE.iter().find(|(narrow, _)| narrow == letter);
        form.filter(|_| wide).map_or(*letter, |(_, wide)| *wide)
    });
    widened.collect()
}

/// The dash at the start of a line that stands for ——.
pub(super) fn dash(line: &str) -> Option<&str> {
    let starts = ["──", "――", "--", "—-", "－－", "ーー"];
    let start = starts.into_iter().find(|start| line.starts_with(start))?;
    // A rule across the page is no dash.
    let rest = line.strip_prefix(start)?;
    let is_word = |letter: char| letter.is_alphanumeric() || "“《".contains(letter);
    rest.starts_with(is_word).then_some(start)
}

/// The entries that replace what stands for something else in the whole text.
pub(super) fn replacements<'l>(lines: impl Iterator<Item = &'l Line>) -> Vec<Replacement> {
    let mut found: BTreeMap<char, char> = BTreeMap::new();
    for letter in lines.flat_map(Line::found) {
        if let Some(plain) = plain(letter) {
            found.insert(letter, plain);
        }
    }
    let entry = |(from, to): (char, char)| Replacement {
        line: None,
        from: from.to_string(),
        to: to.to_string(),
        why: if to.is_ascii() {
            "全角字符".to_owned()
        } else {
            "部首或兼容字形".to_owned()
        },
    };
    found.into_iter().map(entry).collect()
}
