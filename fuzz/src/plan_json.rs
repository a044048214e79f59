//! The plan inside the page: any bytes give a plan or an error that says what to do, and a plan that was read,
//! however odd, can be asked and drawn.

use anyhow::{Context, Result, ensure};
use plan_explorer::export::{Export, Format};
use plan_explorer::html::{self, Draw};
use plan_explorer::ingest::to_json;
use plan_explorer::model::{Plan, PlanError, PlanFile, Quotation, Vocabulary};
use plan_explorer::query::{Explorer, Query, SearchText, ViewKind};
use plan_explorer::words::ZH;

/// The address of the page and the day, for these checks.
const ADDRESS: &str = "https://example.org/plan/";
const DAY: &str = "2026-01-31";

/// Reads `bytes` as a plan and checks the result.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(bytes);
    match Plan::from_json(&text) {
        Ok(plan) => {
            check_against_other_reader(&text, &plan)?;
            check_ids(&plan)?;
            check_views(&plan)
        }
        Err(error) => check_error(&error),
    }
}

/// An error says what is wrong, where, and what to do.
fn check_error(error: &PlanError) -> Result<()> {
    let told = error.to_string();
    ensure!(told.contains("cargo xtask data"), "{told}");
    let parts = match error {
        PlanError::Unreadable => Vec::new(),
        PlanError::Schema { found } => vec![found.to_string()],
        PlanError::Vocabulary { name } => vec![(*name).to_owned()],
        PlanError::Period { id } => vec![id.clone()],
        PlanError::UnknownId { id, entry } => vec![id.clone(), entry.clone()],
    };
    for part in parts {
        ensure!(told.contains(&part), "{told} does not say {part}");
    }
    Ok(())
}

/// Another JSON parser finds the same words.
fn check_against_other_reader(text: &str, plan: &Plan) -> Result<()> {
    let Ok(file) = serde_json::from_str::<PlanFile>(text) else {
        // The reader of the page is not as strict: it takes the last of two fields with one name.
        return Ok(());
    };
    let title = &plan.meta().title;
    ensure!(*title == file.meta.title, "{title:?}");
    ensure!(plan.chapters() == file.chapters && plan.sections() == file.sections);
    ensure!(plan.themes() == file.themes && plan.counties() == file.places.counties);
    ensure!(plan.zones() == file.places.zones && plan.periods() == file.periods);
    ensure!(plan.groups().len() == file.places.groups.len());
    ensure!(plan.terms() == file.terms && plan.site() == &file.site);
    ensure!(plan.passages().len() == file.passages.len());
    for (read, wanted) in plan.passages().iter().zip(&file.passages) {
        let same = read.id == wanted.id && read.text.as_str() == wanted.text;
        ensure!(
            same && read.sentences.len() == wanted.sentences.len(),
            "{:?}",
            read.id
        );
        for (read, wanted) in read.sentences.iter().zip(&wanted.sentences) {
            let same = (read.start, read.end) == (wanted.start, wanted.end);
            let tagged = read.themes.is_some() == wanted.themes.is_some();
            ensure!(same && tagged && read.id == wanted.id, "{:?}", read.id);
        }
    }
    ensure!(plan.quantities().len() == file.quantities.len());
    for (read, wanted) in plan.quantities().iter().zip(&file.quantities) {
        ensure!(read.quote == wanted.quote && read.unit == wanted.unit);
    }
    Ok(())
}

/// What is in the plan can be opened, and nothing else.
fn check_ids(plan: &Plan) -> Result<()> {
    ensure!(plan.target("no such id").is_none(), "what is not there");
    // `Plan` tells entries apart by the prefix of their ids, which `ingest` checks.
    let sort = |id: &str| {
        ["ms-", "pr-", "t-"]
            .into_iter()
            .position(|begin| id.starts_with(begin))
    };
    // An entry of a passage that is not there opens nothing; `ingest` checks that, too.
    let is_there = |passage: &str| plan.passage(passage).is_some();
    let passages = plan.passages().iter().map(|entry| (&entry.id, None));
    let milestones = plan.milestones().iter();
    let milestones = milestones.filter(|entry| is_there(&entry.passage));
    let milestones = milestones.map(|entry| (&entry.id, Some(0)));
    let projects = plan.projects().iter();
    let projects = projects.filter(|entry| is_there(&entry.passage));
    let projects = projects.map(|entry| (&entry.id, Some(1)));
    for (id, wanted) in passages.chain(milestones).chain(projects) {
        let opens = plan.target(id).is_some() || sort(id) != wanted;
        // Of two entries with one id, only the last can be opened.
        let again = plan.milestones().iter().filter(|entry| entry.id == *id);
        let again = again.count()
            + plan
                .projects()
                .iter()
                .filter(|entry| entry.id == *id)
                .count();
        ensure!(opens || again > 1, "{id:?} cannot be opened");
    }
    Ok(())
}

