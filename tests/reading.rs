//! How `plan.json` is read: the same plan as another JSON reader finds, or an error that says what is wrong,
//! where, and what to do.
//!
//! Plans that are damaged in odder ways are in `fuzz_corpus.rs`.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::ingest::{replicate, to_json};
use plan_explorer::model::{IdSet, MOST, PeriodEntry, Plan, PlanError, PlanFile, SCHEMA, Theme};
use serde_json::{Value, json};

mod common;

use common::file;

/// The two plans have the same entries.
fn same(one: &Plan, other: &Plan) -> Result<()> {
    ensure!(one.meta() == other.meta() && one.site() == other.site());
    ensure!(one.vocabularies() == other.vocabularies());
    ensure!(one.chapters() == other.chapters() && one.sections() == other.sections());
    ensure!(one.passages() == other.passages());
    ensure!(one.mentions() == other.mentions());
    ensure!(one.milestones() == other.milestones());
    ensure!(one.quantities() == other.quantities());
    ensure!(one.projects() == other.projects());
    ensure!(one.terms() == other.terms());
    Ok(())
}

#[test]
fn the_page_reads_the_same_plan_as_another_reader_of_json() -> Result<()> {
    same(&Plan::from_json(PLAN_JSON)?, &Plan::new(file()?)?)
}

#[test]
fn a_plan_ten_times_as_large_is_read_too() -> Result<()> {
    for copies in [2, 10] {
        let large = replicate(&file()?, copies);
        same(&Plan::from_json(&to_json(&large)?)?, &Plan::new(large)?)?;
    }
    Ok(())
}

#[test]
fn escaped_characters_come_back() -> Result<()> {
    let mut changed = file()?;
    changed.meta.title = "\"\\/[1],\n\t\u{7f}\u{85}拉萨\u{1f3d4}".to_owned();
    let read = Plan::from_json(&to_json(&changed)?)?;
    ensure!(read.meta().title == changed.meta.title);
    // The same characters as escapes, which our writer does not use for all of them.
    let escaped = PLAN_JSON.replacen(
        "\"title\":\"",
        "\"title\":\"\\u0041\\ud83c\\udfd4\\/\\b\\f",
        1,
    );
    let read = Plan::from_json(&escaped)?;
    ensure!(read.meta().title.starts_with("A\u{1f3d4}/\u{8}\u{c}"));
    Ok(())
}

#[test]
fn numbers_come_back() -> Result<()> {
    for value in [
        0.0, 0.05, 0.5, 5.0, 50.0, 7.4, 91.98, -0.25, 1e9, 1e-16, 1e19, -1e300,
    ] {
        let mut changed = file()?;
        changed.quantities.first_mut().context("no quantity")?.value = value;
        let read = Plan::from_json(&to_json(&changed)?)?;
        let back = read.quantities().first().context("no quantity")?.value;
        ensure!(back == value, "{back} and not {value}");
    }
    Ok(())
}

#[test]
fn unknown_fields_are_ignored() -> Result<()> {
    let more = PLAN_JSON.replacen(
        "\"meta\":{",
        "\"later\":[{\"x\":[1,\"}\"]}],\"meta\":{\"more\":null,",
        1,
    );
    ensure!(more != PLAN_JSON);
    same(&Plan::from_json(&more)?, common::plan()?)
}

/// The error for a text.
fn error_of_text(text: &str) -> Result<PlanError> {
    let error = Plan::from_json(text).err().context("it was read")?;
    let told = error.to_string();
    ensure!(
        told.contains("`cargo xtask data`"),
        "{told} shows no way out"
    );
    Ok(error)
}

/// The error for the plan after a change. It is the same for the file and for its text.
fn error_of(change: impl Fn(&mut PlanFile)) -> Result<PlanError> {
    let mut changed = file()?;
    change(&mut changed);
    let error = error_of_text(&to_json(&changed)?)?;
    ensure!(Plan::new(changed).err() == Some(error.clone()), "{error}");
    Ok(error)
}

/// The words of an error, without the way out.
fn told(error: &PlanError) -> Result<String> {
    let told = error.to_string();
    let (what, _) = told.split_once("; ").context("no way out")?;
    Ok(what.to_owned())
}

