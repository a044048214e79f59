//! Any bytes as a link; draws the page and writes the exports for it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = plan_explorer_fuzz::page::check(bytes) {
        panic!("{error:?}");
    }
});
