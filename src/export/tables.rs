//! The plan's entries as tables. They have ids for programs and names for people. Several values in one cell are
//! separated by semicolons.

use super::csv::Table;
use super::decimal::decimal;
use super::link_to;
use crate::link;
use crate::model::{
    Basis, County, IdSet, Identified, Mention, Milestone, Passage, Plan, Project, Quantity, Span,
    Theme, Vocabulary, Zone,
};
use crate::query::{Across, MatrixRow, Query, Statement};
use crate::words::ZH;

/// A cell that is empty if there is no value.
fn optional<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn ids<V: Identified>(plan: &Plan, set: IdSet<V>) -> String {
    plan.ids(set).join(";")
}

fn theme_name(plan: &Plan, theme: Theme) -> &str {
    let entry = plan.entry(theme);
    entry.map_or("", |entry| entry.zh.as_str())
}

fn theme_names(plan: &Plan, set: IdSet<Theme>) -> String {
    let names: Vec<&str> = set.iter().map(|theme| theme_name(plan, theme)).collect();
    names.join(";")
}

fn place_names(plan: &Plan, counties: IdSet<County>, zones: IdSet<Zone>) -> String {
    let counties = counties
        .iter()
        .filter_map(|county| Some(plan.entry(county)?.zh.as_str()));
    let zones = zones
        .iter()
        .filter_map(|zone| Some(plan.entry(zone)?.zh.as_str()));
    let names: Vec<&str> = counties.chain(zones).collect();
    names.join(";")
}

/// The table of passages.
pub fn passages(plan: &Plan, entries: &[&Passage], address: &str) -> Table {
    let mut table = Table::new(&[
        "id",
        "kind",
        "number",
        "chapter",
        "section",
        "heading",
        "primary_theme",
        "primary_theme_zh",
        "secondary_themes",
        "secondary_themes_zh",
        "periods",
        "counties_named",
        "counties_collective",
        "zones",
        "places_zh",
        "text",
        "link",
    ]);
    for entry in entries {
        let position = plan.position(&entry.id).unwrap_or(usize::MAX);
        let mentions = plan.mentions_at(position);
        let counties = |wanted: fn(&Mention) -> bool| -> IdSet<County> {
            let chosen = mentions.iter().filter(|mention| wanted(mention));
            chosen.fold(IdSet::new(), |all, mention| all.union(mention.counties))
        };
        let named = counties(|mention| mention.basis != Basis::Collective);
        let collective = counties(|mention| mention.basis == Basis::Collective);
        let zones = mentions
            .iter()
            .fold(IdSet::new(), |all, mention| all.union(mention.zones));
        let themes = entry.themes.as_ref();
        let primary = themes.map(|themes| themes.primary);
        let secondary = themes.map(|themes| themes.secondary).unwrap_or_default();
        table.push(vec![
            entry.id.clone(),
            entry.kind.id().to_owned(),
            optional(entry.number),
            optional(entry.chapter.as_deref()),
            optional(entry.section.as_deref()),
            optional(entry.heading.as_deref()),
            primary.map_or_else(String::new, |theme| plan.id(theme).to_owned()),
            primary.map_or_else(String::new, |theme| theme_name(plan, theme).to_owned()),
            ids(plan, secondary),
            theme_names(plan, secondary),
            ids(plan, entry.periods),
            ids(plan, named),
            ids(plan, collective),
            ids(plan, zones),
            place_names(plan, named.union(collective), zones),
            entry.text.as_str().to_owned(),
            link_to(plan, address, &entry.id),
        ]);
    }
    table
}

