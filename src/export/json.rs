//! A view as JSON: its entries exactly as in `plan.json`, with title, link, day and licence before them.
//!
//! Not with serde, whose serialisers would add more bytes to the page than these lines (`docs/decisions.md`). A
//! test compares the entries with the lines of `plan.json`.

use super::Export;
use super::decimal::decimal;
use crate::model::{
    IdSet, Identified, Milestone, Passage, Plan, Project, Quantity, Sentence, Themes, Value,
    Vocabulary,
};
use crate::query::{Statement, ViewKind};

/// A JSON object, written field by field.
struct Object(String);

impl Object {
    fn new() -> Self {
        Self(String::new())
    }

    /// Adds a field whose value is already JSON.
    fn json(mut self, name: &str, value: &str) -> Self {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        self.0.push('"');
        self.0.push_str(name);
        self.0.push_str("\":");
        self.0.push_str(value);
        self
    }

    fn text(self, name: &str, value: &str) -> Self {
        self.json(name, &string(value))
    }

    fn optional_text(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self.json(name, "null"),
        }
    }

    fn number(self, name: &str, value: u32) -> Self {
        self.json(name, &value.to_string())
    }

    /// Adds a float as serde writes it: with a point, even in an integer.
    fn float(self, name: &str, value: f64) -> Self {
        let mut text = decimal(value);
        if !text.contains('.') {
            text.push_str(".0");
        }
        self.json(name, &text)
    }

    fn list(self, name: &str, items: impl Iterator<Item = String>) -> Self {
        let items: Vec<String> = items.collect();
        self.json(name, &array(&items))
    }

    fn set<V: Identified>(self, name: &str, plan: &Plan, set: IdSet<V>) -> Self {
        self.list(name, plan.ids(set).into_iter().map(string))
    }

    /// Adds the fields of a quotation.
    fn quotation(
        self,
        passage: &str,
        sentence: Option<&str>,
        (start, end): (u32, u32),
        quote: &str,
    ) -> Self {
        self.text("passage", passage)
            .optional_text("sentence", sentence)
            .number("start", start)
            .number("end", end)
            .text("quote", quote)
    }

    fn end(self) -> String {
        self.0 + "}"
    }
}

fn array(items: &[String]) -> String {
    format!("[{}]", items.join(","))
}

fn themes(plan: &Plan, themes: &Themes) -> String {
    Object::new()
        .text("primary", plan.id(themes.primary))
        .set("secondary", plan, themes.secondary)
        .end()
}

fn sentence(plan: &Plan, sentence: &Sentence) -> String {
    let of = sentence.themes.as_ref().map(|of| themes(plan, of));
    Object::new()
        .text("id", &sentence.id)
        .number("start", sentence.start)
        .number("end", sentence.end)
        .json("themes", of.as_deref().unwrap_or("null"))
        .end()
}

fn passage(plan: &Plan, passage: &Passage) -> String {
    let sentences = passage.sentences.iter();
    let number = passage.number.map(|number| number.to_string());
    let of = passage.themes.as_ref().map(|of| themes(plan, of));
    Object::new()
        .text("id", &passage.id)
        .text("kind", passage.kind.id())
        .json("number", number.as_deref().unwrap_or("null"))
        .optional_text("chapter", passage.chapter.as_deref())
        .optional_text("section", passage.section.as_deref())
        .optional_text("heading", passage.heading.as_deref())
        .optional_text("en", passage.en.as_deref())
        .text("text", passage.text.as_str())
        .list("sentences", sentences.map(|entry| sentence(plan, entry)))
        .json("themes", of.as_deref().unwrap_or("null"))
        .set("periods", plan, passage.periods)
        .end()
}

fn value(value: &Value) -> String {
    Object::new()
        .text("measures", &value.measures)
        .text("printed", &value.printed)
        .float("value", value.value)
        .text("unit", &value.unit)
        .text("comparator", value.comparator.id())
        .optional_text("note", value.note.as_deref())
        .end()
}

