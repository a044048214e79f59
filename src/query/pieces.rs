//! Text with marks: cut at the start and the end of every mark.
//!
//! This module knows nothing of where marks come from.

use crate::model::{Span, Text, vocabulary::vocabulary};

vocabulary! {
    /// Why text is marked. Where marks overlap, the first in this list wins.
    Mark, "mark" {
        /// What the link points at.
        Target = "target",
        /// A search word.
        Search = "search",
        /// The name of a chosen place.
        Place = "place",
        /// The name of a group that includes a chosen place.
        Collective = "collective",
        /// A milestone of a chosen kind, or a project of a chosen status or tier.
        Milestone = "milestone",
    }
}

/// A piece of text with one mark, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// The mark.
    pub mark: Option<Mark>,
}

/// Cuts the part `window` of `text` at the ends of `marks`. Joined, the pieces are the window.
pub fn pieces<'a>(text: &'a Text, window: Span, marks: &[(Span, Mark)]) -> Vec<Piece<'a>> {
    let mut cuts: Vec<u32> = marks
        .iter()
        .flat_map(|(span, _)| [span.start(), span.end()])
        .filter(|offset| (window.start()..window.end()).contains(offset))
        .collect();
    cuts.extend([window.start(), window.end()]);
    cuts.sort_unstable();
    cuts.dedup();
    cuts.windows(2)
        .filter_map(|ends| match *ends {
            [start, end] => Span::new(start, end),
            _ => None,
        })
        .map(|run| Piece {
            text: text.slice(run),
            mark: marks
                .iter()
                .filter(|(span, _)| span.contains(run))
                .map(|&(_, mark)| mark)
                .min(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Vocabulary;
    use proptest::prelude::*;

    fn span() -> impl Strategy<Value = Span> {
        (0_u32..30, 0_u32..30)
            .prop_filter_map("runs backwards", |(start, end)| Span::new(start, end))
    }

    proptest! {
        #[test]
        fn pieces_put_together_are_the_window(
            words in "[尼木县的生态S5]{0,25}",
            marks in prop::collection::vec((span(), prop::sample::select(Mark::ALL)), 0..6),
            window in span(),
        ) {
            let text = Text::new(words);
            let whole = text.span();
            let window = Span::new(window.start().min(whole.end()), window.end().min(whole.end()))
                .unwrap_or(Span::NOTHING);
            let cut = pieces(&text, window, &marks);
            let together: String = cut.iter().map(|piece| piece.text).collect();
            prop_assert_eq!(together, text.slice(window));
            let mut at = window.start();
            for piece in cut {
                for letter in piece.text.chars() {
                    let covering = marks.iter().filter(|(span, _)| span.start() <= at && at < span.end());
                    prop_assert_eq!(covering.map(|&(_, mark)| mark).min(), piece.mark, "{}", letter);
                    at += 1;
                }
            }
        }
    }
}
