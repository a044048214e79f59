//! Tables and boxes, as they come from copied pages: their rows and cells stay, and none of them is a heading.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Cleaned, Draft, build, clean, draft};
use plan_explorer::model::PassageKind;
use proptest::prelude::*;

use super::clean::accounted;
use super::draft::{lacks_a_chapter, options};
use super::harm::{harm, harmed};

/// A table with tabs, a box with one cell a line, and measures before and after it.
const TEXT: &str = "云川市第三轮五年发展规划纲要（2025—2029年）
第一章　总则
第一节　指标
主要指标见专栏1。
专栏1　主要指标
指标\t2024年\t2029年\t属性
1.港口吞吐量（亿吨）\t3.2\t4\t预期性
2.森林覆盖率（%）\t41\t\t约束性
3.学位（个）\t12\t13\t约束性
第二节　项目
1.建港口。港口要大。
专栏2　重点项目
项目
个数
1.
深水码头二期、三期工程以及配套的航道疏浚和铁路支线
12
约束性
2.
水库
7
约束性
中
11
约束性
2.建铁路。铁路要长。
第二章　保障
甲区\t乙区\t丙区
41\t12\t13
保障有力。
";

fn cleaned(text: &str, markdown: bool) -> Result<Cleaned> {
    let cleaned = clean(text, markdown)?;
    accounted(text, &cleaned)?;
    Ok(cleaned)
}

fn texts(cleaned: &Cleaned) -> Vec<String> {
    let paragraphs = cleaned.paragraphs.iter();
    paragraphs.map(|paragraph| paragraph.text.clone()).collect()
}

fn drafted(text: &str) -> Result<Draft> {
    Ok(draft(text, &cleaned(text, false)?, &options(), &|_| None)?)
}

#[test]
fn each_row_and_each_cell_of_a_line_of_its_own_is_a_paragraph() -> Result<()> {
    let cleaned = cleaned(TEXT, false)?;
    let found = cleaned.paragraphs.iter().map(|line| line.text.as_str());
    let wanted = TEXT.replace('\t', "　");
    ensure!(
        found.clone().eq(wanted.lines()),
        "{:?}",
        found.collect::<Vec<_>>()
    );
    ensure!(cleaned.changes.removed.is_empty());
    // A number alone may also be that of a page.
    let doubts = cleaned.doubts.iter().map(|doubt| doubt.quote.as_str());
    ensure!(
        doubts.eq(["1.", "12", "2.", "7", "11"]),
        "{:?}",
        cleaned.doubts
    );
    Ok(())
}

#[test]
fn columns_of_a_pdf_and_rows_of_markdown_stay_apart() -> Result<()> {
    let columns = TEXT.replace('\t', "        ");
    let row = "1.港口吞吐量（亿吨） 3.2 4 预期性";
    let has = |cleaned: &Cleaned, row: &str| cleaned.paragraphs.iter().any(|line| line.text == row);
    ensure!(has(&cleaned(&columns, false)?, row));
    let markdown = TEXT.replace(
        "甲区\t乙区\t丙区\n",
        "| 甲区 | 乙区 | 丙区 |\n| --- | --- | --- |\n",
    );
    ensure!(has(&cleaned(&markdown, true)?, "|甲区|乙区|丙区|"));
    Ok(())
}

#[test]
fn page_numbers_and_page_heads_within_a_box_go() -> Result<()> {
    let page = |number: usize| format!("\n{number}\n云川市规划资料汇编\n");
    let text = TEXT
        .replace(
            "主要指标见专栏1。\n",
            &format!("主要指标见专栏1。{}", page(25)),
        )
        .replace("深水码头", &format!("{}深水码头", page(26)))
        .replace("铁路要长。\n", &format!("铁路要长。{}", page(27)))
        .replace("保障有力。\n", &format!("{}保障有力。\n", page(28)));
    let found = cleaned(&text, false)?;
    let same = cleaned(TEXT, false)?;
    ensure!(texts(&found) == texts(&same), "{:?}", texts(&found));
    Ok(())
}

