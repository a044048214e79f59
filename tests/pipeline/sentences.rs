//! The rules of the themes of sentences.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Problem, Sources, build};
use plan_explorer::model::{Plan, PlanFile, Sentence};

use super::{Case, case, check, problems, sources, text};

#[test]
fn every_sentence_has_one_to_four_themes_without_repetition() -> Result<()> {
    check(&[
        case!(
            sentences,
            "\"m14.1\" =",
            "\"m14.99\" =",
            "m14.1",
            Fault::Untagged
        ),
        case!(
            sentences,
            "\"m14.1\" =",
            "\"m14.99\" =",
            "m14.99",
            Fault::UnknownSentence { .. }
        ),
        // The heading of a chapter has no sentence.
        case!(
            sentences,
            "\"m14.1\" =",
            "\"ch1.1\" =",
            "ch1.1",
            Fault::UnknownSentence { .. }
        ),
        // TOML refuses a key given twice.
        case!(
            sentences,
            "\"m14.1\" =",
            "\"m13.1\" =",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            sentences,
            "\"closing.1\" = [\"party_impl\"]",
            "\"closing.1\" = []",
            "closing.1",
            Fault::Untagged
        ),
        case!(
            sentences,
            "\"closing.1\" = [\"party_impl\"]",
            "\"closing.1\" = [\"party_impl\", \"weather\"]",
            "closing.1",
            Fault::UnknownId { .. }
        ),
        case!(
            sentences,
            "\"closing.1\" = [\"party_impl\"]",
            "\"closing.1\" = [\"party_impl\", \"party_impl\"]",
            "closing.1",
            Fault::IdTwice { .. }
        ),
        case!(
            sentences,
            "\"closing.1\" = [\"party_impl\"]",
            "\"closing.1\" = [\"party_impl\", \"urban\", \"rural\", \"ecology\", \"industry\"]",
            "closing.1",
            Fault::TooManyThemes { total: 5, most: 4 }
        ),
    ])
}

#[test]
fn a_sentence_has_more_than_four_themes_only_with_a_reason() -> Result<()> {
    const OF_M1_4: &str = "\"m1.4\" = \"the roles of four counties";
    check(&[
        case!(
            sentences,
            OF_M1_4,
            "\"m1.99\" = \"the roles of four counties",
            "m1.4",
            Fault::TooManyThemes { total: 6, most: 4 }
        ),
        case!(
            sentences,
            OF_M1_4,
            "\"m1.99\" = \"the roles of four counties",
            "m1.99",
            Fault::UnknownSentence { .. }
        ),
        case!(
            sentences,
            OF_M1_4,
            "\"m1.3\" = \"three themes\"\n\"m1.4\" = \"the roles of four counties",
            "m1.3",
            Fault::NotTooManyThemes { total: 3, most: 4 }
        ),
    ])
}

#[test]
fn a_sentence_carries_each_theme_of_its_passage_unless_a_reason_is_given() -> Result<()> {
    check(&[
        case!(
            themes,
            "\"pos1\" = { primary = \"culture_tourism\", secondary = []",
            "\"pos1\" = { primary = \"culture_tourism\", secondary = [\"rural\"]",
            "pos1",
            Fault::CarriedByNoSentence { .. }
        ),
        case!(
            sentences,
            "\"pos1.1\" = [\"culture_tourism\"]",
            "\"pos1.1\" = [\"rural\"]",
            "pos1",
            Fault::CarriedByNoSentence { .. }
        ),
        case!(
            sentences,
            "\"goal1\" = { themes = [\"rural\", \"health_social\", \"scitech_digital\"]",
            "\"goal1\" = { themes = [\"rural\", \"health_social\"]",
            "goal1",
            Fault::CarriedByNoSentence { .. }
        ),
    ])
}

#[test]
fn the_primary_theme_of_a_sentence_is_a_theme_of_its_passage() -> Result<()> {
    check(&[case!(
        themes,
        "\"m39\" = { primary = \"ecology\", secondary = [\"industry\", \"infra_energy\", \"scitech_digital\"]",
        "\"m39\" = { primary = \"ecology\", secondary = [\"industry\", \"infra_energy\"]",
        "m39.4",
        Fault::PrimaryNotInPassage { .. }
    )])
}

#[test]
fn an_exception_is_a_theme_that_the_passage_has_and_no_sentence() -> Result<()> {
    const OF_CH1_3: &str = "\"ch1.3\" = { themes = [\"jobs_income\"]";
    check(&[
        case!(
            sentences,
            OF_CH1_3,
            "\"ch1.3\" = { themes = [\"jobs_income\", \"urban\"]",
            "ch1.3",
            Fault::NotOnlyInPassage { .. }
        ),
        case!(
            sentences,
            OF_CH1_3,
            "\"ch1.3\" = { themes = [\"jobs_income\", \"edu_talent\"]",
            "ch1.3",
            Fault::NotOnlyInPassage { .. }
        ),
        case!(
            sentences,
            OF_CH1_3,
            "\"m99\" = { themes = [\"jobs_income\"]",
            "m99",
            Fault::UnknownPassage { .. }
        ),
        case!(
            sentences,
            ", why = \"one sentence with seven fields\"",
            "",
            "line",
            Fault::Unreadable { .. }
        ),
    ])
}

