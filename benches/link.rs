//! How long reading and writing a link takes, natively, with the plan once, 10 and 100 times.
//! `cargo bench --bench link`.

mod support;

use std::hint::black_box;
use std::time::Duration;

use anyhow::Result;
use criterion::{BenchmarkId, Criterion};
use plan_explorer::link;

/// A name and a link: the shortest, one with many keys, one to the last passage, one to an unknown passage.
const LINKS: [(&str, &str); 4] = [
    ("bare", ""),
    (
        "filters",
        "view=timeline&theme=ecology,rural&county=nimu,dangxiong&reach=named&period=15&q=%E6%8B%89%E8%90%A8%E6%B2%B3",
    ),
    ("last", "at=closing"),
    ("lost", "at=m99"),
];

fn main() -> Result<()> {
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(300))
        .measurement_time(Duration::from_secs(1))
        .configure_from_args();
    for copies in support::SCALES {
        let plan = support::plan(copies)?;
        for (name, address) in LINKS {
            // The last passage is that of the last copy.
            let address = match (name, copies) {
                ("last", 2..) => format!("{address}~{copies}"),
                _ => address.to_owned(),
            };
            let read = BenchmarkId::new(format!("read {name}"), copies);
            criterion.bench_with_input(read, &address, |bencher, address| {
                bencher.iter(|| link::read(black_box(address), &plan));
            });
            let query = link::read(&address, &plan).query;
            let write = BenchmarkId::new(format!("write {name}"), copies);
            criterion.bench_with_input(write, &query, |bencher, query| {
                bencher.iter(|| link::write(black_box(query), &plan));
            });
        }
    }
    criterion.final_summary();
    Ok(())
}
