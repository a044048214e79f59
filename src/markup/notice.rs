//! What is kept ready for when the program breaks off, or a newer build of it is there.

use maud::{Markup, html};

use super::Action;
use crate::model::Vocabulary;
use crate::words::Words;

/// What is said when the program breaks off, written while it still runs. `public/start.js` shows it, and
/// has the second link lead to the place that is open.
pub fn stopped(words: &Words) -> Markup {
    html! {
        p { (words.stopped) }
        p {
            a href="" { (words.stopped_again) }
            " · "
            a #stopped-text href="text.html" { (words.plain_text) }
        }
    }
}

/// What is said when what was asked for, at the link `to`, did not come. The link loads the page anew: it
/// does not begin with a question mark, as those do which the program follows itself.
pub fn lost(words: &Words, to: &str) -> Markup {
    html! {
        div.notices role="status" {
            p { (words.late_lost) }
            p {
                a href={ "./?" (to) } { (words.stopped_again) }
                " · "
                a href="text.html" { (words.plain_text) }
            }
            button type="button" data-do=(Action::Dismiss.id()) { (words.dismiss) }
        }
    }
}

/// What is said when a newer build is there. `xtask/src/boot.js` shows it and answers its buttons.
pub fn update(words: &Words) -> Markup {
    html! {
        p { (words.update) }
        button.main #update-now { (words.update_now) }
        button #update-later { (words.dismiss) }
    }
}
