//! The engines that people's browsers are made of, and which of them the tests run in.

use std::fmt;

use clap::ValueEnum;

/// A browser's engine. The tests know them by these names too (`tests/browser/support/engine.rs`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium's, which is Chrome's, Edge's and WeChat's on Android.
    Chromium,
    /// Firefox's.
    Firefox,
    /// WebKit, which is Safari's and every browser's on iPhones; here as WebKitGTK.
    Webkit,
}

impl Engine {
    /// Every engine, in the order of testing: what is quickest to fail first.
    pub const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::Webkit];

    /// Its name in options, variables and files.
    pub fn id(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::Webkit => "webkit",
        }
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::Webkit => "WebKitGTK",
        })
    }
}

/// What `--engine` may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    /// Chromium
    Chromium,
    /// Firefox
    Firefox,
    /// WebKitGTK, on a screen that nobody sees
    Webkit,
    /// All three, one after the other
    All,
}

impl Choice {
    /// The engines that are chosen.
    pub fn engines(self) -> &'static [Engine] {
        match self {
            Self::Chromium => &[Engine::Chromium],
            Self::Firefox => &[Engine::Firefox],
            Self::Webkit => &[Engine::Webkit],
            Self::All => &Engine::ALL,
        }
    }
}
