//! Search: whether a text matches the words that were typed, and where.
//!
//! A text must contain every word. Quotation marks of any shape keep words together. A leading minus
//! excludes a word. Texts are compared folded (see [`super::fold`]), so marks around a word and words of
//! marks alone do not count. A word of Latin letters also matches pinyin (see [`super::pinyin`]) and
//! English names (see [`super::english`]).
//!
//! This module knows nothing of passages, facets or links.

use std::sync::OnceLock;

use super::SearchText;
use super::english::{English, EnglishName, EnglishWords, Named};
use super::fold::{Folded, MARK, Quote, quote};
use super::pinyin::{Pinyin, Sounds};
use crate::model::Span;

/// A text that is ready to be searched.
#[derive(Clone, Debug, Default)]
pub(super) struct Haystack {
    text: Folded,
    /// The readings of its characters, looked up for the first word of Latin letters.
    sounds: OnceLock<Sounds>,
    /// The spans of names in it, for initials.
    names: Vec<Span>,
    /// The English of its heading or name.
    english: EnglishName,
    /// The tags whose English names match it: its themes, and the places it names.
    tags: Named,
}

impl Haystack {
    /// Prepares a text of the plan.
    pub(super) fn new(text: &str) -> Self {
        let text = Folded::of_plan(text);
        Self {
            text,
            ..Self::default()
        }
    }

    /// Adds the spans of names in the text.
    pub(super) fn with_names(self, names: Vec<Span>) -> Self {
        Self { names, ..self }
    }

    /// Adds the English of its heading or name.
    pub(super) fn with_english(self, english: EnglishName) -> Self {
        Self { english, ..self }
    }

    /// Adds the tags whose English names match it.
    pub(super) fn with_tags(self, tags: Named) -> Self {
        Self { tags, ..self }
    }

    fn sounds(&self) -> &Sounds {
        let in_name = |at: usize| {
            let at = self.text.original(at) as u32;
            let mut names = self.names.iter();
            names.any(|name| name.start() <= at && at < name.end())
        };
        self.sounds.get_or_init(|| Sounds::of(&self.text, in_name))
    }
}

/// A word or phrase to search for.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Needle {
    folded: String,
    /// Set if it may be pinyin.
    pinyin: Option<Pinyin>,
    /// Set if it may be English.
    english: Option<EnglishWords>,
    /// The tags with such an English name.
    named: Named,
}

impl Needle {
    /// `None` if the words are nothing but marks.
    fn new(words: &str, names: &English) -> Option<Self> {
        let folded = Folded::of_typed(words);
        let folded = folded.as_str().trim_matches(MARK);
        let english = EnglishWords::new(folded);
        let begins_a_word = english
            .as_ref()
            .is_some_and(|words| names.begins_a_word(words));
        let named = english.as_ref().map(|words| names.named(words));
        let needle = Self {
            pinyin: Pinyin::new(folded, begins_a_word),
            named: named.unwrap_or_default(),
            english,
            folded: folded.to_owned(),
        };
        (!folded.is_empty()).then_some(needle)
    }

    fn is_in(&self, haystack: &Haystack) -> bool {
        haystack.text.as_str().contains(&self.folded)
            || self.is_read_in(haystack)
            || self.is_english_of(haystack)
    }

    fn is_read_in(&self, haystack: &Haystack) -> bool {
        let pinyin = self.pinyin.as_ref();
        pinyin.is_some_and(|pinyin| pinyin.places(haystack.sounds()).next().is_some())
    }

    fn is_english_of(&self, haystack: &Haystack) -> bool {
        self.named.meets(&haystack.tags) || self.matches_name(&haystack.english)
    }

    fn matches_name(&self, name: &EnglishName) -> bool {
        let words = self.english.as_ref();
        words.is_some_and(|words| name.has(words))
    }

    /// Every exact match in a folded text: the positions of its first character and after its last. Matches
    /// may overlap.
    fn exact_places<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize)> + 't {
        let length = self.folded.chars().count();
        // Where to continue, in bytes and in characters.
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

    /// The spans of all matches in the original text.
    fn places(&self, haystack: &Haystack) -> Vec<Span> {
        let mut places: Vec<(usize, usize)> = self.exact_places(haystack.text.as_str()).collect();
        if let Some(pinyin) = &self.pinyin {
            places.extend(pinyin.places(haystack.sounds()));
        }
        let spans = places.into_iter();
        spans
            .filter_map(|(start, end)| haystack.text.span(start, end))
            .collect()
    }
}

/// The words that must match, and those that must not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Search {
    wanted: Vec<Needle>,
    unwanted: Vec<Needle>,
}

