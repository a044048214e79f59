//! A cleaned text → the files of a data folder that builds, and what is left for people to decide.
//!
//! A draft says only what the text itself says: its outline, the periods it names, the places of a list, the
//! day and the meeting in its line of adoption. What could not be decided is in `TODO.md`, each with line and
//! quote. Themes are listed and given to no passage.

mod numbers;
mod outline;
mod periods;
mod places;
mod todo;

use std::fmt::Write as _;
use std::ops::Range;

use serde::Deserialize;
use thiserror::Error;

use super::clean::Cleaned;
use super::outline::Outline;
use super::{Problem, Sources, files};
use crate::model::{PassageKind, ThemeEntry};
use outline::Found;
use periods::Period;

/// What the user says of a plan.
#[derive(Clone, Debug, Default)]
pub struct DraftOptions {
    /// Its counties.
    pub places: Vec<DraftPlace>,
    /// Its themes.
    pub themes: Vec<ThemeEntry>,
    /// Its first and last year, if the text does not say them.
    pub years: Option<(u16, u16)>,
    /// What kind of page the text was found on.
    pub source: Option<String>,
    /// The name of the text's file.
    pub file: String,
}

/// A place that the user names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftPlace {
    /// Its id.
    pub id: String,
    /// Its name.
    pub zh: String,
    /// A first version of its name in English.
    pub en: String,
}

/// A list of themes: the `[[theme]]` of a `themes.toml`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ThemeList {
    /// The themes.
    pub theme: Vec<ThemeEntry>,
}

/// The files of a data folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Name and text of each file.
    pub files: Vec<(&'static str, String)>,
    /// How many there are of each kind of passage, in the order of the outline.
    pub counts: Vec<(PassageKind, usize)>,
    /// Why the text seems to be cut off, if it does.
    pub cut_off: Option<String>,
    /// How many things are left to decide.
    pub open: usize,
}

impl Draft {
    /// The text of the file with this name.
    pub fn file(&self, name: &str) -> Option<&str> {
        let file = self.files.iter().find(|(file, _)| *file == name);
        file.map(|(_, text)| text.as_str())
    }

    /// The files as [`super::build`] takes them.
    pub fn sources(&self) -> Sources {
        let text = |name| self.file(name).map(str::to_owned);
        Sources {
            source: text(files::SOURCE),
            scraped: text(files::SCRAPED),
            removed: text(files::REMOVED),
            plan: text(files::PLAN),
            themes: text(files::THEMES),
            places: text(files::PLACES),
            ..Sources::default()
        }
    }
}

/// Why no draft could be made.
#[derive(Clone, Debug, Error)]
pub enum DraftError {
    /// The years are unknown.
    #[error(
        "neither the title nor the text says which years the plan is for; say it with --years, for example --years 2026-2030"
    )]
    NoYears,
    /// The outline has faults that cannot be accepted.
    #[error("the outline cannot be read: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    NoOutline(Vec<Problem>),
}

/// A text in a TOML string.
pub(super) fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            _ if letter.is_control() || letter == '\u{feff}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// What a draft knows of its plan.
struct Facts<'a> {
    options: &'a DraftOptions,
    cleaned: &'a Cleaned,
    found: &'a Found,
    periods: Vec<Period>,
    title: String,
    issuer: String,
    /// The short name of the place: 云川市.
    place: String,
    /// Its letters in Latin.
    slug: String,
    adopted: Option<String>,
    meeting: String,
    reposted: Option<String>,
}

