//! What a view says of a plan whose data lacks what the view shows: nobody has tagged it yet, or not all of it.

use maud::{Markup, html};

use super::Draw;
use crate::model::{Passage, Plan};
use crate::query::ViewKind;
use crate::words::{Words, fill};

/// The note for the shown view, and whether the view has nothing else to show.
pub(super) fn missing(draw: &Draw<'_>) -> Option<(Markup, bool)> {
    let plan = draw.plan();
    let words = &draw.words.missing;
    let (untagged, all) = untagged(plan);
    let view = draw.query.view;
    let asks_for_themes = match view {
        ViewKind::Matrix | ViewKind::Compare => true,
        ViewKind::List => !draw.query.themes.is_empty(),
        _ => false,
    };
    let asks_in_vain = view == ViewKind::List && draw.view.total == 0;
    let (what, is_all) = match view {
        ViewKind::Timeline if plan.milestones().is_empty() => (words.milestones.to_owned(), true),
        ViewKind::Projects if plan.projects().is_empty() => (words.projects.to_owned(), true),
        ViewKind::Figures if plan.quantities().is_empty() => (words.quantities.to_owned(), true),
        ViewKind::Map if plan.counties().is_empty() => (words.places.to_owned(), true),
        view if view.counts_statements() && draw.explorer.statements().is_empty() => {
            (words.statements.to_owned(), true)
        }
        _ if !asks_for_themes || untagged == 0 => return None,
        _ if untagged == all => (
            words.themes.to_owned(),
            view == ViewKind::Matrix || asks_in_vain,
        ),
        _ => {
            let numbers = [all - untagged, all].map(|number| number.to_string());
            (fill(words.some_themes, &[&numbers[0], &numbers[1]]), false)
        }
    };
    Some((note(draw.words, &what), is_all))
}

/// Whether the shown view has nothing to show, because nobody has tagged what it shows.
pub(super) fn is_missing(draw: &Draw<'_>) -> bool {
    missing(draw).is_some_and(|(_, is_all)| is_all)
}

/// What is missing, and how to add it.
pub(super) fn note(words: &Words, what: &str) -> Markup {
    html! {
        div.missing.ours role="note" {
            p { (what) }
            p { (words.missing.how) }
        }
    }
}

/// How many passages have no themes, and how many there are. A heading alone needs none.
fn untagged(plan: &Plan) -> (usize, usize) {
    let passages = plan.passages().iter();
    let passages = passages.filter(|passage| !passage.sentences.is_empty());
    let untagged = |passage: &&Passage| passage.themes.is_none();
    (passages.clone().filter(untagged).count(), passages.count())
}
