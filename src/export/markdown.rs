//! A view as Markdown: headings and quotations, each with a link.

use super::{Export, link_to};
use crate::model::Quantity;
use crate::query::{ViewKind, count_programmes};
use crate::words::{self, fill, page_title};

/// Escapes the characters that have a meaning in Markdown.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

impl Export<'_> {
    fn link(&self, id: &str) -> String {
        link_to(self.plan, self.address, id)
    }

    /// The name of an entry's passage, as a link that opens the entry.
    fn source(&self, passage: &str, id: &str) -> String {
        let passage = self.plan.passage(passage);
        let name = passage.map(|passage| self.words.passage_name(passage));
        let name = escape(&name.unwrap_or_default());
        format!("[{name}]({})", self.link(id))
    }

    fn passages(&self, out: &mut String) {
        for passage in &self.view.matching {
            let name = escape(&self.words.passage_name(passage));
            out.push_str(&format!("## [{name}]({})\n\n", self.link(&passage.id)));
            out.push_str(&format!("> {}\n\n", escape(passage.text.as_str())));
        }
    }

    fn milestones(&self, out: &mut String) {
        let mut period = None;
        for entry in &self.view.milestones {
            if period != Some(entry.period) {
                period = Some(entry.period);
                let name = self.words.period_name(self.plan, entry.period);
                out.push_str(&format!("## {}\n\n", escape(name)));
            }
            out.push_str(&format!(
                "- **{}** {} — {}\n",
                escape(self.words.kind_name(entry.kind)),
                escape(&entry.quote),
                self.source(&entry.passage, &entry.id),
            ));
        }
    }

    fn statements(&self, out: &mut String) {
        for entry in &self.view.statements {
            let names = entry.projects.iter().map(|own| own.name.as_str());
            let label = entry.milestone.map(|own| own.label.clone());
            let label = label.unwrap_or_else(|| self.words.list(&names.collect::<Vec<_>>()));
            out.push_str(&format!(
                "- **{}** {} — {}\n",
                escape(&label),
                escape(entry.passage.text.slice(entry.span)),
                self.source(&entry.passage.id, entry.id()),
            ));
        }
        out.push('\n');
    }

    fn projects(&self, out: &mut String) {
        for group in &self.view.projects {
            let name = self.words.status_name(group.status);
            out.push_str(&format!("## {}\n\n", escape(name)));
            for item in &group.items {
                let entry = item.project;
                out.push_str(&format!(
                    "- **{}** {} — {}\n",
                    escape(&entry.name),
                    escape(&entry.quote),
                    self.source(&entry.passage, &entry.id),
                ));
            }
            out.push('\n');
        }
    }

    fn figures(&self, out: &mut String) {
        let words = self.words;
        for group in &self.view.figures {
            out.push_str(&format!(
                "## {}\n\n| {} | {} | {} | {} |\n| --- | --- | --- | --- |\n",
                escape(words.period_name(self.plan, group.period)),
                words.figure_value,
                words.figure_measures,
                words.figure_kind,
                words.figure_quote,
            ));
            for figure in &group.figures {
                let entry = figure.quantity;
                let id = figure.target.as_ref().map_or("", |target| target.id());
                out.push_str(&format!(
                    "| {} | {} | {} | {} — {} |\n",
                    escape(&words.amount(entry)),
                    escape(&words::measures(entry)),
                    escape(kind_or_class(words, entry)),
                    escape(&entry.quote),
                    self.source(&entry.passage, id),
                ));
            }
            out.push('\n');
        }
    }
}

/// The name of a number's kind, or of its class if it has no kind.
fn kind_or_class(words: &words::Words, entry: &Quantity) -> &'static str {
    entry.kind.map_or_else(
        || words.class_name(entry.class),
        |kind| words.kind_name(kind),
    )
}

/// The view as Markdown.
pub(super) fn write(export: &Export<'_>) -> String {
    let words = export.words;
    let title = page_title(words, export.plan, export.query);
    let link = export.permalink();
    let (view, kind) = (export.view, export.query.view);
    let programmes = words.of_which_programmes(count_programmes(&view.projects));
    let total = words.total(kind, view.total) + &programmes;
    let mut out = format!(
        "# {}\n\n{}\n\n- {}\n- {}\n- {}\n\n",
        escape(&title),
        escape(&total),
        fill(words.export_source, &[&format!("<{link}>")]),
        fill(words.export_accessed, &[export.day]),
        escape(words.export_licence),
    );
    match export.query.view {
        ViewKind::Timeline => export.milestones(&mut out),
        ViewKind::Projects => export.projects(&mut out),
        ViewKind::Figures => export.figures(&mut out),
        view if view.counts_statements() => export.statements(&mut out),
        _ => export.passages(&mut out),
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_characters_are_escaped() {
        assert_eq!(escape("a*b_c|d"), "a\\*b\\_c\\|d");
        assert_eq!(escape("“三环八圈”（S5）"), "“三环八圈”（S5）");
    }
}
