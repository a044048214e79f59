//! The strings of the interface and of the plan’s site in both languages, and the names in the data.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Passage, PassageKind, Plan, Scope, Vocabulary};
use plan_explorer::query::{Facet, Lang, ViewKind, Years};
use plan_explorer::words::{EN, Origin, PAGES, Words, ZH, filter_names, page_title};
use serde_json::Value;

mod common;

use common::{county, passage, period, plan, year};

/// Every string within `value` with its path: `close`, `view_names.3`, `about.what`.
fn strings(path: &str, value: Value, all: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.into_iter().enumerate() {
                strings(&format!("{path}.{at}"), item, all);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                strings(&format!("{path}.{name}"), field, all);
            }
        }
        Value::String(text) => all.push((path.trim_start_matches('.').to_owned(), text)),
        _ => {}
    }
}

/// The strings of the plan's site, periods and groups in one language, with their paths: `site.title`,
/// `periods.0.name`.
fn of_plan(lang: Lang) -> Result<Vec<(String, String)>> {
    let plan = plan()?;
    let groups = plan.groups().iter().filter_map(|group| {
        let about = group.about.as_ref()?;
        Some(serde_json::json!({ "about": about }))
    });
    let whole = serde_json::json!({
        "site": plan.site(),
        "periods": plan.periods(),
        "groups": groups.collect::<Vec<_>>(),
    });
    let mut all = Vec::new();
    strings("", whole, &mut all);
    // A text in both languages is an object with `zh` and `en`; anything else has no translation.
    let end = format!(".{}", lang.id());
    let own = all.into_iter();
    let own = own.filter_map(|(path, text)| Some((path.strip_suffix(&end)?.to_owned(), text)));
    Ok(own.collect())
}

/// Every string of a language with its path.
fn all(words: &Words) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    strings("", serde_json::to_value(words)?, &mut all);
    all.retain(|(path, _)| path != "lang");
    all.extend(of_plan(words.lang)?);
    Ok(all)
}

