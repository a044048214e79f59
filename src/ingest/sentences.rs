//! Splits a paragraph into sentences.

use crate::model::{Span, Text};

/// Pairs of marks. A full stop between the two marks of a pair does not end a sentence.
pub(super) const PAIRS: [(char, char); 4] = [('“', '”'), ('‘', '’'), ('（', '）'), ('《', '》')];

/// Splits the span `body` of a text into sentences without gaps. A sentence ends with 。, ！ or ？ outside
/// quotation marks and brackets; the last one ends with the body.
pub(super) fn split_sentences(text: &Text, body: Span) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut depth = 0_u32;
    let mut start = body.start();
    for (at, letter) in (body.start()..).zip(text.slice(body).chars()) {
        if PAIRS.iter().any(|&(open, _)| open == letter) {
            depth += 1;
        } else if PAIRS.iter().any(|&(_, close)| close == letter) {
            depth = depth.saturating_sub(1);
        }
        let end = at + 1;
        let ends = depth == 0 && matches!(letter, '。' | '！' | '？');
        if (ends || end == body.end())
            && let Some(sentence) = Span::new(start, end)
        {
            sentences.push(sentence);
            start = end;
        }
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_full_stop_within_quotation_marks_does_not_end_a_sentence() {
        let text = Text::new("他说“好。行”。完！".into());
        let spans = split_sentences(&text, text.span()).into_iter();
        let sentences: Vec<&str> = spans.map(|span| text.slice(span)).collect();
        assert_eq!(sentences, ["他说“好。行”。", "完！"]);
    }

    proptest! {
        #[test]
        fn sentences_cover_the_body_without_gaps(words in "[甲乙丙。！“”（）,]{0,40}", skip in 0_u32..5) {
            let text = Text::new(words);
            let whole = text.span();
            let body = Span::new(skip.min(whole.end()), whole.end()).unwrap_or(whole);
            let mut next = body.start();
            for sentence in split_sentences(&text, body) {
                prop_assert_eq!(sentence.start(), next);
                prop_assert!(!sentence.is_empty());
                next = sentence.end();
            }
            prop_assert_eq!(next, body.end());
        }
    }
}
