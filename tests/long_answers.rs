//! Answers much longer than any of this plan's: the page draws the first part.

use std::collections::HashSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::html::{Draw, Row, Rows, rows};
use plan_explorer::ingest::replicate;
use plan_explorer::link;
use plan_explorer::model::{Plan, Vocabulary};
use plan_explorer::query::{Explorer, ViewKind};
use plan_explorer::words::ZH;
use scraper::{Html, Selector};

mod common;

/// Each view that is a list, and the selector of an entry.
const VIEWS: [(&str, &str); 5] = [
    ("", ".item"),
    ("view=projects", ".project"),
    ("view=figures&detail=all", "table.figures tbody tr"),
    ("view=timeline&detail=all&group=none", ".lane-list li"),
    ("view=text", ".text .passage"),
];

fn plan(copies: usize) -> Result<Plan> {
    Ok(Plan::new(replicate(&common::file()?, copies))?)
}

/// The answer, with `most` results drawn.
fn drawn(explorer: &Explorer<'_>, link: &str, most: usize) -> Result<Rows> {
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
    Ok(rows(&draw, None, most))
}

/// How many elements of the drawn rows `css` matches.
fn count(rows: &Rows, css: &str) -> Result<usize> {
    let selector = Selector::parse(css).ok().context("no selector")?;
    let html = rows.rows.iter().map(|row| row.html.as_str());
    let html = format!(
        "<div class='{}'>{}</div>",
        rows.class,
        html.collect::<String>()
    );
    let html = Html::parse_fragment(&html);
    Ok(html.select(&selector).count())
}

#[test]
fn the_first_rows_of_an_answer_are_the_first_of_all_its_rows() -> Result<()> {
    let plan = plan(20)?;
    let explorer = Explorer::new(&plan);
    for (link, entry) in VIEWS {
        let all = drawn(&explorer, link, usize::MAX)?;
        ensure!(all.total > 500, "?{link}: {}", all.total);
        ensure!(all.drawn == all.total, "?{link}: {}", all.drawn);
        ensure!(count(&all, entry)? == all.total, "?{link}");
        for most in [6, 100, 200] {
            let some = drawn(&explorer, link, most)?;
            let shown = count(&some, entry)?;
            // A table or a list is drawn whole.
            let enough = if entry.contains("tr") || entry.contains("lane") {
                most..most + 60
            } else {
                most..most + 1
            };
            ensure!(
                enough.contains(&shown) && shown == some.drawn,
                "?{link}: {shown}"
            );
            ensure!(some.total == all.total);
            let begin = all.rows.get(..some.rows.len());
            ensure!(begin == Some(&some.rows[..]), "?{link}: {most}");
        }
    }
    Ok(())
}

#[test]
fn no_two_rows_of_an_answer_are_the_same() -> Result<()> {
    // A list that is keyed by its rows would mix up two that are the same.
    let plan = plan(2)?;
    let explorer = Explorer::new(&plan);
    let filters = [
        "",
        "&county=nimu",
        "&theme=ecology,rural",
        "&q=%E5%BB%BA%E8%AE%BE",
        "&detail=all",
    ];
    for view in ViewKind::ALL {
        for filter in filters {
            let link = format!("view={}{filter}", view.id());
            let rows = drawn(&explorer, &link, usize::MAX)?.rows;
            let different: HashSet<&Row> = rows.iter().collect();
            ensure!(different.len() == rows.len(), "?{link}");
        }
    }
    Ok(())
}
