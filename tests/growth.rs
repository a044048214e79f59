//! The memory that a query allocates grows no faster than the text.
//!
//! Allocations can be counted exactly, time cannot: `benches/query.rs` measures that.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use anyhow::{Result, ensure};
use plan_explorer::ingest::replicate;
use plan_explorer::link;
use plan_explorer::model::Plan;
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
    let times = TIMES as u64;
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
        ensure!(once.count_total > 0, "?{link} allocates nothing");
        ensure!(
            more.count_total <= times * once.count_total,
            "?{link} allocates {} times, and {} times with {TIMES} times the text",
            once.count_total,
            more.count_total
        );
        // A vector doubles as it grows, so its last buffer may be twice as large as its content.
        ensure!(
            more.bytes_total <= 2 * times * once.bytes_total,
            "?{link} allocates {} bytes, and {} with {TIMES} times the text",
            once.bytes_total,
            more.bytes_total
        );
    }
    Ok(())
}