#[test]
fn a_text_that_is_no_plan_is_unreadable() -> Result<()> {
    let number = |number: &str| {
        let schema = format!("\"schema\":{SCHEMA}");
        PLAN_JSON.replacen(&schema, &format!("\"schema\":{number}"), 1)
    };
    let texts = [
        "".to_owned(),
        "{}".to_owned(),
        "[]".to_owned(),
        "null".to_owned(),
        "{\"schema\":2}".to_owned(),
        format!("{PLAN_JSON}x"),
        PLAN_JSON.replacen("\"meta\"", "\"mete\"", 1),
        PLAN_JSON.replacen("\"kind\":\"title\"", "\"kind\":\"heading\"", 1),
        PLAN_JSON.replacen("\"zh\":\"", "\"zh\":null,\"\":\"", 1),
        number("\"2\""),
        number(""),
        number("-"),
        number("--1"),
        number("-2"),
        number("2.5"),
        number("4294967296"),
        number("99999999999999999999"),
    ];
    for text in texts {
        let start: String = text.chars().take(60).collect();
        let error = error_of_text(&text).context(start.clone())?;
        ensure!(error == PlanError::Unreadable, "{start}: {error}");
        ensure!(told(&error)?.contains("not JSON of a plan"), "{error}");
    }
    Ok(())
}

#[test]
fn a_plan_cut_short_is_unreadable() -> Result<()> {
    let end = PLAN_JSON.trim_end().len();
    let cuts = (0..end).step_by(end / 40).chain(end - 40..end);
    for text in cuts.filter_map(|cut| PLAN_JSON.get(..cut)) {
        let error = error_of_text(text)?;
        ensure!(error == PlanError::Unreadable, "{} bytes", text.len());
    }
    Ok(())
}

#[test]
fn deep_nesting_is_an_error() -> Result<()> {
    for open in ["[", "{\"a\":", "{\"schema\":["] {
        ensure!(error_of_text(&open.repeat(1_000_000))? == PlanError::Unreadable);
        let deep = PLAN_JSON.replacen(
            "\"meta\":",
            &format!("\"more\":{}", open.repeat(1_000_000)),
            1,
        );
        ensure!(error_of_text(&deep)? == PlanError::Unreadable);
    }
    Ok(())
}

#[test]
fn half_a_surrogate_is_an_error() -> Result<()> {
    for half in [
        "\\ud800",
        "\\udfff",
        "\\udfd4\\ud83c",
        "\\u12",
        "\\x",
        "\\u+041",
    ] {
        let broken = PLAN_JSON.replacen("\"title\":\"", &format!("\"title\":\"{half}"), 1);
        ensure!(error_of_text(&broken)? == PlanError::Unreadable, "{half}");
    }
    Ok(())
}

#[test]
fn another_schema_is_told_with_both_versions() -> Result<()> {
    for found in [0, SCHEMA - 1, SCHEMA + 1, u32::MAX] {
        let text = PLAN_JSON.replacen(
            &format!("\"schema\":{SCHEMA}"),
            &format!("\"schema\":{found}"),
            1,
        );
        let error = error_of_text(&text)?;
        ensure!(error == PlanError::Schema { found }, "{error}");
        let told = told(&error)?;
        ensure!(
            told.contains(&format!("the plan has schema {found},"))
                && told.ends_with(&format!("reads schema {SCHEMA}")),
            "{told}"
        );
    }
    Ok(())
}

/// The same entry with as many other ids as are asked for.
fn many<T: Clone>(entries: &[T], count: usize, rename: impl Fn(&mut T, usize)) -> Vec<T> {
    let first = entries.iter().cycle().take(count).cloned().enumerate();
    first
        .map(|(at, mut entry)| {
            if at >= entries.len() {
                rename(&mut entry, at);
            }
            entry
        })
        .collect()
}

/// Periods of one year each, after those of the plan.
fn more_periods(periods: &[PeriodEntry], count: usize) -> Vec<PeriodEntry> {
    many(periods, count, |entry, at| {
        entry.id = format!("more-{at}");
        (entry.first, entry.last) = (3000 + at as u16, 3000 + at as u16);
    })
}

