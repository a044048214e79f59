//! The words beside a number that say what it means: 以上, 超过, 以内, 约.
//!
//! Such a word stands right before or right after the number. In a list one word may stand for all numbers:
//! 增长7%、8%以上; 接连跨越700、900亿元. This module knows no entries.

use super::Fault;
use super::numbers::is_numeral;
use crate::model::{Comparator, Span, Text, Vocabulary};

/// Words before a number: it is more than the number.
const MORE: [&str; 9] = [
    "突破", "超过", "超出", "跨越", "高于", "大于", "多于", "逾", "超",
];
/// Words before a number: it is no more than the number. 低于 and its kind say a little more: the number itself is
/// not reached.
const LESS: [&str; 7] = ["至多", "最多", "低于", "小于", "少于", "不到", "不足"];
/// Words before a number: it is at least the number.
const LEAST: [&str; 2] = ["至少", "最少"];
/// Words before a number: it is near the number.
const NEAR: [&str; 3] = ["约", "接近", "近"];
/// Signs before a number.
const SIGNS: [(&str, Comparator); 8] = [
    ("≥", Comparator::AtLeast),
    ("≤", Comparator::AtMost),
    (">", Comparator::Exceeds),
    ("＞", Comparator::Exceeds),
    ("<", Comparator::AtMost),
    ("＜", Comparator::AtMost),
    ("≈", Comparator::About),
    ("~", Comparator::About),
];
/// Words after a number.
const AFTER: [(&str, Comparator); 7] = [
    ("以上", Comparator::AtLeast),
    ("及以上", Comparator::AtLeast),
    ("以内", Comparator::AtMost),
    ("之内", Comparator::AtMost),
    ("以下", Comparator::AtMost),
    ("及以下", Comparator::AtMost),
    ("左右", Comparator::About),
];
/// Letters between a number and its unit, as in 100余家: it is more than the number.
const AND_MORE: [&str; 2] = ["余", "多"];
/// Words that turn a bound round: 不超过 is at most, 不低于 at least.
const NOT: [&str; 8] = ["不", "未", "不得", "不能", "不可", "不会", "不再", "没有"];
/// Words that end like a bound and are none.
const OTHER_WORDS: [&str; 12] = [
    "节约", "集约", "契约", "公约", "制约", "附近", "邻近", "最近", "靠近", "临近", "就近", "赶超",
];
/// The word of an expectation.
pub(super) const EXPECTED: &str = "预计";
/// Letters that may stand between a bound and its number, as in 超过了 and 约为.
const BETWEEN: [char; 7] = ['了', '到', '至', '为', '在', '占', '有'];

/// A word that says what a number means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bound<'t> {
    comparator: Comparator,
    word: &'t str,
}

/// A number in its text.
#[derive(Clone, Copy, Debug)]
struct Place<'t> {
    before: &'t str,
    printed: &'t str,
    after: &'t str,
    unit: &'t str,
}

impl<'t> Place<'t> {
    /// The number printed at `span` of a text.
    fn of(text: &'t Text, within: Span, span: Span, unit: &'t str) -> Self {
        let slice = |start, end| Span::new(start, end).map_or("", |span| text.slice(span));
        Self {
            before: slice(within.start(), span.start()),
            printed: text.slice(span),
            after: slice(span.end(), within.end()),
            unit,
        }
    }

    /// The bound beside the number; if there is none, the one beside the list that the number is in.
    fn bound(self) -> Option<Bound<'t>> {
        let counted = without_unit(self.after, self.unit);
        let ends_in_number = self.printed.ends_with(is_numeral);
        let mut and_more = AND_MORE
            .iter()
            .filter_map(|word| starting(self.after, word, Comparator::Exceeds));
        before(self.before)
            .or_else(|| after(self.after))
            .or_else(|| after(counted))
            .or_else(|| and_more.next().filter(|_| ends_in_number))
            .or_else(|| self.bound_before_list())
            .or_else(|| self.bound_after_list(counted))
    }

    fn bound_before_list(self) -> Option<Bound<'t>> {
        let mut rest = self.before;
        loop {
            let list = rest.strip_suffix('、')?;
            let list = list.strip_suffix(self.unit).unwrap_or(list);
            let number = list.trim_end_matches(is_part_of_number);
            if number.len() == list.len() {
                return None;
            }
            if let Some(bound) = before(number) {
                return Some(bound);
            }
            rest = number;
        }
    }

    fn bound_after_list(self, after_number: &'t str) -> Option<Bound<'t>> {
        let mut rest = after_number;
        loop {
            let list = rest.strip_prefix('、')?;
            let number = list.trim_start_matches(is_part_of_number);
            if number.len() == list.len() {
                return None;
            }
            rest = without_unit(number, self.unit);
            if let Some(bound) = after(rest) {
                return Some(bound);
            }
        }
    }
}

fn is_part_of_number(letter: char) -> bool {
    is_numeral(letter) || letter == '.'
}

