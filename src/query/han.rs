//! Tables of Chinese characters: their readings (see [`super::pinyin`]), and their traditional forms.
//! `build.rs` writes the tables, for the characters of the plan only.

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The range of Chinese characters.
pub(super) const HAN: std::ops::Range<char> = '\u{3400}'..'\u{a000}';

/// The plan's form of a traditional character; any other character unchanged.
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
    fn traditional_characters_become_those_of_the_plan() {
        let typed: String = "尼木縣經濟發展".chars().map(simplified).collect();
        assert_eq!(typed, "尼木县经济发展");
        assert_eq!(simplified('S'), 'S');
    }
}
