//! The plan inside the page: any bytes give a plan, or an error that says what is missing and where.

use anyhow::{Result, bail, ensure};
use plan_explorer::markup::{Draw, Limit};
use plan_explorer::model::compact::{Unwritable, letters, read, write};
use plan_explorer::model::{Plan, PlanError, PlanFile, Vocabulary};
use plan_explorer::query::{Explorer, Layout, Query, SearchText, ViewKind};
use plan_explorer::words::ZH;

use super::markup;

/// Reads `bytes` as a plan and checks the result.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(bytes);
    match read(&text) {
        Ok(file) => {
            check_round_trip(&file)?;
            check_against_json(&text, &file)?;
            check_views(file)
        }
        Err(error) => check_error(&text, &error),
    }
}

/// An error says what is missing, at which byte of the text, and what to do.
fn check_error(text: &str, error: &PlanError) -> Result<()> {
    let PlanError::Compact { at, wanted } = error else {
        bail!("{error} is not an error of this reader");
    };
    ensure!(*at <= text.len(), "byte {at} of {}", text.len());
    let told = error.to_string();
    for part in [*wanted, &at.to_string(), "cargo xtask build"] {
        ensure!(!part.is_empty() && told.contains(part), "{told}");
    }
    Ok(())
}

/// The writer writes a text that reads as the same plan, or names the entry that it cannot write.
fn check_round_trip(file: &PlanFile) -> Result<()> {
    match write(file) {
        Ok(written) => {
            ensure!(read(&written)? == *file, "another plan comes back");
            ensure!(write(file)? == written, "written twice, it differs");
            // The text is JSON for any other parser.
            let _: Vec<Vec<serde_json::Value>> = serde_json::from_str(&written)?;
        }
        Err(Unwritable::Lossy { entry }) => ensure!(!entry.is_empty(), "no entry is named"),
        Err(Unwritable::Unreadable(error)) => ensure!(!error.to_string().is_empty()),
    }
    Ok(())
}

/// If the text is JSON, another JSON parser finds the same words.
fn check_against_json(text: &str, file: &PlanFile) -> Result<()> {
    let Ok(columns) = serde_json::from_str::<Vec<Vec<serde_json::Value>>>(text) else {
        // The reader accepts some texts that are not JSON. The writer never writes one.
        return Ok(());
    };
    let cell = |column: usize, row: usize| columns.get(column).and_then(|of| of.get(row));
    let letters = letters(text);
    let letter = |written: char| {
        let position = (written as usize).checked_sub(0x80);
        let letter = position.and_then(|position| letters.get(position));
        letter.copied().unwrap_or(written)
    };
    let word = |column, row| {
        let word = cell(column, row).and_then(serde_json::Value::as_str);
        word.map(|word| word.chars().map(letter).collect::<String>())
    };
    ensure!(
        word(2, 0).as_ref() == Some(&file.meta.title),
        "{:?}",
        file.meta.title
    );
    for (row, chapter) in file.chapters.iter().enumerate() {
        ensure!(
            word(4, row).as_ref() == Some(&chapter.id),
            "{:?}",
            chapter.id
        );
        ensure!(word(6, row) == chapter.heading, "{chapter:?}");
        let number = cell(5, row).and_then(serde_json::Value::as_u64);
        ensure!(number == Some(chapter.number.into()), "{chapter:?}");
    }
    Ok(())
}

