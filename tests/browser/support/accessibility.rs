//! axe-core: the accessibility rules that a page breaks.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use thirtyfour::WebDriver;

/// Runs the rules of the first argument.
const RUN: &str = "
    const [only, done] = arguments;
    axe.run(document, { runOnly: only, resultTypes: ['violations'] })
        .then(result => done(result.violations), error => done(String(error)));";

/// Which rules are checked.
#[derive(Clone, Copy, Debug)]
pub enum Rules {
    /// WCAG 2.2 at level AA, and axe-core's best practices.
    All,
    /// The rules about colours, as a colour scheme changes nothing else.
    Colours,
}

impl Rules {
    fn json(self) -> Value {
        match self {
            Self::All => json!([
                "wcag2a",
                "wcag2aa",
                "wcag21a",
                "wcag21aa",
                "wcag22aa",
                "best-practice"
            ]),
            Self::Colours => json!({
                "type": "rule",
                "values": ["color-contrast", "link-in-text-block"],
            }),
        }
    }
}

/// A rule that the page breaks, and where.
#[derive(Debug, Deserialize)]
pub struct Violation {
    /// The rule, such as `color-contrast`.
    pub id: String,
    /// Its severity: minor, moderate, serious or critical.
    pub impact: Option<String>,
    /// The rule as a sentence.
    pub help: String,
    /// The elements that break it.
    pub nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    /// The selectors of the element.
    pub target: Vec<Value>,
    /// Its HTML.
    pub html: String,
    /// How to fix it.
    pub failure_summary: Option<String>,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = self.impact.as_deref().unwrap_or("unrated");
        write!(f, "{} ({impact}): {}", self.id, self.help)?;
        // A few are enough to see the pattern.
        for node in self.nodes.iter().take(5) {
            let target: Vec<&str> = node.target.iter().filter_map(Value::as_str).collect();
            write!(f, "\n    {} in {}", target.join(" "), node.html)?;
            for line in node
                .failure_summary
                .iter()
                .flat_map(|summary| summary.lines())
            {
                write!(f, "\n        {line}")?;
            }
        }
        if self.nodes.len() > 5 {
            write!(f, "\n    and {} more", self.nodes.len() - 5)?;
        }
        Ok(())
    }
}

/// Runs axe-core, whose script is at `axe`, on the page as it is now.
pub async fn check(driver: &WebDriver, axe: &Path, rules: Rules) -> Result<Vec<Violation>> {
    let loaded = driver
        .execute("return typeof window.axe === 'object'", vec![])
        .await?;
    if loaded.json() != &Value::Bool(true) {
        let script =
            fs::read_to_string(axe).with_context(|| format!("cannot read {}", axe.display()))?;
        driver
            .execute(script, vec![])
            .await
            .context("axe-core does not load into the page")?;
    }
    let answer = driver
        .execute_async(RUN, vec![rules.json()])
        .await
        .context("axe-core does not answer")?;
    if let Some(error) = answer.json().as_str() {
        bail!("axe-core stopped: {error}");
    }
    answer
        .convert()
        .context("axe-core's answer is not understood")
}
