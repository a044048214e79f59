//! `cargo xtask new-plan`: a text as people have it → a data folder that builds.
//!
//! The work is in `plan_explorer::ingest`: cleaning and drafting are pure. Here are the files, the HTML, and the
//! readings of Chinese names.

mod html;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use pinyin::ToPinyin as _;
use plan_explorer::ingest::{self, Draft, DraftOptions, DraftPlace, ThemeList, build, clean};
use plan_explorer::model::{PassageKind, Plan, ThemeEntry};

/// The themes of a plan for which the user gives none.
const THEMES: &str = include_str!("new_plan/themes.toml");

/// The options of `cargo xtask new-plan`.
#[derive(Args)]
pub struct Options {
    /// The text: .txt, .md or .html, in UTF-8
    #[arg(value_name = "TEXT")]
    text: PathBuf,
    /// The folder to write, which must not exist or be empty
    #[arg(long, value_name = "DIR")]
    into: PathBuf,
    /// The plan's counties, in the order of the page: 城关区,堆龙德庆区
    #[arg(long, value_name = "NAMES", value_delimiter = ',')]
    places: Vec<String>,
    /// A file with the [[theme]] of a themes.toml, instead of our fourteen themes
    #[arg(long, value_name = "FILE")]
    themes: Option<PathBuf>,
    /// The first and last year of the plan, if its text does not say them: 2026-2030
    #[arg(long, value_name = "YEARS", value_parser = years)]
    years: Option<(u16, u16)>,
    /// What kind of page the text was found on, in Chinese: 市政府网站
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
}

impl Options {
    /// With a text, the folder to write, the counties and the years, and nothing else.
    pub fn of(text: PathBuf, into: PathBuf, places: &[&str], years: (u16, u16)) -> Self {
        Self {
            text,
            into,
            places: places.iter().map(|&name| name.to_owned()).collect(),
            themes: None,
            years: Some(years),
            source: None,
        }
    }
}

/// Reads `2026-2030`.
fn years(text: &str) -> Result<(u16, u16), String> {
    let years = text.split_once(['-', '–', '—']).and_then(|(first, last)| {
        let years: (u16, u16) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        (years.0 <= years.1 && years.1 - years.0 < 60).then_some(years)
    });
    years.ok_or_else(|| "write the first and the last year, for example 2026-2030".to_owned())
}

/// Reads the text, writes the folder, and says what it found.
///
/// # Errors
/// When the text is no plan, a file cannot be read or written, or the folder has files already.
pub fn run(options: &Options) -> Result<()> {
    let into = &options.into;
    let is_free = !into.exists() || fs::read_dir(into)?.next().is_none();
    ensure!(
        is_free,
        "{} has files already; give another folder with --into, or empty it",
        into.display()
    );
    let themes = match &options.themes {
        Some(path) => {
            let text = fs::read_to_string(path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            theme_list(&text).with_context(|| format!("{} has no themes", path.display()))?
        }
        None => theme_list(THEMES)?,
    };
    let text = read(&options.text)?;
    let name = options.text.file_name().unwrap_or_default();
    let wanted = DraftOptions {
        places: places(&options.places)?,
        themes,
        years: options.years,
        source: options.source.clone(),
        file: name.to_string_lossy().into_owned(),
    };
    let is_markdown = extension(&options.text) == "md";
    let draft = draft(&text, is_markdown, &wanted)
        .with_context(|| format!("{} was not taken", options.text.display()))?;
    fs::create_dir_all(into).with_context(|| format!("cannot create {}", into.display()))?;
    for (file, text) in &draft.files {
        let path = into.join(file);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
    }
    let place = into.display();
    println!("{place}: {}", counted(&draft));
    if let Some(why) = &draft.cut_off {
        println!("The text is not complete: {why}.");
    }
    println!(
        "{} things are left to decide: {place}/TODO.md lists them.",
        draft.open
    );
    println!("Build its site with `cargo xtask build --data {place} --out {place}-site`,");
    println!("and tag its sentences with `cargo xtask tag {place}`.");
    Ok(())
}

/// Makes the files, and checks that they build.
///
/// # Errors
/// When the text is no plan, or what was made breaks a rule.
pub fn draft(text: &str, is_markdown: bool, options: &DraftOptions) -> Result<Draft> {
    let cleaned = clean(text, is_markdown)?;
    let draft = ingest::draft(text, &cleaned, options, &reading)?;
    let file = build(&draft.sources()).map_err(|problems| {
        let list: Vec<String> = problems
            .iter()
            .map(|problem| format!("  {problem}"))
            .collect();
        anyhow::anyhow!(
            "the draft breaks rules that it should keep:\n{}",
            list.join("\n")
        )
    })?;
    Plan::new(file)?;
    Ok(draft)
}

/// How many passages there are of each kind, in words.
fn counted(draft: &Draft) -> String {
    let words = draft.counts.iter().filter(|(_, count)| *count > 0);
    let words = words.map(|(kind, count)| {
        let name = match kind {
            PassageKind::Part => "part",
            PassageKind::Chapter => "chapter",
            PassageKind::Section => "section",
            PassageKind::Measure => "measure",
            _ => "paragraph",
        };
        let plural = if *count == 1 { "" } else { "s" };
        format!("{count} {name}{plural}")
    });
    words.collect::<Vec<_>>().join(", ")
}

fn extension(path: &Path) -> String {
    let extension = path.extension().unwrap_or_default();
    extension.to_string_lossy().to_ascii_lowercase()
}

/// The text of a file, without the marks of HTML.
fn read(path: &Path) -> Result<String> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| format!("{shown} cannot be read"))?;
    let Ok(text) = String::from_utf8(bytes) else {
        bail!(
            "{shown} is not in UTF-8; convert it, for example with `iconv -f GB18030 -t UTF-8 TEXT > NEW`"
        );
    };
    Ok(match extension(path).as_str() {
        "html" | "htm" | "xhtml" => html::text(&text),
        "txt" | "md" | "markdown" | "" => text,
        other => bail!(
            "{shown} is a .{other}; copy its text into a .txt (from a PDF, for example with `pdftotext -layout`)"
        ),
    })
}

