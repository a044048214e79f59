//! Finds the periods that a text speaks of.

use std::fmt::Write as _;

use super::{DraftError, toml_text};
use crate::ingest::numbers::{chinese_number, print_year};
use crate::ingest::outline::Outline;

/// A period of the draft.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Period {
    pub(super) id: String,
    pub(super) zh: String,
    pub(super) en: String,
    /// What the text calls it.
    pub(super) words: Vec<String>,
    pub(super) role: &'static str,
    pub(super) years: (u16, u16),
    pub(super) place: bool,
}

/// The number of the five-year plan that a title names: 十五五 or 第十五个五年 → 15.
fn ordinal(title: &str) -> Option<u16> {
    for (at, _) in title.match_indices("个五年") {
        let before = title.get(..at)?;
        let (_, numeral) = before.rsplit_once('第')?;
        if let Some(number) = chinese_number(numeral) {
            return Some(number);
        }
    }
    (11..=19).find(|number| title.contains(&short_name(*number)))
}

/// 15 → 十五五.
fn short_name(number: u16) -> String {
    let digits = "一二三四五六七八九";
    let digit = digits
        .chars()
        .nth(usize::from(number % 10).saturating_sub(1));
    format!("十{}五", digit.unwrap_or('五'))
}

/// The years of a five-year plan. The third began late, so only the later ones are regular.
fn years_of(number: u16) -> Option<(u16, u16)> {
    let first = number.checked_sub(3)?.checked_mul(5)?.checked_add(1966)?;
    Some((first, first + 4))
}

/// The years that a text gives with a dash between them: 2026-2030年, 2026年—2030年.
fn years_in(text: &str) -> Option<(u16, u16)> {
    let letters: Vec<char> = text.chars().collect();
    let year = |at: usize| -> Option<u16> {
        let digits: String = letters.get(at..at + 4)?.iter().collect();
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let year = digits
            .parse()
            .ok()
            .filter(|year| (1950..2150).contains(year));
        year.filter(|_| !before.is_some_and(char::is_ascii_digit))
    };
    (0..letters.len()).find_map(|at| {
        let first = year(at)?;
        let rest = letters.get(at + 4..)?.iter();
        let between = rest
            .take_while(|letter| "年-—–－~～至到".contains(**letter))
            .count();
        let has_dash = letters
            .get(at + 4..at + 4 + between)?
            .iter()
            .any(|letter| *letter != '年');
        let last = year(at + 4 + between)?;
        let is_period = first < last && last - first <= 15;
        (has_dash && is_period && letters.get(at + 8 + between) == Some(&'年'))
            .then_some((first, last))
    })
}

/// The years after the plan that the text sets goals for: 到2035年, 到二〇三五年.
fn later(text: &str, after: u16) -> Vec<u16> {
    (after + 1..=after + 35)
        .filter(|year| spellings(*year).iter().any(|words| text.contains(words)))
        .take(3)
        .collect()
}

/// A year as texts print it.
fn spellings(year: u16) -> Vec<String> {
    let [digits, chinese] = print_year(year);
    let circle = chinese.replace('〇', "○");
    vec![digits, chinese, circle]
}

