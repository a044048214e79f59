//! Search: what was typed, as conditions, and where a text meets them.
//!
//! Several words must all stand; `"…"` keeps words together; a leading minus excludes. Widths,
//! capitals, Traditional and Simplified, and Arabic and Chinese digits are alike (see [`fold`]). A word
//! of Latin letters finds what sounds so: whole syllables (`dikong`, the last one may be unfinished) or
//! the initials of at least two characters (`dkjj`).

use super::SearchText;
use super::fold::fold;
use super::han::{Readings, readings};
use crate::model::{Span, Text};

/// A text made ready for being searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    folded: Text,
    /// The readings of each character, joined by commas; empty where it has none.
    sounds: Vec<&'static str>,
    /// The letters that these begin with, one bit each: most characters are passed by for them alone.
    initials: Vec<u32>,
}

/// The bit of a Latin letter; of anything else, one that no reading's first letter has.
fn bit(letter: Option<u8>) -> u32 {
    match letter {
        Some(letter @ b'a'..=b'z') => 1 << (letter - b'a'),
        _ => 1 << 31,
    }
}

/// Makes texts ready: holds what all of them need.
pub(super) struct Reader {
    readings: Readings,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self {
            readings: readings(),
        }
    }

    pub(super) fn read(&self, text: &str) -> Haystack {
        let sound = |letter| self.readings.of(letter);
        let sounds: Vec<&'static str> = text.chars().map(sound).collect();
        let initials = sounds.iter().map(|all| {
            let all = all.split(',').filter(|reading| !reading.is_empty());
            all.fold(0, |bits, reading| bits | bit(reading.bytes().next()))
        });
        Haystack {
            folded: Text::new(fold(text)),
            initials: initials.collect(),
            sounds,
        }
    }
}

impl Haystack {
    /// Where a stretch that sounds like `letters` begins at `at`, its end.
    fn sounds_like(&self, at: usize, letters: &str) -> Option<usize> {
        let initials = self.initials.get(at)?;
        if initials & bit(letters.bytes().next()) == 0 {
            return None;
        }
        self.by_syllables(at, letters, false)
            .or_else(|| self.by_initials(at, letters))
    }

    fn by_syllables(&self, at: usize, letters: &str, begun: bool) -> Option<usize> {
        if letters.is_empty() {
            return Some(at);
        }
        let all = self.sounds.get(at).filter(|all| !all.is_empty())?;
        let whole = all.split(',').find_map(|reading| {
            let rest = letters.strip_prefix(reading)?;
            self.by_syllables(at + 1, rest, true)
        });
        // One is still typing the last syllable; a first one unfinished would find too much.
        let unfinished = || begun && all.split(',').any(|reading| reading.starts_with(letters));
        whole.or_else(|| unfinished().then_some(at + 1))
    }

    fn by_initials(&self, at: usize, letters: &str) -> Option<usize> {
        let mut here = at;
        for letter in letters.chars() {
            let all = self.sounds.get(here)?;
            all.split(',').find(|reading| reading.starts_with(letter))?;
            here += 1;
        }
        Some(here)
    }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Needle {
    folded: String,
    /// Whether it can be a pinyin: Latin letters alone, and more than one.
    sounds: bool,
}

impl Needle {
    fn new(words: &str) -> Option<Self> {
        let folded = fold(words);
        let latin = folded.len() > 1 && folded.bytes().all(|byte| byte.is_ascii_lowercase());
        (!folded.is_empty()).then_some(Self {
            folded,
            sounds: latin,
        })
    }

    fn stands_in(&self, text: &Haystack) -> bool {
        text.folded.as_str().contains(&self.folded)
            || self.sounds
                && (0..text.sounds.len()).any(|at| text.sounds_like(at, &self.folded).is_some())
    }

    fn places(&self, text: &Haystack) -> Vec<Span> {
        let mut found = text.folded.find_all(&self.folded);
        if self.sounds {
            found.extend((0..text.sounds.len()).filter_map(|at| {
                let end = text.sounds_like(at, &self.folded)?;
                Span::new(at as u32, end as u32)
            }));
        }
        found
    }
}

/// What was typed, as conditions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Search {
    wanted: Vec<Needle>,
    unwanted: Vec<Needle>,
}

impl Search {
    /// Reads what was typed. An input method gives “…” where "…" is meant: those marks are looked for
    /// where the plan has them just so (`has` tells), and else taken for the others.
    pub(super) fn new(typed: &SearchText, has: impl Fn(&str) -> bool) -> Self {
        let mut search = Self::default();
        for (words, excluded) in tokens(typed.as_str()) {
            let bare = words
                .strip_prefix('“')
                .and_then(|rest| rest.strip_suffix('”'))
                .filter(|bare| !bare.is_empty() && !has(words));
            if let Some(needle) = Needle::new(bare.unwrap_or(words)) {
                if excluded {
                    search.unwanted.push(needle);
                } else {
                    search.wanted.push(needle);
                }
            }
        }
        search
    }

    /// Whether a text meets every condition.
    pub(super) fn admits(&self, text: &Haystack) -> bool {
        self.wanted.iter().all(|needle| needle.stands_in(text))
            && !self.unwanted.iter().any(|needle| needle.stands_in(text))
    }

    /// Every place of what was looked for.
    pub(super) fn places(&self, text: &Haystack) -> Vec<Span> {
        let wanted = self.wanted.iter();
        wanted.flat_map(|needle| needle.places(text)).collect()
    }
}

