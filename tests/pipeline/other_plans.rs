//! Data folders of another shape than the real one. No Rust changes for them.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Sources, build, schema_json, to_json};
use plan_explorer::model::{Comparator, County, Period, Plan, PlanFile, Theme, Year, Zone};

use super::common::invented;
use super::{problems, sources, text};

fn built(sources: &Sources) -> Result<PlanFile> {
    build(sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))
}

/// Replaces text in a file, where it must occur.
fn replace(file: &mut Option<String>, from: &str, to: &str) -> Result<()> {
    let file = text(file);
    ensure!(file.contains(from), "“{from}” is not in the sources");
    *file = file.replace(from, to);
    Ok(())
}

#[test]
fn a_plan_may_have_one_more_county_theme_zone_and_period() -> Result<()> {
    let mut changed = sources()?;
    replace(
        &mut changed.places,
        "[[zone]]\nid = \"jingkai\"",
        "[[county]]\nid = \"shuanghu\"\ncode = \"540630\"\nzh = \"双湖县\"\nen = \"Shuanghu County\"\ntile = [5, 0]\n\n[[zone]]\nid = \"airport\"\nzh = \"空港新区\"\nen = \"Airport New Area\"\naliases = []\n\n[[zone]]\nid = \"jingkai\"",
    )?;
    replace(
        &mut changed.places,
        "\"mozhugongka\"]\nscope = \"all_counties\"",
        "\"mozhugongka\", \"shuanghu\"]\nscope = \"all_counties\"",
    )?;
    replace(
        &mut changed.themes,
        "[passages]\n",
        "[[theme]]\nid = \"space\"\nzh = \"航天\"\nen = \"Space\"\nabout = \"航天\"\n\n[passages]\n",
    )?;
    replace(
        &mut changed.themes,
        "\"title\" = { primary = \"party_impl\"",
        "\"title\" = { primary = \"space\"",
    )?;
    replace(
        &mut changed.sentences,
        "\"title.1\" = [\"party_impl\"]",
        "\"title.1\" = [\"space\"]",
    )?;
    replace(
        &mut changed.plan,
        "[outline]\n",
        "[[period]]\nid = \"2100\"\nname = { zh = \"到二一〇〇年\", en = \"By 2100\" }\nrole = \"beyond\"\nfirst = 2100\nlast = 2100\nwidth = 10\n\n[outline]\n",
    )?;
    replace(
        &mut changed.plan,
        "periods = [\"2035\", \"2050\"]",
        "periods = [\"2035\", \"2050\", \"2100\"]",
    )?;
    let file = built(&changed)?;
    let json = to_json(&file)?;
    for id in ["shuanghu", "airport", "space", "2100"] {
        ensure!(json.contains(&format!("{{\"id\":\"{id}\"")), "{id}");
        ensure!(schema_json(&file)?.contains(&format!("\"{id}\"")), "{id}");
    }
    let plan = Plan::from_json(&json)?;
    let county: County = plan.find("shuanghu").context("no county")?;
    ensure!(plan.entry(county).is_some_and(|entry| entry.role.is_none()));
    ensure!(plan.find::<Zone>("airport").is_some());
    ensure!(plan.find::<Year>("2100").is_some());
    let theme: Theme = plan.find("space").context("no theme")?;
    let title = plan.passage("title").context("no title")?;
    ensure!(
        title
            .themes
            .as_ref()
            .is_some_and(|themes| themes.primary == theme)
    );
    let period: Period = plan.find("2100").context("no period")?;
    let vision = plan.passage("vision2035").context("no vision")?;
    ensure!(vision.periods.contains(period) && vision.periods.len() == 3);
    let collective = plan.mentions().iter();
    ensure!(
        collective
            .filter(|entry| entry.counties.contains(county))
            .count()
            > 0
    );
    Ok(())
}

#[test]
fn every_collective_mention_needs_the_new_county() -> Result<()> {
    let mut changed = sources()?;
    replace(
        &mut changed.places,
        "[[zone]]\nid = \"jingkai\"",
        "[[county]]\nid = \"shuanghu\"\ncode = \"540630\"\nzh = \"双湖县\"\nen = \"Shuanghu County\"\ntile = [5, 0]\n\n[[zone]]\nid = \"jingkai\"",
    )?;
    let problems = problems(&changed);
    ensure!(!problems.is_empty());
    ensure!(
        problems
            .iter()
            .all(|problem| matches!(problem.fault, Fault::ScopeMembers { .. })),
        "{problems:?}"
    );
    Ok(())
}

