//! The accessibility tree: role and name of an element as the engine computes them.

use anyhow::{Context, Result};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::{ElementId, RequestData, SessionId, WebDriver, WebElement};

/// An element in the accessibility tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Its role, such as `link`.
    pub role: String,
    /// Its name.
    pub name: String,
}

/// A command of the driver for an element: `computedrole` or `computedlabel`.
#[derive(Debug)]
struct Computed<'e>(&'e ElementId, &'static str);

impl FormatRequestData for Computed<'_> {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let Self(element, what) = self;
        let path = format!("session/{session}/element/{element}/{what}");
        RequestData::new(axum::http::Method::GET, path)
    }
}

/// The node of `element`.
pub async fn node(driver: &WebDriver, element: &WebElement) -> Result<Node> {
    let ask = async |what| -> Result<String> {
        let answer = driver
            .handle()
            .cmd(Computed(&element.element_id(), what))
            .await;
        let answer = answer.with_context(|| format!("the driver does not answer {what}"))?;
        Ok(answer.value()?)
    };
    Ok(Node {
        role: ask("computedrole").await?,
        name: ask("computedlabel").await?,
    })
}
