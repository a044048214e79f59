//! What the plan's characters sound like, and which traditional characters stand for them. The tables
//! are made by `build.rs`, for the plan's own characters only.

use std::sync::OnceLock;

use super::late::LATE;
use crate::model::{Gather, place_of};

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The characters that are read and may be traditional.
const HAN: std::ops::Range<char> = '\u{3400}'..'\u{a000}';

/// Whether what was typed asks for the tables: a word of Latin letters, which may be pinyin, or a character
/// that the plan does not have, which may be a traditional one.
pub(super) fn needs_tables(typed: &str) -> bool {
    typed.chars().any(|letter| {
        let is_own = || place_of(crate::PLAN_COMPACT, letter.encode_utf8(&mut [0; 4])).is_some();
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

/// How the characters of the plan are read.
pub(super) struct Readings {
    /// Each character with all its readings, joined by commas; in the order of the characters.
    all: Vec<(char, &'static str)>,
    /// For each Latin letter, the characters with a reading that begins with it, in order.
    beginning: [Vec<char>; 26],
}

impl Readings {
    /// The table of readings, once it has come. It is made when it is first asked for: most readers type no
    /// Latin letters.
    pub(super) fn table() -> Option<&'static Self> {
        static TABLE: OnceLock<Readings> = OnceLock::new();
        let tables = LATE.get()?;
        Some(TABLE.get_or_init(|| Self::new(tables.readings)))
    }

    fn new(readings: &'static str) -> Self {
        // The characters that the plan is written with, in order, as `build.rs` found them.
        let mut is_used = vec![false; HAN.end as usize - HAN.start as usize];
        for letter in crate::PLAN_COMPACT.chars() {
            let at = (letter as usize).checked_sub(HAN.start as usize);
            if let Some(is_used) = at.and_then(|at| is_used.get_mut(at)) {
                *is_used = true;
            }
        }
        let used = (HAN.start..HAN.end)
            .zip(is_used)
            .filter(|&(_, is_used)| is_used);
        let all = used
            .zip(readings.split(' '))
            .map(|((letter, _), all)| (letter, all));
        let all: Vec<(char, &str)> = all.gather();
        let beginning = std::array::from_fn(|at| {
            let initial = usize::from(b'a') + at;
            let begins = |reading: &str| reading.bytes().next().map(usize::from) == Some(initial);
            let known = all.iter().filter(|(_, all)| all.split(',').any(begins));
            known.map(|&(letter, _)| letter).gather()
        });
        Self { all, beginning }
    }

    /// All readings of a character, joined by commas; empty where it has none.
    pub(super) fn of(&self, letter: char) -> &'static str {
        let found = self.all.binary_search_by_key(&letter, |&(known, _)| known);
        let entry = found.ok().and_then(|at| self.all.get(at));
        entry.map_or("", |&(_, all)| all)
    }

    /// The characters with a reading that begins with a small Latin letter, in order; none for anything else.
    pub(super) fn beginning_with(&self, initial: u8) -> &[char] {
        let at = initial.checked_sub(b'a').map(usize::from);
        let found = at.and_then(|at| self.beginning.get(at));
        found.map(Vec::as_slice).unwrap_or_default()
    }
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

    #[test]
    fn characters_have_all_their_readings() {
        let of = |letter| Readings::table().map_or("", |table| table.of(letter));
        assert_eq!((of('低'), of('S')), ("di", ""));
        let beginning = |initial| {
            let table = Readings::table();
            table.map_or(&[][..], |table| table.beginning_with(initial))
        };
        let with_d = beginning(b'd');
        assert!(with_d.contains(&'低') && !with_d.contains(&'空'));
        assert!(beginning(b'{').is_empty() && beginning(b'A').is_empty());
        assert!(of('行').contains("hang") && of('行').contains("xing"));
        assert!(of('绿').contains("lv"));
    }
}
