//! Folding: characters that readers take for the same become the same, so that texts can be compared.
//!
//! - Letters: width, case and accents do not matter (`Ｇ` is `g`, `ǜ` and `ü` are `u`). Traditional
//!   characters that are typed become those of the plan.
//! - Digits: Chinese digits become Arabic ones. ○ and its look-alikes, which many pages write for 〇,
//!   become 0. The letter O becomes 0 after a Chinese digit (二O三五) and stays a letter elsewhere. A
//!   comma between groups of three digits is dropped (`7,143`).
//! - Quotation marks of any shape are dropped.
//! - Any run of other marks and spaces becomes one [`MARK`]. So it matters that there is a mark, but not
//!   which one. A point between digits stays.
//!
//! [`Folded`] keeps where each character came from, so that matches can be highlighted. This module
//! knows nothing of searching.

use super::han::{HAN, simplified};
use crate::model::Span;

/// What a run of marks and spaces becomes.
pub(super) const MARK: char = ' ';

/// A folded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    text: String,
    /// For each dropped character, in order: how many kept characters come before it.
    dropped: Vec<u32>,
    /// The positions of Arabic digits.
    arabic: Vec<u32>,
}

impl Folded {
    /// Folds a text of the plan. Its characters are never traditional forms.
    pub(super) fn of_plan(text: &str) -> Self {
        Self::of(text, |letter| letter)
    }

    /// Folds a text that was typed.
    pub(super) fn of_typed(text: &str) -> Self {
        Self::of(text, simplified)
    }

    fn of(text: &str, simplify: impl Fn(char) -> char) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            ..Self::default()
        };
        let mut kept = 0;
        let mut state = State::Start;
        for (at, letter) in text.char_indices() {
            let letter = simplify(letter);
            // Nearly all characters of the plan.
            if HAN.contains(&letter) && chinese_digit(letter).is_none() {
                folded.text.push(letter);
                kept += 1;
                state = State::Other;
                continue;
            }
            let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
            let (folded_letter, next_state) = next(state, letter, rest);
            state = next_state;
            if let Some(letter) = folded_letter {
                if matches!(state, State::Digits(_) | State::Decimals) && letter != '.' {
                    folded.arabic.push(kept);
                }
                folded.text.push(letter);
                kept += 1;
            } else {
                folded.dropped.push(kept);
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

    /// The position in the original text of the character at `position` of the folded text, both counted
    /// in characters.
    pub(super) fn original(&self, position: usize) -> usize {
        let is_before = |&kept: &u32| kept as usize <= position;
        position + self.dropped.partition_point(is_before)
    }

    /// The span in the original text of the characters from `start` to `end` (exclusive) of the folded
    /// text.
    pub(super) fn span(&self, start: usize, end: usize) -> Option<Span> {
        let last = end.checked_sub(1)?;
        Span::new(self.original(start) as u32, self.original(last) as u32 + 1)
    }
}

/// What was read last. The folding of the next character may depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    Mark,
    /// An Arabic digit, and how many there are in a row.
    Digits(u32),
    /// A decimal point, or a digit after it.
    Decimals,
    ChineseDigit,
    Other,
}

/// Folds `letter`, which `rest` follows. Returns the folded character, or `None` if it is dropped, and
/// the next state.
fn next(state: State, letter: char, rest: &str) -> (Option<char>, State) {
    if quote(letter).is_some() || ('\u{300}'..='\u{36F}').contains(&letter) {
        return (None, state);
    }
    let folded = fold_char(letter);
    match (state, folded) {
        (State::Digits(count), ',') if count <= 3 && digits_at_start(rest) == 3 => {
            (None, State::Digits(0))
        }
        (State::Digits(_), '.') if digits_at_start(rest) > 0 => (Some('.'), State::Decimals),
        (state, '0'..='9') if narrow(letter).is_ascii_digit() => {
            let now = match state {
                State::Digits(count) => State::Digits(count + 1),
                State::Decimals => State::Decimals,
                _ => State::Digits(1),
            };
            (Some(folded), now)
        }
        (_, '0'..='9') => (Some(folded), State::ChineseDigit),
        (State::ChineseDigit, 'o' | 'ο' | 'о') => (Some('0'), State::ChineseDigit),
        (State::Mark, letter) if is_mark(letter) => (None, State::Mark),
        (_, letter) if is_mark(letter) => (Some(MARK), State::Mark),
        (_, letter) => (Some(letter), State::Other),
    }
}

