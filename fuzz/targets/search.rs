//! Any bytes as a search text.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = plan_explorer_fuzz::search::check(bytes) {
        panic!("{error:?}");
    }
});
