//! The page and the exports for any link: no value of the link becomes markup, a row or a field.

use anyhow::{Context, Result, ensure};
use plan_explorer::export::{Export, Format};
use plan_explorer::html::{self, Draw};
use plan_explorer::link::{self, Notice, Reading};
use plan_explorer::model::{Plan, Vocabulary};
use plan_explorer::query::{Explorer, Lang, Query};
use plan_explorer::words::{self, EN, Words, ZH};

use super::markup::read;
use super::{explorer, plan};

/// The address of the page and the day, for these checks.
const ADDRESS: &str = "https://example.org/plan/";
const DAY: &str = "2026-01-31";

/// The most bytes that any view of this plan may have.
const MOST: usize = 4_000_000;

/// Opens `bytes` as a link, draws every part of the page that is only read and writes every export, and checks them.
///
/// # Errors
/// If a check fails, with what failed.
pub fn check(bytes: &[u8]) -> Result<()> {
    let text = String::from_utf8_lossy(bytes);
    let reading = link::read(&text, plan()?);
    let words = match reading.query.lang {
        Some(Lang::En) => &EN,
        _ => &ZH,
    };
    let explorer = explorer()?;
    let drawn = draw(explorer, words, &reading);
    ensure!(drawn.len() <= MOST, "{} bytes are drawn", drawn.len());
    let read = read(&drawn)?;
    for value in values(&reading) {
        check_escaped(explorer, words, &reading, &drawn, value)?;
    }
    for link in &read.links {
        check_link(link)?;
    }
    check_exports(explorer, words, &reading.query)
}

/// The values of the link that the page may show as text.
fn values(reading: &Reading) -> Vec<&str> {
    let q = Some(reading.query.q.as_str()).filter(|q| !q.is_empty());
    let ignored = reading.notices.iter().filter_map(|notice| match notice {
        Notice::UnknownValue { value, .. } => Some(value.as_str()),
        Notice::TooLong => None,
    });
    q.into_iter().chain(ignored).collect()
}

/// The HTML of every part of the page that is only read.
fn draw(explorer: &Explorer<'_>, words: &Words, reading: &Reading) -> String {
    let query = &reading.query;
    let view = explorer.view(&query.at(None));
    let draw = Draw {
        explorer,
        words,
        query,
        view: &view,
    };
    let opened = explorer.open(query, &view);
    let mut parts = vec![
        html::overview(&draw),
        html::count(&draw),
        html::no_results(&draw),
        html::above(&draw, opened.as_ref()),
        html::qr_code(words, &address(explorer.plan(), query)),
    ];
    let suggestions = explorer.suggestions(query);
    parts.extend(
        suggestions
            .iter()
            .map(|entry| html::suggestion(words, entry)),
    );
    parts.extend(html::help_tables(words, explorer.plan()));
    if let Some(opened) = &opened {
        parts.push(html::title(&draw, opened));
        parts.push(html::cited(&draw, opened));
        parts.push(html::opened(&draw, opened));
        parts.push(html::neighbours(&draw, opened));
        parts.push(html::notes(&draw, opened.location.passage));
    }
    let rows = html::rows(&draw, opened.as_ref(), usize::MAX);
    let rows = rows.rows.into_iter().map(|row| row.html);
    parts
        .into_iter()
        .map(html::Markup::into_string)
        .chain(rows)
        .collect()
}

/// The absolute link of a query.
fn address(plan: &Plan, query: &Query) -> String {
    format!("{ADDRESS}?{}", link::write(query, plan))
}

/// A value with markup characters does not stand unescaped in the page, unless the page has the same text
/// without it.
fn check_escaped(
    explorer: &Explorer<'_>,
    words: &Words,
    reading: &Reading,
    drawn: &str,
    value: &str,
) -> Result<()> {
    // An ampersand is not checked here, because `&amp;` contains `&`. The markup parser checks it.
    if !value.contains(['<', '>', '"']) || !drawn.contains(value) {
        return Ok(());
    }
    let without = Reading {
        query: Query {
            q: Default::default(),
            ..reading.query.clone()
        },
        notices: Vec::new(),
    };
    let anyway = draw(explorer, words, &without).contains(value);
    ensure!(anyway, "{value:?} stands in the markup unescaped");
    Ok(())
}

/// A link leads to a view, to a place in the page, or to a file of the site. Links to views are canonical.
fn check_link(link: &str) -> Result<()> {
    let is_file_byte = |byte: u8| byte.is_ascii_lowercase() || byte == b'.';
    let is_own = link.starts_with('?') || link.starts_with('#') || link.bytes().all(is_file_byte);
    ensure!(is_own, "a link leads to {link:?}");
    let view = link.strip_prefix('?').unwrap_or_default();
    let reading = link::read(view, plan()?);
    ensure!(reading.notices.is_empty(), "{link}: {:?}", reading.notices);
    ensure!(
        link::write(&reading.query, plan()?) == view,
        "{link} is not canonical"
    );
    Ok(())
}

/// Each export can be read by the rules of its format, and contains the query as text.
fn check_exports(explorer: &Explorer<'_>, words: &Words, query: &Query) -> Result<()> {
    let view = explorer.view(&query.at(None));
    let export = Export {
        plan: explorer.plan(),
        query,
        view: &view,
        address: ADDRESS,
        day: DAY,
        words,
    };
    let table = export.write(Format::Csv);
    let table = table
        .strip_prefix('\u{feff}')
        .context("no byte order mark")?;
    for row in csv::Reader::from_reader(table.as_bytes()).records() {
        // The reader fails on a row with more or fewer cells than the header.
        row.context("a row of the table")?;
    }
    let json: serde_json::Value = serde_json::from_str(&export.write(Format::Json))?;
    let title = words::page_title(words, explorer.plan(), query);
    let link = address(explorer.plan(), query);
    let link = link.strip_suffix('?').unwrap_or(&link);
    ensure!(json["link"] == link, "{} is not {link}", json["link"]);
    let markdown = export.write(Format::Markdown);
    let mut lines = markdown.lines();
    let heading = lines.next().and_then(|line| line.strip_prefix("# "));
    let heading = heading.context("no heading")?;
    ensure!(unescape(heading)? == title, "{heading:?} is not {title:?}");
    ensure!(markdown.contains(&format!("<{link}>")), "no {link}");
    for format in Format::ALL {
        let name = export.file_name(*format);
        ensure!(
            !name.contains(['/', '\\', ':', '"', '<', '>', '\n']),
            "{name}"
        );
    }
    Ok(())
}

/// The text of a line of Markdown that has no formatting.
fn unescape(line: &str) -> Result<String> {
    let mut out = String::new();
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        let letter = match letter {
            '\\' => letters.next().context("a backslash at the end")?,
            mark if "`*_[]<>|#".contains(mark) => anyhow::bail!("{mark} in {line:?}"),
            other => other,
        };
        out.push(letter);
    }
    Ok(out)
}
