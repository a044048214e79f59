//! The themes of every passage and every sentence.

use std::collections::BTreeSet;

use super::annotations::{SentencesFile, Tags, ThemesFile};
use super::files::{SENTENCES, THEMES};
use super::ids::Ids;
use super::{Fault, Outline, Problem};
use crate::model::{IdSet, Theme, file};

/// How many themes a sentence can have without a reason: the primary one and three others.
const MOST: usize = 4;

/// The themes of every paragraph, in text order. A paragraph may lack them only while the tagging is open.
pub(super) fn tags(
    themes: &ThemesFile,
    outline: &Outline,
    ids: &Ids,
    problems: &mut Vec<Problem>,
) -> Vec<Option<file::Tags>> {
    for id in themes.passages.keys() {
        if outline.paragraph(id).is_none() {
            let fault = Fault::UnknownPassage { id: id.clone() };
            problems.push(Problem::new(THEMES, id, fault));
        }
    }
    let tags = outline.paragraphs.iter().map(|paragraph| {
        let tags = match themes.passages.get(&paragraph.id) {
            Some(tags) => checked(tags, ids),
            None if themes.open => return None,
            None => Err(Fault::Untagged),
        };
        let found = |fault| problems.push(Problem::new(THEMES, &paragraph.id, fault));
        tags.map_err(found).ok()
    });
    tags.collect()
}

fn checked(tags: &Tags, ids: &Ids) -> Result<file::Tags, Fault> {
    let primary: Theme = ids.one(&tags.primary)?;
    let secondary: IdSet<Theme> = ids.set(&tags.secondary)?;
    if secondary.contains(primary) {
        return Err(Fault::PrimaryTwice);
    }
    Ok(file::Tags {
        primary: ids.id(primary),
        secondary: ids.list(secondary),
    })
}

/// Gives every sentence its themes, and checks that they cover those of its passage. `tags` are the themes of
/// the passages, in text order. While the tagging is `open`, a sentence may have no themes, and a passage
/// without an entry has those of its sentences.
pub(super) fn of_sentences(
    (file, open): (&SentencesFile, bool),
    tags: &mut [Option<file::Tags>],
    outline: &mut Outline,
    ids: &Ids,
    problems: &mut Vec<Problem>,
) {
    let mut found = |entry: &str, fault| problems.push(Problem::new(SENTENCES, entry, fault));
    let sentences = outline.paragraphs.iter().flat_map(|entry| &entry.sentences);
    let known: BTreeSet<&str> = sentences.map(|sentence| sentence.id.as_str()).collect();
    for id in file.sentences.keys().chain(file.more_than_four.keys()) {
        if !known.contains(id.as_str()) {
            found(id, Fault::UnknownSentence { id: id.clone() });
        }
    }
    for id in file.only_in_passage.keys() {
        if outline.paragraph(id).is_none() {
            found(id, Fault::UnknownPassage { id: id.clone() });
        }
    }
    for (paragraph, tags) in outline.paragraphs.iter_mut().zip(tags) {
        for sentence in &mut paragraph.sentences {
            let may_have_more = file.more_than_four.contains_key(&sentence.id);
            let tags = match file.sentences.get(&sentence.id) {
                Some(tags) => of_sentence(tags, may_have_more, ids),
                None if open => continue,
                None => Err(Fault::Untagged),
            };
            match tags {
                Ok(tags) => sentence.themes = Some(tags),
                Err(fault) => found(&sentence.id, fault),
            }
        }
        let sentences = paragraph.sentences.as_slice();
        let untagged = sentences.iter().any(|sentence| sentence.themes.is_none());
        let tags = match tags {
            Some(tags) => &*tags,
            None => {
                *tags = open.then(|| of_its_sentences(sentences, ids)).flatten();
                continue;
            }
        };
        // What lacks its themes is reported already, or nobody has come to it yet.
        if untagged {
            continue;
        }
        let excepted = file.only_in_passage.get(&paragraph.id);
        let excepted = excepted.map_or(&[][..], |entry| &entry.themes);
        for fault in uncovered(tags, sentences, excepted) {
            found(&paragraph.id, fault);
        }
        for sentence in sentences {
            let primary = sentence.themes.iter().map(|themes| &themes.primary);
            for theme in primary.filter(|theme| !all(tags).any(|own| own == *theme)) {
                let theme = theme.clone();
                found(&sentence.id, Fault::PrimaryNotInPassage { theme });
            }
        }
    }
}

/// The themes of a sentence, of which the first is the primary one.
fn of_sentence(themes: &[String], may_have_more: bool, ids: &Ids) -> Result<file::Tags, Fault> {
    let all: IdSet<Theme> = ids.set(themes)?;
    let (primary, others) = themes.split_first().ok_or(Fault::Untagged)?;
    let total = all.len();
    match (total > MOST, may_have_more) {
        (true, false) => return Err(Fault::TooManyThemes { total, most: MOST }),
        (false, true) => return Err(Fault::NotTooManyThemes { total, most: MOST }),
        _ => {}
    }
    Ok(file::Tags {
        primary: primary.clone(),
        secondary: ids.list(ids.set::<Theme>(others)?),
    })
}

/// What the sentences of a passage carry: as its primary theme the one that is primary in most of them, or the
/// first of these in the text. `None` if no sentence has themes.
fn of_its_sentences(sentences: &[file::Sentence], ids: &Ids) -> Option<file::Tags> {
    let tagged = || sentences.iter().filter_map(|entry| entry.themes.as_ref());
    let times = |theme: &str| tagged().filter(|tags| tags.primary == theme).count();
    // Of several with the same number, the last is taken.
    let primary = tagged().rev().max_by_key(|tags| times(&tags.primary))?;
    let primary: Theme = ids.one(&primary.primary).ok()?;
    let carried = tagged().flat_map(all);
    let mut carried: IdSet<Theme> = carried.filter_map(|theme| ids.one(theme).ok()).collect();
    carried.toggle(primary);
    Some(file::Tags {
        primary: ids.id(primary),
        secondary: ids.list(carried),
    })
}

/// The primary and the secondary themes.
fn all(tags: &file::Tags) -> impl Iterator<Item = &String> {
    std::iter::once(&tags.primary).chain(&tags.secondary)
}

/// The themes of a passage that none of its sentences carries, except those in `excepted`; and those in
/// `excepted` that are no exception.
fn uncovered(tags: &file::Tags, sentences: &[file::Sentence], excepted: &[String]) -> Vec<Fault> {
    let is_carried = |theme: &String| {
        let mut carried = sentences.iter().filter_map(|entry| entry.themes.as_ref());
        carried.any(|tags| all(tags).any(|carried| carried == theme))
    };
    // A heading alone has no sentence that could carry its themes.
    let missing = all(tags).filter(|_| !sentences.is_empty());
    let missing = missing.filter(|theme| !is_carried(theme) && !excepted.contains(theme));
    let missing = missing.map(|theme| Fault::CarriedByNoSentence {
        theme: theme.clone(),
    });
    let needless = excepted
        .iter()
        .filter(|theme| is_carried(theme) || !all(tags).any(|own| own == *theme));
    let needless = needless.map(|theme| Fault::NotOnlyInPassage {
        theme: theme.clone(),
    });
    missing.chain(needless).collect()
}
