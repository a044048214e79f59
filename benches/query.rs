//! How long the core takes to answer, natively, with the plan once, 10 and 100 times.
//! `cargo bench --bench query`; `-- search/100` after it runs only the benchmarks of that name. With the variable
//! `PLAN_DATA=DIR` it also measures the plan of that data folder, as `other`.

mod support;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use criterion::{BenchmarkId, Criterion};
use plan_explorer::ingest::{Sources, build};
use plan_explorer::link;
use plan_explorer::model::Plan;
use plan_explorer::query::Explorer;

/// A name, and the link with the query.
const QUERIES: [(&str, &str); 9] = [
    ("everything", ""),
    ("theme", "theme=ecology"),
    ("county", "county=nimu"),
    ("search", "q=高质量发展"),
    ("pinyin", "q=dikong"),
    ("nothing", "q=没有这样的话"),
    ("text", "view=text"),
    ("timeline", "view=timeline"),
    ("matrix", "view=matrix"),
];

fn main() -> Result<()> {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    if let Some(plan) = other()? {
        measure(&mut criterion, "other", &plan);
    }
    for copies in support::SCALES {
        measure(&mut criterion, &copies.to_string(), &support::plan(copies)?);
    }
    criterion.final_summary();
    Ok(())
}

/// The plan of the data folder that the variable `PLAN_DATA` names.
fn other() -> Result<Option<Plan>> {
    let Some(folder) = env::var_os("PLAN_DATA") else {
        return Ok(None);
    };
    let sources = Sources::read(Path::new(&folder))?;
    let file = build(&sources).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    Ok(Some(Plan::new(file)?))
}

fn measure(criterion: &mut Criterion, scale: &str, plan: &Plan) {
    if scale != "100" {
        // With 100 plans this would take minutes.
        criterion.bench_with_input(BenchmarkId::new("ready", scale), plan, |bencher, plan| {
            bencher.iter(|| Explorer::new(black_box(plan)));
        });
    }
    let explorer = Explorer::new(plan);
    for (name, address) in QUERIES {
        let query = link::read(address, plan).query;
        criterion.bench_with_input(BenchmarkId::new(name, scale), &query, |bencher, query| {
            bencher.iter(|| explorer.view(black_box(query)));
        });
    }
    let typing = link::read("q=高", plan).query;
    criterion.bench_with_input(
        BenchmarkId::new("suggestions", scale),
        &typing,
        |bencher, query| bencher.iter(|| explorer.suggestions(black_box(query))),
    );
    let passages = plan.passages();
    let opened = passages.get(passages.len() / 2);
    let opened = opened.map_or(String::new(), |passage| format!("at={}", passage.id));
    let opening = link::read(&opened, plan).query;
    let view = explorer.view(&opening);
    criterion.bench_with_input(
        BenchmarkId::new("open", scale),
        &opening,
        |bencher, query| {
            bencher.iter(|| explorer.open(black_box(query), &view));
        },
    );
}