/// The plan answers every view, and its answer is drawn and exported.
fn check_views(plan: &Plan) -> Result<()> {
    let explorer = Explorer::new(plan);
    let first = plan.passages().first().map_or("", |first| &first.id);
    let milestone = plan.milestones().first().map_or(first, |first| &first.id);
    let county = plan.all().next();
    for &view in ViewKind::ALL {
        let opened = Query {
            view,
            q: SearchText::new(&plan.meta().title),
            at: plan.target(first),
            ..Query::default()
        };
        let of_county = Query {
            view,
            counties: county.into_iter().collect(),
            at: plan.target(milestone),
            ..Query::default()
        };
        let two_themes = Query {
            view,
            themes: plan.all().take(2).collect(),
            ..Query::default()
        };
        for query in [opened.unfiltered(), opened, of_county, two_themes] {
            check_view(&explorer, &query)?;
        }
    }
    check_counts(
        &explorer,
        &Query {
            themes: plan.all().take(2).collect(),
            ..Query::default()
        },
    )
}

fn check_view(explorer: &Explorer<'_>, query: &Query) -> Result<()> {
    let view = explorer.view(&query.at(None));
    let draw = Draw {
        explorer,
        words: &ZH,
        query,
        view: &view,
    };
    let mut parts = vec![html::overview(&draw), html::no_results(&draw)];
    for entry in &explorer.suggestions(query) {
        parts.push(html::suggestion(&ZH, entry));
    }
    parts.push(draw.whole_answer());
    if let Some(opened) = explorer.open(query, &view) {
        parts.push(html::title(&draw, &opened));
        parts.push(html::cited(&draw, &opened));
        parts.push(html::opened(&draw, &opened));
        parts.push(html::neighbours(&draw, &opened));
        parts.push(html::notes(&draw, opened.location.passage));
    }
    for part in parts {
        super::markup::read(&part.into_string())?;
    }
    let export = Export {
        plan: explorer.plan(),
        query,
        view: &view,
        address: ADDRESS,
        day: DAY,
        words: &ZH,
    };
    for &format in Format::ALL {
        ensure!(!export.write(format).is_empty(), "an empty file");
    }
    Ok(())
}

