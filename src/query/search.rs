//! Search: what was typed, as conditions, and where a text meets them.
//!
//! Several words must all stand; `"…"` keeps words together; a leading minus excludes. Widths,
//! capitals, Traditional and Simplified, and Arabic and Chinese digits are alike (see [`fold`]). A word
//! of Latin letters finds what sounds so: whole syllables (`dikong`, the last one may be unfinished) or
//! the initials of at least two characters (`dkjj`).

use super::SearchText;
use super::fold::{fold, fold_own};
use super::sounds::{self, Heard, Sounds};
use crate::model::Span;

/// A text made ready for being searched: folded, so with as many characters as before.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    text: String,
    letters: Letters,
    /// How each character is read, once somebody typed what may be a pinyin.
    sounds: Sounds,
}

impl Haystack {
    /// Makes a text of the plan ready.
    pub(super) fn new(text: &str) -> Self {
        let text = fold_own(text);
        Self {
            letters: Letters::of(&text),
            text,
            sounds: Sounds::new(),
        }
    }
}

/// Which characters a text may hold: a bit for each, shared by several. What holds a word has all bits of
/// the word, so most texts without it are known by their bits, unread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Letters([u32; 16]);

impl Letters {
    fn of(text: &str) -> Self {
        let mut letters = Self::default();
        for letter in text.chars() {
            // Neighbours in the alphabet come to lie far from each other (Fibonacci hashing).
            let bit = (letter as u32).wrapping_mul(0x9E37_79B1) >> 23;
            if let Some(word) = letters.0.get_mut(bit as usize / 32) {
                *word |= 1 << (bit % 32);
            }
        }
        letters
    }

    fn hold(&self, other: &Self) -> bool {
        let mut words = self.0.iter().zip(&other.0);
        words.all(|(own, other)| own & other == *other)
    }
}

/// One thing to look for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Needle {
    folded: String,
    letters: Letters,
    /// Where it can be a pinyin: what it is to each sound.
    heard: Option<Heard>,
}

impl Needle {
    fn new(words: &str) -> Option<Self> {
        let folded = fold(words);
        let needle = Self {
            letters: Letters::of(&folded),
            heard: sounds::heard(&folded),
            folded,
        };
        (!needle.folded.is_empty()).then_some(needle)
    }

    fn stands_in(&self, haystack: &Haystack) -> bool {
        haystack.letters.hold(&self.letters) && haystack.text.contains(&self.folded)
            || !self.sounding(haystack, 1).is_empty()
    }

    /// Where it stands in `text`, in characters. Places may overlap.
    fn standing<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        let length = self.folded.chars().count();
        // A byte, and how many characters stand before it.
        let (mut from, mut before) = (0, 0);
        std::iter::from_fn(move || {
            let rest = text.get(from..)?;
            let (passed, found) = rest.split_at_checked(rest.find(&self.folded)?)?;
            let start = before + passed.chars().count();
            from += passed.len() + found.chars().next()?.len_utf8();
            before = start + 1;
            Some((start, start + length))
        })
    }

    /// Where a stretch sounds like it, as pinyin; the first `most` of all places.
    fn sounding(&self, haystack: &Haystack, most: usize) -> Vec<Span> {
        let Some(heard) = &self.heard else {
            return Vec::new();
        };
        sounds::sounding(heard, &haystack.text, &haystack.sounds, most)
    }

    fn places(&self, haystack: &Haystack) -> Vec<Span> {
        let standing = self.standing(&haystack.text);
        let standing = standing.filter_map(|(start, end)| Span::new(start as u32, end as u32));
        standing
            .chain(self.sounding(haystack, usize::MAX))
            .collect::<Vec<_>>()
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
        wanted
            .flat_map(|needle| needle.places(text))
            .collect::<Vec<_>>()
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
        let excluded = after_minus.is_some();
        // Behind a lone minus stands nothing, which excludes nothing.
        let word = after_minus.unwrap_or(rest);
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
        search.admits(&Haystack::new(text))
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
    fn places_may_overlap_and_are_counted_in_characters() {
        let search = Search::new(&SearchText::new("哈哈"), |_| false);
        let places = search.places(&Haystack::new("S哈哈哈"));
        let spans = [(1, 3), (2, 4)].map(|(start, end)| Span::new(start, end));
        assert_eq!(places.into_iter().map(Some).collect::<Vec<_>>(), spans);
    }

    #[test]
    fn what_sounds_so_is_marked_as_far_as_it_does() {
        let text = Haystack::new("谋划发展低空经济");
        for (typed, end) in [
            ("dikong", 6),
            ("dikongj", 7),
            ("dikongjing", 7),
            ("dikongjingji", 8),
            ("dkjj", 8),
            ("dk", 6),
        ] {
            let search = Search::new(&SearchText::new(typed), |_| false);
            let wanted: Vec<Span> = Span::new(4, end).into_iter().collect();
            assert_eq!(search.places(&text), wanted, "{typed}");
        }
    }

    #[test]
    fn a_minus_by_itself_and_an_empty_quotation_say_nothing() {
        let said = |typed: &str| -> Vec<(String, bool)> {
            let found = tokens(typed).into_iter();
            found
                .map(|(word, excluded)| (word.to_owned(), excluded))
                .collect()
        };
        for nothing in ["", " ", "-", "－", "- ", "--", "\"\"", "\" \"", "-\"\""] {
            assert!(said(nothing).is_empty(), "{nothing}");
        }
        let word = |word: &str, excluded| (word.to_owned(), excluded);
        assert_eq!(said("- 旅游"), [word("旅游", false)]);
        assert_eq!(
            said("-旅游 －生态"),
            [word("旅游", true), word("生态", true)]
        );
        assert_eq!(said("-\"a b\" c"), [word("a b", true), word("c", false)]);
        assert_eq!(said("- \"a b"), [word("a b", false)]);
        assert_eq!(said("＂a b＂c-d"), [word("a b", false), word("c-d", false)]);
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

    /// A text is read only where its letters leave a doubt, and without a word they mostly leave none.
    #[test]
    fn most_texts_without_a_word_are_known_by_their_letters() {
        let plan = crate::model::Plan::from_json(crate::PLAN_JSON);
        let texts: Vec<Haystack> = plan.map_or_else(
            |_| Vec::new(),
            |plan| {
                let texts = plan.passages().iter();
                texts
                    .map(|entry| Haystack::new(entry.text.as_str()))
                    .collect()
            },
        );
        let (mut without, mut unread) = (0, 0);
        for word in ["低空经济", "尼木县", "藏医药", "碳达峰", "养老服务", "IPv6"]
        {
            let Some(needle) = Needle::new(word) else {
                continue;
            };
            for text in &texts {
                let holds = text.letters.hold(&needle.letters);
                if text.text.contains(&needle.folded) {
                    assert!(holds, "{word}");
                } else {
                    without += 1;
                    unread += usize::from(!holds);
                }
            }
        }
        assert!(
            without > 400 && unread * 4 > without * 3,
            "{unread} of {without}"
        );
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
        let ready: Vec<Haystack> = passages.iter().map(|text| Haystack::new(text)).collect();
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
