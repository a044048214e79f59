//! What hosts send, against what the pages and the documents say.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::pages::{PERMISSIONS, POLICY, REFERRER};

/// The settings of hosts.
const SETTINGS: [&str; 3] = [
    "public/_headers",
    "docs/hosting/nginx.conf",
    "docs/hosting/Caddyfile",
];

fn read(path: &str) -> Result<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).with_context(|| format!("{} cannot be read", path.display()))
}

/// The settings in the file `path`, without comments.
fn settings(path: &str) -> Result<String> {
    let text = read(path)?;
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with('#'));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}

#[test]
fn every_host_sends_the_policy_that_the_pages_state() -> Result<()> {
    for path in SETTINGS {
        let settings = settings(path)?;
        for (header, value) in [
            ("Content-Security-Policy", POLICY),
            ("Permissions-Policy", PERMISSIONS),
            ("Referrer-Policy", REFERRER),
            ("X-Content-Type-Options", "nosniff"),
        ] {
            // Twice, browsers would apply both.
            ensure!(settings.matches(header).count() == 1, "{path}: {header}");
            ensure!(
                settings.matches(value).count() == 1,
                "{path}: {header} is not {value}"
            );
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
fn the_policy_allows_only_files_of_the_site() -> Result<()> {
    let directives: Vec<&str> = POLICY.split("; ").collect();
    ensure!(
        directives.first() == Some(&"default-src 'none'"),
        "{POLICY}"
    );
    for loose in ["unsafe-inline", "'unsafe-eval'", "*", "http", "blob:"] {
        ensure!(!POLICY.contains(loose), "the policy contains {loose}");
    }
    // Only images may be in an address itself: the picture of a card.
    let with_data = directives.iter().filter(|rule| rule.contains("data:"));
    let with_data: Vec<&&str> = with_data.collect();
    ensure!(with_data == [&"img-src 'self' data:"], "{with_data:?}");
    // Other sites may show an answer in a frame (`embed=1`). Only a header could forbid that.
    for path in SETTINGS {
        let settings = settings(path)?;
        ensure!(
            !settings.contains("frame-ancestors") && !settings.contains("X-Frame-Options"),
            "{path} forbids frames"
        );
    }
    Ok(())
}

#[test]
fn every_fault_in_the_table_has_a_test() -> Result<()> {
    let table = read("docs/reliability.md")?;
    let rows = table
        .lines()
        .filter(|line| line.starts_with("| ") && line.contains('`'));
    let mut count = 0;
    for line in rows {
        // The last word between backquotes.
        let name = line.rsplit('`').nth(1).context("no test")?;
        let (module, function) = name.split_once("::").with_context(|| line.to_owned())?;
        let tests = read(&format!("tests/browser/{module}.rs"))?;
        ensure!(
            tests.contains(&format!("#[test]\nfn {function}() -> Result<()> {{")),
            "there is no test {name}"
        );
        count += 1;
    }
    ensure!(count > 20, "only {count} faults were found");
    Ok(())
}

/// Width and height of a PNG in pixels, from its header.
fn size_of_png(path: &str) -> Result<(u32, u32)> {
    let bytes = fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))?;
    let number = |at: usize| -> Result<u32> {
        let four = bytes.get(at..at + 4).context("it is too short")?;
        Ok(u32::from_be_bytes(four.try_into()?))
    };
    Ok((number(16)?, number(20)?))
}

#[test]
fn the_manifest_names_existing_files_and_works_at_any_path() -> Result<()> {
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
    // Browsers need these sizes before they offer to install the page.
    ensure!(sizes.contains(&192) && sizes.contains(&512), "{sizes:?}");
    Ok(())
}
