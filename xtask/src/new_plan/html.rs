//! The text of an HTML page: what a reader sees, one block or one row of a table a line.

use scraper::{ElementRef, Html, Node};

/// What nobody reads as text.
const UNSEEN: [&str; 9] = [
    "head", "script", "style", "noscript", "template", "svg", "iframe", "object", "select",
];

/// What does not begin a line of its own.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins",
    "label", "mark", "q", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "time",
    "u", "var",
];

/// The text of a page.
pub(super) fn text(html: &str) -> String {
    let page = Html::parse_document(html);
    let mut out = String::new();
    read(page.root_element(), &mut out);
    let lines = out.lines().map(str::trim_end);
    let mut text = String::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn read(element: ElementRef<'_>, out: &mut String) {
    for node in element.children() {
        match node.value() {
            Node::Text(words) => push(words, out),
            Node::Element(_) => {
                let Some(child) = ElementRef::wrap(node) else {
                    continue;
                };
                let name = child.value().name();
                if UNSEEN.contains(&name) {
                    continue;
                }
                if INLINE.contains(&name) {
                    read(child, out);
                    continue;
                }
                end_line(out);
                match row(child) {
                    Some(row) => out.push_str(&row),
                    None => read(child, out),
                }
                end_line(out);
            }
            _ => {}
        }
    }
}

/// The cells of a row with tabs between them. A table may also lay out a page: then a cell holds a whole text.
fn row(element: ElementRef<'_>) -> Option<String> {
    if element.value().name() != "tr" {
        return None;
    }
    let cells = element.child_elements();
    let cells = cells.filter(|child| matches!(child.value().name(), "td" | "th"));
    let cells: Vec<String> = cells.map(cell).collect::<Option<_>>()?;
    (cells.len() > 1).then(|| cells.join("\t"))
}

/// The text of a cell in one line, if it is short.
fn cell(element: ElementRef<'_>) -> Option<String> {
    let mut text = String::new();
    read(element, &mut text);
    let is_short = text.chars().count() <= 300 && !text.contains('\t');
    is_short.then(|| text.trim().replace('\n', " "))
}

fn end_line(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

/// Adds words. White space of the file is one space, as a browser shows it; 　 stays.
fn push(words: &str, out: &mut String) {
    for letter in words.chars() {
        let is_space = matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}');
        if !is_space {
            out.push(letter);
        } else if !out.is_empty() && !out.ends_with([' ', '\n']) {
            out.push(' ');
        }
    }
}
