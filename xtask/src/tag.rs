//! `cargo xtask tag`: goes through the untagged sentences of a data folder, and writes the themes that are typed
//! into `sentences.toml`.
//!
//! [`Session`] decides everything; [`run`] only prints, reads lines and writes the file. After each answer the
//! file is complete, so that one can stop at any time.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, BufRead, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use plan_explorer::ingest::{Sources, build};
use plan_explorer::model::{PlanFile, file};

/// The file of the themes of sentences.
const FILE: &str = "sentences.toml";

/// How many themes a sentence can have.
const MOST: usize = 4;

/// The keys of the themes, in their order. Other characters are commands.
const KEYS: &str = "123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0+*";

/// What the commands are.
const COMMANDS: &str = "Enter skip · - back · = the same as before · ? the themes · . stop";

/// A sentence to tag.
#[derive(Clone, Debug, PartialEq)]
struct Sentence {
    id: String,
    text: String,
    /// The headings above it, from the highest level to the lowest.
    above: Vec<String>,
    /// The sentences around it in its passage.
    before: String,
    after: String,
}

/// A theme and its key.
#[derive(Clone, Debug, PartialEq)]
struct Choice {
    key: char,
    id: String,
    name: String,
    about: String,
}

/// What to do after an answer.
#[derive(Clone, Debug, PartialEq)]
enum Next {
    /// Write the file and show the sentence.
    Save,
    /// Show the sentence.
    Show,
    /// Say what is wrong, and ask again.
    Wrong(String),
    /// Show the themes, and ask again.
    Themes,
    /// Stop.
    Stop,
}

/// The sentences, their themes, and which one is next.
#[derive(Clone, Debug)]
struct Session {
    sentences: Vec<Sentence>,
    choices: Vec<Choice>,
    /// The ids of the themes of each tagged sentence, the primary one first.
    tagged: BTreeMap<String, Vec<String>>,
    at: usize,
    /// The themes that were given last.
    last: Vec<String>,
}

impl Session {
    /// Begins at the first untagged sentence.
    fn new(plan: &PlanFile) -> Self {
        let choices = plan.themes.iter().zip(KEYS.chars());
        let choices = choices.map(|(theme, key)| Choice {
            key,
            id: theme.id.clone(),
            name: theme.zh.clone(),
            about: theme.about.clone(),
        });
        let sentences = plan.passages.iter().flat_map(|entry| &entry.sentences);
        let tagged = sentences.filter_map(|entry| {
            let themes = entry.themes.as_ref()?;
            let all = std::iter::once(&themes.primary).chain(&themes.secondary);
            Some((entry.id.clone(), all.cloned().collect()))
        });
        let mut session = Self {
            choices: choices.collect(),
            tagged: tagged.collect(),
            sentences: sentences_of(plan),
            at: 0,
            last: Vec::new(),
        };
        session.go_to_untagged(0);
        session
    }

    /// The sentence that is asked for, if any is left.
    fn sentence(&self) -> Option<&Sentence> {
        self.sentences.get(self.at)
    }

    fn is_tagged(&self, at: usize) -> bool {
        let sentence = self.sentences.get(at);
        sentence.is_some_and(|sentence| self.tagged.contains_key(&sentence.id))
    }

    /// Goes to the first untagged sentence from `from` on, or to the end.
    fn go_to_untagged(&mut self, from: usize) {
        let mut places = from..self.sentences.len();
        let untagged = places.find(|at| !self.is_tagged(*at));
        self.at = untagged.unwrap_or(self.sentences.len());
    }

    /// Takes an answer.
    fn answer(&mut self, typed: &str) -> Next {
        match typed.trim() {
            "." => Next::Stop,
            "?" => Next::Themes,
            "" => {
                self.go_to_untagged(self.at + 1);
                Next::Show
            }
            "-" => {
                self.at = self.at.saturating_sub(1);
                Next::Show
            }
            "=" if self.last.is_empty() => {
                Next::Wrong("Nothing was given before; type the keys of themes.".to_owned())
            }
            "=" => self.give(self.last.clone()),
            keys => match self.themes(keys) {
                Ok(themes) => self.give(themes),
                Err(wrong) => Next::Wrong(wrong),
            },
        }
    }

