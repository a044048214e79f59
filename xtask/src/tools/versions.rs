//! Which version of each tool.

/// Trunk: the newest that today's compiler builds. Trunk.toml asks for the same.
pub const TRUNK: &str = "0.21.14";
/// Binaryen, for `wasm-opt`. Trunk.toml asks for the same.
pub const BINARYEN: &str = "132.0.0";
/// esbuild, which makes the page's script smaller.
pub const ESBUILD: &str = "0.28.2";
/// geckodriver, which drives Firefox 128 and newer.
pub const GECKODRIVER: &str = "0.37.1";
/// axe-core, which checks a page for accessibility.
pub const AXE: &str = "4.14.1";

/// Lighthouse, which judges the built site: the newest that runs on Node 20.
pub const LIGHTHOUSE: &str = "12.8.2";

/// cargo-fuzz, which runs the targets of `fuzz/`.
pub const CARGO_FUZZ: &str = "0.13.2";
/// cargo-deny, which checks what we build on.
pub const CARGO_DENY: &str = "0.20.2";

#[cfg(test)]
mod tests {
    use super::{BINARYEN, TRUNK};

    #[test]
    fn trunk_is_told_the_same_versions() {
        let config = include_str!("../../../Trunk.toml");
        let major = BINARYEN.split('.').next().unwrap_or_default();
        assert!(
            config.contains(&format!("\"={TRUNK}\"")),
            "trunk-version in Trunk.toml is not {TRUNK}"
        );
        assert!(
            config.contains(&format!("\"version_{major}\"")),
            "wasm_opt in Trunk.toml is not {BINARYEN}"
        );
    }
}
