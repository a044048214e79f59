//! Buttons to copy and share, the share dialog, and the dialog for copying by hand.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use super::{Action, ShareTarget};
use crate::model::{Plan, Vocabulary};
use crate::words::Words;

/// A button that copies. Its label is a live region, which says that the copy is made.
pub(super) fn copy_button(label: &str, action: Action, value: &str) -> Markup {
    html! {
        button.copy type="button" data-do=(action.id()) data-value=(value) {
            span aria-live="polite" { (label) }
        }
    }
}

/// "Copy link", and "Share", which opens the share dialog.
pub(super) fn share_buttons(words: &Words, target: ShareTarget) -> Markup {
    html! {
        (copy_button(words.copy_link, Action::CopyLink, target.id()))
        button.share type="button" data-do=(Action::ShareSheet.id()) data-value=(target.id())
            aria-haspopup="dialog" { (words.share) }
    }
}

/// The links that the share dialog offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShareLinks {
    /// What the links open.
    pub target: ShareTarget,
    /// The link.
    pub url: String,
    /// The link for an `iframe` in another page.
    pub embed_url: String,
    /// The static page of which chats show a preview, if there is one.
    pub preview_url: Option<String>,
}

/// The inside of the share dialog: the link, its QR code, the code for an `iframe`. `can_share` says whether
/// the browser has a share sheet.
pub fn share_sheet(words: &Words, plan: &Plan, links: &ShareLinks, can_share: bool) -> Markup {
    let frame = format!(
        "<iframe src=\"{}\" width=\"100%\" height=\"600\" title=\"{}\" loading=\"lazy\"></iframe>",
        links.embed_url,
        words.site(plan)
    );
    html! {
        h2 #share-title tabindex="-1" { (words.share_sheet) }
        h3 { (words.share_link) }
        pre.citation #share-link { (links.url) }
        p {
            (copy_button(words.copy_link, Action::CopyText, "share-link"))
            @if can_share {
                " " button type="button" data-do=(Action::ShareLink.id()) data-value=(links.target.id()) {
                    (words.share)
                }
            }
        }
        @if let Some(page) = &links.preview_url {
            h3 { (words.share_page) }
            pre.citation #share-page { (page) }
            (copy_button(words.copy_link, Action::CopyText, "share-page"))
        }
        @match qr(&links.url) {
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

/// A QR code: the modules on a side, and the dark modules as an SVG path. `None` if the text is too long.
fn qr(text: &str) -> Option<(i32, String)> {
    // As bytes: an address in lower case has no shorter encoding.
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

/// A text for copying by hand, where the browser refuses the clipboard.
pub fn by_hand(words: &Words, text: &str) -> Markup {
    html! {
        div.by-hand role="dialog" aria-labelledby="by-hand-label" {
            label #by-hand-label for="by-hand" { (words.copy_by_hand) }
            textarea #by-hand rows="3" readonly { "\n" (text) }
            button type="button" data-do=(Action::CloseByHand.id()) { (words.close) }
        }
    }
}
