//! A view as JSON: its entries byte for byte as they stand in `plan.json`, under a head that says what
//! was asked for.
//!
//! `plan.json` has one entry a line (`ingest::to_json` writes it so, and a test holds it), so the lines
//! are handed on as they are: a serialiser for every type would weigh more in the page than this file.

use super::Export;
use crate::query::ViewKind;

/// The lines of a list of `plan.json`, one an entry, without the commas between them.
pub(super) fn entries<'a>(json: &'a str, list: &str) -> Vec<&'a str> {
    let opening = format!("\n\"{list}\":[\n");
    let rest = json
        .split_once(opening.as_str())
        .map_or("", |(_, rest)| rest);
    let lines = rest.lines().take_while(|line| !line.starts_with(']'));
    lines.map(|line| line.trim_end_matches(',')).collect()
}

/// A JSON string.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            control if control.is_control() => {
                out.push_str(&format!("\\u{:04x}", control as u32));
            }
            other => out.push(other),
        }
    }
    out + "\""
}

/// The positions of the chosen entries among all.
fn positions<'a, T>(all: &'a [T], chosen: impl Iterator<Item = &'a T>) -> Vec<usize> {
    chosen
        .filter_map(|entry| all.iter().position(|other| std::ptr::eq(other, entry)))
        .collect()
}

/// The view as JSON.
pub(super) fn write(export: &Export<'_>) -> String {
    let (plan, view) = (export.plan, export.view);
    let (list, chosen) = match export.query.view {
        ViewKind::Timeline => {
            let shown = view.milestones.iter().copied();
            ("milestones", positions(plan.milestones(), shown))
        }
        ViewKind::Projects => {
            let shown = view.projects.iter().flat_map(|group| &group.items);
            let shown = shown.map(|item| item.project);
            ("projects", positions(plan.projects(), shown))
        }
        ViewKind::Figures => {
            let shown = view.figures.iter().flat_map(|group| &group.figures);
            let shown = shown.map(|figure| figure.quantity);
            ("quantities", positions(plan.quantities(), shown))
        }
        _ => {
            let shown = view.matching.iter().copied();
            ("passages", positions(plan.passages(), shown))
        }
    };
    let lines = entries(export.json, list);
    let chosen = chosen.into_iter().filter_map(|at| lines.get(at).copied());
    let meta = &plan.file().meta;
    format!(
        "{{\n\"title\":{},\n\"link\":{},\n\"exported\":{},\n\"licence\":{},\n\"text_sha256\":{},\n\"{list}\":[\n{}\n]\n}}\n",
        string(&meta.title),
        string(&export.permalink()),
        string(export.day),
        string(export.words.export_licence),
        string(&meta.text_sha256),
        chosen.collect::<Vec<_>>().join(",\n"),
    )
}