#[test]
fn a_sentence_without_themes_is_one_fault_and_not_two() -> Result<()> {
    let mut broken = sources()?;
    let sentences = text(&mut broken.sentences);
    *sentences = sentences.replacen("\"pos1.1\" = [\"culture_tourism\"]\n", "", 1);
    let problems = problems(&broken);
    let is_untagged = |problem: &Problem| {
        problem.file == "sentences.toml"
            && problem.entry == "pos1.1"
            && problem.fault == Fault::Untagged
    };
    ensure!(
        problems.len() == 1 && problems.iter().all(is_untagged),
        "{problems:?}"
    );
    Ok(())
}

fn plan(sources: &Sources) -> Result<Plan> {
    let file: PlanFile = build(sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok(Plan::new(file)?)
}

fn sentences(plan: &Plan) -> impl Iterator<Item = &Sentence> {
    let passages = plan.passages().iter();
    passages.flat_map(|passage| &passage.sentences)
}

#[test]
fn the_first_theme_of_a_sentence_is_its_primary_one() -> Result<()> {
    let plan = plan(&sources()?)?;
    let found = sentences(&plan).find(|sentence| sentence.id == "ch1.1.5");
    let themes = found.and_then(|sentence| sentence.themes.as_ref());
    let themes = themes.context("ch1.1.5 has no themes")?;
    ensure!(plan.id(themes.primary) == "infra_energy");
    ensure!(plan.ids(themes.secondary) == ["urban", "scitech_digital"]);
    Ok(())
}

#[test]
fn without_the_file_no_sentence_has_themes_and_with_it_each_has() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/yunchuan");
    for mut sources in [sources()?, Sources::read(&folder)?] {
        let tagged = plan(&sources)?;
        ensure!(sentences(&tagged).all(|sentence| sentence.themes.is_some()));
        sources.sentences = None;
        let untagged = plan(&sources)?;
        ensure!(sentences(&untagged).all(|sentence| sentence.themes.is_none()));
        ensure!(sentences(&tagged).count() == sentences(&untagged).count());
    }
    Ok(())
}

/// The sources while the tagging goes on.
fn open() -> Result<Sources> {
    let mut open = sources()?;
    let themes = text(&mut open.themes);
    *themes = format!("open = true\n{themes}");
    Ok(open)
}

/// Takes out the lines that begin with the key.
fn without(file: &mut Option<String>, key: &str) {
    let file = text(file);
    let lines = file.lines().filter(|line| !line.starts_with(key));
    *file = lines.collect::<Vec<_>>().join("\n");
}

#[test]
fn while_the_tagging_is_open_a_passage_without_an_entry_has_what_its_sentences_carry() -> Result<()>
{
    let mut changed = open()?;
    without(&mut changed.themes, "\"m14\" =");
    let file = build(&changed).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let plan = Plan::new(file)?;
    let passage = plan.passage("m14").context("no m14")?;
    let themes = passage.themes.as_ref().context("m14 has no themes")?;
    let tagged = || {
        passage
            .sentences
            .iter()
            .filter_map(|sentence| sentence.themes.as_ref())
    };
    let times = |theme| tagged().filter(|themes| themes.primary == theme).count();
    ensure!(tagged().all(|other| times(other.primary) <= times(themes.primary)));
    let carried = tagged().fold(
        Default::default(),
        |all: plan_explorer::model::IdSet<_>, other| all.union(other.all()),
    );
    ensure!(themes.all() == carried && !carried.is_empty());
    Ok(())
}

#[test]
fn while_the_tagging_is_open_passages_and_sentences_may_have_no_themes() -> Result<()> {
    let mut changed = open()?;
    without(&mut changed.themes, "\"m14\" =");
    without(&mut changed.sentences, "\"m14.");
    let file = build(&changed).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let passage = file.passages.iter().find(|passage| passage.id == "m14");
    let passage = passage.context("no m14")?;
    ensure!(passage.themes.is_none());
    ensure!(
        passage
            .sentences
            .iter()
            .all(|sentence| sentence.themes.is_none())
    );
    let mut closed = changed.clone();
    without(&mut closed.themes, "open = true");
    let untagged = |problem: &Problem| problem.fault == Fault::Untagged;
    ensure!(problems(&closed).iter().any(untagged));
    // What there is must still be right.
    changed = open()?;
    let sentences = text(&mut changed.sentences);
    *sentences = sentences.replacen("\"m14.1\" = [", "\"m14.1\" = [\"weather\", ", 1);
    let unknown = |problem: &Problem| matches!(problem.fault, Fault::UnknownId { .. });
    ensure!(problems(&changed).iter().any(unknown));
    Ok(())
}
