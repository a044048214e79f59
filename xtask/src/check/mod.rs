//! `cargo xtask check-site`: looks at a published site from outside, as a browser does, and tells its
//! publisher what the host does wrong. `docs/hosting.md` tells how to set it right.

mod fetch;
mod rules;

use std::collections::BTreeSet;
use std::fmt;

use anyhow::{Context, Result, ensure};
use ureq::http::Uri;

use crate::server::has_hash;
use crate::sizes;
use fetch::{Answer, Client, join};
use rules::Verdict;

/// What lies beside the page without being named in it.
const BESIDE: [&str; 7] = [
    "sw.js",
    "text.html",
    "plan.json",
    "passages.csv",
    "milestones.csv",
    "projects.csv",
    "quantities.csv",
];

/// A name that no file of the site has.
const NOWHERE: &str = "no-such-file-0123456789abcdef_bg.wasm";
/// What a link that was passed on through WeChat looks like.
const LINK: &str = "?at=m14&from=singlemessage";

/// What was looked at, and what was found of it.
struct Finding {
    subject: String,
    verdict: Verdict,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, message) = match &self.verdict {
            Verdict::Fine => ("ok", ""),
            Verdict::Better(message) => ("better", message.as_str()),
            Verdict::Wrong(message) => ("WRONG", message.as_str()),
        };
        let line = format!("{mark:<7} {} {message}", self.subject);
        f.write_str(line.trim_end())
    }
}

/// Looks at the site at `address` and prints what was found; gives whether nothing is wrong.
///
/// # Errors
/// When `address` is none, or nothing answers there.
pub fn run(address: &str) -> Result<bool> {
    let page: Uri = address
        .parse()
        .with_context(|| format!("{address} is no address"))?;
    ensure!(
        matches!(page.scheme_str(), Some("http" | "https")),
        "{address} has to begin with https://"
    );
    let mut findings = Vec::new();
    Site {
        client: Client::new(),
        page,
        findings: &mut findings,
    }
    .look()?;
    println!("{address}");
    let mut counts = [0; 3];
    for finding in &findings {
        println!("  {finding}");
        let [fine, better, wrong] = &mut counts;
        *match finding.verdict {
            Verdict::Fine => fine,
            Verdict::Better(_) => better,
            Verdict::Wrong(_) => wrong,
        } += 1;
    }
    let [fine, better, wrong] = counts;
    println!("{wrong} wrong, {better} could be better, {fine} as they should be");
    if wrong + better > 0 {
        println!("docs/hosting.md tells how to set up a host");
    }
    Ok(wrong == 0)
}

struct Site<'f> {
    client: Client,
    page: Uri,
    findings: &'f mut Vec<Finding>,
}

