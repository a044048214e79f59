//! JSON, as far as [`super`] needs it: arrays without white space of arrays, strings, integers and null.
//!
//! Invariants: any text can be read from; nothing here calls itself, so that no nesting is too deep. What
//! is not there is noted once, in the [`Lack`] that all columns of a text share, and stands for nothing: no
//! string, 0, the first value of a vocabulary. After that no column has any more items, so whoever reads
//! one to its end comes to an end, and asks the `Lack` before using what was read. So that each field of
//! each entry need not ask by itself: with a `Result` from each of them the page had 3.7 KB more.

use std::cell::Cell;

use super::super::{IdSet, PlanError, Vocabulary};

/// What stands for the first letter of the alphabet.
pub(super) const FIRST_LETTER: char = '\u{80}';

/// What was missing first in a text, if anything.
#[derive(Default)]
pub(super) struct Lack(Cell<Option<(usize, &'static str)>>);

impl Lack {
    fn is_there(&self) -> bool {
        self.0.get().is_some()
    }

    /// What was missing, as an error.
    pub(super) fn told(&self) -> Result<(), PlanError> {
        match self.0.get() {
            Some((at, wanted)) => Err(PlanError::Compact { at, wanted }),
            None => Ok(()),
        }
    }
}

/// An array that is being read, item by item. Copying it remembers the place.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    text: &'a str,
    /// The byte behind the last item.
    at: usize,
    /// What the characters beyond ASCII stand for, from U+0080 on.
    letters: &'a [char],
    lack: &'a Lack,
}

impl<'a> Column<'a> {
    /// The array that is the whole text, in an alphabet.
    pub(super) fn of(text: &'a str, letters: &'a [char], lack: &'a Lack) -> Self {
        let mut column = Self {
            text,
            at: 0,
            letters,
            lack,
        };
        column.pass(b'[', "array");
        column
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Notes what is missing here, unless something was missing before.
    pub(super) fn lacks(&self, wanted: &'static str) {
        if !self.lack.is_there() {
            // What follows a backslash is passed unseen, and the text may end before it.
            let at = self.at.min(self.text.len());
            self.lack.0.set(Some((at, wanted)));
        }
    }

    fn pass(&mut self, byte: u8, wanted: &'static str) {
        if self.peek() == Some(byte) {
            self.at += 1;
        } else {
            self.lacks(wanted);
        }
    }

    /// Whether there is another item.
    pub(super) fn more(&self) -> bool {
        self.peek().is_some_and(|byte| byte != b']') && !self.lack.is_there()
    }

    /// What `item` gives, `count` times, or until something is missing.
    pub(super) fn times<T>(self, count: u32, mut item: impl FnMut() -> T) -> Vec<T> {
        let mut items = Vec::new();
        for _ in 0..count {
            let item = item();
            if self.lack.is_there() {
                break;
            }
            items.push(item);
        }
        items
    }

    /// Goes past the comma before an item. That the first one may have one too does no harm.
    fn next(&mut self) {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    /// The next item, an array of strings, integers and nulls.
    pub(super) fn column(&mut self) -> Self {
        self.next();
        self.pass(b'[', "array");
        let column = *self;
        let mut quoted = false;
        loop {
            match self.peek() {
                None => {
                    self.lacks("end of an array");
                    return column;
                }
                Some(b'"') => quoted = !quoted,
                // What follows a backslash is not the string's end.
                Some(b'\\') => self.at += 1,
                Some(b']') if !quoted => break,
                Some(_) => {}
            }
            self.at += 1;
        }
        self.at += 1;
        column
    }

    /// The next item, an integer.
    pub(super) fn integer(&mut self) -> i64 {
        self.next();
        let sign = if self.peek() == Some(b'-') { -1 } else { 1 };
        self.at += usize::from(sign < 0);
        let start = self.at;
        let mut number = Some(0_i64);
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let digit = sign * i64::from(digit - b'0');
            number = number.and_then(|number| number.checked_mul(10)?.checked_add(digit));
            self.at += 1;
        }
        let ends = matches!(self.peek(), Some(b',' | b']'));
        match number {
            Some(number) if self.at > start && ends => number,
            _ => {
                self.lacks("integer");
                0
            }
        }
    }

    /// The next item, an integer that `T` holds; `wanted` says what it is.
    pub(super) fn narrow<T: TryFrom<i64> + Default>(&mut self, wanted: &'static str) -> T {
        let number = T::try_from(self.integer());
        number.unwrap_or_else(|_| {
            self.lacks(wanted);
            T::default()
        })
    }

    /// The next item, an integer from 0.
    pub(super) fn count(&mut self) -> u32 {
        self.narrow("integer from 0 to 4294967295")
    }

    /// The next item, which says for 0 that there is nothing, and else one more than it is.
    pub(super) fn maybe(&mut self) -> Option<u32> {
        self.count().checked_sub(1)
    }

    /// The next item, which says yes or no.
    pub(super) fn flag(&mut self) -> bool {
        self.count() != 0
    }

    /// The next item, the position of a value in its vocabulary.
    pub(super) fn value<V: Vocabulary>(&mut self) -> V {
        let position = self.count();
        self.known(position)
    }

    /// The next item, the same for what may have none.
    pub(super) fn maybe_value<V: Vocabulary>(&mut self) -> Option<V> {
        let position = self.maybe();
        position.map(|position| self.known(position))
    }

    fn known<V: Vocabulary>(&self, position: u32) -> V {
        let value = self.entry(Some(position), V::ALL, V::NAME);
        value.copied().unwrap_or(V::FIRST)
    }

    /// The next item, a set of values.
    pub(super) fn set<V: Vocabulary>(&mut self) -> IdSet<V> {
        let bits = self.count();
        IdSet::from_bits(bits).unwrap_or_else(|| {
            self.lacks(V::NAME);
            IdSet::default()
        })
    }

    /// What has this position in `list`, of which `wanted` is an entry, if there is a position.
    pub(super) fn entry<'l, T>(
        &self,
        position: Option<u32>,
        list: &'l [T],
        wanted: &'static str,
    ) -> Option<&'l T> {
        let item = list.get(position? as usize);
        if item.is_none() {
            self.lacks(wanted);
        }
        item
    }

    /// The next item, a string.
    pub(super) fn string(&mut self) -> String {
        let string = self.maybe_string();
        string.unwrap_or_else(|| {
            self.lacks("string");
            String::new()
        })
    }

    /// The next `count` items, strings.
    pub(super) fn strings(&mut self, count: u32) -> Vec<String> {
        (*self).times(count, || self.string())
    }

    /// The next item, a string or null.
    pub(super) fn maybe_string(&mut self) -> Option<String> {
        self.next();
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with("null") {
            self.at += 4;
            return None;
        }
        self.pass(b'"', "string");
        let mut string = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(['"', '\\']);
            let Some((plain, special)) = plain.and_then(|length| rest.split_at_checked(length))
            else {
                self.lacks("end of a string");
                return None;
            };
            string.extend(plain.chars().map(|written| self.letter(written)));
            self.at += plain.len() + 1;
            if special.starts_with('"') {
                return Some(string);
            }
            string.push(self.escaped());
        }
    }

    /// What a character of a string stands for; beyond the alphabet, for itself.
    fn letter(&self, written: char) -> char {
        let position = (written as usize).checked_sub(FIRST_LETTER as usize);
        let letter = position.and_then(|position| self.letters.get(position));
        letter.copied().unwrap_or(written)
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> char {
        let letter = self.peek();
        let length = if letter == Some(b'u') { 5 } else { 1 };
        let code = self.text.get(self.at..self.at + length);
        let code = code.and_then(|code| match code {
            "\"" | "\\" => code.chars().next(),
            // A sign before the digits would be read too.
            _ if code.as_bytes().contains(&b'+') => None,
            _ => char::from_u32(u32::from_str_radix(code.get(1..)?, 16).ok()?),
        });
        if code.is_none() {
            self.lacks("escaped character");
        }
        self.at += length;
        code.unwrap_or_default()
    }
}
