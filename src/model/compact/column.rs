//! A reader of the JSON that [`super`] describes: arrays of strings, integers and null, without white space.
//!
//! It accepts any text and gives an error where the text is something else. It knows nothing of plans. No
//! function here is recursive, so deep nesting cannot overflow the stack.

use super::super::{IdSet, PlanError, Vocabulary};

/// The first code that stands for a letter of the alphabet.
pub(super) const FIRST_LETTER: char = '\u{80}';

/// What a reader of the compact form returns.
pub(super) type Result<T, E = PlanError> = std::result::Result<T, E>;

/// An array that is read item by item. A copy of it reads on from the same place.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    text: &'a str,
    /// The byte after the last item that was read.
    at: usize,
    /// The characters that U+0080 and the codes after it stand for.
    letters: &'a [char],
}

impl<'a> Column<'a> {
    /// The array that the whole text is.
    pub(super) fn new(text: &'a str, letters: &'a [char]) -> Result<Self> {
        let mut column = Self {
            text,
            at: 0,
            letters,
        };
        column.expect_byte(b'[', "array")?;
        Ok(column)
    }

    /// The error that `wanted` is missing at this place.
    pub(super) fn missing(&self, wanted: &'static str) -> PlanError {
        let at = self.at.min(self.text.len());
        PlanError::Compact { at, wanted }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn expect_byte(&mut self, byte: u8, wanted: &'static str) -> Result<()> {
        if self.peek() != Some(byte) {
            return Err(self.missing(wanted));
        }
        self.at += 1;
        Ok(())
    }

    /// Skips the comma before an item. One before the first item does no harm.
    fn skip_comma(&mut self) {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    /// Whether there is another item.
    pub(super) fn has_more(&self) -> bool {
        self.peek().is_some_and(|byte| byte != b']')
    }

    /// The next item, an array of strings, integers and nulls.
    pub(super) fn column(&mut self) -> Result<Self> {
        self.skip_comma();
        self.expect_byte(b'[', "array")?;
        let column = *self;
        let mut quoted = false;
        loop {
            match self.peek() {
                None => return Err(self.missing("end of an array")),
                Some(b'"') => quoted = !quoted,
                // An escaped quotation mark does not end the string.
                Some(b'\\') => self.at += 1,
                Some(b']') if !quoted => break,
                Some(_) => {}
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(column)
    }

    /// The next item, an integer.
    pub(super) fn integer(&mut self) -> Result<i64> {
        self.skip_comma();
        let digits = self.rest().split([',', ']']).next().unwrap_or_default();
        let number = digits.parse().map_err(|_| self.missing("integer"))?;
        self.at += digits.len();
        Ok(number)
    }

    /// The next item, an integer that `T` can hold; `wanted` is its name in the error.
    pub(super) fn narrow<T: TryFrom<i64>>(&mut self, wanted: &'static str) -> Result<T> {
        let number = self.integer()?;
        T::try_from(number).map_err(|_| self.missing(wanted))
    }

    /// The next item, an integer from 0.
    pub(super) fn count(&mut self) -> Result<u32> {
        self.narrow("integer from 0 to 4294967295")
    }

    /// The next item: 0 for nothing, otherwise one more than the number.
    pub(super) fn optional_count(&mut self) -> Result<Option<u32>> {
        Ok(self.count()?.checked_sub(1))
    }

    /// The next item, yes or no.
    pub(super) fn flag(&mut self) -> Result<bool> {
        Ok(self.count()? != 0)
    }

    /// The next item, the position of a value in its vocabulary.
    pub(super) fn value<V: Vocabulary>(&mut self) -> Result<V> {
        let position = self.count()?;
        self.entry(position, V::ALL, V::NAME).copied()
    }

    /// The next item, the position of a value in its vocabulary, or nothing.
    pub(super) fn optional_value<V: Vocabulary>(&mut self) -> Result<Option<V>> {
        let position = self.optional_count()?;
        let value = |position| self.entry(position, V::ALL, V::NAME).copied();
        position.map(value).transpose()
    }

    /// The next item, a set of values.
    pub(super) fn set<V: Vocabulary>(&mut self) -> Result<IdSet<V>> {
        let bits = self.count()?;
        IdSet::from_bits(bits).ok_or_else(|| self.missing(V::NAME))
    }

    /// The entry of `list` at a position that was read here; `wanted` is its name in the error.
    pub(super) fn entry<'l, T>(
        &self,
        position: u32,
        list: &'l [T],
        wanted: &'static str,
    ) -> Result<&'l T> {
        let entry = list.get(position as usize);
        entry.ok_or_else(|| self.missing(wanted))
    }

    /// The next item, a string.
    pub(super) fn string(&mut self) -> Result<String> {
        let string = self.optional_string()?;
        string.ok_or_else(|| self.missing("string"))
    }

    /// The next `count` items, strings.
    pub(super) fn strings(&mut self, count: u32) -> Result<Vec<String>> {
        (0..count).map(|_| self.string()).collect()
    }

    /// The next item, a string or null.
    pub(super) fn optional_string(&mut self) -> Result<Option<String>> {
        self.skip_comma();
        if self.rest().starts_with("null") {
            self.at += "null".len();
            return Ok(None);
        }
        self.expect_byte(b'"', "string")?;
        let mut string = String::new();
        loop {
            let rest = self.rest();
            let special = rest.find(['"', '\\']);
            let Some((plain, special)) = special.and_then(|length| rest.split_at_checked(length))
            else {
                return Err(self.missing("end of a string"));
            };
            string.extend(plain.chars().map(|code| self.letter(code)));
            self.at += plain.len() + 1;
            if special.starts_with('"') {
                return Ok(Some(string));
            }
            string.push(self.escaped()?);
        }
    }

    /// The character that `code` stands for: a letter of the alphabet, or itself.
    fn letter(&self, code: char) -> char {
        let position = (code as usize).checked_sub(FIRST_LETTER as usize);
        let letter = position.and_then(|position| self.letters.get(position));
        letter.copied().unwrap_or(code)
    }

    /// The character of an escape sequence, from after its backslash.
    fn escaped(&mut self) -> Result<char> {
        let length = if self.peek() == Some(b'u') { 5 } else { 1 };
        let code = self.text.get(self.at..self.at + length);
        let letter = code.and_then(|code| match code {
            "\"" | "\\" => code.chars().next(),
            // `from_str_radix` would accept a sign before the digits.
            _ if code.contains('+') => None,
            _ => char::from_u32(u32::from_str_radix(code.get(1..)?, 16).ok()?),
        });
        let letter = letter.ok_or_else(|| self.missing("escaped character"))?;
        self.at += length;
        Ok(letter)
    }
}
