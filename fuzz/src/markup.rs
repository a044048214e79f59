//! A strict reader of the page's markup: it takes only what our own templates write.
//!
//! A browser forgives, and makes elements of nearly anything. This reader does not: a mark that stands
//! where only words may stand, an element or an attribute that no template has, or an end without its
//! beginning is an error. So a value that was put in unescaped is found, whatever it holds.

use anyhow::{Context, Result, bail, ensure};

/// Every element that the templates write.
const ELEMENTS: [&str; 54] = [
    "a",
    "article",
    "b",
    "blockquote",
    "button",
    "caption",
    "circle",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "form",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "input",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "mark",
    "nav",
    "ol",
    "option",
    "p",
    "path",
    "pre",
    "q",
    "rect",
    "section",
    "select",
    "span",
    "strong",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "textarea",
    "th",
    "thead",
    "title",
    "tr",
    "tspan",
    "ul",
];

/// The one among them that holds nothing and has no end.
const VOID: &str = "input";

/// Every attribute that the templates write, but for `data-…` and `aria-…`.
const ATTRIBUTES: [&str; 40] = [
    "autocomplete",
    "checked",
    "class",
    "cx",
    "cy",
    "d",
    "download",
    "fill-rule",
    "for",
    "height",
    "hidden",
    "href",
    "id",
    "lang",
    "method",
    "name",
    "open",
    "placeholder",
    "preserveAspectRatio",
    "r",
    "readonly",
    "role",
    "rows",
    "rx",
    "scope",
    "selected",
    "tabindex",
    "target",
    "title",
    "transform",
    "type",
    "value",
    "viewBox",
    "width",
    "x",
    "x1",
    "x2",
    "y",
    "y1",
    "y2",
];

/// What the reader found.
#[derive(Debug, Default)]
pub struct Words {
    /// All words between tags, decoded.
    pub text: String,
    /// Where links lead, decoded.
    pub links: Vec<String>,
}

/// Reads markup to its end.
///
/// # Errors
/// When it is not what the templates write; says what is wrong, and the markup before it.
pub fn read(markup: &str) -> Result<Words> {
    let mut words = Words::default();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() {
        let step = step(rest, &mut open, &mut words);
        rest = step.with_context(|| {
            let at = markup.len() - rest.len();
            let before: Vec<char> = markup
                .chars()
                .rev()
                .skip(rest.chars().count())
                .take(200)
                .collect();
            let before: String = before.into_iter().rev().collect();
            let behind: String = rest.chars().take(200).collect();
            format!("at byte {at}, behind {before:?}: {behind:?}")
        })?;
    }
    ensure!(open.is_empty(), "these have no end: {open:?}");
    Ok(words)
}

/// Reads words, or one tag, and gives what is behind.
fn step<'m>(rest: &'m str, open: &mut Vec<&'m str>, words: &mut Words) -> Result<&'m str> {
    let Some(tag) = rest.strip_prefix('<') else {
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, behind) = rest.split_at(end);
        words.text.push_str(&decoded(text)?);
        return Ok(behind);
    };
    if let Some(end) = tag.strip_prefix('/') {
        let (name, behind) = end.split_once('>').context("an end without an end")?;
        let opened = open.pop();
        ensure!(opened == Some(name), "the end of {name} within {opened:?}");
        return Ok(behind);
    }
    let length = tag.find(|letter: char| !letter.is_ascii_alphanumeric());
    let (name, mut rest) = tag.split_at(length.context("a tag without an end")?);
    ensure!(ELEMENTS.contains(&name), "an element {name:?}");
    loop {
        if let Some(behind) = rest.strip_prefix('>') {
            if name != VOID {
                open.push(name);
            }
            return Ok(behind);
        }
        let attribute = rest
            .strip_prefix(' ')
            .context("no space before an attribute")?;
        let end = attribute.find(['=', ' ', '>']).context("no end of a tag")?;
        let (key, behind) = attribute.split_at(end);
        let is_plain = key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_named = key.starts_with("data-") || key.starts_with("aria-");
        let is_known = is_plain && is_named || ATTRIBUTES.contains(&key);
        ensure!(is_known, "an attribute {key:?} of {name}");
        rest = match behind.strip_prefix("=\"") {
            None => {
                ensure!(!behind.starts_with('='), "a bare value of {key}");
                behind
            }
            Some(value) => {
                let (value, behind) = value.split_once('"').context("no end of a value")?;
                let value = decoded(value)?;
                if matches!(key, "href" | "data-to" | "data-toggle") {
                    words.links.push(value);
                }
                behind
            }
        };
    }
}

/// Words without marks, what stands for a mark put back.
fn decoded(text: &str) -> Result<String> {
    let mut out = String::new();
    let mut parts = text.split('&');
    let first = parts.next().unwrap_or_default();
    for (at, part) in std::iter::once(first).chain(parts).enumerate() {
        let mut plain = part;
        if at > 0 {
            let (name, behind) = part.split_once(';').context("a bare &")?;
            out.push(match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                other => bail!("&{other}; is none that the templates write"),
            });
            plain = behind;
        }
        ensure!(!plain.contains(['<', '>', '"']), "a mark within {plain:?}");
        out.push_str(plain);
    }
    Ok(out)
}
