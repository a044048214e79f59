//! The QR code of a link.

use maud::{Markup, html};
use qrcodegen::{QrCode, QrCodeEcc, QrSegment};

use crate::words::Words;

/// The QR code of an address, or a sentence that it is too long for one.
pub fn qr_code(words: &Words, address: &str) -> Markup {
    html! {
        @match qr(address) {
            Some((size, path)) => figure.qr {
                svg viewBox={ "-4 -4 " (size + 8) " " (size + 8) } role="img" aria-label=(words.share_qr) {
                    rect.qr-ground x="-4" y="-4" width=(size + 8) height=(size + 8) {}
                    path d=(path) {}
                }
                figcaption.hint { (words.share_qr) }
            },
            None => p.hint { (words.share_qr_long) },
        }
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
