//! Hostile input: the checks of the fuzz targets (`fuzz/README.md`) on their corpus and on more input.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use plan_explorer::link::{MAX_READ, read};
use plan_explorer::model::{County, PlanError, Vocabulary, compact};
use plan_explorer::query::ViewKind;
use proptest::prelude::*;

mod common;
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

/// Runs the check of a target on every input of its corpus.
fn corpus_holds(name: &str) -> Result<()> {
    let mut targets = fuzz::TARGETS.iter();
    let (_, check) = targets
        .find(|target| target.0 == name)
        .context(name.to_owned())?;
    let directory = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let entries = fs::read_dir(&directory)
        .with_context(|| format!("{} cannot be read", directory.display()))?;
    let mut broken = Vec::new();
    let mut seen = 0;
    for entry in entries {
        let path = entry?.path();
        if let Err(error) = check(&fs::read(&path)?) {
            broken.push(format!("{}: {error:#}", path.display()));
        }
        seen += 1;
    }
    ensure!(seen > 3, "the corpus of {name} has {seen} inputs");
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

#[test]
fn links_of_the_corpus_are_read_by_the_rules() -> Result<()> {
    corpus_holds("link")
}

#[test]
fn searches_of_the_corpus_have_consistent_results() -> Result<()> {
    corpus_holds("search")
}

#[test]
fn plans_of_the_corpus_are_read_or_refused() -> Result<()> {
    corpus_holds("compact_json")
}

#[test]
fn no_link_of_the_corpus_becomes_markup_or_breaks_a_file() -> Result<()> {
    corpus_holds("page")
}

#[test]
fn every_corpus_belongs_to_a_target() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        found.push(entry?.file_name().to_string_lossy().into_owned());
    }
    found.sort();
    let mut known: Vec<&str> = fuzz::TARGETS.iter().map(|target| target.0).collect();
    known.sort_unstable();
    ensure!(found == known, "{found:?}");
    Ok(())
}

/// The small plan that the fuzzer starts from.
const SMALL: &str = "fuzz/corpus/compact_json/small.json";

#[test]
fn the_small_plan_is_up_to_date() -> Result<()> {
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL))?;
    ensure!(
        kept == fuzz::compact_json::small()?,
        "{SMALL} is out of date: `cargo test --test fuzz_corpus -- --ignored` writes it"
    );
    Ok(())
}

#[test]
#[ignore = "not a test: writes the small plan"]
fn write_the_small_plan() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL);
    fs::write(path, fuzz::compact_json::small()?)?;
    Ok(())
}

/// A value that runs a script if any part of it becomes markup.
const SCRIPT: &str = "\"'><script>ran=1</script><img src=x onerror=ran=1>{{1}}&amp;";

const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

/// Checks how a link is read and what the page draws for it.
fn link_holds(link: &str) -> Result<()> {
    fuzz::link::check(link.as_bytes()).with_context(|| link.to_owned())?;
    fuzz::page::check(link.as_bytes()).with_context(|| link.to_owned())
}

fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[test]
fn a_script_in_any_key_and_view_stays_text() -> Result<()> {
    let script = escaped(SCRIPT);
    for key in KEYS {
        link_holds(&format!("{key}={script}"))?;
        link_holds(&format!("{script}{key}=1&{key}={script},{script}"))?;
    }
    for view in ViewKind::ALL {
        for lang in ["zh", "en"] {
            let view = view.id();
            link_holds(&format!(
                "view={view}&lang={lang}&q={script}&county={script}&at={script}"
            ))?;
        }
    }
    Ok(())
}

#[test]
fn links_of_100_kilobytes_are_read_whatever_they_contain() -> Result<()> {
    for filler in [
        "a",
        "%",
        "%3C",
        "&",
        "=",
        ",",
        "q=1&",
        "county=nimu&",
        "theme=x&",
        "藏",
        "%ED%A0%80",
    ] {
        let long = filler.repeat(100_000 / filler.len() + 1);
        link_holds(&format!("theme=ecology&q={long}&county=nimu"))?;
        link_holds(&long)?;
    }
    Ok(())
}

#[test]
fn a_link_is_read_up_to_its_longest_length() -> Result<()> {
    let last = "&county=nimu";
    for length in [MAX_READ - 1, MAX_READ, MAX_READ + 1] {
        let filler = "a".repeat(length - "x=".len() - last.len());
        let link = format!("x={filler}{last}");
        ensure!(link.len() == length);
        let query = read(&link, common::plan()?).query;
        ensure!(
            query.counties.contains(County::Nimu) == (length <= MAX_READ),
            "{length} bytes"
        );
        link_holds(&link)?;
        link_holds(&format!("?{link}"))?;
    }
    Ok(())
}

#[test]
fn half_surrogates_and_broken_escapes_are_read_in_any_key() -> Result<()> {
    for broken in [
        "%ED%A0%80",
        "%ED%BF%BF",
        "%ED%A0%BD%ED%B8%80",
        "%",
        "%4",
        "%zz",
        "%E4%BD",
        "%C0%80",
        "%FF%FE",
        "%00",
        "\u{fffd}",
        "%F4%90%80%80",
    ] {
        for key in KEYS {
            link_holds(&format!("{key}={broken}"))?;
        }
        link_holds(&format!(
            "q={broken}尼木{broken}&county=nimu{broken}&{broken}=1"
        ))?;
    }
    Ok(())
}

#[test]
fn repeated_keys_are_read() -> Result<()> {
    for key in KEYS {
        for (one, other) in [
            ("1", "0"),
            ("nimu", "<b>"),
            ("map", "text"),
            ("m1", ""),
            ("2024", "2035"),
        ] {
            link_holds(&format!("{key}={one}&{key}={other}"))?;
            link_holds(
                &[
                    format!("{key}={one}&").repeat(200),
                    format!("{key}={other}"),
                ]
                .concat(),
            )?;
        }
    }
    Ok(())
}

#[test]
fn a_half_surrogate_in_the_plan_is_an_error_at_its_position() -> Result<()> {
    let small = fuzz::compact_json::small()?;
    // After the alphabet and the schema.
    let title = "],[1],[\"";
    let start = small.find(title).context("the title is not where it was")?;
    for half in [
        "\\ud800",
        "\\udfff",
        "\\ud83c\\udfd4",
        "\\u12",
        "\\x",
        "\\u+041",
    ] {
        let broken = small.replacen(title, &format!("{title}{half}"), 1);
        fuzz::compact_json::check(broken.as_bytes()).with_context(|| half.to_owned())?;
        let error = compact::read(&broken)
            .err()
            .with_context(|| half.to_owned())?;
        let PlanError::Compact { at, wanted } = error else {
            bail!("{half}: {error}");
        };
        ensure!(wanted == "escaped character", "{half}: {wanted}");
        // The letter after the first backslash.
        ensure!(at == start + title.len() + 1, "{half}: byte {at}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_bytes_are_read_as_a_link(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let held = fuzz::link::check(&bytes);
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn any_text_can_be_searched(typed in "[\"“”＂－ a-z一-龥-]{0,40}|\\PC{0,60}") {
        let held = fuzz::search::check(typed.as_bytes());
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_plan_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)
    ) {
        let small = fuzz::compact_json::small().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut bytes = small.into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes.splice(at..=at, [byte]);
        }
        let held = fuzz::compact_json::check(&bytes);
        prop_assert!(held.is_ok(), "{:?}", held);
    }
}