fn milestone(plan: &Plan, milestone: &Milestone) -> String {
    let years = milestone.years;
    let years = years.map(|(first, last)| array(&[first.to_string(), last.to_string()]));
    Object::new()
        .text("id", &milestone.id)
        .text("period", plan.id(milestone.period))
        .json("years", years.as_deref().unwrap_or("null"))
        .optional_text("date", milestone.date.as_deref())
        .text("kind", milestone.kind.id())
        .text("label", &milestone.label)
        .optional_text("label_en", milestone.label_en.as_deref())
        .quotation(
            &milestone.passage,
            milestone.sentence.as_deref(),
            (milestone.start, milestone.end),
            &milestone.quote,
        )
        .list("values", milestone.values.iter().map(value))
        .set("themes", plan, milestone.themes)
        .set("counties", plan, milestone.counties)
        .set("zones", plan, milestone.zones)
        .json("core", if milestone.core { "true" } else { "false" })
        .end()
}

fn project(plan: &Plan, project: &Project) -> String {
    Object::new()
        .text("id", &project.id)
        .text("name", &project.name)
        .quotation(
            &project.passage,
            project.sentence.as_deref(),
            (project.start, project.end),
            &project.quote,
        )
        .text("verb", &project.verb)
        .text("status", project.status.id())
        .text("tier", project.tier.id())
        .text("period", plan.id(project.period))
        .set("themes", plan, project.themes)
        .set("counties", plan, project.counties)
        .set("zones", plan, project.zones)
        .end()
}

fn statement(plan: &Plan, statement: &Statement<'_>) -> String {
    let own = statement.milestone.map(|own| milestone(plan, own));
    let projects = statement.projects.iter();
    Object::new()
        .json("milestone", own.as_deref().unwrap_or("null"))
        .list("projects", projects.map(|own| project(plan, own)))
        .end()
}

fn quantity(plan: &Plan, quantity: &Quantity) -> String {
    Object::new()
        .quotation(
            &quantity.passage,
            quantity.sentence.as_deref(),
            (quantity.start, quantity.end),
            &quantity.quote,
        )
        .text("printed", &quantity.printed)
        .text("measures", &quantity.measures)
        .optional_text("of", quantity.of.as_deref())
        .float("value", quantity.value)
        .text("unit", &quantity.unit)
        .text("comparator", quantity.comparator.id())
        .text("class", quantity.class.id())
        .text("period", plan.id(quantity.period))
        .optional_text("kind", quantity.kind.map(Vocabulary::id))
        .optional_text("milestone", quantity.milestone.as_deref())
        .optional_text("note", quantity.note.as_deref())
        .optional_text("en", quantity.en.as_deref())
        .end()
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

/// The view as JSON.
pub(super) fn write(export: &Export<'_>) -> String {
    let (plan, view) = (export.plan, export.view);
    let (list, entries): (&str, Vec<String>) = match export.query.view {
        ViewKind::Timeline => {
            let shown = view.milestones.iter().copied();
            (
                "milestones",
                shown.map(|entry| milestone(plan, entry)).collect(),
            )
        }
        ViewKind::Projects => {
            let shown = view.projects.iter().flat_map(|group| &group.items);
            let shown = shown.map(|item| project(plan, item.project));
            ("projects", shown.collect())
        }
        ViewKind::Figures => {
            let shown = view.figures.iter().flat_map(|group| &group.figures);
            let shown = shown.map(|figure| quantity(plan, figure.quantity));
            ("quantities", shown.collect())
        }
        kind if kind.counts_statements() => {
            let shown = view.statements.iter();
            (
                "statements",
                shown.map(|one| statement(plan, one)).collect(),
            )
        }
        _ => {
            let shown = view.matching.iter().copied();
            (
                "passages",
                shown.map(|entry| passage(plan, entry)).collect(),
            )
        }
    };
    let meta = plan.meta();
    format!(
        "{{\n\"title\":{},\n\"link\":{},\n\"exported\":{},\n\"licence\":{},\n\"text_sha256\":{},\n\"{list}\":[\n{}\n]\n}}\n",
        string(&meta.title),
        string(&export.permalink()),
        string(export.day),
        string(export.words.export_licence),
        string(&meta.text_sha256),
        entries.join(",\n"),
    )
}
