//! `cargo xtask lighthouse`: what Lighthouse says of the built site, and the reason of each point it takes.

use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::Value;

use crate::cli::BuildOptions;
use crate::driver::CHROMIUM_FLAGS;
use crate::engine::Engine;
use crate::process;
use crate::server;
use crate::site;
use crate::tools::Toolbox;
use crate::workspace::Workspace;

/// What is looked at when nothing is asked for: the page at its start, its largest drawing, something opened
/// in English, and the two sorts of page that need no program.
const ADDRESSES: [&str; 5] = [
    "",
    "?view=timeline",
    "?county=nimu&at=m1&lang=en",
    "text.html",
    "s/m14.html",
];

/// What Lighthouse judges, as its reports call it.
const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];

/// What `cargo xtask lighthouse` may be told.
#[derive(Args)]
pub struct Options {
    /// What follows the site's address, such as `?view=map` or `text.html`; "" is the bare page
    addresses: Vec<String>,
    /// The devices that Lighthouse plays
    #[arg(long = "device", value_delimiter = ',', default_values_t = [Device::Mobile, Device::Desktop])]
    devices: Vec<Device>,
    /// Look at what the last build left
    #[arg(long)]
    no_build: bool,
    #[command(flatten)]
    build: BuildOptions,
}

/// A device, and its network.
#[derive(Clone, Copy, ValueEnum)]
enum Device {
    /// A weak phone on slow 4G
    Mobile,
    /// A computer on a cable
    Desktop,
}

impl std::fmt::Display for Device {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Mobile => "mobile",
            Self::Desktop => "desktop",
        })
    }
}

/// Judges each address on each device, prints the scores and the reasons, and gives whether every score is
/// the highest. Full reports lie in target/lighthouse/.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    let toolbox = Toolbox::open(workspace)?;
    let mode = options.build.mode();
    if !options.no_build {
        let tools = toolbox.for_build()?;
        site::build(workspace, &tools, mode, options.build.site_url()?.as_ref())?;
    }
    let lighthouse = toolbox.lighthouse()?;
    let chromium = toolbox.browser(Engine::Chromium)?.program;
    let listener = server::listen(IpAddr::V4(Ipv4Addr::LOCALHOST), 0)?;
    let site = server::start(listener, &workspace.site(mode), "/")?;
    let reports = workspace.at("target/lighthouse");
    std::fs::create_dir_all(&reports)
        .with_context(|| format!("cannot create {}", reports.display()))?;
    let addresses: Vec<&str> = match options.addresses.as_slice() {
        [] => ADDRESSES.to_vec(),
        given => given.iter().map(String::as_str).collect(),
    };
    let mut all = true;
    for (at, address) in addresses.iter().enumerate() {
        for device in &options.devices {
            let report = reports.join(format!("{at}-{device}.json"));
            let url = format!("{}{address}", site.url());
            judge(&lighthouse, &chromium, &url, *device, &report)
                .with_context(|| format!("/{address} could not be judged"))?;
            let text = std::fs::read_to_string(&report)
                .with_context(|| format!("cannot read {}", report.display()))?;
            let report: Value = serde_json::from_str(&text).context("the report is no JSON")?;
            let verdict = Verdict::of(&report).context("the report has another shape")?;
            println!("\n/{address} on {device}: {}", verdict.line());
            println!("    this machine: {}", verdict.machine);
            for reason in &verdict.reasons {
                println!("    {reason}");
            }
            all &= verdict.scores.iter().all(|(_, score)| *score == Some(100));
        }
    }
    println!("\nfull reports: {}", workspace.shown(&reports));
    Ok(all)
}

/// Has Lighthouse load the page and write its report.
fn judge(
    lighthouse: &Path,
    chromium: &Path,
    url: &str,
    device: Device,
    report: &Path,
) -> Result<()> {
    let mut command = Command::new("node");
    command
        .arg(lighthouse)
        .arg(url)
        .args(["--output=json", "--quiet", "--no-enable-error-reporting"])
        .arg(format!("--output-path={}", report.display()))
        .arg(format!("--only-categories={}", CATEGORIES.join(",")))
        .arg(format!("--chrome-flags={}", CHROMIUM_FLAGS.join(" ")))
        .env("CHROME_PATH", chromium)
        // A proxy for the outside has no way back to this machine's own server.
        .env("NO_PROXY", "127.0.0.1,localhost");
    if let Device::Desktop = device {
        command.arg("--preset=desktop");
    }
    process::run_logged(&mut command, &report.with_extension("log"))
}

