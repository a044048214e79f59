//! The outline mark at the start of a line: 第一篇, 第一章, 第一节, 一、, （一）, 1. and ——.

use super::numbers::chinese_number;

/// The form of an outline mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// 第一篇 or 第一部分
    Part,
    /// 第一章
    Chapter,
    /// 第一节
    Section,
    /// 一、
    Comma,
    /// （一）
    Bracket,
    /// 1. or 1、
    Arabic,
    /// ——
    Dash,
}

/// An outline mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Its form.
    pub form: Form,
    /// Its number; 0 for ——.
    pub number: u32,
    /// Its length in characters, with the white space after it.
    pub length: u32,
}

/// Reads the mark at the start of a line.
pub fn read_mark(line: &str) -> Option<Mark> {
    let (form, number, rest) = dash(line)
        .or_else(|| arabic(line))
        .or_else(|| comma(line))
        .or_else(|| bracket(line))
        .or_else(|| named(line))?;
    let length = line.chars().count() - rest.trim_start().chars().count();
    Some(Mark {
        form,
        number,
        length: length as u32,
    })
}

/// Form and number of a mark, and the rest of the line.
type Found<'l> = Option<(Form, u32, &'l str)>;

fn dash(line: &str) -> Found<'_> {
    line.strip_prefix("——").map(|rest| (Form::Dash, 0, rest))
}

fn arabic(line: &str) -> Found<'_> {
    let (numeral, rest) = line.split_once(['.', '、'])?;
    // 1.5亿元 is a number, and 1、2号楼 are two; neither is a mark.
    let is_mark = !rest.starts_with(|letter: char| letter.is_ascii_digit());
    is_mark.then_some((Form::Arabic, arabic_number(numeral)?, rest))
}

fn comma(line: &str) -> Found<'_> {
    let (numeral, rest) = line.split_once('、')?;
    Some((Form::Comma, chinese_number(numeral)?.into(), rest))
}

fn bracket(line: &str) -> Found<'_> {
    let (numeral, rest) = line.strip_prefix('（')?.split_once('）')?;
    Some((Form::Bracket, chinese_number(numeral)?.into(), rest))
}

/// A mark with the name of the level: 第三章, 第3章.
fn named(line: &str) -> Found<'_> {
    let line = line.strip_prefix('第')?;
    let names = [
        ("篇", Form::Part),
        ("部分", Form::Part),
        ("章", Form::Chapter),
        ("节", Form::Section),
    ];
    names.into_iter().find_map(|(name, form)| {
        let (numeral, rest) = line.split_once(name)?;
        let number = chinese_number(numeral).map(u32::from);
        let number = number.or_else(|| arabic_number(numeral))?;
        Some((form, number, rest))
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
        for (line, form, number, length) in [
            ("——打造", Form::Dash, 0, 2),
            ("一、总论", Form::Comma, 1, 2),
            ("二十一、总论", Form::Comma, 21, 4),
            ("（一）甲。乙。", Form::Bracket, 1, 3),
            ("（一百零二）甲", Form::Bracket, 102, 6),
            ("12.甲", Form::Arabic, 12, 3),
            ("12. 甲", Form::Arabic, 12, 4),
            ("12、甲", Form::Arabic, 12, 3),
            ("第一篇　甲", Form::Part, 1, 4),
            ("第一部分　甲", Form::Part, 1, 5),
            ("第12章甲", Form::Chapter, 12, 4),
            ("第十二章 甲", Form::Chapter, 12, 5),
            ("第九百九十九节\u{3000}甲", Form::Section, 999, 8),
            ("第一节", Form::Section, 1, 3),
        ] {
            let mark = Mark {
                form,
                number,
                length,
            };
            assert_eq!(read_mark(line), Some(mark), "{line}");
        }
    }

    #[test]
    fn other_beginnings_are_no_marks() {
        for line in [
            "",
            "—打造",
            "1.5亿元投资",
            "1、2号楼",
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
