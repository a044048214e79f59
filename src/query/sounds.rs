//! Words of Latin letters as pinyin: how characters are read, and where a text sounds so.

use std::sync::OnceLock;

use super::han::{HAN, READINGS};
use crate::model::{Span, compact};

/// How the characters of a text are read, in their order; nothing until somebody asks.
pub(super) type Sounds = OnceLock<Vec<Sound>>;

/// How a character is read, by a number; 0 where nothing is known of it.
pub(super) type Sound = u16;

/// How the characters of the plan are read.
struct Readings {
    /// The sounds of characters, from the first of [`HAN`] on.
    sounds: Vec<Sound>,
    /// The readings of all sounds, one after the other.
    all: Vec<&'static str>,
    /// Where those of each sound end.
    ends: Vec<usize>,
}

impl Readings {
    /// The table, made when it is first asked for: most readers type no Latin letters.
    fn table() -> &'static Self {
        static TABLE: OnceLock<Readings> = OnceLock::new();
        TABLE.get_or_init(|| Self::new(READINGS))
    }

    fn new(readings: &'static str) -> Self {
        let mut sounds: Vec<Sound> = vec![0; HAN.end as usize - HAN.start as usize];
        for letter in compact::letters(crate::PLAN_COMPACT) {
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
        let mut all = Vec::new();
        let mut ends = vec![0];
        for of_one in readings.split(' ') {
            all.extend(of_one.split(',').filter(|reading| !reading.is_empty()));
            ends.push(all.len());
        }
        Self { sounds, all, ends }
    }

    /// How a character is read.
    fn sound(&self, letter: char) -> Sound {
        let sound = place(letter).and_then(|at| self.sounds.get(at));
        sound.copied().unwrap_or_default()
    }

    /// The readings of a sound, of which there may be several.
    fn of(&self, sound: Sound) -> &[&'static str] {
        let after = usize::from(sound);
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

/// A character's place among all that are read.
fn place(letter: char) -> Option<usize> {
    (letter as usize).checked_sub(HAN.start as usize)
}

/// A word of Latin letters, more than one, which is looked for as a pinyin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    letters: String,
    /// What a character may be in a stretch that sounds so, by its sound: [`FIRST`], [`SYLLABLE`] and
    /// [`SECOND`]. Most are nothing, and are passed with a look here.
    parts: Vec<u8>,
}

/// The first character, with a reading that begins as the letters do.
const FIRST: u8 = 1;
/// And one of its readings is the whole beginning of the letters.
const SYLLABLE: u8 = 2;
/// The second character, with a reading that begins with the second letter.
const SECOND: u8 = 4;

impl Heard {
    /// What a character with this sound may be.
    fn part(&self, sound: Sound) -> u8 {
        self.parts
            .get(usize::from(sound))
            .copied()
            .unwrap_or_default()
    }
}

/// A word as one that may be a pinyin: of Latin letters alone, and of more than one.
pub(super) fn heard(letters: &str) -> Option<Heard> {
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
    Some(Heard {
        letters: letters.to_owned(),
        parts: parts.collect::<Vec<_>>(),
    })
}

/// Where stretches of a text sound like the word; the first `most` of them. How the text's
/// characters are read is kept in `sounds`.
pub(super) fn sounding(heard: &Heard, text: &str, sounds: &Sounds, most: usize) -> Vec<Span> {
    let readings = Readings::table();
    let of_text = || {
        text.chars()
            .map(|letter| readings.sound(letter))
            .collect::<Vec<_>>()
    };
    let sounds = sounds.get_or_init(of_text);
    let mut found = Vec::new();
    let mut from = 0;
    while found.len() < most
        && let Some(rest) = sounds.get(from..)
        // Most characters of most texts are passed here.
        && let Some(passed) = rest.iter().position(|&sound| heard.part(sound) & FIRST != 0)
        && let Some(rest @ [first, next @ ..]) = rest.get(passed..)
    {
        let start = from + passed;
        from = start + 1;
        let is_whole = heard.part(*first) & SYLLABLE != 0;
        let is_second = |next: &Sound| heard.part(*next) & SECOND != 0;
        let whole = is_whole.then(|| syllables(readings, rest, &heard.letters, false));
        let length = whole.flatten().or_else(|| {
            next.first()
                .is_some_and(is_second)
                .then(|| initials(readings, rest, &heard.letters))?
        });
        found.extend(length.and_then(|length| span(start, length)));
    }
    found
}

fn span(start: usize, length: usize) -> Option<Span> {
    Span::new(start as u32, (start + length) as u32)
}

/// How many characters at the start sound like `letters`, whole syllables; once one has `begun`, the last
/// may be unfinished.
fn syllables(readings: &Readings, sounds: &[Sound], letters: &str, begun: bool) -> Option<usize> {
    if letters.is_empty() {
        return Some(0);
    }
    let (&sound, rest) = sounds.split_first()?;
    let all = readings.of(sound);
    let whole = all.iter().find_map(|reading| {
        let left = letters.strip_prefix(*reading)?;
        syllables(readings, rest, left, true)
    });
    // One is still typing the last syllable; a first one unfinished would find too much.
    let unfinished = || begun && all.iter().any(|reading| reading.starts_with(letters));
    whole
        .or_else(|| unfinished().then_some(0))
        .map(|rest| rest + 1)
}

/// How many characters at the start have readings with these initials.
fn initials(readings: &Readings, sounds: &[Sound], letters: &str) -> Option<usize> {
    let mut rest = sounds.iter();
    for letter in letters.chars() {
        let all = readings.of(*rest.next()?);
        all.iter().find(|reading| reading.starts_with(letter))?;
    }
    Some(letters.len())
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn characters_have_all_their_readings() {
        let table = Readings::table();
        let of = |letter| table.of(table.sound(letter));
        assert_eq!(of('低'), ["di"]);
        assert!(of('行').contains(&"hang") && of('行').contains(&"xing"));
        assert!(of('绿').contains(&"lv"));
        // The plan does not have the second.
        assert!(of('S').is_empty() && of('饕').is_empty());
        assert!(table.of(Sound::MAX).is_empty());
    }

    /// What is passed with a look at what a character may be is nothing that would have been found.
    #[test]
    fn nothing_is_passed_that_sounds_so() -> anyhow::Result<()> {
        let plan = crate::model::Plan::from_json(crate::PLAN_JSON)?;
        let readings = Readings::table();
        let mut found = 0;
        for word in [
            "dikong", "dk", "dkjj", "lasa", "lasashi", "ni", "nimux", "xian", "xianjin",
            "zhongguo", "zg", "anquan", "aq", "yinhang", "de", "zz", "qqq", "iv",
        ] {
            let heard = heard(word).with_context(|| format!("{word} has no readings"))?;
            for passage in plan.passages() {
                let text = passage.text.as_str();
                let sounds = Sounds::new();
                let places = sounding(&heard, text, &sounds, usize::MAX);
                let sounds: Vec<Sound> =
                    text.chars().map(|letter| readings.sound(letter)).collect();
                let each = (0..sounds.len()).filter_map(|start| {
                    let rest = &sounds[start..];
                    let length = syllables(readings, rest, word, false)
                        .or_else(|| initials(readings, rest, word))?;
                    span(start, length)
                });
                assert_eq!(places, each.collect::<Vec<_>>(), "{word} in {}", passage.id);
                let first = sounding(&heard, text, &Sounds::new(), 1);
                assert_eq!(first, places[..places.len().min(1)], "{word}");
                found += places.len();
            }
        }
        assert!(found > 100, "{found}");
        Ok(())
    }
}