#[test]
fn a_vocabulary_with_a_value_twice_or_too_many_is_named() -> Result<()> {
    type Change = Box<dyn Fn(&mut PlanFile)>;
    let twice: [(&'static str, Change); 5] = [
        (
            "themes",
            Box::new(|file| file.themes.extend(file.themes.first().cloned())),
        ),
        (
            "counties",
            Box::new(|file| {
                file.places
                    .counties
                    .extend(file.places.counties.first().cloned())
            }),
        ),
        (
            "zones",
            Box::new(|file| file.places.zones.extend(file.places.zones.first().cloned())),
        ),
        (
            "periods",
            Box::new(|file| file.periods.extend(file.periods.first().cloned())),
        ),
        (
            "years",
            Box::new(|file| {
                let last = file.periods.last_mut();
                last.into_iter().for_each(|entry| entry.last += MOST as u16);
            }),
        ),
    ];
    let many_of = |count: usize| -> [(&'static str, Change); 3] {
        [
            (
                "themes",
                Box::new(move |file| {
                    file.themes = many(&file.themes, count, |entry, at| entry.id = at.to_string());
                }),
            ),
            (
                "counties",
                Box::new(move |file| {
                    let entries = &file.places.counties;
                    file.places.counties =
                        many(entries, count, |entry, at| entry.id = at.to_string());
                }),
            ),
            (
                "zones",
                Box::new(move |file| {
                    let entries = &file.places.zones;
                    file.places.zones = many(entries, count, |entry, at| entry.id = at.to_string());
                }),
            ),
        ]
    };
    for (name, change) in twice.into_iter().chain(many_of(MOST + 1)) {
        let error = error_of(change)?;
        ensure!(error == PlanError::Vocabulary { name }, "{name}: {error}");
        let told = told(&error)?;
        ensure!(
            told.contains(name) && told.contains(&MOST.to_string()),
            "{told}"
        );
    }
    // A set holds just that many.
    for (name, change) in many_of(MOST) {
        let mut file = file()?;
        change(&mut file);
        let plan = Plan::new(file).with_context(|| name.to_owned())?;
        if name == "themes" {
            let all: IdSet<Theme> = plan.all().collect();
            ensure!(all.len() == MOST && plan.ids(all).len() == MOST);
        }
    }
    Ok(())
}

#[test]
fn sixty_four_years_are_read_and_one_more_is_not() -> Result<()> {
    let years = common::plan()?.years().len();
    let periods = common::plan()?.periods().len();
    for (count, fits) in [(MOST, true), (MOST + 1, false)] {
        let mut file = file()?;
        file.periods = more_periods(&file.periods, periods + count - years);
        let plan = Plan::new(file);
        ensure!(plan.is_ok() == fits, "{count} years");
        if let Ok(plan) = plan {
            ensure!(plan.years().len() == count);
        }
    }
    Ok(())
}

#[test]
fn a_period_out_of_order_is_named() -> Result<()> {
    type Change = fn(&mut PeriodEntry);
    let cases: [(usize, Change); 4] = [
        (0, |entry| entry.last = entry.first - 1),
        (1, |entry| entry.first -= 1),
        (1, |entry| (entry.first, entry.last) = (1990, 1995)),
        (3, |entry| (entry.first, entry.last) = (2035, 2035)),
    ];
    for (at, change) in cases {
        let error = error_of(|file| file.periods.iter_mut().skip(at).take(1).for_each(change))?;
        let file = file()?;
        let id = file.periods.get(at).context("no period")?.id.clone();
        ensure!(error == PlanError::Period { id: id.clone() }, "{error}");
        ensure!(told(&error)?.contains(&format!("“{id}”")), "{error}");
    }
    Ok(())
}

/// Each field with ids of a vocabulary of the plan, and the field that names its entry.
const IDS: [(&str, &str); 14] = [
    ("/passages/5/themes/primary", "/passages/5/id"),
    ("/passages/5/themes/secondary", "/passages/5/id"),
    ("/passages/5/periods", "/passages/5/id"),
    ("/mentions/0/counties", "/mentions/0/passage"),
    ("/mentions/0/zones", "/mentions/0/passage"),
    ("/milestones/6/period", "/milestones/6/id"),
    ("/milestones/6/themes", "/milestones/6/id"),
    ("/milestones/6/counties", "/milestones/6/id"),
    ("/milestones/6/zones", "/milestones/6/id"),
    ("/quantities/0/period", "/quantities/0/passage"),
    ("/projects/0/period", "/projects/0/id"),
    ("/projects/0/themes", "/projects/0/id"),
    ("/projects/0/counties", "/projects/0/id"),
    ("/projects/0/zones", "/projects/0/id"),
];

#[test]
fn an_unknown_id_is_told_with_its_entry() -> Result<()> {
    let plan: Value = serde_json::from_str(PLAN_JSON)?;
    // The second is the id of a year, which no entry of the file has.
    for id in ["atlantis", "2031", "", "Nimu"] {
        for (field, name) in IDS {
            let mut broken = plan.clone();
            let entry = broken.pointer(name).and_then(Value::as_str);
            let entry = entry.with_context(|| format!("no {name}"))?.to_owned();
            let field = broken
                .pointer_mut(field)
                .with_context(|| format!("no {field}"))?;
            *field = if field.is_array() {
                json!([id])
            } else {
                json!(id)
            };
            let error = error_of_text(&broken.to_string())?;
            let told = told(&error)?;
            ensure!(
                told.starts_with(&format!("“{entry}” has “{id}”")),
                "{name}: {told}"
            );
            let id = id.to_owned();
            ensure!(error == PlanError::UnknownId { id, entry }, "{error}");
        }
    }
    Ok(())
}