#[test]
fn nothing_in_a_table_is_a_heading_and_the_editor_is_told_where_it_is() -> Result<()> {
    let draft = drafted(TEXT)?;
    let counted = |kind| draft.counts.iter().find(|(other, _)| *other == kind);
    for (kind, count) in [
        (PassageKind::Chapter, 2),
        (PassageKind::Section, 2),
        (PassageKind::Measure, 2),
    ] {
        ensure!(counted(kind) == Some(&(kind, count)), "{:?}", draft.counts);
    }
    let plan = draft.file("plan.toml").context("no plan.toml")?;
    for (begins, lines) in [("专栏1　主要", 5), ("专栏2　重点", 14), ("甲区　乙区　", 2)]
    {
        let entry = format!("[[outline.table]]\nbegins = \"{begins}\"\nlines = {lines}\n");
        ensure!(plan.contains(&entry), "{entry}{plan}");
    }
    ensure!(!plan.contains("outline.accept"), "{plan}");
    let todo = draft.file("TODO.md").context("no TODO.md")?;
    for words in [
        "Lines 5–9: “专栏1　主要…”",
        "Lines 12–25: “专栏2　重点…”",
        "Lines 28–29: “甲区　乙区　…”",
        "“12” stands alone below a table's title and was kept",
    ] {
        ensure!(todo.contains(words), "{words}: {todo}");
    }
    let file = build(&draft.sources()).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let texts = file.passages.iter().map(|passage| passage.text.as_str());
    ensure!(texts.eq(TEXT.replace('\t', "　").lines()));
    Ok(())
}

#[test]
fn a_table_of_contents_may_list_boxes() -> Result<()> {
    for (dots, title) in [("……", "目录\n"), ("", "")] {
        let headings = TEXT.lines().filter(|line| line.starts_with(['第', '专']));
        let headings = headings.chain(["专栏3　没有的专栏"]).zip(3..);
        let list: String = headings
            .map(|(line, page)| format!("{line}{dots} {page}\n"))
            .collect();
        let text = TEXT.replacen('\n', &format!("\n{title}{list}"), 1);
        let found = cleaned(&text, false)?;
        let same = cleaned(TEXT, false)?;
        ensure!(texts(&found) == texts(&same), "{:?}", texts(&found));
        ensure!(found.missing == ["专栏3没有的专栏"], "{:?}", found.missing);
    }
    Ok(())
}

#[test]
fn prose_about_a_table_is_no_title_of_one() -> Result<()> {
    for line in [
        "表1所示的指标",
        "专栏建设",
        "表现突出",
        "专栏1中的项目",
        "表一个态",
    ] {
        let text = TEXT.replace("主要指标见专栏1。", line);
        let title = |cleaned: &Cleaned| {
            cleaned
                .paragraphs
                .iter()
                .any(|other| other.text == line && other.table.is_some())
        };
        ensure!(!title(&cleaned(&text, false)?), "{line}");
    }
    for title in [
        "专栏 3　甲",
        "专栏三 甲",
        "表2-1 甲",
        "附表1：甲",
        "【专栏4】甲",
        "表 2",
    ] {
        let text = TEXT.replace("专栏2　重点项目", title);
        ensure!(drafted(&text)?.counts == drafted(TEXT)?.counts, "{title}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_mutilated_text_with_tables_loses_nothing_and_builds(
        harms in prop::collection::vec(harm(), 0..6),
    ) {
        let text = harms.iter().fold(TEXT.to_owned(), |text, harm| harmed(&text, harm));
        if clean(&text, false).is_ok() {
            match drafted(&text) {
                Ok(draft) => {
                    let built = build(&draft.sources());
                    prop_assert!(built.is_ok(), "{built:?}");
                }
                Err(error) => {
                    let refused = error.downcast_ref();
                    prop_assert!(refused.is_some_and(lacks_a_chapter), "{error}");
                }
            }
        }
    }
}
