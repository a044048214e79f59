//! Browsers and their drivers: the machine's own, or Debian's where we may install them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::{Toolbox, apt, cargo};
use crate::engine::Engine;
use crate::process;

/// A browser and its driver.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    /// The browser.
    pub program: PathBuf,
    /// The driver.
    pub driver: PathBuf,
    /// Xvfb, a virtual screen, if it needs one.
    pub xvfb: Option<PathBuf>,
    /// A folder of compiled locales, if it takes its language from one.
    pub locales: Option<PathBuf>,
}

const CHROMIUM: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];
/// The folders of WebKitGTK's MiniBrowser, which is never on PATH.
const WEBKIT: [&str; 2] = ["webkit2gtk-4.1", "webkit2gtk-4.0"];

/// Finds a browser and its driver, and installs Debian's if there is none.
pub fn ensure(toolbox: &Toolbox, engine: Engine) -> Result<Browser> {
    fonts(toolbox);
    let packages: &[&str] = match engine {
        Engine::Chromium => &["chromium", "chromium-driver"],
        Engine::Firefox => &["firefox-esr"],
        Engine::Webkit => &["webkit2gtk-driver", "xvfb"],
    };
    let geckodriver = match engine {
        Engine::Firefox => cargo::ensure_one(toolbox, cargo::geckodriver()?)?.join("geckodriver"),
        Engine::Chromium | Engine::Webkit => PathBuf::new(),
    };
    let mut browser = match find(engine, &geckodriver) {
        Some(browser) => browser,
        None => {
            apt::install(toolbox, engine.id(), packages)
                .with_context(|| format!("no {engine} with its driver was found"))?;
            find(engine, &geckodriver)
                .with_context(|| format!("Debian's {packages:?} are installed but not found"))?
        }
    };
    if engine == Engine::Webkit {
        browser.locales = Some(locales(toolbox)?);
    }
    Ok(browser)
}

/// The browser of `engine` and its driver, from the variables that `cargo xtask help` lists or on PATH.
fn find(engine: Engine, geckodriver: &Path) -> Option<Browser> {
    let given = |variable| env::var_os(variable).map(PathBuf::from);
    let first_of = |names: &[&str]| names.iter().find_map(|name| process::find(name));
    let (program, driver, xvfb) = match engine {
        Engine::Chromium => (
            given("CHROMIUM").or_else(|| first_of(&CHROMIUM))?,
            given("CHROMEDRIVER").or_else(|| process::find("chromedriver"))?,
            None,
        ),
        Engine::Firefox => (
            given("FIREFOX").or_else(|| first_of(&FIREFOX))?,
            geckodriver.to_path_buf(),
            None,
        ),
        Engine::Webkit => (
            mini_browser()?,
            process::find("WebKitWebDriver")?,
            Some(process::find("Xvfb")?),
        ),
    };
    Some(Browser {
        engine,
        program,
        driver,
        xvfb,
        locales: None,
    })
}

/// WebKitGTK's MiniBrowser, in a folder of /usr/libexec or, on Debian, of /usr/lib/x86_64-linux-gnu.
fn mini_browser() -> Option<PathBuf> {
    let below = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    let mut folders = below
        .map(|entry| entry.path())
        .chain(["/usr/libexec".into(), "/usr/lib".into()]);
    folders.find_map(|folder| {
        let programs = WEBKIT.map(|name| folder.join(name).join("MiniBrowser"));
        programs.into_iter().find(|program| program.is_file())
    })
}

/// WebKitGTK takes its language from its locale. A machine may have none but C, so this compiles those that
/// the tests need.
fn locales(toolbox: &Toolbox) -> Result<PathBuf> {
    if !Path::new("/usr/share/i18n/locales/zh_CN").is_file() {
        apt::install(toolbox, "locales", &["locales"])?;
    }
    toolbox.directory("locales", |partial| {
        for language in ["zh_CN", "en_US"] {
            let mut command = Command::new("localedef");
            command.args(["-i", language, "-f", "UTF-8"]);
            process::run(command.arg(partial.join(format!("{language}.UTF-8"))))?;
        }
        Ok(())
    })
}

/// Installs a Chinese font. Without one the page's text is boxes, which no test notices, so this may fail.
fn fonts(toolbox: &Toolbox) {
    let chinese = process::output(Command::new("fc-list").args([":lang=zh", "family"]));
    if chinese.is_some_and(|families| !families.is_empty()) {
        return;
    }
    if let Err(error) = apt::install(toolbox, "fonts-noto-cjk", &["fonts-noto-cjk"]) {
        println!("warning: no Chinese font, so screenshots show boxes ({error:#})");
    }
}
