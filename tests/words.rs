//! The strings of the interface in both languages, and the names in the data.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Passage, PassageKind, Vocabulary};
use plan_explorer::query::{Facet, Lang, ViewKind};
use plan_explorer::words::{EN, Origin, Words, ZH, filter_names, page_title};
use serde_json::Value;

mod common;

use common::{passage, plan};

/// Every string of a language with its path: `close`, `view_names.3`, `about.what`.
fn all(words: &Words) -> Result<Vec<(String, String)>> {
    fn walk(path: &str, value: Value, all: &mut Vec<(String, String)>) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.into_iter().enumerate() {
                    walk(&format!("{path}.{at}"), item, all);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    walk(&format!("{path}.{name}"), field, all);
                }
            }
            Value::String(text) => all.push((path.trim_start_matches('.').to_owned(), text)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    walk("", serde_json::to_value(words)?, &mut all);
    all.retain(|(path, _)| path != "lang");
    Ok(all)
}

/// Every string: its path, in Chinese, in English.
fn pairs() -> Result<Vec<(String, String, String)>> {
    let (zh, en) = (all(&ZH)?, all(&EN)?);
    ensure!(zh.len() > 200, "{} strings", zh.len());
    let paths = |list: &[(String, String)]| list.iter().map(|(path, _)| path.clone()).collect();
    let (in_zh, in_en): (BTreeSet<String>, BTreeSet<String>) = (paths(&zh), paths(&en));
    let odd: Vec<_> = in_zh.symmetric_difference(&in_en).collect();
    ensure!(odd.is_empty(), "in one language only: {odd:?}");
    let both = zh.into_iter().zip(en);
    Ok(both.map(|((path, zh), (_, en))| (path, zh, en)).collect())
}

