//! Hostile input, natively: every kept input of every fuzz target (`fuzz/README.md`), by the very checks
//! that the targets run.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use plan_explorer::link::MAX_READ;
use plan_explorer::model::{PlanError, Vocabulary, compact};
use plan_explorer::query::ViewKind;
use proptest::prelude::*;

#[path = "../fuzz/src/lib.rs"]
mod fuzz;

/// Runs one target's check over every input that its corpus keeps.
fn holds(name: &str) -> Result<()> {
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
    ensure!(seen > 0, "{name} keeps nothing");
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

#[test]
fn every_kept_link_is_read_as_promised() -> Result<()> {
    holds("link")
}

#[test]
fn every_kept_search_adds_up() -> Result<()> {
    holds("search")
}

#[test]
fn every_kept_plan_is_read_or_refused() -> Result<()> {
    holds("compact_json")
}

#[test]
fn no_kept_link_becomes_markup_or_breaks_a_file() -> Result<()> {
    holds("page")
}

#[test]
fn every_corpus_is_of_a_target() -> Result<()> {
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

/// The small plan that the search of broken plans begins from.
const SMALL: &str = "fuzz/corpus/compact_json/small.json";

#[test]
fn the_kept_plan_has_todays_form() -> Result<()> {
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL))?;
    ensure!(
        kept == fuzz::compact_json::small()?,
        "{SMALL} is of an earlier form or plan; `cargo test --test fuzz_corpus -- --ignored` writes it anew"
    );
    Ok(())
}

#[test]
#[ignore = "writes the small plan that the search of broken plans begins from"]
fn the_kept_plan_is_written_anew() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL);
    fs::write(path, fuzz::compact_json::small()?)?;
    Ok(())
}

/// What runs if a value becomes markup, whichever way.
const SCRIPT: &str = "\"'><script>ran=1</script><img src=x onerror=ran=1>{{1}}&amp;";

const KEYS: [&str; 17] = [
    "view", "theme", "county", "zone", "reach", "period", "years", "kind", "status", "tier", "q",
    "detail", "sort", "across", "at", "lang", "embed",
];

/// Checks a link in both ways: as it is read, and as it is drawn.
fn link_holds(link: &str) -> Result<()> {
    fuzz::link::check(link.as_bytes()).with_context(|| link.to_owned())?;
    fuzz::page::check(link.as_bytes()).with_context(|| link.to_owned())
}

fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[test]
fn scripts_in_every_key_are_words_in_every_view() -> Result<()> {
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
fn links_of_100_kilobytes_hold_whatever_fills_them() -> Result<()> {
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
fn the_longest_link_that_is_read_is_read_whole() -> Result<()> {
    let last = "&county=nimu";
    for length in [MAX_READ - 1, MAX_READ, MAX_READ + 1] {
        let filler = "a".repeat(length - "x=".len() - last.len());
        let link = format!("x={filler}{last}");
        ensure!(link.len() == length);
        link_holds(&link)?;
        link_holds(&format!("?{link}"))?;
    }
    Ok(())
}

#[test]
fn halves_of_pairs_and_broken_escapes_hold_in_every_key() -> Result<()> {
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
fn keys_said_again_hold_and_the_last_one_counts() -> Result<()> {
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
fn a_half_of_a_pair_in_the_plan_is_an_error_at_its_place() -> Result<()> {
    let small = fuzz::compact_json::small()?;
    // Behind the alphabet and the schema.
    let title = "],[1],[\"";
    let start = small.find(title).context("the title stands elsewhere")?;
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
        // The letter behind the first backslash.
        ensure!(at == start + title.len() + 1, "{half}: byte {at}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn any_bytes_hold_as_a_link(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let held = fuzz::link::check(&bytes);
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn any_text_holds_as_a_search(typed in "[\"“”＂－ a-z一-龥-]{0,40}|\\PC{0,60}") {
        let held = fuzz::search::check(typed.as_bytes());
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_small_plan_with_other_bytes_holds(
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