/// The table of the sentences of these passages. A plan without themes of sentences has empty cells for them.
pub fn sentences(plan: &Plan, entries: &[&Passage], address: &str) -> Table {
    let mut table = Table::new(&[
        "id",
        "passage",
        "primary_theme",
        "primary_theme_zh",
        "secondary_themes",
        "secondary_themes_zh",
        "start",
        "end",
        "text",
        "link",
    ]);
    for entry in entries {
        for sentence in &entry.sentences {
            let primary = sentence.themes.as_ref().map(|themes| themes.primary);
            let secondary = sentence.themes.as_ref().map(|themes| themes.secondary);
            let secondary = secondary.unwrap_or_default();
            table.push(vec![
                sentence.id.clone(),
                entry.id.clone(),
                optional(primary.map(|theme| plan.id(theme))),
                optional(primary.map(|theme| theme_name(plan, theme))),
                ids(plan, secondary),
                theme_names(plan, secondary),
                sentence.start.to_string(),
                sentence.end.to_string(),
                entry.text.slice(sentence.span()).to_owned(),
                link_to(plan, address, &sentence.id),
            ]);
        }
    }
    table
}

/// The columns that milestones and projects share.
const TAGGED: [&str; 10] = [
    "themes",
    "themes_zh",
    "counties",
    "zones",
    "places_zh",
    "passage",
    "sentence",
    "start",
    "end",
    "link",
];

/// The cells of [`TAGGED`].
struct Tagged<'a> {
    id: &'a str,
    themes: IdSet<Theme>,
    counties: IdSet<County>,
    zones: IdSet<Zone>,
    passage: &'a str,
    sentence: Option<&'a str>,
    span: Span,
}

impl Tagged<'_> {
    fn cells(&self, plan: &Plan, address: &str) -> [String; 10] {
        [
            ids(plan, self.themes),
            theme_names(plan, self.themes),
            ids(plan, self.counties),
            ids(plan, self.zones),
            place_names(plan, self.counties, self.zones),
            self.passage.to_owned(),
            optional(self.sentence),
            self.span.start().to_string(),
            self.span.end().to_string(),
            link_to(plan, address, self.id),
        ]
    }
}

/// The table of milestones.
pub fn milestones(plan: &Plan, entries: &[&Milestone], address: &str) -> Table {
    let own = [
        "id",
        "period",
        "kind",
        "date",
        "from_year",
        "to_year",
        "core",
        "label",
        "quote",
        "values",
    ];
    let mut table = Table::new(&[&own[..], &TAGGED, &["label_en"]].concat());
    for entry in entries {
        let values = entry.values.iter().map(|value| ZH.value(value));
        let values: Vec<String> = values.collect();
        let own = [
            entry.id.clone(),
            plan.id(entry.period).to_owned(),
            entry.kind.id().to_owned(),
            optional(entry.date.as_deref()),
            optional(entry.years.map(|(from, _)| from)),
            optional(entry.years.map(|(_, to)| to)),
            entry.core.to_string(),
            entry.label.clone(),
            entry.quote.clone(),
            values.join(";"),
        ];
        let tagged = Tagged {
            id: &entry.id,
            themes: entry.themes,
            counties: entry.counties,
            zones: entry.zones,
            passage: &entry.passage,
            sentence: entry.sentence.as_deref(),
            span: entry.span(),
        };
        let tagged = tagged.cells(plan, address);
        let english = optional(entry.label_en.as_deref());
        table.push(own.into_iter().chain(tagged).chain([english]).collect());
    }
    table
}

/// The table of projects.
pub fn projects(plan: &Plan, entries: &[&Project], address: &str) -> Table {
    let own = ["id", "name", "verb", "status", "tier", "period", "quote"];
    let mut table = Table::new(&[&own[..], &TAGGED].concat());
    for entry in entries {
        let own = [
            entry.id.clone(),
            entry.name.clone(),
            entry.verb.clone(),
            entry.status.id().to_owned(),
            entry.tier.id().to_owned(),
            plan.id(entry.period).to_owned(),
            entry.quote.clone(),
        ];
        let tagged = Tagged {
            id: &entry.id,
            themes: entry.themes,
            counties: entry.counties,
            zones: entry.zones,
            passage: &entry.passage,
            sentence: entry.sentence.as_deref(),
            span: entry.span(),
        };
        let tagged = tagged.cells(plan, address);
        table.push(own.into_iter().chain(tagged).collect());
    }
    table
}

