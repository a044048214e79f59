//! Folding: what readers take for the same becomes the same, so that texts can be compared.
//!
//! - Letters: widths, capitals and accents do not count (`Ｇ` is `g`, `ǜ` and `ü` are `u`); what was
//!   typed in Traditional characters becomes the plan's own.
//! - Digits: Chinese ones become Arabic ones. ○ and its look-alikes, which pages write for 〇, are 0
//!   anywhere; the letter O is 0 behind a Chinese digit (二O三五), and a letter elsewhere. A comma that
//!   groups digits by three counts as nothing (`7,143`).
//! - Quotation marks of any shape count as nothing.
//! - Any run of other marks and spaces is one [`MARK`]: which mark stands between words makes no
//!   difference, but that one stands there does. A point between digits stays a point.
//!
//! [`Folded`] knows where each character came from, so that what is found can be marked. This module
//! knows nothing of searching.

use super::han::simplified;
use crate::model::Span;

/// What any run of marks and spaces becomes.
pub(super) const MARK: char = ' ';

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    text: String,
    /// For each character that was left out, in order: how many of those kept stand before it.
    left_out: Vec<u32>,
    /// Where Arabic digits stand.
    arabic: Vec<u32>,
}

impl Folded {
    /// Folds a text of the plan, whose characters stand for themselves.
    pub(super) fn of_plan(text: &str) -> Self {
        Self::of(text, |letter| letter)
    }

    /// Folds what was typed.
    pub(super) fn of_typed(text: &str) -> Self {
        Self::of(text, simplified)
    }

    fn of(text: &str, own: impl Fn(char) -> char) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            ..Self::default()
        };
        let mut kept = 0;
        let mut before = Before::Start;
        for (at, letter) in text.char_indices() {
            let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
            let (kept_letter, now) = next(before, own(letter), rest);
            before = now;
            if let Some(letter) = kept_letter {
                if matches!(now, Before::Digits(_) | Before::Decimals) && letter != '.' {
                    folded.arabic.push(kept);
                }
                folded.text.push(letter);
                kept += 1;
            } else {
                folded.left_out.push(kept);
            }
        }
        folded
    }

    /// The folded text.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the character at `position` was an Arabic digit.
    pub(super) fn is_arabic(&self, position: usize) -> bool {
        self.arabic.binary_search(&(position as u32)).is_ok()
    }

    /// Where the character at `position` of the folded text stands in the text it was made of, both
    /// counted in characters.
    pub(super) fn original(&self, position: usize) -> usize {
        let passed = |&kept: &u32| kept as usize <= position;
        position + self.left_out.partition_point(passed)
    }

    /// The stretch of the original text that became the characters from `start` to `end` (exclusive).
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = end.checked_sub(1)?;
        Span::new(self.original(start) as u32, self.original(last) as u32 + 1)
    }
}

/// The last character that was kept: what the next one becomes may depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Start,
    Mark,
    /// An Arabic digit, and how many stand in a row.
    Digits(u32),
    /// The point of a number, or a digit behind it.
    Decimals,
    ChineseDigit,
    Other,
}

/// What `letter` becomes between `before` and `rest`, `None` if it is left out; and what then stands
/// before the next one.
fn next(before: Before, letter: char, rest: &str) -> (Option<char>, Before) {
    // Most of a text are these.
    if ('\u{4E00}'..='\u{9FFF}').contains(&letter) {
        let folded = fold_char(letter);
        let now = if folded.is_ascii_digit() {
            Before::ChineseDigit
        } else {
            Before::Other
        };
        return (Some(folded), now);
    }
    if quote(letter).is_some() || ('\u{300}'..='\u{36F}').contains(&letter) {
        return (None, before);
    }
    let folded = fold_char(letter);
    match (before, folded) {
        (Before::Digits(count), ',') if count <= 3 && digits_at_start(rest) == 3 => {
            (None, Before::Digits(0))
        }
        (Before::Digits(_), '.') if digits_at_start(rest) > 0 => (Some('.'), Before::Decimals),
        (before, '0'..='9') if narrow(letter).is_ascii_digit() => {
            let now = match before {
                Before::Digits(count) => Before::Digits(count + 1),
                Before::Decimals => Before::Decimals,
                _ => Before::Digits(1),
            };
            (Some(folded), now)
        }
        (_, '0') => (Some('0'), Before::ChineseDigit),
        (Before::ChineseDigit, 'o' | 'ο' | 'о') => (Some('0'), Before::ChineseDigit),
        (Before::Mark, letter) if is_mark(letter) => (None, Before::Mark),
        (_, letter) if is_mark(letter) => (Some(MARK), Before::Mark),
        (_, letter) => (Some(letter), Before::Other),
    }
}

