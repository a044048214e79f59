//! The label of a milestone: a stretch of its quote, or two with …… for what is left out between them.

use super::Span;

/// What stands between the two stretches of a label.
pub const OMISSION: &str = "……";

/// Where the stretches of `label` stand in `quote`, which begins at the offset `start`. Each is the first
/// occurrence, the second after the first with something between. `None` if the label is not made so.
pub(crate) fn stretches(label: &str, quote: &str, start: u32) -> Option<Vec<Span>> {
    if let Some(byte) = quote.find(label) {
        return span(label, quote, byte, start).map(|whole| vec![whole]);
    }
    let (first, second) = label.split_once(OMISSION)?;
    let at = quote.find(first)?;
    let left_out = at + first.len();
    let gap = quote.get(left_out..)?.find(second)?;
    if gap == 0 {
        return None;
    }
    let first = span(first, quote, at, start)?;
    let second = span(second, quote, left_out + gap, start)?;
    Some(vec![first, second])
}

/// The span of the words that stand at a byte of the quote.
fn span(words: &str, quote: &str, byte: usize, start: u32) -> Option<Span> {
    let from = start + quote.get(..byte)?.chars().count() as u32;
    let span = Span::new(from, from + words.chars().count() as u32)?;
    (!span.is_empty()).then_some(span)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The offsets of the stretches in a quote that begins at 10.
    fn found(label: &str, quote: &str) -> Option<Vec<(u32, u32)>> {
        let spans = stretches(label, quote, 10)?.into_iter();
        Some(spans.map(|span| (span.start(), span.end())).collect())
    }

    #[test]
    fn a_label_is_one_stretch_or_two_in_text_order() {
        assert_eq!(found("乙丙", "甲乙丙丁戊"), Some(vec![(11, 13)]));
        assert_eq!(
            found("甲……丁戊", "甲乙丙丁戊"),
            Some(vec![(10, 11), (13, 15)])
        );
        assert_eq!(found("丁……甲", "甲乙丙丁戊"), None, "not in text order");
        assert_eq!(found("甲……己", "甲乙丙丁戊"), None, "not in the quote");
        assert_eq!(found("甲……乙", "甲乙丙丁戊"), None, "nothing is left out");
        assert_eq!(found("甲……丙……戊", "甲乙丙丁戊"), None, "three stretches");
        assert_eq!(found("甲…丙", "甲乙丙丁戊"), None, "half an ellipsis");
        for half in ["", "……", "甲……", "……戊"] {
            assert_eq!(found(half, "甲乙丙丁戊"), None, "{half}");
        }
    }

    #[test]
    fn an_ellipsis_of_the_text_is_no_omission() {
        assert_eq!(found("甲……乙", "甲……乙丙"), Some(vec![(10, 14)]));
    }
}
