//! How many bytes each part of a first visit may have. A release that has more does not build.
//!
//! Bytes are exact, so they can be held to; times are never. Whoever lowers a size lowers its number
//! here in the same change, and whoever must raise one says here why.

use anyhow::{Result, bail};

use crate::sizes::{File, Kind, first_visit, kb};

/// The most that one part may have.
pub struct Budget {
    /// What it is called.
    name: &'static str,
    /// Which files it takes in; all that are counted where there is none.
    kind: Option<Kind>,
    /// Bytes, compressed with brotli at its best.
    pub most: usize,
    /// Why it is so many.
    why: &'static str,
}

/// Every part.
pub const PARTS: [Budget; 4] = [
    Budget {
        name: "html",
        kind: Some(Kind::Html),
        most: 3_000,
        why: "the outline of the whole plan, readable before the program has come",
    },
    Budget {
        name: "css",
        kind: Some(Kind::Css),
        most: 6_700,
        why: "one sheet for every view (now nine), light and dark, wide, narrow, in a frame and on paper",
    },
    Budget {
        name: "js",
        kind: Some(Kind::Script),
        most: 6_000,
        why: "what wasm-bindgen writes for the calls we make, the start that checks the program and has the \
              worker keep it, and start.js, which tells what goes wrong",
    },
    Budget {
        name: "wasm",
        kind: Some(Kind::Program),
        most: 133_700,
        why: "the program, Leptos, and the plan's data, which alone is 31 KB; 1.6 KB of it so that an answer's \
              first frame draws less",
    },
];

/// The whole first visit.
pub const TOTAL: Budget = Budget {
    name: "the first visit",
    kind: None,
    most: 148_700,
    why: "less than its parts may have together, so that not all can grow at once",
};

/// How far below its budget a part may lie before the build asks to lower it: so little that a file of
/// 20 KB more does not fit.
const ROOM: usize = 10_000;

/// Whether the first visit to a page whose text is `index` keeps to every budget.
///
/// # Errors
/// When it does not: each part that has too much, by how much, and what its budget is for.
pub fn keep(index: &str, files: &[File]) -> Result<()> {
    let visit = first_visit(index, files);
    let mut over = Vec::new();
    for budget in PARTS.iter().chain([&TOTAL]) {
        let counted = visit.iter().filter(|file| {
            let kind = Kind::of(&file.name);
            kind != Kind::Apart && budget.kind.is_none_or(|wanted| wanted == kind)
        });
        let bytes: usize = counted.map(|file| file.brotli).sum();
        let Budget {
            name, most, why, ..
        } = *budget;
        if bytes > most {
            let (bytes, more, most) = (kb(bytes), kb(bytes - most), kb(most));
            over.push(format!(
                "  {name}: {bytes} brotli, {more} over its budget of {most} ({why})"
            ));
        } else if most - bytes > ROOM {
            let (bytes, most) = (kb(bytes), kb(most));
            println!("{name}: {bytes} brotli; lower its budget of {most} in xtask/src/budget.rs");
        }
    }
    if !over.is_empty() {
        bail!(
            "the page is over its budget (xtask/src/budget.rs):\n{}",
            over.join("\n")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use anyhow::{Context, Result, ensure};

    use super::{PARTS, ROOM, TOTAL, keep};
    use crate::site::{Effort, compress};

    /// Bytes that no compression makes fewer.
    fn noise(length: usize) -> Vec<u8> {
        // xorshift64, by Marsaglia.
        let mut state = 0x2545_f491_4f6c_dd1d_u64;
        let next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[3]
        };
        std::iter::repeat_with(next).take(length).collect()
    }

    const INDEX: &str = "<link rel=stylesheet href=./a.css><script src=b.js></script>\
                         <script>import('./c.wasm')</script>";
    const FILES: [(&str, &str); 4] = [
        ("html", "index.html"),
        ("css", "a.css"),
        ("js", "b.js"),
        ("wasm", "c.wasm"),
    ];

    /// The complaint about a site whose parts have as many bytes as their budgets less `headroom`, with
    /// `more` added to one of them.
    fn complaint(part: &str, headroom: usize, more: usize) -> Result<String> {
        let name = format!("xtask-budget-{}-{part}-{more}", std::process::id());
        let site = std::env::temp_dir().join(name);
        fs::create_dir_all(&site)?;
        for (budget, (name, file)) in PARTS.iter().zip(FILES) {
            ensure!(budget.name == name, "{name} is out of order");
            let most = budget.most.saturating_sub(headroom);
            fs::write(
                site.join(file),
                noise(most + if name == part { more } else { 0 }),
            )?;
        }
        let files = compress(&site, Effort::Some);
        fs::remove_dir_all(&site)?;
        Ok(keep(INDEX, &files?)
            .err()
            .map_or_else(String::new, |error| error.to_string()))
    }

    #[test]
    fn twenty_kilobytes_more_in_any_part_break_its_budget() -> Result<()> {
        for (part, _) in FILES {
            ensure!(
                complaint(part, ROOM, 0)?.is_empty(),
                "{part} is over from the start"
            );
            let complaint = complaint(part, ROOM, 20_000)?;
            let line = complaint
                .lines()
                .find(|line| line.starts_with(&format!("  {part}: ")));
            let line = line.with_context(|| format!("{part} is not named in {complaint:?}"))?;
            ensure!(line.contains("over its budget"), "{line}");
        }
        Ok(())
    }

    #[test]
    fn the_whole_may_have_less_than_its_parts_together() {
        let parts: usize = PARTS.iter().map(|budget| budget.most).sum();
        assert!(TOTAL.most <= parts, "{} of {parts}", TOTAL.most);
    }
}
