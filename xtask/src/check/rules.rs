//! What a host must do, one rule a function: each looks at an answer and says what is wrong with it.

use std::path::Path;

use super::fetch::Answer;
use crate::sizes::is_compressible;

/// How long a browser may keep what can change without asking again, in seconds.
const SHORT: u64 = 600;
/// How long it should keep what never changes, in seconds: a month at least.
const LONG: u64 = 30 * 24 * 60 * 60;
/// Below this many bytes compression is not worth asking for.
const WORTH_COMPRESSING: usize = 1000;

/// What a rule says of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As it should be.
    Fine,
    /// It works, and could be better.
    Better(String),
    /// It breaks something for readers.
    Wrong(String),
}

use Verdict::{Better, Fine, Wrong};

/// The media types that a file of this name may have; the first is the one to set.
fn types_of(name: &str) -> &'static [&'static str] {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "wasm" => &["application/wasm"],
        "js" | "mjs" => &["text/javascript", "application/javascript"],
        "css" => &["text/css"],
        "html" | "" => &["text/html"],
        "json" => &["application/json"],
        "csv" => &["text/csv"],
        "svg" => &["image/svg+xml"],
        "png" => &["image/png"],
        "webmanifest" => &["application/manifest+json", "application/json"],
        "txt" => &["text/plain"],
        _ => &[],
    }
}

/// The media type. Browsers refuse scripts and styles of another type, and compile a program of another
/// type only after all of it has come.
pub fn media_type(name: &str, answer: &Answer) -> Verdict {
    let wanted = types_of(name);
    let found = answer.media_type();
    let Some(first) = wanted.first() else {
        return Fine;
    };
    if !wanted.contains(&found.as_str()) {
        let found = if found.is_empty() { "no type" } else { &found };
        let message = format!("is sent as {found}; it has to be {first}");
        // Spreadsheets open a table, whatever its type; a browser shows it.
        return if name.ends_with(".csv") {
            Better(message)
        } else {
            Wrong(message)
        };
    }
    if name.ends_with(".wasm") && answer.header("content-type").contains(';') {
        return Wrong(format!(
            "is sent as {}; nothing may follow {first}",
            answer.header("content-type")
        ));
    }
    Fine
}

/// The beginning of a program. Hosts that answer every address with the page do so for programs too.
pub fn program(body: &[u8]) -> Verdict {
    if body.starts_with(b"\0asm") {
        Fine
    } else {
        Wrong("is no WebAssembly program; the host answers with something else, or sends a compressed \
               file without saying so".to_owned())
    }
}

/// Compression: most of the site is text, and comes to a quarter of it.
pub fn compression(name: &str, answer: &Answer, body: &[u8]) -> Verdict {
    if body.len() < WORTH_COMPRESSING || !is_compressible(Path::new(name)) {
        return Fine;
    }
    match answer.header("content-encoding") {
        "br" => Fine,
        "gzip" => Better("is sent with gzip; the .br file beside it is smaller still".to_owned()),
        _ => Wrong(format!(
            "is sent as its whole {} bytes; have the host send the .br or .gz file beside it",
            body.len()
        )),
    }
}

/// How long it is kept. Names with a hash never change what they hold; all else may at any time.
pub fn caching(hashed: bool, answer: &Answer) -> Verdict {
    let header = answer.header("cache-control");
    let directives: Vec<&str> = header.split(',').map(str::trim).collect();
    let has = |name: &str| directives.contains(&name);
    let age = directives
        .iter()
        .find_map(|directive| directive.strip_prefix("max-age=")?.parse::<u64>().ok());
    if hashed {
        return match age {
            Some(age) if age >= LONG && !has("no-cache") && !has("no-store") => Fine,
            _ => Better(format!(
                "never changes, and may be kept: Cache-Control: public, max-age=31536000, immutable \
                 (it is {header:?})"
            )),
        };
    }
    if has("no-cache") || has("no-store") {
        return Fine;
    }
    match age {
        Some(age) if age <= SHORT && !has("immutable") => Fine,
        Some(age) => Wrong(format!(
            "is kept for {age} s without asking, so an update is not seen: Cache-Control: no-cache"
        )),
        // Browsers then keep it for a tenth of its age, which for a page of a year is a month.
        None => Wrong(
            "does not say how long it may be kept, so browsers guess: Cache-Control: no-cache"
                .to_owned(),
        ),
    }
}