impl Search {
    /// Splits a search text into words.
    pub(super) fn new(typed: &SearchText, english: &English) -> Self {
        let mut search = Self::default();
        for (words, excluded) in tokens(typed.as_str()) {
            if let Some(needle) = Needle::new(words, english) {
                if excluded {
                    search.unwanted.push(needle);
                } else {
                    search.wanted.push(needle);
                }
            }
        }
        search
    }

    /// Whether any word must match. Exclusions alone do not count.
    pub(super) fn has_wanted(&self) -> bool {
        !self.wanted.is_empty()
    }

    /// Whether a text matches.
    pub(super) fn matches(&self, text: &Haystack) -> bool {
        self.wanted.iter().all(|needle| needle.is_in(text))
            && !self.unwanted.iter().any(|needle| needle.is_in(text))
    }

    /// The spans of all matches in a text. A match by an English name has none.
    pub(super) fn places(&self, text: &Haystack) -> Vec<Span> {
        let wanted = self.wanted.iter();
        wanted.flat_map(|needle| needle.places(text)).collect()
    }

    /// Whether a word matches the English of the text's heading or name.
    pub(super) fn matches_english(&self, text: &Haystack) -> bool {
        let mut wanted = self.wanted.iter();
        wanted.any(|needle| needle.matches_name(&text.english))
    }

    /// Whether a word matches at the start of the text, or of the English of its name.
    pub(super) fn matches_start(&self, text: &Haystack) -> bool {
        let mut wanted = self.wanted.iter();
        wanted.any(|needle| {
            let starts = needle.places(text).into_iter().map(Span::start);
            let words = needle.english.as_ref();
            starts.min() == Some(0) || words.is_some_and(|words| text.english.begins(words))
        })
    }

    /// The tags that the words name in English.
    pub(super) fn named(&self) -> impl Iterator<Item = &Named> {
        self.wanted.iter().map(|needle| &needle.named)
    }
}

/// The words of a search text, and whether each is excluded. A word that begins with a quotation mark
/// extends to the closing mark, or to the end if the quotation is still open.
fn tokens(typed: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    let mut rest = typed.trim_start();
    while !rest.is_empty() {
        let after_minus = rest.strip_prefix(['-', '－', '−']);
        // A minus alone gives an empty word, which excludes nothing.
        let word = after_minus.unwrap_or(rest);
        let (token, next) = word
            .split_at_checked(end_of_token(word))
            .unwrap_or((word, ""));
        found.push((token, after_minus.is_some()));
        rest = next.trim_start();
    }
    found
}

/// The byte at which the first word of `typed` ends.
fn end_of_token(typed: &str) -> usize {
    let mut open: Option<Quote> = None;
    for (at, letter) in typed.char_indices() {
        match (open, quote(letter)) {
            (None, Some(shape)) if at == 0 && opens(letter, shape, typed) => open = Some(shape),
            (Some(shape), Some(other)) if shape == other => open = None,
            (None, None) if letter == ' ' => return at,
            _ => {}
        }
    }
    typed.len()
}

