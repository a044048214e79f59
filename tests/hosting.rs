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