/// The policy for scripts, from the header or from the page itself.
pub fn policy(header: &str, in_page: Option<&str>) -> Verdict {
    let policies: Vec<&str> = [Some(header), in_page]
        .into_iter()
        .flatten()
        .filter(|policy| !policy.trim().is_empty())
        .collect();
    if policies.is_empty() {
        return Wrong(
            "has no Content-Security-Policy, neither as a header nor in the page".to_owned(),
        );
    }
    // Of several policies all hold, so one that is strict is enough.
    let strict = policies.iter().any(|policy| {
        scripts(policy).is_some_and(|sources| {
            let loose = [
                "'unsafe-inline'",
                "'unsafe-eval'",
                "*",
                "https:",
                "http:",
                "data:",
            ];
            !sources.iter().any(|source| loose.contains(source))
        })
    });
    if !strict {
        return Wrong(format!(
            "has a Content-Security-Policy that lets scripts in that are not the site's: {}",
            policies.join(" / ")
        ));
    }
    let shut = policies.iter().find(|policy| {
        scripts(policy).is_some_and(|sources| !sources.contains(&"'wasm-unsafe-eval'"))
    });
    match shut {
        Some(policy) => Wrong(format!(
            "has a Content-Security-Policy that keeps the program from running; script-src needs \
             'wasm-unsafe-eval': {policy}"
        )),
        None => Fine,
    }
}

/// Where a policy lets scripts come from, if it says.
fn scripts(policy: &str) -> Option<Vec<&str>> {
    let directive = |name: &str| {
        policy
            .split(';')
            .map(str::split_whitespace)
            .find_map(|mut words| {
                let is_it = words.next()?.eq_ignore_ascii_case(name);
                is_it.then(|| words.collect())
            })
    };
    directive("script-src").or_else(|| directive("default-src"))
}

/// Headers that cost nothing.
pub fn safety(answer: &Answer) -> Verdict {
    let missing: Vec<&str> = [
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "no-referrer"),
    ]
    .into_iter()
    .filter(|(name, _)| answer.header(name).is_empty())
    .map(|(name, _)| name)
    .collect();
    if missing.is_empty() {
        Fine
    } else {
        Better(format!("comes without {}", missing.join(" and ")))
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Better, Fine, Wrong};
    use super::{policy, program};

    #[test]
    fn a_policy_must_keep_other_scripts_out_and_let_the_program_in() {
        let good = "default-src 'none'; script-src 'self' 'sha256-x' 'wasm-unsafe-eval'";
        assert_eq!(policy(good, None), Fine);
        assert_eq!(policy("", Some(good)), Fine);
        // The stricter of two holds.
        assert_eq!(
            policy(
                "default-src * 'unsafe-inline' 'wasm-unsafe-eval'",
                Some(good)
            ),
            Fine
        );
        for bad in [
            "",
            "frame-ancestors 'none'",
            "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
            "default-src https: 'wasm-unsafe-eval'",
            "script-src 'self'",
        ] {
            assert!(matches!(policy(bad, None), Wrong(_)), "{bad}");
        }
        assert!(matches!(policy("script-src 'self'", Some(good)), Wrong(_)));
        assert!(!matches!(policy(good, Some("")), Better(_)));
    }

    #[test]
    fn a_program_begins_as_programs_do() {
        assert_eq!(program(b"\0asm\x01\0\0\0"), Fine);
        assert!(matches!(program(b"<!doctype html>"), Wrong(_)));
        assert!(matches!(program(b""), Wrong(_)));
    }
}
