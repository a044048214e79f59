//! The fragments that are removed from the scraped page, and no others.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Fault, Removal, fold, remove_fragments};

use super::{Case, case, check};

fn removal(line: usize, fragment: &str) -> Removal {
    Removal {
        line,
        fragment: fragment.to_owned(),
        why: "图片说明".to_owned(),
    }
}

#[test]
fn a_fragment_is_removed_once_from_its_line_and_blank_lines_are_dropped() {
    let scraped = "甲图乙图\n\n 丙图 \n图\n丁";
    let removed = [removal(1, "图"), removal(4, "图")];
    let (paragraphs, missing) = remove_fragments(scraped, &removed);
    assert_eq!(paragraphs, ["甲乙图", "丙图", "丁"]);
    assert!(missing.is_empty());
    let both = [removal(1, "图"), removal(1, "图"), removal(3, "图")];
    let (paragraphs, missing) = remove_fragments(scraped, &both);
    assert_eq!(paragraphs, ["甲乙", "丙", "图", "丁"]);
    assert!(missing.is_empty());
}

#[test]
fn a_fragment_that_is_not_in_its_line_is_reported() {
    for wrong in [
        removal(0, "图"),
        removal(2, "图"),
        removal(9, "图"),
        removal(1, "丁"),
        removal(1, ""),
    ] {
        let removed = [wrong.clone()];
        let (paragraphs, missing) = remove_fragments("甲图\n乙", &removed);
        assert_eq!(paragraphs, ["甲图", "乙"]);
        assert_eq!(missing, [&wrong]);
    }
}

#[test]
fn folding_changes_only_the_width_of_marks() {
    assert_eq!(fold("甲，乙；丙：（丁）！？7％"), "甲,乙;丙:(丁)!?7%");
    assert_eq!(fold("甲、乙。“丙”—"), "甲、乙。“丙”—");
}

#[test]
fn an_additional_paragraph_differs_from_the_scrape() -> Result<()> {
    check(&[
        case!(
            scraped,
            "\n",
            "\n多出的一段。\n",
            "line 2",
            Fault::DiffersFromScrape { .. }
        ),
        case!(
            source,
            "\n实现“十五五”时期发展目标",
            "\n多出的一段。\n实现“十五五”时期发展目标",
            "line 84",
            Fault::DiffersFromScrape { .. }
        ),
    ])
}

#[test]
fn a_difference_is_shown_by_its_first_forty_letters() -> Result<()> {
    let mut broken = super::sources()?;
    let source = super::text(&mut broken.source);
    *source = source.replacen("尼木县打造成传统", "尼木打造成传统", 1);
    let problems = super::problems(&broken);
    let shown = problems.iter().find_map(|problem| match &problem.fault {
        Fault::DiffersFromScrape { scraped } => Some(scraped.chars().count()),
        _ => None,
    });
    ensure!(shown == Some(40), "{shown:?}");
    Ok(())
}
