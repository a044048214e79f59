//! Any bytes as a link, and all that the page draws and hands on for it.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = plan_explorer_fuzz::page::check(bytes) {
        panic!("{error:?}");
    }
});