/// How many Arabic digits `rest` begins with, at most 4.
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

/// The Arabic digit for a Chinese one, or for a look-alike of 〇.
fn chinese_digit(letter: char) -> Option<char> {
    Some(match letter {
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
        _ => return None,
    })
}

/// Folds one character without its context: width, case, accents and Chinese digits. The letters are
/// listed, because std's tables of all of Unicode's capitals would add KB to the page.
pub(crate) fn fold_char(letter: char) -> char {
    let letter = chinese_digit(letter).unwrap_or_else(|| narrow(letter));
    if letter.is_ascii() {
        return letter.to_ascii_lowercase();
    }
    match letter {
        '\u{391}'..='\u{3A9}' | '\u{410}'..='\u{42F}' => {
            char::from_u32(letter as u32 + 0x20).unwrap_or(letter)
        }
        'ā' | 'Ā' | 'á' | 'Á' | 'ǎ' | 'Ǎ' | 'à' | 'À' | 'â' | 'Â' | 'ä' | 'Ä' => 'a',
        'ē' | 'Ē' | 'é' | 'É' | 'ě' | 'Ě' | 'è' | 'È' | 'ê' | 'Ê' | 'ë' | 'Ë' => 'e',
        'ī' | 'Ī' | 'í' | 'Í' | 'ǐ' | 'Ǐ' | 'ì' | 'Ì' | 'î' | 'Î' | 'ï' | 'Ï' => 'i',
        'ō' | 'Ō' | 'ó' | 'Ó' | 'ǒ' | 'Ǒ' | 'ò' | 'Ò' | 'ô' | 'Ô' | 'ö' | 'Ö' => 'o',
        'ū' | 'Ū' | 'ú' | 'Ú' | 'ǔ' | 'Ǔ' | 'ù' | 'Ù' | 'û' | 'Û' | 'ü' | 'Ü' | 'ǖ' | 'Ǖ' | 'ǘ'
        | 'Ǘ' | 'ǚ' | 'Ǚ' | 'ǜ' | 'Ǜ' => 'u',
        'ń' | 'Ń' | 'ň' | 'Ň' | 'ǹ' | 'Ǹ' => 'n',
        other => other,
    }
}

/// [`fold_char`] for a character that was typed, which may be a traditional form.
pub(crate) fn fold_typed(letter: char) -> char {
    fold_char(simplified(letter))
}

/// Whether a folded character is a mark or a space between words.
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

/// The shapes of quotation marks. A quotation begins and ends with the same shape.
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
    fn look_alikes_of_the_chinese_zero_become_zero() {
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
            "a letter where no Chinese digit precedes"
        );
    }

    #[test]
    fn commas_between_groups_of_digits_are_dropped() {
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
    fn quotation_marks_of_any_shape_are_dropped() {
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
    fn a_run_of_marks_becomes_one_mark() {
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
        assert_eq!(fold("A+B&C 5%"), "a+b&c 5%", "signs with a meaning stay");
    }

    #[test]
    fn tone_marks_are_dropped() {
        for typed in ["lǜsè", "lüse", "LÜSÈ", "lu\u{308}\u{300}se\u{300}", "luse"] {
            assert_eq!(fold(typed), "luse", "{typed}");
        }
        assert_eq!(fold("Nyêmo Qüxü"), "nyemo quxu");
    }

    #[test]
    fn a_span_maps_back_to_the_original_text() {
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

    /// `build.rs` lists no character of the plan as a traditional form, except in the examples of the site.
    #[test]
    fn the_plan_folds_the_same_with_and_without_the_table() {
        let (site, plan): (Vec<&str>, Vec<&str>) = crate::PLAN_JSON
            .lines()
            .partition(|line| line.starts_with("\"site\":"));
        assert!(site.len() == 1 && plan.len() > 500);
        for line in plan {
            assert_eq!(Folded::of_typed(line), Folded::of_plan(line));
        }
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
