//! Notices that stand ready, hidden: the program has stopped, or there is a newer build.

use maud::{Markup, html};

use crate::words::Words;

/// The notice that the program has stopped, drawn while it still runs. `public/start.js` shows it, and points
/// the second link at the place that is open.
pub fn stopped(words: &Words) -> Markup {
    html! {
        p { (words.crashed) }
        p {
            a href="" { (words.crashed_reload) }
            " · "
            a #stopped-text href="text.html" { (words.plain_text) }
        }
    }
}

/// The notice of a newer build. `xtask/src/offline.js` shows it and handles its buttons.
pub fn update(words: &Words) -> Markup {
    html! {
        p { (words.update) }
        button.main #update-now { (words.update_now) }
        button #update-later { (words.dismiss) }
    }
}
