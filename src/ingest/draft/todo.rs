//! `TODO.md`: what could not be decided, each with line and quote.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Facts, numbers, outline};

/// What is left to decide.
pub(super) struct Todo<'a> {
    pub(super) facts: &'a Facts<'a>,
    /// Doubts about the periods.
    pub(super) doubts: Vec<String>,
    /// The passages with another period than the plan's own: passage, period, words.
    pub(super) of_passages: &'a [(String, String, String)],
    /// How often each place is mentioned.
    pub(super) times: BTreeMap<String, usize>,
    /// What may be names of places.
    pub(super) candidates: Vec<(String, usize, String)>,
    pub(super) cut_off: Option<&'a str>,
}

/// The sections of the file, and how many boxes it has.
#[derive(Default)]
struct Page {
    text: String,
    open: usize,
}

impl Page {
    fn section(&mut self, heading: &str, about: &str) {
        let _ = write!(self.text, "\n## {heading}\n\n{about}\n\n");
    }

    fn item(&mut self, words: &str) {
        self.open += 1;
        let _ = writeln!(self.text, "- [ ] {words}");
    }
}

impl Todo<'_> {
    /// The text of the file, and how many things are left.
    pub(super) fn write(&self) -> (String, usize) {
        let mut page = Page::default();
        let _ = write!(
            page.text,
            "# What is left to decide\n\n`cargo xtask new-plan` made this folder from `{}`. It builds as it is. Lines are those of `source.txt`, unless another file is named.\n",
            self.facts.options.file
        );
        self.text(&mut page);
        self.outline(&mut page);
        self.site(&mut page);
        self.periods(&mut page);
        self.places(&mut page);
        page.section(
            "Themes",
            "No sentence has a theme yet. `cargo xtask tag DIR` goes through them; a passage has what its sentences carry.",
        );
        page.item(
            "Tag the sentences. When all are tagged, take `open = true` out of `themes.toml`.",
        );
        page.item("Look at the list of themes in `themes.toml` before you begin: ids never change afterwards.");
        self.numbers(&mut page);
        (page.text, page.open)
    }

    fn text(&self, page: &mut Page) {
        page.section(
            "The text",
            "What was taken out, replaced and joined is in `removed.toml`.",
        );
        if let Some(why) = self.cut_off {
            page.item(&format!(
                "The text is not complete: {why}. The site says so (`site.lost` in `plan.toml`)."
            ));
        }
        for heading in &self.facts.cleaned.missing {
            page.item(&format!(
                "The table of contents names “{heading}”, which is not in the text."
            ));
        }
        for doubt in &self.facts.cleaned.doubts {
            page.item(&format!(
                "`scraped.txt` line {}: “{}” {}.",
                doubt.line, doubt.quote, doubt.what
            ));
        }
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for removal in &self.facts.cleaned.changes.removed {
            *kinds.entry(removal.why.as_str()).or_default() += 1;
        }
        let kinds: Vec<String> = kinds
            .iter()
            .map(|(why, times)| format!("{why} {times}"))
            .collect();
        if !kinds.is_empty() {
            page.item(&format!(
                "Look through what was taken out in `removed.toml`: {}.",
                kinds.join(", ")
            ));
        }
        let replaced = self.facts.cleaned.changes.replaced.len();
        if replaced > 0 {
            page.item(&format!(
                "Look through the replacements in `removed.toml`: {replaced}."
            ));
        }
        let joined = self.facts.cleaned.changes.joined.len();
        if joined > 0 {
            page.item(&format!(
                "Lines joined with the one above: {joined}. Look for paragraphs that should be two."
            ));
        }
    }

    fn outline(&self, page: &mut Page) {
        page.section(
            "The outline",
            "What the source seems to have wrong is accepted under `[[outline.accept]]` in `plan.toml`. Compare each with the original.",
        );
        let found = self.facts.found;
        for ((line, what), rule) in found.accepted.iter().zip(&found.rules.accept) {
            page.item(&format!(
                "Line {line}: “{}…” {}.",
                rule.begins,
                outline::doubt(*what)
            ));
        }
        for (table, rule) in found.tables.iter().zip(&found.rules.table) {
            let lines = match table.len() {
                1 => format!("Line {}", table.end),
                _ => format!("Lines {}–{}", table.start + 1, table.end),
            };
            page.item(&format!(
                "{lines}: “{}…” is taken for a table or box up to the next heading: one paragraph a line, none of them a heading. Compare where it ends with the original (`lines` under `[[outline.table]]`), and read its rows: an empty cell may have gone.",
                rule.begins
            ));
        }
        let last = found.outline.paragraphs.last();
        if let Some(last) = last {
            let begins: String = last.text.as_str().chars().take(20).collect();
            page.item(&format!(
                "Line {}: “{begins}…” is the last paragraph. If it closes the whole plan, add `closing = true` under `[outline]`.",
                found.outline.paragraphs.len()
            ));
        }
        let dashes = found.outline.paragraphs.iter().zip(1..);
        let mut dashes = dashes.filter(|(entry, _)| entry.text.as_str().starts_with("——"));
        if let Some((first, line)) = dashes.next() {
            let begins: String = first.text.as_str().chars().take(16).collect();
            page.item(&format!(
                "Line {line}: “{begins}…” and {} more begin with ——. If they are goals or positions, say so under `dashes`.",
                dashes.count()
            ));
        }
    }

    fn site(&self, page: &mut Page) {
        page.section("The site", "These are first versions in `plan.toml`.");
        page.item("Check the names of the site, in Chinese and English: `title`, `short`, `description`, `intro`, `file`, `storage`, `cite`.");
        page.item(&format!(
            "Check who issued the plan: “{}”.",
            self.facts.issuer
        ));
        match &self.facts.adopted {
            Some(day) => page.item(&format!("Check the adoption: “{}”, {day}.", self.facts.meeting)),
            None => page.item("The text does not say when it was adopted. Add `adopted` (and `meeting`) if you know them from another source and the text has no line of adoption."),
        }
        if self.facts.options.source.is_none() {
            page.item("Say where the text was found: `name` under `[source]`.");
        }
        match &self.facts.reposted {
            Some(day) => page.item(&format!("Check the day that the page gives: {day}.")),
            None => page.item(
                "No day of the page was found. Add `reposted` under `[source]` if it gives one.",
            ),
        }
        page.item("Choose examples for the search field and questions of a first reader: `[site.search]`, `[[site.question]]`.");
        page.item("Add `english.toml` with the headings in English, if the site is to have them.");
    }

    fn periods(&self, page: &mut Page) {
        page.section("Periods", "Each is named in the text. The years come from the number of the five-year plan, or from the text.");
        for doubt in &self.doubts {
            page.item(doubt);
        }
        for period in &self.facts.periods {
            let (first, last) = period.years;
            page.item(&format!(
                "Check {}: {}, {first}–{last}.",
                period.zh, period.role
            ));
        }
        for (passage, period, words) in self.of_passages {
            page.item(&format!(
                "`{passage}` is about `{period}`, because it says “{words}”."
            ));
        }
        page.item("Every other passage counts for what is planned. Say which parts look back or further ahead, under `[[outline.period]]`. The site offers periods as a filter once there are milestones.");
    }

    fn places(&self, page: &mut Page) {
        page.section(
            "Places",
            "A mention is every occurrence of a name's letters. Groups (县（区）, 四县) and short names are not found.",
        );
        let options = self.facts.options;
        for place in &options.places {
            match self.times.get(&place.zh) {
                Some(times) => page.item(&format!(
                    "{}: {times} mentions. Check them, its English name “{}”, its `code` and `tile` in `places.toml`.",
                    place.zh, place.en
                )),
                None => page.item(&format!("{} is not in the text. Take it out of `places.toml`, or add its short name to `aliases`.", place.zh)),
            }
        }
        if !options.places.is_empty() {
            return;
        }
        if self.candidates.is_empty() {
            page.item("No names of places were found. If there are some, run `new-plan` again with `--places`.");
            return;
        }
        let names: Vec<&str> = self
            .candidates
            .iter()
            .map(|(name, ..)| name.as_str())
            .collect();
        page.item(&format!(
            "These words end like the name of a place. Run `new-plan` again with those that are the plan's own: `--places {}`.",
            names.join(",")
        ));
        for (name, times, passage) in &self.candidates {
            let _ = writeln!(page.text, "  - {name}: {times} times, first in `{passage}`");
        }
    }

    fn numbers(&self, page: &mut Page) {
        let (numbers, words) = numbers::find(&self.facts.found.outline);
        page.section(
            "Numbers",
            "There is no `quantities.toml`, so numbers are not checked. These are all of them; data/README.md of the program says how each becomes a quantity, a term or a word that counts nothing.",
        );
        page.item(&format!(
            "Class {} numbers in Arabic digits and {} words with Chinese numerals.",
            numbers.len(),
            words.len()
        ));
        page.text
            .push_str("\n| line | passage | number | words |\n| --- | --- | --- | --- |\n");
        for number in &numbers {
            let _ = writeln!(
                page.text,
                "| {} | `{}` | {} | {} |",
                number.line,
                number.passage,
                number.printed,
                number.around.replace('|', "\\|")
            );
        }
        page.text.push_str("\nWords with Chinese numerals, how often each occurs, and the line where it is first:\n\n");
        let words: Vec<String> = words
            .iter()
            .map(|(word, (times, line))| format!("{} {times}× ({line})", word.replace('|', "\\|")))
            .collect();
        page.text.push_str(&words.join(", "));
        page.text.push('\n');
    }
}