impl Site<'_> {
    fn look(&mut self) -> Result<()> {
        self.scheme();
        let answer = self.client.get(&self.page)?;
        let Some(body) = self.file("index.html", &answer) else {
            return Ok(());
        };
        let html = String::from_utf8_lossy(&body).into_owned();
        self.say(
            "the page",
            rules::policy(answer.header("content-security-policy"), meta_policy(&html)),
        );
        self.say("the page", rules::safety(&answer));
        self.addresses(&html)?;
        for name in BESIDE {
            let answer = self.client.get(&join(&self.page, name)?)?;
            self.file(name, &answer);
        }
        self.links(&body)?;
        self.nowhere()
    }

    fn say(&mut self, subject: &str, verdict: Verdict) {
        self.findings.push(Finding {
            subject: subject.to_owned(),
            verdict,
        });
    }

    fn scheme(&mut self) {
        let host = self.page.host().unwrap_or_default();
        let own = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        if self.page.scheme_str() == Some("http") && !own {
            let message = "is reached by http; copying and use without a network need https";
            self.say("the site", Verdict::Wrong(message.to_owned()));
        }
    }

    /// What every rule for a file says of one, and the file itself if there is one.
    fn file(&mut self, name: &str, answer: &Answer) -> Option<Vec<u8>> {
        if answer.status != 200 {
            let to = answer.header("location");
            let to = if to.is_empty() {
                String::new()
            } else {
                format!(", to {to}")
            };
            let message = format!("is answered with {}{to}", answer.status);
            self.say(name, Verdict::Wrong(message));
            return None;
        }
        let body = match answer.body() {
            Ok(body) => body,
            Err(error) => {
                self.say(name, Verdict::Wrong(format!("cannot be read: {error:#}")));
                return None;
            }
        };
        let mut verdicts = vec![
            rules::media_type(name, answer),
            rules::compression(name, answer, &body),
            rules::caching(has_hash(name), answer),
        ];
        if name.ends_with(".wasm") {
            verdicts.push(rules::program(&body));
        }
        verdicts.retain(|verdict| *verdict != Verdict::Fine);
        if verdicts.is_empty() {
            self.say(name, Verdict::Fine);
        }
        for verdict in verdicts {
            self.say(name, verdict);
        }
        Some(body)
    }

    /// The files that the page names, and whether it names them from where it lies.
    fn addresses(&mut self, html: &str) -> Result<()> {
        let named: BTreeSet<&str> = sizes::named(html)
            .filter(|name| {
                [".js", ".wasm", ".css", ".svg", ".png", ".webmanifest"]
                    .iter()
                    .any(|extension| name.len() > extension.len() && name.ends_with(extension))
            })
            .collect();
        if !named.iter().any(|name| name.ends_with(".wasm")) {
            let message =
                "names no program: this is not the explorer's page, or not one that was built";
            self.say("the page", Verdict::Wrong(message.to_owned()));
        }
        let fixed: Vec<&str> = named
            .iter()
            .filter(|name| name.starts_with('/') || name.contains("://"))
            .copied()
            .collect();
        self.say(
            "its addresses",
            if fixed.is_empty() {
                Verdict::Fine
            } else {
                Verdict::Wrong(format!(
                    "begin at the root of a host, so the site works at one path only: {}",
                    fixed.join(" ")
                ))
            },
        );
        for name in named {
            let address = join(&self.page, name)?;
            let answer = self.client.get(&address)?;
            self.file(name.trim_start_matches("./"), &answer);
        }
        Ok(())
    }

    /// Links into the site: with a query, and with the last slash lost on the way.
    fn links(&mut self, page: &[u8]) -> Result<()> {
        let answer = self.client.get(&join(&self.page, LINK)?)?;
        let same = answer.status == 200 && answer.body().is_ok_and(|body| body == page);
        self.say(
            "a link to a view",
            if same {
                Verdict::Fine
            } else {
                Verdict::Wrong(format!(
                    "({LINK}) is answered with {}, not with the page",
                    answer.status
                ))
            },
        );
        let Some(path) = self
            .page
            .path()
            .strip_suffix('/')
            .filter(|path| !path.is_empty())
        else {
            return Ok(());
        };
        let wanted = format!("{path}/{LINK}");
        let answer = self
            .client
            .get(&join(&self.page, &format!("{path}{LINK}"))?)?;
        let to = answer.header("location");
        let leads = matches!(answer.status, 301 | 302 | 307 | 308) && to.ends_with(&wanted);
        self.say(
            "a link without its last slash",
            if leads {
                Verdict::Fine
            } else {
                Verdict::Wrong(format!(
                    "({path}{LINK}) is answered with {} {to}; it has to lead to {wanted}",
                    answer.status
                ))
            },
        );
        Ok(())
    }

    /// Files that are not there. A host that answers with the page makes a fault of every file that a
    /// browser has kept the old name of.
    fn nowhere(&mut self) -> Result<()> {
        let answer = self.client.get(&join(&self.page, NOWHERE)?)?;
        self.say(
            "a file that is not there",
            if answer.status == 404 {
                Verdict::Fine
            } else {
                Verdict::Wrong(format!("is answered with {}, not with 404", answer.status))
            },
        );
        Ok(())
    }
}

/// The policy that the page itself states.
fn meta_policy(html: &str) -> Option<&str> {
    let tag = html.split('<').find(|tag| {
        tag.starts_with("meta") && tag.to_ascii_lowercase().contains("content-security-policy")
    })?;
    let (_, value) = tag.split_once("content=")?;
    // A policy has single quotes and spaces in it, so even a minifier keeps the double ones around it.
    value.split('"').nth(1)
}

#[cfg(test)]
mod tests {
    use super::meta_policy;

    #[test]
    fn the_policy_of_the_page_is_that_of_its_meta_element() {
        let html = r#"<meta charset=utf-8><meta http-equiv=Content-Security-Policy content="default-src 'none'; script-src 'self'"><p>"#;
        assert_eq!(
            meta_policy(html),
            Some("default-src 'none'; script-src 'self'")
        );
        assert_eq!(meta_policy("<meta name=x content=\"Content\">"), None);
    }
}
