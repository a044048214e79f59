//! What of the plan's characters is in tables: how they are read ([`super::sounds`]), and which traditional
//! characters stand for them. The tables are made by `build.rs`, for the plan's own characters only.

use super::late::LATE;
use crate::model::compact;

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The characters that are read and may be traditional.
pub(super) const HAN: std::ops::Range<char> = '\u{3400}'..'\u{a000}';

/// Whether what was typed asks for the tables: a word of Latin letters, which may be pinyin, or a character
/// that the plan does not have, which may be a traditional one.
pub(super) fn needs_tables(typed: &str) -> bool {
    typed.chars().any(|letter| {
        let is_own = || compact::letters(crate::PLAN_COMPACT).contains(&letter);
        // Full-width ones too, which are folded to them.
        let is_latin = letter.is_ascii_alphabetic() || ('Ａ'..='ｚ').contains(&letter);
        is_latin || HAN.contains(&letter) && !is_own()
    })
}

/// The plan's character that a traditional one stands for; any other character as it is.
pub(super) fn simplified(letter: char) -> char {
    if !HAN.contains(&letter) {
        return letter;
    }
    let traditional = LATE.get().map_or("", |tables| tables.traditional);
    let mut letters = traditional.chars();
    while let (Some(traditional), Some(simplified)) = (letters.next(), letters.next()) {
        if traditional == letter {
            return simplified;
        }
        if traditional > letter {
            break;
        }
    }
    letter
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traditional_characters_stand_for_the_plan_s_own() {
        let typed: String = "尼木縣經濟發展".chars().map(simplified).collect();
        assert_eq!(typed, "尼木县经济发展");
        assert_eq!(simplified('S'), 'S');
    }
}
