//! Starts a browser of each engine with given settings.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};

use super::engine::Engine;
use super::environment::Environment;
use super::session::{Keeping, Settings};

/// How long a browser may take to answer a command; on a busy machine it can be long.
const LIMIT: Duration = Duration::from_secs(90);

/// Starts a browser through the driver at `address`.
pub async fn start(
    environment: &Environment,
    address: &str,
    settings: Settings,
) -> Result<WebDriver> {
    let capabilities = match environment.engine {
        Engine::Chromium => chromium(environment, settings),
        Engine::Firefox => firefox(environment, settings),
        Engine::Webkit => webkit(environment, settings)?,
    };
    let Value::Object(capabilities) = capabilities else {
        anyhow::bail!("the capabilities are no object");
    };
    WebDriver::builder(address, Capabilities::from(capabilities))
        .request_timeout(LIMIT)
        .await
        .context("the browser did not start")
}

fn chromium(environment: &Environment, settings: Settings) -> Value {
    let mut flags = environment.flags.clone();
    flags.push(format!("--accept-lang={}", settings.language));
    let mut preferences = json!({});
    match settings.keeping {
        Keeping::Everything => {}
        Keeping::UntilClosed => flags.push("--incognito".to_owned()),
        Keeping::Nothing => {
            preferences["profile.default_content_setting_values.cookies"] = json!(2);
        }
    }
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {
            "binary": environment.program,
            "args": flags,
            "prefs": preferences,
        },
        "goog:loggingPrefs": { "browser": "ALL" },
    })
}

fn firefox(environment: &Environment, settings: Settings) -> Value {
    let yes = |it: bool| i32::from(it);
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": environment.program,
            "args": environment.flags,
            "prefs": {
                "intl.accept_languages": settings.language,
                "ui.systemUsesDarkTheme": yes(settings.scheme == "dark"),
                "browser.display.document_color_use": if settings.scheme == "forced" { 2 } else { 0 },
                "ui.prefersReducedMotion": yes(settings.motion == "reduce"),
                // 1 is a finger, 6 a mouse that can hover.
                "ui.primaryPointerCapabilities": if settings.phone { 1 } else { 6 },
                "ui.allPointerCapabilities": if settings.phone { 1 } else { 6 },
                "dom.w3c_touch_events.enabled": yes(settings.phone),
                "browser.privatebrowsing.autostart": settings.keeping == Keeping::UntilClosed,
                "network.cookie.cookieBehavior": if settings.keeping == Keeping::Nothing { 2 } else { 5 },
                // The program is compiled once for each page, not a second time to run faster.
                "javascript.options.wasm_optimizingjit": false,
            },
        },
    })
}

/// WebKitGTK takes its settings from environment variables, which `env` sets.
fn webkit(environment: &Environment, settings: Settings) -> Result<Value> {
    let gtk = gtk_settings(settings.motion == "reduce")?;
    // The program is not compiled once more to run faster: a test is over before that pays.
    let compiler = "JSC_useOMGJIT=0".to_owned();
    let mut words = vec![format!("XDG_CONFIG_HOME={}", gtk.display()), compiler];
    if let Some(locales) = &environment.locales {
        let locale = match settings.language {
            "en" => "en_US.UTF-8".to_owned(),
            other => format!("{}.UTF-8", other.replace('-', "_")),
        };
        words.push(format!("LOCPATH={}", locales.display()));
        words.push(format!("LC_ALL={locale}"));
    }
    words.push(environment.program.clone());
    words.extend(environment.flags.iter().cloned());
    if settings.scheme == "dark" {
        words.push("--dark-mode".to_owned());
    }
    // Under automation nothing is stored beyond the session anyway.
    if settings.keeping == Keeping::Nothing {
        words.push("--enable-html5-local-storage=false".to_owned());
        words.push("--cookies-policy=never".to_owned());
    }
    let options = json!({ "binary": "/usr/bin/env", "args": words });
    Ok(json!({ "webkitgtk:browserOptions": options }))
}

/// A directory of GTK's settings: bars so small that the window can be as narrow as a phone, and animations
/// or none.
fn gtk_settings(still: bool) -> Result<PathBuf> {
    const SMALL: &str = "* { font-size: 1px; min-width: 0; min-height: 0; padding: 0; margin: 0; \
                         border-width: 0; -gtk-icon-transform: scale(0); }\n";
    static WRITTEN: Mutex<Vec<bool>> = Mutex::new(Vec::new());
    let name = if still { "gtk-still" } else { "gtk" };
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let mut written = WRITTEN.lock().unwrap_or_else(PoisonError::into_inner);
    if written.contains(&still) {
        return Ok(directory);
    }
    let inner = directory.join("gtk-3.0");
    fs::create_dir_all(&inner).context("cannot write GTK's settings")?;
    let animations = i32::from(!still);
    fs::write(inner.join("gtk.css"), SMALL)?;
    fs::write(
        inner.join("settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\n"),
    )?;
    written.push(still);
    Ok(directory)
}
