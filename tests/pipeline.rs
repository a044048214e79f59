//! Every rule of the pipeline, broken once: the fault must name the rule, the file and the entry.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Fault, Problem, Sources, build};

/// The sources, ready to be broken.
struct Broken {
    source: String,
    removed: String,
    meta: String,
    themes: String,
    places: String,
    milestones: String,
    quantities: String,
    projects: String,
    terms: String,
}

impl Broken {
    fn new() -> Self {
        Self {
            source: include_str!("../data/source.txt").to_owned(),
            removed: include_str!("../data/removed.toml").to_owned(),
            meta: include_str!("../data/meta.toml").to_owned(),
            themes: include_str!("../data/themes.toml").to_owned(),
            places: include_str!("../data/places.toml").to_owned(),
            milestones: include_str!("../data/milestones.toml").to_owned(),
            quantities: include_str!("../data/quantities.toml").to_owned(),
            projects: include_str!("../data/projects.toml").to_owned(),
            terms: include_str!("../data/terms.toml").to_owned(),
        }
    }

    fn problems(&self) -> Vec<Problem> {
        build(&Sources {
            source: &self.source,
            scraped: include_str!("../data/scraped.txt"),
            removed: &self.removed,
            meta: &self.meta,
            themes: &self.themes,
            places: &self.places,
            milestones: &self.milestones,
            quantities: &self.quantities,
            projects: &self.projects,
            terms: &self.terms,
        })
        .err()
        .unwrap_or_default()
    }
}

/// Which text of the sources a case changes.
type Field = fn(&mut Broken) -> &mut String;

/// A rule: where, what is replaced by what, the entry that must be named, and the fault.
struct Case {
    field: Field,
    from: &'static str,
    to: &'static str,
    entry: &'static str,
    is: fn(&Fault) -> bool,
}

macro_rules! case {
    ($field:ident, $from:expr, $to:expr, $entry:expr, $fault:pat) => {
        Case {
            field: |broken| &mut broken.$field,
            from: $from,
            to: $to,
            entry: $entry,
            is: |fault| matches!(fault, $fault),
        }
    };
}

fn walk(cases: &[Case]) -> Result<()> {
    for case in cases {
        let mut broken = Broken::new();
        let text = (case.field)(&mut broken);
        ensure!(
            text.contains(case.from),
            "“{}” is no longer there to break",
            case.from
        );
        *text = text.replacen(case.from, case.to, 1);
        let problems = broken.problems();
        ensure!(
            problems
                .iter()
                .any(|problem| problem.entry.contains(case.entry) && (case.is)(&problem.fault)),
            "“{}” → “{}” gave {problems:?}",
            case.from,
            case.to
        );
        ensure!(
            problems
                .iter()
                .all(|problem| problem.file.starts_with("data/"))
        );
        ensure!(
            problems
                .iter()
                .all(|problem| problem.to_string().contains(&problem.entry))
        );
    }
    Ok(())
}

#[test]
fn the_sources_as_they_are_break_no_rule() {
    assert_eq!(Broken::new().problems(), []);
}

#[test]
fn the_outline_guesses_nothing() -> Result<()> {
    walk(&[
        case!(
            source,
            "\n3.迭代升级",
            "\n4.迭代升级",
            "line 23",
            Fault::OutOfOrder {
                what: "measure",
                expected: 3,
                found: 4
            }
        ),
        case!(
            source,
            "\n（三）强化科技",
            "\n（四）强化科技",
            "line 32",
            Fault::OutOfOrder {
                what: "section",
                ..
            }
        ),
        case!(
            source,
            "\n一、“十五五”",
            "\n二、“十五五”",
            "line 4",
            Fault::OutOfOrder {
                what: "chapter",
                ..
            }
        ),
        case!(
            source,
            "做大“一极驱动”",
            "做大“一极驱动",
            "line 21",
            Fault::Unbalanced { mark: '“' }
        ),
        case!(
            source,
            "县（区）艺术团",
            "县区）艺术团",
            "line 61",
            Fault::Unbalanced { mark: '）' }
        ),
        case!(
            source,
            "\n3.迭代升级城市现代化功能。",
            "\n3.。",
            "line 23",
            Fault::EmptyHeading
        ),
        case!(source, "\n2.加快", "\n\n2.加快", "line 22", Fault::Blank),
        case!(
            source,
            "坚持以内涵式发展为主线，",
            "坚持以内涵式发展为主线,",
            "line 20",
            Fault::HalfWidth { mark: ',' }
        ),
        case!(
            source,
            "——打造国际文化旅游名城",
            "——创造国际文化旅游名城",
            "line 9",
            Fault::Misplaced { .. }
        ),
        case!(
            source,
            "\n到二〇三五年，经济",
            "\n——打造新城。到二〇三五年，经济",
            "line 18",
            Fault::Misplaced { .. }
        ),
        case!(
            source,
            "\n实现“十五五”时期发展目标",
            "\n52.实现。“十五五”时期发展目标",
            "line 83",
            Fault::Incomplete { .. }
        ),
        case!(
            source,
            "的拉萨实践！",
            "的拉萨实践",
            "line 83",
            Fault::UnendedSentence
        ),
    ])
}

