//! Scripts in Firefox itself and not in a page, as the DevTools Protocol allows for Chromium.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebDriver};

/// A command that sets where scripts run: `chrome` is the browser, `content` the page.
#[derive(Debug)]
struct SetContext(&'static str);

impl FormatRequestData for SetContext {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/moz/context");
        RequestData::new(axum::http::Method::POST, path).add_body(json!({ "context": self.0 }))
    }
}

/// Runs `code` in the browser, with all rights of its own code, and returns its result.
pub async fn ask(driver: &WebDriver, code: &str, arguments: Vec<Value>) -> Result<Value> {
    driver.handle().cmd(SetContext("chrome")).await?;
    let answer = driver.execute(code, arguments).await;
    driver.handle().cmd(SetContext("content")).await?;
    let answer = answer.with_context(|| format!("the browser refused this: {code}"))?;
    Ok(answer.json().clone())
}
