//! The engine that a run is in, and the tests that one of them cannot run.

use anyhow::{Result, bail};

/// What the browser of this run is made of. `cargo xtask test` starts the tests once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, which obeys the DevTools Protocol.
    Chromium,
    /// Firefox, whose driver lets us ask the browser itself.
    Firefox,
    /// WebKitGTK, whose driver does what the standard says and no more.
    Webkit,
}

/// A test that cannot run in an engine. It counts as skipped there, with the reason printed.
pub struct Limit {
    /// The test's name, with its modules.
    pub test: &'static str,
    /// Where it cannot run.
    pub engine: Engine,
    /// Why not: what the engine's driver lacks. A fault of the page is no reason.
    pub reason: &'static str,
}

/// Every test that does not run everywhere.
pub const LIMITS: [Limit; 2] = [
    Limit {
        test: "finding::on_paper_there_are_words_and_addresses_and_no_controls",
        engine: Engine::Webkit,
        reason: "nothing makes WebKitGTK show a page as it would print it",
    },
    Limit {
        test: "accessible::axe_finds_nothing_in_the_colours_of_the_system_alone",
        engine: Engine::Webkit,
        reason: "WebKitGTK has no forced colours",
    },
];

impl Engine {
    /// The engine that `cargo xtask test` calls `id`.
    pub fn named(id: &str) -> Result<Self> {
        Ok(match id {
            "chromium" => Self::Chromium,
            "firefox" => Self::Firefox,
            "webkit" => Self::Webkit,
            other => bail!("there is no engine {other:?}"),
        })
    }

    /// Why `test` cannot run in this engine, if it cannot.
    pub fn reason_to_skip(self, test: &str) -> Option<&'static str> {
        LIMITS
            .iter()
            .find(|limit| limit.engine == self && limit.test == test)
            .map(|limit| limit.reason)
    }
}
