//! The fragments that are removed from the scraped page, and no others.

use anyhow::{Result, ensure};
use plan_explorer::ingest::{Changes, Fault, Removal, apply, fold, remove_fragments};

use super::{Case, case, check};

fn removal(line: usize, fragment: &str) -> Removal {
    Removal {
        line,
        fragment: fragment.to_owned(),
        why: "图片说明".to_owned(),
        ..Removal::default()
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

fn changes(toml: &str) -> Result<Changes> {
    Ok(toml::from_str(toml)?)
}

#[test]
fn lines_are_joined_and_letters_replaced_as_listed() -> Result<()> {
    let scraped = "⻓江⻓\n\n 与河图 \n图甲图乙图\n\"丙\"";
    let changes = changes(
        r#"
        joined = [3]
        [[removed]]
        line = 3
        fragment = "图"
        why = "图片说明"
        [[removed]]
        line = 4
        fragment = "图"
        nth = 2
        times = 2
        why = "图片说明"
        [[replaced]]
        from = "⻓"
        to = "长"
        why = "部首"
        [[replaced]]
        line = 5
        from = "\""
        to = "“"
        why = "引号"
        [[replaced]]
        line = 5
        from = "\""
        to = "”"
        why = "引号"
        "#,
    )?;
    let (paragraphs, problems) = apply(scraped, &changes);
    ensure!(problems.is_empty(), "{problems:?}");
    ensure!(
        paragraphs == ["长江长与河", "图甲乙", "“丙”"],
        "{paragraphs:?}"
    );
    Ok(())
}

#[test]
fn a_change_that_fits_nowhere_is_reported() -> Result<()> {
    let removed = |keys: &str| format!("[[removed]]\nwhy = \"\"\n{keys}");
    let replaced = |keys: &str| format!("[[replaced]]\nto = \"\"\nwhy = \"\"\n{keys}");
    for (toml, not_found) in [
        ("joined = [1]".to_owned(), false),
        ("joined = [2]".to_owned(), false),
        ("joined = [9]".to_owned(), false),
        ("joined = [3, 3]".to_owned(), false),
        (removed("line = 1\nfragment = \"甲\"\nnth = 0"), true),
        (removed("line = 1\nfragment = \"甲\"\nnth = 3"), true),
        (removed("line = 1\nfragment = \"甲\"\ntimes = 3"), true),
        (removed("line = 1\nfragment = \"甲\"\ntimes = 0"), true),
        (replaced("from = \"丁\""), true),
        (replaced("from = \"\""), true),
        (replaced("line = 3\nfrom = \"甲\""), true),
        (replaced("line = 9\nfrom = \"甲\""), true),
    ] {
        let (_, problems) = apply("甲甲\n\n乙", &changes(&toml)?);
        let faults = problems.iter().map(|problem| &problem.fault);
        let is_not_found = |fault: &Fault| matches!(fault, Fault::RemovedNotFound { .. });
        let expected = |fault: &Fault| {
            is_not_found(fault) == not_found && (not_found || *fault == Fault::NothingToJoin)
        };
        ensure!(
            faults.clone().count() == 1 && faults.clone().all(expected),
            "{toml}: {problems:?}"
        );
    }
    Ok(())
}
