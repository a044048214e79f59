//! The policies of every page: pages state them, and so do hosts' settings.

use maud::{Markup, html};

/// The Content-Security-Policy of a page without inline scripts and styles. `tests/hosting.rs` checks that hosts send
/// the same.
///
/// - Scripts, styles and data come from the site. No inline script or style, no `eval`;
///   `'wasm-unsafe-eval'` allows to compile the program.
/// - `data:` images: the picture of a card, which the page draws itself. They send no request and run no script.
///   In-app browsers save such an image when it is held; of one with a `blob:` address that is not known.
/// - `require-trusted-types-for`: in browsers that know it, a string becomes markup or a worker's address
///   only through the two policies named, of `src/pages/first.js` and `xtask/src/offline.js`.
/// - Nothing on `frame-ancestors`: showing an answer in another site's frame (`embed=1`) is a feature.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
                          base-uri 'none'; form-action 'none'; \
                          require-trusted-types-for 'script'; trusted-types plan offline";

/// Links tell the sites they lead to nothing about the reader.
pub const REFERRER: &str = "no-referrer";

/// What the page never asks a reader for. The clipboard and the share sheet are missing because it uses them.
pub const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
     microphone=(), midi=(), payment=(), usb=()";

/// The policy of a page that also has the inline scripts and the inline style sheet of these hashes (`sha256-…`).
pub fn policy_with_inline(scripts: &[String], style: &str) -> String {
    let scripts: String = scripts.iter().map(|hash| format!(" '{hash}'")).collect();
    POLICY
        .replacen(
            "script-src 'self'",
            &format!("script-src 'self'{scripts}"),
            1,
        )
        .replacen(
            "style-src 'self'",
            &format!("style-src 'self' '{style}'"),
            1,
        )
}

/// The tags that state `policy` and the referrer policy in a page, for hosts that send no headers.
pub fn policy_head(policy: &str) -> String {
    stated(policy).into_string()
}

/// The same as a template.
pub(super) fn stated(policy: &str) -> Markup {
    html! {
        meta http-equiv="Content-Security-Policy" content=(policy);
        meta name="referrer" content=(REFERRER);
    }
}
