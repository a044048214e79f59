//! The browser engines that the tests run in.

use std::fmt;

use clap::ValueEnum;

/// A browser engine. `tests/browser/support/engine.rs` knows them by the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The engine of Chrome, Edge, and WeChat on Android.
    Chromium,
    /// The engine of Firefox.
    Firefox,
    /// WebKitGTK, which stands for Safari and for every browser on iPhones.
    Webkit,
}

impl Engine {
    /// Its name in options, variables and file names.
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

/// The values of `--engine`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Choice {
    Chromium,
    Firefox,
    /// WebKitGTK, on an invisible screen
    Webkit,
    /// All three, one after the other
    All,
}

impl Choice {
    /// The engines it stands for.
    pub fn engines(self) -> &'static [Engine] {
        match self {
            Self::Chromium => &[Engine::Chromium],
            Self::Firefox => &[Engine::Firefox],
            Self::Webkit => &[Engine::Webkit],
            Self::All => &[Engine::Chromium, Engine::Firefox, Engine::Webkit],
        }
    }
}
