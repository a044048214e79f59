//! The results as tables, for people: what each page needed, and how ours stands to each peer.

use std::fmt::Write as _;

use super::browser::{Condition, FAST, MIDDLE, SLOW};
use super::pages::{PAGES, Page};
use super::results::{KINDS, Measure, Results};
use crate::sizes::kb;

/// One line of a table: a name, and a number of each page, ours first.
struct Row {
    name: String,
    values: Vec<Option<f64>>,
}

/// A number of ours that is worse than a peer's.
struct Loss {
    page: Page,
    table: String,
    row: String,
}

/// From here on ours is told to be behind: less is within what repeats.
const BEHIND: f64 = 1.05;

const LOADING: [(Measure, &str); 3] = [
    (Measure::Paint, "first paint"),
    (Measure::List, "the list"),
    (Measure::Answered, "first answered click"),
];
const DOING: [(Measure, &str); 5] = [
    (Measure::Facet, "choose a theme"),
    (Measure::Type, "type a letter"),
    (Measure::Open, "open a passage"),
    (Measure::Timeline, "to the timeline"),
    (Measure::Back, "back"),
];

/// The tables of everything that was measured with the plan at `scales`.
pub fn write(results: &Results, scales: &[usize]) -> String {
    let mut out = String::new();
    let mut behind: Vec<Loss> = Vec::new();
    let mut table = |title: &str, about: &str, rows: &[Row], show: fn(f64) -> String| {
        if rows
            .iter()
            .all(|row| row.values.iter().all(Option::is_none))
        {
            return;
        }
        let _ = writeln!(out, "### {title}\n\n{about}\n");
        let names: Vec<&str> = PAGES.iter().map(|page| page.name).collect();
        let _ = writeln!(out, "| | {} |", names.join(" | "));
        let _ = writeln!(out, "| --- |{}", " ---: |".repeat(names.len()));
        for row in rows {
            let cells: Vec<String> = cells(row, show);
            let _ = writeln!(out, "| {} | {} |", row.name, cells.join(" | "));
            for (page, ratio) in losses(row) {
                behind.push(Loss {
                    page,
                    table: title.to_owned(),
                    row: format!("{} ({ratio:.2}×)", row.name),
                });
            }
        }
        out.push('\n');
    };
    table(
        "Bytes of a first visit",
        "As they came over the network, in KB of 1,000 bytes.",
        &bytes(results),
        |value| kb(value as usize).trim_end_matches(" KB").to_owned(),
    );
    for &copies in scales {
        let with = with(copies);
        table(
            &format!("Loading{with}"),
            "Milliseconds from navigation, medians.",
            &times(results, copies, &LOADING, &[("", 0.5)]),
            whole,
        );
        table(
            &format!("Interactions{with}"),
            "Milliseconds from the input event to the frame that shows the answer: p50, p95.",
            &times(results, copies, &DOING, &[(" p50", 0.5), (" p95", 0.95)]),
            whole,
        );
    }
    table(
        "Memory",
        "MB of 1,000,000 bytes after a collection of garbage: JavaScript's heap and WebAssembly's memory.",
        &memory(results, scales),
        |value| format!("{:.1}", value / 1e6),
    );
    out.push_str(&summary(&behind));
    if !results.failures.is_empty() {
        out.push_str("### Not answered in time\n\n");
        for failure in &results.failures {
            let _ = writeln!(out, "- {failure}");
        }
        out.push('\n');
    }
    out
}

fn with(copies: usize) -> String {
    if copies == 1 {
        String::new()
    } else {
        format!(", the plan {copies}×")
    }
}

fn whole(value: f64) -> String {
    format!("{value:.0}")
}

/// A number of each page; behind those of the peers, what ours is of it.
fn cells(row: &Row, show: fn(f64) -> String) -> Vec<String> {
    let ours = row.values.first().copied().flatten();
    let values = row.values.iter().enumerate();
    values
        .map(|(at, value)| match (value, ours) {
            (None, _) => "–".to_owned(),
            (Some(value), Some(ours)) if at > 0 && *value > 0.0 => {
                format!("{} ({:.2}×)", show(*value), ours / value)
            }
            (Some(value), _) => show(*value),
        })
        .collect()
}

