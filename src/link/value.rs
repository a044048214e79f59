//! The value of a key, and the longest id or name that it begins with.
//!
//! Values are decoded until no percent-encoding is left. Invisible characters are removed, and characters
//! are compared folded. This module knows nothing of keys.

use percent_encoding::percent_decode_str;

use crate::query::{fold_char, fold_typed, is_invisible};

/// The most rounds of decoding. Apps encode a link a second time, but hardly more often.
const ROUNDS: usize = 4;

/// A cleaned value. Positions in it count characters.
#[derive(Clone, Debug)]
pub(super) struct Value {
    text: String,
    /// Each character, folded, with its byte offset.
    letters: Vec<(usize, char)>,
}

/// An id or a name that a link may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// An id. Every character must match.
    Id(&'a str),
    /// A name. Marks and spaces are ignored.
    Name(&'a str),
}

/// A match of an id or a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Match<'a> {
    /// The id of what it stands for.
    pub(super) id: &'a str,
    /// The position after it.
    pub(super) end: usize,
    /// Whether an id matched, and not a name.
    pub(super) is_id: bool,
}

/// Whether a folded character separates the values of a list.
fn is_separator(letter: char) -> bool {
    ",;|/\\、。､｡﹐﹑﹔·・&?#\n".contains(letter)
}

fn is_id_letter(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

/// Decodes `text`, removes invisible characters, and trims it.
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
    /// Cleans and folds `text`.
    pub(super) fn new(text: &str) -> Self {
        let text = cleaned(text);
        let letters = text.char_indices();
        let letters = letters.map(|(at, letter)| (at, fold_typed(letter)));
        Self {
            letters: letters.collect(),
            text,
        }
    }

    /// The cleaned value.
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

    /// Whether the character at a position is ASCII.
    pub(super) fn is_ascii_at(&self, at: usize) -> bool {
        self.letter(at).is_some_and(|letter| letter.is_ascii())
    }

    /// The position of the first letter or digit from `at` on.
    pub(super) fn next_word(&self, at: usize) -> Option<usize> {
        let found = self.letters_from(at).position(char::is_alphanumeric)?;
        Some(at + found)
    }

    /// The position of the next separator, or the end.
    pub(super) fn end_of_part(&self, at: usize) -> usize {
        let found = self.letters_from(at).position(is_separator);
        found.map_or(self.letters.len(), |found| at + found)
    }

    /// Whether there is a separator between two positions.
    pub(super) fn has_separator(&self, from: usize, to: usize) -> bool {
        self.end_of_part(from) < to
    }

    /// The text up to `end` from the last separator between `from` and `start`, or from `from` if there is
    /// none.
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

    /// The longest term that matches at `start`. Each term comes with the id that it stands for.
    pub(super) fn longest<'a>(
        &self,
        start: usize,
        terms: &[(&'a str, Term<'a>)],
    ) -> Option<Match<'a>> {
        let matches = terms.iter().filter_map(|&(value_id, term)| {
            let (end, is_id) = match term {
                Term::Id(id) => (self.end_of_id(start, id)?, true),
                Term::Name(name) => (self.end_of_name(start, name)?, false),
            };
            self.may_end(end).then_some(Match {
                id: value_id,
                end,
                is_id,
            })
        });
        // Of the same length, an id wins.
        matches.max_by_key(|found| (found.end, found.is_id))
    }

    fn end_of_id(&self, start: usize, id: &str) -> Option<usize> {
        let length = id.chars().count();
        let own = self.letters_from(start).take(length);
        own.eq(id.chars()).then_some(start + length)
    }

    fn end_of_name(&self, start: usize, name: &str) -> Option<usize> {
        // No name is written in traditional characters.
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

    /// Whether an id or a name may end at a position: the next character must not continue it. Chinese
    /// characters after Latin letters do not continue it; they are words that an app appended to the link.
    fn may_end(&self, end: usize) -> bool {
        let Some(next) = self.letter(end).filter(|&next| is_id_letter(next)) else {
            return true;
        };
        let last = end.checked_sub(1).and_then(|last| self.letter(last));
        last.is_some_and(|last| last.is_ascii()) && !next.is_ascii()
    }
}
