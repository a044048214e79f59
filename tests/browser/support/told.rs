//! What an engine tells assistive technology of an element, by its own computation.

use anyhow::{Context, Result};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{ElementId, RequestData, SessionId, WebDriver, WebElement};

/// Role and name of an element, as the engine computes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its role, such as `link`.
    pub role: String,
    /// Its name.
    pub name: String,
}

/// One question about an element: `computedrole` or `computedlabel`.
#[derive(Debug)]
struct Ask<'e>(&'e ElementId, &'static str);

impl FormatRequestData for Ask<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self(element, what) = self;
        let path = format!("session/{session}/element/{element}/{what}");
        RequestData::new(axum::http::Method::GET, path)
    }
}

/// What is told of `element`.
pub async fn of(driver: &WebDriver, element: &WebElement) -> Result<Told> {
    let ask = async |what| -> Result<String> {
        let answer = driver.handle().cmd(Ask(&element.element_id(), what)).await;
        let answer = answer.with_context(|| format!("the driver does not answer {what}"))?;
        Ok(answer.value()?)
    };
    Ok(Told {
        role: ask("computedrole").await?,
        name: ask("computedlabel").await?,
    })
}