#[test]
fn a_plan_may_lack_the_files_about_its_source_and_its_translation() -> Result<()> {
    let mut whole = built(&sources()?)?;
    let mut changed = sources()?;
    changed.scraped = None;
    changed.removed = None;
    changed.english = None;
    let file = built(&changed)?;
    ensure!(file.meta.removed.is_empty() && file.meta.source.en == file.meta.source.name);
    ensure!(file.passages.iter().all(|passage| passage.en.is_none()));
    ensure!(file.chapters.iter().all(|chapter| chapter.en.is_none()));
    ensure!(file.sections.iter().all(|section| section.en.is_none()));
    for milestone in &mut whole.milestones {
        milestone.label_en = None;
    }
    ensure!(file.milestones == whole.milestones && file.themes == whole.themes);
    Plan::from_json(&to_json(&file)?)?;
    Ok(())
}

#[test]
fn a_plan_may_lack_the_files_with_its_entries() -> Result<()> {
    let mut changed = sources()?;
    changed.milestones = None;
    changed.quantities = None;
    changed.projects = None;
    changed.terms = None;
    let file = built(&changed)?;
    ensure!(file.milestones.is_empty() && file.quantities.is_empty());
    ensure!(file.projects.is_empty() && file.terms.is_empty() && !file.mentions.is_empty());
    let plan = Plan::from_json(&to_json(&file)?)?;
    ensure!(plan.passages().len() == 83);
    let schema = schema_json(&file)?;
    let schema: serde_json::Value = serde_json::from_str(&schema)?;
    let validator = jsonschema::validator_for(&schema)?;
    ensure!(validator.is_valid(&serde_json::from_str(&to_json(&file)?)?));
    Ok(())
}

#[test]
fn every_plan_has_its_text_its_themes_and_its_places() -> Result<()> {
    let missing: [(super::Field, &str); 4] = [
        (|sources| &mut sources.source, "source.txt"),
        (|sources| &mut sources.plan, "plan.toml"),
        (|sources| &mut sources.themes, "themes.toml"),
        (|sources| &mut sources.places, "places.toml"),
    ];
    for (field, name) in missing {
        let mut changed = sources()?;
        *field(&mut changed) = None;
        let problems = problems(&changed);
        let [problem] = problems.as_slice() else {
            anyhow::bail!("{problems:?}");
        };
        ensure!(problem.file == name && problem.fault == Fault::MissingFile);
    }
    Ok(())
}

#[test]
fn the_invented_plan_breaks_no_rule() -> Result<()> {
    let plan = invented()?;
    ensure!((plan.counties().len(), plan.zones().len()) == (3, 2));
    ensure!((plan.themes().len(), plan.periods().len()) == (5, 3));
    Ok(())
}

#[test]
fn within_is_at_most_and_more_or_less_is_about() -> Result<()> {
    let plan = invented()?;
    for (quote, wanted) in [
        (
            "细颗粒物（PM2.5）年均浓度控制在20微克/立方米以内",
            Comparator::AtMost,
        ),
        ("城镇新增就业25万人左右", Comparator::About),
    ] {
        let quantity = plan.quantities().iter().find(|entry| entry.quote == quote);
        let quantity = quantity.with_context(|| format!("nothing says {quote}"))?;
        ensure!(quantity.comparator == wanted, "{quote}");
        let id = quantity.milestone.as_deref().unwrap_or_default();
        let milestone = plan.milestones().iter().find(|entry| entry.id == id);
        let milestone = milestone.with_context(|| format!("{quote} is no milestone"))?;
        ensure!(
            milestone
                .values
                .iter()
                .all(|value| value.comparator == wanted)
        );
        ensure!(milestone.label == quote, "{}", milestone.label);
    }
    Ok(())
}

#[test]
fn a_folder_is_read_as_it_is() -> Result<()> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let nothing = Sources::read(&folder)?;
    ensure!(nothing.source.is_none() && nothing.english.is_none());
    ensure!(build(&nothing).is_err());
    Ok(())
}