/// The periods of a text, in the order of time. `given` are the years of the plan, if the user says them.
pub(super) fn find(
    outline: &Outline,
    given: Option<(u16, u16)>,
) -> Result<(Vec<Period>, Vec<String>), DraftError> {
    let texts: Vec<&str> = outline
        .paragraphs
        .iter()
        .map(|entry| entry.text.as_str())
        .collect();
    let title = texts.first().copied().unwrap_or_default();
    let whole = texts.join("\n");
    let number = ordinal(title);
    let printed = texts.iter().take(8).find_map(|text| years_in(text));
    let of_number = number.and_then(years_of);
    let planned = given.or(of_number).or(printed).ok_or(DraftError::NoYears)?;
    let mut doubts = Vec::new();
    if let (Some(of_number), Some(printed)) = (of_number, printed)
        && of_number != printed
    {
        doubts.push(format!(
            "The title says {}–{}, the text {}–{}; the plan is taken to be for {}–{}.",
            of_number.0, of_number.1, printed.0, printed.1, planned.0, planned.1
        ));
    }
    let number = number.filter(|number| years_of(*number) == Some(planned));
    let five_year = |number: u16, role, years| {
        let short = short_name(number);
        Period {
            id: number.to_string(),
            zh: format!("“{short}”"),
            en: format!("{number}th Five-Year Plan"),
            words: vec![short],
            role,
            years,
            place: false,
        }
    };
    let mut periods = Vec::new();
    if let Some(number) = number {
        let before = number - 1;
        if let Some(years) = years_of(before)
            && whole.contains(&short_name(before))
        {
            periods.push(five_year(before, "past", years));
        }
        periods.push(five_year(number, "planned", planned));
    } else {
        let (first, last) = planned;
        periods.push(Period {
            id: first.to_string(),
            zh: format!("{first}—{last}年"),
            en: format!("{first}–{last}"),
            words: Vec::new(),
            role: "planned",
            years: planned,
            place: false,
        });
    }
    for year in later(&whole, planned.1) {
        let [_, chinese] = print_year(year);
        periods.push(Period {
            id: year.to_string(),
            zh: format!("到{chinese}"),
            en: format!("By {year}"),
            words: spellings(year),
            role: "beyond",
            years: (year, year),
            place: false,
        });
    }
    if whole.contains("本世纪中叶")
        && planned.1 < 2050
        && !periods.iter().any(|entry| entry.id == "2050")
    {
        periods.push(Period {
            id: "2050".to_owned(),
            zh: "到本世纪中叶".to_owned(),
            en: "By mid-century".to_owned(),
            words: vec!["本世纪中叶".to_owned()],
            role: "beyond",
            years: (2050, 2050),
            place: true,
        });
    }
    periods.sort_by_key(|entry| entry.years);
    Ok((periods, doubts))
}

/// Which passages are about which period, because their heading or their first words name it. Only one that
/// is not the plan's own needs to be said.
pub(super) fn of_passages(outline: &Outline, periods: &[Period]) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for paragraph in &outline.paragraphs {
        let heading = paragraph.heading_text().unwrap_or_default();
        let names = |entry: &&Period| {
            entry
                .words
                .iter()
                .any(|words| heading.contains(words.as_str()))
        };
        let mut named = periods.iter().filter(names);
        let by_heading = match (named.next(), named.next()) {
            (Some(only), None) if only.role != "planned" => Some((only, heading)),
            _ => None,
        };
        let text = paragraph.text.as_str();
        let begins = |entry: &&Period| {
            let words = entry.words.iter();
            let mut words = words.map(|words| format!("到{words}"));
            entry.role == "beyond" && words.any(|words| text.starts_with(&words))
        };
        let by_start = periods.iter().find(begins).map(|entry| (entry, text));
        if let Some((period, words)) = by_heading.or(by_start) {
            let words = words.chars().take(30).collect();
            found.push((paragraph.id.clone(), period.id.clone(), words));
        }
    }
    found
}

/// `[[period]]` in TOML.
pub(super) fn toml(periods: &[Period]) -> String {
    let mut out = String::new();
    for period in periods {
        let names: Vec<String> = period
            .words
            .iter()
            .take(1)
            .map(|words| toml_text(words))
            .collect();
        let _ = write!(
            out,
            "\n[[period]]\nid = {}\nname = {{ zh = {}, en = {} }}\nnames = [{}]\nrole = {}\nfirst = {}\nlast = {}\nwidth = {}\n",
            toml_text(&period.id),
            toml_text(&period.zh),
            toml_text(&period.en),
            names.join(", "),
            toml_text(period.role),
            period.years.0,
            period.years.1,
            if period.role == "beyond" { 16 } else { 34 },
        );
        if period.place {
            out.push_str("place = { zh = \"本世纪中叶\", en = \"mid-century\" }\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_its_five_year_plan() {
        for (title, number) in [
            (
                "云川市国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
                Some(14),
            ),
            ("关于制定“十五五”时期规划的建议", Some(15)),
            ("云川市第三轮五年发展规划纲要", None),
        ] {
            assert_eq!(ordinal(title), number, "{title}");
        }
        assert_eq!(years_of(14), Some((2021, 2025)));
        assert_eq!(years_of(15), Some((2026, 2030)));
        assert_eq!(years_of(2), None);
    }

    #[test]
    fn years_are_read_with_any_dash() {
        for text in [
            "（2026－2030年）",
            "2026-2030年",
            "2026年—2030年",
            "2026至2030年",
        ] {
            assert_eq!(years_in(text), Some((2026, 2030)), "{text}");
        }
        for text in [
            "20262030年",
            "2026-2030",
            "2030-2026年",
            "12026-2030年",
            "2026年，2030年",
        ] {
            assert_eq!(years_in(text), None, "{text}");
        }
    }
}
