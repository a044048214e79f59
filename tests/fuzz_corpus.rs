//! Hostile input: the checks of the fuzz targets (`fuzz/README.md`) on their corpus and on more input.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::link::{KEYS, MAX_READ, read};
use plan_explorer::model::{Plan, Vocabulary};
use plan_explorer::query::ViewKind;
use proptest::prelude::*;
use serde_json::{Value, json};

mod common;
#[path = "../fuzz/src/lib.rs"]
mod fuzz;

use common::county;

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
    corpus_holds("plan_json")
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
const SMALL: &str = "fuzz/corpus/plan_json/small.json";

#[test]
fn the_small_plan_is_up_to_date() -> Result<()> {
    let kept = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL))?;
    ensure!(
        kept == fuzz::plan_json::small()?,
        "{SMALL} is out of date: `cargo test --test fuzz_corpus -- --ignored` writes it"
    );
    Ok(())
}

#[test]
#[ignore = "not a test: writes the small plan"]
fn write_the_small_plan() -> Result<()> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SMALL);
    fs::write(path, fuzz::plan_json::small()?)?;
    Ok(())
}

/// A value that runs a script if any part of it becomes markup.
const SCRIPT: &str = "\"'><script>ran=1</script><img src=x onerror=ran=1>{{1}}&amp;";

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
            query.counties.contains(county("nimu")) == (length <= MAX_READ),
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

/// The small plan as JSON.
fn small() -> Result<Value> {
    Ok(serde_json::from_str(&fuzz::plan_json::small()?)?)
}

/// The pointers of all values within `value` that are no object or list, or are empty.
fn leaves(value: &Value) -> Vec<String> {
    fn walk(path: &str, value: &Value, all: &mut Vec<String>) {
        match value {
            Value::Array(items) if !items.is_empty() => {
                for (at, item) in items.iter().enumerate() {
                    walk(&format!("{path}/{at}"), item, all);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(&format!("{path}/{name}"), field, all);
                }
            }
            _ => all.push(path.to_owned()),
        }
    }
    let mut all = Vec::new();
    walk("", value, &mut all);
    all
}

/// The largest, the smallest and other odd numbers that fields may have.
fn odd_numbers() -> Vec<Value> {
    let numbers = [
        0_u32,
        1,
        7,
        64,
        255,
        2030,
        65_534,
        65_535,
        65_536,
        u32::MAX - 1,
        u32::MAX,
    ];
    numbers.into_iter().map(Value::from).collect()
}

#[test]
fn any_number_in_the_plan_may_be_odd() -> Result<()> {
    let small = small()?;
    let (mut read, mut tried) = (0, 0);
    let mut seen = BTreeSet::new();
    for path in leaves(&small) {
        // One entry of each sort is enough: the name of the field without the position of the entry.
        let sort: Vec<&str> = path
            .split('/')
            .filter(|part| part.parse::<usize>().is_err())
            .collect();
        let is_number = small.pointer(&path).is_some_and(Value::is_number);
        if !is_number || !seen.insert(sort.join("/")) {
            continue;
        }
        for number in odd_numbers() {
            let mut odd = small.clone();
            *odd.pointer_mut(&path).context("gone")? = number.clone();
            let text = odd.to_string();
            fuzz::plan_json::check(text.as_bytes())
                .with_context(|| format!("{path} is {number}"))?;
            read += usize::from(Plan::from_json(&text).is_ok());
            tried += 1;
        }
    }
    ensure!(tried > 100 && read > 50, "{read} of {tried} plans are read");
    Ok(())
}

#[test]
fn a_plan_may_lack_any_of_its_entries() -> Result<()> {
    let small = small()?;
    let lists = [
        "/chapters",
        "/sections",
        "/passages",
        "/places/counties",
        "/places/zones",
        "/places/groups",
        "/mentions",
        "/periods",
        "/themes",
        "/milestones",
        "/quantities",
        "/projects",
        "/terms",
        "/site/questions",
        "/site/lost",
        "/site/rules",
        "/meta/removed",
    ];
    let mut read = 0;
    for list in lists {
        let mut less = small.clone();
        *less
            .pointer_mut(list)
            .with_context(|| format!("no {list}"))? = json!([]);
        let text = less.to_string();
        fuzz::plan_json::check(text.as_bytes()).with_context(|| list.to_owned())?;
        read += usize::from(Plan::from_json(&text).is_ok());
    }
    // Those that lack a county, theme or period that an entry has are refused.
    ensure!(read > 10 && read < lists.len(), "{read} plans are read");
    let mut nothing = small;
    for list in lists {
        *nothing.pointer_mut(list).context("gone")? = json!([]);
    }
    Plan::from_json(&nothing.to_string())?;
    fuzz::plan_json::check(nothing.to_string().as_bytes()).context("a plan of nothing")
}

