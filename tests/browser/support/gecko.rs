//! Asking Firefox itself, beyond its pages: what the DevTools Protocol is for Chromium.

use anyhow::{Context, Result};
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{RequestData, SessionId, WebDriver};

/// Where scripts run from now on: `chrome` is the browser, `content` the page.
#[derive(Debug)]
struct Where(&'static str);

impl FormatRequestData for Where {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let path = format!("session/{session}/moz/context");
        RequestData::new(axum::http::Method::POST, path).add_body(json!({ "context": self.0 }))
    }
}

/// Runs `code` in the browser and gives what it returns. It has all that the browser's own code has.
pub async fn ask(driver: &WebDriver, code: &str, arguments: Vec<Value>) -> Result<Value> {
    driver.handle().cmd(Where("chrome")).await?;
    let answer = driver.execute(code, arguments).await;
    driver.handle().cmd(Where("content")).await?;
    let answer = answer.with_context(|| format!("the browser refused this: {code}"))?;
    Ok(answer.json().clone())
}
