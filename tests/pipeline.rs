//! Every rule of the pipeline, broken once: the fault must name the rule, the file and the entry.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Problem, Sources, build};

fn sources() -> Result<Sources> {
    Sources::read(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        fs::read_to_string(path).with_context(|| format!("{name} cannot be read"))
    })
}

fn problems(sources: &Sources) -> Vec<Problem> {
    build(sources).err().unwrap_or_default()
}

/// Which text of the sources a case changes.
type Field = fn(&mut Sources) -> &mut String;

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
        let mut broken = sources()?;
        let text = (case.field)(&mut broken);
        ensure!(
            text.contains(case.from),
            "“{}” is no longer there to break",
            case.from
        );
        *text = text.replacen(case.from, case.to, 1);
        let problems = problems(&broken);
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
fn the_sources_as_they_are_break_no_rule() -> Result<()> {
    let problems = problems(&sources()?);
    ensure!(problems.is_empty(), "{problems:?}");
    Ok(())
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
    let mut broken = sources()?;
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
    let problems = problems(&broken);
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
    let mut broken = sources()?;
    let first = broken.milestones.find("[[milestone]]").unwrap_or_default();
    let entry = broken.milestones.get(first..).unwrap_or_default();
    let end = entry
        .get(1..)
        .and_then(|rest| rest.find("[[milestone]]"))
        .unwrap_or_default();
    let again = entry.get(..=end).unwrap_or_default().to_owned();
    broken.milestones.push_str(&format!("\n{again}"));
    let problems = problems(&broken);
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

#[test]
fn a_role_is_of_its_county() -> Result<()> {
    const NIMU: &str = "role = \"把尼木县打造成";
    walk(&[
        case!(
            places,
            NIMU,
            "role = \"把当雄县打造成",
            "role of nimu",
            Fault::RoleOfAnother { .. }
        ),
        case!(
            places,
            NIMU,
            "role = \"要把尼木县打造成",
            "role of nimu",
            Fault::QuoteNotFound { .. }
        ),
    ])
}

#[test]
fn a_mention_left_out_on_purpose_must_stand_in_the_text() -> Result<()> {
    walk(&[case!(
        places,
        "[[not_a_mention]]\npassage = \"m25\"",
        "[[not_a_mention]]\npassage = \"m99\"",
        "m99",
        Fault::UnknownPassage { .. }
    )])
}

#[test]
fn every_numeral_is_a_quantity_or_accounted_for() -> Result<()> {
    const ROAD: &str = "quote = \"公路通车总里程达到7143公里\"";
    walk(&[
        case!(
            quantities,
            ROAD,
            "quote = \"公路通车总里程达到7144公里\"",
            "7144",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            quantities,
            "value = 7143.0",
            "value = 7144.0",
            "7143",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "printed = \"7143公里\"",
            "printed = \"7143里\"",
            "7143",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "printed = \"2025年11月28日\"\nmeasures = \"第十届委员会第十次全体会议通过\"\nvalue = 2025.0",
            "printed = \"2025年11月28日\"\nmeasures = \"第十届委员会第十次全体会议通过\"\nvalue = 2026.0",
            "adoption",
            Fault::ValueNotPrinted { .. }
        ),
        case!(
            quantities,
            "measures = \"公路通车总里程\"",
            "measures = \"公路总长\"",
            "7143",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "of = \"城\"",
            "of = \"市民\"",
            "7.4%",
            Fault::MeasureNotInText { .. }
        ),
        case!(
            quantities,
            "value = 7143.0\nunit = \"公里\"\ncomparator = \"eq\"",
            "value = 7143.0\nunit = \"公里\"\ncomparator = \"exceeds\"",
            "ms-road-length",
            Fault::ValueUnlisted { .. }
        ),
        case!(
            quantities,
            "word = \"IPv6\"",
            "word = \"IPv4\"",
            "not_a_quantity",
            Fault::WordNowhere { .. }
        ),
        case!(
            quantities,
            "word = \"IPv6\"",
            "word = \"IPv4\"",
            "m17",
            Fault::NumberUnaccounted { .. }
        ),
        case!(
            quantities,
            "[[not_a_quantity]]",
            "[[not_a_quantity]]\nword = \"7143公里\"\nwhy = \"word\"\n\n[[not_a_quantity]]",
            "7143",
            Fault::CoversQuantity { .. }
        ),
        // 5G is an identifier: calling it a quantity is a fault.
        case!(
            quantities,
            "[[quantity]]\npassage = \"ch1.1\"\nquote = \"建成国家级",
            "[[quantity]]\npassage = \"ch1.1\"\nquote = \"5G基站实现乡镇全覆盖\"\nprinted = \"5G\"\nmeasures = \"基站\"\nvalue = 5\nunit = \"G\"\ncomparator = \"eq\"\nclass = \"technical\"\n\n[[quantity]]\npassage = \"ch1.1\"\nquote = \"建成国家级",
            "5G",
            Fault::CoversQuantity { .. }
        ),
        case!(
            quantities,
            "why = \"identifier\"",
            "why = \"because\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            quantities,
            "passage = \"m5\"",
            "passage = \"m55\"",
            "m55",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn a_quantity_stands_once_and_in_text_order() -> Result<()> {
    let mut broken = sources()?;
    let entry = "\n[[quantity]]\npassage = \"ch1.1\"\nquote = \"公路通车总里程达到7143公里\"\nprinted = \"7143公里\"\nmeasures = \"公路通车总里程\"\nvalue = 7143\nunit = \"公里\"\ncomparator = \"eq\"\nclass = \"measured\"\n";
    broken.quantities.push_str(entry);
    let problems = problems(&broken);
    for fault in [Fault::Repeated, Fault::Unordered] {
        let named = |problem: &&Problem| {
            problem.file == "data/quantities.toml" && problem.entry.contains("7143")
        };
        ensure!(
            problems
                .iter()
                .filter(named)
                .any(|problem| problem.fault == fault),
            "{problems:?}"
        );
    }
    Ok(())
}

#[test]
fn a_project_is_no_further_on_than_its_verb() -> Result<()> {
    const AIRPORT: &str = "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"research\"";
    walk(&[
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"build\"",
            "pr-new-airport",
            Fault::StatusNotVerb { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"建设\"\nstatus = \"build\"",
            "pr-new-airport",
            Fault::PartNotInQuote { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨机场\"\nverb = \"规划研究\"\nstatus = \"research\"",
            "pr-new-airport",
            Fault::PartNotInQuote { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划\"\nstatus = \"research\"",
            "pr-new-airport",
            Fault::VerbUnknown { .. }
        ),
        case!(
            projects,
            AIRPORT,
            "name = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"soon\"",
            "line",
            Fault::Unreadable { .. }
        ),
        case!(
            projects,
            "quote = \"规划研究拉萨新机场\"",
            "quote = \"建设拉萨新机场\"",
            "pr-new-airport",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            projects,
            "id = \"pr-new-airport\"",
            "id = \"ms-new-airport\"",
            "ms-new-airport",
            Fault::BadId { prefix: "pr-", .. }
        ),
        // 开工 is not finished, whatever the table says elsewhere: a verb says one thing.
        case!(
            projects,
            "started = [\"开工建设\"]",
            "started = [\"开工建设\", \"建成通车\"]",
            "verbs",
            Fault::VerbTwice { .. }
        ),
        case!(
            projects,
            "started = [\"开工建设\"]",
            "started = [\"开工\"]",
            "pr-",
            Fault::VerbUnknown { .. }
        ),
        case!(
            projects,
            "themes = [\"party_impl\"]",
            "themes = []",
            "pr-",
            Fault::Untagged
        ),
        case!(
            projects,
            "passage = \"m14\"",
            "passage = \"m99\"",
            "pr-",
            Fault::UnknownPassage { .. }
        ),
    ])
}

#[test]
fn a_project_stands_once_and_in_text_order() -> Result<()> {
    let mut broken = sources()?;
    let entry = |id: &str| {
        format!(
            "\n[[project]]\nid = \"{id}\"\npassage = \"m14\"\nquote = \"规划研究拉萨新机场\"\nname = \"拉萨新机场\"\nverb = \"规划研究\"\nstatus = \"research\"\ntier = \"concrete\"\nthemes = [\"infra_energy\"]\n"
        )
    };
    broken.projects.push_str(&entry("pr-airport-again"));
    let problems = problems(&broken);
    for fault in [Fault::Repeated, Fault::Unordered] {
        let mut named = problems.iter().filter(|p| p.entry == "pr-airport-again");
        ensure!(named.any(|problem| problem.fault == fault), "{problems:?}");
    }
    Ok(())
}

#[test]
fn a_term_has_members_only_where_the_text_lists_them() -> Result<()> {
    walk(&[
        case!(
            terms,
            "id = \"t-four-matters\"\nlabel = \"四件大事\"\nsize = 4",
            "id = \"t-four-matters\"\nlabel = \"四件大事\"\nsize = 5",
            "t-four-matters",
            Fault::TermSize { size: 5, listed: 4 }
        ),
        case!(
            terms,
            "label = \"四个创建\"",
            "label = \"创建\"",
            "t-four-creations",
            Fault::NoNumber
        ),
        case!(
            terms,
            "id = \"t-four-creations\"",
            "id = \"four-creations\"",
            "four-creations",
            Fault::BadId { prefix: "t-", .. }
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.1\", quote = \"五条原则\" }",
            "t-four-creations",
            Fault::NotTheLabel { .. }
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四个创建\" }",
            "{ passage = \"ch1.2\", quote = \"四个创建\" }",
            "t-four-creations",
            Fault::QuoteNotFound { .. }
        ),
        // 七个排头兵 stands in three passages: each is a mention.
        case!(
            terms,
            "  { passage = \"closing\", quote = \"七个排头兵\" },\n",
            "",
            "closing at character",
            Fault::Unaccounted { .. }
        ),
        case!(
            terms,
            "defined_in = \"ch1.3\"\n",
            "",
            "t-four-matters",
            Fault::DefinitionHalf
        ),
        case!(
            terms,
            "definition = \"稳定、发展、生态、强边四件大事\"",
            "definition = \"稳定、发展、生态、固边四件大事\"",
            "t-four-matters",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            terms,
            "id = \"t-four-creations\"",
            "id = \"t-four-matters\"",
            "t-four-matters",
            Fault::Repeated
        ),
        case!(
            terms,
            "{ passage = \"ch1.1\", quote = \"四件大事\" }",
            "{ passage = \"ch1.3\", quote = \"四件大事\" }",
            "t-four-matters",
            Fault::Unordered
        ),
    ])
}
