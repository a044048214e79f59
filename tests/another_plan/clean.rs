//! Cleaning a text as people have it: what is no part of the plan goes, nothing else does, and all is listed.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Cleaned, NoPlan, apply, clean, fold};
use proptest::prelude::*;

use super::PLAN;
use super::harm::{harm, harmed, wrapped};

/// The paragraphs of the made-up plan.
fn paragraphs() -> Vec<&'static str> {
    PLAN.lines().collect()
}

/// Checks that the paragraphs are what the text and the list of changes make.
pub fn accounted(text: &str, cleaned: &Cleaned) -> Result<()> {
    let (made, problems) = apply(text, &cleaned.changes);
    ensure!(problems.is_empty(), "{problems:?}");
    let made: Vec<String> = made.iter().map(|line| fold(line)).collect();
    let given: Vec<String> = cleaned
        .paragraphs
        .iter()
        .map(|line| fold(&line.text))
        .collect();
    for (made, given) in made.iter().zip(&given) {
        ensure!(made == given, "{made}\n{given}");
    }
    ensure!(made.len() == given.len());
    Ok(())
}

/// Cleans a text and checks that all of it is accounted for.
fn cleaned(text: &str) -> Result<Cleaned> {
    let cleaned = clean(text, false)?;
    accounted(text, &cleaned)?;
    Ok(cleaned)
}

/// Checks that cleaning the text gives back the made-up plan.
fn gives_the_plan(text: &str) -> Result<Cleaned> {
    let cleaned = cleaned(text)?;
    let found: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    for (found, wanted) in found.iter().zip(paragraphs()) {
        ensure!(*found == wanted, "found:  {found}\nwanted: {wanted}");
    }
    ensure!(
        found.len() == paragraphs().len(),
        "{} paragraphs",
        found.len()
    );
    Ok(cleaned)
}

/// Whether a fragment is listed as taken out.
fn took_out(cleaned: &Cleaned, fragment: &str) -> bool {
    cleaned
        .changes
        .removed
        .iter()
        .any(|removal| removal.fragment == fragment)
}

#[test]
fn a_clean_text_stays_as_it_is() -> Result<()> {
    let cleaned = gives_the_plan(PLAN)?;
    ensure!(
        cleaned.changes == Default::default(),
        "{:?}",
        cleaned.changes
    );
    ensure!(cleaned.doubts.is_empty(), "{:?}", cleaned.doubts);
    Ok(())
}

#[test]
fn the_marks_of_a_page_with_half_width_marks_become_full_width() -> Result<()> {
    gives_the_plan(&fold(PLAN))?;
    Ok(())
}

#[test]
fn what_a_page_puts_around_and_between_the_words_goes() -> Result<()> {
    let title = paragraphs()[0];
    let mut page = format!(
        "\u{feff}云川在线\n您的位置: 首页 > 要闻 > 正文\n{title}\n发布时间: 2025-01-15 来源: 云川在线\n打印\nT+\nT-\n\n"
    );
    for (line, at) in PLAN.lines().zip(0..) {
        let line = match at {
            3 => format!("{line}[编辑]"),
            5 => format!("{line} [12]"),
            7 => line.replacen('。', "〔3〕。", 1),
            _ => line.to_owned(),
        };
        page.push_str(&format!("　　{line}\n\n"));
        if at == 9 {
            page.push_str("图片\n（图2）\n");
        }
    }
    page.push_str(
        "云川市人民政府\n2024年12月20日\n责任编辑：某人\n扫一扫\n版权所有 云川在线 ICP备000号\n",
    );
    let cleaned = gives_the_plan(&page)?;
    for fragment in [
        "您的位置: 首页 > 要闻 > 正文",
        title,
        "打印",
        "T+",
        "[编辑]",
        " [12]",
        "〔3〕",
        "图片",
        "（图2）",
        "云川市人民政府",
        "2024年12月20日",
        "责任编辑：某人",
        "版权所有 云川在线 ICP备000号",
    ] {
        ensure!(
            took_out(&cleaned, fragment),
            "{fragment}: {:?}",
            cleaned.changes.removed
        );
    }
    Ok(())
}

#[test]
fn the_address_of_a_site_goes_and_the_paragraph_ends_before_it() -> Result<()> {
    let text = PLAN
        .replacen("。\n", "。yunchuan.com\n", 4)
        .replacen("，", "www.example.cn，", 2);
    let cleaned = gives_the_plan(&text)?;
    ensure!(took_out(&cleaned, "yunchuan.com") && took_out(&cleaned, "www.example.cn"));
    let said = cleaned
        .doubts
        .iter()
        .filter(|doubt| doubt.what.contains("address"));
    ensure!(said.count() >= 4, "{:?}", cleaned.doubts);
    Ok(())
}

