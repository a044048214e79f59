//! Every number of a text, located and unclassed.

use std::collections::BTreeMap;

use crate::ingest::numbers::is_numeral;
use crate::ingest::outline::Outline;

/// A number in Arabic digits, with the passage and the words around it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) line: usize,
    pub(super) passage: String,
    pub(super) printed: String,
    pub(super) around: String,
}

/// A word with a Chinese numeral: how often it occurs, and in which line first.
pub(super) type Words = BTreeMap<String, (usize, usize)>;

/// The numbers in Arabic digits, in text order, and the words with Chinese numerals. Outline marks are no
/// numbers.
pub(super) fn find(outline: &Outline) -> (Vec<Number>, Words) {
    let mut numbers = Vec::new();
    let mut words = Words::new();
    for (paragraph, line) in outline.paragraphs.iter().zip(1..) {
        let letters: Vec<char> = paragraph.text.as_str().chars().collect();
        let mut at = paragraph
            .heading
            .map_or(0, |heading| heading.start() as usize);
        while let Some(letter) = letters.get(at).copied() {
            if !is_numeral(letter) {
                at += 1;
                continue;
            }
            let arabic = letter.is_ascii_digit();
            let goes_on = |letter: &&char| match arabic {
                true => letter.is_ascii_digit() || matches!(letter, '.' | '%' | '‰' | '万' | '亿'),
                false => is_numeral(**letter),
            };
            let rest = letters.get(at..).unwrap_or_default().iter();
            let length = rest.take_while(goes_on).count().max(1);
            let end = at + length;
            let text = |from: usize, to: usize| -> String {
                letters
                    .get(from..to.min(letters.len()))
                    .unwrap_or_default()
                    .iter()
                    .collect()
            };
            if arabic {
                numbers.push(Number {
                    line,
                    passage: paragraph.id.clone(),
                    printed: text(at, end),
                    around: text(at.saturating_sub(8), end + 8),
                });
            } else {
                let entry = words.entry(text(at, end + 1)).or_insert((0, line));
                entry.0 += 1;
            }
            at = end;
        }
    }
    (numbers, words)
}