#[test]
fn a_heading_needs_its_full_stop_and_a_body() -> Result<()> {
    let mut broken = Broken::new();
    let lines: Vec<String> = broken
        .source
        .lines()
        .map(|line| match line {
            _ if line.starts_with("2.加快") => "2.加快完善三级城镇体系".to_owned(),
            _ if line.starts_with("3.迭代") => "3.迭代升级城市现代化功能。".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    broken.source = lines.join("\n");
    let problems = broken.problems();
    let has = |line: &str, fault: &Fault| {
        problems
            .iter()
            .any(|p| p.entry == line && p.fault == *fault)
    };
    ensure!(has("line 22", &Fault::UnendedHeading), "{problems:?}");
    ensure!(has("line 23", &Fault::EmptyBody), "{problems:?}");
    Ok(())
}

#[test]
fn the_text_is_the_scrape_and_the_meta_data_stand_in_it() -> Result<()> {
    walk(&[
        case!(
            source,
            "尼木县打造成传统",
            "尼木打造成传统",
            "line 21",
            Fault::DiffersFromScrape { .. }
        ),
        case!(
            removed,
            "j9.com(中国区)",
            "j8.com(中国区)",
            "line = 1",
            Fault::RemovedNotFound { .. }
        ),
        case!(
            meta,
            "2025-11-28",
            "2025-11-29",
            "adopted",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            meta,
            "第十届委员会",
            "第十一届委员会",
            "meeting",
            Fault::QuoteNotFound { .. }
        ),
        case!(meta, "issuer", "isuer", "line", Fault::Unreadable { .. }),
    ])
}

#[test]
fn every_passage_has_its_themes_once() -> Result<()> {
    walk(&[
        case!(
            themes,
            "\"m14\" =",
            "\"m99\" =",
            "m99",
            Fault::UnknownPassage { .. }
        ),
        case!(themes, "\"m14\" =", "\"m99\" =", "m14", Fault::Untagged),
        case!(
            themes,
            "\"title\" = { primary = \"party_impl\", secondary = []",
            "\"title\" = { primary = \"party_impl\", secondary = [\"party_impl\"]",
            "title",
            Fault::PrimaryTwice
        ),
        case!(
            themes,
            "\"title\" = { primary = \"party_impl\", secondary = []",
            "\"title\" = { primary = \"party_impl\", secondary = [\"urban\", \"urban\"]",
            "title",
            Fault::Repeated
        ),
        case!(
            themes,
            "id = \"rural\"",
            "id = \"urban\"",
            "theme",
            Fault::NotExactlyOnce {
                id: "rural",
                times: 0
            }
        ),
        case!(
            themes,
            "id = \"rural\"",
            "id = \"village\"",
            "line",
            Fault::Unreadable { .. }
        ),
    ])
}

#[test]
fn a_mention_is_what_a_careful_reader_would_count() -> Result<()> {
    const DEJI: &str =
        "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]";
    walk(&[
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水市\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "曲水市",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nnth = 2\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::NthWrong { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"nimu\"]",
            "m20",
            Fault::NotItsName { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\", \"nimu\"]",
            "m20",
            Fault::NotOnePlace
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"named\"\nscope = \"township\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMisplaced
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"central_city\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"all_counties\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"subset_unspecified\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::ScopeMembers { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"曲水县\"\nbasis = \"collective\"\nscope = \"enumerated\"\nlisted_in = \"m3\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::NotListed { member: "qushui" }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m20\"\nquote = \"农牧民\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20",
            Fault::QuoteAmbiguous { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m77\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m77",
            Fault::UnknownPassage { .. }
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m1",
            Fault::Repeated
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m1",
            Fault::Unordered
        ),
        case!(
            places,
            DEJI,
            "passage = \"m1\"\nquote = \"曲水县\"\nbasis = \"named\"\ncounties = [\"qushui\"]",
            "m20 at character",
            Fault::Unaccounted { .. }
        ),
        case!(
            places,
            "[[not_a_mention]]\npassage = \"m25\"",
            "[[not_a_mention]]\npassage = \"m26\"",
            "m26",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            places,
            "id = \"dazi\"",
            "id = \"nimu\"",
            "county",
            Fault::NotExactlyOnce { .. }
        ),
    ])
}

#[test]
fn a_milestone_is_no_surer_than_its_words() -> Result<()> {
    const ROAD: &str = "label = \"公路通车总里程达到7143公里\"";
    walk(&[
        case!(
            milestones,
            ROAD,
            "label = \"公路里程达到7143公里\"",
            "ms-road",
            Fault::LabelNotInQuote { .. }
        ),
        case!(
            milestones,
            "quote = \"公路通车总里程达到7143公里\"",
            "quote = \"公路通车总里程达到7144公里\"",
            "ms-road",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            milestones,
            "quote = \"公路通车总里程达到7143公里\"",
            "quote = \"公路通车总里程达到7143公里，拉萨在“西藏331交通圈”的中心地位更加凸显；旁多引水、帕古水库等重大水利工程开工建设，高原水文化城市建设加快推进；固定网络“千兆到户”，5G基站实现乡镇全覆盖，国家级互联网骨干直联点全面建成。城乡融合\"",
            "ms-road",
            Fault::CrossesSentence { .. }
        ),
        case!(
            milestones,
            "value = 7143.0",
            "value = 7144.0",
            "ms-road",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            milestones,
            "measures = \"公路通车总里程\"",
            "measures = \"公路总长\"",
            "ms-road",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            milestones,
            "value = 210000.0, unit = \"户\", comparator = \"exceeds\"",
            "value = 210000.0, unit = \"户\", comparator = \"eq\"",
            "ms-",
            Fault::ComparatorWrong { .. }
        ),
        case!(
            milestones,
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"at_least\"",
            "printed = \"99%\", value = 99.0, unit = \"%\", comparator = \"eq\"",
            "ms-",
            Fault::ComparatorWrong { .. }
        ),
        case!(
            milestones,
            "kind = \"expected\"",
            "kind = \"achieved\"",
            "ms-",
            Fault::Expectation
        ),
        case!(
            milestones,
            "kind = \"vision\"",
            "kind = \"target\"",
            "ms-",
            Fault::KindPeriod { .. }
        ),
        case!(
            milestones,
            "date = \"2025-11-28\"",
            "date = \"2026-01-11\"",
            "ms-adoption",
            Fault::TimeNotInText { .. }
        ),
        case!(
            milestones,
            "date = \"2025-11-28\"\n",
            "",
            "ms-adoption",
            Fault::EventDate
        ),
        case!(
            milestones,
            ROAD,
            "label = \"公路通车总里程达到7143公里\"\nyears = [2024, 2024]",
            "ms-road",
            Fault::TimeNotInText { .. }
        ),
        case!(
            milestones,
            "id = \"ms-adoption\"",
            "id = \"Adoption\"",
            "Adoption",
            Fault::BadId { .. }
        ),
        case!(
            milestones,
            "passage = \"vision2035\"",
            "passage = \"vision\"",
            "ms-",
            Fault::UnknownPassage { .. }
        ),
        case!(
            milestones,
            "themes = [\"party_impl\"]",
            "themes = []",
            "ms-",
            Fault::Untagged
        ),
    ])
}

#[test]
fn milestones_stand_once_and_in_text_order() -> Result<()> {
    let mut broken = Broken::new();
    let first = broken.milestones.find("[[milestone]]").unwrap_or_default();
    let entry = broken.milestones.get(first..).unwrap_or_default();
    let end = entry
        .get(1..)
        .and_then(|rest| rest.find("[[milestone]]"))
        .unwrap_or_default();
    let again = entry.get(..=end).unwrap_or_default().to_owned();
    broken.milestones.push_str(&format!("\n{again}"));
    let problems = broken.problems();
    ensure!(
        problems
            .iter()
            .any(|p| p.entry == "ms-adoption" && p.fault == Fault::Repeated),
        "{problems:?}"
    );
    ensure!(
        problems
            .iter()
            .any(|p| p.entry == "ms-adoption" && p.fault == Fault::Unordered),
        "{problems:?}"
    );
    Ok(())
}
