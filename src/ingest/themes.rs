//! The list of themes, and the themes of every passage.

use super::annotations::ThemesFile;
use super::{Fault, Outline, Problem};
use crate::model::{IdSet, Theme, ThemeEntry, Themes, Vocabulary};

const FILE: &str = "data/themes.toml";

/// Checks that each value of a vocabulary has exactly one entry. Returns the entries in the vocabulary's order.
pub(super) fn exactly_once<V: Vocabulary, E: Clone>(
    file: &'static str,
    entries: &[E],
    id: impl Fn(&E) -> V,
    problems: &mut Vec<Problem>,
) -> Vec<E> {
    for &value in V::ALL {
        let times = entries.iter().filter(|entry| id(entry) == value).count();
        if times != 1 {
            let fault = Fault::NotExactlyOnce {
                id: value.id(),
                times,
            };
            problems.push(Problem::new(file, V::NAME, fault));
        }
    }
    let mut sorted = entries.to_vec();
    sorted.sort_by_key(|entry| id(entry).ordinal());
    sorted
}

/// The entries of the themes, in the vocabulary's order.
pub(super) fn entries(file: &ThemesFile, problems: &mut Vec<Problem>) -> Vec<ThemeEntry> {
    exactly_once(FILE, &file.theme, |entry| entry.id, problems)
}

/// The themes of every paragraph, in text order. A paragraph without themes is a problem and gets a
/// placeholder.
pub(super) fn tags(
    file: &ThemesFile,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> Vec<Themes> {
    for id in file.passages.keys() {
        if outline.paragraph(id).is_none() {
            let fault = Fault::UnknownPassage { id: id.clone() };
            problems.push(Problem::new(FILE, id, fault));
        }
    }
    outline
        .paragraphs
        .iter()
        .map(|paragraph| {
            let Some(tags) = file.passages.get(&paragraph.id) else {
                problems.push(Problem::new(FILE, &paragraph.id, Fault::Untagged));
                return Themes {
                    primary: Theme::PartyImpl,
                    secondary: IdSet::new(),
                };
            };
            if tags.secondary.contains(&tags.primary) {
                problems.push(Problem::new(FILE, &paragraph.id, Fault::PrimaryTwice));
            }
            let secondary: IdSet<Theme> = tags.secondary.iter().copied().collect();
            if secondary.len() != tags.secondary.len() {
                problems.push(Problem::new(FILE, &paragraph.id, Fault::Repeated));
            }
            Themes {
                primary: tags.primary,
                secondary,
            }
        })
        .collect()
}
