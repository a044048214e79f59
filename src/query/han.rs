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

/// How a character is read: its place in [`Readings::all`]; 0 where nothing is known of it.
pub(super) type Sound = u16;

/// How the characters of the plan are read.
pub(super) struct Readings {
    /// The sounds of characters, from the first of [`HAN`] on.
    sounds: Vec<Sound>,
    /// All readings of a character, joined by commas; the first is that of no character, and empty.
    all: Vec<&'static str>,
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
        let mut sounds: Vec<Sound> = vec![0; HAN.end as usize - HAN.start as usize];
        for letter in crate::PLAN_COMPACT.chars() {
            if let Some(sound) = place(letter).and_then(|at| sounds.get_mut(at)) {
                *sound = 1;
            }
        }
        // Numbered in their order, as `build.rs` gives their readings.
        let mut known = 0;
        for sound in sounds.iter_mut().filter(|sound| **sound > 0) {
            known += 1;
            *sound = known;
        }
        let all = std::iter::once("").chain(readings.split(' '));
        Self {
            sounds,
            all: all.gather(),
        }
    }

    /// How a character is read.
    pub(super) fn sound(&self, letter: char) -> Sound {
        let sound = place(letter).and_then(|at| self.sounds.get(at));
        sound.copied().unwrap_or_default()
    }

    /// All readings of a sound, joined by commas; empty where it has none.
    pub(super) fn of(&self, sound: Sound) -> &'static str {
        let all = self.all.get(usize::from(sound));
        all.copied().unwrap_or_default()
    }

    /// The readings of every sound.
    pub(super) fn all(&self) -> &[&'static str] {
        &self.all
    }
}

/// A character's place among all that are read.
fn place(letter: char) -> Option<usize> {
    (letter as usize).checked_sub(HAN.start as usize)
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
        let of = |letter| Readings::table().map_or("", |table| table.of(table.sound(letter)));
        assert_eq!((of('低'), of('S')), ("di", ""));
        assert!(of('行').contains("hang") && of('行').contains("xing"));
        assert!(of('绿').contains("lv"));
        // The plan does not have it.
        assert_eq!(of('饕'), "");
        assert!(Readings::table().is_some_and(|table| table.of(Sound::MAX).is_empty()));
    }
}
