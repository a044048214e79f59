//! How long the core takes to answer, natively, with the plan once, 10 and 100 times.
//! `cargo bench --bench query`; `-- search/100` after it runs only the benchmarks of that name.

mod support;

use std::hint::black_box;
use std::time::Duration;

use anyhow::Result;
use criterion::{BenchmarkId, Criterion};
use plan_explorer::link;
use plan_explorer::query::Explorer;

/// A name, and the link with the query.
const QUERIES: [(&str, &str); 8] = [
    ("everything", ""),
    ("theme", "theme=ecology"),
    ("county", "county=nimu"),
    ("search", "q=高质量发展"),
    ("pinyin", "q=dikong"),
    ("nothing", "q=没有这样的话"),
    ("timeline", "view=timeline"),
    ("matrix", "view=matrix"),
];

fn main() -> Result<()> {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    for copies in support::SCALES {
        let plan = support::plan(copies)?;
        if copies < 100 {
            // With 100 plans this would take minutes.
            criterion.bench_with_input(
                BenchmarkId::new("ready", copies),
                &plan,
                |bencher, plan| {
                    bencher.iter(|| Explorer::new(black_box(plan)));
                },
            );
        }
        let explorer = Explorer::new(&plan);
        for (name, address) in QUERIES {
            let query = link::read(address, &plan).query;
            criterion.bench_with_input(BenchmarkId::new(name, copies), &query, |bencher, query| {
                bencher.iter(|| explorer.view(black_box(query)));
            });
        }
        let typing = link::read("q=高", &plan).query;
        criterion.bench_with_input(
            BenchmarkId::new("suggestions", copies),
            &typing,
            |bencher, query| bencher.iter(|| explorer.suggestions(black_box(query))),
        );
        let opening = link::read("at=m14", &plan).query;
        let view = explorer.view(&opening);
        criterion.bench_with_input(
            BenchmarkId::new("open", copies),
            &opening,
            |bencher, query| {
                bencher.iter(|| explorer.open(black_box(query), &view));
            },
        );
    }
    criterion.final_summary();
    Ok(())
}
