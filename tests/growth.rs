//! The memory that a query allocates grows no faster than the text; nor does what a draft of a text takes.
//!
//! Allocations can be counted exactly, time cannot: `benches/query.rs` measures that.

use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;

use allocation_counter::{AllocationInfo, measure};
use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{DraftOptions, Sources, build, clean, draft, replicate};
use plan_explorer::link;
use plan_explorer::model::{Plan, PlanFile, ThemeEntry};
use plan_explorer::query::Explorer;

mod common;

/// How many times larger the larger plan is.
const TIMES: usize = 4;

/// What one answer to a link allocates, with its suggestions and what it opens.
fn cost(explorer: &Explorer<'_>, link: &str) -> Result<AllocationInfo> {
    let reading = link::read(link, explorer.plan());
    ensure!(reading.notices.is_empty(), "?{link}: {:?}", reading.notices);
    let query = reading.query;
    Ok(measure(|| {
        let view = explorer.view(black_box(&query));
        black_box((explorer.suggestions(&query), explorer.open(&query, &view)));
    }))
}

/// Checks that with `times` the text nothing takes more than `times` the memory.
fn no_faster(what: &str, times: usize, once: &AllocationInfo, more: &AllocationInfo) -> Result<()> {
    let most = times as u64;
    ensure!(once.count_total > 0, "{what} allocates nothing");
    ensure!(
        more.count_total <= most * once.count_total,
        "{what} allocates {} times, and {} times with {times} times the text",
        once.count_total,
        more.count_total
    );
    // A vector doubles as it grows, so its last buffer may be twice as large as its content.
    ensure!(
        more.bytes_total <= 2 * most * once.bytes_total,
        "{what} allocates {} bytes, and {} with {times} times the text",
        once.bytes_total,
        more.bytes_total
    );
    Ok(())
}

#[test]
fn a_query_allocates_no_faster_than_the_text_grows() -> Result<()> {
    let small = common::plan()?;
    let large = Plan::new(replicate(&common::file()?, TIMES))?;
    ensure!(
        large.passages().len() == TIMES * small.passages().len(),
        "the larger plan has {} passages",
        large.passages().len()
    );
    let (once, more) = (Explorer::new(small), Explorer::new(&large));
    for link in [
        "",
        "theme=ecology",
        "county=nimu",
        "q=高质量发展",
        "q=dikong",
        "q=没有这样的话",
        "view=timeline",
        "view=projects",
        "view=figures",
        "view=map&county=nimu",
        "view=matrix",
        "view=text",
        "at=m14&q=拉萨",
    ] {
        let (once, more) = (cost(&once, link)?, cost(&more, link)?);
        no_faster(&format!("?{link}"), TIMES, &once, &more)?;
    }
    Ok(())
}

/// A made-up outline with parts. 18 of them are as long as the longest plans.
fn outline(parts: usize) -> String {
    let prose = include_str!("fixtures/yunchuan/source.txt").lines();
    let prose = prose.filter(|line| !line.starts_with(['第', '一', '二', '（', '—']));
    let mut prose = prose.skip(1).cycle();
    let mut text = String::from("云川市国民经济和社会发展第三个五年规划纲要\n");
    for part in 0..parts {
        let _ = writeln!(text, "第{}篇　建设云川", part + 1);
        for chapter in 0..3 {
            let _ = writeln!(text, "第{}章　发展产业", 3 * part + chapter + 1);
            for section in 1..=3 {
                let _ = writeln!(text, "第{section}节　扩大港口");
                for line in prose.by_ref().take(5) {
                    let _ = writeln!(text, "{line}");
                }
            }
        }
    }
    text
}

/// The plan of a text that nobody has tagged.
fn drafted(text: &str) -> Result<PlanFile> {
    let options = DraftOptions {
        themes: vec![ThemeEntry {
            id: "one".to_owned(),
            zh: "主题".to_owned(),
            en: "Theme".to_owned(),
            about: "所有".to_owned(),
        }],
        years: Some((2025, 2029)),
        ..DraftOptions::default()
    };
    let draft = draft(text, &clean(text, false)?, &options, &|_| None)?;
    build(&draft.sources()).map_err(|problems| anyhow::anyhow!("{problems:?}"))
}

/// Links that mean something for every plan.
const LINKS: [&str; 8] = [
    "",
    "q=发展",
    "q=fazhan",
    "q=没有这样的话",
    "view=text",
    "view=timeline",
    "view=matrix",
    "view=figures",
];

#[test]
fn drafting_a_long_text_and_asking_it_allocates_no_faster_than_it_grows() -> Result<()> {
    let times = 3;
    let (short, long) = (outline(6), outline(6 * times));
    ensure!(long.chars().count() > 60_000, "{}", long.chars().count());
    let (mut small, mut large) = (None, None);
    let once = measure(|| small = drafted(&short).ok());
    let more = measure(|| large = drafted(&long).ok());
    no_faster("a draft", times, &once, &more)?;
    let small = Plan::new(small.context("the short text makes no plan")?)?;
    let large = Plan::new(large.context("the long text makes no plan")?)?;
    let (once, more) = (Explorer::new(&small), Explorer::new(&large));
    for link in LINKS {
        let (once, more) = (cost(&once, link)?, cost(&more, link)?);
        no_faster(&format!("?{link}"), times, &once, &more)?;
    }
    Ok(())
}

#[test]
#[ignore = "needs the data folder of another plan in the variable PLAN_DATA"]
fn asking_another_plan_allocates_no_more_for_its_length() -> Result<()> {
    let folder = std::env::var_os("PLAN_DATA").context("no PLAN_DATA")?;
    let file = build(&Sources::read(Path::new(&folder))?);
    let other = Plan::new(file.map_err(|problems| anyhow::anyhow!("{problems:?}"))?)?;
    let ours = common::plan()?;
    let length = |plan: &Plan| -> usize {
        let texts = plan.passages().iter().map(|passage| passage.text.as_str());
        texts.map(|text| text.chars().count()).sum()
    };
    let sentences = |plan: &Plan| -> usize {
        let passages = plan.passages().iter();
        passages.map(|passage| passage.sentences.len()).sum()
    };
    println!(
        "characters {} {}, passages {} {}, sentences {} {}",
        length(ours),
        length(&other),
        ours.passages().len(),
        other.passages().len(),
        sentences(ours),
        sentences(&other)
    );
    let times = other.passages().len().div_ceil(ours.passages().len());
    let times = times.max(length(&other).div_ceil(length(ours)));
    let (once, more) = (Explorer::new(ours), Explorer::new(&other));
    for link in LINKS {
        let (once, more) = (cost(&once, link)?, cost(&more, link)?);
        println!(
            "?{link}: allocations {} {}, bytes {} {}",
            once.count_total, more.count_total, once.bytes_total, more.bytes_total
        );
        no_faster(&format!("?{link}"), times, &once, &more)?;
    }
    Ok(())
}