#[test]
fn years_at_the_end_of_time_are_laid_out() -> Result<()> {
    let small = small()?;
    let last = u16::MAX;
    for years in [
        vec![(last, last)],
        vec![(0, 0), (last, last)],
        vec![(0, 0), (1, 1), (last - 1, last)],
        vec![(0, 63)],
        vec![(last - 63, last)],
        // As many bands as there can be.
        (0..64).map(|at| (at * 1000, at * 1000)).collect(),
    ] {
        let mut odd = small.clone();
        let periods = odd.pointer_mut("/periods").and_then(Value::as_array_mut);
        let periods = periods.context("no periods")?;
        let ids: Vec<Value> = periods.iter().map(|period| period["id"].clone()).collect();
        let entry = periods.first().cloned().context("no period")?;
        periods.resize(years.len(), entry);
        for (at, period) in periods.iter_mut().enumerate().skip(ids.len()) {
            period["id"] = json!(format!("more-{at}"));
        }
        for (period, (first, last)) in periods.iter_mut().zip(&years) {
            (period["first"], period["last"]) = (json!(first), json!(last));
        }
        // Every entry is in one of the periods that are left.
        for path in leaves(&odd) {
            let value = odd.pointer_mut(&path).context("gone")?;
            if path.contains("/period") && !path.starts_with("/periods") {
                let at = ids
                    .iter()
                    .position(|id| id == value)
                    .map(|at| at % years.len());
                if let Some(id) = at.and_then(|at| ids.get(at)) {
                    *value = id.clone();
                }
            }
        }
        Plan::from_json(&odd.to_string()).with_context(|| format!("{years:?}"))?;
        fuzz::plan_json::check(odd.to_string().as_bytes()).with_context(|| format!("{years:?}"))?;
    }
    Ok(())
}

/// What may stand in place of any value.
fn odd_value() -> impl Strategy<Value = Value> {
    const WORDS: [&str; 10] = [
        "",
        "nimu",
        "2035",
        "m14",
        "ms-x",
        "t-",
        "<b>\"&",
        "2025-02-30",
        "拉萨",
        "\u{200B}",
    ];
    prop_oneof![
        4 => prop::sample::select(odd_numbers()),
        2 => prop::sample::select(&WORDS[..]).prop_map(Value::from),
        1 => Just(Value::Null),
        1 => Just(json!([])),
        1 => Just(json!(-1.5e300)),
        1 => any::<bool>().prop_map(Value::from),
    ]
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
    fn any_text_is_read_as_a_plan_or_refused(text in "[\\[\\]{}:0-9\",\\\\nul甲.eE+-]{0,200}|\\PC{0,60}") {
        let held = fuzz::plan_json::check(text.as_bytes());
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_plan_with_changed_bytes_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)
    ) {
        let small = fuzz::plan_json::small().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut bytes = small.into_bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes.splice(at..=at, [byte]);
        }
        let held = fuzz::plan_json::check(&bytes);
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_plan_with_changed_digits_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), b'0'..=b'9'), 1..40)
    ) {
        let small = fuzz::plan_json::small().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut bytes = small.into_bytes();
        let digits = bytes.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit());
        let digits: Vec<usize> = digits.map(|(at, _)| at).collect();
        for (which, digit) in changes {
            bytes[digits[which.index(digits.len())]] = digit;
        }
        let held = fuzz::plan_json::check(&bytes);
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_plan_with_changed_values_is_read_or_refused(
        changes in prop::collection::vec((any::<prop::sample::Index>(), odd_value()), 1..4)
    ) {
        let mut plan = small().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let leaves = leaves(&plan);
        for (which, value) in changes {
            if let Some(place) = plan.pointer_mut(which.get(&leaves).as_str()) {
                *place = value;
            }
        }
        let held = fuzz::plan_json::check(plan.to_string().as_bytes());
        prop_assert!(held.is_ok(), "{:?}", held);
    }

    #[test]
    fn a_plan_with_swapped_values_is_read_or_refused(
        swaps in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 1..30)
    ) {
        let mut plan = small().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let leaves = leaves(&plan);
        for [to, from] in swaps {
            // Of the same type, so that most plans are read.
            let value = plan.pointer(from.get(&leaves).as_str()).cloned().unwrap_or_default();
            let place = plan.pointer_mut(to.get(&leaves).as_str());
            let same = |place: &&mut Value| std::mem::discriminant(&**place) == std::mem::discriminant(&value);
            if let Some(place) = place.filter(same) {
                *place = value;
            }
        }
        let held = fuzz::plan_json::check(plan.to_string().as_bytes());
        prop_assert!(held.is_ok(), "{:?}", held);
    }
}