/// What one report says.
struct Verdict {
    /// Each category, and its score of 100, unless Lighthouse could give none.
    scores: Vec<(&'static str, Option<u32>)>,
    /// How fast the machine was then: what else ran on it takes points, too.
    machine: String,
    /// Each audit that is not passed: of which category, what it weighs there, and why.
    reasons: Vec<String>,
}

impl Verdict {
    fn of(report: &Value) -> Option<Self> {
        let mut scores = Vec::new();
        let mut reasons = Vec::new();
        for name in CATEGORIES {
            let category = report.get("categories")?.get(name)?;
            let score = category.get("score").and_then(Value::as_f64);
            scores.push((name, score.map(|score| (score * 100.0).round() as u32)));
            for part in category.get("auditRefs")?.as_array()? {
                let id = part.get("id")?.as_str()?;
                let weight = part.get("weight").and_then(Value::as_f64).unwrap_or(0.0);
                let audit = report.get("audits")?.get(id)?;
                reasons.extend(reason(name, weight, id, audit));
            }
        }
        let index = report.pointer("/environment/benchmarkIndex");
        let index = index.and_then(Value::as_f64);
        let index = index.map_or_else(|| "unknown".to_owned(), |index| format!("{index:.0}"));
        let machine = format!("benchmark index {index} (a quick computer has 1500 to 2000)");
        Some(Self {
            scores,
            machine,
            reasons,
        })
    }

    fn line(&self) -> String {
        let scores = self.scores.iter().map(|(name, score)| match score {
            Some(score) => format!("{name} {score}"),
            None => format!("{name} not judged"),
        });
        scores.collect::<Vec<_>>().join(", ")
    }
}

/// Why an audit is not passed; nothing where it is, or does not apply.
fn reason(category: &str, weight: f64, id: &str, audit: &Value) -> Option<String> {
    let word = |key| audit.get(key).and_then(Value::as_str);
    let failed = word("scoreDisplayMode") == Some("error");
    let score = audit.get("score").and_then(Value::as_f64);
    if !failed && score.is_none_or(|score| score >= 1.0) {
        return None;
    }
    let score = score.map_or_else(|| "none".to_owned(), |score| format!("{score:.2}"));
    let title = word("title").unwrap_or_default();
    let more = [word("displayValue"), word("errorMessage")];
    let items = audit.pointer("/details/items").and_then(Value::as_array);
    let items = items.into_iter().flatten().take(5).filter_map(place);
    let more: Vec<String> = more
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .chain(items)
        .collect();
    Some(format!(
        "{category}, weight {weight}: {id} {score} ({title}) {}",
        more.join("; ")
    ))
}

/// Where in the page an item of an audit is, or what file it is about.
fn place(item: &Value) -> Option<String> {
    let of = |path: &str| item.pointer(path).and_then(Value::as_str);
    let found = of("/node/selector")
        .or_else(|| of("/url"))
        .or_else(|| of("/source/url"))
        .or_else(|| of("/description"))
        .or_else(|| of("/label"));
    found.map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::Verdict;
    use serde_json::json;

    #[test]
    fn an_audit_below_one_is_told_with_its_reason_and_its_place() {
        let parts = |id: &str| json!([{ "id": id, "weight": 3 }]);
        let report = json!({
            "categories": {
                "performance": { "score": 0.99, "auditRefs": parts("slow") },
                "accessibility": { "score": 1, "auditRefs": parts("fine") },
                "best-practices": { "score": 1, "auditRefs": parts("none") },
                "seo": { "score": null, "auditRefs": parts("broken") },
            },
            "audits": {
                "slow": {
                    "score": 0.9, "title": "It is slow", "displayValue": "2 s",
                    "details": { "items": [{ "node": { "selector": "body > main" } }] },
                },
                "fine": { "score": 1 },
                "none": { "score": null, "scoreDisplayMode": "notApplicable" },
                "broken": { "score": null, "scoreDisplayMode": "error", "errorMessage": "NO_LCP" },
            },
        });
        let verdict = Verdict::of(&report);
        let line = verdict.as_ref().map(Verdict::line);
        assert_eq!(
            line.as_deref(),
            Some("performance 99, accessibility 100, best-practices 100, seo not judged")
        );
        let reasons = verdict.map(|verdict| verdict.reasons).unwrap_or_default();
        assert_eq!(
            reasons,
            [
                "performance, weight 3: slow 0.90 (It is slow) 2 s; body > main",
                "seo, weight 3: broken none () NO_LCP",
            ]
        );
    }

    #[test]
    fn a_report_of_another_shape_gives_no_verdict() {
        assert!(Verdict::of(&json!({ "categories": {} })).is_none());
    }
}
