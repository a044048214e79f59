//! What hosts are told against what the pages say of themselves.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::edition::{PERMISSIONS, POLICY, REFERRER};

/// Where a host's settings stand.
const SETTINGS: [&str; 3] = [
    "public/_headers",
    "docs/hosting/nginx.conf",
    "docs/hosting/Caddyfile",
];

fn read(path: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

/// Every value that the settings give a header.
fn values<'s>(settings: &'s str, header: &str) -> Vec<&'s str> {
    let rules = settings
        .lines()
        .map(str::trim)
        .filter(|line| !line.starts_with('#'));
    let values = rules.filter_map(|line| {
        let (_, value) = line.split_once(header)?;
        // The ways of the three: `Name: value`, `add_header Name "value" always;`, `header Name "value"`.
        let value = value.trim_start_matches(':').trim();
        let value = value
            .trim_end_matches(';')
            .trim_end_matches("always")
            .trim();
        Some(value.trim_matches('"'))
    });
    values.collect()
}

#[test]
fn every_host_sends_the_policy_that_the_pages_state() -> Result<()> {
    for path in SETTINGS {
        let settings = read(path)?;
        for (header, wanted) in [
            ("Content-Security-Policy", POLICY),
            ("Permissions-Policy", PERMISSIONS),
            ("Referrer-Policy", REFERRER),
            ("X-Content-Type-Options", "nosniff"),
        ] {
            let found = values(&settings, header);
            ensure!(found == [wanted], "{path}: {header}: {found:?}");
        }
    }
    let text = read("public/text.html")?;
    ensure!(
        text.contains(&format!("content=\"{POLICY}\"")),
        "text.html states another policy"
    );
    Ok(())
}

#[test]
fn the_policy_lets_nothing_in_that_is_not_the_sites() -> Result<()> {
    let directives: Vec<&str> = POLICY.split("; ").collect();
    ensure!(
        directives.first() == Some(&"default-src 'none'"),
        "{POLICY}"
    );
    for loose in [
        "unsafe-inline",
        "'unsafe-eval'",
        "*",
        "http",
        "data:",
        "blob:",
    ] {
        ensure!(!POLICY.contains(loose), "it has {loose}");
    }
    // Others may show an answer in a frame of theirs (`embed=1`), which only a header could forbid.
    for path in SETTINGS {
        let settings = read(path)?;
        ensure!(
            !settings.contains("frame-ancestors") && !settings.contains("X-Frame-Options"),
            "{path} forbids frames"
        );
    }
    Ok(())
}

#[test]
fn every_fault_told_of_is_tried_by_a_test_that_exists() -> Result<()> {
    let told = read("docs/reliability.md")?;
    let mut seen = 0;
    for line in told
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'))
    {
        // The last word between backquotes.
        let name = line.rsplit('`').nth(1).context("no test")?;
        let (module, function) = name.split_once("::").with_context(|| line.to_owned())?;
        let tests = read(&format!("tests/browser/{module}.rs"))?;
        ensure!(
            tests.contains(&format!("#[test]\nfn {function}() -> Result<()> {{")),
            "{name} is no test"
        );
        seen += 1;
    }
    ensure!(seen > 20, "{seen} faults");
    Ok(())
}

/// The size of a PNG in pixels, as it says itself.
fn size_of_png(path: &str) -> Result<(u32, u32)> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))?;
    let number = |at: usize| -> Result<u32> {
        let four = bytes.get(at..at + 4).context("it is too short")?;
        Ok(u32::from_be_bytes(four.try_into()?))
    };
    Ok((number(16)?, number(20)?))
}

#[test]
fn the_manifest_names_what_is_there_and_works_at_any_path() -> Result<()> {
    let manifest: serde_json::Value = serde_json::from_str(&read("public/manifest.webmanifest")?)?;
    for key in ["id", "start_url", "scope"] {
        ensure!(manifest[key] == "./", "{key} is {}", manifest[key]);
    }
    ensure!(manifest["display"] == "standalone");
    ensure!(
        manifest["name"]
            .as_str()
            .is_some_and(|name| !name.is_empty())
    );
    let icons = manifest["icons"].as_array().context("no icons")?;
    let mut sizes = Vec::new();
    for icon in icons {
        let source = icon["src"].as_str().context("an icon without a file")?;
        let path = format!("public/{source}");
        if source.ends_with(".png") {
            let (width, height) = size_of_png(&path)?;
            ensure!(
                icon["sizes"] == format!("{width}x{height}"),
                "{source}: {width}x{height}"
            );
            sizes.push(width);
        } else {
            read(&path)?;
        }
    }
    // What browsers ask for before they offer to install.
    ensure!(sizes.contains(&192) && sizes.contains(&512), "{sizes:?}");
    Ok(())
}
