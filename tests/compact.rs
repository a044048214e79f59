//! The compact form: it gives the same plan, and its reader panics on no text.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::replicate;
use plan_explorer::model::compact::{Unwritable, letters, read, write};
use plan_explorer::model::{Plan, PlanError, PlanFile, Text};
use plan_explorer::{PLAN_COMPACT, PLAN_JSON};
use proptest::prelude::*;

fn file() -> Result<PlanFile> {
    Ok(serde_json::from_str(PLAN_JSON)?)
}

#[test]
fn the_compact_form_is_the_same_plan() -> Result<()> {
    ensure!(read(PLAN_COMPACT)? == file()?);
    ensure!(Plan::from_compact(PLAN_COMPACT)?.file() == Plan::from_json(PLAN_JSON)?.file());
    Ok(())
}

#[test]
fn the_build_writes_the_compact_form_of_the_file() -> Result<()> {
    ensure!(write(&file()?)? == PLAN_COMPACT);
    Ok(())
}

#[test]
fn a_plan_ten_times_as_large_has_a_compact_form() -> Result<()> {
    for copies in [2, 10] {
        let plan = replicate(&file()?, copies);
        ensure!(read(&write(&plan)?)? == plan, "{copies}");
    }
    Ok(())
}

#[test]
fn it_is_json_and_less_than_a_third_of_the_size() -> Result<()> {
    let value: serde_json::Value = serde_json::from_str(PLAN_COMPACT)?;
    let columns = value.as_array().context("no array")?;
    ensure!(columns.iter().all(serde_json::Value::is_array));
    ensure!(PLAN_COMPACT.len() * 3 < PLAN_JSON.len());
    Ok(())
}

#[test]
fn escaped_characters_come_back() -> Result<()> {
    let mut plan = file()?;
    plan.meta.title = "\"\\/[1],\n\t\u{7f}\u{85}拉萨\u{1f3d4}".to_owned();
    let written = write(&plan)?;
    ensure!(read(&written)? == plan);
    // Other JSON readers accept it too: they refuse control characters that are not escaped.
    let _: serde_json::Value = serde_json::from_str(&written)?;
    Ok(())
}

#[test]
fn its_alphabet_is_the_characters_of_the_plan() -> Result<()> {
    let own: BTreeSet<char> = PLAN_JSON
        .chars()
        .filter(|letter| !letter.is_ascii())
        .collect();
    let letters = letters(PLAN_COMPACT);
    ensure!(letters == Vec::from_iter(own));
    // Two bytes are enough for each character.
    let last = PLAN_COMPACT.chars().max().context("no text")?;
    ensure!(last as usize == 0x80 + letters.len() - 1 && last.len_utf8() == 2);
    Ok(())
}

#[test]
fn a_character_beyond_the_alphabet_is_itself() -> Result<()> {
    let (_, columns) = PLAN_COMPACT.split_once("],").context("no columns")?;
    let without = read(&format!("[[],{columns}"))?;
    let (_, written) = columns.split_once("[\"").context("no title")?;
    let (written, _) = written.split_once('"').context("no title")?;
    ensure!(without.meta.title == written, "{}", without.meta.title);
    Ok(())
}

#[test]
fn decimals_of_up_to_fifteen_places_come_back_and_others_are_refused() -> Result<()> {
    let with_value = |value: f64| -> Result<PlanFile> {
        let mut plan = file()?;
        let first = plan.quantities.first_mut().context("no quantity")?;
        first.value = value;
        Ok(plan)
    };
    for value in [
        0.0, 0.05, 0.5, 5.0, 50.0, 7.4, 91.98, -0.25, 1e9, 1e-15, 1e18,
    ] {
        let plan = with_value(value)?;
        ensure!(read(&write(&plan)?)? == plan, "{value}");
    }
    for value in [1e-16, 1e19, -1e300, f64::INFINITY, f64::NAN] {
        ensure!(write(&with_value(value)?).is_err(), "{value}");
    }
    Ok(())
}

/// The error for a plan that `spoil` has changed.
fn error_of(spoil: impl Fn(&mut PlanFile)) -> Result<String> {
    let mut plan = file()?;
    spoil(&mut plan);
    let error = write(&plan).err().context("no error")?;
    Ok(error.to_string())
}

