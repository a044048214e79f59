//! The JSON Schema of `plan.json`, derived from its types. References must be ids of this very plan, so a
//! validator also finds an unknown id.

use serde_json::{Value, json};

use crate::model::{PlanFile, SCHEMA};

/// The text of `public/plan.schema.json`.
///
/// # Errors
/// Errors of the serialiser. A checked plan causes none.
pub fn schema_json(plan: &PlanFile) -> Result<String, serde_json::Error> {
    let mut schema = serde_json::to_value(schemars::schema_for!(PlanFile))?;
    forbid_other_fields(&mut schema);
    let ids = [
        ("PassageId", ids(&plan.passages, |entry| &entry.id)),
        (
            "SentenceId",
            plan.passages
                .iter()
                .flat_map(|passage| &passage.sentences)
                .map(|sentence| sentence.id.clone().into())
                .collect(),
        ),
        ("ChapterId", ids(&plan.chapters, |entry| &entry.id)),
        ("SectionId", ids(&plan.sections, |entry| &entry.id)),
        ("MilestoneId", ids(&plan.milestones, |entry| &entry.id)),
        ("ThemeId", ids(&plan.themes, |entry| &entry.id)),
        ("CountyId", ids(&plan.places.counties, |entry| &entry.id)),
        ("ZoneId", ids(&plan.places.zones, |entry| &entry.id)),
        ("PeriodId", ids(&plan.periods, |entry| &entry.id)),
    ];
    if let Some(defs) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, ids) in ids {
            let ids: Vec<Value> = ids;
            // An enum has at least one value.
            let schema = match ids.is_empty() {
                true => json!({ "not": {} }),
                false => json!({ "type": "string", "enum": ids }),
            };
            defs.insert(name.to_owned(), schema);
        }
        for (of, definition) in defs.iter_mut() {
            restrict_fields(of, definition);
        }
    }
    if let Some(version) = schema.pointer_mut("/properties/schema") {
        *version = json!({ "const": SCHEMA });
    }
    schema.sort_all_objects();
    let mut text = serde_json::to_string_pretty(&schema)?;
    text.push('\n');
    Ok(text)
}

fn ids<T>(entries: &[T], id: impl Fn(&T) -> &String) -> Vec<Value> {
    entries
        .iter()
        .map(|entry| id(entry).clone().into())
        .collect()
}

/// Makes all fields required and forbids others. A missing value is written as null, so no field is optional.
fn forbid_other_fields(schema: &mut Value) {
    let Value::Object(object) = schema else {
        return;
    };
    if let Some(Value::Object(properties)) = object.get("properties") {
        let mut names: Vec<String> = properties.keys().cloned().collect();
        names.sort();
        object.insert("required".to_owned(), names.into());
        object.insert("additionalProperties".to_owned(), false.into());
    }
    object.values_mut().for_each(forbid_other_fields);
}

/// Gives the fields with ids and days their patterns and references.
fn restrict_fields(of: &str, definition: &mut Value) {
    let Some(Value::Object(properties)) = definition.get_mut("properties") else {
        return;
    };
    for (field, schema) in properties {
        let id = |name: &str| json!({ "$ref": format!("#/$defs/{name}") });
        let list = |name: &str| json!({ "type": "array", "items": id(name), "uniqueItems": true });
        let or_null = |schema: Value| json!({ "anyOf": [schema, { "type": "null" }] });
        let prefixed =
            |prefix: &str| json!({ "type": "string", "pattern": format!("^{prefix}[a-z0-9-]+$") });
        let day = json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
        let restricted = match (of, field.as_str()) {
            ("Passage", "id") | (_, "passage") => id("PassageId"),
            ("Sentence", "id") => id("SentenceId"),
            ("Chapter", "id") | ("Section", "chapter") => id("ChapterId"),
            ("Section", "id") => id("SectionId"),
            ("ThemeEntry", "id") | ("Tags", "primary") => id("ThemeId"),
            ("CountyEntry", "id") => id("CountyId"),
            ("ZoneEntry", "id") => id("ZoneId"),
            ("PeriodEntry", "id") | (_, "period") => id("PeriodId"),
            ("Tags", "secondary") | ("Milestone" | "Project", "themes") => list("ThemeId"),
            (_, "counties") if of != "Places" => list("CountyId"),
            (_, "zones") if of != "Places" => list("ZoneId"),
            (_, "periods") => list("PeriodId"),
            ("Milestone", "id") => prefixed("ms-"),
            ("Project", "id") => prefixed("pr-"),
            ("Term", "id") => prefixed("t-"),
            ("Passage", "chapter") => or_null(id("ChapterId")),
            ("Passage", "section") => or_null(id("SectionId")),
            (_, "listed_in") => or_null(id("PassageId")),
            (_, "sentence") => or_null(id("SentenceId")),
            ("Quantity", "milestone") => or_null(id("MilestoneId")),
            (_, "adopted" | "reposted" | "date") => or_null(day),
            _ => continue,
        };
        let description = schema.get("description").cloned();
        *schema = restricted;
        if let (Some(description), Some(object)) = (description, schema.as_object_mut()) {
            object.insert("description".to_owned(), description);
        }
    }
}
