//! Answers much longer than any of this plan's: the page draws the first part, says so, and offers the rest.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::replicate;
use plan_explorer::link;
use plan_explorer::markup::{Draw, Limit};
use plan_explorer::model::Plan;
use plan_explorer::query::{Explorer, Layout};
use plan_explorer::words::ZH;
use scraper::{Html, Selector};

mod common;

/// Each view that is a list, and the selector of an entry.
const VIEWS: [(&str, &str); 5] = [
    ("", ".item"),
    ("view=projects", ".project"),
    ("view=figures&detail=all", "table.figures tbody tr"),
    ("view=timeline&detail=all&period=15", ".ms"),
    ("view=text", ".text .passage"),
];

fn plan(copies: usize) -> Result<Plan> {
    Ok(Plan::new(replicate(&common::file()?, copies))?)
}

/// How many entries are drawn, and what the page says about the others.
fn drawn(
    explorer: &Explorer<'_>,
    link: &str,
    entry: &str,
    limit: Limit,
) -> Result<(usize, Option<String>)> {
    let reading = link::read(link, explorer.plan());
    ensure!(reading.notices.is_empty(), "?{link}: {:?}", reading.notices);
    let query = reading.query;
    let view = explorer.view(&query);
    let draw = Draw {
        explorer,
        words: &ZH,
        query: &query,
        view: &view,
    };
    let html = Html::parse_fragment(&draw.content(Layout::for_width(1200), limit).into_string());
    let count = |css: &str| -> Result<usize> {
        let selector = Selector::parse(css).ok().context("no selector")?;
        Ok(html.select(&selector).count())
    };
    let more = Selector::parse("#more").ok().context("no selector")?;
    let says = html
        .select(&more)
        .next()
        .map(|more| more.text().collect::<String>());
    ensure!(count("[data-do=draw-all]")? == usize::from(says.is_some()));
    Ok((count(entry)?, says))
}

#[test]
fn this_plan_is_short_enough_to_be_drawn_whole() -> Result<()> {
    let plan = plan(1)?;
    let explorer = Explorer::new(&plan);
    for (link, entry) in VIEWS {
        let (some, says) = drawn(&explorer, link, entry, Limit::DEFAULT)?;
        let (all, _) = drawn(&explorer, link, entry, Limit::Whole)?;
        ensure!(
            says.is_none() && some == all && all > 0,
            "{link}: {some} of {all}, {says:?}"
        );
    }
    Ok(())
}

#[test]
fn a_long_answer_is_drawn_in_parts() -> Result<()> {
    let plan = plan(20)?;
    let explorer = Explorer::new(&plan);
    for (link, entry) in VIEWS {
        let (all, says) = drawn(&explorer, link, entry, Limit::Whole)?;
        ensure!(all > 500 && says.is_none(), "{link}: {all}");
        for most in [100, 200] {
            let (some, says) = drawn(&explorer, link, entry, Limit::First(most))?;
            let says = says.with_context(|| format!("{link} does not say that there is more"))?;
            let wanted = format!("已列出 {most} 条，共 {all} 条。 全部列出");
            ensure!(some == most && says == wanted, "{link}: {some}, {says}");
        }
    }
    Ok(())
}
