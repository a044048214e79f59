//! The published files: the schema rejects invalid plans, other programs read the tables, all are up to date.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::export::{self, Table};
use plan_explorer::ingest;
use plan_explorer::model::{self, Plan, Vocabulary};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

mod common;

use common::plan;

const SCHEMA: &str = include_str!("../public/plan.schema.json");

fn validator() -> Result<jsonschema::Validator> {
    let schema: Value = serde_json::from_str(SCHEMA)?;
    jsonschema::meta::validate(&schema).map_err(|error| anyhow::anyhow!("{error}"))?;
    jsonschema::validator_for(&schema).map_err(|error| anyhow::anyhow!("{error}"))
}

#[test]
fn the_published_schema_is_up_to_date() -> Result<()> {
    ensure!(
        ingest::schema_json(&common::file()?)? == SCHEMA,
        "public/plan.schema.json is stale: run `cargo xtask data`"
    );
    Ok(())
}

#[test]
fn the_plan_is_valid_by_its_schema() -> Result<()> {
    let plan: Value = serde_json::from_str(PLAN_JSON)?;
    let validator = validator()?;
    let errors: Vec<String> = validator
        .iter_errors(&plan)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    ensure!(errors.is_empty(), "{errors:?}");
    Ok(())
}

/// A pointer to one object of each kind in the file.
const ENTRIES: [&str; 23] = [
    "",
    "/meta",
    "/site",
    "/site/title",
    "/site/search",
    "/site/questions/0",
    "/periods/0",
    "/chapters/0",
    "/sections/0",
    "/passages/5",
    "/passages/5/sentences/0",
    "/passages/5/sentences/0/themes",
    "/places/counties/0",
    "/places/zones/0",
    "/places/groups/0",
    "/places/groups/0/defined_in",
    "/mentions/0",
    "/themes/0",
    "/milestones/6",
    "/quantities/0",
    "/projects/0",
    "/terms/0",
    "/terms/0/mentions/0",
];

#[test]
fn the_schema_rejects_a_missing_field() -> Result<()> {
    let plan: Value = serde_json::from_str(PLAN_JSON)?;
    let validator = validator()?;
    let mut tried = 0;
    for pointer in ENTRIES {
        let entry = plan.pointer(pointer).and_then(Value::as_object);
        let entry = entry.with_context(|| format!("{pointer} is no object"))?;
        for field in entry.keys() {
            let mut broken = plan.clone();
            let entry = broken.pointer_mut(pointer).and_then(Value::as_object_mut);
            entry.context("gone")?.remove(field);
            ensure!(
                !validator.is_valid(&broken),
                "{pointer} without {field} passes"
            );
            tried += 1;
        }
    }
    ensure!(tried > 100, "{tried} fields");
    Ok(())
}

#[test]
fn the_schema_rejects_a_field_of_a_wrong_type() -> Result<()> {
    let plan: Value = serde_json::from_str(PLAN_JSON)?;
    let validator = validator()?;
    let mut tried = 0;
    for pointer in ENTRIES {
        let entry = plan.pointer(pointer).and_then(Value::as_object);
        let fields: Vec<String> = entry.context("no object")?.keys().cloned().collect();
        for field in fields {
            let mut broken = plan.clone();
            let value = broken
                .pointer_mut(&format!("{pointer}/{field}"))
                .context("gone")?;
            // No field of the plan takes an object of this shape.
            *value = json!({ "wrong": true });
            ensure!(
                !validator.is_valid(&broken),
                "{pointer}/{field} of a wrong type passes"
            );
            tried += 1;
        }
    }
    ensure!(tried > 100, "{tried} fields");
    Ok(())
}

