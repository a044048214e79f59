//! Suggestions while typing: places, themes, terms, headings and projects whose names match. And for a
//! search without results, the nearest search that has some.
//!
//! This module knows nothing of the search field.

use std::collections::HashSet;

use super::english::{English, EnglishName};
use super::search::{Haystack, Search};
use super::{Query, SearchText};
use crate::model::vocabulary::vocabulary;
use crate::model::{IdSet, Plan, PlanId, Span};

vocabulary! {
    /// What a suggestion leads to.
    SuggestionKind, "suggestion" {
        /// A county: its results.
        County = "county",
        /// A zone: its results.
        Zone = "zone",
        /// A theme: its results.
        Theme = "theme",
        /// A term: what it means.
        Term = "term",
        /// A passage with this heading.
        Heading = "heading",
        /// A project.
        Project = "project",
    }
}

/// A name that matches the search text.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion<'a> {
    /// What it is.
    pub kind: SuggestionKind,
    /// The name in Chinese: the plan's, or for a theme ours.
    pub label: &'a str,
    /// The name in English, where the data has one: an unofficial translation.
    pub english: Option<&'a str>,
    /// The query that opens it. Other filters are kept.
    pub to: Query,
}

/// A shorter search that has results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The search text.
    pub q: SearchText,
    /// How many results it has.
    pub total: usize,
}

/// A name that can be suggested.
#[derive(Clone, Debug)]
pub(super) struct Name<'a> {
    kind: SuggestionKind,
    label: &'a str,
    english: Option<&'a str>,
    id: &'a str,
    words: Haystack,
}

/// Every name of the plan that can be suggested, in the order of [`SuggestionKind`]. A label that several entries of one kind share (one
/// programme in two passages) appears once.
pub(super) fn names<'a>(plan: &'a Plan, english: &English) -> Vec<Name<'a>> {
    use SuggestionKind::{County, Heading, Project, Term, Theme, Zone};
    let mut known = HashSet::new();
    let mut all = Vec::new();
    let mut name = |kind, label, english: Option<_>, folded, id| {
        // Terms with the same label may mean different things, so each is suggested.
        if known.insert((kind, label)) || kind == Term {
            let mut words = Haystack::new(label).with_english(folded);
            // A heading is a sentence. Every other name counts as one word for initials.
            if kind != Heading {
                let whole = Span::new(0, u32::MAX);
                words = words.with_names(whole.into_iter().collect());
            }
            all.push(Name {
                kind,
                label,
                english,
                id,
                words,
            });
        }
    };
    for entry in plan.counties() {
        let folded = EnglishName::new(&entry.en);
        name(County, &entry.zh, Some(&entry.en), folded, &entry.id);
    }
    for entry in plan.zones() {
        let folded = EnglishName::new(&entry.en);
        name(Zone, &entry.zh, Some(&entry.en), folded, &entry.id);
    }
    for entry in plan.themes() {
        let folded = EnglishName::new(&entry.en);
        name(Theme, &entry.zh, Some(&entry.en), folded, &entry.id);
    }
    for entry in plan.terms() {
        name(Term, &entry.label, None, EnglishName::default(), &entry.id);
    }
    for (at, entry) in plan.passages().iter().enumerate() {
        if let Some(heading) = &entry.heading {
            let folded = english.heading(at);
            name(Heading, heading, entry.en.as_deref(), folded, &entry.id);
        }
    }
    for entry in plan.projects() {
        name(
            Project,
            &entry.name,
            None,
            EnglishName::default(),
            &entry.id,
        );
    }
    all
}

/// The most suggestions in total, and of one kind.
const MOST: usize = 8;
const MOST_OF_A_KIND: usize = 3;

/// The names that match the search text. Those that begin with it come first, then kinds in the order
/// of [`SuggestionKind`].
pub(super) fn suggest<'a>(
    plan: &'a Plan,
    names: &[Name<'a>],
    search: &Search,
    query: &Query,
) -> Vec<Suggestion<'a>> {
    if query.q.is_empty() {
        return Vec::new();
    }
    // The names are in the order of their kinds, and each part keeps it.
    let (at_start, inside): (Vec<_>, Vec<_>) = names
        .iter()
        .filter(|name| search.has_wanted() && search.matches(&name.words))
        .partition(|name| search.matches_start(&name.words));
    let mut chosen: Vec<Suggestion<'a>> = Vec::new();
    for name in at_start.into_iter().chain(inside) {
        let of_kind = chosen
            .iter()
            .filter(|known| known.kind == name.kind)
            .count();
        if chosen.len() < MOST && of_kind < MOST_OF_A_KIND {
            chosen.push(Suggestion {
                kind: name.kind,
                label: name.label,
                english: name.english,
                to: leads_to(plan, name, query),
            });
        }
    }
    chosen
}

fn leads_to(plan: &Plan, name: &Name<'_>, query: &Query) -> Query {
    fn only<V: PlanId>(plan: &Plan, id: &str) -> IdSet<V> {
        plan.find(id).into_iter().collect()
    }
    let mut to = Query {
        q: SearchText::default(),
        at: None,
        ..query.clone()
    };
    match name.kind {
        SuggestionKind::County => to.counties = only(plan, name.id),
        SuggestionKind::Zone => to.zones = only(plan, name.id),
        SuggestionKind::Theme => to.themes = only(plan, name.id),
        SuggestionKind::Term | SuggestionKind::Heading | SuggestionKind::Project => {
            to.at = plan.target(name.id);
        }
    }
    to
}

/// Shorter searches to try when one finds nothing, the nearest first: without one of its words; or, of
/// a single word, its beginnings and ends from the longest down.
pub(super) fn shorter(q: &SearchText) -> Vec<SearchText> {
    let words: Vec<&str> = q.as_str().split(' ').collect();
    if words.len() > 1 {
        let without = |left_out: usize| {
            let rest = words.iter().enumerate().filter(|&(at, _)| at != left_out);
            let rest: Vec<&str> = rest.map(|(_, word)| *word).collect();
            SearchText::new(&rest.join(" "))
        };
        // The word that was typed last is the likeliest mistake.
        return (0..words.len()).rev().map(without).collect();
    }
    let letters: Vec<char> = q.as_str().chars().collect();
    let part = |letters: &[char]| SearchText::new(&letters.iter().collect::<String>());
    (2..letters.len())
        .rev()
        .flat_map(|length| {
            let from = letters.len() - length;
            [letters.get(..length), letters.get(from..)]
        })
        .flatten()
        .map(part)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_search_keeps_as_much_as_it_can() {
        let tried = |typed: &str| -> Vec<String> {
            let shorter = shorter(&SearchText::new(typed));
            shorter.iter().map(|q| q.as_str().to_owned()).collect()
        };
        assert_eq!(tried("低空 海运"), ["低空", "海运"]);
        assert_eq!(tried("低空海运"), ["低空海", "空海运", "低空", "海运"]);
        // Five letters have three ends of which none is as long as what it leaves out.
        assert_eq!(
            tried("低空新经济"),
            ["低空新经", "空新经济", "低空新", "新经济", "低空", "经济"]
        );
        assert!(tried("低").is_empty());
    }
}