/// Every count of statements is the length of its list.
fn check_counts(explorer: &Explorer<'_>, query: &Query) -> Result<()> {
    let rows = explorer.matrix(query, query.across).into_iter();
    let cells = rows.flat_map(|row| row.cells.into_iter().chain([row.total]));
    let tiles = explorer.tiles(query).into_iter();
    for cell in cells.chain(tiles.map(|tile| tile.said)) {
        let list = explorer.view(&cell.to).total;
        ensure!(list == cell.count, "{list}: {cell:?}");
    }
    let progress = explorer.progress(query);
    for share in [progress.achieved, progress.targeted] {
        let list = explorer.view(&share.to).total;
        ensure!(list == share.count, "{list}: {share:?}");
    }
    let compared = explorer.view(&query.in_view(ViewKind::Compare)).comparison;
    if let Some(comparison) = compared {
        for side in comparison.sides {
            ensure!(side.only.len() + comparison.both.len() == side.total);
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
    let mut file: PlanFile = serde_json::from_str(plan_explorer::PLAN_JSON)?;
    file.places.counties.truncate(1);
    file.places.zones.truncate(1);
    file.places.groups.truncate(1);
    file.meta.removed.truncate(1);
    file.site.questions.truncate(1);
    let kept = kept_passages(&file)?;
    let is_kept = |passage: &str| kept.iter().any(|kept| kept == passage);
    file.passages.retain(|passage| is_kept(&passage.id));
    keep_some(&mut file.mentions, |entry| is_kept(&entry.passage));
    keep_some(&mut file.milestones, |entry| is_kept(&entry.passage));
    keep_some(&mut file.quantities, |entry| is_kept(&entry.passage));
    keep_some(&mut file.projects, |entry| is_kept(&entry.passage));
    for quantity in &mut file.quantities {
        let milestones = file.milestones.iter();
        let known = milestones.filter(|entry| Some(&entry.id) == quantity.milestone.as_ref());
        quantity.milestone = known.map(|entry| entry.id.clone()).next();
    }
    let within = |of: &[Quotation]| of.iter().all(|at| is_kept(&at.passage));
    for term in &mut file.terms {
        term.mentions.retain(|mention| is_kept(&mention.passage));
    }
    keep_some(&mut file.terms, |term| {
        let members = term.members.as_deref().unwrap_or_default();
        let defined = term.defined_in.as_slice();
        !term.mentions.is_empty() && within(members) && within(defined)
    });
    let passages = &file.passages;
    file.sections.retain(|section| {
        let mut passages = passages.iter();
        passages.any(|passage| passage.section.as_ref() == Some(&section.id))
    });
    file.chapters.retain(|chapter| {
        let mut passages = passages.iter();
        passages.any(|passage| passage.chapter.as_ref() == Some(&chapter.id))
    });
    keep_used_values(&mut file);
    ensure!(!file.chapters.is_empty() && !file.milestones.is_empty() && !file.projects.is_empty());
    ensure!(!file.mentions.is_empty() && !file.quantities.is_empty() && !file.terms.is_empty());
    Ok(to_json(&file)?)
}

/// The first few entries that `keep` accepts.
fn keep_some<T>(entries: &mut Vec<T>, keep: impl Fn(&T) -> bool) {
    entries.retain(keep);
    entries.truncate(6);
}

/// The ids of a few passages that have an entry of every sort: the title, those with roles, and the shortest
/// of each sort.
fn kept_passages(file: &PlanFile) -> Result<Vec<String>> {
    let shortest = |of: Vec<&str>| -> Result<String> {
        let passages = file.passages.iter();
        let those = passages.filter(|passage| of.contains(&passage.id.as_str()));
        let shortest = those.min_by_key(|passage| passage.text.len());
        Ok(shortest.context("the plan has no such passage")?.id.clone())
    };
    let roles = file
        .places
        .counties
        .iter()
        .filter_map(|county| county.role.as_ref());
    let mut kept: Vec<String> = roles.map(|role| role.passage.clone()).collect();
    kept.push("title".to_owned());
    let mentions = file.mentions.iter().map(|entry| entry.passage.as_str());
    kept.push(shortest(mentions.collect())?);
    let milestones = file.milestones.iter();
    let milestones = milestones.filter(|entry| !entry.values.is_empty());
    kept.push(shortest(
        milestones.map(|entry| entry.passage.as_str()).collect(),
    )?);
    let projects = file.projects.iter().map(|entry| entry.passage.as_str());
    kept.push(shortest(projects.collect())?);
    let defined = file
        .terms
        .iter()
        .filter_map(|entry| entry.defined_in.as_ref());
    kept.push(shortest(
        defined.map(|entry| entry.passage.as_str()).collect(),
    )?);
    Ok(kept)
}

/// Removes themes that nothing has, and the counties and zones of entries that are not in the vocabularies.
fn keep_used_values(file: &mut PlanFile) {
    let counties = file.places.counties.iter().map(|entry| entry.id.clone());
    let counties: Vec<String> = counties.collect();
    let zones: Vec<String> = file
        .places
        .zones
        .iter()
        .map(|entry| entry.id.clone())
        .collect();
    let is_county = |id: &String| counties.contains(id);
    let is_zone = |id: &String| zones.contains(id);
    for group in &mut file.places.groups {
        group.counties.retain(is_county);
    }
    for entry in &mut file.mentions {
        entry.counties.retain(is_county);
        entry.zones.retain(is_zone);
    }
    for entry in &mut file.milestones {
        entry.counties.retain(is_county);
        entry.zones.retain(is_zone);
    }
    for entry in &mut file.projects {
        entry.counties.retain(is_county);
        entry.zones.retain(is_zone);
    }
    let passages = file.passages.iter();
    let tags = passages.filter_map(|entry| entry.themes.as_ref());
    let tags = tags.flat_map(|themes| themes.secondary.iter().chain([&themes.primary]));
    let milestones = file.milestones.iter().flat_map(|entry| &entry.themes);
    let projects = file.projects.iter().flat_map(|entry| &entry.themes);
    let used: Vec<&String> = tags.chain(milestones).chain(projects).collect();
    file.themes.retain(|theme| used.contains(&&theme.id));
}