/// A small plan with parts, without adoption, roles, zones or entries.
fn small() -> Sources {
    let source = "\
某市规划纲要
某市人民政府编制本纲要。
第一篇　总论
第一章　基础
第一节　成就
过去五年，某县经济增长。
第二节　目标
到二〇四〇年，建成强市。
第二章　任务
第一节 产业
1.做强工业
发展工业。
2.做优农业。发展农业。
第二节 民生
1.办好教育。发展教育。
";
    let plan = r##"
issuer = "某市人民政府"
meeting = ""
adopted = "2026-01-01"
[source]
name = "样本"
reposted = "2026-01-02"
[site]
title = { zh = "某市规划", en = "A plan" }
short = "规划"
description = "规划"
file = "plan"
cite = "plan2026"
storage = "small"
intro = { zh = "测试", en = "A test" }
color = "#123456"
search = { word = "工业", two = "某县 经济", without = "发展 -工业", phrase = "农业", pinyin = "a", initials = "a", traditional = "a", marks = "a", english = "a" }
outside_sections = { zh = "其他", en = "Other" }
[[period]]
id = "past"
name = { zh = "过去", en = "Past" }
role = "past"
first = 2021
last = 2025
width = 1
[[period]]
id = "now"
name = { zh = "现在", en = "Now" }
role = "planned"
first = 2026
last = 2030
width = 1
[outline]
numbering = "section"
vision = { begins = "到二〇四〇年", id = "vision" }
[[outline.period]]
passages = ["ch1"]
periods = ["past", "now"]
[[outline.period]]
passages = ["ch1.2"]
periods = ["now"]
"##;
    let passages = [
        "title",
        "preamble",
        "part1",
        "ch1",
        "ch1.1",
        "ch1.1.p1",
        "ch1.2",
        "vision",
        "ch2",
        "ch2.1",
        "ch2.1.m1",
        "ch2.1.m1.p1",
        "ch2.1.m2",
        "ch2.2",
        "ch2.2.m1",
    ];
    let tags = passages.map(|id| format!("\"{id}\" = {{ primary = \"all\" }}\n"));
    let themes = format!(
        "[[theme]]\nid = \"all\"\nzh = \"全部\"\nen = \"All\"\nabout = \"全部\"\n[passages]\n{}",
        tags.concat()
    );
    let places = "[[county]]\nid = \"some\"\ncode = \"\"\nzh = \"某县\"\nen = \"Some County\"\ntile = [0, 0]\n[[mention]]\npassage = \"ch1.1.p1\"\nquote = \"某县\"\nbasis = \"named\"\ncounties = [\"some\"]\n";
    Sources {
        source: Some(source.to_owned()),
        plan: Some(plan.to_owned()),
        themes: Some(themes),
        places: Some(places.to_owned()),
        ..Sources::default()
    }
}

#[test]
fn a_small_plan_needs_four_files() -> Result<()> {
    let file = built(&small())?;
    let json = to_json(&file)?;
    let plan = Plan::from_json(&json)?;
    ensure!(plan.passages().len() == 15 && plan.mentions().len() == 1);
    ensure!(plan.meta().title == "某市规划纲要");
    let schema: serde_json::Value = serde_json::from_str(&schema_json(&file)?)?;
    let validator = jsonschema::validator_for(&schema)?;
    ensure!(validator.is_valid(&serde_json::from_str(&json)?));
    Ok(())
}

#[test]
fn a_rule_for_periods_holds_for_the_passages_below_unless_they_have_their_own() -> Result<()> {
    let file = built(&small())?;
    let periods = |id: &str| {
        let passage = file.passages.iter().find(|passage| passage.id == id);
        passage
            .map(|passage| passage.periods.join(" "))
            .unwrap_or_default()
    };
    for (id, wanted) in [
        ("title", "now"),
        ("part1", "now"),
        ("ch1", "past now"),
        ("ch1.1", "past now"),
        ("ch1.1.p1", "past now"),
        ("ch1.2", "now"),
        ("vision", "now"),
        ("ch2", "now"),
        ("ch2.1.m1.p1", "now"),
    ] {
        ensure!(periods(id) == wanted, "{id}: {}", periods(id));
    }
    Ok(())
}
