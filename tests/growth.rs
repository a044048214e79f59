//! How what a query costs grows with the text. What can be counted exactly is the memory it asks for: how
//! often, and how much. Comparisons that ask for none are not counted; `benches/query.rs` times them.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use anyhow::{Result, ensure};
use plan_explorer::ingest::replicate;
use plan_explorer::link;
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

/// How many times larger the larger plan is.
const TIMES: u64 = 4;

/// What a query asks for.
fn cost(explorer: &Explorer<'_>, address: &str) -> AllocationInfo {
    let query = link::read(address, explorer.plan()).query;
    measure(|| {
        let view = explorer.view(black_box(&query));
        black_box((explorer.suggestions(&query), explorer.open(&query, &view)));
    })
}

#[test]
fn a_query_asks_for_memory_no_faster_than_the_text_grows() -> Result<()> {
    let small = Plan::from_json(plan_explorer::PLAN_JSON)?;
    let large = Plan::new(replicate(small.file(), TIMES as usize));
    let (once, more) = (Explorer::new(&small), Explorer::new(&large));
    for address in [
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
        let (once, more) = (cost(&once, address), cost(&more, address));
        ensure!(
            more.count_total <= TIMES * once.count_total,
            "?{address} asks {} times, and {} times with {TIMES} times the text",
            once.count_total,
            more.count_total
        );
        // Lists double as they grow, so that the last one may be twice as large as what it holds.
        ensure!(
            more.bytes_total <= 2 * TIMES * once.bytes_total,
            "?{address} asks for {} bytes, and for {} with {TIMES} times the text",
            once.bytes_total,
            more.bytes_total
        );
    }
    Ok(())
}

#[test]
fn what_grows_with_the_square_of_the_text_would_be_seen() {
    let square = |length: u64| {
        measure(|| {
            for _ in 0..length {
                for letter in 0..length {
                    black_box(Box::new(letter));
                }
            }
        })
    };
    assert!(square(TIMES * 10).count_total > TIMES * square(10).count_total);
}