/// Chinese characters, the marks of Chinese typesetting, and full-width forms.
fn is_chinese(letter: char) -> bool {
    matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

#[test]
fn both_languages_have_the_same_strings() -> Result<()> {
    for (path, zh, en) in pairs()? {
        ensure!(zh.is_empty() == en.is_empty(), "{path}: “{zh}”, “{en}”");
        ensure!(zh.trim_start() == zh && en.trim_start() == en, "{path}");
    }
    Ok(())
}

#[test]
fn a_template_has_the_same_placeholders_in_both_languages() -> Result<()> {
    for (path, zh, en) in pairs()? {
        let places = |template: &str| template.matches("{}").count();
        ensure!(places(&zh) == places(&en), "{path}: “{zh}”, “{en}”");
        // A brace opens a placeholder `{}`, or behind one the forms of a word `{singular|plural}`.
        for template in [&zh, &en] {
            let mut seen = 0;
            for part in template.split('{').skip(1) {
                let (inside, _) = part.split_once('}').with_context(|| path.clone())?;
                let forms: Vec<&str> = inside.split('|').collect();
                match forms.as_slice() {
                    [""] => seen += 1,
                    [one, many] => ensure!(seen > 0 && one != many, "{path}: “{template}”"),
                    _ => anyhow::bail!("{path}: “{template}”"),
                }
            }
            ensure!(seen == places(template), "{path}: “{template}”");
        }
    }
    Ok(())
}

/// English strings that quote the plan and so may contain Chinese.
const QUOTES: [&str; 12] = [
    "search_hint",
    "help_search_rules.0.0",
    "help_search_rules.1.0",
    "help_search_rules.1.1",
    "help_search_rules.2.0",
    "reach_about",
    "projects_intro",
    "about.lost_goals",
    "about.rules.0",
    "about.rules.1",
    "about.rules.2",
    "about.rules.3",
];

/// Other Chinese in English strings: the name of the language, and an example of what can be typed.
const OTHER_CHINESE: [(&str, &str); 2] = [
    ("language_names.0", "中文"),
    ("help_search_rules.4.0", "經濟"),
];

#[test]
fn english_strings_contain_chinese_only_as_quotes_from_the_plan() -> Result<()> {
    let plan = plan()?;
    for (path, en) in all(&EN)? {
        let runs = en.split(|letter| !is_chinese(letter));
        for run in runs.filter(|run| !run.is_empty()) {
            let listed = OTHER_CHINESE.contains(&(path.as_str(), run));
            let allowed = QUOTES.iter().any(|quote| path.starts_with(quote));
            let mut passages = plan.passages().iter();
            let quoted = passages.any(|passage| passage.text.as_str().contains(run));
            ensure!(listed || allowed && quoted, "{path}: “{run}”");
        }
    }
    for (path, words) in OTHER_CHINESE {
        let used = |(found, en): &(String, String)| found == path && en.contains(words);
        ensure!(all(&EN)?.iter().any(used), "{path} does not say {words}");
    }
    for quote in QUOTES {
        let used =
            |(path, en): &(String, String)| path.starts_with(quote) && en.contains(is_chinese);
        ensure!(all(&EN)?.iter().any(used), "{quote} quotes nothing");
    }
    Ok(())
}

/// Strings that are the same in both languages: the beginning of their path, and its end.
const SAME: [(&str, &str); 6] = [
    ("example_questions", ".1"),
    ("help_keys", ".0"),
    ("about.files", ".0"),
    ("language_names", ""),
    ("period_years", ""),
    ("export_file", ""),
];

#[test]
fn every_string_is_translated_except_those_that_are_the_same_in_both_languages() -> Result<()> {
    let mut found = BTreeSet::new();
    for (path, zh, en) in pairs()? {
        let is_same =
            |(begins, ends): &&(&str, &str)| path.starts_with(begins) && path.ends_with(ends);
        if let Some(same) = SAME.iter().find(is_same) {
            ensure!(zh == en, "{path}: “{zh}”, “{en}”");
            found.insert(same);
        } else if zh.contains(is_chinese) && !path.starts_with("help_search_rules") {
            ensure!(zh != en, "{path} is not translated: “{en}”");
        }
    }
    ensure!(found.len() == SAME.len(), "only these exist: {found:?}");
    Ok(())
}

#[test]
fn the_words_of_a_language_are_in_that_language() -> Result<()> {
    for &lang in Lang::ALL {
        let words = Words::of(lang);
        ensure!(words.lang == lang);
        ensure!(words.lang.tag().split('-').next() == Some(lang.id()));
    }
    Ok(())
}

#[test]
fn english_has_singular_and_plural() -> Result<()> {
    ensure!(EN.total(ViewKind::List, 1) == "1 passage");
    ensure!(EN.total(ViewKind::List, 4) == "4 passages");
    ensure!(EN.total(ViewKind::Timeline, 0) == "0 milestones");
    ensure!(EN.show(ViewKind::Projects, 1) == "Show 1 project");
    let loosened = EN.loosen(ViewKind::List, Facet::County, 1);
    ensure!(
        loosened == "Without the filter “County or district”: 1 passage",
        "{loosened}"
    );
    ensure!(ZH.total(ViewKind::List, 1) == "1 段");
    Ok(())
}

#[test]
fn a_heading_says_whether_its_words_are_the_plans_a_translation_or_ours() -> Result<()> {
    let plan = plan()?;
    let m14 = passage("m14")?;
    let (zh, en) = (ZH.heading_of(m14), EN.heading_of(m14));
    ensure!(zh.line() == "14. 构建高效便捷的综合交通体系");
    ensure!((zh.origin, zh.original, zh.lang) == (Origin::Plan, None, "zh-Hans"));
    ensure!(en.line() == "14. Build an efficient and convenient comprehensive transport system");
    ensure!((en.origin, en.lang) == (Origin::Translation, "en"));
    ensure!(en.original == m14.heading.as_deref());

    let closing = passage("closing")?;
    for words in [&ZH, &EN] {
        let heading = words.heading_of(closing);
        ensure!(heading.line() == words.passage_closing && heading.original.is_none());
        ensure!((heading.origin, heading.lang) == (Origin::Ours, words.lang.tag()));
    }
    let section = plan.section("c2.3").context("no section c2.3")?;
    ensure!(
        ZH.heading_of_section(section)
            .line()
            .starts_with("（三）强化科技创新")
    );
    let line = EN.heading_of_section(section).line();
    ensure!(line.starts_with("(3) Strengthen scientific"), "{line}");
    let lost = plan.chapter("c3").context("no chapter c3")?;
    let heading = EN.heading_of_chapter(lost);
    ensure!(heading.number == "Chapter 3 " && heading.origin == Origin::Ours);
    ensure!(heading.words == EN.heading_lost);
    Ok(())
}

#[test]
fn every_heading_has_its_own_english_translation() -> Result<()> {
    let plan = plan()?;
    let mut lines = BTreeSet::new();
    for passage in plan.passages() {
        let heading = EN.heading_of(passage);
        ensure!(
            passage.en.is_some() == passage.heading.is_some(),
            "{}",
            passage.id
        );
        let translated = heading.origin == Origin::Translation;
        ensure!(translated == passage.heading.is_some(), "{}", passage.id);
        ensure!(!heading.line().contains(is_chinese), "{}", passage.id);
        ensure!(!heading.words.is_empty(), "{}", passage.id);
        if translated {
            ensure!(
                lines.insert(heading.line()),
                "{} repeats another",
                passage.id
            );
        }
    }
    ensure!(lines.len() == 1 + 11 + 4 + 5 + 51, "{}", lines.len());
    // A section has the same translation as the passage with its heading; so have chapters.
    for section in &plan.file().sections {
        let mut passages = plan.passages().iter();
        let of = |passage: &&Passage| {
            passage.kind == PassageKind::Section && passage.section.as_ref() == Some(&section.id)
        };
        let passage = passages.find(of).with_context(|| section.id.clone())?;
        ensure!(
            passage.en == section.en && section.en.is_some(),
            "{}",
            section.id
        );
    }
    for chapter in &plan.file().chapters {
        ensure!(
            chapter.en.is_some() == chapter.heading.is_some(),
            "{}",
            chapter.id
        );
    }
    ensure!(plan.chapter("c1").and_then(|entry| entry.en.as_ref()) == passage("ch1")?.en.as_ref());
    Ok(())
}

#[test]
fn filters_and_titles_are_in_the_language() -> Result<()> {
    let plan = plan()?;
    let query = common::query("county=nimu&theme=ecology&zone=barkhor&q=生态&at=m14")?;
    let names = |words| -> Vec<String> {
        let names = filter_names(words, plan, &query).into_iter();
        names.map(|(_, name)| name).collect()
    };
    ensure!(names(&ZH) == ["尼木县", "八廓古城", "生态与绿色低碳", "“生态”"]);
    let english = [
        "Nyêmo County",
        "Barkhor Old Town",
        "Ecology and green, low-carbon development",
        "“生态”",
    ];
    ensure!(names(&EN) == english);
    let title = page_title(&EN, plan, &query);
    ensure!(title.starts_with("14. Build an efficient"), "{title}");
    ensure!(title.ends_with(EN.site), "{title}");
    ensure!(EN.list(&["a", "b"]) == "a, b" && ZH.list(&["甲", "乙"]) == "甲、乙");
    Ok(())
}

#[test]
fn every_name_in_the_data_has_its_own_english() -> Result<()> {
    let plan = plan()?;
    let file = plan.file();
    let themes = file.themes.iter().map(|entry| EN.theme(entry));
    let counties = file.places.counties.iter().map(|entry| EN.county(entry));
    let zones = file.places.zones.iter().map(|entry| EN.zone(entry));
    let removed = file.meta.removed.iter().map(|entry| EN.removed(entry));
    let all: Vec<&str> = themes
        .chain(counties)
        .chain(zones)
        .chain(removed)
        .chain([EN.source_name(&file.meta.source)])
        .collect();
    ensure!(all.len() > 14 + 8 + 7, "{all:?}");
    for name in &all {
        ensure!(!name.is_empty() && !name.contains(is_chinese), "“{name}”");
    }
    let distinct: BTreeSet<_> = all.iter().collect();
    ensure!(distinct.len() == all.len(), "{all:?}");
    Ok(())
}
