//! What `plan.toml` says of the plan as a whole: who issued it, what the site calls it, and its periods.

use super::annotations::{PeriodRow, PlanSettings, SiteRow};
use super::english::check_english;
use super::files::PLAN;
use super::ids::is_plain;
use super::numbers::print_date;
use super::{Fault, Outline, Problem};
use crate::model::{Bilingual, PassageKind, PeriodEntry, SearchExamples, Site};

/// Checks the days, and that issuer, meeting and day of adoption are in the text. Returns the title.
///
/// Meeting and day, where they are given, must be in the line of adoption. If the text has none, they are not
/// looked for.
pub(super) fn title(
    settings: &PlanSettings,
    outline: &Outline,
    problems: &mut Vec<Problem>,
) -> String {
    for (entry, date) in [
        ("adopted", &settings.adopted),
        ("source.reposted", &settings.source.reposted),
    ] {
        if let Some(date) = date
            && print_date(date).is_none()
        {
            let date = date.clone();
            problems.push(Problem::new(PLAN, entry, Fault::BadDate { date }));
        }
    }
    let mut must_contain = |entry: &str, quote: &str, texts: &[&str]| {
        if quote.is_empty() || !texts.iter().any(|text| text.contains(quote)) {
            let quote = quote.to_owned();
            problems.push(Problem::new(PLAN, entry, Fault::QuoteNotFound { quote }));
        }
    };
    let paragraphs = outline.paragraphs.iter();
    let front = paragraphs.take_while(|entry| entry.chapter.is_none());
    let front: Vec<&str> = front.map(|entry| entry.text.as_str()).collect();
    must_contain("issuer", &settings.issuer, &front);
    let mut paragraphs = outline.paragraphs.iter();
    let adoption = paragraphs.find(|entry| entry.kind == PassageKind::Adoption);
    if let Some(line) = adoption.map(|entry| entry.text.as_str()) {
        if !settings.meeting.is_empty() {
            must_contain("meeting", &settings.meeting, &[line]);
        }
        if let Some(printed) = settings.adopted.as_deref().and_then(print_date) {
            must_contain("adopted", &printed, &[line]);
        }
    }
    front.first().copied().unwrap_or_default().to_owned()
}

/// The periods.
pub(super) fn periods(rows: &[PeriodRow], problems: &mut Vec<Problem>) -> Vec<PeriodEntry> {
    for row in rows {
        for name in std::iter::once(&row.name).chain(&row.place) {
            check_name(&format!("period {}", row.id), name, problems);
        }
    }
    let entries = rows.iter().cloned().map(|row| PeriodEntry {
        id: row.id,
        name: row.name,
        names: row.names,
        role: row.role,
        first: row.first,
        last: row.last,
        place: row.place,
        width: row.width,
    });
    entries.collect()
}

/// What the site calls the plan.
pub(super) fn site(row: SiteRow, outline: &Outline, problems: &mut Vec<Problem>) -> Site {
    check_name("site.title", &row.title, problems);
    check_name("site.intro", &row.intro, problems);
    check_name("site.outside_sections", &row.outside_sections, problems);
    let questions = row.question.iter().map(|question| &question.words);
    for words in questions {
        check_name("site.question", words, problems);
    }
    check_english(PLAN, "site.search", &row.search.english, problems);
    // These may quote the text in Chinese.
    let lost = row.lost.iter().map(|words| ("site.lost", words));
    for (entry, words) in lost.chain(row.rule.iter().map(|words| ("site.rule", words))) {
        if words.en.trim().is_empty() {
            problems.push(Problem::new(PLAN, entry, Fault::EmptyEnglish));
        }
    }
    let is_digit = |letter: char| letter.is_ascii_hexdigit();
    let digits = row.color.strip_prefix('#').unwrap_or_default();
    if digits.len() != 6 || !digits.chars().all(is_digit) {
        problems.push(Problem::new(PLAN, "site.color", Fault::BadColor));
    }
    for (entry, id) in [
        ("site.file", &row.file),
        ("site.cite", &row.cite),
        ("site.storage", &row.storage),
    ] {
        if !is_plain(id, "-") {
            problems.push(Problem::new(
                PLAN,
                entry,
                Fault::BadPlanId { id: id.clone() },
            ));
        }
    }
    check_examples(&row.search, outline, problems);
    Site {
        title: row.title,
        short: row.short,
        description: row.description,
        intro: row.intro,
        file: row.file,
        cite: row.cite,
        color: row.color,
        storage: row.storage,
        former: row.former,
        questions: row.question,
        search: row.search,
        outside_sections: row.outside_sections,
        lost: row.lost,
        rules: row.rule,
    }
}

/// Checks that a passage contains the words of each example that is searched for as it is.
fn check_examples(search: &SearchExamples, outline: &Outline, problems: &mut Vec<Problem>) {
    let with = search.without.split_once(" -").map_or("", |(with, _)| with);
    for (entry, example, words) in [
        ("word", &search.word, vec![search.word.as_str()]),
        ("two", &search.two, search.two.split_whitespace().collect()),
        ("without", &search.without, vec![with]),
        ("phrase", &search.phrase, vec![search.phrase.as_str()]),
    ] {
        let has_all = |text: &str| words.iter().all(|word| text.contains(word));
        let mut texts = outline.paragraphs.iter().map(|entry| entry.text.as_str());
        if words.iter().any(|word| word.is_empty()) || !texts.any(has_all) {
            let example = example.clone();
            let fault = Fault::ExampleNotInText { example };
            problems.push(Problem::new(PLAN, format!("site.search.{entry}"), fault));
        }
    }
}

/// Checks that the vision's id cannot be taken for that of another entry.
pub(super) fn check_vision(settings: &PlanSettings, problems: &mut Vec<Problem>) {
    if let Some(vision) = &settings.outline.vision
        && !is_plain(&vision.id, "")
    {
        let id = vision.id.clone();
        problems.push(Problem::new(
            PLAN,
            "outline.vision",
            Fault::BadPlanId { id },
        ));
    }
}

/// Checks a name in two languages.
fn check_name(entry: &str, name: &Bilingual, problems: &mut Vec<Problem>) {
    check_english(PLAN, entry, &name.en, problems);
}