/// A plan that was read, however odd, supports look-ups, queries and all views.
fn check_views(file: PlanFile) -> Result<()> {
    let plan = Plan::new(file);
    ensure!(plan.target("no such id").is_none(), "what is not there");
    let file = plan.file();
    // `Plan` tells entries apart by the prefix of their ids, which `ingest` checks.
    let sort = |id: &str| {
        ["ms-", "pr-", "t-"]
            .into_iter()
            .position(|begin| id.starts_with(begin))
    };
    let passages = file.passages.iter().map(|entry| (&entry.id, None));
    let milestones = file.milestones.iter().map(|entry| (&entry.id, Some(0)));
    let projects = file.projects.iter().map(|entry| (&entry.id, Some(1)));
    for (id, wanted) in passages.chain(milestones).chain(projects) {
        let opens = plan.target(id).is_some() || sort(id) != wanted;
        ensure!(opens, "{id:?} cannot be opened");
    }
    let explorer = Explorer::new(&plan);
    let first = file.passages.first().map_or("", |first| &first.id);
    for &view in ViewKind::ALL {
        let query = Query {
            view,
            q: SearchText::new(&file.meta.title),
            at: plan.target(first),
            ..Query::default()
        };
        for query in [query.unfiltered(), query] {
            let view = explorer.view(&query.at(None));
            let draw = Draw {
                explorer: &explorer,
                words: &ZH,
                query: &query,
                view: &view,
            };
            let content = draw.content(Layout::for_width(1200), Limit::DEFAULT);
            markup::read(&content.into_string())?;
        }
    }
    Ok(())
}

/// A small plan to start fuzzing from: a few short passages of the real one, with an entry of every sort. A
/// fuzzer reaches all parts of the reader sooner from a small text.
///
/// # Errors
/// If the real plan has no such passages.
pub fn small() -> Result<String> {
    let plan = super::plan()?;
    let mut file = plan.file().clone();
    file.places.counties.truncate(1);
    file.places.zones.truncate(1);
    file.themes.truncate(2);
    let shortest = |of: Vec<&str>| {
        let passages = plan.passages().iter();
        let those = passages.filter(|passage| of.contains(&passage.id.as_str()));
        let shortest = those.min_by_key(|passage| passage.text.span().len());
        shortest.map(|passage| passage.id.clone())
    };
    let roles = file.places.counties.iter();
    let mut kept: Vec<String> = roles.map(|county| county.role.passage.clone()).collect();
    kept.push("title".to_owned());
    let mentions = file.mentions.iter().map(|entry| entry.passage.as_str());
    kept.extend(shortest(mentions.collect()));
    let milestones = file.milestones.iter();
    let milestones = milestones.filter(|entry| !entry.values.is_empty());
    kept.extend(shortest(
        milestones.map(|entry| entry.passage.as_str()).collect(),
    ));
    let projects = file.projects.iter().map(|entry| entry.passage.as_str());
    kept.extend(shortest(projects.collect()));
    let terms = file
        .terms
        .iter()
        .filter_map(|entry| entry.defined_in.as_ref());
    kept.extend(shortest(
        terms.map(|entry| entry.passage.as_str()).collect(),
    ));
    let is_kept = |passage: &str| kept.iter().any(|kept| kept == passage);
    file.passages.retain(|passage| is_kept(&passage.id));
    file.mentions.retain(|entry| is_kept(&entry.passage));
    file.milestones.retain(|entry| is_kept(&entry.passage));
    file.quantities.retain(|entry| is_kept(&entry.passage));
    file.projects.retain(|entry| is_kept(&entry.passage));
    for quantity in &mut file.quantities {
        let milestones = file.milestones.iter();
        let known = milestones.filter(|entry| Some(&entry.id) == quantity.milestone.as_ref());
        quantity.milestone = known.map(|entry| entry.id.clone()).next();
    }
    let within = |of: &[plan_explorer::model::Quotation]| of.iter().all(|at| is_kept(&at.passage));
    for term in &mut file.terms {
        // A term's label may be the words of its first mention, so the first mention must stay.
        let first = term.mentions.first().cloned();
        term.mentions.retain(|mention| is_kept(&mention.passage));
        if term.mentions.first() != first.as_ref() {
            term.mentions.clear();
        }
    }
    file.terms.retain(|term| {
        let members = term.members.as_deref().unwrap_or_default();
        let defined = term.defined_in.as_slice();
        !term.mentions.is_empty() && within(members) && within(defined)
    });
    let (chapters, sections) = (&file.chapters, &mut file.sections);
    sections.retain(|section| {
        let passages = &mut file.passages.iter();
        passages.any(|passage| passage.section.as_ref() == Some(&section.id))
    });
    ensure!(!chapters.is_empty() && !file.milestones.is_empty() && !file.projects.is_empty());
    ensure!(!file.mentions.is_empty() && !file.quantities.is_empty() && !file.terms.is_empty());
    Ok(write(&file)?)
}