/// Every string: its path, in Chinese, in English.
fn pairs() -> Result<Vec<(String, String, String)>> {
    let (zh, en) = (all(&ZH)?, all(&EN)?);
    ensure!(zh.len() > 200, "{} strings", zh.len());
    ensure!(of_plan(Lang::Zh)?.len() > 10, "the plan has few strings");
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
const QUOTES: [&str; 7] = [
    "reach_about",
    "projects_intro",
    "about.rules.0",
    "about.rules.2",
    "site.lost.0",
    "site.rules.0",
    "site.rules.1",
];

/// Other Chinese in English strings: the name of the language.
const OTHER_CHINESE: [(&str, &str); 1] = [("language_names.0", "中文")];

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

#[test]
fn the_words_of_the_interface_name_nothing_of_the_plan() -> Result<()> {
    let plan = plan()?;
    let counties = plan.counties().iter();
    let counties = counties.flat_map(|entry| [&entry.id, &entry.zh, &entry.en]);
    let zones = plan.zones().iter();
    let zones = zones.flat_map(|entry| [&entry.id, &entry.zh, &entry.en]);
    let aliases = plan.counties().iter().flat_map(|entry| &entry.aliases);
    let names: Vec<&str> = counties
        .chain(zones)
        .chain(aliases)
        .map(String::as_str)
        .chain(["拉萨", "Lhasa", "lasa"])
        .collect();
    for words in [&ZH, &EN] {
        let mut own = Vec::new();
        strings("", serde_json::to_value(words)?, &mut own);
        ensure!(own.len() > 200, "{} strings", own.len());
        for (path, text) in own {
            let name = names.iter().find(|name| text.contains(**name));
            ensure!(name.is_none(), "{path} says {name:?}");
        }
    }
    let pages = format!("{PAGES:?}");
    let name = names.iter().find(|name| pages.contains(**name));
    ensure!(name.is_none(), "the static pages say {name:?}");
    Ok(())
}

/// Strings that are the same in both languages: the beginning of their path, and its end.
const SAME: [(&str, &str); 3] = [
    ("help_keys", ".0"),
    ("about.files", ".0"),
    ("language_names", ""),
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
        } else if zh.contains(is_chinese) {
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
    for section in plan.sections() {
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
    for chapter in plan.chapters() {
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
    ensure!(title.ends_with(EN.site(plan)), "{title}");
    ensure!(EN.list(&["a", "b"]) == "a, b" && ZH.list(&["甲", "乙"]) == "甲、乙");
    Ok(())
}

#[test]
fn every_name_in_the_data_has_its_own_english() -> Result<()> {
    let plan = plan()?;
    let themes = plan.themes().iter().map(|entry| EN.theme(entry));
    let counties = plan.counties().iter().map(|entry| EN.county(entry));
    let zones = plan.zones().iter().map(|entry| EN.zone(entry));
    let periods = plan.periods().iter().map(|entry| EN.pick(&entry.name));
    let removed = plan.meta().removed.iter().map(|entry| EN.removed(entry));
    let all: Vec<&str> = themes
        .chain(counties)
        .chain(zones)
        .chain(periods)
        .chain(removed)
        .chain([EN.source_name(&plan.meta().source)])
        .collect();
    ensure!(all.len() > 14 + 8 + 7 + 4, "{all:?}");
    for name in &all {
        ensure!(!name.is_empty() && !name.contains(is_chinese), "“{name}”");
    }
    let distinct: BTreeSet<_> = all.iter().collect();
    ensure!(distinct.len() == all.len(), "{all:?}");
    Ok(())
}

#[test]
fn periods_and_years_have_names_in_both_languages() -> Result<()> {
    let plan = plan()?;
    for (id, zh, en, years) in [
        ("14", "“十四五”", "14th Five-Year Plan", "2021–2025"),
        ("15", "“十五五”", "15th Five-Year Plan", "2026–2030"),
        ("2035", "到二〇三五年", "By 2035", ""),
        ("2050", "到本世纪中叶", "By mid-century", ""),
    ] {
        let period = period(id);
        ensure!(ZH.period_name(plan, period) == zh && EN.period_name(plan, period) == en);
        for words in [&ZH, &EN] {
            ensure!(words.period_years(plan, period) == years, "{id}");
        }
    }
    for (first, last, zh, en) in [
        ("2024", "2027", "2024–2027", "2024–2027"),
        ("2025", "2025", "2025年", "2025"),
        ("2035", "2035", "2035年", "2035"),
        // The text gives no year, so neither does the name.
        ("2050", "2050", "本世纪中叶", "mid-century"),
        ("2035", "2050", "2035–本世纪中叶", "2035–mid-century"),
    ] {
        let years = Years::between(plan, year(first), year(last)).context("all of time")?;
        let named = [&ZH, &EN].map(|words| words.years_name(plan, years));
        ensure!(named == [zh, en], "{named:?}");
    }
    Ok(())
}

#[test]
fn the_number_of_a_chapter_that_the_source_lost_is_marked_as_ours() -> Result<()> {
    let plan = plan()?;
    let line = ZH.place_line(plan, passage("m14")?);
    ensure!(line.starts_with("［第二章］ · （四）"), "{line}");
    let line = ZH.place_line(plan, passage("ch1.1")?);
    ensure!(line.starts_with("第一章 "), "{line}");
    Ok(())
}

#[test]
fn the_title_of_a_role_says_where_the_plan_gives_it() -> Result<()> {
    let plan = plan()?;
    let entry = plan.entry(county("nimu")).context("no entry")?;
    let mut role = entry.role.clone().context("no role")?;
    let titles = [&ZH, &EN].map(|words| words.role_title(plan, &role));
    let wanted = ["文中定位（措施1）", "Its role in the plan (measure 1)"];
    ensure!(titles == wanted, "{titles:?}");
    // A passage without a number is named by its heading.
    role.passage = "pos1".to_owned();
    let title = ZH.role_title(plan, &role);
    ensure!(title == "文中定位（打造国际文化旅游名城）", "{title}");
    Ok(())
}

#[test]
fn a_group_is_explained_as_the_plan_defines_it() -> Result<()> {
    let plan = plan()?;
    let about = [&ZH, &EN].map(|words| words.scope_about(plan, Scope::CentralCity));
    let wanted = [
        "措施1以城关区、堆龙德庆区、达孜区和经开区、高新区、文创园区、八廓古城为城市核心，本站据此把中心城区理解为这三个区",
        "Measure 1 names Chengguan, Doilungdêqên and Dagzê districts and four zones as the core of the city, so this site takes it to mean the three districts",
    ];
    ensure!(about == wanted, "{about:?}");
    // A plan that defines no such group has the words of the interface.
    let mut file = common::file()?;
    file.places.groups.clear();
    let without = Plan::new(file)?;
    for words in [&ZH, &EN] {
        let about = words.scope_about(&without, Scope::CentralCity);
        ensure!(!about.is_empty() && !wanted.contains(&about), "{about}");
        for &scope in Scope::ALL {
            ensure!(!words.scope_about(plan, scope).is_empty(), "{scope:?}");
        }
    }
    Ok(())
}
