//! What the plan's characters sound like, and which traditional characters stand for them. The tables
//! are made by `build.rs`, for the plan's own characters only.

include!(concat!(env!("OUT_DIR"), "/han.rs"));

/// The plan's character that a traditional one stands for; any other character as it is.
pub(super) fn simplified(letter: char) -> char {
    if !('\u{3400}'..='\u{9fff}').contains(&letter) {
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

/// How each character of the plan is read: in the order of the characters.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Readings(Vec<(char, &'static str)>);

impl Readings {
    /// The table of readings.
    pub(super) fn new() -> Self {
        let mut table = Vec::new();
        let mut rest = READINGS;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            let end = after
                .find(|next: char| !next.is_ascii())
                .unwrap_or(after.len());
            let (all, next) = after.split_at(end);
            table.push((letter, all));
            rest = next;
        }
        Self(table)
    }

    /// All readings of a character, joined by commas; empty where it has none.
    pub(super) fn of(&self, letter: char) -> &'static str {
        let found = self.0.binary_search_by_key(&letter, |&(known, _)| known);
        let entry = found.ok().and_then(|at| self.0.get(at));
        entry.map_or("", |&(_, all)| all)
    }

    /// The characters with a reading that begins so, in order.
    pub(super) fn beginning_with(&self, initial: &str) -> Vec<char> {
        let begins = |all: &str| all.split(',').any(|reading| reading.starts_with(initial));
        let known = self.0.iter().filter(|(_, all)| begins(all));
        known.map(|&(letter, _)| letter).collect()
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
        let table = Readings::new();
        assert_eq!(table.of('低'), "di");
        assert_eq!(table.of('S'), "");
        let with_d = table.beginning_with("d");
        assert!(with_d.contains(&'低') && !with_d.contains(&'空'));
        assert!(table.of('行').contains("hang") && table.of('行').contains("xing"));
        assert!(table.of('绿').contains("lv"));
    }
}
