//! The checked-in data against the text itself: every rule of the design's data model.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::ingest::{self, OUTLINE_BEGIN, OUTLINE_END, Removal, Sources};
use plan_explorer::model::{
    Basis, County, Kind, Passage, PassageKind, Plan, Scope, Span, Vocabulary, Zone,
};

const SOURCE: &str = include_str!("../data/source.txt");
const SCRAPED: &str = include_str!("../data/scraped.txt");

fn sources() -> Sources<'static> {
    Sources {
        source: SOURCE,
        scraped: SCRAPED,
        removed: include_str!("../data/removed.toml"),
        meta: include_str!("../data/meta.toml"),
        themes: include_str!("../data/themes.toml"),
        places: include_str!("../data/places.toml"),
        milestones: include_str!("../data/milestones.toml"),
        quantities: include_str!("../data/quantities.toml"),
        projects: include_str!("../data/projects.toml"),
        terms: include_str!("../data/terms.toml"),
    }
}

fn plan() -> Result<Plan> {
    Ok(Plan::from_json(PLAN_JSON)?)
}

fn passage<'p>(plan: &'p Plan, id: &str) -> Result<&'p Passage> {
    plan.passage(id).with_context(|| format!("no passage {id}"))
}

#[test]
fn the_checked_in_files_are_what_the_data_makes() -> Result<()> {
    let file = ingest::build(&sources()).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let json = ingest::to_json(&file)?;
    ensure!(
        json == PLAN_JSON,
        "public/plan.json is stale: run `cargo xtask data`"
    );
    let plan = Plan::new(file);
    let text = include_str!("../public/text.html");
    ensure!(
        ingest::text_html(&plan) == text,
        "public/text.html is stale"
    );
    let index = include_str!("../index.html");
    let outline = index
        .split_once(OUTLINE_BEGIN)
        .and_then(|(_, rest)| rest.split_once(OUTLINE_END))
        .context("index.html has no outline")?;
    ensure!(
        outline.0.trim() == ingest::outline_html(&plan).trim(),
        "the outline is stale"
    );
    Ok(())
}

#[test]
fn eighty_three_passages_stand_in_their_chapters() -> Result<()> {
    let plan = plan()?;
    ensure!(plan.passages().len() == 83);
    ensure!(plan.file().sections.len() == 11);
    let lost: Vec<_> = plan
        .file()
        .chapters
        .iter()
        .map(|c| c.heading.is_none())
        .collect();
    ensure!(
        lost == [false, true, true, true, true, true, true],
        "{lost:?}"
    );
    ensure!(
        plan.file()
            .chapters
            .iter()
            .all(|c| c.heading.is_none() == c.note.is_some())
    );
    let measures: Vec<_> = plan
        .passages()
        .iter()
        .filter(|entry| entry.kind == PassageKind::Measure)
        .map(|entry| (entry.number, entry.chapter.clone()))
        .collect();
    let ends = [
        (32, "c2"),
        (36, "c3"),
        (40, "c4"),
        (44, "c5"),
        (48, "c6"),
        (51, "c7"),
    ];
    let wanted: Vec<_> = (1..=51_u32)
        .map(|number| {
            let chapter = ends.iter().find(|(end, _)| number <= *end);
            (Some(number), chapter.map(|(_, id)| (*id).to_owned()))
        })
        .collect();
    ensure!(measures == wanted, "{measures:?}");
    Ok(())
}

#[test]
fn the_passages_are_the_source_word_for_word() -> Result<()> {
    let texts: Vec<_> = plan()?
        .passages()
        .iter()
        .map(|entry| entry.text.as_str().to_owned())
        .collect();
    ensure!(texts.join("\n") + "\n" == SOURCE);
    Ok(())
}

#[derive(serde::Deserialize)]
struct RemovedFile {
    removed: Vec<Removal>,
}

