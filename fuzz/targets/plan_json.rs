//! Any bytes as the plan inside the page.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = plan_explorer_fuzz::plan_json::check(bytes) {
        panic!("{error:?}");
    }
});
