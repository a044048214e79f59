//! The outline mark at the start of a line: 第一篇, 第一章 or 一、, 第一节 or （一）, 1. and ——.

use super::numbers::chinese_number;

/// An outline mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Mark {
    /// 第一篇
    Part(u32),
    /// 第一章 or 一、
    Chapter(u32),
    /// 第一节 or （一）
    Section(u32),
    /// 1.
    Measure(u32),
    /// ——
    Dash,
}

/// Reads the mark at the start of a line, and its length in characters, with the white space after it.
pub(super) fn read_mark(line: &str) -> Option<(Mark, u32)> {
    let (mark, rest) = dash(line)
        .or_else(|| measure(line))
        .or_else(|| chapter(line))
        .or_else(|| section(line))
        .or_else(|| named(line))?;
    let length = line.chars().count() - rest.trim_start().chars().count();
    Some((mark, length as u32))
}

fn dash(line: &str) -> Option<(Mark, &str)> {
    line.strip_prefix("——").map(|rest| (Mark::Dash, rest))
}

fn measure(line: &str) -> Option<(Mark, &str)> {
    let (numeral, rest) = line.split_once('.')?;
    // 1.5亿元 is a number, not a mark.
    let is_mark = !rest.starts_with(|letter: char| letter.is_ascii_digit());
    is_mark.then_some((Mark::Measure(arabic_number(numeral)?), rest))
}

fn chapter(line: &str) -> Option<(Mark, &str)> {
    let (numeral, rest) = line.split_once('、')?;
    Some((Mark::Chapter(chinese_number(numeral)?.into()), rest))
}

fn section(line: &str) -> Option<(Mark, &str)> {
    let (numeral, rest) = line.strip_prefix('（')?.split_once('）')?;
    Some((Mark::Section(chinese_number(numeral)?.into()), rest))
}

/// A mark with the name of the level: 第三章, 第3章.
fn named(line: &str) -> Option<(Mark, &str)> {
    let line = line.strip_prefix('第')?;
    ['篇', '章', '节'].into_iter().find_map(|level| {
        let (numeral, rest) = line.split_once(level)?;
        let number = chinese_number(numeral).map(u32::from);
        let number = number.or_else(|| arabic_number(numeral))?;
        let mark = match level {
            '篇' => Mark::Part(number),
            '章' => Mark::Chapter(number),
            _ => Mark::Section(number),
        };
        Some((mark, rest))
    })
}

/// Reads a number from 1 to 999 in Arabic digits.
fn arabic_number(numeral: &str) -> Option<u32> {
    let is_valid = (1..=3).contains(&numeral.len())
        && numeral.bytes().all(|byte| byte.is_ascii_digit())
        && !numeral.starts_with('0');
    numeral.parse().ok().filter(|_| is_valid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_a_level_a_number_and_a_length() {
        for (line, mark, length) in [
            ("——打造", Mark::Dash, 2),
            ("一、总论", Mark::Chapter(1), 2),
            ("二十一、总论", Mark::Chapter(21), 4),
            ("（一）甲。乙。", Mark::Section(1), 3),
            ("（一百零二）甲", Mark::Section(102), 6),
            ("12.甲", Mark::Measure(12), 3),
            ("12. 甲", Mark::Measure(12), 4),
            ("第一篇　甲", Mark::Part(1), 4),
            ("第12章甲", Mark::Chapter(12), 4),
            ("第十二章 甲", Mark::Chapter(12), 5),
            ("第九百九十九节\u{3000}甲", Mark::Section(999), 8),
            ("第一节", Mark::Section(1), 3),
        ] {
            assert_eq!(read_mark(line), Some((mark, length)), "{line}");
        }
    }

    #[test]
    fn other_beginnings_are_no_marks() {
        for line in [
            "",
            "—打造",
            "1.5亿元投资",
            "1000.甲",
            "01.甲",
            ".甲",
            "甲.1",
            "百、甲",
            "发展、安全",
            "（全文）甲",
            "（1）甲",
            "第一，甲",
            "第章",
            "第〇章",
            "第一千章",
            "第甲章",
            "章一",
            "1月，甲",
        ] {
            assert_eq!(read_mark(line), None, "{line}");
        }
    }
}