#[test]
fn what_cannot_be_derived_is_refused_and_named() -> Result<()> {
    let other_quote = error_of(|plan| {
        if let Some(project) = plan.projects.get_mut(7) {
            project.quote.push('甲');
        }
    })?;
    let id = file()?.projects.get(7).map(|project| project.id.clone());
    let id = id.context("no project")?;
    ensure!(other_quote.contains(&id), "{other_quote}");
    let other_sentence = error_of(|plan| {
        if let Some(milestone) = plan.milestones.get_mut(0) {
            milestone.sentence = None;
        }
    })?;
    ensure!(other_sentence.contains("ms-adoption"), "{other_sentence}");
    let other_text = error_of(|plan| {
        if let Some(passage) = plan.passages.get_mut(1) {
            passage.text = Text::new("短".to_owned());
        }
    })?;
    ensure!(other_text.contains("span of a passage"), "{other_text}");
    let no_passage = error_of(|plan| {
        if let Some(mention) = plan.mentions.get_mut(0) {
            mention.passage = "m99".to_owned();
        }
    })?;
    ensure!(no_passage.contains("span of a passage"), "{no_passage}");
    ensure!(matches!(
        write(&PlanFile {
            chapters: Vec::new(),
            ..file()?
        }),
        Err(Unwritable::Unreadable(PlanError::Compact { .. }))
    ));
    Ok(())
}

#[test]
fn an_error_names_the_missing_item_its_place_and_the_way_out() -> Result<()> {
    let error = read("[[1],[\"甲\",2]]").err().context("no error")?;
    let error = error.to_string();
    ensure!(error.contains("byte") && error.contains("cargo xtask build"));
    let spoiled = PLAN_COMPACT.replacen("[1]", "[7]", 1);
    let error = Plan::from_compact(&spoiled).err().context("no error")?;
    ensure!(error.to_string().contains("schema 7"), "{error}");
    Ok(())
}

#[test]
fn a_plan_cut_short_is_an_error() {
    let cuts = (0..PLAN_COMPACT.len()).step_by(97);
    for text in cuts.filter_map(|cut| PLAN_COMPACT.get(..cut)) {
        assert!(read(text).is_err(), "{} bytes", text.len());
    }
}

#[test]
fn deep_nesting_is_an_error() {
    let deep = "[".repeat(1_000_000);
    assert!(read(&deep).is_err());
    let deep = PLAN_COMPACT.replacen("[1]", &deep, 1);
    assert!(read(&deep).is_err());
}

#[test]
fn numbers_out_of_range_are_errors() {
    for number in [
        "4294967296",
        "9223372036854775808",
        "-9223372036854775809",
        "1e9",
        "-",
        "--1",
    ] {
        let text = PLAN_COMPACT.replacen("[1]", &format!("[{number}]"), 1);
        assert!(Plan::from_compact(&text).is_err(), "{number}");
    }
}

#[test]
fn a_number_without_digits_is_an_error_and_not_zero() -> Result<()> {
    for nothing in [",,", ",-,"] {
        let spoiled = PLAN_COMPACT.replacen(",0,", nothing, 1);
        ensure!(spoiled != PLAN_COMPACT, "no zero to remove");
        let error = read(&spoiled).err().context(nothing)?;
        ensure!(
            matches!(
                error,
                PlanError::Compact {
                    wanted: "integer",
                    ..
                }
            ),
            "{nothing}: {error}"
        );
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_gives_a_plan_or_an_error(text in "[\\[\\]0-9\",\\\\nul甲-]{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn a_plan_with_changed_bytes_gives_a_plan_or_an_error(
        changes in prop::collection::vec((0..PLAN_COMPACT.len(), any::<u8>()), 1..6)
    ) {
        let mut bytes = PLAN_COMPACT.as_bytes().to_vec();
        for (at, byte) in changes {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        // A plan that can be read must also allow look-ups.
        if let Ok(plan) = read(&text) {
            let plan = Plan::new(plan);
            prop_assert!(plan.target("no such id").is_none());
        }
    }

    #[test]
    fn a_plan_with_changed_digits_gives_a_plan_or_an_error(
        changes in prop::collection::vec((0..PLAN_COMPACT.len(), b'0'..=b'9'), 1..40)
    ) {
        let mut bytes = PLAN_COMPACT.as_bytes().to_vec();
        for (at, digit) in changes {
            if let Some(place) = bytes.get_mut(at).filter(|byte| byte.is_ascii_digit()) {
                *place = digit;
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        if let Ok(plan) = read(&text) {
            Plan::new(plan);
        }
    }
}
