//! Help: example questions, and a dialog with keys, search rules and settings.

use maud::{Markup, html};

use super::header::settings;
use super::list::mixed;
use super::{Draw, Settings};
use crate::query::Query;
use crate::words::Words;

/// Example questions as links, while the query is empty.
pub(super) fn examples(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let asked = Query {
        lang: None,
        ..draw.query.at(None)
    };
    html! {
        @if asked == Query::default() {
            nav.examples aria-label=(words.examples) {
                p.ours { (words.examples) }
                ul {
                    @for (question, link) in words.example_questions {
                        li { a href={ "?" (link) } data-then="status" { (question) } }
                    }
                }
            }
        }
    }
}

/// The inside of the help dialog, which `?` opens.
pub fn help(words: &Words, set: &Settings) -> Markup {
    let table = |rows: &[(&str, &str)]| {
        html! {
            dl {
                @for (key, what) in rows {
                    div { dt { kbd { (mixed(words, key)) } } dd { (mixed(words, what)) } }
                }
            }
        }
    };
    html! {
        h2 #help-title tabindex="-1" { (words.help) }
        p.settings { (settings(words, set)) }
        (table(words.help_keys))
        h3 { (words.help_search) }
        (table(words.help_search_rules))
        form method="dialog" { button.main { (words.close) } }
    }
}
