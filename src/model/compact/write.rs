//! [`PlanFile`] → compact form, when the page is built. The columns are in the order of [`super::read`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::super::{
    Chapter, IdSet, Mention, Milestone, Passage, PlanError, PlanFile, Quantity, Quotation, Section,
    Span, Term, Value, Vocabulary,
};
use super::column::FIRST_LETTER;
use super::read::read;

/// Why a plan cannot be written in the compact form.
#[derive(Debug)]
pub enum Unwritable {
    /// The written text cannot be read.
    Unreadable(PlanError),
    /// The written text gives another plan, because an entry cannot be derived as the compact form requires.
    Lossy {
        /// The entry as it would be read.
        entry: String,
    },
}

impl fmt::Display for Unwritable {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(
                formatter,
                "an entry of the plan refers to a missing entry, or has a number that the compact form cannot \
                 store ({error}); correct it in `data/` and run `cargo xtask data`"
            ),
            Self::Lossy { entry } => write!(
                formatter,
                "an entry of the plan breaks a rule of the compact form (see src/model/compact/mod.rs); \
                 correct it in `data/` and run `cargo xtask data`. It would be read as: {entry}"
            ),
        }
    }
}

impl std::error::Error for Unwritable {}

/// Writes a plan in its compact form, and reads it back to check that nothing is lost.
///
/// # Errors
/// When the text that was written cannot be read, or gives another plan.
pub fn write(plan: &PlanFile) -> Result<String, Unwritable> {
    let mut file = Writer::default();
    file.list([plan.schema]);
    meta(&mut file, plan);
    chapters(&mut file, &plan.chapters);
    sections(&mut file, plan);
    passages(&mut file, plan);
    file.quotations(plan);
    places(&mut file, plan);
    themes(&mut file, plan);
    mentions(&mut file, &plan.mentions);
    file.values(plan);
    milestones(&mut file, plan);
    quantities(&mut file, plan);
    projects(&mut file, plan);
    terms(&mut file, &plan.terms);
    let text = in_alphabet(&file.columns.join(","));
    let back = read(&text).map_err(Unwritable::Unreadable)?;
    match difference(plan, &back) {
        Some(entry) => Err(Unwritable::Lossy { entry }),
        None => Ok(text),
    }
}

/// The whole text: the alphabet, and the columns encoded with it.
fn in_alphabet(columns: &str) -> String {
    let letters: BTreeSet<char> = columns
        .chars()
        .filter(|letter| !letter.is_ascii())
        .collect();
    let codes = (FIRST_LETTER as u32)..;
    // Characters without a code stay as they are. They give another plan when read back, which is an error.
    let codes: BTreeMap<char, char> = letters
        .iter()
        .zip(codes)
        .filter_map(|(letter, code)| Some((*letter, char::from_u32(code)?)))
        .collect();
    let mut steps = Writer::default();
    let before = std::iter::once(0).chain(letters.iter().map(|letter| *letter as u32));
    steps.list(
        letters
            .iter()
            .zip(before)
            .map(|(letter, before)| *letter as u32 - before),
    );
    let written = columns
        .chars()
        .map(|letter| codes.get(&letter).copied().unwrap_or(letter));
    format!(
        "[{},{}]",
        steps.columns.concat(),
        written.collect::<String>()
    )
}

/// The columns written so far.
#[derive(Default)]
struct Writer {
    columns: Vec<String>,
}

impl Writer {
    /// Adds a column of numbers.
    fn list<T: fmt::Display>(&mut self, items: impl IntoIterator<Item = T>) {
        let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
        self.columns.push(format!("[{}]", items.join(",")));
    }

