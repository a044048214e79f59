//! Any bytes as the part of an address after `?`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = plan_explorer_fuzz::link::check(bytes) {
        panic!("{error:?}");
    }
});