#[test]
fn the_source_is_the_scrape_but_for_listed_removals_and_widths() -> Result<()> {
    let file: RemovedFile = toml::from_str(include_str!("../data/removed.toml"))?;
    let (paragraphs, missing) = ingest::account_for_scrape(SCRAPED, &file.removed);
    ensure!(missing.is_empty(), "not in the scrape: {missing:?}");
    let folded: Vec<_> = paragraphs.iter().map(|line| ingest::fold(line)).collect();
    let source: Vec<_> = SOURCE.lines().map(ingest::fold).collect();
    ensure!(folded == source);
    ensure!(
        !SOURCE.contains("j9"),
        "the site's name is still in the text"
    );
    Ok(())
}

#[test]
fn every_quote_stands_at_its_offsets_in_its_sentence() -> Result<()> {
    let plan = plan()?;
    let mentions = plan.file().mentions.iter();
    let mentions = mentions.map(|m| (&m.passage, &m.sentence, m.span(), &m.quote));
    let milestones = plan.milestones().iter();
    let milestones = milestones.map(|m| (&m.passage, &m.sentence, m.span(), &m.quote));
    for (id, sentence, span, quote) in mentions.chain(milestones) {
        let passage = passage(&plan, id)?;
        ensure!(passage.text.slice(span) == quote, "{id}: {quote}");
        if let Some(sentence) = sentence {
            let found = passage.sentences.iter().find(|entry| &entry.id == sentence);
            let found = found.with_context(|| format!("no sentence {sentence}"))?;
            ensure!(found.span().contains(span), "{sentence}: {quote}");
        }
    }
    Ok(())
}

#[test]
fn sentences_tile_what_follows_the_heading() -> Result<()> {
    for entry in plan()?.passages() {
        let whole = entry.text.span();
        let Some(first) = entry.sentences.first() else {
            ensure!(
                entry.kind == PassageKind::Chapter,
                "{} has no sentence",
                entry.id
            );
            continue;
        };
        let head = Span::new(0, first.start).map(|span| entry.text.slice(span));
        match &entry.heading {
            Some(heading) => {
                ensure!(head.is_some_and(|head| head.ends_with(&format!("{heading}。"))))
            }
            None => ensure!(first.start == 0, "{}", entry.id),
        }
        let mut next = first.start;
        for sentence in &entry.sentences {
            ensure!(
                sentence.start == next && sentence.end > next,
                "{}",
                sentence.id
            );
            next = sentence.end;
        }
        ensure!(next == whole.end(), "{}", entry.id);
    }
    Ok(())
}

#[test]
fn no_id_names_two_things() -> Result<()> {
    let plan = plan()?;
    let passages = plan.passages().iter().map(|entry| entry.id.as_str());
    let sentences = plan.passages().iter().flat_map(|entry| &entry.sentences);
    let milestones = plan.milestones().iter().map(|entry| entry.id.as_str());
    let all: Vec<&str> = passages
        .chain(sentences.map(|entry| entry.id.as_str()))
        .chain(milestones)
        .collect();
    let distinct: BTreeSet<&str> = all.iter().copied().collect();
    ensure!(distinct.len() == all.len());
    Ok(())
}

#[test]
fn a_county_is_named_exactly_where_its_full_name_stands() -> Result<()> {
    let plan = plan()?;
    for county in &plan.file().places.counties {
        let mut standing: Vec<(&str, u32)> = Vec::new();
        for entry in plan.passages() {
            let found = entry.text.find_all(&county.zh).into_iter();
            standing.extend(found.map(|span| (entry.id.as_str(), span.start())));
        }
        let named: Vec<(&str, u32)> = plan
            .file()
            .mentions
            .iter()
            .filter(|m| m.basis == Basis::Named && m.counties.contains(county.id))
            .map(|m| (m.passage.as_str(), m.start))
            .collect();
        ensure!(named == standing, "{}: {named:?}, {standing:?}", county.zh);
    }
    Ok(())
}

#[test]
fn chengguan_does_not_stand_in_sister_city_relations() -> Result<()> {
    let plan = plan()?;
    ensure!(
        passage(&plan, "m25")?
            .text
            .as_str()
            .contains("国际友城关系")
    );
    let position = plan.position("m25").context("m25")?;
    let mut mentions = plan.mentions_at(position).iter();
    ensure!(!mentions.any(|mention| mention.counties.contains(County::Chengguan)));
    Ok(())
}

