//! Pinyin: finds the characters that are read like a word of Latin letters.
//!
//! A word matches as pinyin in the two ways in which people type it:
//! - **Whole syllables** (`dikong`). The last syllable may be unfinished (`dikongj`).
//! - **Initials** of two or more characters in a row, within one word (`dkjj`). Chinese has no spaces
//!   between words, so the rule is: the characters include no mark and no [function
//!   character](FUNCTION), because those separate words (大会及其). Inside a name that the data
//!   lists (a term, a project, a place, a theme) function characters do not count. Headings are
//!   sentences, not names.
//!
//! A word that begins an English word of the plan's headings and themes (`tour`) is probably English. It
//! matches as pinyin only if all its syllables are whole.
//!
//! This module knows nothing of queries or passages.

use std::sync::OnceLock;

use super::fold::Folded;
use super::han::{HAN, READINGS};

/// Characters that are nearly always words of their own (of, and, in, to …). Initials stop at them.
const FUNCTION: &str = "的了着及其与和或等在以为把将并而从于之是";

/// Whether a text has a function character.
pub(super) fn has_function_character(text: &str) -> bool {
    text.contains(|letter| FUNCTION.contains(letter))
}

/// The readings of a character, as an index; 0 for a character without readings. [`APART`] is added for a
/// character at which initials stop.
type Sound = u16;

/// The flag of a function character.
const APART: Sound = 1 << 15;

/// The readings of the characters of a text, in order.
#[derive(Clone, Debug)]
pub(super) struct Sounds(Vec<Sound>);

impl Sounds {
    /// Looks up the readings of `text`. `in_name` says whether the character at a position is part of a
    /// name.
    pub(super) fn of(text: &Folded, in_name: impl Fn(usize) -> bool) -> Self {
        let readings = Readings::table();
        let letters = text.as_str().chars().enumerate();
        let sounds = letters.map(|(at, letter)| match letter {
            '0'..='9' if text.is_arabic(at) => 0,
            // This one was a Chinese digit before folding.
            '0'..='9' => readings.digit(letter),
            letter if FUNCTION.contains(letter) && !in_name(at) => readings.sound(letter) | APART,
            letter => readings.sound(letter),
        });
        Self(sounds.collect())
    }
}

/// The readings of the characters of the plan.
struct Readings {
    /// The sound of each character of [`HAN`].
    sounds: Vec<Sound>,
    /// The readings of all sounds, one after another.
    all: Vec<&'static str>,
    /// For each sound, the end of its readings in `all`.
    ends: Vec<usize>,
}

impl Readings {
    /// The table. It is built on first use, since most readers type no Latin letters.
    fn table() -> &'static Self {
        static TABLE: OnceLock<Readings> = OnceLock::new();
        TABLE.get_or_init(|| Self::new(READINGS))
    }

    fn new(readings: &'static str) -> Self {
        let mut sounds: Vec<Sound> = vec![0; HAN.end as usize - HAN.start as usize];
        for letter in crate::PLAN_JSON.chars() {
            if let Some(sound) = index(letter).and_then(|at| sounds.get_mut(at)) {
                *sound = 1;
            }
        }
        // `build.rs` writes the readings in the same order.
        let mut known = 0;
        for sound in sounds.iter_mut().filter(|sound| **sound > 0) {
            known += 1;
            *sound = known;
        }
        let mut all = Vec::new();
        let mut ends = vec![0];
        for of_one in readings.split(' ') {
            all.extend(of_one.split(',').filter(|reading| !reading.is_empty()));
            ends.push(all.len());
        }
        Self { sounds, all, ends }
    }

    /// The sound of a character.
    fn sound(&self, letter: char) -> Sound {
        let sound = index(letter).and_then(|at| self.sounds.get(at));
        sound.copied().unwrap_or_default()
    }

    /// The sound of the Chinese digit with this value.
    fn digit(&self, digit: char) -> Sound {
        let value = digit.to_digit(10).unwrap_or_default() as usize;
        let chinese = "零一二三四五六七八九".chars().nth(value);
        chinese.map_or(0, |letter| self.sound(letter))
    }

    /// The readings of a sound. There may be several.
    fn of(&self, sound: Sound) -> &[&'static str] {
        let after = usize::from(sound & !APART);
        let from = after.checked_sub(1).and_then(|at| self.ends.get(at));
        let range = from.zip(self.ends.get(after));
        let of = range.and_then(|(&from, &to)| self.all.get(from..to));
        of.unwrap_or_default()
    }

    /// Each sound.
    fn each(&self) -> impl Iterator<Item = Sound> {
        (0..).take(self.ends.len())
    }
}

