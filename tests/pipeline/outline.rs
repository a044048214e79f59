//! The outline of a small text, and every line that is reported as misplaced.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{Fault, Outline, Paragraph, Problem, parse_outline};
use plan_explorer::model::PassageKind;

/// A text with a paragraph of every kind. Chapter two has lost its heading.
const SMALL: [&str; 18] = [
    "标题",
    "（2025年通过）",
    "2025年，序言、序言。“序。言”完！",
    "一、第一章",
    "（一）小节甲。正文。",
    "——打造甲。正文。正文？",
    "——打造乙。正文。",
    "——建设丙。正文。",
    "——建设丁。正文。",
    "到二〇三五年，愿景。",
    "（全文）第二章导语。",
    "（一）小节乙。正文。",
    "1.措施甲。正文1,000个，IPv6。",
    "2.措施乙。正文。",
    "三、第三章",
    "第三章导语。",
    "3.措施丙。《正。文》正文。",
    "1月，结束。",
];

fn parse(lines: &[&str]) -> Result<Outline, Vec<Problem>> {
    parse_outline(&lines.join("\n"))
}

/// The small text with one line replaced.
fn with_line(number: usize, line: &'static str) -> Vec<&'static str> {
    let mut lines = SMALL.to_vec();
    lines[number - 1] = line;
    lines
}

/// The small text with a line inserted, which gets this number.
fn with_more(number: usize, line: &'static str) -> Vec<&'static str> {
    let mut lines = SMALL.to_vec();
    lines.insert(number - 1, line);
    lines
}

/// The first problem of a text.
fn first(lines: &[&str]) -> Result<Problem> {
    let problems = parse(lines).err().context("it is an outline")?;
    problems.into_iter().next().context("no problem")
}

fn is_at(lines: &[&str], number: usize, fault: &Fault) -> Result<()> {
    let found = first(lines)?;
    ensure!(
        found.entry == format!("line {number}") && found.fault == *fault,
        "{found:?} instead of {fault:?} in {number}"
    );
    ensure!(found.file == "data/source.txt");
    Ok(())
}

fn misplaced(expected: &'static str) -> Fault {
    Fault::Misplaced { expected }
}

/// A passage's id, kind, number, chapter, section and heading.
type Line<'a> = (
    &'a str,
    PassageKind,
    Option<u32>,
    Option<&'a str>,
    Option<&'a str>,
    Option<&'a str>,
);

#[test]
fn each_line_gets_its_kind_from_its_mark_and_place() -> Result<()> {
    use PassageKind as Is;
    let outline = parse(&SMALL).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let c = |id: &'static str| Some(id);
    let wanted: [Line<'_>; 18] = [
        ("title", Is::Title, None, None, None, None),
        ("adoption", Is::Adoption, None, None, None, None),
        ("preamble", Is::Preamble, None, None, None, None),
        ("ch1", Is::Chapter, None, c("c1"), None, Some("第一章")),
        (
            "ch1.1",
            Is::Section,
            Some(1),
            c("c1"),
            Some("c1.1"),
            Some("小节甲"),
        ),
        (
            "pos1",
            Is::Position,
            None,
            c("c1"),
            Some("c1.1"),
            Some("打造甲"),
        ),
        (
            "pos2",
            Is::Position,
            None,
            c("c1"),
            Some("c1.1"),
            Some("打造乙"),
        ),
        ("goal1", Is::Goal, None, c("c1"), None, Some("建设丙")),
        ("goal2", Is::Goal, None, c("c1"), None, Some("建设丁")),
        ("vision2035", Is::Vision, None, c("c1"), None, None),
        ("ch2.lead", Is::Lead, None, c("c2"), None, None),
        (
            "ch2.1",
            Is::Section,
            Some(1),
            c("c2"),
            Some("c2.1"),
            Some("小节乙"),
        ),
        (
            "m1",
            Is::Measure,
            Some(1),
            c("c2"),
            Some("c2.1"),
            Some("措施甲"),
        ),
        (
            "m2",
            Is::Measure,
            Some(2),
            c("c2"),
            Some("c2.1"),
            Some("措施乙"),
        ),
        ("ch3", Is::Chapter, None, c("c3"), None, Some("第三章")),
        ("ch3.lead", Is::Lead, None, c("c3"), None, None),
        ("m3", Is::Measure, Some(3), c("c3"), None, Some("措施丙")),
        ("closing", Is::Closing, None, None, None, None),
    ];
    let found = outline.paragraphs.iter().map(|entry: &Paragraph| {
        let (chapter, section) = (entry.chapter.as_deref(), entry.section.as_deref());
        let heading = entry.heading_text();
        (
            entry.id.as_str(),
            entry.kind,
            entry.number,
            chapter,
            section,
            heading,
        )
    });
    for (found, wanted) in found.zip(wanted) {
        ensure!(found == wanted, "{found:?} instead of {wanted:?}");
    }
    ensure!(outline.paragraphs.len() == wanted.len());
    let sections = outline.sections.iter();
    let sections: Vec<_> = sections
        .map(|entry| {
            (
                entry.id.as_str(),
                entry.chapter.as_str(),
                entry.number,
                entry.heading.as_str(),
            )
        })
        .collect();
    ensure!(
        sections == [("c1.1", "c1", 1, "小节甲"), ("c2.1", "c2", 1, "小节乙")],
        "{sections:?}"
    );
    for (paragraph, line) in outline.paragraphs.iter().zip(SMALL) {
        ensure!(paragraph.text.as_str() == line);
        ensure!(outline.paragraph(&paragraph.id) == Some(paragraph));
    }
    ensure!(outline.paragraph("m9").is_none());
    Ok(())
}

#[test]
fn sentences_end_at_full_stops_outside_quotes_and_brackets() -> Result<()> {
    let outline = parse(&SMALL).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    for (id, wanted) in [
        ("preamble", vec!["2025年，序言、序言。", "“序。言”完！"]),
        ("pos1", vec!["正文。", "正文？"]),
        ("m3", vec!["《正。文》正文。"]),
        ("title", vec!["标题"]),
        ("ch1", vec![]),
    ] {
        let paragraph = outline.paragraph(id).context(id)?;
        let sentences = paragraph.sentences.iter();
        let words: Vec<&str> = sentences
            .clone()
            .map(|sentence| paragraph.text.slice(sentence.span()))
            .collect();
        ensure!(words == wanted, "{id}: {words:?}");
        let ids = sentences
            .zip(1..)
            .all(|(sentence, number)| sentence.id == format!("{id}.{number}"));
        ensure!(ids, "{id}");
    }
    Ok(())
}

#[test]
fn the_text_begins_with_title_adoption_preamble_and_chapter_one() -> Result<()> {
    is_at(&with_line(1, "一、标题"), 1, &misplaced("the title"))?;
    for other in [
        "2025年通过",
        "2025年（通过）",
        "（2025年）通过",
        "（一）（通过）",
    ] {
        is_at(&with_line(2, other), 2, &misplaced("the line of adoption"))?;
    }
    for other in ["一、序言。", "（一）序。言。", "1.序。言。", "——序。言。"]
    {
        is_at(&with_line(3, other), 3, &misplaced("the preamble"))?;
    }
    let one = misplaced("the heading of chapter one");
    is_at(&with_line(4, "第一章。"), 4, &one)?;
    is_at(&with_line(4, "（一）小节甲。正文。"), 4, &one)?;
    is_at(
        &with_line(4, "1.措施甲。正文。"),
        4,
        &misplaced("a part of chapter one"),
    )?;
    is_at(
        &with_line(5, "1.措施甲。正文。"),
        5,
        &misplaced("a part of chapter one"),
    )
}

#[test]
fn chapters_sections_and_measures_are_numbered_without_gaps() -> Result<()> {
    let out = |what, expected, found| Fault::OutOfOrder {
        what,
        expected,
        found,
    };
    is_at(&with_line(4, "二、第一章"), 4, &out("chapter", 1, 2))?;
    is_at(
        &with_line(5, "（二）小节甲。正文。"),
        5,
        &out("section", 1, 2),
    )?;
    is_at(
        &with_line(12, "（二）小节乙。正文。"),
        12,
        &out("section", 1, 2),
    )?;
    is_at(
        &with_line(13, "2.措施甲。正文。"),
        13,
        &out("measure", 1, 2),
    )?;
    is_at(
        &with_line(14, "1.措施乙。正文。"),
        14,
        &out("measure", 2, 1),
    )?;
    is_at(&with_line(15, "二、第三章"), 15, &out("chapter", 3, 2))?;
    is_at(
        &with_line(17, "4.措施丙。正文。"),
        17,
        &out("measure", 3, 4),
    )
}

#[test]
fn chinese_numbers_are_read_up_to_ninety_nine() -> Result<()> {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut lines: Vec<String> = SMALL
        .iter()
        .take(11)
        .map(|line| (*line).to_owned())
        .collect();
    for number in 1..=99_usize {
        let tens = match number / 10 {
            0 => String::new(),
            1 => "十".to_owned(),
            tens => format!("{}十", digits[tens]),
        };
        lines.push(format!("（{tens}{}）小节。正文。", digits[number % 10]));
    }
    lines.extend(["1.措施。正文。".to_owned(), "结束。".to_owned()]);
    let outline =
        parse_outline(&lines.join("\n")).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let numbers = outline
        .sections
        .iter()
        .skip(1)
        .map(|section| section.number);
    ensure!(numbers.eq(1..=99));
    // Brackets without a number begin the lead of a chapter that lost its heading.
    for other in [
        "（一一）",
        "（十甲）",
        "（百）",
        "（〇）",
        "（二二十）",
        "（）",
    ] {
        let mut lines: Vec<String> = SMALL.iter().map(|line| (*line).to_owned()).collect();
        lines[10] = format!("{other}第二章导语。");
        let outline = parse_outline(&lines.join("\n"))
            .map_err(|problems| anyhow::anyhow!("{other}: {problems:?}"))?;
        ensure!(outline.paragraph("ch2.lead").is_some(), "{other}");
    }
    Ok(())
}

#[test]
fn positions_come_before_goals_and_both_in_chapter_one() -> Result<()> {
    let dash = misplaced("a position (打造) or, after the positions, a goal (建设) of chapter one");
    is_at(&with_line(5, "——打造甲。正文。"), 5, &dash)?;
    is_at(&with_line(6, "——建设甲。正文。"), 6, &dash)?;
    is_at(&with_line(6, "——创造甲。正文。"), 6, &dash)?;
    is_at(&with_line(9, "——打造丁。正文。"), 9, &dash)?;
    is_at(&with_line(14, "——打造乙。正文。"), 14, &dash)?;
    is_at(&with_line(14, "——建设乙。正文。"), 14, &dash)?;
    let vision = misplaced("one vision for 2035, after the goals,");
    is_at(&with_more(8, "到二〇三五年，愿景。"), 8, &vision)?;
    is_at(&with_more(10, "到二〇三五年，愿景。"), 11, &vision)
}

#[test]
fn a_heading_has_words_a_full_stop_and_a_body_and_every_paragraph_ends() -> Result<()> {
    is_at(&with_line(4, "一、"), 4, &Fault::EmptyHeading)?;
    for (number, unended, empty, bare) in [
        (5, "（一）小节甲", "（一）。正文。", "（一）小节甲。"),
        (6, "——打造甲", "——。打造正文。", "——打造甲。"),
        (13, "1.措施甲", "1.。正文。", "1.措施甲。"),
    ] {
        is_at(&with_line(number, unended), number, &Fault::UnendedHeading)?;
        is_at(&with_line(number, empty), number, &Fault::EmptyHeading)?;
        is_at(&with_line(number, bare), number, &Fault::EmptyBody)?;
    }
    for (number, endless) in [
        (3, "序言"),
        (5, "（一）小节甲。正文"),
        (10, "到二〇三五年，愿景"),
        (11, "第二章导语；"),
        (18, "结束"),
    ] {
        is_at(&with_line(number, endless), number, &Fault::UnendedSentence)?;
    }
    Ok(())
}

#[test]
fn a_text_without_measures_or_closing_is_incomplete() -> Result<()> {
    let missing = |missing| Fault::Incomplete { missing };
    let cut = |length: usize| SMALL.iter().take(length).copied().collect::<Vec<_>>();
    is_at(&cut(14), 14, &missing("the closing paragraph"))?;
    is_at(&cut(9), 9, &missing("the first measure"))?;
    let without_measures = SMALL.iter().filter(|line| !line.contains("措施"));
    let without_measures: Vec<&str> = without_measures.copied().collect();
    is_at(
        &without_measures,
        without_measures.len(),
        &missing("the first measure"),
    )
}

#[test]
fn marks_of_chinese_prose_are_full_width_and_come_in_pairs() -> Result<()> {
    for mark in [',', ';', ':', '(', ')', '!', '?'] {
        for line in [
            format!("导语{mark}导语。"),
            format!("导语a{mark}导语。"),
            format!("导语{mark}a导语。"),
            format!("{mark}a导语。"),
        ] {
            let mut lines = SMALL.to_vec();
            lines[15] = &line;
            is_at(&lines, 16, &Fault::HalfWidth { mark })?;
        }
        let mut lines = SMALL.to_vec();
        let line = format!("导语a{mark}1导语。");
        lines[15] = &line;
        ensure!(
            parse(&lines).is_ok(),
            "{mark} is allowed between letters and digits"
        );
    }
    for (line, mark) in [
        ("导“语。", '“'),
        ("导”语。", '”'),
        ("导‘语。", '‘'),
        ("导（语。", '（'),
        ("导）语。", '）'),
        ("《导语。", '《'),
        ("导》语。", '》'),
        ("“导（语”）。", '”'),
        ("（导“语”。", '（'),
    ] {
        is_at(&with_line(16, line), 16, &Fault::Unbalanced { mark })?;
    }
    ensure!(parse(&with_line(16, "“导‘（《语》）’”。")).is_ok());
    Ok(())
}

#[test]
fn a_line_is_one_paragraph_without_blanks_around_it() -> Result<()> {
    is_at(&with_more(5, ""), 5, &Fault::Blank)?;
    for line in [" 第三章导语。", "第三章导语。 ", "\u{3000}第三章导语。"] {
        is_at(&with_line(16, line), 16, &Fault::Blank)?;
    }
    Ok(())
}
