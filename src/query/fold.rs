//! Folding: letters that a reader would type alike become alike, one for one, so that offsets stay.

use super::han::simplified;

/// Full-width forms become half-width, capitals small, Chinese digits Arabic ones. One character in, one
/// out.
fn fold_char(letter: char) -> char {
    let narrow = match letter {
        '〇' | '零' => '0',
        '一' => '1',
        '二' => '2',
        '三' => '3',
        '四' => '4',
        '五' => '5',
        '六' => '6',
        '七' => '7',
        '八' => '8',
        '九' => '9',
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFF01 + 0x21).unwrap_or(letter),
        other => other,
    };
    narrow.to_ascii_lowercase()
}

/// A text of the plan, folded. It has as many characters as before.
pub(super) fn fold_own(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

/// What was typed, folded; traditional characters become the plan's own. It has as many characters as
/// before.
pub(super) fn fold(typed: &str) -> String {
    typed
        .chars()
        .map(|letter| fold_char(simplified(letter)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_and_capitals_are_alike() {
        assert_eq!(fold("Ｇ３４９，IPv6"), "g349,ipv6");
        assert_eq!(fold("二〇三五年"), "2035年");
        assert_eq!(fold("零〇一二三四五六七八九十"), "00123456789十");
        assert_eq!(fold("！　～"), "! ~");
    }

    /// The plan's own characters stand for themselves (build.rs), so its text needs no look into the table.
    #[test]
    fn the_plan_folds_the_same_with_and_without_the_table() {
        assert_eq!(fold(crate::PLAN_JSON), fold_own(crate::PLAN_JSON));
    }

    proptest! {
        #[test]
        fn folding_keeps_every_offset(text in any::<String>()) {
            prop_assert_eq!(fold(&text).chars().count(), text.chars().count());
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
            prop_assert_eq!(fold_own(&text).chars().count(), text.chars().count());
        }
    }
}
