//! A strict parser for the page's markup. It accepts only what our templates write.
//!
//! Browsers turn nearly anything into elements. For this parser an unknown element or attribute, a stray
//! `<`, `>`, `"` or `&`, or an end tag without its start tag is an error. So it finds every value that was
//! not escaped.

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

/// The only void element among them.
const VOID: &str = "input";

/// Every attribute that the templates write, except `data-…` and `aria-…`.
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

/// What the parser found.
#[derive(Debug, Default)]
pub struct Content {
    /// All text between tags, decoded.
    pub text: String,
    /// The targets of all links, decoded.
    pub links: Vec<String>,
}

/// Parses `markup`.
///
/// # Errors
/// If the templates would not write this markup, with what is wrong and the markup around it.
pub fn read(markup: &str) -> Result<Content> {
    let mut content = Content::default();
    let mut open: Vec<&str> = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() {
        rest = step(rest, &mut open, &mut content).with_context(|| {
            let at = markup.len() - rest.len();
            let before: Vec<char> = markup
                .chars()
                .rev()
                .skip(rest.chars().count())
                .take(200)
                .collect();
            let before: String = before.into_iter().rev().collect();
            let after: String = rest.chars().take(200).collect();
            format!("at byte {at}, between {before:?} and {after:?}")
        })?;
    }
    ensure!(open.is_empty(), "these elements are not closed: {open:?}");
    Ok(content)
}

/// Parses text or one tag, and returns the rest.
fn step<'m>(rest: &'m str, open: &mut Vec<&'m str>, content: &mut Content) -> Result<&'m str> {
    let Some(tag) = rest.strip_prefix('<') else {
        let end = rest.find('<').unwrap_or(rest.len());
        let (text, after) = rest.split_at(end);
        content.text.push_str(&decode(text)?);
        return Ok(after);
    };
    if let Some(end) = tag.strip_prefix('/') {
        let (name, after) = end
            .split_once('>')
            .context("an end tag that is not closed")?;
        let opened = open.pop();
        ensure!(
            opened == Some(name),
            "an end tag of {name} within {opened:?}"
        );
        return Ok(after);
    }
    let length = tag.find(|letter: char| !letter.is_ascii_alphanumeric());
    let (name, mut rest) = tag.split_at(length.context("a tag that is not closed")?);
    ensure!(ELEMENTS.contains(&name), "an unknown element {name:?}");
    loop {
        if let Some(after) = rest.strip_prefix('>') {
            if name != VOID {
                open.push(name);
            }
            return Ok(after);
        }
        let attribute = rest
            .strip_prefix(' ')
            .context("no space before an attribute")?;
        let end = attribute
            .find(['=', ' ', '>'])
            .context("a tag that is not closed")?;
        let (key, after) = attribute.split_at(end);
        let is_plain = key
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        let is_named = key.starts_with("data-") || key.starts_with("aria-");
        let is_known = is_plain && is_named || ATTRIBUTES.contains(&key);
        ensure!(is_known, "an unknown attribute {key:?} of {name}");
        rest = match after.strip_prefix("=\"") {
            None => {
                ensure!(
                    !after.starts_with('='),
                    "a value of {key} without quotation marks"
                );
                after
            }
            Some(value) => {
                let (value, after) = value
                    .split_once('"')
                    .context("a value that is not closed")?;
                let value = decode(value)?;
                if key == "href" {
                    content.links.push(value);
                }
                after
            }
        };
    }
}

/// Text with its character references replaced. A bare markup character is an error.
fn decode(text: &str) -> Result<String> {
    let mut out = String::new();
    let mut parts = text.split('&');
    let first = parts.next().unwrap_or_default();
    for (at, part) in std::iter::once(first).chain(parts).enumerate() {
        let mut plain = part;
        if at > 0 {
            let (name, after) = part.split_once(';').context("a bare &")?;
            out.push(match name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                other => bail!("the templates do not write &{other};"),
            });
            plain = after;
        }
        ensure!(
            !plain.contains(['<', '>', '"']),
            "a bare markup character in {plain:?}"
        );
        out.push_str(plain);
    }
    Ok(out)
}
