//! The engine of this run, and the tests that an engine cannot run.

use anyhow::{Result, bail};

/// A browser engine. `cargo xtask test` runs the tests once in each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, which understands the DevTools Protocol.
    Chromium,
    /// Firefox, whose driver can run scripts in the browser's own context.
    Firefox,
    /// WebKitGTK, whose driver offers only what the WebDriver standard has.
    Webkit,
}

/// A test that some engines cannot run. There it prints the reason and passes.
pub struct Limit {
    /// The test's name, with its module.
    pub test: &'static str,
    /// The engines that cannot run it.
    pub engines: &'static [Engine],
    /// What the engine or its driver lacks. A fault of the page is no reason.
    pub reason: &'static str,
}

/// Every test that does not run in all engines.
pub const LIMITS: [Limit; 8] = [
    Limit {
        test: "in_reach::the_help_names_no_keys_where_there_is_no_keyboard",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK's driver emulates no touch screen",
    },
    Limit {
        test: "in_reach::what_takes_the_focus_is_not_under_the_header_or_the_bar",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK does not scroll to what takes the focus by script and is not laid out yet",
    },
    Limit {
        test: "accessible::focus_rings_are_not_cut_off",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK draws the focus ring only in a window with focus, and no window of the test \
                 screen has it",
    },
    Limit {
        test: "accessible::axe_finds_nothing_in_forced_colours",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK has no forced colours",
    },
    Limit {
        test: "accessible::words_on_filled_ground_are_legible_in_forced_colours",
        engines: &[Engine::Webkit],
        reason: "WebKitGTK has no forced colours",
    },
    Limit {
        test: "accessible::words_on_filled_ground_are_legible_in_forced_colours",
        engines: &[Engine::Firefox],
        reason: "Firefox computes other colours than it draws when colours are forced",
    },
    Limit {
        test: "memory::filtering_and_opening_leaks_no_memory",
        engines: &[Engine::Firefox, Engine::Webkit],
        reason: "only Chromium reports a page's memory and collects garbage on demand",
    },
    Limit {
        test: "offline::the_page_can_be_installed",
        engines: &[Engine::Firefox, Engine::Webkit],
        reason: "only Chromium reports faults of the manifest; `tests/hosting.rs` checks it for all engines",
    },
];

impl Engine {
    /// The engine with the name `id`, as in `cargo xtask test --engine`.
    pub fn named(id: &str) -> Result<Self> {
        Ok(match id {
            "chromium" => Self::Chromium,
            "firefox" => Self::Firefox,
            "webkit" => Self::Webkit,
            other => bail!("there is no engine {other:?}"),
        })
    }

    /// Why this engine cannot run `test`, if it cannot.
    pub fn reason_to_skip(self, test: &str) -> Option<&'static str> {
        LIMITS
            .iter()
            .find(|limit| limit.test == test && limit.engines.contains(&self))
            .map(|limit| limit.reason)
    }
}
