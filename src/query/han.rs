//! What of the plan's characters is in tables: how they are read ([`super::sounds`]), and which traditional
//! characters stand for them. The tables are made by `build.rs`, for the plan's own characters only.

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The characters that are read and may be traditional.
pub(super) const HAN: std::ops::Range<char> = '\u{3400}'..'\u{a000}';

/// The plan's character that a traditional one stands for; any other character as it is.
pub(super) fn simplified(letter: char) -> char {
    if !HAN.contains(&letter) {
        return letter;
    }
    let mut letters = TRADITIONAL.chars();
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