/// Makes a draft. `scraped` is the text that was cleaned, and `pinyin` gives the reading of a character.
///
/// # Errors
/// When the text has no outline or no years.
pub fn draft(
    scraped: &str,
    cleaned: &Cleaned,
    options: &DraftOptions,
    pinyin: &dyn Fn(char) -> Option<String>,
) -> Result<Draft, DraftError> {
    let lines: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    let mut source = lines.join("\n");
    source.push('\n');
    let found = outline::find(&source, &tables(cleaned)).map_err(DraftError::NoOutline)?;
    let (periods, doubts) = periods::find(&found.outline, options.years)?;
    let facts = facts(cleaned, options, &found, periods, pinyin);
    let of_passages = periods::of_passages(&found.outline, &facts.periods);
    let (mentions, times) = places::mentions(&found.outline, &options.places);
    let cut_off = cut_off(cleaned, &found);
    let todo = todo::Todo {
        facts: &facts,
        doubts,
        of_passages: &of_passages,
        times,
        candidates: match options.places.is_empty() {
            true => places::candidates(&found.outline),
            false => Vec::new(),
        },
        cut_off: cut_off.as_deref(),
    };
    let (todo, open) = todo.write();
    let mut plan = plan_toml(&facts, cut_off.is_some(), pinyin);
    plan.push_str(&periods::toml(&facts.periods));
    plan.push('\n');
    plan.push_str(&outline::toml(&found));
    for (passage, period, _) in &of_passages {
        let _ = write!(
            plan,
            "\n[[outline.period]]\npassages = [{}]\nperiods = [{}]\n",
            toml_text(passage),
            toml_text(period)
        );
    }
    plan.push_str(&outline::entries_toml(&found));
    let files = vec![
        (files::SOURCE, source),
        (files::SCRAPED, scraped.to_owned()),
        (files::REMOVED, removed_toml(cleaned)),
        (files::PLAN, plan),
        (files::THEMES, themes_toml(&options.themes)),
        (files::PLACES, places::toml(&options.places, &mentions)),
        ("TODO.md", todo),
    ];
    Ok(Draft {
        files,
        counts: counts(&found.outline),
        cut_off,
        open,
    })
}

/// The paragraphs of each table or box, counting from 0.
fn tables(cleaned: &Cleaned) -> Vec<Range<usize>> {
    let mut tables: Vec<Range<usize>> = Vec::new();
    let mut above = None;
    for (at, paragraph) in cleaned.paragraphs.iter().enumerate() {
        match tables.last_mut() {
            Some(table) if above.is_some() && above == paragraph.table => table.end = at + 1,
            _ if paragraph.table.is_some() => tables.push(at..at + 1),
            _ => {}
        }
        above = paragraph.table;
    }
    tables
}

/// How many passages there are of each kind.
fn counts(outline: &Outline) -> Vec<(PassageKind, usize)> {
    let kinds = [
        PassageKind::Part,
        PassageKind::Chapter,
        PassageKind::Section,
        PassageKind::Measure,
        PassageKind::Paragraph,
    ];
    let count = |kind| {
        outline
            .paragraphs
            .iter()
            .filter(|entry| entry.kind == kind)
            .count()
    };
    kinds.into_iter().map(|kind| (kind, count(kind))).collect()
}

/// Why the text seems to be cut off.
fn cut_off(cleaned: &Cleaned, found: &Found) -> Option<String> {
    use super::annotations::Accepted;
    let last = found.outline.paragraphs.len();
    let text = found
        .outline
        .paragraphs
        .last()
        .map_or("", |entry| entry.text.as_str());
    let end: String = {
        let letters: Vec<char> = text.chars().collect();
        letters
            .iter()
            .skip(letters.len().saturating_sub(20))
            .collect()
    };
    let at_end = |what| found.accepted.contains(&(last, what));
    if at_end(Accepted::Unended) {
        return Some(format!(
            "the text stops in the middle of a sentence: “…{end}”"
        ));
    }
    if at_end(Accepted::Empty) {
        return Some(format!("the text stops after a heading: “{end}”"));
    }
    // A last section that only introduces something goes on elsewhere.
    if text.ends_with(['；', '：', '，']) {
        return Some(format!(
            "the text stops before its last sentence ends: “…{end}”"
        ));
    }
    let missing = cleaned.missing.first()?;
    Some(match cleaned.missing.len() {
        1 => format!("its table of contents names “{missing}”, which is not in the text"),
        total => format!(
            "{total} headings of its table of contents are not in the text, the first is “{missing}”"
        ),
    })
}

