//! A draft of a made-up plan: what is found in its text, and the views of a plan that nobody has tagged.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::html::Draw;
use plan_explorer::ingest::{
    Draft, DraftError, DraftOptions, DraftPlace, Sources, build, clean, draft,
};
use plan_explorer::link;
use plan_explorer::model::file::Tags;
use plan_explorer::model::{PassageKind, Plan, PlanFile, ThemeEntry};
use plan_explorer::pages;
use plan_explorer::query::Explorer;
use plan_explorer::words::{EN, Words, ZH, fill};
use proptest::prelude::*;

use super::PLAN;
use super::harm::{Harm, harm, harmed};

pub fn options() -> DraftOptions {
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
    draft.file(name).context(name.to_owned())
}

fn built(draft: &Draft) -> Result<PlanFile> {
    build(&draft.sources()).map_err(|problems| anyhow::anyhow!("{problems:?}"))
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

/// What a view of the plan shows.
fn shown(plan: &Plan, words: &'static Words, link: &str) -> String {
    let explorer = Explorer::new(plan);
    let query = link::read(link, plan).query;
    let view = explorer.view(&query);
    let draw = Draw {
        explorer: &explorer,
        words,
        query: &query,
        view: &view,
    };
    draw.whole_answer().into_string()
}

#[test]
fn a_view_of_an_untagged_plan_says_what_is_missing_and_how_to_add_it() -> Result<()> {
    let plan = Plan::new(built(&drafted(PLAN, &options())?)?)?;
    for words in [&ZH, &EN] {
        let missing = &words.missing;
        for (view, what) in [
            ("timeline", missing.milestones),
            ("projects", missing.projects),
            ("figures", missing.quantities),
            ("map", missing.places),
            ("matrix", missing.statements),
            ("compare", missing.statements),
            ("list&theme=one", missing.themes),
        ] {
            let html = shown(&plan, words, &format!("view={view}"));
            ensure!(
                html.contains(what) && html.contains(missing.how),
                "{view}: {html}"
            );
        }
        for view in ["list", "text", "about"] {
            let html = shown(&plan, words, &format!("view={view}"));
            ensure!(!html.contains(missing.how), "{view}");
        }
    }
    ensure!(shown(&plan, &ZH, "q=港口").contains("港口"));
    ensure!(shown(&plan, &ZH, "view=text").contains("潮起云川"));
    Ok(())
}

#[test]
fn a_plan_that_is_tagged_in_part_says_how_far_it_is() -> Result<()> {
    let mut file = built(&drafted(PLAN, &options())?)?;
    let with_sentences = file
        .passages
        .iter()
        .filter(|passage| !passage.sentences.is_empty());
    let all = with_sentences.count();
    let tagged = file
        .passages
        .iter_mut()
        .filter(|passage| !passage.sentences.is_empty());
    for passage in tagged.take(3) {
        passage.themes = Some(Tags {
            primary: "one".to_owned(),
            secondary: Vec::new(),
        });
    }
    let html = shown(&Plan::new(file.clone())?, &ZH, "theme=one");
    let said = fill(ZH.missing.some_themes, &["3", &all.to_string()]);
    ensure!(
        html.contains(&said) && html.contains("class=\"item"),
        "{html}"
    );
    for passage in &mut file.passages {
        passage.themes = Some(Tags {
            primary: "one".to_owned(),
            secondary: Vec::new(),
        });
    }
    ensure!(!shown(&Plan::new(file)?, &ZH, "theme=one").contains(ZH.missing.how));
    Ok(())
}

#[test]
fn the_static_pages_of_an_untagged_plan_hold_its_whole_text() -> Result<()> {
    let plan = Plan::new(built(&drafted(PLAN, &options())?)?)?;
    let html = pages::text_page(&plan, None).html;
    for passage in plan.passages().iter().skip(1) {
        ensure!(
            html.contains(&format!("id=\"{}\"", passage.id)),
            "{}",
            passage.id
        );
    }
    let pages = pages::share_pages(&Explorer::new(&plan), None);
    let of_themes = pages.iter().filter(|page| page.path.contains("theme-"));
    ensure!(of_themes.clone().count() == plan.themes().len());
    ensure!(
        of_themes
            .clone()
            .all(|page| page.html.contains(ZH.missing.themes))
    );
    Ok(())
}

#[test]
fn what_is_accepted_of_a_line_is_accepted_of_no_other() -> Result<()> {
    for harms in [
        // Broken lines leave 第二节 alone in a line, in a text in which other lines begin so.
        [
            Harm::Double(39),
            Harm::Cut(4411, 180),
            Harm::Wrap(65),
            Harm::Insert(0, "⻓".to_owned()),
            Harm::Break(6148),
        ]
        .as_slice(),
        // What is below a heading that comes twice is no prose in place of a mark.
        &[Harm::Cut(6711, 368), Harm::Wrap(53), Harm::Wrap(42)],
    ] {
        let harmed = harms
            .iter()
            .fold(PLAN.to_owned(), |text, harm| harmed(&text, harm));
        built(&drafted(&harmed, &options())?)?;
    }
    // A line twice, of which one is right.
    let twice = PLAN.replacen("第二节", "第二节\n第二节\n第二节", 1);
    let draft = drafted(&twice, &options())?;
    built(&draft)?;
    ensure!(text(&draft, "plan.toml")?.contains("begins = \"第二节\"\nnth = 2\n"));
    Ok(())
}

/// Whether a text was refused because nothing is left of its chapters but a mark without words.
pub fn lacks_a_chapter(refused: &DraftError) -> bool {
    use plan_explorer::ingest::Fault::Incomplete;
    match refused {
        DraftError::NoOutline(problems) => {
            let mut faults = problems.iter().map(|problem| &problem.fault);
            faults.all(|fault| matches!(fault, Incomplete { .. }))
        }
        DraftError::NoYears => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_drafted_of_a_mutilated_text_builds(harms in prop::collection::vec(harm(), 0..8)) {
        let text = harms.iter().fold(PLAN.to_owned(), |text, harm| harmed(&text, harm));
        if let Ok(cleaned) = clean(&text, false) {
            match draft(&text, &cleaned, &options(), &|_| None) {
                Ok(draft) => {
                    let built = built(&draft);
                    prop_assert!(built.is_ok(), "{built:?}");
                }
                Err(refused) => prop_assert!(lacks_a_chapter(&refused), "{refused}"),
            }
        }
    }
}
