//! The search text: what a reader typed, cleaned.
//!
//! This module knows nothing of how the text is searched for.

use percent_encoding::percent_decode_str;

/// A cleaned search text: one line with single spaces and none at the ends, without invisible
/// characters, at most [`SearchText::MAX`] characters long.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SearchText(String);

impl SearchText {
    /// The longest search text in characters: longer than any phrase one would search for, and short
    /// enough for an address.
    pub const MAX: usize = 100;

    /// How many typed characters are read: twice the length of [`SearchText::MAX`] Chinese characters
    /// that are percent-encoded twice.
    const READ: usize = 30 * Self::MAX;

    /// Cleans what was typed. Any text gives a search text, and cleaning it again changes nothing.
    ///
    /// Percent-encoded text is decoded: it was copied from an address bar, or an app encoded a link
    /// twice. A percent sign after a digit may be meant, so `100%25` stays as it is.
    pub fn new(typed: &str) -> Self {
        let mut text: String = typed.chars().take(Self::READ).collect();
        // Each round shortens the text, so the loop ends.
        loop {
            text = one_line(&text);
            if let Some(decoded) = percent_decoded(&text) {
                text = decoded;
            } else if text.chars().nth(Self::MAX).is_some() {
                text = text.chars().take(Self::MAX).collect();
            } else {
                return Self(text);
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it is empty.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether it is as long as a search text can be. More may have been typed than is searched.
    pub fn is_full(&self) -> bool {
        // One less, because a space at the cut is trimmed.
        self.0.chars().count() + 1 >= Self::MAX
    }
}

/// `text` without invisible characters, in one line with single spaces.
fn one_line(text: &str) -> String {
    let visible = text.chars().filter(|&letter| !is_invisible(letter));
    let spaced: String = visible
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}

/// Decodes percent-encoded text. `None` if it is not percent-encoded: the result must be UTF-8, and must
/// have more characters beyond ASCII than before or come from an escape that does not follow a digit. The
/// last character may be incomplete, as in a link that was cut.
fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes: Vec<u8> = percent_decode_str(text).collect();
    let mut is_cut = false;
    if let Err(error) = std::str::from_utf8(&bytes) {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let characters = String::from_utf8_lossy(valid).chars().count();
        // Errors after the last character that is kept do not matter.
        if error.error_len().is_some() && characters <= SearchText::MAX {
            return None;
        }
        is_cut = true;
        bytes.truncate(error.valid_up_to());
    }
    let decoded = String::from_utf8(bytes).ok()?;
    if decoded.len() == text.len() {
        return None;
    }
    let beyond_ascii = |text: &str| text.chars().filter(|letter| !letter.is_ascii()).count();
    let is_encoded =
        beyond_ascii(&decoded) > beyond_ascii(text) || !is_cut && has_escape_not_after_digit(text);
    is_encoded.then_some(decoded)
}

fn has_escape_not_after_digit(text: &str) -> bool {
    text.match_indices('%').any(|(at, _)| {
        let (before, escape) = text.split_at_checked(at).unwrap_or_default();
        let hex = escape.as_bytes().get(1..3);
        let is_escape = hex.is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit));
        is_escape && !before.ends_with(|letter: char| letter.is_ascii_digit())
    })
}

/// Whether a character is invisible: zero-width characters, direction marks, soft hyphens, tags,
/// variation selectors. Text copied from chats, word processors and web pages contains them.
pub(crate) fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'
            | '\u{1160}'
            | '\u{17B4}'
            | '\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFC}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cleaned(typed: &str) -> String {
        SearchText::new(typed).as_str().to_owned()
    }

    #[test]
    fn invisible_characters_are_removed() {
        for typed in [
            "低空\u{200B}经济",
            "\u{FEFF}低空经济",
            "低\u{AD}空经\u{2060}济\u{200F}",
            "\u{202A}低空经济\u{202C}",
            "低空经济\u{E0041}\u{FE0F}",
        ] {
            assert_eq!(cleaned(typed), "低空经济", "{typed:?}");
        }
        assert_eq!(
            cleaned("低空\u{A0}经济\u{3000}\u{2028}旅游"),
            "低空 经济 旅游"
        );
        assert_eq!(cleaned("\u{200B}\u{FEFF}"), "");
    }

    #[test]
    fn percent_encoded_text_is_decoded() {
        let airport = "%E6%9C%BA%E5%9C%BA";
        assert_eq!(cleaned(airport), "机场");
        assert_eq!(cleaned(&airport.replace('%', "%25")), "机场", "twice");
        assert_eq!(cleaned(&format!("新建 {airport}")), "新建 机场");
        assert_eq!(cleaned("IPv%36%20S5"), "IPv6 S5");
        assert_eq!(cleaned("%E6%9C%BA%E5%9C"), "机", "a link that was cut");
        let long = airport.repeat(1000);
        assert_eq!(cleaned(&long), "机场".repeat(50));
        assert_eq!(cleaned(&long.replace('%', "%25")), "机场".repeat(50));
    }

    #[test]
    fn a_percent_sign_that_is_meant_stays() {
        for typed in [
            "100%25",
            "100%",
            "43.7%，新",
            "50%20强",
            "%",
            "%zz",
            "%E6",
            "%E6%9C",
            "99%以上",
        ] {
            assert_eq!(cleaned(typed), typed);
        }
    }

    #[test]
    fn a_text_longer_than_is_searched_says_so() {
        let of = |count| SearchText::new(&"高".repeat(count));
        assert!(!SearchText::default().is_full() && !of(98).is_full());
        assert!(of(100).is_full() && of(101).is_full() && of(100_000).is_full());
        assert_eq!(of(101), of(100), "no more is searched");
        let at_a_space = format!("{} 高原", "高".repeat(99));
        assert!(SearchText::new(&at_a_space).is_full());
    }

    proptest! {
        #[test]
        fn any_text_makes_a_stable_search_text(
            typed in "\\PC{0,200}|(%25|%E6|%9C|%BA|高|%|2|\u{200B}| ){0,150}",
        ) {
            let once = SearchText::new(&typed);
            prop_assert_eq!(SearchText::new(once.as_str()), once.clone());
            prop_assert!(once.as_str().chars().count() <= SearchText::MAX);
            prop_assert!(!once.as_str().chars().any(is_invisible));
        }
    }
}
