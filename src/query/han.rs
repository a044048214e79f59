//! What the plan's characters sound like, and which traditional characters stand for them. The tables
//! are made by `build.rs`, for the plan's own characters only.

use std::sync::LazyLock;

use crate::model::Gather;

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The characters that are read and may be traditional.
const HAN: std::ops::Range<char> = '\u{3400}'..'\u{a000}';

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

/// How the characters of the plan are read.
pub(super) struct Readings {
    /// Each character with all its readings, joined by commas; in the order of the characters.
    all: Vec<(char, &'static str)>,
    /// For each Latin letter, the characters with a reading that begins with it, in order.
    beginning: [Vec<char>; 26],
}

impl Readings {
    /// The table of readings. It is made when it is first asked for: most readers type no Latin letters.
    pub(super) fn table() -> &'static Self {
        static TABLE: LazyLock<Readings> = LazyLock::new(Readings::new);
        &TABLE
    }

    fn new() -> Self {
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
            .zip(READINGS.split(' '))
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
        let table = Readings::table();
        assert_eq!(table.of('低'), "di");
        assert_eq!(table.of('S'), "");
        let with_d = table.beginning_with(b'd');
        assert!(with_d.contains(&'低') && !with_d.contains(&'空'));
        assert!(table.beginning_with(b'{').is_empty() && table.beginning_with(b'A').is_empty());
        assert!(table.of('行').contains("hang") && table.of('行').contains("xing"));
        assert!(table.of('绿').contains("lv"));
    }
}
