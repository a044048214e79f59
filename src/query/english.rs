//! The English names of themes, counties, zones and headings, for words of Latin letters.
//!
//! The data has English for these names, and it is searched in both languages of the interface. A word
//! matches if a name has that word, or, from three letters on, a word that begins with it (`tour` finds
//! tourism). This module knows nothing of the Chinese text.

use super::fold::Folded;
use crate::model::{County, Entry, IdSet, Member, Plan, PlanId, Theme, Zone};

/// The fewest letters that match the beginning of a word.
const FEWEST: usize = 3;

/// A folded English name: words separated by spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EnglishName(String);

impl EnglishName {
    /// Folds a name.
    pub(super) fn new(name: &str) -> Self {
        let folded = Folded::of_typed(name);
        Self(folded.as_str().trim().to_owned())
    }

    /// Whether one of its words begins with `words`.
    pub(super) fn has(&self, words: &EnglishWords) -> bool {
        self.find(words).is_some()
    }

    /// Whether its first word begins with `words`.
    pub(super) fn begins(&self, words: &EnglishWords) -> bool {
        self.find(words) == Some(0)
    }

    /// The byte at which the first such word begins.
    fn find(&self, EnglishWords(letters): &EnglishWords) -> Option<usize> {
        let letters = letters.as_str();
        let mut places = self.0.match_indices(letters).map(|(at, _)| at);
        places.find(|&at| {
            let (before, rest) = self.0.split_at_checked(at).unwrap_or_default();
            let begins = before.is_empty() || before.ends_with(' ');
            let after = rest.get(letters.len()..).unwrap_or_default();
            let is_whole = after.is_empty() || after.starts_with(' ');
            begins && (is_whole || letters.len() >= FEWEST)
        })
    }
}

/// A word that may be English, or several in a row: two or more Latin letters, folded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct EnglishWords(String);

impl EnglishWords {
    /// `None` if the folded text is anything else.
    pub(super) fn new(folded: &str) -> Option<Self> {
        let is_latin = |byte: u8| byte.is_ascii_lowercase() || byte == b' ';
        let is_english = folded.len() >= 2 && folded.bytes().all(is_latin);
        is_english.then(|| Self(folded.to_owned()))
    }
}

/// All English names of a plan.
#[derive(Clone, Debug)]
pub(super) struct English {
    themes: Vec<(Theme, EnglishName)>,
    counties: Vec<(County, EnglishName)>,
    zones: Vec<(Zone, EnglishName)>,
    /// The heading of each passage; empty for a passage without one.
    headings: Vec<EnglishName>,
}

/// Tags with English names: those that a word names, or those of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Named {
    /// Themes.
    pub(super) themes: IdSet<Theme>,
    /// Counties.
    pub(super) counties: IdSet<County>,
    /// Zones.
    pub(super) zones: IdSet<Zone>,
}

impl Named {
    /// Whether the two share something.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.themes.meets(other.themes)
            || self.counties.meets(other.counties)
            || self.zones.meets(other.zones)
    }
}

impl English {
    /// Collects the names.
    pub(super) fn of(plan: &Plan) -> Self {
        let headings = plan.passages().iter();
        let headings = headings.map(|entry| entry.en.as_deref().unwrap_or_default());
        fn all<V: PlanId>(plan: &Plan) -> Vec<(V, EnglishName)> {
            let names = plan.all().filter_map(|value| {
                let entry: &V::Entry = plan.entry(value)?;
                Some((value, EnglishName::new(entry.english())))
            });
            names.collect()
        }
        Self {
            themes: all(plan),
            counties: all(plan),
            zones: all(plan),
            headings: headings.map(EnglishName::new).collect(),
        }
    }

    /// The heading of the passage at `position`.
    pub(super) fn heading(&self, position: usize) -> EnglishName {
        self.headings.get(position).cloned().unwrap_or_default()
    }

    /// The tags that `words` name.
    pub(super) fn named(&self, words: &EnglishWords) -> Named {
        fn all<V: Member>(names: &[(V, EnglishName)], words: &EnglishWords) -> IdSet<V> {
            let named = names.iter().filter(|(_, name)| name.has(words));
            named.map(|&(value, _)| value).collect()
        }
        Named {
            themes: all(&self.themes, words),
            counties: all(&self.counties, words),
            zones: all(&self.zones, words),
        }
    }

    /// Whether `words`, of three or more letters, begin a word of a theme or a heading. Names of places are
    /// left out, since many of them are pinyin.
    pub(super) fn begins_a_word(&self, words: &EnglishWords) -> bool {
        let mut names = self
            .themes
            .iter()
            .map(|(_, name)| name)
            .chain(&self.headings);
        words.0.len() >= FEWEST && names.any(|name| name.has(words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_matches_whole_or_by_its_beginning() {
        let name = EnglishName::new("Ecology and green, low-carbon development of “Lhasa’s” West");
        for letters in [
            "eco",
            "ecology",
            "green",
            "low carbon",
            "green low carbon dev",
            "lhasas",
            "of",
            "west",
        ] {
            let words = EnglishWords::new(letters);
            assert!(words.is_some_and(|words| name.has(&words)), "{letters}");
        }
        for letters in ["cology", "ec", "o", "", "arbon", "carbon low", "生态", "5"] {
            let words = EnglishWords::new(letters);
            assert!(!words.is_some_and(|words| name.has(&words)), "{letters}");
        }
        let begins = |letters| EnglishWords::new(letters).is_some_and(|words| name.begins(&words));
        assert!(begins("ecol") && !begins("green"));
    }
}
