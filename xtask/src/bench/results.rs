//! What was measured, by scale, condition, page and measure; and as JSON.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::Serialize;
use serde_json::{Value, json};

use super::browser::Condition;
use super::pages::{PAGES, Page};
use super::stats::Samples;

/// Where something was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// How often the plan is repeated.
    pub copies: usize,
    /// Under which conditions.
    pub condition: Condition,
    /// On which page.
    pub page: Page,
}

/// What was measured. Times are in milliseconds, memory in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// From navigation to the first paint of anything.
    Paint,
    /// From navigation to the paint of the list.
    List,
    /// From navigation to the paint of the answer to the first click.
    Answered,
    /// A theme is chosen, or no longer.
    Facet,
    /// A letter is typed.
    Type,
    /// A passage is opened.
    Open,
    /// The timeline is shown.
    Timeline,
    /// Back from it.
    Back,
    /// JavaScript's heap after loading.
    Heap,
    /// The same after many interactions.
    HeapAfter,
    /// WebAssembly's memory after loading.
    Wasm,
    /// The same after many interactions.
    WasmAfter,
}

/// The kinds of file that a first visit is made of.
pub const KINDS: [&str; 6] = ["html", "css", "js", "wasm", "data", "fonts"];

/// The bytes of a first visit, by kind, in the order of [`KINDS`].
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Bytes(pub [usize; KINDS.len()]);

impl Bytes {
    /// Adds a file of this name.
    pub fn add(&mut self, name: &str, bytes: usize) -> Result<()> {
        let name = name.split(['?', '#']).next().unwrap_or_default();
        let kind = match name.rsplit(['.', '/']).next().unwrap_or_default() {
            "" | "html" => "html",
            "css" => "css",
            "js" => "js",
            "wasm" => "wasm",
            "json" => "data",
            "woff" | "woff2" | "ttf" | "otf" => "fonts",
            // An icon is fetched when the browser likes, and not waited for.
            "svg" | "ico" | "png" | "webmanifest" => return Ok(()),
            _ => anyhow::bail!("{name} is of no kind that is counted"),
        };
        let at = KINDS.iter().position(|known| *known == kind);
        let count = at
            .and_then(|at| self.0.get_mut(at))
            .context("no such kind")?;
        *count += bytes;
        Ok(())
    }

    /// All together.
    pub fn total(self) -> usize {
        self.0.iter().sum()
    }
}

/// A first visit's bytes.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Visited {
    /// Compressed with brotli.
    pub brotli: Bytes,
    /// Compressed with gzip.
    pub gzip: Bytes,
    /// Unpacked.
    pub raw: Bytes,
    /// With brotli, and with what comes only when it is asked for.
    pub everything: Bytes,
}

/// Everything that was measured.
#[derive(Default)]
pub struct Results {
    about: Value,
    /// How much interaction lies between the two measurements of memory.
    pub interactions: usize,
    bytes: BTreeMap<Page, Visited>,
    samples: BTreeMap<(Spot, Measure), Samples>,
    /// What went unanswered, in words.
    pub failures: Vec<String>,
}

impl Results {
    /// Nothing yet. `about` says what it is measured with.
    pub fn new(about: Value, interactions: usize) -> Self {
        Self {
            about,
            interactions,
            ..Self::default()
        }
    }

    /// Adds a measurement.
    pub fn add(&mut self, spot: Spot, measure: Measure, value: f64) {
        self.samples.entry((spot, measure)).or_default().push(value);
    }

    /// Writes down, and prints, that something could not be measured: that is a result, too.
    pub fn fail(&mut self, spot: Spot, error: &anyhow::Error) {
        let (page, condition) = (spot.page.name, spot.condition.name);
        let failure = format!("{page}, the plan {}×, {condition}: {error:#}", spot.copies);
        println!("  {failure}");
        self.failures.push(failure);
    }

    /// Adds the bytes of a page's first visit.
    pub fn visited(&mut self, page: Page, bytes: Visited) {
        self.bytes.insert(page, bytes);
    }

    /// The bytes of a page's first visit.
    pub fn bytes(&self, page: Page) -> Visited {
        self.bytes.get(&page).copied().unwrap_or_default()
    }

    /// The measurements of one thing in one place.
    pub fn of(&self, copies: usize, condition: Condition, page: Page, measure: Measure) -> Samples {
        let spot = Spot {
            copies,
            condition,
            page,
        };
        self.samples
            .get(&(spot, measure))
            .cloned()
            .unwrap_or_default()
    }

    /// All of it.
    pub fn to_json(&self) -> Result<String> {
        let bytes: BTreeMap<&str, Visited> = PAGES
            .iter()
            .map(|page| (page.id, self.bytes(*page)))
            .collect();
        let samples: Vec<Value> = self
            .samples
            .iter()
            .map(|((spot, measure), values)| {
                json!({
                    "plan": spot.copies,
                    "condition": spot.condition.name,
                    "page": spot.page.id,
                    "measure": measure,
                    "values": values,
                })
            })
            .collect();
        let all = json!({
            "about": self.about,
            "interactions_between_memory": self.interactions,
            "kinds_of_bytes": KINDS,
            "bytes": bytes,
            "failures": self.failures,
            "samples": samples,
        });
        let mut text =
            serde_json::to_string_pretty(&all).context("the results cannot be written")?;
        text.push('\n');
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Bytes;
    use anyhow::{Result, ensure};

    #[test]
    fn files_are_counted_by_kind_and_icons_are_not() -> Result<()> {
        let mut bytes = Bytes::default();
        for (name, size) in [
            ("http://127.0.0.1:1/1/ours/", 1),
            ("http://127.0.0.1:1/1/ours/main-12.css", 10),
            ("http://127.0.0.1:1/1/ours/start.js", 100),
            ("http://127.0.0.1:1/1/ours/a-12_bg.wasm", 1_000),
            ("http://127.0.0.1:1/1/solid/plan.json?x", 10_000),
            ("http://127.0.0.1:1/1/solid/a.woff2", 100_000),
            ("http://127.0.0.1:1/1/ours/icon.svg", 1_000_000),
        ] {
            bytes.add(name, size)?;
        }
        ensure!(bytes.0 == [1, 10, 100, 1_000, 10_000, 100_000], "{bytes:?}");
        ensure!(bytes.total() == 111_111, "{bytes:?}");
        ensure!(
            bytes.add("http://127.0.0.1:1/what.bin", 1).is_err(),
            "nothing is left out silently"
        );
        Ok(())
    }
}