    /// The themes with these keys.
    fn themes(&self, keys: &str) -> Result<Vec<String>, String> {
        let mut themes: Vec<String> = Vec::new();
        for key in keys.chars().filter(|key| !key.is_whitespace()) {
            let choice = self.choices.iter().find(|choice| choice.key == key);
            let Some(choice) = choice else {
                return Err(format!("{key} is the key of no theme; ? shows the keys."));
            };
            if themes.contains(&choice.id) {
                return Err(format!("{key} is there twice; type each theme once."));
            }
            themes.push(choice.id.clone());
        }
        if themes.len() > MOST {
            return Err(format!(
                "A sentence has at most {MOST} themes, the primary one first."
            ));
        }
        Ok(themes)
    }

    fn give(&mut self, themes: Vec<String>) -> Next {
        let Some(sentence) = self.sentence() else {
            return Next::Stop;
        };
        self.tagged.insert(sentence.id.clone(), themes.clone());
        self.last = themes;
        self.go_to_untagged(self.at + 1);
        Next::Save
    }

    /// How far one is: 12 of 340 (3 %).
    fn progress(&self) -> String {
        let (done, all) = (self.tagged.len(), self.sentences.len());
        let share = (done * 100).checked_div(all).unwrap_or(100);
        format!("{done} of {all} ({share} %)")
    }

    /// The sentence in its context, and the keys.
    fn shown(&self) -> String {
        let Some(sentence) = self.sentence() else {
            return String::new();
        };
        let mut out = format!("\n── {} · {}\n", self.progress(), sentence.id);
        for heading in &sentence.above {
            let _ = writeln!(out, "   {heading}");
        }
        if !sentence.before.is_empty() {
            let _ = writeln!(out, "   … {}", sentence.before);
        }
        let _ = writeln!(out, "\n ▶ {}\n", sentence.text);
        if !sentence.after.is_empty() {
            let _ = writeln!(out, "   {} …", sentence.after);
        }
        if let Some(themes) = self.tagged.get(&sentence.id) {
            let _ = writeln!(out, "   Has: {}", themes.join(", "));
        }
        let keys = self
            .choices
            .iter()
            .map(|choice| format!("{} {}", choice.key, choice.name));
        let _ = write!(
            out,
            "   {}\n   {COMMANDS}\n",
            keys.collect::<Vec<_>>().join(" · ")
        );
        out
    }

    /// The themes with what belongs to each.
    fn all_themes(&self) -> String {
        let lines = self.choices.iter().map(|choice| {
            format!(
                "   {} {} ({}): {}\n",
                choice.key, choice.name, choice.id, choice.about
            )
        });
        lines.collect()
    }

    /// The text of `sentences.toml`. What the file has before and after its table stays.
    fn file(&self, old: &str) -> String {
        let (head, tail) = around(old);
        let mut out = head.to_owned();
        out.push_str("[sentences]\n");
        for sentence in &self.sentences {
            if let Some(themes) = self.tagged.get(&sentence.id) {
                let themes: Vec<String> =
                    themes.iter().map(|theme| format!("\"{theme}\"")).collect();
                let _ = writeln!(out, "\"{}\" = [{}]", sentence.id, themes.join(", "));
            }
        }
        if !tail.is_empty() {
            out.push('\n');
            out.push_str(tail);
        }
        out
    }
}

/// What a file has before its table of sentences, and after it.
fn around(old: &str) -> (&str, &str) {
    const NEW: &str =
        "# The themes of the sentences, in text order; the first is the primary one.\n\n";
    let mut at = 0;
    let mut head = None;
    for line in old.split_inclusive('\n') {
        match head {
            None if line.trim() == "[sentences]" => head = old.get(..at),
            Some(head) if line.starts_with('[') => {
                return (head, old.get(at..).unwrap_or_default());
            }
            _ => {}
        }
        at += line.len();
    }
    match head {
        Some(head) => (head, ""),
        // A file without the table is what comes after it.
        None => (NEW, old),
    }
}

