//! The published files: the schema rejects invalid plans, other programs read the tables, all are up to date.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::export::{self, Table};
use plan_explorer::ingest;
use plan_explorer::model::{self, Plan, Vocabulary};
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
const ENTRIES: [&str; 22] = [
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
    ensure!(
        text.replace("\r\n", "").find('\n').is_none(),
        "a line ends otherwise than with CR LF"
    );
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

fn tables(plan: &Plan) -> [(&'static str, Table, &'static str); 4] {
    [
        (
            "passages.csv",
            export::passages(plan, &every(plan.passages()), ""),
            include_str!("../public/passages.csv"),
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

#[test]
fn each_row_of_a_table_is_one_entry_in_order() -> Result<()> {
    let plan = plan()?;
    let [passages, milestones, projects, quantities] = tables(plan).map(|(_, table, _)| table);
    let column = |table: &Table, name: &str| -> Result<Vec<String>> {
        let at = table.head().iter().position(|head| *head == name);
        let at = at.with_context(|| format!("no column {name}"))?;
        let cells = table.rows().iter().filter_map(|row| row.get(at).cloned());
        Ok(cells.collect())
    };
    let texts = plan.passages().iter().map(|p| p.text.as_str().to_owned());
    ensure!(column(&passages, "text")? == texts.collect::<Vec<_>>());
    let quotes = plan.milestones().iter().map(|m| m.quote.clone());
    ensure!(column(&milestones, "quote")? == quotes.collect::<Vec<_>>());
    let statuses = plan.projects().iter().map(|p| p.status.id().to_owned());
    ensure!(column(&projects, "status")? == statuses.collect::<Vec<_>>());
    let printed = plan.quantities().iter().map(|q| q.printed.clone());
    ensure!(column(&quantities, "printed")? == printed.collect::<Vec<_>>());
    for link in column(&projects, "link")? {
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