/// How many Arabic digits `rest` begins with, counted up to four.
fn digits_at_start(rest: &str) -> usize {
    let letters = rest.chars().take(4).map(narrow);
    letters.take_while(char::is_ascii_digit).count()
}

/// Full-width and small forms become the ordinary ones.
fn narrow(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFF01 + 0x21).unwrap_or(letter),
        '\u{FE63}' => '-',
        '\u{FE6A}' => '%',
        other => other,
    }
}

/// What a character is to whoever compares it alone: width, capitals and accents do not count, and
/// Chinese digits are Arabic ones.
pub(crate) fn fold_char(letter: char) -> char {
    let letter = match narrow(letter) {
        '〇' | '零' | '○' | '◯' | '⭘' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        other => other,
    };
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    if letter > '\u{24F}' && !('\u{370}'..='\u{52F}').contains(&letter) {
        return letter;
    }
    match letter.to_lowercase().next().unwrap_or(letter) {
        'ā' | 'á' | 'ǎ' | 'à' | 'â' | 'ä' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' | 'ë' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' | 'î' | 'ï' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' | 'ô' | 'ö' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' | 'û' | 'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'u',
        'ń' | 'ň' | 'ǹ' => 'n',
        other => other,
    }
}

/// [`fold_char`] of what was typed: a traditional character is the plan's own.
pub(crate) fn fold_typed(letter: char) -> char {
    fold_char(simplified(letter))
}

/// Whether a character, folded, only stands between words.
pub(super) fn is_mark(letter: char) -> bool {
    match letter {
        '%' | '+' | '&' | '@' | '#' | '$' | '=' | '<' | '>' | '*' | '^' => false,
        letter if letter.is_ascii() => !letter.is_ascii_alphanumeric(),
        '¡' | '·' | '¿' | '\u{2212}' | '\u{30FB}' => true,
        '\u{2010}'..='\u{2027}' | '\u{2043}' => true,
        '\u{3001}'..='\u{3003}' | '\u{3010}'..='\u{301C}' | '\u{3030}' => true,
        '\u{FE10}'..='\u{FE19}' | '\u{FE30}'..='\u{FE5E}' => true,
        '\u{FF5F}'..='\u{FF61}' | '\u{FF64}' | '\u{FF65}' => true,
        letter => letter.is_whitespace(),
    }
}

/// The shapes of quotation marks: what one opens, another of the same shape closes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// “ ” " „ « »
    Double,
    /// ‘ ’ ' ‚ ‹ › `
    Single,
    /// 「 」
    Corner,
    /// 『 』
    WhiteCorner,
    /// 《 》 〈 〉
    Title,
}