#[test]
fn the_central_city_is_the_three_districts_that_measure_1_lists() -> Result<()> {
    let plan = plan()?;
    let three = [County::Chengguan, County::Duilongdeqing, County::Dazi]
        .into_iter()
        .collect();
    let central: Vec<_> = plan
        .file()
        .mentions
        .iter()
        .filter(|m| m.quote == "中心城区")
        .collect();
    ensure!(!central.is_empty());
    for mention in central {
        ensure!(mention.scope == Some(Scope::CentralCity) && mention.counties == three);
    }
    let text = passage(&plan, "m1")?.text.as_str();
    ensure!(text.contains("以城关区、堆龙德庆区、达孜区和"));
    Ok(())
}

#[test]
fn a_condition_limited_county_belongs_to_no_county() -> Result<()> {
    let plan = plan()?;
    for condition in [
        "具备条件的县（区）",
        "重点旅游县（区）",
        "受援县（区）",
        "75%的县（区）",
    ] {
        let entry = plan
            .passages()
            .iter()
            .find(|entry| entry.text.as_str().contains(condition));
        let entry = entry.with_context(|| format!("{condition} stands nowhere"))?;
        let limited = entry.text.find_all(condition);
        let position = plan.position(&entry.id).unwrap_or_default();
        let within = plan
            .mentions_at(position)
            .iter()
            .filter(|mention| limited.iter().any(|span| span.contains(mention.span())));
        for mention in within {
            ensure!(
                mention.scope == Some(Scope::SubsetUnspecified),
                "{condition}"
            );
            ensure!(
                mention.counties.is_empty() && mention.zones.is_empty(),
                "{condition}"
            );
        }
    }
    Ok(())
}

#[test]
fn what_geography_knows_and_the_text_does_not_say_is_no_mention() -> Result<()> {
    let plan = plan()?;
    for work in [
        "巨龙铜矿",
        "旁多引水",
        "帕古水库",
        "协荣智慧陆港",
        "温江多遗址",
        "布达拉宫",
    ] {
        let mut stands = false;
        for (position, entry) in plan.passages().iter().enumerate() {
            for span in entry.text.find_all(work) {
                stands = true;
                let mut mentions = plan.mentions_at(position).iter();
                ensure!(
                    !mentions.any(|mention| mention.span().overlaps(span)),
                    "{work}"
                );
            }
        }
        ensure!(stands, "{work} stands nowhere");
    }
    Ok(())
}

#[test]
fn only_the_adoption_has_a_day_and_only_printed_years_are_given() -> Result<()> {
    let plan = plan()?;
    for entry in plan.milestones() {
        ensure!(
            entry.date.is_some() == (entry.kind == Kind::Event),
            "{}",
            entry.id
        );
        ensure!(
            (entry.kind == Kind::Expected) == entry.quote.contains("预计"),
            "{}",
            entry.id
        );
        ensure!(entry.quote.contains(&entry.label), "{}", entry.id);
        for value in &entry.values {
            ensure!(entry.quote.contains(&value.printed), "{}", entry.id);
        }
    }
    let dated: Vec<_> = plan
        .milestones()
        .iter()
        .filter_map(|entry| entry.date.as_deref())
        .collect();
    ensure!(dated == [plan.file().meta.adopted.as_str()]);
    let reposted = &plan.file().meta.source.reposted;
    ensure!(!SOURCE.contains(reposted) && dated.iter().all(|date| date != reposted));
    Ok(())
}

#[test]
fn every_vocabulary_value_has_its_entry_in_order() -> Result<()> {
    let plan = plan()?;
    let file = plan.file();
    ensure!(
        file.themes
            .iter()
            .map(|e| e.id)
            .eq(Vocabulary::ALL.iter().copied())
    );
    ensure!(
        file.places
            .counties
            .iter()
            .map(|e| e.id)
            .eq(County::ALL.iter().copied())
    );
    ensure!(
        file.places
            .zones
            .iter()
            .map(|e| e.id)
            .eq(Zone::ALL.iter().copied())
    );
    Ok(())
}