/// The peers that ours is behind, and how far.
fn losses(row: &Row) -> Vec<(Page, f64)> {
    let Some(ours) = row.values.first().copied().flatten() else {
        return Vec::new();
    };
    let peers = PAGES.iter().zip(&row.values).skip(1);
    peers
        .filter_map(|(page, value)| {
            let ratio = ours / value.filter(|value| *value > 0.0)?;
            (ratio > BEHIND).then_some((*page, ratio))
        })
        .collect()
}

fn bytes(results: &Results) -> Vec<Row> {
    let all = PAGES.map(|page| results.bytes(page));
    let kinds = KINDS.iter().enumerate().map(|(at, kind)| Row {
        name: format!("{kind}, brotli"),
        values: all
            .iter()
            .map(|bytes| bytes.brotli.0.get(at).map(|&size| size as f64))
            .collect(),
    });
    let total = |name: &str, size: fn(&super::results::Visited) -> usize| Row {
        name: name.to_owned(),
        values: all.iter().map(|bytes| Some(size(bytes) as f64)).collect(),
    };
    kinds
        .filter(|row| row.values.iter().flatten().any(|&size| size > 0.0))
        .chain([
            total("**total, brotli**", |bytes| bytes.brotli.total()),
            total("with what comes when it is asked for, brotli", |bytes| {
                bytes.everything.total()
            }),
            total("total, gzip", |bytes| bytes.gzip.total()),
            total("total, unpacked", |bytes| bytes.raw.total()),
        ])
        .collect()
}

fn times(
    results: &Results,
    copies: usize,
    measures: &[(Measure, &str)],
    shares: &[(&str, f64)],
) -> Vec<Row> {
    let mut rows = Vec::new();
    for condition in [FAST, MIDDLE, SLOW] {
        for &(measure, name) in measures {
            for &(suffix, share) in shares {
                let value = |page| {
                    results
                        .of(copies, condition, page, measure)
                        .percentile(share)
                };
                let values: Vec<Option<f64>> = PAGES.map(value).to_vec();
                if values.iter().any(Option::is_some) {
                    let Condition { name: under, .. } = condition;
                    rows.push(Row {
                        name: format!("{under}: {name}{suffix}"),
                        values,
                    });
                }
            }
        }
    }
    rows
}

fn memory(results: &Results, scales: &[usize]) -> Vec<Row> {
    let mut rows = Vec::new();
    for &copies in scales {
        for (heap, wasm, when) in [
            (Measure::Heap, Measure::Wasm, "after loading".to_owned()),
            (
                Measure::HeapAfter,
                Measure::WasmAfter,
                format!("after {} interactions", results.interactions),
            ),
        ] {
            let of = |page, measure| results.of(copies, FAST, page, measure).median();
            for (name, measures) in [("heap", vec![heap]), ("heap and wasm", vec![heap, wasm])] {
                let values: Vec<Option<f64>> = PAGES
                    .iter()
                    .map(|page| measures.iter().map(|&measure| of(*page, measure)).sum())
                    .collect();
                if values.iter().any(Option::is_some) {
                    rows.push(Row {
                        name: format!("{name} {when}{}", with(copies)),
                        values,
                    });
                }
            }
        }
    }
    rows
}

/// Where ours is behind, peer by peer and table by table.
fn summary(behind: &[Loss]) -> String {
    let mut out = String::from("### Where ours is behind\n\n");
    let _ = writeln!(
        out,
        "By more than {:.0} %, and how many times the peer's number ours is.\n",
        (BEHIND - 1.0) * 100.0
    );
    for page in PAGES.iter().skip(1) {
        let mut losses = behind.iter().filter(|loss| loss.page == *page).peekable();
        let nowhere = if losses.peek().is_none() {
            " nowhere"
        } else {
            ""
        };
        let _ = writeln!(out, "- {}:{nowhere}", page.name);
        while let Some(first) = losses.next() {
            let mut rows = vec![first.row.as_str()];
            while let Some(next) = losses.next_if(|next| next.table == first.table) {
                rows.push(&next.row);
            }
            let _ = writeln!(out, "  - {}: {}", first.table, rows.join("; "));
        }
    }
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::{Row, cells, losses, whole};

    #[test]
    fn a_peer_s_cell_says_what_ours_is_of_it() {
        let row = Row {
            name: String::new(),
            values: vec![Some(50.0), Some(100.0), Some(25.0), None],
        };
        assert_eq!(cells(&row, whole), ["50", "100 (0.50×)", "25 (2.00×)", "–"]);
        let behind: Vec<&str> = losses(&row).iter().map(|(page, _)| page.id).collect();
        assert_eq!(behind, ["solid"]);
    }
}
