//! A text that we made up goes through as a page, as Markdown and as plain text.

use anyhow::Result;

use super::*;

fn options() -> Result<DraftOptions> {
    Ok(DraftOptions {
        places: places(&[
            "鹭汀区".to_owned(),
            "枫埠区".to_owned(),
            "砚溪县".to_owned(),
        ])?,
        themes: theme_list(THEMES)?,
        years: None,
        source: None,
        file: "plan.txt".to_owned(),
    })
}

/// A small plan.
const TEXT: &str = "云川市国民经济和社会发展第十五个五年规划纲要\n\
    第一章 发展环境\n\
    第一节 “十四五”时期的成就\n\
    鹭汀区建成港口12个，枫埠区、鹭汀区通航。\n\
    第二节 形势\n\
    形势复杂。\n\
    一、机遇\n\
    机遇很多，产业向好，经济发展。\n\
    二、挑战\n\
    挑战也有。\n\
    第二章 目标\n\
    到2035年，全面建成。\n";

#[test]
fn the_same_plan_comes_from_plain_text_markdown_and_html() -> Result<()> {
    let plain = draft(TEXT, false, &options()?)?;
    let markdown: String = TEXT
        .lines()
        .map(|line| format!("## **{line}**\n\n"))
        .collect();
    let paragraphs: String = TEXT.lines().map(|line| format!("<p>{line}</p>")).collect();
    let page = format!(
        "<html><head><title>页</title><script>var a = '甲。';</script></head><body><div>首页 &gt; 要闻</div>{paragraphs}<footer>版权所有</footer></body></html>"
    );
    let page = html::text(&page);
    for other in [
        draft(&markdown, true, &options()?)?,
        draft(&page, false, &options()?)?,
    ] {
        assert_eq!(other.counts, plain.counts);
        assert_eq!(other.files.first(), plain.files.first());
    }
    Ok(())
}

#[test]
fn every_word_that_a_page_shows_is_in_its_text() {
    let page = "<body><!-- 注 -->甲<b>乙</b> 丙<br>丁<table><tr><td>戊<td>己</table>&nbsp;庚<p>辛\n壬<style>癸</style>";
    assert_eq!(html::text(page), "甲乙 丙\n丁\n戊\t己\n\u{a0}庚\n辛 壬\n");
    let page = "<table><tr><th>指标<th>值<tr><td>港口<br>吞吐量<td><td>3<p>亿吨</table>";
    assert_eq!(html::text(page), "指标\t值\n港口 吞吐量\t\t3 亿吨\n");
    let long = "文".repeat(301);
    let page = format!("<table><tr><td>导航<td><p>{long}<p>尾</table>");
    assert_eq!(html::text(&page), format!("导航\n{long}\n尾\n"));
}

#[test]
fn a_draft_says_what_the_text_says_and_lists_the_rest() -> Result<()> {
    let draft = draft(TEXT, false, &options()?)?;
    let text = |name| draft.file(name).unwrap_or_default();
    let count = |kind| {
        draft
            .counts
            .iter()
            .find(|(other, _)| *other == kind)
            .map(|(_, count)| *count)
    };
    assert_eq!(count(PassageKind::Chapter), Some(2));
    assert_eq!(count(PassageKind::Section), Some(2));
    assert_eq!(count(PassageKind::Measure), Some(2));
    let plan = text("plan.toml");
    for words in [
        "issuer = \"云川市\"",
        "\"一、\" = \"measure\"",
        "passages = [\"ch1.1\"]\nperiods = [\"14\"]",
        "passages = [\"ch2.lead\"]\nperiods = [\"2035\"]",
        "first = 2026\nlast = 2030",
    ] {
        assert!(plan.contains(words), "{words}: {plan}");
    }
    assert!(!plan.contains("adopted") && draft.cut_off.is_none());
    assert_eq!(text("places.toml").matches("[[mention]]").count(), 3);
    let todo = text("TODO.md");
    for words in [
        "砚溪县 is not in the text",
        "鹭汀区: 2 mentions",
        "| 4 | `ch1.1.p1` | 12 |",
        "does not say when it was adopted",
    ] {
        assert!(todo.contains(words), "{words}: {todo}");
    }
    assert!(text("themes.toml").contains("open = true"));
    Ok(())
}

#[test]
fn what_was_found_is_said_in_words() -> Result<()> {
    let draft = draft(TEXT, false, &options()?)?;
    assert_eq!(
        counted(&draft),
        "2 chapters, 2 sections, 2 measures, 4 paragraphs"
    );
    let counts = [
        (PassageKind::Chapter, 1),
        (PassageKind::Section, 0),
        (PassageKind::Measure, 2),
    ];
    let small = Draft {
        counts: counts.to_vec(),
        ..draft
    };
    assert_eq!(counted(&small), "1 chapter, 2 measures");
    Ok(())
}

#[test]
fn a_text_that_is_cut_off_is_taken_and_said_to_be_so() -> Result<()> {
    for end in ["第二节 形势\n形势复", "第二节 形势\n", "一、机遇\n"] {
        let (before, _) = TEXT.split_once(end).unwrap_or_default();
        let cut = format!("{before}{end}");
        let draft = draft(&cut, false, &options()?)?;
        assert!(draft.cut_off.is_some(), "{cut}");
        let lost = draft
            .files
            .iter()
            .any(|(_, text)| text.contains("[[site.lost]]"));
        assert!(lost);
    }
    Ok(())
}

#[test]
fn what_the_source_has_wrong_is_accepted_and_listed() -> Result<()> {
    let harmed = TEXT
        .replace("第二章", "第三章")
        .replace("形势复杂。", "（注\n形势“复杂。\n重大项目\n")
        .replace("二、挑战", "四、挑战");
    let draft = draft(&harmed, false, &options()?)?;
    let todo = draft.file("TODO.md").unwrap_or_default();
    for words in ["第三章", "四、挑战", "形势“复杂"] {
        assert!(todo.contains(words), "{words}: {todo}");
    }
    Ok(())
}

#[test]
fn places_have_ids_and_names_of_their_own() -> Result<()> {
    let names = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        places(&names)
    };
    let found = names(&["城关区", "城关县", "新区"])?;
    let found: Vec<(&str, &str)> = found
        .iter()
        .map(|place| (place.id.as_str(), place.en.as_str()))
        .collect();
    assert_eq!(
        found,
        [
            ("chengguan", "Chengguan District"),
            ("chengguanxian", "Chengguan County"),
            ("xin", "Xin District")
        ]
    );
    for wrong in [&["甲区", "甲区"][..], &[""], &["ABC"]] {
        assert!(names(wrong).is_err(), "{wrong:?}");
    }
    Ok(())
}