fn theme_list(text: &str) -> Result<Vec<ThemeEntry>> {
    let list: ThemeList = toml::from_str(text)?;
    ensure!(!list.theme.is_empty(), "it lists none");
    Ok(list.theme)
}

/// The reading of a character, without its tone.
fn reading(letter: char) -> Option<String> {
    letter
        .to_pinyin()
        .map(|reading| reading.plain().replace('ü', "v"))
}

/// The counties with the names given, each with an id and a first English name made of its reading.
///
/// # Errors
/// When a name is empty or given twice.
fn places(names: &[String]) -> Result<Vec<DraftPlace>> {
    const KINDS: [(&str, &str); 11] = [
        ("自治县", "Autonomous County"),
        ("自治旗", "Autonomous Banner"),
        ("自治州", "Autonomous Prefecture"),
        ("新区", "New Area"),
        ("地区", "Prefecture"),
        ("区", "District"),
        ("县", "County"),
        ("旗", "Banner"),
        ("市", "City"),
        ("州", "Prefecture"),
        ("盟", "League"),
    ];
    let mut places: Vec<DraftPlace> = Vec::new();
    for name in names.iter().map(|name| name.trim()) {
        ensure!(!name.is_empty(), "--places has an empty name");
        let same = places.iter().any(|place| place.zh == name);
        ensure!(!same, "--places has {name} twice");
        let kind = KINDS
            .iter()
            .find(|(end, _)| name.ends_with(end) && name != *end);
        let own = kind.map_or(name, |(end, _)| name.trim_end_matches(end));
        let spelled = |name: &str| -> String { name.chars().filter_map(reading).collect() };
        let letters = spelled(own);
        ensure!(
            !letters.is_empty(),
            "--places has {name}, which is no Chinese name"
        );
        let taken = |id: &String| places.iter().any(|place| place.id == *id);
        let whole = spelled(name);
        let ids = [letters.clone(), whole.clone()].into_iter();
        let mut ids = ids.chain((2..).map(|number| format!("{whole}{number}")));
        let id = ids.find(|id| !taken(id)).unwrap_or_default();
        let mut capital = letters.chars();
        let first = capital.next().map(|letter| letter.to_ascii_uppercase());
        let english: String = first.into_iter().chain(capital).collect();
        places.push(DraftPlace {
            id,
            zh: name.to_owned(),
            en: kind.map_or(english.clone(), |(_, kind)| format!("{english} {kind}")),
        });
    }
    Ok(places)
}

#[cfg(test)]
mod tests;
