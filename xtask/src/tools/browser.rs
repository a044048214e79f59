//! Browsers and their drivers: the machine's own, or Debian's where we may install them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::{Toolbox, apt, cargo};
use crate::engine::Engine;
use crate::process;

/// A browser and what drives it.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    /// The browser.
    pub program: PathBuf,
    /// The program that drives it.
    pub driver: PathBuf,
    /// Xvfb, a virtual screen, if it needs one.
    pub xvfb: Option<PathBuf>,
    /// A folder of compiled locales, if it takes its language from one.
    pub locales: Option<PathBuf>,
}

impl fmt::Display for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} with {}",
            self.program.display(),
            self.driver.display()
        )
    }
}

/// Chromium's names on PATH.
const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX_NAMES: [&str; 2] = ["firefox-esr", "firefox"];
/// The folders of WebKitGTK's MiniBrowser, which is never on PATH. Debian puts them one level deeper, in a
/// folder named after the machine's architecture.
const WEBKIT_DIRECTORIES: [&str; 4] = [
    "webkit2gtk-4.1",
    "webkitgtk-6.0",
    "webkit2gtk-4.0",
    "webkit2gtk-5.0",
];

/// Finds a browser and its driver, and brings Debian's where there is none.
pub fn ensure(toolbox: &Toolbox, engine: Engine) -> Result<Browser> {
    fonts(toolbox);
    match engine {
        Engine::Chromium => chromium(toolbox),
        Engine::Firefox => firefox(toolbox),
        Engine::Webkit => webkit(toolbox),
    }
}

fn chromium(toolbox: &Toolbox) -> Result<Browser> {
    let given = (from_variable("CHROMIUM")?, from_variable("CHROMEDRIVER")?);
    let find = || {
        Some(Browser {
            engine: Engine::Chromium,
            program: given.0.clone().or_else(|| first_of(&CHROMIUM_NAMES))?,
            driver: given.1.clone().or_else(|| process::find("chromedriver"))?,
            xvfb: None,
            locales: None,
        })
    };
    found(toolbox, find, &["chromium", "chromium-driver"]).context(
        "the tests in Chromium need it and chromedriver of the same version: install them, or set \
         CHROMIUM and CHROMEDRIVER to their paths",
    )
}

fn firefox(toolbox: &Toolbox) -> Result<Browser> {
    let given = from_variable("FIREFOX")?;
    let driver = cargo::ensure_one(toolbox, cargo::geckodriver()?)?.join("geckodriver");
    let find = || {
        Some(Browser {
            engine: Engine::Firefox,
            program: given.clone().or_else(|| first_of(&FIREFOX_NAMES))?,
            driver: driver.clone(),
            xvfb: None,
            locales: None,
        })
    };
    found(toolbox, find, &["firefox-esr"])
        .context("the tests in Firefox need it: install it, or set FIREFOX to its path")
}

fn webkit(toolbox: &Toolbox) -> Result<Browser> {
    let find = || {
        Some(Browser {
            engine: Engine::Webkit,
            program: mini_browser()?,
            driver: process::find("WebKitWebDriver")?,
            xvfb: Some(process::find("Xvfb")?),
            locales: None,
        })
    };
    let mut browser = found(toolbox, find, &["webkit2gtk-driver", "xvfb"]).context(
        "the tests in WebKit need WebKitGTK's MiniBrowser and WebKitWebDriver, and Xvfb: install them",
    )?;
    browser.locales = Some(locales(toolbox)?);
    Ok(browser)
}

/// What `find` finds, if need be after installing Debian's `packages`.
fn found(
    toolbox: &Toolbox,
    find: impl Fn() -> Option<Browser>,
    packages: &[&str],
) -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    apt::install(toolbox, packages.first().unwrap_or(&"browser"), packages)?;
    find().with_context(|| {
        format!(
            "Debian's {} are installed but not found",
            packages.join(", ")
        )
    })
}

fn first_of(names: &[&str]) -> Option<PathBuf> {
    names.iter().find_map(|name| process::find(name))
}

fn mini_browser() -> Option<PathBuf> {
    let mut places = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    let below = fs::read_dir("/usr/lib").into_iter().flatten();
    places.extend(below.filter_map(|entry| Some(entry.ok()?.path())));
    WEBKIT_DIRECTORIES
        .iter()
        .flat_map(|name| places.iter().map(move |place| place.join(name)))
        .map(|directory| directory.join("MiniBrowser"))
        .find(|program| program.is_file())
}

/// WebKitGTK takes its language from its locale. A machine may have none but C, so those that the tests
/// need are compiled into the tools.
fn locales(toolbox: &Toolbox) -> Result<PathBuf> {
    const SOURCES: &str = "/usr/share/i18n/locales/zh_CN";
    if !Path::new(SOURCES).is_file() {
        apt::install(toolbox, "locales", &["locales"])
            .context("the tests in WebKit need Debian's package locales")?;
    }
    toolbox.directory("locales", |partial| {
        for language in ["zh_CN", "en_US"] {
            let mut command = Command::new("localedef");
            command
                .args(["-i", language, "-f", "UTF-8"])
                .arg(partial.join(format!("{language}.UTF-8")));
            process::run(&mut command)?;
        }
        Ok(())
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

/// Brings a Chinese font. Without one the page's text is boxes, which no test notices, so this may fail.
fn fonts(toolbox: &Toolbox) {
    let chinese = process::output(Command::new("fc-list").args([":lang=zh", "family"]));
    if chinese.is_some_and(|families| !families.is_empty()) {
        return;
    }
    if let Err(error) = apt::install(toolbox, "fonts-noto-cjk", &["fonts-noto-cjk"]) {
        println!("warning: no Chinese font, so screenshots show boxes ({error:#})");
    }
}