/// The sentences of a plan, in text order.
fn sentences_of(plan: &PlanFile) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let chapters = |passage: &file::Passage| {
        let chapter = plan
            .chapters
            .iter()
            .find(|entry| Some(&entry.id) == passage.chapter.as_ref());
        let section = plan
            .sections
            .iter()
            .find(|entry| Some(&entry.id) == passage.section.as_ref());
        let chapter = chapter.and_then(|entry| entry.heading.clone());
        let own = passage.heading.clone();
        let mut above: Vec<String> = chapter
            .into_iter()
            .chain(section.map(|entry| entry.heading.clone()))
            .collect();
        above.extend(own);
        above.dedup();
        above
    };
    for passage in &plan.passages {
        let letters: Vec<char> = passage.text.chars().collect();
        let text = |at: Option<&file::Sentence>| -> String {
            let span = at.map_or(0..0, |at| at.start as usize..at.end as usize);
            letters.get(span).unwrap_or_default().iter().collect()
        };
        let all = passage.sentences.as_slice();
        for (at, sentence) in all.iter().enumerate() {
            sentences.push(Sentence {
                id: sentence.id.clone(),
                text: text(Some(sentence)),
                above: chapters(passage),
                before: text(at.checked_sub(1).and_then(|at| all.get(at))),
                after: text(all.get(at + 1)),
            });
        }
    }
    sentences
}

/// Asks for the themes of every untagged sentence of the folder.
///
/// # Errors
/// When the folder breaks a rule, or a file cannot be read or written.
pub fn run(data: &Path) -> Result<()> {
    talk(data, &mut io::stdin().lock(), &mut io::stdout().lock())
}

fn talk(data: &Path, typed: &mut impl BufRead, out: &mut impl Write) -> Result<()> {
    let sources =
        Sources::read(data).with_context(|| format!("{} cannot be read", data.display()))?;
    let plan = match build(&sources) {
        Ok(plan) => plan,
        Err(problems) => {
            let list: Vec<String> = problems
                .iter()
                .take(20)
                .map(|problem| format!("  {problem}"))
                .collect();
            bail!(
                "the data in {} breaks rules; put `open = true` at the top of themes.toml if sentences only lack their themes:\n{}",
                data.display(),
                list.join("\n")
            );
        }
    };
    let path = data.join(FILE);
    let old = sources.sentences.unwrap_or_default();
    let mut session = Session::new(&plan);
    write!(out, "{}", session.all_themes())?;
    let mut shows = true;
    while session.sentence().is_some() {
        if shows {
            write!(out, "{}", session.shown())?;
        }
        write!(out, "> ")?;
        out.flush()?;
        let mut line = String::new();
        if typed.read_line(&mut line)? == 0 {
            break;
        }
        let next = session.answer(&line);
        shows = matches!(next, Next::Save | Next::Show);
        match next {
            Next::Save => save(&path, &session.file(&old))?,
            Next::Show => {}
            Next::Wrong(why) => writeln!(out, "   {why}")?,
            Next::Themes => write!(out, "{}", session.all_themes())?,
            Next::Stop => break,
        }
    }
    writeln!(
        out,
        "\n{} tagged, in {}.",
        session.progress(),
        path.display()
    )?;
    if session.tagged.len() == session.sentences.len() {
        writeln!(
            out,
            "All are tagged. Give the headings their themes under [passages] in themes.toml and take out `open = true`: then what is forgotten is reported."
        )?;
    }
    Ok(())
}

/// Writes the file as a whole, so that it is never half written.
fn save(path: &Path, text: &str) -> Result<()> {
    let next = path.with_extension("toml.new");
    fs::write(&next, text).with_context(|| format!("{} cannot be written", next.display()))?;
    fs::rename(&next, path).with_context(|| format!("{} cannot be written", path.display()))
}

#[cfg(test)]
mod tests;