    /// Adds a column of strings.
    fn strings<'a>(&mut self, items: impl IntoIterator<Item = &'a str>) {
        self.list(items.into_iter().map(string));
    }

    /// Adds a column of optional strings.
    fn optional_strings<'a>(&mut self, items: impl IntoIterator<Item = Option<&'a str>>) {
        let items = items.into_iter();
        self.list(items.map(|item| item.map_or_else(|| "null".to_owned(), string)));
    }

    /// Adds a column of values of a vocabulary.
    fn ordinals<V: Vocabulary>(&mut self, items: impl IntoIterator<Item = V>) {
        self.list(items.into_iter().map(Vocabulary::ordinal));
    }

    /// Adds a column of sets.
    fn sets<V: Vocabulary>(&mut self, items: impl IntoIterator<Item = IdSet<V>>) {
        self.list(items.into_iter().map(IdSet::bits));
    }

    /// Adds the columns of strings that are usually part of a longer text.
    fn parts<'a>(&mut self, parts: impl IntoIterator<Item = (&'a str, Option<&'a str>)>) {
        let (mut from, mut to, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new());
        for (whole, part) in parts {
            match part.and_then(|part| whole.split_once(part)) {
                Some((before, after)) => {
                    from.push(before.chars().count() + 1);
                    to.push(after.chars().count());
                }
                None => {
                    from.push(0);
                    elsewhere.push(part);
                }
            }
        }
        self.list(from);
        self.list(to);
        self.optional_strings(elsewhere);
    }

    /// Adds the columns of all quoted spans, in the order in which they are read.
    fn quotations(&mut self, plan: &PlanFile) {
        let (mut of, mut starts, mut lengths) = (Vec::new(), Vec::new(), Vec::new());
        let (mut last, mut end) = (0, 0);
        for (passage, span) in spans(plan) {
            let position = position(&plan.passages, |other| other.id == passage) as i64 - 1;
            let start = i64::from(span.start());
            starts.push(if position == last { start - end } else { start });
            of.push(position - last);
            lengths.push(span.len());
            (last, end) = (position, i64::from(span.end()));
        }
        self.list(of);
        self.list(starts);
        self.list(lengths);
    }

    /// Adds the columns of all values, in the order in which they are read.
    fn values(&mut self, plan: &PlanFile) {
        let of_milestones = plan.milestones.iter();
        let of_milestones =
            of_milestones.flat_map(|of| of.values.iter().map(|value| (&of.quote, value.clone())));
        let of_quantities = plan.quantities.iter().map(|of| {
            let value = Value {
                measures: of.measures.clone(),
                printed: of.printed.clone(),
                value: of.value,
                unit: of.unit.clone(),
                comparator: of.comparator,
                note: of.note.clone(),
            };
            (&of.quote, value)
        });
        let all: Vec<(&String, Value)> = of_milestones.chain(of_quantities).collect();
        let values = || all.iter().map(|(_, value)| value);
        self.parts(
            all.iter()
                .map(|(quote, value)| (quote.as_str(), Some(value.measures.as_str()))),
        );
        self.parts(
            all.iter()
                .map(|(quote, value)| (quote.as_str(), Some(value.printed.as_str()))),
        );
        self.list(values().map(|value| decimal(value.value).0));
        self.list(values().map(|value| decimal(value.value).1));
        self.strings(values().map(|value| value.unit.as_str()));
        self.ordinals(values().map(|value| value.comparator));
        self.optional_strings(values().map(|value| value.note.as_deref()));
    }
}

/// The digits of a number, and how many of them follow the point.
fn decimal(number: f64) -> (i64, usize) {
    let printed = number.to_string();
    let (whole, fraction) = printed.split_once('.').unwrap_or((&printed, ""));
    // A number with too many digits differs when it is read back, so the plan is refused.
    let digits = format!("{whole}{fraction}").parse().unwrap_or(i64::MAX);
    (digits, fraction.len())
}

/// A JSON string.
fn string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            control if control.is_control() => out.push_str(&format!("\\u{:04x}", control as u32)),
            other => out.push(other),
        }
    }
    out + "\""
}

/// One more than the position of an item, or 0 if there is none.
fn position<T>(list: &[T], wanted: impl Fn(&T) -> bool) -> usize {
    list.iter()
        .position(wanted)
        .map_or(0, |position| position + 1)
}

/// One more than the position of the entry with an id, or 0 if there is none.
fn id_position<T>(list: &[T], id: Option<&str>, id_of: impl Fn(&T) -> &str) -> usize {
    id.map_or(0, |id| position(list, |item| id_of(item) == id))
}

/// Every span that is read, in order, with the id of its passage.
fn spans(plan: &PlanFile) -> Vec<(&str, Span)> {
    fn of(quotation: &Quotation) -> (&str, Span) {
        (&quotation.passage, quotation.span())
    }
    let mut all: Vec<(&str, Span)> = Vec::new();
    all.extend(plan.places.counties.iter().map(|entry| of(&entry.role)));
    all.extend(
        plan.mentions
            .iter()
            .map(|entry| (entry.passage.as_str(), entry.span())),
    );
    all.extend(
        plan.milestones
            .iter()
            .map(|entry| (entry.passage.as_str(), entry.span())),
    );
    all.extend(
        plan.quantities
            .iter()
            .map(|entry| (entry.passage.as_str(), entry.span())),
    );
    all.extend(
        plan.projects
            .iter()
            .map(|entry| (entry.passage.as_str(), entry.span())),
    );
    for term in &plan.terms {
        all.extend(term.members.iter().flatten().map(of));
        all.extend(term.defined_in.iter().map(of));
        all.extend(term.mentions.iter().map(of));
    }
    all
}

