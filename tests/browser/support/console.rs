//! The console of a page, which each engine gives in its own way.

use anyhow::{Context, Result};
use axum::http::header;
use axum::response::IntoResponse;
use serde_json::Value;
use thirtyfour::WebDriver;

use super::engine::Engine;
use super::gecko;

/// What errors begin with, as in Chromium's own words.
pub const SEVERE: &str = "SEVERE";

/// The name of the script that records the console in WebKit, whose driver cannot read it.
pub const SCRIPT_NAME: &str = "kept-console.js";

/// Runs before everything else in the page.
const SCRIPT: &str = "(function () {
  const kept = window.keptConsole = [];
  const keep = (level, text) => kept.push(level + ': ' + text);
  const told = { error: 'SEVERE', warn: 'WARNING' };
  for (const name of Object.keys(told)) {
    const original = console[name];
    console[name] = function (...values) {
      keep(told[name], values.map(String).join(' '));
      return original.apply(this, values);
    };
  }
  addEventListener('error', event => {
    const where = event.target;
    const lost = where && where !== window && (where.src || where.href);
    keep('SEVERE', lost ? lost + ' failed to load' : event.message + ' at ' + event.filename + ':' + event.lineno);
  }, true);
  addEventListener('unhandledrejection', event => keep('SEVERE', 'unhandled: ' + event.reason));
  addEventListener('securitypolicyviolation', event =>
    keep('SEVERE', event.violatedDirective + ' forbids ' + (event.blockedURI || event.sourceFile)), true);
})();";

/// Asks Firefox's parent process, which gets the errors of pages. What a page writes to the console itself
/// stays in its own process.
const ASK_FIREFOX: &str = "
    const all = Services.console.getMessageArray();
    Services.console.reset();
    return all
        .filter(message => message instanceof Ci.nsIScriptError && /^http/.test(message.sourceName))
        .map(message => {
            const mild = message.flags & Ci.nsIScriptError.warningFlag && message.category !== 'Script Loader';
            return `${mild ? 'WARNING' : 'SEVERE'}: ${message.sourceName}:${message.lineNumber} ${message.errorMessage}`;
        });";

/// The lines since the last call.
pub async fn read(driver: &WebDriver, engine: Engine) -> Result<Vec<String>> {
    match engine {
        Engine::Chromium => {
            let entries = driver.browser_log().await;
            let entries = entries.context("the console cannot be read")?.into_iter();
            Ok(entries
                .map(|entry| format!("{}: {}", entry.level, entry.message))
                .collect())
        }
        Engine::Firefox => lines(&gecko::ask(driver, ASK_FIREFOX, vec![]).await?),
        Engine::Webkit => {
            let take = "return window.keptConsole ? window.keptConsole.splice(0) : []";
            lines(driver.execute(take, vec![]).await?.json())
        }
    }
}

fn lines(answer: &Value) -> Result<Vec<String>> {
    let list = answer.as_array().context("the console is no list")?;
    Ok(list
        .iter()
        .map(|line| line.as_str().unwrap_or_default().to_owned())
        .collect())
}

/// The script as a file of the site.
pub fn script() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (headers, SCRIPT)
}

/// Makes a page record its console.
pub fn keep_in(html: &mut Vec<u8>) {
    let Ok(text) = std::str::from_utf8(html) else {
        return;
    };
    // In front of the page's policy, and as a file of the site, which policies allow.
    if let Some((before, after)) = text.split_once("<head>") {
        let script = format!("<head><script src=\"{SCRIPT_NAME}\"></script>");
        *html = [before, after].join(&script).into_bytes();
    }
}
