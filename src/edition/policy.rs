//! What a browser is told to refuse, in one place: every page states it, and so do the hosts' settings.

use maud::{Markup, html};

/// The Content-Security-Policy of every page. `tests/hosting.rs` holds what hosts send against it.
///
/// - Scripts, styles, data: from where the page lies. No script or style in a page or an attribute, no
///   text made into a program (`eval`); `'wasm-unsafe-eval'` is the leave to compile the program.
/// - `require-trusted-types-for`: where a browser knows it, no string becomes markup or a worker's address
///   but through the policy called `plan`, which `xtask/src/boot.js` makes and hands to the program.
/// - Nothing on `frame-ancestors`: to show an answer in someone's frame (`embed=1`) is a feature.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
                          img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
                          base-uri 'none'; form-action 'none'; \
                          require-trusted-types-for 'script'; trusted-types plan";

/// What is told to the sites that links lead to: nothing.
pub const REFERRER: &str = "no-referrer";

/// What neither the page nor anything in it will ever ask a reader for. The clipboard and the share sheet
/// are left out, because the page uses them.
pub const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), \
     microphone=(), midi=(), payment=(), usb=()";

/// The same as far as a page can state it itself, for hosts that send no headers.
pub(super) fn stated() -> Markup {
    html! {
        meta http-equiv="Content-Security-Policy" content=(POLICY);
        meta name="referrer" content=(REFERRER);
    }
}

/// What `index.html` gains in its head at every build.
pub fn policy_head() -> String {
    stated().into_string()
}