fn meta(file: &mut Writer, plan: &PlanFile) {
    let meta = &plan.meta;
    let words = [
        &meta.title,
        &meta.issuer,
        &meta.meeting,
        &meta.adopted,
        &meta.source.name,
        &meta.source.en,
        &meta.source.reposted,
        &meta.text_sha256,
    ];
    let removed = meta.removed.iter();
    let removed = removed.flat_map(|removed| [&removed.what, &removed.en]);
    file.strings(words.into_iter().chain(removed).map(String::as_str));
    file.list(meta.removed.iter().map(|removed| removed.times));
}

fn chapters(file: &mut Writer, chapters: &[Chapter]) {
    file.strings(chapters.iter().map(|chapter| chapter.id.as_str()));
    file.list(chapters.iter().map(|chapter| chapter.number));
    file.optional_strings(chapters.iter().map(|chapter| chapter.heading.as_deref()));
    file.optional_strings(chapters.iter().map(|chapter| chapter.en.as_deref()));
    file.optional_strings(chapters.iter().map(|chapter| chapter.note.as_deref()));
}

fn sections(file: &mut Writer, plan: &PlanFile) {
    let sections = &plan.sections;
    let chapter = |section: &Section| {
        let position = position(&plan.chapters, |chapter| chapter.id == section.chapter);
        position as i64 - 1
    };
    file.strings(sections.iter().map(|section| section.id.as_str()));
    file.list(sections.iter().map(chapter));
    file.list(sections.iter().map(|section| section.number));
    file.strings(sections.iter().map(|section| section.heading.as_str()));
    file.optional_strings(sections.iter().map(|section| section.en.as_deref()));
}

fn passages(file: &mut Writer, plan: &PlanFile) {
    let all = || plan.passages.iter();
    let chapter = |passage: &Passage| {
        id_position(&plan.chapters, passage.chapter.as_deref(), |chapter| {
            &chapter.id
        })
    };
    let section = |passage: &Passage| {
        id_position(&plan.sections, passage.section.as_deref(), |section| {
            &section.id
        })
    };
    let start = |passage: &Passage| passage.sentences.first().map_or(0, |first| first.start);
    file.strings(all().map(|passage| passage.id.as_str()));
    file.ordinals(all().map(|passage| passage.kind));
    file.list(all().map(|passage| passage.number.map_or(0, |number| number + 1)));
    file.list(all().map(chapter));
    file.list(all().map(section));
    file.strings(all().map(|passage| passage.text.as_str()));
    file.parts(all().map(|passage| (passage.text.as_str(), passage.heading.as_deref())));
    file.optional_strings(all().map(|passage| passage.en.as_deref()));
    file.list(all().map(|passage| passage.sentences.len()));
    file.list(all().map(start));
    let sentences = all().flat_map(|passage| &passage.sentences);
    file.list(sentences.map(|sentence| sentence.span().len()));
    file.ordinals(all().map(|passage| passage.themes.primary));
    file.sets(all().map(|passage| passage.themes.secondary));
    file.sets(all().map(|passage| passage.periods));
}

fn places(file: &mut Writer, plan: &PlanFile) {
    let counties = || plan.places.counties.iter();
    file.ordinals(counties().map(|county| county.id));
    file.optional_strings(counties().flat_map(|county| {
        let names = [&county.code, &county.zh, &county.en].map(|name| Some(name.as_str()));
        let aliases = county.aliases.iter().map(|alias| Some(alias.as_str()));
        names
            .into_iter()
            .chain([county.bo.as_deref()])
            .chain(aliases)
    }));
    file.list(counties().map(|county| county.aliases.len()));
    file.list(counties().flat_map(|county| [county.tile.0, county.tile.1]));
    let zones = || plan.places.zones.iter();
    file.ordinals(zones().map(|zone| zone.id));
    file.strings(zones().flat_map(|zone| {
        let names = [zone.zh.as_str(), zone.en.as_str()].into_iter();
        names.chain(zone.aliases.iter().map(String::as_str))
    }));
    file.list(zones().map(|zone| zone.aliases.len()));
}

fn themes(file: &mut Writer, plan: &PlanFile) {
    file.ordinals(plan.themes.iter().map(|theme| theme.id));
    let words = plan.themes.iter();
    let words = words.flat_map(|theme| [&theme.zh, &theme.en, &theme.about]);
    file.strings(words.map(String::as_str));
}

/// One more than the position of a value, or 0 if there is none.
fn optional_ordinal<V: Vocabulary>(value: Option<V>) -> usize {
    value.map_or(0, |value| value.ordinal() + 1)
}

