//! JSON, as far as [`super`] needs it: arrays without white space of arrays, strings, integers and null.
//!
//! Invariants: any text can be read from; what is not there is an error that says where; nothing here
//! calls itself, so that no nesting is too deep.

use super::super::{IdSet, PlanError, Vocabulary};

/// An array that is being read, item by item. Copying it remembers the place.
#[derive(Clone, Copy)]
pub(super) struct Column<'a> {
    text: &'a str,
    /// The byte behind the last item.
    at: usize,
}

impl<'a> Column<'a> {
    /// The array that is the whole text.
    pub(super) fn of(text: &'a str) -> Result<Self, PlanError> {
        let mut column = Self { text, at: 0 };
        column.pass(b'[', "array")?;
        Ok(column)
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Says what is missing here.
    pub(super) fn lacks(&self, wanted: &'static str) -> PlanError {
        // What follows a backslash is passed unseen, and the text may end before it.
        let at = self.at.min(self.text.len());
        PlanError::Compact { at, wanted }
    }

    fn pass(&mut self, byte: u8, wanted: &'static str) -> Result<(), PlanError> {
        if self.peek() != Some(byte) {
            return Err(self.lacks(wanted));
        }
        self.at += 1;
        Ok(())
    }

    /// Whether there is another item.
    pub(super) fn more(&self) -> bool {
        self.peek().is_some_and(|byte| byte != b']')
    }

    /// Goes past the comma before an item. That the first one may have one too does no harm.
    fn next(&mut self) {
        if self.peek() == Some(b',') {
            self.at += 1;
        }
    }

    /// The next item, an array of strings, integers and nulls.
    pub(super) fn column(&mut self) -> Result<Self, PlanError> {
        self.next();
        self.pass(b'[', "array")?;
        let column = *self;
        let mut quoted = false;
        loop {
            match self.peek() {
                None => return Err(self.lacks("end of an array")),
                Some(b'"') => quoted = !quoted,
                // What follows a backslash is not the string's end.
                Some(b'\\') if quoted => self.at += 1,
                Some(b']') if !quoted => break,
                Some(_) => {}
            }
            self.at += 1;
        }
        self.at += 1;
        Ok(column)
    }

    /// The next item, an integer.
    pub(super) fn integer(&mut self) -> Result<i64, PlanError> {
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
            Some(number) if self.at > start && ends => Ok(number),
            _ => Err(self.lacks("integer")),
        }
    }

    /// The next item, an integer from 0.
    pub(super) fn count(&mut self) -> Result<u32, PlanError> {
        let number = self.integer()?;
        u32::try_from(number).map_err(|_| self.lacks("integer from 0 to 4294967295"))
    }

    /// The next item, which says for 0 that there is nothing, and else one more than it is.
    pub(super) fn maybe(&mut self) -> Result<Option<u32>, PlanError> {
        self.count().map(|number| number.checked_sub(1))
    }

    /// The next item, which says yes or no.
    pub(super) fn flag(&mut self) -> Result<bool, PlanError> {
        self.count().map(|number| number != 0)
    }

    /// The next item, the position of a value in its vocabulary.
    pub(super) fn value<V: Vocabulary>(&mut self) -> Result<V, PlanError> {
        let position = self.count()?;
        self.known(position)
    }

    /// The next item, the same for what may have none.
    pub(super) fn maybe_value<V: Vocabulary>(&mut self) -> Result<Option<V>, PlanError> {
        let position = self.maybe()?;
        position.map(|position| self.known(position)).transpose()
    }

    fn known<V: Vocabulary>(&self, position: u32) -> Result<V, PlanError> {
        let value = V::ALL.get(position as usize);
        value.copied().ok_or_else(|| self.lacks(V::NAME))
    }

    /// The next item, a set of values.
    pub(super) fn set<V: Vocabulary>(&mut self) -> Result<IdSet<V>, PlanError> {
        let bits = self.count()?;
        IdSet::from_bits(bits).ok_or_else(|| self.lacks(V::NAME))
    }

    /// The next item, the position of something in `list`.
    pub(super) fn of_list<'l, T>(&mut self, list: &'l [T]) -> Result<&'l T, PlanError> {
        let position = self.count()?;
        let item = list.get(position as usize);
        item.ok_or_else(|| self.lacks("position of an entry"))
    }

    /// The next item, the same for what may have none.
    pub(super) fn maybe_of_list<'l, T>(
        &mut self,
        list: &'l [T],
    ) -> Result<Option<&'l T>, PlanError> {
        let position = self.maybe()?;
        let item = position.map(|position| list.get(position as usize));
        match item {
            Some(None) => Err(self.lacks("position of an entry")),
            item => Ok(item.flatten()),
        }
    }

    /// The next item, a string.
    pub(super) fn string(&mut self) -> Result<String, PlanError> {
        let string = self.maybe_string()?;
        string.ok_or_else(|| self.lacks("string"))
    }

    /// The next `count` items, strings.
    pub(super) fn strings(&mut self, count: u32) -> Result<Vec<String>, PlanError> {
        (0..count).map(|_| self.string()).collect()
    }

    /// The next item, a string or null.
    pub(super) fn maybe_string(&mut self) -> Result<Option<String>, PlanError> {
        self.next();
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with("null") {
            self.at += 4;
            return Ok(None);
        }
        self.pass(b'"', "string")?;
        let mut string = String::new();
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            let plain = rest.find(['"', '\\']);
            let Some((plain, special)) = plain.and_then(|length| rest.split_at_checked(length))
            else {
                return Err(self.lacks("end of a string"));
            };
            string.push_str(plain);
            self.at += plain.len() + 1;
            if special.starts_with('"') {
                return Ok(Some(string));
            }
            string.push(self.escaped()?);
        }
    }

    /// The character that stands behind a backslash.
    fn escaped(&mut self) -> Result<char, PlanError> {
        let letter = self.peek();
        let length = if letter == Some(b'u') { 5 } else { 1 };
        let code = self.text.get(self.at..self.at + length);
        let code = code.and_then(|code| match code {
            "\"" | "\\" => code.chars().next(),
            // A sign before the digits would be read too.
            _ if code.contains('+') => None,
            _ => char::from_u32(u32::from_str_radix(code.get(1..)?, 16).ok()?),
        });
        let code = code.ok_or_else(|| self.lacks("escaped character"))?;
        self.at += length;
        Ok(code)
    }
}