/// The shape of a quotation mark.
pub(super) fn quote(letter: char) -> Option<Quote> {
    Some(match letter {
        '"' | '＂' | '“' | '”' | '„' | '‟' | '«' | '»' | '〝' | '〞' | '〟' | '″' => {
            Quote::Double
        }
        '\'' | '＇' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '｀' | '´' | '′' => {
            Quote::Single
        }
        '「' | '」' | '｢' | '｣' | '﹁' | '﹂' => Quote::Corner,
        '『' | '』' | '﹃' | '﹄' => Quote::WhiteCorner,
        '《' | '》' | '〈' | '〉' | '︽' | '︾' | '︿' | '﹀' => Quote::Title,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(typed: &str) -> String {
        Folded::of_typed(typed).text
    }

    #[test]
    fn widths_capitals_and_traditional_characters_are_alike() {
        assert_eq!(fold("Ｇ３４９ＩＰｖ６"), "g349ipv6");
        assert_eq!(fold("尼木縣經濟"), "尼木县经济");
    }

    #[test]
    fn chinese_digits_are_arabic_ones() {
        assert_eq!(fold("二〇三五年"), "2035年");
        assert_eq!(fold("零〇一二三四五六七八九十"), "00123456789十");
    }

    #[test]
    fn look_alikes_of_the_chinese_zero_are_it() {
        for typed in [
            "二〇三五",
            "二○三五",
            "二零三五",
            "二◯三五",
            "二O三五",
            "二o三五",
            "二Ｏ三五",
            "二О三五",
            "二0三五",
        ] {
            assert_eq!(fold(typed), "2035", "{typed}");
        }
        assert_eq!(fold("二OO五年"), "2005年");
        assert_eq!(
            fold("2O O2O CO"),
            "2o o2o co",
            "behind no Chinese digit a letter"
        );
    }

    #[test]
    fn a_comma_that_groups_digits_counts_as_nothing() {
        for typed in ["7,143", "7，143", "7143"] {
            assert_eq!(fold(typed), "7143", "{typed}");
        }
        assert_eq!(fold("1,234,567.8"), "1234567.8");
        assert_eq!(fold("2025,143"), "2025 143", "four digits are no group");
        assert_eq!(fold("5,67"), "5 67");
        assert_eq!(fold("5,6789"), "5 6789");
        assert_eq!(fold("二，一四三"), "2 143");
        assert_eq!(fold("7.4%、12.3"), "7.4% 12.3");
        assert_eq!(fold("7.4,100"), "7.4 100");
        assert_eq!(fold("3.构建"), "3 构建");
    }

    #[test]
    fn quotation_marks_of_any_shape_count_as_nothing() {
        for typed in [
            "“十五五”",
            "\"十五五\"",
            "「十五五」",
            "『十五五』",
            "‘十五五’",
            "'十五五'",
            "«十五五»",
            "＂十五五＂",
            "《十五五》",
            "｢十五五｣",
            "〝十五五〞",
            "十五五",
        ] {
            assert_eq!(fold(typed), "十55", "{typed}");
        }
        assert_eq!(fold("people’s xi'an"), "peoples xian");
    }

    #[test]
    fn any_run_of_marks_is_one_mark() {
        for typed in [
            "稳定，发展",
            "稳定、发展",
            "稳定,发展",
            "稳定。发展",
            "稳定；发展",
            "稳定 发展",
            "稳定……发展",
            "稳定——发展",
            "稳定·发展",
            "稳定/发展",
            "稳定｜发展",
            "稳定（发展",
            "稳定”，“发展",
            "稳定﹐发展",
            "稳定､发展",
            "稳定-发展",
        ] {
            assert_eq!(fold(typed), "稳定 发展", "{typed}");
        }
        assert_eq!(fold("A+B&C 5%"), "a+b&c 5%", "signs that mean something");
    }

    #[test]
    fn tone_marks_do_not_count() {
        for typed in ["lǜsè", "lüse", "LÜSÈ", "lu\u{308}\u{300}se\u{300}", "luse"] {
            assert_eq!(fold(typed), "luse", "{typed}");
        }
        assert_eq!(fold("Nyêmo Qüxü"), "nyemo quxu");
    }

    #[test]
    fn a_stretch_is_found_again_in_the_original() {
        let folded = Folded::of_plan("推进“一带一路”建设，，增长7,143人");
        assert_eq!(folded.as_str(), "推进1带1路建设 增长7143人");
        let span = |start, end| {
            let span = folded.span(start, end)?;
            Some((span.start(), span.end()))
        };
        assert_eq!(span(0, 2), Some((0, 2)), "before the first mark");
        assert_eq!(span(2, 6), Some((3, 7)), "without the marks around it");
        assert_eq!(span(0, 8), Some((0, 10)), "with the marks within it");
        assert_eq!(span(11, 15), Some((14, 19)), "with the comma");
        assert_eq!(span(3, 0), None);
    }

    /// The plan's own characters stand for themselves (build.rs).
    #[test]
    fn the_plan_folds_the_same_with_and_without_the_table() {
        let plan = crate::PLAN_JSON;
        assert_eq!(Folded::of_typed(plan), Folded::of_plan(plan));
    }

    proptest! {
        #[test]
        fn every_kept_character_comes_from_its_place(text in "[a-z“”，、 一二高○O0-9,.]{0,40}") {
            let folded = Folded::of_typed(&text);
            let letters: Vec<char> = text.chars().collect();
            let mut last = None;
            for (at, letter) in folded.as_str().chars().enumerate() {
                let original = folded.original(at);
                prop_assert!(last < Some(original), "in order");
                last = Some(original);
                let was = fold_char(letters[original]);
                let same = was == letter || letter == MARK && is_mark(was) || was == 'o' && letter == '0';
                prop_assert!(same, "{} became {}", was, letter);
            }
        }

        #[test]
        fn any_text_folds_and_folds_again_to_the_same(text in "\\PC{0,60}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
