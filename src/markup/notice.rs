//! What is kept ready for when the program breaks off, or a newer build of it is there.

use maud::{Markup, html};

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

/// What is said when a newer build is there. `xtask/src/boot.js` shows it and answers its buttons.
pub fn update(words: &Words) -> Markup {
    html! {
        p { (words.update) }
        button.main #update-now { (words.update_now) }
        button #update-later { (words.dismiss) }
    }
}
