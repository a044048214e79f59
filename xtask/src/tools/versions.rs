//! Which version of each tool. Trunk's is in Trunk.toml, wasm-bindgen's in Cargo.lock.

use semver::Version;

/// Binaryen, which has `wasm-opt`. Trunk.toml asks for the same.
pub const BINARYEN: &str = "132.0.0";
/// geckodriver, which drives Firefox 128 and newer.
pub const GECKODRIVER: &str = "0.37.1";
/// axe-core, which checks a page for accessibility.
pub const AXE: &str = "4.14.1";
/// cargo-fuzz, which runs the targets of `fuzz/`.
pub const CARGO_FUZZ: &str = "0.13.2";
/// cargo-deny, which checks the crates.
pub const CARGO_DENY: &str = "0.20.2";

/// The version in what a tool prints for `--version`: `trunk 0.21.14`, `wasm-opt version 132 (…)`.
pub fn of(printed: &str) -> Option<Version> {
    printed.split_whitespace().find_map(|word| {
        let full = Version::parse(word.trim_start_matches('v'));
        full.or_else(|_| Version::parse(&format!("{word}.0.0")))
            .ok()
    })
}

#[cfg(test)]
mod tests {
    use super::{BINARYEN, of};

    #[test]
    fn trunk_asks_for_the_binaryen_that_is_installed() {
        let major = BINARYEN.split('.').next().unwrap_or_default();
        let wanted = format!("wasm_opt = \"version_{major}\"");
        assert!(include_str!("../../../Trunk.toml").contains(&wanted));
    }

    #[test]
    fn versions_are_read_from_what_tools_print() {
        let read = |printed: &str| of(printed).map(|version| version.to_string());
        assert_eq!(read("trunk 0.21.14"), Some("0.21.14".to_owned()));
        assert_eq!(
            read("wasm-opt version 132 (version_132)"),
            Some("132.0.0".to_owned())
        );
        assert_eq!(read("no number"), None);
    }
}
