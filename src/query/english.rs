//! The English names of themes, counties, zones and headings, for words of Latin letters.
//!
//! The data has English for these names, and it is searched in both languages of the interface. A word
//! matches if a name has that word, or, from three letters on, a word that begins with it (`tour` finds
//! tourism). This module knows nothing of the Chinese text.

use super::fold::Folded;
use crate::model::{County, IdSet, Plan, Theme, Vocabulary, Zone};

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

    /// Whether one of its words begins with the folded `letters`. They may be several words in a row.
    pub(super) fn has(&self, letters: &str) -> bool {
        self.find(letters).is_some()
    }

    /// Whether its first word begins with the folded `letters`.
    pub(super) fn begins(&self, letters: &str) -> bool {
        self.find(letters) == Some(0)
    }

    /// The byte at which the first such word begins.
    fn find(&self, letters: &str) -> Option<usize> {
        let (letters, fewest) = (letters.trim(), FEWEST);
        let is_latin = |byte: u8| byte.is_ascii_lowercase() || byte == b' ';
        if letters.len() < 2 || !letters.bytes().all(is_latin) {
            return None;
        }
        let mut places = self.0.match_indices(letters).map(|(at, _)| at);
        places.find(|&at| {
            let (before, rest) = self.0.split_at(at);
            let begins = before.is_empty() || before.ends_with(' ');
            let after = rest.get(letters.len()..).unwrap_or_default();
            let is_whole = after.is_empty() || after.starts_with(' ');
            begins && (is_whole || letters.len() >= fewest)
        })
    }
}

/// All English names of a plan.
#[derive(Clone, Debug)]
pub(super) struct English {
    themes: Vec<(Theme, EnglishName)>,
    counties: Vec<(County, EnglishName)>,
    zones: Vec<(Zone, EnglishName)>,
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
        let file = plan.file();
        let themes = file.themes.iter();
        let counties = file.places.counties.iter();
        let zones = file.places.zones.iter();
        let headings = file.passages.iter();
        let headings = headings.filter_map(|entry| entry.en.as_deref());
        let mut headings: Vec<EnglishName> = headings.map(EnglishName::new).collect();
        headings.dedup();
        Self {
            themes: themes
                .map(|entry| (entry.id, EnglishName::new(&entry.en)))
                .collect(),
            counties: counties
                .map(|entry| (entry.id, EnglishName::new(&entry.en)))
                .collect(),
            zones: zones
                .map(|entry| (entry.id, EnglishName::new(&entry.en)))
                .collect(),
            headings,
        }
    }

    /// The tags that the folded `letters` name.
    pub(super) fn named(&self, letters: &str) -> Named {
        fn all<V: Vocabulary>(names: &[(V, EnglishName)], letters: &str) -> IdSet<V> {
            let named = names.iter().filter(|(_, name)| name.has(letters));
            named.map(|&(value, _)| value).collect()
        }
        Named {
            themes: all(&self.themes, letters),
            counties: all(&self.counties, letters),
            zones: all(&self.zones, letters),
        }
    }

    /// Whether three or more folded `letters` begin a word of a theme or a heading. Names of places are left
    /// out, since many of them are pinyin.
    pub(super) fn begins_a_word(&self, letters: &str) -> bool {
        let themes = self.themes.iter().map(|(_, name)| name);
        letters.len() >= FEWEST && themes.chain(&self.headings).any(|name| name.has(letters))
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
            assert!(name.has(letters), "{letters}");
        }
        for letters in ["cology", "ec", "o", "", "arbon", "carbon low", "生态", "5"] {
            assert!(!name.has(letters), "{letters}");
        }
        assert!(name.begins("ecol") && !name.begins("green"));
    }
}
