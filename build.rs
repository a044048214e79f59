//! The plan that is built in, whole and in its compact form; and tables for searching, for the characters
//! of the plan alone: how each is read in pinyin, and which traditional characters stand for it.
//!
//! The plan is `public/plan.json`, or the file that the variable `PLAN_EXPLORER_PLAN` names: the benchmark
//! builds the page around larger plans so. It must have the same shape, and what its compact form leaves out
//! must follow from the rest; nothing else is checked here.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;
use std::{env, fs};

use model::{PlanFile, compact};
use pinyin::ToPinyinMulti;

/// The page's own types: what they write here they read there.
#[allow(dead_code, unused_imports)]
#[path = "src/model/mod.rs"]
mod model;

const PLAN: &str = "public/plan.json";
/// Names another file to build in.
const PLAN_VARIABLE: &str = "PLAN_EXPLORER_PLAN";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed={PLAN_VARIABLE}");
    let path = env::var(PLAN_VARIABLE).unwrap_or_else(|_| PLAN.to_owned());
    println!("cargo::rerun-if-changed={path}");
    let plan = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("plan.json"), &plan)?;
    let file: PlanFile = serde_json::from_str(&plan).map_err(|error| format!("{path}: {error}"))?;
    let compact = compact::write(&file).map_err(|error| format!("{path}: {error}"))?;
    fs::write(Path::new(&out).join("plan.compact.json"), &compact)?;
    let used: BTreeSet<char> = plan.chars().filter(|letter| is_han(*letter)).collect();

    // Which characters they are, the page sees in the compact form; so they are not said a second time.
    let heard = compact::letters(&compact).into_iter();
    let readings: Vec<String> = heard
        .filter(|letter| is_han(*letter))
        .map(|letter| {
            let all = letter.to_pinyin_multi().into_iter().flatten();
            let all: BTreeSet<String> = all.flat_map(|reading| keyed(reading.plain())).collect();
            all.into_iter().collect::<Vec<String>>().join(",")
        })
        .collect();
    let readings = readings.join(" ");

    // A character that the plan itself uses stands for itself, whatever else it is elsewhere.
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
        "/// Of every Chinese character of the compact form, in their order, its readings: `di hang,heng,xing`.\n\
         pub(super) const READINGS: &str = {readings:?};\n\
         /// Pairs: a traditional character, and the plan's character it stands for; in order.\n\
         pub(super) const TRADITIONAL: &str = {pairs:?};\n"
    );
    fs::write(Path::new(&out).join("han.rs"), tables)?;
    Ok(())
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// A reading as it is typed: ü is typed v, or by habit u.
fn keyed(reading: &str) -> Vec<String> {
    if reading.contains('ü') {
        vec![reading.replace('ü', "v"), reading.replace('ü', "u")]
    } else {
        vec![reading.to_owned()]
    }
}