#[test]
fn a_title_that_the_page_repeats_is_taken_where_the_text_begins() -> Result<()> {
    let title = paragraphs()[0];
    let text = format!("{title}\n首页\n{title}\n更新时间：2025-01-15\n{title}\n（图1）\n{PLAN}");
    let cleaned = gives_the_plan(&text)?;
    ensure!(
        cleaned.changes.removed.len() == 6,
        "{:?}",
        cleaned.changes.removed
    );
    Ok(())
}

#[test]
fn a_table_of_contents_goes_with_its_page_numbers() -> Result<()> {
    let lines = paragraphs();
    let (title, rest) = lines.split_first().context("empty")?;
    let headings = rest
        .iter()
        .filter(|line| line.starts_with('第') && !line.contains('。'));
    for (dots, titled) in [
        ("", true),
        ("", false),
        ("……", true),
        ("............", false),
    ] {
        let entry = |(line, page): (&&&str, usize)| match dots {
            "" => format!("{line}\n"),
            _ => format!("{line}{dots}{page}\n"),
        };
        let contents: String = headings
            .clone()
            .zip(1..)
            .map(|(line, page)| entry((&line, page)))
            .collect();
        let heading = if titled { "目　录\n" } else { "" };
        let text = format!("{title}\n{heading}{contents}{}\n", rest.join("\n"));
        let cleaned = gives_the_plan(&text)?;
        ensure!(cleaned.missing.is_empty(), "{:?}", cleaned.missing);
        let listed = cleaned
            .changes
            .removed
            .iter()
            .filter(|removal| removal.why == "目录");
        ensure!(listed.count() == headings.clone().count() + usize::from(titled));
    }
    // What the contents announce and the text lacks is said.
    let contents: String = headings.map(|line| format!("{line}\n")).collect();
    let text = format!(
        "{title}\n目录\n{contents}第九章　没有的一章\n{}\n",
        rest.join("\n")
    );
    ensure!(gives_the_plan(&text)?.missing == ["第九章没有的一章"]);
    Ok(())
}

#[test]
fn lines_that_a_pdf_broke_are_joined_across_page_numbers_and_page_heads() -> Result<()> {
    for (columns, indent) in [(64, "    "), (72, "　　"), (80, "    ")] {
        let broken = wrapped(PLAN, columns, indent);
        let mut pages = String::new();
        for (line, at) in broken.lines().zip(1..) {
            pages.push_str(line);
            pages.push('\n');
            if at % 20 == 0 {
                pages.push_str(&format!("— {} —\n\u{c}云川市第三轮规划资料汇编\n", at / 20));
            }
        }
        let cleaned = gives_the_plan(&pages).with_context(|| format!("{columns}"))?;
        ensure!(took_out(&cleaned, "— 1 —") && !cleaned.changes.joined.is_empty());
        ensure!(took_out(&cleaned, "云川市第三轮规划资料汇编"));
    }
    Ok(())
}

#[test]
fn radicals_and_full_width_digits_become_the_characters_they_stand_for() -> Result<()> {
    let pairs = [
        ("长", "⻓"),
        ("民", "⺠"),
        ("水", "⽔"),
        ("生", "⽣"),
        ("工", "⼯"),
        ("20", "２０"),
    ];
    let text = pairs
        .iter()
        .fold(PLAN.to_owned(), |text, (from, to)| text.replace(from, to));
    let cleaned = gives_the_plan(&text)?;
    for (_, radical) in pairs {
        let listed = cleaned.changes.replaced.iter();
        let letter = radical.chars().next().map(String::from).unwrap_or_default();
        ensure!(
            listed.clone().any(|entry| entry.from == letter),
            "{radical}"
        );
    }
    Ok(())
}

#[test]
fn glosses_go_and_abbreviations_stay() -> Result<()> {
    let text = "云川市第三轮五年发展规划\n一、甲\n踔(chuō)厉奋发（ｆèn fā），推广5G（NR）和碳（C）、酸碱度（pH）、甲（jia）。";
    let cleaned = cleaned(text)?;
    let last = cleaned.paragraphs.last().context("empty")?;
    ensure!(
        last.text == "踔厉奋发，推广5G（NR）和碳（C）、酸碱度（pH）、甲（jia）。",
        "{}",
        last.text
    );
    Ok(())
}

#[test]
fn spaces_of_a_pdf_go_and_those_of_headings_stay() -> Result<()> {
    let text = "云川市第三轮 五年发展规划\n第 一 章 总 则\n到 2029 年 ， 建成 5G 基站 12 个 ，Smart City 试点。弘扬“同心 同行”精神。\n第 二 章　建设新云川　奋进新征程\n（ 一 ）甲 乙。丙 丁。";
    let cleaned = cleaned(text)?;
    let found: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    ensure!(
        found
            == [
                "云川市第三轮五年发展规划",
                "第一章总则",
                "到2029年，建成5G基站12个，Smart City试点。弘扬“同心 同行”精神。",
                "第二章　建设新云川　奋进新征程",
                "（一）甲乙。丙丁。",
            ],
        "{found:?}"
    );
    Ok(())
}