fn mentions(file: &mut Writer, mentions: &[Mention]) {
    file.ordinals(mentions.iter().map(|mention| mention.basis));
    file.sets(mentions.iter().map(|mention| mention.counties));
    file.sets(mentions.iter().map(|mention| mention.zones));
    file.list(
        mentions
            .iter()
            .map(|mention| optional_ordinal(mention.scope)),
    );
}

fn milestones(file: &mut Writer, plan: &PlanFile) {
    let all = || plan.milestones.iter();
    let years = |milestone: &Milestone| match milestone.years {
        Some((first, last)) => vec![first, last],
        None => vec![0],
    };
    file.strings(all().map(|milestone| milestone.id.as_str()));
    file.ordinals(all().map(|milestone| milestone.period));
    file.list(all().flat_map(years));
    file.optional_strings(all().map(|milestone| milestone.date.as_deref()));
    file.ordinals(all().map(|milestone| milestone.kind));
    file.parts(all().map(|milestone| (milestone.quote.as_str(), Some(milestone.label.as_str()))));
    file.list(all().map(|milestone| milestone.values.len()));
    file.sets(all().map(|milestone| milestone.themes));
    file.sets(all().map(|milestone| milestone.counties));
    file.sets(all().map(|milestone| milestone.zones));
    file.list(all().map(|milestone| u8::from(milestone.core)));
}

fn quantities(file: &mut Writer, plan: &PlanFile) {
    let all = || plan.quantities.iter();
    let milestone = |quantity: &Quantity| {
        id_position(
            &plan.milestones,
            quantity.milestone.as_deref(),
            |milestone| &milestone.id,
        )
    };
    file.optional_strings(all().map(|quantity| quantity.of.as_deref()));
    file.ordinals(all().map(|quantity| quantity.class));
    file.ordinals(all().map(|quantity| quantity.period));
    file.list(all().map(|quantity| optional_ordinal(quantity.kind)));
    file.list(all().map(milestone));
}

fn projects(file: &mut Writer, plan: &PlanFile) {
    let all = || plan.projects.iter();
    file.strings(all().map(|project| project.id.as_str()));
    file.parts(all().map(|project| (project.quote.as_str(), Some(project.name.as_str()))));
    file.parts(all().map(|project| (project.quote.as_str(), Some(project.verb.as_str()))));
    file.ordinals(all().map(|project| project.status));
    file.ordinals(all().map(|project| project.tier));
    file.ordinals(all().map(|project| project.period));
    file.sets(all().map(|project| project.themes));
    file.sets(all().map(|project| project.counties));
    file.sets(all().map(|project| project.zones));
}

fn terms(file: &mut Writer, terms: &[Term]) {
    // A label that equals the quote of the first mention is not stored.
    let label = |term: &Term| {
        let first = term.mentions.first();
        first.is_none_or(|first| first.quote != term.label)
    };
    file.strings(terms.iter().map(|term| term.id.as_str()));
    file.optional_strings(
        terms
            .iter()
            .map(|term| label(term).then_some(term.label.as_str())),
    );
    file.list(
        terms
            .iter()
            .map(|term| term.size.map_or(0, |size| size + 1)),
    );
    file.list(
        terms
            .iter()
            .map(|term| term.members.as_ref().map_or(0, |members| members.len() + 1)),
    );
    file.list(terms.iter().map(|term| u8::from(term.defined_in.is_some())));
    file.list(terms.iter().map(|term| term.mentions.len()));
}

/// The first entry that differs between two plans, as it is in the second.
fn difference(plan: &PlanFile, back: &PlanFile) -> Option<String> {
    fn of<T: PartialEq + fmt::Debug>(list: &[T], back: &[T]) -> Option<String> {
        let differs = list.iter().zip(back).find(|(entry, back)| entry != back);
        let shorter = (list.len() != back.len()).then(|| format!("{} entries", back.len()));
        differs.map(|(_, back)| format!("{back:?}")).or(shorter)
    }
    of(&[&plan.meta], &[&back.meta])
        .or_else(|| of(&plan.chapters, &back.chapters))
        .or_else(|| of(&plan.sections, &back.sections))
        .or_else(|| of(&plan.passages, &back.passages))
        .or_else(|| of(&[&plan.places], &[&back.places]))
        .or_else(|| of(&plan.themes, &back.themes))
        .or_else(|| of(&plan.mentions, &back.mentions))
        .or_else(|| of(&plan.milestones, &back.milestones))
        .or_else(|| of(&plan.quantities, &back.quantities))
        .or_else(|| of(&plan.projects, &back.projects))
        .or_else(|| of(&plan.terms, &back.terms))
        .or_else(|| (plan != back).then(|| format!("schema {}", back.schema)))
}
