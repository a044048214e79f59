//! Copying and sharing links and texts.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

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

/// "Copy link", and the sheet of other ways.
pub(super) fn share_buttons(words: &Words, of: Of) -> Markup {
    html! {
        (copy_button(words.copy_link, Action::CopyLink, of.id()))
        button.share type="button" data-do=(Action::ShareSheet.id()) data-value=(of.id())
            aria-haspopup="dialog" { (words.share) }
    }
}

/// What is handed on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// Which part of the view.
    pub of: Of,
    /// The link.
    pub address: String,
    /// The same for a frame in another page.
    pub embedded: String,
    /// The page that shows a preview in chats, where there is one.
    pub page: Option<String>,
}

/// The sheet's inside: the link, its code to scan, the code for other pages.
pub fn share_sheet(words: &Words, shared: &Shared, can_share: bool) -> Markup {
    let frame = format!(
        "<iframe src=\"{}\" width=\"100%\" height=\"600\" title=\"{}\" loading=\"lazy\"></iframe>",
        shared.embedded, words.site
    );
    html! {
        h2 #share-title tabindex="-1" { (words.share_sheet) }
        h3 { (words.share_link) }
        pre.citation #share-link { (shared.address) }
        p {
            (copy_button(words.copy_link, Action::CopyText, "share-link"))
            @if can_share {
                " " button type="button" data-do=(Action::ShareLink.id()) data-value=(shared.of.id()) {
                    (words.share)
                }
            }
        }
        @if let Some(page) = &shared.page {
            h3 { (words.share_page) }
            pre.citation #share-page { (page) }
            (copy_button(words.copy_link, Action::CopyText, "share-page"))
        }
        @match qr(&shared.address) {
            Some((size, path)) => figure.qr {
                svg viewBox={ "-4 -4 " (size + 8) " " (size + 8) } role="img" aria-label=(words.share_qr) {
                    rect.qr-ground x="-4" y="-4" width=(size + 8) height=(size + 8) {}
                    path d=(path) {}
                }
                figcaption.hint { (words.share_qr) }
            },
            None => p.hint { (words.share_qr_long) },
        }
        details.cite {
            summary { (words.share_embed) }
            p.hint { (words.share_embed_about) }
            pre.citation #share-embed { (frame) }
            (copy_button(words.share_copy_embed, Action::CopyText, "share-embed"))
        }
        form method="dialog" { button.main { (words.close) } }
    }
}

/// A QR code: how many modules a side has, and the dark ones as a path. `None` where the text is too long.
fn qr(text: &str) -> Option<(i32, String)> {
    // As bytes, which addresses in small letters are in any case: looking for something shorter is code.
    let bytes = [QrSegment::make_bytes(text.as_bytes())];
    let code = QrCode::encode_segments(&bytes, QrCodeEcc::Medium).ok()?;
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in (0..size).filter(|&x| code.get_module(x, y)) {
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Some((size, path))
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
