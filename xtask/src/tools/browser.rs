//! Chromium and its driver: the machine's own, or Debian's where we may install them.

use std::fmt;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::{Toolbox, apt};
use crate::process;

/// A browser and the program that drives it.
pub struct Browser {
    /// Chromium.
    pub chromium: PathBuf,
    /// chromedriver, of the same version.
    pub chromedriver: PathBuf,
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} with {}",
            self.chromium.display(),
            self.chromedriver.display()
        )
    }
}

/// What Chromium is called on PATH by those who package it.
const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Finds a browser and its driver, and brings Debian's where there is none.
pub fn ensure(toolbox: &Toolbox) -> Result<Browser> {
    let given = (from_variable("CHROMIUM")?, from_variable("CHROMEDRIVER")?);
    fonts(toolbox);
    if let Some(browser) = found(given.clone()) {
        return Ok(browser);
    }
    apt::install(toolbox, "chromium", &["chromium", "chromium-driver"]).context(
        "the browser tests need Chromium and chromedriver of the same version: install them, or set \
         CHROMIUM and CHROMEDRIVER to their paths",
    )?;
    found(given).context("Debian's chromium and chromium-driver are installed but not on PATH")
}

fn found((chromium, chromedriver): (Option<PathBuf>, Option<PathBuf>)) -> Option<Browser> {
    Some(Browser {
        chromium: chromium
            .or_else(|| CHROMIUM_NAMES.iter().find_map(|name| process::find(name)))?,
        chromedriver: chromedriver.or_else(|| process::find("chromedriver"))?,
    })
}

fn from_variable(name: &str) -> Result<Option<PathBuf>> {
    let Some(path) = std::env::var_os(name).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!(
            "the variable {name} names {}, where there is no file",
            path.display()
        );
    }
    Ok(Some(path))
}

/// Chinese glyphs. Without them the page's text is boxes, which no test minds, so this may fail.
fn fonts(toolbox: &Toolbox) {
    let chinese =
        process::output(std::process::Command::new("fc-list").args([":lang=zh", "family"]));
    if chinese.is_some_and(|families| !families.is_empty()) {
        return;
    }
    if let Err(error) = apt::install(toolbox, "fonts-noto-cjk", &["fonts-noto-cjk"]) {
        println!("warning: no font for Chinese, so pictures of the page show boxes ({error:#})");
    }
}
