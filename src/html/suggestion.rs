//! A value of a facet that the search field suggests.

use maud::{Markup, html};

use crate::query::{Lang, Suggestion};
use crate::words::Words;

/// The suggestion. In English it has its English name, if the data has one, with the plan's own words after it.
pub fn suggestion(words: &Words, entry: &Suggestion<'_>) -> Markup {
    html! {
        span.ours { (words.suggestion_name(entry.kind)) }
        @match (words.lang, entry.english) {
            (Lang::Zh, _) => (entry.label),
            (Lang::En, None) => span lang="zh-Hans" { (entry.label) },
            (Lang::En, Some(english)) => span {
                span.translation title=(words.translation) { (english) }
                span.original lang="zh-Hans" { (entry.label) }
            },
        }
    }
}