#[test]
fn the_schema_rejects_an_unknown_id_or_field() -> Result<()> {
    let plan: Value = serde_json::from_str(PLAN_JSON)?;
    let validator = validator()?;
    let cases = [
        ("/passages/5/id", json!("m99")),
        ("/passages/5/chapter", json!("c9")),
        ("/passages/5/section", json!("c9.9")),
        ("/passages/5/kind", json!("appendix")),
        ("/passages/5/themes/primary", json!("weather")),
        ("/passages/5/themes/secondary", json!(["weather"])),
        ("/passages/5/sentences/0/themes/primary", json!("weather")),
        (
            "/passages/5/sentences/0/themes/secondary",
            json!(["weather"]),
        ),
        ("/passages/5/periods", json!(["13"])),
        ("/places/counties/0/id", json!("atlantis")),
        ("/places/counties/0/role/passage", json!("m99")),
        ("/mentions/0/passage", json!("m99")),
        ("/mentions/0/sentence", json!("m99.1")),
        ("/mentions/0/counties", json!(["atlantis"])),
        ("/mentions/0/zones", json!(["atlantis"])),
        ("/mentions/0/scope", json!("everywhere")),
        ("/periods/0/id", json!("13")),
        ("/periods/0/role", json!("present")),
        ("/themes/0/id", json!("weather")),
        ("/places/zones/0/id", json!("atlantis")),
        ("/places/groups/0/counties", json!(["atlantis"])),
        ("/places/groups/1/zones", json!(["atlantis"])),
        ("/places/groups/0/kind", json!("kingdom")),
        ("/places/groups/0/listed_in", json!("m99")),
        ("/places/groups/0/defined_in/passage", json!("m99")),
        ("/milestones/0/period", json!("13")),
        ("/milestones/0/themes", json!(["weather"])),
        ("/milestones/0/counties", json!(["atlantis"])),
        ("/milestones/0/zones", json!(["atlantis"])),
        ("/quantities/0/period", json!("13")),
        ("/projects/0/period", json!("13")),
        ("/projects/0/themes", json!(["weather"])),
        ("/projects/0/counties", json!(["atlantis"])),
        ("/projects/0/zones", json!(["atlantis"])),
        ("/milestones/0/id", json!("road-length")),
        ("/milestones/0/kind", json!("hoped")),
        ("/milestones/0/date", json!("some day")),
        ("/quantities/0/class", json!("guess")),
        ("/quantities/0/milestone", json!("ms-none-such")),
        ("/projects/0/status", json!("nearly done")),
        ("/projects/0/tier", json!("dream")),
        ("/projects/0/passage", json!("m99")),
        ("/terms/0/mentions/0/passage", json!("m99")),
        ("/schema", json!(model::SCHEMA - 1)),
        ("/schema", json!(model::SCHEMA + 1)),
        ("/meta/adopted", json!("28 November")),
    ];
    for (pointer, value) in cases {
        let mut broken = plan.clone();
        *broken
            .pointer_mut(pointer)
            .with_context(|| format!("no {pointer}"))? = value;
        ensure!(!validator.is_valid(&broken), "{pointer} passes");
    }
    for pointer in ENTRIES {
        let mut broken = plan.clone();
        let entry = broken.pointer_mut(pointer).and_then(Value::as_object_mut);
        entry
            .context("no object")?
            .insert("remark".into(), json!("x"));
        ensure!(
            !validator.is_valid(&broken),
            "{pointer} with a remark passes"
        );
    }
    Ok(())
}

/// A table as another program reads it.
fn read_back(text: &str) -> Result<(Vec<String>, Vec<Vec<String>>)> {
    let text = text
        .strip_prefix('\u{feff}')
        .context("no byte order mark")?;
    ensure!(text.ends_with("\r\n"), "the last line has no end");
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let head = reader.headers()?.iter().map(str::to_owned).collect();
    let rows = reader
        .records()
        .map(|row| Ok(row?.iter().map(str::to_owned).collect()))
        .collect::<Result<_>>()?;
    Ok((head, rows))
}

fn every<T>(entries: &[T]) -> Vec<&T> {
    entries.iter().collect()
}

fn tables(plan: &Plan) -> [(&'static str, Table, &'static str); 5] {
    [
        (
            "passages.csv",
            export::passages(plan, &every(plan.passages()), ""),
            include_str!("../public/passages.csv"),
        ),
        (
            "sentences.csv",
            export::sentences(plan, &every(plan.passages()), ""),
            include_str!("../public/sentences.csv"),
        ),
        (
            "milestones.csv",
            export::milestones(plan, &every(plan.milestones()), ""),
            include_str!("../public/milestones.csv"),
        ),
        (
            "projects.csv",
            export::projects(plan, &every(plan.projects()), ""),
            include_str!("../public/projects.csv"),
        ),
        (
            "quantities.csv",
            export::quantities(plan, &every(plan.quantities()), ""),
            include_str!("../public/quantities.csv"),
        ),
    ]
}