/// The index of a character within [`HAN`].
fn index(letter: char) -> Option<usize> {
    (letter as usize).checked_sub(HAN.start as usize)
}

/// A word of two or more Latin letters that may be pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pinyin {
    letters: String,
    /// Whether only whole syllables match.
    whole: bool,
    /// For each sound, which part of a match a character with it can be: [`FIRST`], [`SYLLABLE`] and
    /// [`SECOND`]. Most can be none, so one look-up rules out most positions of a text.
    parts: Vec<u8>,
}

/// The first character: one of its readings begins with the first letter.
const FIRST: u8 = 1;
/// The first character: one of its readings is a whole syllable at the start of the letters.
const SYLLABLE: u8 = 2;
/// The second character: one of its readings begins with the second letter.
const SECOND: u8 = 4;

impl Pinyin {
    /// A word of two or more lowercase Latin letters; `None` for any other text. `is_english` says whether
    /// they begin an English word.
    pub(super) fn new(letters: &str, is_english: bool) -> Option<Self> {
        let &[first, second, ..] = letters.as_bytes() else {
            return None;
        };
        if !letters.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return None;
        }
        let readings = Readings::table();
        let parts = readings.each().map(|sound| {
            let mut part = 0;
            for reading in readings.of(sound) {
                let initial = reading.as_bytes().first().copied().unwrap_or_default();
                if initial == first {
                    part |= FIRST;
                    if letters.starts_with(reading) {
                        part |= SYLLABLE;
                    }
                }
                if initial == second {
                    part |= SECOND;
                }
            }
            part
        });
        Some(Self {
            letters: letters.to_owned(),
            whole: is_english,
            parts: parts.collect(),
        })
    }

    /// Which part of a match a character with this sound can be.
    fn part(&self, sound: Sound) -> u8 {
        let part = self.parts.get(usize::from(sound & !APART));
        part.copied().unwrap_or_default()
    }

    /// Every match in a text: the positions of its first character and after its last.
    pub(super) fn places<'t>(
        &'t self,
        text: &'t Sounds,
    ) -> impl Iterator<Item = (usize, usize)> + 't {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let rest = text.0.get(from..)?;
                from += rest
                    .iter()
                    .position(|&sound| self.part(sound) & FIRST != 0)?;
                let start = from;
                from += 1;
                if let Some(length) = text.0.get(start..).and_then(|rest| self.at_start(rest)) {
                    return Some((start, start + length));
                }
            }
        })
    }

    /// The number of characters of a match at the start of `sounds`.
    fn at_start(&self, sounds: &[Sound]) -> Option<usize> {
        let readings = Readings::table();
        let (&first, rest) = sounds.split_first()?;
        let is_syllable = self.part(first) & SYLLABLE != 0;
        let syllables = || self.syllables(readings, sounds, &self.letters);
        let is_second = |&next: &Sound| self.part(next) & SECOND != 0;
        let may_be_initials = !self.whole && rest.first().is_some_and(is_second);
        let initials = || self.initials(readings, sounds);
        (is_syllable.then(syllables).flatten()).or_else(|| may_be_initials.then(initials).flatten())
    }

    /// The number of characters at the start of `sounds` that `letters` spell. The first syllable must be
    /// whole, as an unfinished one would match too much.
    fn syllables(&self, readings: &Readings, sounds: &[Sound], letters: &str) -> Option<usize> {
        if letters.is_empty() {
            return Some(0);
        }
        let (&sound, rest) = sounds.split_first()?;
        let all = readings.of(sound);
        let whole = all.iter().find_map(|reading| {
            let left = letters.strip_prefix(*reading)?;
            self.syllables(readings, rest, left)
        });
        let begun = letters.len() < self.letters.len();
        let unfinished =
            || begun && !self.whole && all.iter().any(|reading| reading.starts_with(letters));
        whole
            .or_else(|| unfinished().then_some(0))
            .map(|rest| rest + 1)
    }

    /// The number of characters at the start of `sounds` whose initials are the letters.
    fn initials(&self, readings: &Readings, sounds: &[Sound]) -> Option<usize> {
        let mut rest = sounds.iter();
        for letter in self.letters.chars() {
            let &sound = rest.next().filter(|&&sound| sound & APART == 0)?;
            let all = readings.of(sound);
            all.iter().find(|reading| reading.starts_with(letter))?;
        }
        Some(self.letters.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Plan, PlanError};

    fn sounds(text: &str) -> Sounds {
        Sounds::of(&Folded::of_plan(text), |_| false)
    }

    fn finds(letters: &str, text: &str) -> bool {
        let pinyin = Pinyin::new(letters, false);
        pinyin.is_some_and(|pinyin| pinyin.places(&sounds(text)).next().is_some())
    }

    #[test]
    fn characters_have_all_their_readings() {
        let table = Readings::table();
        let of = |letter| table.of(table.sound(letter));
        assert_eq!(of('低'), ["di"]);
        assert!(of('行').contains(&"hang") && of('行').contains(&"xing"));
        assert!(of('绿').contains(&"lv") && of('绿').contains(&"lu"));
        // The plan does not have the second.
        assert!(of('S').is_empty() && of('饕').is_empty());
        assert!(table.of(Sound::MAX).is_empty());
    }

    #[test]
    fn initials_stay_within_a_word() {
        assert!(finds("dkjj", "谋划发展低空经济"));
        assert!(!finds("dhjq", "人民代表大会及其常务委员会"));
        assert!(!finds("fzjj", "发展、经济") && !finds("fzjj", "发展5经济"));
        assert!(finds("dahuijiqi", "人民代表大会及其"), "syllables do");
        let text = Folded::of_plan("与经济和社会");
        let in_name = Sounds::of(&text, |at| at > 0);
        let pinyin = Pinyin::new("jjhsh", false);
        assert!(pinyin.is_some_and(|pinyin| pinyin.places(&in_name).next().is_some()));
    }

    #[test]
    fn chinese_digits_have_readings_and_arabic_ones_do_not() {
        assert!(finds("yidaiyilu", "一带一路") && finds("ydyl", "一带一路"));
        assert!(finds("shiwuwu", "十五五") && finds("sww", "“十五五”"));
        assert!(!finds("sw", "增长35") && !finds("sanwu", "增长35"));
    }

    #[test]
    fn an_english_word_is_pinyin_only_in_whole_syllables() {
        let find = |letters, text| {
            let pinyin = Pinyin::new(letters, true);
            pinyin.is_some_and(|pinyin| pinyin.places(&sounds(text)).next().is_some())
        };
        assert!(finds("tour", "投融资"), "if it were not English");
        assert!(!find("tour", "投融资") && !find("tour", "带头人"));
        assert!(find("dang", "党的建设") && find("min", "农民"));
        assert!(!find("law", "老安文"));
    }

    /// Ruling positions out by one look-up loses no match.
    #[test]
    fn the_quick_check_misses_no_match() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let readings = Readings::table();
        let mut found = 0;
        for word in [
            "dikong", "dk", "dkjj", "lasa", "lasashi", "ni", "nimux", "xian", "xianjin",
            "zhongguo", "zg", "anquan", "aq", "yinhang", "de", "zz", "qqq", "iv", "ydyl",
        ] {
            let pinyin = Pinyin::new(word, false);
            assert!(pinyin.is_some(), "{word}");
            let Some(pinyin) = pinyin else { continue };
            for passage in plan.passages() {
                let text = sounds(passage.text.as_str());
                let places: Vec<_> = pinyin.places(&text).collect();
                let slowly = (0..text.0.len()).filter_map(|start| {
                    let rest = &text.0[start..];
                    let length = pinyin
                        .syllables(readings, rest, word)
                        .or_else(|| pinyin.initials(readings, rest))?;
                    Some((start, start + length))
                });
                assert_eq!(
                    places,
                    slowly.collect::<Vec<_>>(),
                    "{word} in {}",
                    passage.id
                );
                found += places.len();
            }
        }
        assert!(found > 100, "{found}");
        Ok(())
    }
}