/// Whether the quotation mark at the start of `typed` opens a quotation. A closing mark (”) does if
/// another mark of its shape follows.
fn opens(mark: char, shape: Quote, typed: &str) -> bool {
    let closes = matches!(
        mark,
        '”' | '’' | '»' | '›' | '」' | '』' | '》' | '〉' | '〞' | '〟'
    );
    let mut others = typed.chars().skip(1).filter_map(quote);
    !closes || others.any(|other| other == shape)
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::LazyLock;

    use super::*;
    use crate::model::{Plan, PlanError};

    static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(crate::PLAN_JSON).ok());
    static ENGLISH: LazyLock<Option<English>> = LazyLock::new(|| PLAN.as_ref().map(English::of));

    fn search(typed: &str) -> Search {
        let english = ENGLISH.as_ref();
        english.map_or_else(Search::default, |english| {
            Search::new(&SearchText::new(typed), english)
        })
    }

    fn finds(typed: &str, text: &str) -> bool {
        search(typed).matches(&Haystack::new(text))
    }

    /// The stretches of a text that are marked.
    fn marked(typed: &str, text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        let places = search(typed).places(&Haystack::new(text));
        let stretch = |span: Span| letters[span.start() as usize..span.end() as usize].iter();
        places
            .into_iter()
            .map(|span| stretch(span).collect())
            .collect()
    }

    #[test]
    fn every_word_must_match_and_a_minus_excludes() {
        let text = "把尼木县打造成生态旅游基地";
        assert!(finds("生态 尼木县", text));
        assert!(!finds("生态 曲水县", text));
        assert!(!finds("生态 -旅游", text));
        assert!(finds("-旅游", "尼木县"));
        assert!(finds("- 旅游", "旅游"), "a lone minus excludes nothing");
    }

    #[test]
    fn quotation_marks_keep_words_together() {
        let text = "共建中华民族共同体 书写美丽西藏";
        assert!(finds("\"共同体 书写\"", text) && finds("「共同体 书写」", text));
        assert!(!finds("\"书写 共同体\"", text));
        assert!(finds("书写 共同体", text));
        assert!(finds("\"低空", "低空经济"), "still typing");
    }

    #[test]
    fn quotation_marks_of_any_sort_find_the_same_as_none() {
        let texts = ["“十五五”时期", "十五五时期", "「十五五」时期"];
        for typed in [
            "“十五五”",
            "”十五五”",
            "「十五五」",
            "『十五五』",
            "\"十五五\"",
            "＂十五五＂",
            "‘十五五’",
            "'十五五'",
            "«十五五»",
            "《十五五》",
            "“十五五",
            "十五五”",
            "十五五",
            "“十五五”时期",
            "「十五五」时期",
        ] {
            for text in texts {
                assert!(finds(typed, text), "{typed} in {text}");
            }
        }
        assert_eq!(
            marked("一带一路建设", "推进“一带一路”建设"),
            ["一带一路”建设"]
        );
        assert_eq!(marked("「一带一路」", "推进“一带一路”建设"), ["一带一路"]);
    }

    #[test]
    fn which_mark_stands_between_words_makes_no_difference() {
        for typed in [
            "稳定，发展",
            "稳定、发展",
            "稳定,发展",
            "稳定；发展",
            "稳定｜发展",
            "稳定/发展",
            "，稳定，发展。",
            "\"稳定 发展\"",
        ] {
            for text in ["稳定、发展、生态", "稳定，发展", "稳定。发展"] {
                assert!(finds(typed, text), "{typed} in {text}");
            }
            assert!(!finds(typed, "稳定发展"), "{typed}");
        }
        assert!(!finds("稳定发展", "稳定、发展"));
        assert_eq!(marked("稳定，发展", "坚持稳定、发展"), ["稳定、发展"]);
        assert_eq!(marked("机场。", "新机场及配套"), ["机场"]);
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
    fn a_circle_is_the_chinese_zero() {
        for typed in [
            "二○三五年",
            "二O三五年",
            "二零三五年",
            "二〇三五年",
            "2035年",
        ] {
            assert_eq!(marked(typed, "到二〇三五年"), ["二〇三五年"], "{typed}");
        }
    }

    #[test]
    fn groups_of_digits_are_the_number() {
        assert_eq!(marked("7,143", "达7143公里"), ["7143"]);
        assert_eq!(marked("7143", "达7,143公里"), ["7,143"]);
        assert_eq!(marked("7，143", "达7,143公里"), ["7,143"]);
    }

    #[test]
    fn pinyin_with_tone_marks_finds() {
        for typed in ["lüse", "lǜsè", "lvse", "luse", "LÜSE", "lu\u{308}se"] {
            assert_eq!(marked(typed, "绿色低碳"), ["绿色"], "{typed}");
        }
        assert!(finds("dīkōng", "低空") && finds("xi'an", "西安"));
    }

    #[test]
    fn places_may_overlap_and_are_counted_in_characters() {
        let places = search("哈哈").places(&Haystack::new("S哈哈哈"));
        let spans = [(1, 3), (2, 4)].map(|(start, end)| Span::new(start, end));
        assert_eq!(places.into_iter().map(Some).collect::<Vec<_>>(), spans);
    }

    #[test]
    fn pinyin_marks_the_characters_that_it_spells() {
        for (typed, wanted) in [
            ("dikong", "低空"),
            ("dikongj", "低空经"),
            ("dikongjing", "低空经"),
            ("dikongjingji", "低空经济"),
            ("dkjj", "低空经济"),
            ("dk", "低空"),
        ] {
            assert_eq!(marked(typed, "谋划发展低空经济"), [wanted], "{typed}");
        }
    }

    #[test]
    fn a_minus_alone_and_an_empty_quotation_do_not_count() {
        let said = |typed: &str| -> Vec<(String, bool)> {
            let search = search(typed);
            let of = |needles: &[Needle], excluded| -> Vec<(String, bool)> {
                let words = needles.iter().map(|needle| needle.folded.clone());
                words.map(|word| (word, excluded)).collect()
            };
            [of(&search.wanted, false), of(&search.unwanted, true)].concat()
        };
        for nothing in [
            "",
            " ",
            "-",
            "－",
            "- ",
            "--",
            "\"\"",
            "\" \"",
            "-\"\"",
            "，",
            "“，”",
        ] {
            assert!(said(nothing).is_empty(), "{nothing}");
        }
        let word = |word: &str, excluded| (word.to_owned(), excluded);
        assert_eq!(said("- 旅游"), [word("旅游", false)]);
        assert_eq!(
            said("-旅游 －生态"),
            [word("旅游", true), word("生态", true)]
        );
        assert_eq!(said("-\"a b\" c"), [word("c", false), word("a b", true)]);
        assert_eq!(said("- \"a b"), [word("a b", false)]);
        assert_eq!(said("“a b”c d"), [word("a bc", false), word("d", false)]);
    }

    #[test]
    fn every_reading_of_a_character_is_tried() {
        for typed in ["yinhang", "yinxing", "yinh", "yinx"] {
            assert!(finds(typed, "支持银行"), "{typed}");
        }
        // Some readings begin with a vowel. Characters without a reading do not matter before a match.
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
        for typed in ["dikongx", "ikong", "d"] {
            assert!(!finds(typed, "经济 地空"), "{typed}");
        }
        assert!(!finds("ni", "年"), "a first syllable must be whole");
    }

    #[test]
    fn an_english_word_is_no_pinyin() {
        assert!(!finds("tour", "投融资") && !finds("tour", "致富带头人"));
        let tourism =
            Haystack::new("文化与旅游").with_english(EnglishName::new("Culture and tourism"));
        for typed in [
            "tour",
            "tourism",
            "Culture",
            "culture and tourism",
            "\"and tourism\"",
        ] {
            assert!(search(typed).matches(&tourism), "{typed}");
        }
        assert!(!search("-tourism").matches(&tourism));
    }

    /// Folds by the rules of `fold.rs`, in several passes and without offsets.
    fn naive_fold(text: &str) -> String {
        let mut letters: Vec<char> = text.chars().filter(|c| !"“”《》".contains(*c)).collect();
        for letter in &mut letters {
            *letter = match "〇一二三四五六七八九".chars().position(|c| c == *letter) {
                Some(digit) => char::from(b'0' + digit as u8),
                None if *letter == '零' => '0',
                None => letter.to_ascii_lowercase(),
            };
        }
        let mut folded = String::new();
        for (at, &letter) in letters.iter().enumerate() {
            let digit = |at: Option<usize>| {
                let at = at.and_then(|at| letters.get(at));
                at.is_some_and(char::is_ascii_digit)
            };
            let point = letter == '.' && digit(at.checked_sub(1)) && digit(at.checked_add(1));
            let mark = "，、。（）—；·/：！ .".contains(letter) && !point;
            match (mark, folded.ends_with(' ')) {
                (false, _) => folded.push(letter),
                (true, false) => folded.push(' '),
                (true, true) => {}
            }
        }
        folded
    }

    /// Every string of one to four characters of the plan is found in exactly the passages that contain
    /// it, compared with a naive search by the same rules.
    #[test]
    fn short_strings_are_found_exactly_where_a_naive_scan_finds_them() -> Result<(), PlanError> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let passages: Vec<&str> = plan.passages().iter().map(|p| p.text.as_str()).collect();
        assert_eq!(passages.len(), 83);
        let mut typed: BTreeMap<String, String> = BTreeMap::new();
        for text in &passages {
            let letters: Vec<char> = text.chars().collect();
            for length in 1..=4 {
                for window in letters
                    .windows(length)
                    .filter(|window| !window.contains(&' '))
                {
                    let window: String = window.iter().collect();
                    let folded = naive_fold(&window).trim().to_owned();
                    if !folded.is_empty() && !window.starts_with('“') {
                        typed.insert(folded, window);
                    }
                }
            }
        }
        assert!(typed.len() > 30_000);
        let folded: Vec<String> = passages.iter().map(|text| naive_fold(text)).collect();
        let ready: Vec<Haystack> = passages.iter().map(|text| Haystack::new(text)).collect();
        for (word, typed) in typed {
            let holding = folded.iter().enumerate();
            let holding = holding.filter(|(_, text)| text.contains(&word));
            let holding: BTreeSet<usize> = holding.map(|(at, _)| at).collect();
            let search = search(&typed);
            let found = ready.iter().enumerate();
            let found = found.filter(|(_, text)| search.matches(text));
            let found: BTreeSet<usize> = found.map(|(at, _)| at).collect();
            assert_eq!(found, holding, "{typed}");
        }
        Ok(())
    }
}