/// The text after a unit at its start, which may follow 万 or 亿.
fn without_unit<'t>(text: &'t str, unit: &str) -> &'t str {
    let text = text.trim_start_matches(['万', '亿']);
    let unit = unit.trim_start_matches(['万', '亿']);
    text.strip_prefix(unit).unwrap_or(text)
}

/// `word`, if the text starts with it.
fn starting<'t>(text: &'t str, word: &str, comparator: Comparator) -> Option<Bound<'t>> {
    let word = text.get(..word.len()).filter(|&found| found == word)?;
    Some(Bound { comparator, word })
}

/// The bound at the start of what follows a number.
fn after(text: &str) -> Option<Bound<'_>> {
    let mut words = AFTER.iter();
    words.find_map(|&(word, comparator)| starting(text, word, comparator))
}

/// The bound at the end of what stands before a number.
fn before(text: &str) -> Option<Bound<'_>> {
    let without = text.strip_suffix(BETWEEN).unwrap_or(text);
    at_end(text).or_else(|| at_end(without))
}

fn at_end(text: &str) -> Option<Bound<'_>> {
    if OTHER_WORDS.iter().any(|word| text.ends_with(word)) {
        return None;
    }
    let of = |words: &'static [&'static str], comparator| {
        words.iter().map(move |&word| (word, comparator))
    };
    let mut all = SIGNS
        .into_iter()
        .chain(of(&MORE, Comparator::Exceeds))
        .chain(of(&LESS, Comparator::AtMost))
        .chain(of(&LEAST, Comparator::AtLeast))
        .chain(of(&NEAR, Comparator::About));
    let (word, comparator) = all.find(|(word, _)| text.ends_with(word))?;
    let rest = text.strip_suffix(word)?;
    let not = NOT.iter().filter(|not| rest.ends_with(**not));
    let not = not.map(|not| not.len()).max().unwrap_or_default();
    let comparator = match comparator {
        Comparator::Exceeds if not > 0 => Comparator::AtMost,
        Comparator::AtMost if not > 0 => Comparator::AtLeast,
        other => other,
    };
    let word = text.get(rest.len().checked_sub(not)?..)?;
    Some(Bound { comparator, word })
}

/// The marks that end a clause.
const MARKS: [char; 6] = ['，', '；', '。', '：', '！', '？'];

fn clause_before(text: &str) -> &str {
    text.rsplit(MARKS).next().unwrap_or(text)
}

fn clause_after(text: &str) -> &str {
    text.split(MARKS).next().unwrap_or(text)
}

/// Where a number stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted<'t> {
    /// The text of the passage.
    pub(super) text: &'t Text,
    /// The span of the quote.
    pub(super) quote: Span,
    /// The span of the printed number in the quote.
    pub(super) printed: Span,
}

/// What an entry says of a number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said<'t> {
    /// The unit.
    pub(super) unit: &'t str,
    /// The comparator.
    pub(super) comparator: Comparator,
    /// The note.
    pub(super) note: Option<&'t str>,
}

/// Checks that an entry says of a number what the text says, no more exactly and no more certainly, and that its
/// quote holds the words that say so.
pub(super) fn check(quoted: Quoted<'_>, said: Said<'_>) -> Result<(), Fault> {
    let Quoted {
        text,
        quote,
        printed,
    } = quoted;
    let in_text = Place::of(text, text.span(), printed, said.unit);
    let in_quote = Place::of(text, quote, printed, said.unit);
    let bound = in_text.bound();
    let stated = comparator(bound);
    if stated != said.comparator {
        let (before, after) = (clause_before(in_text.before), clause_after(in_text.after));
        return Err(Fault::ComparatorWrong {
            clause: [before, in_text.printed, after].concat(),
            stated: stated.id(),
        });
    }
    if let Some(bound) = bound.filter(|_| in_quote.bound() != bound) {
        return Err(cut("quote", bound.word));
    }
    let is_expected = clause_before(in_text.before).contains(EXPECTED);
    if is_expected && !in_quote.before.contains(EXPECTED) {
        return Err(cut("quote", EXPECTED));
    }
    let note = said.note.unwrap_or_default();
    let is_printed = said.note.is_none() || !note.is_empty() && text.slice(quote).contains(note);
    if !is_printed || is_expected != (note == EXPECTED) {
        return Err(Fault::NoteWrong {
            note: note.to_owned(),
        });
    }
    Ok(())
}

/// Checks that a label with a number also has the words beside the number that its quote has.
pub(super) fn check_label(
    label: &str,
    quote: &str,
    printed: &str,
    unit: &str,
) -> Result<(), Fault> {
    let bound = |words: &str| {
        let text = Text::new(words.to_owned());
        let printed = text.find_all(printed).first().copied()?;
        let bound = Place::of(&text, text.span(), printed, unit).bound();
        Some(bound.map(|bound| bound.word.to_owned()))
    };
    match (bound(label), bound(quote)) {
        (Some(shown), Some(Some(word))) if shown.as_ref() != Some(&word) => {
            Err(cut("label", &word))
        }
        _ => Ok(()),
    }
}

