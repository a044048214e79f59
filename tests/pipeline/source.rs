//! The rules of the text: outline, scrape, metadata.

use anyhow::{Result, ensure};
use plan_explorer::ingest::Fault;

use super::{Case, case, check, problems, sources, text};

#[test]
fn every_irregular_line_is_reported() -> Result<()> {
    check(&[
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
            Fault::DashUnknown
        ),
        case!(
            source,
            "\n坚持以新发展理念",
            "\n到二〇三五年，坚持以新发展理念",
            "line 19",
            Fault::SecondVision
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
fn a_heading_has_a_body_in_its_line_or_below_it() -> Result<()> {
    let mut broken = sources()?;
    let source = text(&mut broken.source);
    let lines: Vec<String> = source
        .lines()
        .map(|line| match line {
            _ if line.starts_with("2.加快") => "2.加快完善三级城镇体系".to_owned(),
            _ if line.starts_with("3.迭代") => "3.迭代升级城市现代化功能。".to_owned(),
            _ => line.to_owned(),
        })
        .collect();
    *source = lines.join("\n");
    let problems = problems(&broken);
    let has = |line: &str, fault: &Fault| {
        problems
            .iter()
            .any(|p| p.entry == line && p.fault == *fault)
    };
    ensure!(has("line 22", &Fault::EmptyBody), "{problems:?}");
    ensure!(has("line 23", &Fault::EmptyBody), "{problems:?}");
    Ok(())
}

#[test]
fn the_text_is_the_scrape_and_contains_the_metadata() -> Result<()> {
    check(&[
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
            plan,
            "2025-11-28",
            "2025-11-29",
            "adopted",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            plan,
            "第十届委员会",
            "第十一届委员会",
            "meeting",
            Fault::QuoteNotFound { .. }
        ),
        case!(
            plan,
            "issuer =",
            "isuer =",
            "line",
            Fault::Unreadable { .. }
        ),
    ])
}