fn facts<'a>(
    cleaned: &'a Cleaned,
    options: &'a DraftOptions,
    found: &'a Found,
    periods: Vec<Period>,
    pinyin: &dyn Fn(char) -> Option<String>,
) -> Facts<'a> {
    let text = |at: usize| {
        found
            .outline
            .paragraphs
            .get(at)
            .map_or("", |entry| entry.text.as_str())
    };
    let title = text(0).to_owned();
    let adoption = found
        .outline
        .paragraphs
        .get(1)
        .filter(|entry| entry.kind == PassageKind::Adoption);
    let adoption = adoption.map_or("", |entry| entry.text.as_str());
    let bare = title.trim_start_matches('《');
    let ends = ["关于", "国民经济", "经济社会", "经济和社会", "“", "第"];
    let end = ends.iter().filter_map(|words| bare.find(words)).min();
    let issuer = bare.get(..end.unwrap_or(0)).unwrap_or_default();
    let issuer = if issuer.is_empty() {
        title.as_str()
    } else {
        issuer
    };
    let place = issuer
        .trim_start_matches("中共")
        .trim_start_matches("中国共产党");
    let place = place
        .trim_end_matches("委员会")
        .trim_end_matches("人民政府")
        .trim_end_matches("委");
    let place: String = place.chars().take(12).collect();
    let own = place.trim_end_matches("自治区").trim_end_matches("自治州");
    let own = own.trim_end_matches("自治县");
    let slug: String = own
        .trim_end_matches(['市', '省', '县', '区', '州', '旗', '盟'])
        .chars()
        .filter_map(pinyin)
        .collect();
    let slug: String = slug.chars().filter(char::is_ascii_lowercase).collect();
    let slug = match place.as_str() {
        "中华人民共和国" => "china".to_owned(),
        _ if slug.is_empty() => "plan".to_owned(),
        _ => slug,
    };
    let (adopted, rest) = match day_in(adoption) {
        Some((day, rest)) => (Some(day), rest),
        None => (None, ""),
    };
    let meeting = ["审议通过", "表决通过", "通过", "审查批准", "批准"]
        .into_iter()
        .find_map(|end| rest.split_once(end))
        .map_or("", |(meeting, _)| meeting);
    // The page says its own day beside the title.
    let around = cleaned.changes.removed.iter();
    let mut days = around.filter(|removal| {
        let of_page = removal.why.contains("页头") || removal.why.contains("标题下");
        of_page
            && ["时间", "日期", "发布", "来源"]
                .iter()
                .any(|word| removal.fragment.contains(word))
    });
    let reposted = days.find_map(|removal| day_of_page(&removal.fragment));
    Facts {
        options,
        cleaned,
        found,
        periods,
        issuer: issuer.to_owned(),
        place,
        slug,
        adopted,
        meeting: meeting.to_owned(),
        reposted,
        title,
    }
}

/// The first day that a text prints as 2025年11月28日, as `YYYY-MM-DD`, and the words after it.
fn day_in(text: &str) -> Option<(String, &str)> {
    text.match_indices('年').find_map(|(at, _)| {
        let before = text.get(..at)?;
        let from = before
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .len();
        let year = before.get(from..)?;
        let (month, rest) = text.get(at + '年'.len_utf8()..)?.split_once('月')?;
        let (day, rest) = rest.split_once('日')?;
        Some((day_of(year, month, day)?, rest))
    })
}

/// A day with the year, month and day given.
fn day_of(year: &str, month: &str, day: &str) -> Option<String> {
    let (month, day): (u8, u8) = (month.parse().ok()?, day.parse().ok()?);
    let is_day = year.len() == 4 && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_day.then(|| format!("{year}-{month:02}-{day:02}"))
}

/// The first day that a page prints as 2025-12-13 or 2025年12月13日.
fn day_of_page(text: &str) -> Option<String> {
    let letters: Vec<char> = text.chars().collect();
    let with_dashes = letters.windows(10).find_map(|part| {
        let part: String = part.iter().collect();
        let (year, rest) = part.split_once(['-', '/', '.'])?;
        let (month, day) = rest.split_once(['-', '/', '.'])?;
        day_of(year, month, day)
    });
    with_dashes.or_else(|| day_in(text).map(|(day, _)| day))
}

