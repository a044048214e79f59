//! The tables of the help dialog.

use maud::{Markup, html};

use super::list::mixed;
use crate::model::Plan;
use crate::words::{Words, fill};

/// What can be typed into the search field, with examples from the plan.
fn search_rules(words: &Words, plan: &Plan) -> [(String, String); 6] {
    let examples = &plan.site().search;
    let (with, without) = examples.without.split_once(" -").unwrap_or_default();
    let written = [examples.traditional.as_str(), &words.quote(&examples.marks)];
    let what = |what: &str| what.to_owned();
    [
        (examples.two.clone(), what(words.help_search_two)),
        (
            examples.without.clone(),
            fill(words.help_search_without, &[with, without]),
        ),
        (
            format!("\"{}\"", examples.phrase),
            what(words.help_search_phrase),
        ),
        (
            words.list(&[&examples.pinyin, &examples.initials]),
            what(words.help_search_pinyin),
        ),
        (words.list(&written), what(words.help_search_written)),
        (examples.english.clone(), what(words.help_search_english)),
    ]
}

/// The tables of the help dialog: keys, and what can be typed into the search field.
pub fn help_tables(words: &Words, plan: &Plan) -> [Markup; 2] {
    let rules = search_rules(words, plan);
    let rules = rules
        .iter()
        .map(|(typed, what)| (typed.as_str(), what.as_str()));
    let rules: Vec<_> = rules.collect();
    [words.help_keys, &rules].map(|rows| {
        html! {
            dl {
                @for (key, what) in rows {
                    div { dt { kbd { (mixed(words, key)) } } dd { (mixed(words, what)) } }
                }
            }
        }
    })
}
