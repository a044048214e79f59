//! Which version of each tool, and the one that is not ours to choose.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Trunk: the newest that today's compiler builds. Trunk.toml asks for the same.
pub const TRUNK: &str = "0.21.14";
/// Binaryen, for `wasm-opt`. Trunk.toml asks for the same.
pub const BINARYEN: &str = "132.0.0";
/// esbuild, which makes the page's script smaller.
pub const ESBUILD: &str = "0.28.2";
/// sharp, which draws the site's pictures.
pub const SHARP: &str = "0.35.5";
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

/// The version of wasm-bindgen in the lock file, which the tool of that name must have exactly.
pub fn wasm_bindgen(lock: &Path) -> Result<String> {
    let text =
        fs::read_to_string(lock).with_context(|| format!("cannot read {}", lock.display()))?;
    locked(&text, "wasm-bindgen").with_context(|| {
        format!(
            "{} names no wasm-bindgen; `cargo generate-lockfile` writes it anew",
            lock.display()
        )
    })
}

/// The version that the lock file's `text` gives `package`.
fn locked(text: &str, package: &str) -> Option<String> {
    let lock: toml::Table = text.parse().ok()?;
    lock.get("package")?
        .as_array()?
        .iter()
        .find(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))?
        .get("version")?
        .as_str()
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{BINARYEN, TRUNK, locked};

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-futures"
        version = "0.4.50"
        dependencies = ["wasm-bindgen"]
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
    "#;

    #[test]
    fn the_version_is_that_of_the_package_of_exactly_this_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen").as_deref(), Some("0.2.130"));
    }

    #[test]
    fn a_package_that_is_not_locked_has_no_version() {
        assert_eq!(locked(LOCK, "leptos"), None);
        assert_eq!(locked("not a lock file", "leptos"), None);
    }

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