fn comparator(bound: Option<Bound<'_>>) -> Comparator {
    bound.map_or(Comparator::Eq, |bound| bound.comparator)
}

/// The fault of a quote or label that leaves a word out.
pub(super) fn cut(part: &'static str, word: &str) -> Fault {
    Fault::QualifierCut {
        part,
        word: word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the number between the bars means, and the words that say so.
    fn read(marked: &str, unit: &str) -> (Comparator, String) {
        let parts: Vec<&str> = marked.split('|').collect();
        let [before, printed, after] = parts[..] else {
            return (
                Comparator::Eq,
                format!("“{marked}” has no number between bars"),
            );
        };
        let place = Place {
            before,
            printed,
            after,
            unit,
        };
        let bound = place.bound();
        let word = bound.map_or(String::new(), |bound| bound.word.to_owned());
        (comparator(bound), word)
    }

    #[test]
    fn not_more_than_is_not_read_as_more_than() {
        use Comparator::{AtLeast, AtMost, Exceeds};
        for (marked, wanted, word) in [
            ("能耗超过|10%|", Exceeds, "超过"),
            ("能耗不超过|10%|", AtMost, "不超过"),
            ("能耗不得超过|10%|", AtMost, "不得超过"),
            ("能耗未突破|10%|", AtMost, "未突破"),
            ("能耗不高于|10%|", AtMost, "不高于"),
            ("能耗低于|10%|", AtMost, "低于"),
            ("能耗不低于|10%|", AtLeast, "不低于"),
            ("能耗不少于|10%|", AtLeast, "不少于"),
            ("能耗不到|10%|", AtMost, "不到"),
            ("能耗<|10%|", AtMost, "<"),
            ("能耗≥|10%|", AtLeast, "≥"),
        ] {
            assert_eq!(read(marked, "%"), (wanted, word.to_owned()), "{marked}");
        }
    }

    #[test]
    fn words_after_a_number_bound_it() {
        use Comparator::{About, AtLeast, AtMost, Exceeds};
        for (marked, unit, wanted, word) in [
            ("保持在|99%|以上", "%", AtLeast, "以上"),
            ("控制在|20|微克/立方米以内", "微克/立方米", AtMost, "以内"),
            ("控制在|20微克/立方米|以下", "微克/立方米", AtMost, "以下"),
            ("就业|25万人|左右", "人", About, "左右"),
            ("引进|100|余家", "家", Exceeds, "余"),
            ("市场主体|21万|多户", "户", Exceeds, "多"),
        ] {
            assert_eq!(read(marked, unit), (wanted, word.to_owned()), "{marked}");
        }
    }

    #[test]
    fn words_before_a_number_bound_it() {
        use Comparator::{About, AtLeast, AtMost, Exceeds};
        for (marked, wanted, word) in [
            ("数量突破|21万户|", Exceeds, "突破"),
            ("数量超过了|21万户|", Exceeds, "超过"),
            ("数量约为|21万户|", About, "约"),
            ("数量大约|21万户|", About, "约"),
            ("数量接近|21万户|", About, "接近"),
            ("数量至少|21万户|", AtLeast, "至少"),
            ("数量最多|21万户|", AtMost, "最多"),
        ] {
            assert_eq!(read(marked, "户"), (wanted, word.to_owned()), "{marked}");
        }
    }

    #[test]
    fn one_word_may_bound_every_number_of_a_list() {
        use Comparator::{About, AtLeast, Exceeds};
        for (marked, unit, wanted, word) in [
            ("分别增长|7%|、8%以上", "%", AtLeast, "以上"),
            ("分别增长7%、|8%|以上", "%", AtLeast, "以上"),
            ("接连跨越|700|、900亿元，", "亿元", Exceeds, "跨越"),
            ("接连跨越700、|900亿元|，", "亿元", Exceeds, "跨越"),
            ("约3万户、|5万户|", "户", About, "约"),
            ("约|7%|、8%以上", "%", About, "约"),
        ] {
            assert_eq!(read(marked, unit), (wanted, word.to_owned()), "{marked}");
        }
    }

    #[test]
    fn a_number_with_other_words_beside_it_is_exact() {
        for (marked, unit) in [
            ("达到|7143公里|", "公里"),
            ("节约|10%|", "%"),
            ("附近|3个|村", "个"),
            ("规模以上企业|100家|", "家"),
            ("新建|3个|多功能厅", "个"),
            ("突破性增长|7%|", "%"),
            ("超过去年，增长|7%|", "%"),
            ("增长|7%|，8%以上的村", "%"),
            ("统一、|8%|", "%"),
            ("|零|审批", ""),
        ] {
            assert_eq!(
                read(marked, unit),
                (Comparator::Eq, String::new()),
                "{marked}"
            );
        }
    }
}