#[test]
fn the_published_tables_are_up_to_date_and_other_programs_read_them() -> Result<()> {
    let plan = plan()?;
    for (name, table, published) in tables(plan) {
        ensure!(
            table.to_string() == published,
            "public/{name} is stale: run `cargo xtask data`"
        );
        ensure!(
            !published.replace("\r\n", "").contains('\n'),
            "a line of {name} ends otherwise than with CR LF"
        );
        let (head, rows) = read_back(published)?;
        ensure!(head == table.head(), "{name}");
        ensure!(rows == table.rows() && rows.len() > 30, "{name}");
        for row in &rows {
            // A spreadsheet takes a cell that begins so for a formula.
            let formula = row
                .iter()
                .find(|cell| cell.starts_with(['=', '+', '-', '@']));
            ensure!(formula.is_none(), "{name}: {formula:?}");
        }
    }
    Ok(())
}

/// The columns of the published tables. Other programs read them by position, so new ones come at the end.
const COLUMNS: [(&str, &str); 5] = [
    (
        "passages.csv",
        "id kind number chapter section heading primary_theme primary_theme_zh secondary_themes \
         secondary_themes_zh periods counties_named counties_collective zones places_zh text link",
    ),
    (
        "sentences.csv",
        "id passage primary_theme primary_theme_zh secondary_themes secondary_themes_zh start end text link",
    ),
    (
        "milestones.csv",
        "id period kind date from_year to_year core label quote values themes themes_zh counties zones \
         places_zh passage sentence start end link label_en",
    ),
    (
        "projects.csv",
        "id name verb status tier period quote themes themes_zh counties zones places_zh passage sentence \
         start end link",
    ),
    (
        "quantities.csv",
        "printed value unit comparator measures of class period kind note quote milestone passage sentence \
         start end link en",
    ),
];

#[test]
fn the_tables_have_the_columns_that_other_programs_know() -> Result<()> {
    for ((name, table, _), (known, columns)) in tables(plan()?).iter().zip(COLUMNS) {
        ensure!(
            *name == known && table.head().join(" ") == columns,
            "{name}"
        );
    }
    Ok(())
}

/// The text of a cell, as `data/README.md` says a program gets it.
fn text_of(cell: &str) -> &str {
    let signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n'];
    match cell.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(signs) => rest,
        _ => cell,
    }
}

/// The cells of a table of one row, as another program reads them.
fn written(cells: &[String]) -> Result<Vec<String>> {
    let head: Vec<String> = (0..cells.len()).map(|at| at.to_string()).collect();
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    table.push(cells.to_vec());
    let (_, mut rows) = read_back(&table.to_string())?;
    ensure!(rows.len() == 1, "{} rows", rows.len());
    rows.pop().context("no row")
}

#[test]
fn a_cell_that_begins_like_a_formula_is_not_run() -> Result<()> {
    for (cell, wanted) in [
        ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
        ("+86 891", "'+86 891"),
        ("-甲", "'-甲"),
        ("@甲", "'@甲"),
        ("\t甲", "'\t甲"),
        ("＝甲", "'＝甲"),
        ("'=甲", "''=甲"),
        // These are no formulas.
        ("-25", "-25"),
        ("-0.25", "-0.25"),
        ("——甲", "——甲"),
        ("'甲", "'甲"),
        ("1=1", "1=1"),
        ("", ""),
        // And these no numbers.
        ("-", "'-"),
        ("-1.", "'-1."),
        ("--1", "'--1"),
        ("-1+1", "'-1+1"),
        ("-1e5", "'-1e5"),
    ] {
        let read = written(&["甲".into(), cell.into()])?;
        ensure!(read == ["甲", wanted], "{cell}: {read:?}");
        ensure!(text_of(wanted) == cell, "{wanted}");
    }
    // The names of columns may come from the plan, too.
    ensure!(Table::new(&["=1"]).to_string() == "\u{feff}'=1\r\n");
    Ok(())
}