#[test]
fn markdown_marks_go() -> Result<()> {
    let text = "# 云川市第三轮五年发展规划\n\n## 一、总则\n\n**坚持**绿色发展，见[附件](https://example.org/a.html)。![图](a.png)\n\n---\n\n1\\. 建港口。建`云港`新城。\n";
    let cleaned = clean(text, true)?;
    accounted(text, &cleaned)?;
    let found: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    let wanted = [
        "云川市第三轮五年发展规划",
        "一、总则",
        "坚持绿色发展，见附件。",
        "1.建港口。建云港新城。",
    ];
    ensure!(found == wanted, "{found:?}");
    Ok(())
}

#[test]
fn straight_quotation_marks_and_dashes_are_replaced_in_pairs() -> Result<()> {
    let text = "云川市第三轮五年发展规划\n一、总则\n建设\"两区\"和\"一港\"。\n--建设港口。港口。\n只有一个\"的句子。";
    let cleaned = cleaned(text)?;
    let found: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .skip(2)
        .map(|line| line.text.as_str())
        .collect();
    ensure!(
        found
            == [
                "建设“两区”和“一港”。",
                "——建设港口。港口。",
                "只有一个\"的句子。"
            ],
        "{found:?}"
    );
    ensure!(
        cleaned.doubts.iter().any(|doubt| doubt.line == 5),
        "{:?}",
        cleaned.doubts
    );
    Ok(())
}

#[test]
fn the_mark_of_a_heading_may_stand_above_its_words() -> Result<()> {
    let text = "云川市第三轮五年发展规划\n第一章\n总则\n导语。\n第 一 节\n\n目标\n到2029年建成。\n第二节\n有句号的不是标题。";
    let cleaned = cleaned(text)?;
    let found = cleaned.paragraphs.iter().map(|line| line.text.as_str());
    ensure!(
        found.clone().skip(1).eq([
            "第一章总则",
            "导语。",
            "第一节目标",
            "到2029年建成。",
            "第二节",
            "有句号的不是标题。"
        ]),
        "{:?}",
        found.collect::<Vec<_>>()
    );
    ensure!(cleaned.changes.joined == [3, 7]);
    Ok(())
}

#[test]
fn a_title_may_take_two_lines() -> Result<()> {
    let text = "云川市国民经济和社会发展\n第三个五年规划和二〇四〇年远景目标纲要\n（2024年12月20日云川市议事会\n第八次会议通过）\n二〇二五年一月\n序言。\n一、总则\n导语。";
    let cleaned = cleaned(text)?;
    let found: Vec<&str> = cleaned
        .paragraphs
        .iter()
        .map(|line| line.text.as_str())
        .collect();
    ensure!(
        found
            == [
                "云川市国民经济和社会发展第三个五年规划和二〇四〇年远景目标纲要",
                "（2024年12月20日云川市议事会第八次会议通过）",
                "序言。",
                "一、总则",
                "导语。",
            ],
        "{found:?}"
    );
    ensure!(took_out(&cleaned, "二〇二五年一月"));
    Ok(())
}

#[test]
fn a_text_that_is_no_plan_is_refused_with_the_reason() -> Result<()> {
    let body = "各位代表：现在报告工作。\n一、过去一年\n港口建成。\n二、今年\n继续建设。";
    for (text, wanted) in [
        (String::new(), "empty"),
        ("  \n\u{feff}\n".to_owned(), "empty"),
        (format!("云川市二〇二四年政府工作报告\n{body}"), "a report"),
        (
            format!("关于《云川市第三轮五年发展规划纲要》的说明\n{body}"),
            "an explanation",
        ),
        (
            format!("云川港口集装箱吞吐量创新高\n{body}"),
            "names a plan",
        ),
        (
            "云川市第三轮五年发展规划\n港口建成投用，全市振奋。".to_owned(),
            "no outline",
        ),
    ] {
        let refused: NoPlan = clean(&text, false).err().context(text)?;
        ensure!(refused.to_string().contains(wanted), "{refused}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn every_character_of_a_mutilated_text_is_in_the_text_or_in_the_list(
        harms in prop::collection::vec(harm(), 0..12),
        markdown in any::<bool>(),
    ) {
        let text = harms.iter().fold(PLAN.to_owned(), |text, harm| harmed(&text, harm));
        if let Ok(cleaned) = clean(&text, markdown) {
            let accounted = accounted(&text, &cleaned);
            prop_assert!(accounted.is_ok(), "{accounted:?}");
        }
    }

    #[test]
    fn any_text_is_cleaned_or_refused(
        words in "(云川市五年发展规划\n|一、甲\n|第一章 乙\n|[^a]|\\[1\\]|[ \t\n　]|[\"“”(（)）,。.]|⻓|１|a){0,60}",
        markdown in any::<bool>(),
    ) {
        if let Ok(cleaned) = clean(&words, markdown) {
            let accounted = accounted(&words, &cleaned);
            prop_assert!(accounted.is_ok(), "{accounted:?}");
        }
    }
}
