//! Marked text: pieces of a passage as elements.

use leptos::prelude::*;

use crate::model::Vocabulary;
use crate::query::Piece;

/// The pieces, each mark a `<mark>` of its own class.
pub(super) fn marked(pieces: Vec<Piece<'static>>) -> Vec<AnyView> {
    pieces
        .into_iter()
        .map(|piece| match piece.mark {
            None => piece.text.into_any(),
            Some(mark) => view! { <mark class=mark.id()>{piece.text}</mark> }.into_any(),
        })
        .collect()
}
