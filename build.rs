//! Embeds the plan, and writes the search tables for its characters: their pinyin, and the traditional
//! characters for them.
//!
//! The plan is `public/plan.json`, or the file in the variable `PLAN_EXPLORER_PLAN`, with which `cargo xtask`
//! builds the page for other plans.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use pinyin::ToPinyinMulti;

const PLAN: &str = "public/plan.json";
/// The path of another plan to build in.
const PLAN_VARIABLE: &str = "PLAN_EXPLORER_PLAN";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={PLAN_VARIABLE}");
    let other = env::var(PLAN_VARIABLE).unwrap_or_default();
    let path = if other.is_empty() { PLAN } else { &other };
    println!("cargo::rerun-if-changed={path}");
    let plan = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("plan.json"), &plan)?;
    let used: BTreeSet<char> = plan.chars().filter(|letter| is_han(*letter)).collect();

    // The page finds the characters in the plan itself, so the table has their readings only.
    let readings: Vec<String> = used
        .iter()
        .map(|letter| {
            let all = letter.to_pinyin_multi().into_iter().flatten();
            let all: BTreeSet<String> = all.flat_map(|reading| typed(reading.plain())).collect();
            all.into_iter().collect::<Vec<String>>().join(",")
        })
        .collect();
    let readings = readings.join(" ");

    // A character that the plan uses is not converted, even if it is the traditional form of another. What the
    // site says of itself is no text of the plan: it has an example of traditional characters.
    let text = plan.lines().filter(|line| !line.starts_with("\"site\":"));
    let used: BTreeSet<char> = text
        .flat_map(str::chars)
        .filter(|letter| is_han(*letter))
        .collect();
    let mut simplified: BTreeMap<char, char> = BTreeMap::new();
    for traditional in ('\u{3400}'..='\u{9fff}').filter(|letter| !used.contains(letter)) {
        let mut converted = fast2s::convert(&traditional.to_string());
        if let Some(letter) = converted.pop()
            && converted.is_empty()
            && used.contains(&letter)
        {
            simplified.insert(traditional, letter);
        }
    }
    let pairs: String = simplified
        .iter()
        .flat_map(|(traditional, letter)| [*traditional, *letter])
        .collect();

    let tables = format!(
        "/// The readings of each Chinese character in the plan, in order: `di hang,heng,xing`.\n\
         pub(super) const READINGS: &str = {readings:?};\n\
         /// Pairs of a traditional character and the plan's character for it, in order.\n\
         pub(super) const TRADITIONAL: &str = {pairs:?};\n"
    );
    fs::write(Path::new(&out).join("han.rs"), tables)?;
    Ok(())
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// A reading as people type it: ü is typed as v or u.
fn typed(reading: &str) -> Vec<String> {
    if reading.contains('ü') {
        vec![reading.replace('ü', "v"), reading.replace('ü', "u")]
    } else {
        vec![reading.to_owned()]
    }
}