/// `removed.toml`
fn removed_toml(cleaned: &Cleaned) -> String {
    let mut out = String::from(
        "# What makes source.txt out of scraped.txt, besides the width of marks. Lines count from 1.\n",
    );
    if !cleaned.changes.joined.is_empty() {
        let lines: Vec<String> = cleaned
            .changes
            .joined
            .iter()
            .map(ToString::to_string)
            .collect();
        let _ = writeln!(out, "joined = [{}]", lines.join(", "));
    }
    for removal in &cleaned.changes.removed {
        let _ = write!(
            out,
            "\n[[removed]]\nline = {}\nfragment = {}\n",
            removal.line,
            toml_text(&removal.fragment)
        );
        if let Some(nth) = removal.nth {
            let _ = writeln!(out, "nth = {nth}");
        }
        if let Some(times) = removal.times {
            let _ = writeln!(out, "times = {times}");
        }
        let _ = writeln!(out, "why = {}", toml_text(&removal.why));
    }
    for replacement in &cleaned.changes.replaced {
        out.push_str("\n[[replaced]]\n");
        if let Some(line) = replacement.line {
            let _ = writeln!(out, "line = {line}");
        }
        let _ = write!(
            out,
            "from = {}\nto = {}\nwhy = {}\n",
            toml_text(&replacement.from),
            toml_text(&replacement.to),
            toml_text(&replacement.why)
        );
    }
    out
}

/// `themes.toml`, in which no passage has themes.
fn themes_toml(themes: &[ThemeEntry]) -> String {
    let mut out = String::from(
        "# The themes. `cargo xtask tag` gives them to the sentences; a passage has what its sentences carry.\n# Take out `open` when everything is tagged: then what is forgotten is reported.\nopen = true\n",
    );
    for theme in themes {
        let _ = write!(
            out,
            "\n[[theme]]\nid = {}\nzh = {}\nen = {}\nabout = {}\n",
            toml_text(&theme.id),
            toml_text(&theme.zh),
            toml_text(&theme.en),
            toml_text(&theme.about)
        );
    }
    out
}

/// Words that most plans use, to search for as an example: in traditional characters, in pinyin.
const EXAMPLES: [(&str, &str); 10] = [
    ("产业", "產業"),
    ("乡村", "鄉村"),
    ("绿色", "綠色"),
    ("开放", "開放"),
    ("创新", "創新"),
    ("经济", "經濟"),
    ("发展", "發展"),
    ("建设", "建設"),
    ("规划", "規劃"),
    ("计划", "計劃"),
];

