//! Copying and sharing links and texts.

use maud::{Markup, html};

use super::{Action, Of};
use crate::model::Vocabulary;
use crate::words::Words;

/// A button that copies, and says so where it stands.
pub(super) fn copy_button(label: &str, action: Action, value: &str) -> Markup {
    html! {
        button.copy type="button" data-do=(action.id()) data-value=(value) {
            span aria-live="polite" { (label) }
        }
    }
}

/// "Copy link", and "share" where the browser has a share sheet.
pub(super) fn share_buttons(words: &Words, of: Of, can_share: bool) -> Markup {
    html! {
        (copy_button(words.copy_link, Action::CopyLink, of.id()))
        @if can_share {
            button.share type="button" data-do=(Action::ShareLink.id()) data-value=(of.id()) {
                (words.share)
            }
        }
    }
}

/// What to copy by hand, an address or a text, where the browser keeps the clipboard to itself.
pub fn by_hand(words: &Words, text: &str) -> Markup {
    html! {
        div.by-hand role="dialog" aria-labelledby="by-hand-label" {
            label #by-hand-label for="by-hand" { (words.copy_by_hand) }
            textarea #by-hand rows="3" readonly { "\n" (text) }
            button type="button" data-do=(Action::CloseByHand.id()) { (words.close) }
        }
    }
}