/// The table of quantities.
pub fn quantities(plan: &Plan, entries: &[&Quantity], address: &str) -> Table {
    let mut table = Table::new(&[
        "printed",
        "value",
        "unit",
        "comparator",
        "measures",
        "of",
        "class",
        "period",
        "kind",
        "note",
        "quote",
        "milestone",
        "passage",
        "sentence",
        "start",
        "end",
        "link",
        "en",
    ]);
    for entry in entries {
        let target = entry.milestone.as_ref().or(entry.sentence.as_ref());
        let target = target.unwrap_or(&entry.passage);
        table.push(vec![
            entry.printed.clone(),
            decimal(entry.value),
            entry.unit.clone(),
            entry.comparator.id().to_owned(),
            entry.measures.clone(),
            optional(entry.of.as_deref()),
            entry.class.id().to_owned(),
            plan.id(entry.period).to_owned(),
            optional(entry.kind.map(Vocabulary::id)),
            optional(entry.note.as_deref()),
            entry.quote.clone(),
            optional(entry.milestone.as_deref()),
            entry.passage.clone(),
            optional(entry.sentence.as_deref()),
            entry.start.to_string(),
            entry.end.to_string(),
            link_to(plan, address, target),
            optional(entry.en.as_deref()),
        ]);
    }
    table
}

/// The table of statements: a milestone, a project, or a milestone with the projects that it names.
pub(super) fn statements(plan: &Plan, entries: &[Statement<'_>], address: &str) -> Table {
    let mut table = Table::new(&[
        "milestone",
        "projects",
        "period",
        "kind",
        "says",
        "themes",
        "themes_zh",
        "counties_named",
        "counties_collective",
        "zones",
        "places_zh",
        "passage",
        "start",
        "end",
        "quote",
        "link",
    ]);
    for entry in entries {
        let projects = entry.projects.iter();
        let names: Vec<&str> = projects.clone().map(|own| own.name.as_str()).collect();
        let projects: Vec<&str> = projects.map(|own| own.id.as_str()).collect();
        let label = entry.milestone.map(|own| own.label.clone());
        let named = entry.counties_named();
        let collective = entry.counties().iter();
        let collective = collective.filter(|county| !named.contains(*county));
        table.push(vec![
            optional(entry.milestone.map(|own| own.id.as_str())),
            projects.join(";"),
            plan.id(entry.period).to_owned(),
            optional(entry.kind().map(Vocabulary::id)),
            label.unwrap_or_else(|| names.join(";")),
            ids(plan, entry.themes),
            theme_names(plan, entry.themes),
            ids(plan, named),
            ids(plan, collective.collect::<IdSet<County>>()),
            ids(plan, entry.zones()),
            place_names(plan, entry.counties(), entry.zones()),
            entry.passage.id.clone(),
            entry.span.start().to_string(),
            entry.span.end().to_string(),
            entry.passage.text.slice(entry.span).to_owned(),
            link_to(plan, address, entry.id()),
        ]);
    }
    table
}

/// The matrix as shown: a row for each theme, a column for each county or period, and the total with a link
/// to the theme's list.
pub(super) fn matrix(plan: &Plan, query: &Query, rows: &[MatrixRow], address: &str) -> Table {
    let columns: Vec<&str> = match query.across {
        Across::County => plan
            .counties()
            .iter()
            .map(|entry| entry.id.as_str())
            .collect(),
        Across::Period => plan
            .periods()
            .iter()
            .map(|entry| entry.id.as_str())
            .collect(),
    };
    let mut table = Table::new(&[&["theme", "theme_zh"], &columns[..], &["all", "link"]].concat());
    for row in rows {
        let mut cells = vec![
            plan.id(row.theme).to_owned(),
            theme_name(plan, row.theme).to_owned(),
        ];
        let numbers = row.cells.iter().chain([&row.total]);
        cells.extend(numbers.map(|cell| cell.count.to_string()));
        cells.push(format!("{address}?{}", link::write(&row.total.to, plan)));
        table.push(cells);
    }
    table
}
