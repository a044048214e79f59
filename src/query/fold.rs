//! Folding: letters that a reader would type alike become alike, one for one, so that offsets stay.

/// Full-width forms become half-width, capitals small. One character in, one out.
fn fold_char(letter: char) -> char {
    let narrow = match letter {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(letter as u32 - 0xFF01 + 0x21).unwrap_or(letter),
        other => other,
    };
    narrow.to_ascii_lowercase()
}

/// The text, folded. It has as many characters as before.
pub(super) fn fold(text: &str) -> String {
    text.chars().map(fold_char).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn widths_and_capitals_are_alike() {
        assert_eq!(fold("Ｇ３４９，IPv6"), "g349,ipv6");
    }

    proptest! {
        #[test]
        fn folding_keeps_every_offset(text in any::<String>()) {
            prop_assert_eq!(fold(&text).chars().count(), text.chars().count());
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