/// The words of a search text, and whether each is excluded. A quotation mark that is not closed
/// reaches to the end: one is still typing.
fn tokens(typed: &str) -> Vec<(&str, bool)> {
    let is_quote = |letter: char| matches!(letter, '"' | '＂');
    let mut found = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let after_minus = rest.strip_prefix(['-', '－']);
        let excluded =
            after_minus.is_some_and(|after| !after.starts_with(' ') && !after.is_empty());
        let word = if excluded {
            after_minus.unwrap_or(rest)
        } else {
            rest
        };
        let (token, next) = match word.strip_prefix(is_quote) {
            Some(inside) => inside.split_once(is_quote).unwrap_or((inside, "")),
            None => word.split_once(' ').unwrap_or((word, "")),
        };
        let is_lone_minus = matches!(token, "-" | "－");
        if !token.trim().is_empty() && !is_lone_minus {
            found.push((token.trim(), excluded));
        }
        rest = next.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(typed: &str, text: &str) -> bool {
        let search = Search::new(&SearchText::new(typed), |_| false);
        search.admits(&Reader::new().read(text))
    }

    #[test]
    fn several_words_are_all_meant_and_a_minus_excludes() {
        assert!(finds("生态 尼木县", "把尼木县打造成生态旅游基地"));
        assert!(!finds("生态 曲水县", "把尼木县打造成生态旅游基地"));
        assert!(!finds("生态 -旅游", "把尼木县打造成生态旅游基地"));
        assert!(finds("-旅游", "尼木县"));
        assert!(finds("- 旅游", "旅游"), "a lone minus excludes nothing");
    }

    #[test]
    fn quotation_marks_keep_words_together() {
        assert!(finds("\"共同体 书写\"", "共建中华民族共同体 书写美丽西藏"));
        assert!(!finds("\"书写 共同体\"", "共建中华民族共同体 书写美丽西藏"));
        assert!(
            finds("“低空经济”", "谋划发展低空经济"),
            "as an input method types it"
        );
        assert!(finds("\"低空", "低空经济"), "still typing");
    }

    #[test]
    fn widths_scripts_and_numerals_are_alike() {
        assert!(finds("2035", "到二〇三五年"));
        assert!(finds("二〇三五", "2035年"));
        assert!(finds("ＩＰＶ６", "IPv6升级"));
        assert!(finds("尼木縣", "尼木县"));
        assert!(finds("經濟", "低空经济"));
    }

    #[test]
    fn every_reading_of_a_character_is_tried() {
        for typed in ["yinhang", "yinxing", "yinh", "yinx"] {
            assert!(finds(typed, "支持银行"), "{typed}");
        }
        // Some readings begin with a vowel, and what has no reading stops none behind it.
        assert!(finds("anquan", "S5安全") && finds("aq", "S5安全"));
        assert!(!finds("anquan", "S5全安"));
    }

    #[test]
    fn pinyin_and_initials_find() {
        for typed in [
            "dikong",
            "dikongjing",
            "dikongjingji",
            "dkjj",
            "DKJJ",
            "kongjing",
        ] {
            assert!(finds(typed, "谋划发展低空经济"), "{typed}");
        }
        assert!(finds("nimu", "尼木县"));
        assert!(finds("lvse", "绿色") && finds("luse", "绿色"));
        for typed in ["dikongx", "dk", "ikong", "d"] {
            assert!(!finds(typed, "经济 地空") || typed == "dk", "{typed}");
        }
        assert!(!finds("ni", "年"), "a first syllable must be whole");
    }

    /// Every string of one to four characters of the plan is found in exactly the passages that hold
    /// it, digits, capitals and widths being alike.
    #[test]
    fn short_strings_are_found_exactly_where_a_naive_scan_finds_them() {
        use std::collections::{BTreeMap, BTreeSet};
        let plan = crate::model::Plan::from_json(crate::PLAN_JSON);
        let passages: Vec<String> = plan.map_or_else(
            |_| Vec::new(),
            |plan| {
                let texts = plan.passages().iter();
                texts.map(|entry| entry.text.as_str().to_owned()).collect()
            },
        );
        assert_eq!(passages.len(), 83);
        let alike = |letter: char| match "〇一二三四五六七八九".chars().position(|c| c == letter)
        {
            Some(digit) => (b'0' + digit as u8) as char,
            None if letter == '零' => '0',
            None => match letter as u32 {
                wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(letter),
                _ => letter,
            }
            .to_ascii_lowercase(),
        };
        let mut naive: BTreeMap<String, (String, BTreeSet<usize>)> = BTreeMap::new();
        for (at, text) in passages.iter().enumerate() {
            let letters: Vec<char> = text.chars().collect();
            for length in 1..=4 {
                for window in letters.windows(length) {
                    if window.contains(&' ') {
                        continue;
                    }
                    let key: String = window.iter().copied().map(alike).collect();
                    let typed = window.iter().collect();
                    let entry = naive.entry(key).or_insert((typed, BTreeSet::new()));
                    entry.1.insert(at);
                }
            }
        }
        assert!(naive.len() > 30_000);
        let reader = Reader::new();
        let ready: Vec<Haystack> = passages.iter().map(|text| reader.read(text)).collect();
        for (typed, holding) in naive.values() {
            let has = |words: &str| passages.iter().any(|text| text.contains(words));
            let search = Search::new(&SearchText::new(typed), has);
            let texts = ready.iter().enumerate();
            let found: BTreeSet<usize> = texts
                .filter(|(_, text)| search.admits(text))
                .map(|(at, _)| at)
                .collect();
            assert_eq!(&found, holding, "{typed}");
        }
    }
}
