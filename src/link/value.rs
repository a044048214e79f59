//! A value of a link as apps and input methods hand it on, and where what is known in it ends.
//!
//! Percent escapes that the first reading left are undone, invisible characters left out, letters
//! folded. This module knows nothing of keys.

use percent_encoding::percent_decode_str;

use crate::query::{fold_char, fold_typed, is_invisible};

/// How often a value is decoded again: apps encode a link a second time, hardly a fourth.
const ROUNDS: usize = 4;

/// A value that is read from left to right. Positions count its characters.
#[derive(Clone, Debug)]
pub(super) struct Value {
    text: String,
    /// Each character folded, and the byte at which it stands.
    letters: Vec<(usize, char)>,
}

/// What may stand in a link for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says<'a> {
    /// Its id: letter for letter.
    Id(&'a str),
    /// Its name: marks and spaces make no difference.
    Name(&'a str),
}

/// What begins at a position of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known<T> {
    /// What it is.
    pub(super) value: T,
    /// The position behind it.
    pub(super) end: usize,
    /// Whether it is said by its id.
    pub(super) by_id: bool,
}

/// Whether a character, folded, parts the values of a list.
fn is_separator(letter: char) -> bool {
    ",;|/\\、。､｡﹐﹑﹔·・&?#\n".contains(letter)
}

fn is_id_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// `text` without escapes and invisible characters.
pub(super) fn cleaned(text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..ROUNDS {
        let decoded = percent_decode_str(&text).decode_utf8_lossy().into_owned();
        if decoded == text {
            break;
        }
        text = decoded;
    }
    let visible: String = text
        .chars()
        .filter(|&letter| !is_invisible(letter))
        .collect();
    visible.trim().to_owned()
}

impl Value {
    /// Reads what is left of `text` once it is cleaned.
    pub(super) fn new(text: &str) -> Self {
        let text = cleaned(text);
        let letters = text.char_indices();
        let letters = letters.map(|(at, letter)| (at, fold_typed(letter)));
        Self {
            letters: letters.collect(),
            text,
        }
    }

    /// The value as it stands there.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    fn letter(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|&(_, letter)| letter)
    }

    /// The folded characters from a position on.
    pub(super) fn letters_from(&self, at: usize) -> impl Iterator<Item = char> {
        self.letters.iter().skip(at).map(|&(_, letter)| letter)
    }

    /// Whether the character at a position is one of ASCII.
    pub(super) fn is_ascii_at(&self, at: usize) -> bool {
        self.letter(at).is_some_and(|letter| letter.is_ascii())
    }

    /// The first letter or digit from a position on.
    pub(super) fn next_word(&self, at: usize) -> Option<usize> {
        let found = self.letters_from(at).position(char::is_alphanumeric)?;
        Some(at + found)
    }

    /// The end of the part that a position stands in: the next separator, or the end.
    pub(super) fn end_of_part(&self, at: usize) -> usize {
        let found = self.letters_from(at).position(is_separator);
        found.map_or(self.letters.len(), |found| at + found)
    }

    /// Whether a separator stands between two positions.
    pub(super) fn are_parted(&self, from: usize, to: usize) -> bool {
        self.end_of_part(from) < to
    }

    /// The words between the last separator before `start`, or `from`, and `end`.
    pub(super) fn part(&self, from: usize, start: usize, end: usize) -> &str {
        let between = self.letters.get(from..start).unwrap_or_default();
        let after_separator = between
            .iter()
            .rposition(|&(_, letter)| is_separator(letter));
        let first = after_separator.map_or(from, |at| from + at + 1);
        let byte = |at: usize| {
            self.letters
                .get(at)
                .map_or(self.text.len(), |entry| entry.0)
        };
        self.text.get(byte(first)..byte(end)).unwrap_or_default()
    }

    /// The longest that begins at `start`, and ends where it may end.
    pub(super) fn longest<'a, T: Copy>(
        &self,
        start: usize,
        all: impl IntoIterator<Item = (T, Says<'a>)>,
    ) -> Option<Known<T>> {
        let known = all.into_iter().filter_map(|(value, says)| {
            let (end, by_id) = match says {
                Says::Id(id) => (self.end_of_id(start, id)?, true),
                Says::Name(name) => (self.end_of_name(start, name)?, false),
            };
            self.may_end(end).then_some(Known { value, end, by_id })
        });
        // An id before a name of the same length.
        known.max_by_key(|known| (known.end, known.by_id))
    }

    fn end_of_id(&self, start: usize, id: &str) -> Option<usize> {
        let length = id.chars().count();
        let own = self.letters_from(start).take(length);
        own.eq(id.chars()).then_some(start + length)
    }

    fn end_of_name(&self, start: usize, name: &str) -> Option<usize> {
        // The plan's characters stand for themselves.
        let letters = name.chars().map(fold_char);
        let mut wanted = letters.filter(|letter| letter.is_alphanumeric()).peekable();
        wanted.peek()?;
        for (passed, letter) in self.letters_from(start).enumerate() {
            if letter.is_alphanumeric() {
                if wanted.next() != Some(letter) {
                    return None;
                }
                if wanted.peek().is_none() {
                    return Some(start + passed + 1);
                }
            }
        }
        None
    }

    /// Whether something known may end at a position: no id or name goes on there. Behind one of Latin
    /// letters other letters are words that an app glued to the link.
    fn may_end(&self, end: usize) -> bool {
        let Some(next) = self.letter(end).filter(|&next| is_id_letter(next)) else {
            return true;
        };
        let last = end.checked_sub(1).and_then(|last| self.letter(last));
        last.is_some_and(|last| last.is_ascii()) && !next.is_ascii()
    }
}