/// The beginning of `plan.toml`: what the plan is, and what the site calls it.
fn plan_toml(
    facts: &Facts<'_>,
    is_cut_off: bool,
    pinyin: &dyn Fn(char) -> Option<String>,
) -> String {
    let outline = &facts.found.outline;
    let texts: Vec<&str> = outline
        .paragraphs
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    let has = |word: &str| texts.iter().any(|text| text.contains(word));
    let found: Vec<&(&str, &str)> = EXAMPLES.iter().filter(|(word, _)| has(word)).collect();
    let first_letters: String = facts.title.chars().take(2).collect();
    let fallback = (first_letters.as_str(), first_letters.as_str());
    let (word, traditional) = found.first().copied().copied().unwrap_or(fallback);
    let other = found.iter().skip(1).find(|(other, _)| {
        texts
            .iter()
            .any(|text| text.contains(word) && text.contains(other))
    });
    let other = other.map_or(word, |(other, _)| other);
    let phrase = ["高质量发展", "现代化建设", "绿色发展", "基本公共服务"]
        .into_iter()
        .find(|words| has(words));
    let readings: Vec<String> = word.chars().filter_map(pinyin).collect();
    let initials: String = readings
        .iter()
        .filter_map(|reading| reading.chars().next())
        .collect();
    let marks = texts.iter().find_map(|text| {
        let (before, after) = text.split_once('、')?;
        let is_word = |letter: &char| ('\u{4e00}'..='\u{9fff}').contains(letter);
        let before: Vec<char> = before.chars().rev().take(2).filter(is_word).collect();
        let after: Vec<char> = after.chars().take(2).filter(is_word).collect();
        let words: String = before.iter().rev().chain(&['，']).chain(&after).collect();
        (before.len() == 2 && after.len() == 2).then_some(words)
    });
    let english = facts.options.places.first().map(|place| place.en.as_str());
    let english = english.or_else(|| facts.options.themes.first().map(|theme| theme.en.as_str()));
    let planned = facts.periods.iter().find(|entry| entry.role == "planned");
    let period = planned.map_or(String::new(), |entry| entry.zh.clone());
    let period_en = planned.map_or(String::new(), |entry| entry.en.clone());
    let is_proposal = facts.title.contains("建议");
    let short_place = if facts.place == "中华人民共和国" {
        "国家"
    } else {
        &facts.place
    };
    let kind = if is_proposal {
        "规划建议"
    } else {
        "规划"
    };
    let title = match planned.is_some_and(|entry| !entry.words.is_empty()) {
        true => format!("{short_place}{period}{kind}"),
        false => facts.title.chars().take(30).collect(),
    };
    let mut name: Vec<char> = facts.slug.chars().collect();
    if let Some(first) = name.first_mut() {
        *first = first.to_ascii_uppercase();
    }
    let name: String = name.into_iter().collect();
    let title_en = match is_proposal {
        true => format!("Recommendations for the {period_en} of {name}"),
        false => format!("{name}: {period_en}"),
    };
    let id = planned.map_or(String::new(), |entry| format!("-{}", entry.id));
    let short: String = title.replace(['“', '”'], "").chars().take(10).collect();
    let mut out = String::from(
        "# What the plan is, what the site calls it, its periods and its outline. TODO.md says what to check.\n",
    );
    let _ = writeln!(out, "issuer = {}", toml_text(&facts.issuer));
    if !facts.meeting.is_empty() {
        let _ = writeln!(out, "meeting = {}", toml_text(&facts.meeting));
    }
    if let Some(adopted) = &facts.adopted {
        let _ = writeln!(out, "adopted = {}", toml_text(adopted));
    }
    let source = facts.options.source.clone();
    let source = source.unwrap_or_else(|| format!("文本文件 {}", facts.options.file));
    let _ = write!(out, "\n[source]\nname = {}\n", toml_text(&source));
    if let Some(day) = &facts.reposted {
        let _ = writeln!(out, "reposted = {}", toml_text(day));
    }
    let description = format!(
        "《{}》全文：按章节阅读，全文检索，每一句都有链接。",
        facts.title
    );
    let intro = format!("《{}》的全文。", facts.title);
    let intro_en = format!("The full text of “{title_en}”.");
    let _ = write!(
        out,
        "\n[site]\ntitle = {{ zh = {}, en = {} }}\nshort = {}\ndescription = {}\nintro = {{ zh = {}, en = {} }}\nfile = {file}\nstorage = {file}\ncite = {file}\ncolor = \"#1f4e6b\"\noutside_sections = {{ zh = \"不属于任何一节\", en = \"In no section\" }}\n",
        toml_text(&title),
        toml_text(&title_en),
        toml_text(&short),
        toml_text(&description),
        toml_text(&intro),
        toml_text(&intro_en),
        file = toml_text(&format!("{}{id}", facts.slug)),
    );
    let _ = write!(
        out,
        "\n[site.search]\nword = {}\ntwo = {}\nwithout = {}\nphrase = {}\npinyin = {}\ninitials = {}\ntraditional = {}\nmarks = {}\nenglish = {}\n",
        toml_text(word),
        toml_text(&format!("{word} {other}")),
        toml_text(&format!("{word} -{other}")),
        toml_text(phrase.unwrap_or(word)),
        toml_text(&readings.concat()),
        toml_text(&initials),
        toml_text(traditional),
        toml_text(marks.as_deref().unwrap_or(word)),
        toml_text(english.unwrap_or("plan")),
    );
    out.push_str(
        "\n[[site.question]]\nwords = { zh = \"规划全文和目录\", en = \"The whole text and its outline\" }\nlink = \"view=text\"\n",
    );
    if is_cut_off {
        out.push_str(
            "\n[[site.lost]]\nzh = \"这份文本并不完整，只是规划的一部分。\"\nen = \"This copy is not complete: it is a part of the plan.\"\n",
        );
    }
    out
}
