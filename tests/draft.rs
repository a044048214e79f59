//! A draft of a made-up plan: what is found in its text, and the views of a plan that nobody has tagged.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{
    Draft, DraftError, DraftOptions, DraftPlace, Sources, build, clean, draft,
};
use plan_explorer::model::{PassageKind, Plan, PlanFile, ThemeEntry};

const PLAN: &str = include_str!("fixtures/yunchuan/source.txt");

fn options() -> DraftOptions {
    let theme = |id: &str| ThemeEntry {
        id: id.to_owned(),
        zh: "主题".to_owned(),
        en: "Theme".to_owned(),
        about: "所有".to_owned(),
    };
    DraftOptions {
        themes: vec![theme("one"), theme("two")],
        years: Some((2025, 2029)),
        file: "plan.txt".to_owned(),
        ..DraftOptions::default()
    }
}

fn drafted(text: &str, options: &DraftOptions) -> Result<Draft> {
    let cleaned = clean(text, false)?;
    Ok(draft(text, &cleaned, options, &|_| None)?)
}

fn text<'d>(draft: &'d Draft, name: &str) -> Result<&'d str> {
    let file = draft.files.iter().find(|(file, _)| *file == name);
    file.map(|(_, text)| text.as_str()).context(name.to_owned())
}

fn built(draft: &Draft) -> Result<PlanFile> {
    let text = |name: &str| text(draft, name).ok().map(str::to_owned);
    let sources = Sources {
        source: text("source.txt"),
        scraped: text("scraped.txt"),
        removed: text("removed.toml"),
        plan: text("plan.toml"),
        themes: text("themes.toml"),
        places: text("places.toml"),
        ..Sources::default()
    };
    build(&sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))
}

#[test]
fn the_outline_of_a_draft_is_the_one_that_people_wrote() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yunchuan");
    let by_hand =
        build(&Sources::read(&folder)?).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let draft = drafted(PLAN, &options())?;
    let file = built(&draft)?;
    let of = |file: &PlanFile, kind| {
        file.passages
            .iter()
            .filter(|entry| entry.kind == kind)
            .count()
    };
    for kind in [
        PassageKind::Chapter,
        PassageKind::Section,
        PassageKind::Measure,
    ] {
        ensure!(of(&file, kind) == of(&by_hand, kind), "{kind:?}");
        ensure!(draft.counts.contains(&(kind, of(&file, kind))));
    }
    let texts = |file: &PlanFile| -> Vec<String> {
        file.passages
            .iter()
            .map(|entry| entry.text.clone())
            .collect()
    };
    ensure!(texts(&file) == texts(&by_hand));
    ensure!(file.meta.adopted == by_hand.meta.adopted && file.meta.meeting == by_hand.meta.meeting);
    ensure!(file.meta.issuer == by_hand.meta.issuer);
    Ok(())
}

#[test]
fn nothing_is_tagged_and_the_plan_is_read() -> Result<()> {
    let file = built(&drafted(PLAN, &options())?)?;
    ensure!(file.passages.iter().all(|passage| passage.themes.is_none()));
    ensure!(file.milestones.is_empty() && file.quantities.is_empty() && file.projects.is_empty());
    Plan::new(file)?;
    Ok(())
}

#[test]
fn names_of_places_are_offered_and_those_of_the_list_are_found() -> Result<()> {
    let offered = drafted(PLAN, &options())?;
    let todo = text(&offered, "TODO.md")?;
    for name in ["鹭汀区", "枫埠区", "砚溪县"] {
        ensure!(todo.contains(&format!("  - {name}: ")), "{name}: {todo}");
    }
    ensure!(built(&offered)?.mentions.is_empty());
    let place = |id: &str, zh: &str| DraftPlace {
        id: id.to_owned(),
        zh: zh.to_owned(),
        en: "Place".to_owned(),
    };
    let mut options = options();
    options.places = vec![place("luting", "鹭汀区"), place("fengbu", "枫埠区")];
    let file = built(&drafted(PLAN, &options)?)?;
    for place in &options.places {
        let mentions = file
            .mentions
            .iter()
            .filter(|mention| mention.quote == place.zh);
        ensure!(
            mentions.count() == PLAN.matches(&place.zh).count(),
            "{}",
            place.zh
        );
    }
    Ok(())
}

#[test]
fn every_number_of_the_text_is_listed() -> Result<()> {
    let draft = drafted(PLAN, &options())?;
    let todo = text(&draft, "TODO.md")?;
    for number in ["| 41% | ", "| 3.2亿 | ", "| 2024 | "] {
        ensure!(todo.contains(number), "{number}");
    }
    ensure!(todo.contains("两区"));
    Ok(())
}

#[test]
fn a_plan_whose_years_nobody_says_is_not_taken() -> Result<()> {
    let mut options = options();
    options.years = None;
    let text = PLAN.replace("2025—2029年", "");
    let cleaned = clean(&text, false)?;
    let refused = draft(&text, &cleaned, &options, &|_| None);
    ensure!(matches!(refused, Err(DraftError::NoYears)), "{refused:?}");
    Ok(())
}
