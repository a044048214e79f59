//! Writes `plan.json` with one entry per line, so that a diff shows the changed entries.

use serde::Serialize;

use crate::model::PlanFile;

/// The plan as the text of `public/plan.json`.
///
/// # Errors
/// Errors of the serialiser. A checked plan causes none.
pub fn to_json(plan: &PlanFile) -> Result<String, serde_json::Error> {
    let mut out = String::from("{\n");
    field(&mut out, "schema", &plan.schema)?;
    field(&mut out, "meta", &plan.meta)?;
    field(&mut out, "site", &plan.site)?;
    list(&mut out, "chapters", &plan.chapters)?;
    list(&mut out, "sections", &plan.sections)?;
    list(&mut out, "passages", &plan.passages)?;
    out.push_str("\"places\":{\n");
    list(&mut out, "counties", &plan.places.counties)?;
    list(&mut out, "zones", &plan.places.zones)?;
    list(&mut out, "groups", &plan.places.groups)?;
    close(&mut out, "},\n");
    list(&mut out, "mentions", &plan.mentions)?;
    list(&mut out, "periods", &plan.periods)?;
    list(&mut out, "themes", &plan.themes)?;
    list(&mut out, "milestones", &plan.milestones)?;
    list(&mut out, "quantities", &plan.quantities)?;
    list(&mut out, "projects", &plan.projects)?;
    list(&mut out, "terms", &plan.terms)?;
    close(&mut out, "}\n");
    Ok(out)
}

fn field<T: Serialize>(out: &mut String, name: &str, value: &T) -> Result<(), serde_json::Error> {
    let json = serde_json::to_string(value)?;
    out.push_str(&format!("\"{name}\":{json},\n"));
    Ok(())
}

fn list<T: Serialize>(
    out: &mut String,
    name: &str,
    entries: &[T],
) -> Result<(), serde_json::Error> {
    let lines: Vec<String> = entries
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()?;
    out.push_str(&format!("\"{name}\":[\n{}\n],\n", lines.join(",\n")));
    Ok(())
}

/// Ends an object: its last field has no comma.
fn close(out: &mut String, end: &str) {
    if out.ends_with(",\n") {
        out.truncate(out.len() - 2);
        out.push('\n');
    }
    out.push_str(end);
}
