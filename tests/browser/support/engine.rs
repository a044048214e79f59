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

/// A test that cannot run in some engines. It counts as skipped there, with the reason printed.
pub struct Limit {
    /// The test's name, with its modules.
    pub test: &'static str,
    /// Where it cannot run.
    pub engines: &'static [Engine],
    /// Why not: what the engine or its driver lacks. A fault of the page is no reason.
    pub reason: &'static str,
}

/// Every test that does not run everywhere. `tests/tidy.rs` holds that each names one that exists.
pub const LIMITS: [Limit; 4] = [
    Limit {
        test: "accessible::the_ring_around_what_has_the_focus_is_cut_off_nowhere",
        engines: &[Engine::Webkit],
        reason: "the tests' screen gives no window the focus, and WebKitGTK draws the ring only in one that has it",
    },
    Limit {
        test: "accessible::axe_finds_nothing_in_the_colours_of_the_system_alone",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK has no forced colours",
    },
    Limit {
        test: "memory::what_was_done_leaves_nothing_behind",
        engines: &[Engine::Firefox, Engine::Webkit],
        reason: "only Chromium tells how much a page keeps, and gives back what nobody holds when asked",
    },
    Limit {
        test: "offline::the_page_can_be_installed",
        engines: &[Engine::Firefox, Engine::Webkit],
        reason: "only Chromium tells what it thinks of a manifest; `tests/hosting.rs` reads it for all",
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
            .find(|limit| limit.test == test && limit.engines.contains(&self))
            .map(|limit| limit.reason)
    }
}
