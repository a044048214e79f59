//! The text of a passage, and spans of it.
//!
//! Offsets count Unicode scalar values (`char`s), and a span's end is exclusive, as in `plan.json`.

/// A part of a text: `start..end`, in `char`s. `start` is never after `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// An empty span.
    pub const NOTHING: Self = Self { start: 0, end: 0 };

    /// The span from `start` to `end` (exclusive), or `None` if `start` is after `end`.
    pub const fn new(start: u32, end: u32) -> Option<Self> {
        if start <= end {
            Some(Self { start, end })
        } else {
            None
        }
    }

    /// The first offset.
    pub const fn start(self) -> u32 {
        self.start
    }

    /// The offset after the last one.
    pub const fn end(self) -> u32 {
        self.end
    }

    /// How many characters it contains.
    pub const fn len(self) -> u32 {
        self.end - self.start
    }

    /// Whether it contains no character.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether all of `other` is inside it.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one character.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// A text that can be sliced by character offsets in constant time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// The byte offset of every character, and of the end.
    at: Vec<u32>,
}

impl Text {
    /// Indexes `text` by character.
    pub fn new(text: String) -> Self {
        let mut at: Vec<u32> = text.char_indices().map(|(byte, _)| byte as u32).collect();
        at.push(text.len() as u32);
        Self { text, at }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The span of the whole text.
    pub fn span(&self) -> Span {
        Span {
            start: 0,
            end: self.at.len().saturating_sub(1) as u32,
        }
    }

    /// The text at `span`, or an empty string if the span is not inside the text.
    pub fn slice(&self, span: Span) -> &str {
        let byte = |offset: u32| self.at.get(offset as usize).map(|&byte| byte as usize);
        match (byte(span.start), byte(span.end)) {
            (Some(start), Some(end)) => self.text.get(start..end).unwrap_or_default(),
            _ => "",
        }
    }

    /// Every occurrence of `needle`, including overlapping ones. None for an empty needle.
    pub fn find_all(&self, needle: &str) -> Vec<Span> {
        let length = needle.chars().count() as u32;
        if length == 0 {
            return Vec::new();
        }
        self.at
            .iter()
            .enumerate()
            .filter(|&(_, &byte)| {
                self.text
                    .get(byte as usize..)
                    .is_some_and(|rest| rest.starts_with(needle))
            })
            .map(|(start, _)| Span {
                start: start as u32,
                end: start as u32 + length,
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_characters_not_bytes() {
        let text = Text::new("尼木县S5".into());
        assert_eq!(text.span(), Span { start: 0, end: 5 });
        assert_eq!(text.slice(Span { start: 2, end: 4 }), "县S");
    }

    #[test]
    fn a_span_outside_the_text_is_empty_not_a_panic() {
        let text = Text::new("尼木".into());
        assert_eq!(text.slice(Span { start: 1, end: 9 }), "");
        assert_eq!(Span::new(3, 2), None);
    }

    #[test]
    fn find_all_finds_overlapping_occurrences() {
        let found = Text::new("哈哈哈".into()).find_all("哈哈");
        assert_eq!(
            found,
            [Span { start: 0, end: 2 }, Span { start: 1, end: 3 }]
        );
        assert!(Text::new("哈".into()).find_all("").is_empty());
    }

    #[test]
    fn adjacent_spans_do_not_overlap() {
        let span = |start, end| Span { start, end };
        assert!(span(2, 5).overlaps(span(4, 6)) && span(2, 5).overlaps(span(3, 4)));
        assert!(!span(2, 5).overlaps(span(5, 7)) && !span(5, 7).overlaps(span(2, 5)));
        assert!(span(2, 5).contains(span(2, 5)) && span(2, 5).contains(span(3, 4)));
        assert!(!span(2, 5).contains(span(1, 5)) && !span(2, 5).contains(span(2, 6)));
        assert_eq!((span(2, 5).len(), span(2, 2).len()), (3, 0));
        assert!(span(2, 2).is_empty() && !span(2, 5).is_empty());
    }
}