proptest! {
    #[test]
    fn no_cell_is_run_and_every_text_comes_back(
        cells in vec(prop_oneof!["['=+@＝\t\r\n-]{0,3}[0-9.,\"a甲]{0,3}", any::<String>()], 2..5),
    ) {
        let read = written(&cells);
        prop_assert!(read.is_ok(), "{read:?}");
        for (read, cell) in read.unwrap_or_default().iter().zip(&cells) {
            prop_assert_eq!(text_of(read), cell);
            let is_formula = read.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
            prop_assert!(!is_formula || read.parse::<f64>().is_ok(), "{read:?}");
        }
    }

    #[test]
    fn numbers_stay_numbers(number in -1_000_000_i32..1_000_000, places in 0_u32..4) {
        let number = f64::from(number) / 10_f64.powi(places as i32);
        let read = written(&["a".to_owned(), number.to_string()]);
        let read = read.map(|cells| cells.get(1).and_then(|cell| cell.parse().ok()));
        prop_assert_eq!(read.ok().flatten(), Some(number));
    }
}

#[test]
fn each_row_of_a_table_is_one_entry_in_order() -> Result<()> {
    let plan = plan()?;
    let [passages, sentences, milestones, projects, quantities] =
        tables(plan).map(|(_, table, _)| table);
    let column = |table: &Table, name: &str| -> Result<Vec<String>> {
        let at = table.head().iter().position(|head| *head == name);
        let at = at.with_context(|| format!("no column {name}"))?;
        let cells = table.rows().iter().filter_map(|row| row.get(at).cloned());
        Ok(cells.collect())
    };
    let texts = plan.passages().iter().map(|p| p.text.as_str().to_owned());
    ensure!(column(&passages, "text")? == texts.collect::<Vec<_>>());
    // The sentences of a passage are all of its text after the heading.
    let (ids, parts) = (column(&sentences, "passage")?, column(&sentences, "text")?);
    for passage in plan.passages() {
        let own = ids.iter().zip(&parts).filter(|(id, _)| **id == passage.id);
        let body: String = own.map(|(_, text)| text.as_str()).collect();
        let text = passage.text.as_str();
        ensure!(text.ends_with(&body), "{}", passage.id);
        ensure!(!body.is_empty() || passage.sentences.is_empty());
    }
    let primary = column(&sentences, "primary_theme")?;
    let themes = plan.passages().iter().flat_map(|p| &p.sentences);
    let themes = themes.filter_map(|s| Some(plan.id(s.themes.as_ref()?.primary)));
    ensure!(primary == themes.collect::<Vec<_>>() && primary.len() == 338);
    let quotes = plan.milestones().iter().map(|m| m.quote.clone());
    ensure!(column(&milestones, "quote")? == quotes.collect::<Vec<_>>());
    let statuses = plan.projects().iter().map(|p| p.status.id().to_owned());
    ensure!(column(&projects, "status")? == statuses.collect::<Vec<_>>());
    let printed = plan.quantities().iter().map(|q| q.printed.clone());
    ensure!(column(&quantities, "printed")? == printed.collect::<Vec<_>>());
    let english = plan.milestones().iter();
    let english = english.map(|m| m.label_en.clone().unwrap_or_default());
    ensure!(column(&milestones, "label_en")? == english.collect::<Vec<_>>());
    let english = plan.quantities().iter();
    let english = english.map(|q| q.en.clone().unwrap_or_default());
    ensure!(column(&quantities, "en")? == english.collect::<Vec<_>>());
    let links = [&projects, &sentences].map(|table| column(table, "link"));
    for link in links.into_iter().collect::<Result<Vec<_>>>()?.concat() {
        let reading = plan_explorer::link::read(&link, plan);
        ensure!(
            reading.notices.is_empty() && reading.query.at.is_some(),
            "{link}"
        );
    }
    Ok(())
}

#[test]
fn cells_with_quotes_commas_or_line_breaks_are_quoted() -> Result<()> {
    let mut table = Table::new(&["a", "b"]);
    table.push(vec!["say \"hi\", all".into(), "two\r\nlines".into()]);
    table.push(vec!["short".into()]);
    let text = table.to_string();
    ensure!(text.contains("\"say \"\"hi\"\", all\",\"two\r\nlines\"\r\n"));
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<Vec<String>> = reader
        .records()
        .map(|row| Ok(row?.iter().map(str::to_owned).collect()))
        .collect::<Result<_>>()?;
    ensure!(rows == table.rows());
    ensure!(rows.get(1).is_some_and(|row| *row == ["short", ""]));
    Ok(())
}
