//! The outlines of small texts, and every line that is reported as misplaced.

use anyhow::{Context, Result, ensure};
use plan_explorer::ingest::{
    DashKind, DashRule, Fault, Numbering, Outline, OutlineRules, Paragraph, Problem, Unmarked,
    VisionRule, parse_outline,
};
use plan_explorer::model::PassageKind;
use proptest::prelude::*;

/// A text whose chapter two has lost its heading.
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
    "本章导语。",
    "3.措施丙。《正。文》正文。",
    "1月，结束。",
];

fn dash(begins: &str, kind: DashKind, outside_sections: bool) -> DashRule {
    DashRule {
        begins: begins.to_owned(),
        kind,
        outside_sections,
    }
}

/// The rules for the small text.
fn rules() -> OutlineRules {
    OutlineRules {
        unmarked: Unmarked::Chapter,
        vision: Some(VisionRule {
            begins: "到二〇三五年".to_owned(),
            id: "vision2035".to_owned(),
        }),
        dashes: vec![
            dash("打造", DashKind::Position, false),
            dash("建设", DashKind::Goal, true),
        ],
        closing: true,
        ..OutlineRules::default()
    }
}

fn parse(lines: &[&str]) -> Result<Outline, Vec<Problem>> {
    parse_outline(&lines.join("\n"), &rules())
}

/// The outline of lines that follow the rules.
fn outline(lines: &[&str], rules: &OutlineRules) -> Result<Outline> {
    let outline = parse_outline(&lines.join("\n"), rules);
    outline.map_err(|problems| anyhow::anyhow!("{problems:?}"))
}

/// The ids of the passages of an outline.
fn ids(outline: &Outline) -> Vec<&str> {
    let paragraphs = outline.paragraphs.iter();
    paragraphs.map(|paragraph| paragraph.id.as_str()).collect()
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
    ensure!(found.file == "source.txt");
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
fn the_text_begins_with_the_title_and_sections_are_in_chapters() -> Result<()> {
    is_at(&with_line(1, "一、标题"), 1, &misplaced("the title"))?;
    let chapter = misplaced("the heading of a chapter");
    for line in [
        "（一）小节甲。正文。",
        "1.措施甲。正文。",
        "——打造甲。正文。",
    ] {
        is_at(&with_line(4, line), 4, &chapter)?;
    }
    Ok(())
}

#[test]
fn adoption_and_preamble_may_be_missing_and_a_preamble_may_be_long() -> Result<()> {
    let plain = OutlineRules::default();
    for (front, wanted) in [
        (
            vec!["标题", "（通过）", "序言。", "二。"],
            vec!["title", "adoption", "preamble", "preamble.p1"],
        ),
        (
            vec!["标题", "序言。", "二。", "三。"],
            vec!["title", "preamble", "preamble.p1", "preamble.p2"],
        ),
        (vec!["标题", "（通过）"], vec!["title", "adoption"]),
        (vec!["标题"], vec!["title"]),
        (vec!["标题", "2025年（通过）。"], vec!["title", "preamble"]),
    ] {
        let lines = [front.as_slice(), &["一、第一章", "导语。", "正文。"]].concat();
        let found = outline(&lines, &plain)?;
        let wanted = [wanted.as_slice(), &["ch1", "ch1.lead", "ch1.p1"]].concat();
        ensure!(ids(&found) == wanted, "{:?}", ids(&found));
        let front = found.paragraphs.iter().take(front.len());
        ensure!(front.clone().all(|paragraph| paragraph.chapter.is_none()));
    }
    Ok(())
}

#[test]
fn measures_may_stand_in_every_chapter() -> Result<()> {
    let found = outline(
        &[
            "标题",
            "一、甲",
            "1.乙。正文。",
            "2.丙。正文。",
            "二、丁",
            "3.戊。正文。",
        ],
        &OutlineRules::default(),
    )?;
    ensure!(ids(&found) == ["title", "ch1", "m1", "m2", "ch2", "m3"]);
    Ok(())
}

/// A text with parts, chapters, sections and measures whose headings are alone in their lines.
const PARTS: [&str; 20] = [
    "标题",
    "第一篇　总论",
    "第一章　基础",
    "导语。",
    "又一段。",
    "第一节 成就",
    "第一段；",
    "第二段：",
    "——第三段。",
    "第2节形势。正文。",
    "第二篇 任务",
    "篇首语。",
    "第二章 产业",
    "第一节　工业",
    "1.做强",
    "第一段。",
    "第二段。",
    "2. 做优。正文。",
    "之后的一段。",
    "二节课不是标记。",
];

#[test]
fn parts_chapters_and_sections_may_be_named_and_stand_alone() -> Result<()> {
    use PassageKind as Is;
    let found = outline(&PARTS, &OutlineRules::default())?;
    let wanted = [
        ("title", Is::Title, None, None, None),
        ("part1", Is::Part, Some("总论"), None, None),
        ("ch1", Is::Chapter, Some("基础"), Some("c1"), None),
        ("ch1.lead", Is::Lead, None, Some("c1"), None),
        ("ch1.p1", Is::Paragraph, None, Some("c1"), None),
        ("ch1.1", Is::Section, Some("成就"), Some("c1"), Some("c1.1")),
        ("ch1.1.p1", Is::Paragraph, None, Some("c1"), Some("c1.1")),
        ("ch1.1.p2", Is::Paragraph, None, Some("c1"), Some("c1.1")),
        ("ch1.1.p3", Is::Paragraph, None, Some("c1"), Some("c1.1")),
        ("ch1.2", Is::Section, Some("形势"), Some("c1"), Some("c1.2")),
        ("part2", Is::Part, Some("任务"), None, None),
        ("part2.p1", Is::Paragraph, None, None, None),
        ("ch2", Is::Chapter, Some("产业"), Some("c2"), None),
        ("ch2.1", Is::Section, Some("工业"), Some("c2"), Some("c2.1")),
        ("m1", Is::Measure, Some("做强"), Some("c2"), Some("c2.1")),
        ("m1.p1", Is::Paragraph, None, Some("c2"), Some("c2.1")),
        ("m1.p2", Is::Paragraph, None, Some("c2"), Some("c2.1")),
        ("m2", Is::Measure, Some("做优"), Some("c2"), Some("c2.1")),
        ("m2.p1", Is::Paragraph, None, Some("c2"), Some("c2.1")),
        ("m2.p2", Is::Paragraph, None, Some("c2"), Some("c2.1")),
    ];
    ensure!(found.paragraphs.len() == wanted.len());
    for (paragraph, wanted) in found.paragraphs.iter().zip(wanted) {
        let (chapter, section) = (paragraph.chapter.as_deref(), paragraph.section.as_deref());
        let heading = paragraph.heading_text();
        let found = (
            paragraph.id.as_str(),
            paragraph.kind,
            heading,
            chapter,
            section,
        );
        ensure!(found == wanted, "{found:?} instead of {wanted:?}");
    }
    let sentences = |id: &str| {
        found
            .paragraph(id)
            .map(|paragraph| paragraph.sentences.len())
    };
    ensure!(sentences("m1") == Some(0) && sentences("m1.p1") == Some(1));
    ensure!(sentences("ch1.2") == Some(1) && sentences("part1") == Some(0));
    let first = found
        .paragraph("m1.p2")
        .and_then(|paragraph| paragraph.sentences.first());
    ensure!(first.is_some_and(|sentence| sentence.id == "m1.p2.1"));
    let below = |id: &str| found.paragraph(id)?.below.as_deref();
    ensure!(below("m1.p2") == Some("m1") && below("m1") == Some("ch2.1"));
    ensure!(below("ch2.1") == Some("ch2") && below("ch2") == Some("part2"));
    ensure!(below("part2").is_none() && below("title").is_none());
    Ok(())
}

#[test]
fn something_is_below_a_heading_that_stands_alone() -> Result<()> {
    for (lines, number) in [
        (["标题", "一、甲", "（一）乙", "（二）丙。正文。"], 3),
        (["标题", "一、甲", "1.乙", "2.丙。正文。"], 3),
        (["标题", "一、甲", "二、乙", "导语。"], 2),
        (["标题", "第一篇 甲", "第二篇 乙", "一、丙"], 2),
        (["标题", "一、甲", "（一）乙", "1.丙"], 4),
        (["标题", "一、甲", "（一）乙", "二、丙"], 3),
    ] {
        let problems = parse_outline(&lines.join("\n"), &OutlineRules::default());
        let first = problems.err().unwrap_or_default().into_iter().next();
        let first = first.with_context(|| format!("{lines:?} is an outline"))?;
        ensure!(
            first.entry == format!("line {number}") && first.fault == Fault::EmptyBody,
            "{lines:?}: {first:?}"
        );
    }
    Ok(())
}

#[test]
fn measures_may_be_numbered_from_one_in_each_section() -> Result<()> {
    let lines = [
        "标题",
        "一、甲",
        "（一）乙。正文。",
        "1.丙。正文。",
        "2.丁。正文。",
        "（二）戊。正文。",
        "1.己",
        "正文。",
        "二、庚",
        "1.辛。正文。",
    ];
    let rules = OutlineRules {
        numbering: Numbering::Section,
        ..OutlineRules::default()
    };
    let found = outline(&lines, &rules)?;
    ensure!(
        ids(&found)
            == [
                "title",
                "ch1",
                "ch1.1",
                "ch1.1.m1",
                "ch1.1.m2",
                "ch1.2",
                "ch1.2.m1",
                "ch1.2.m1.p1",
                "ch2",
                "ch2.m1"
            ],
        "{:?}",
        ids(&found)
    );
    let throughout = parse_outline(&lines.join("\n"), &OutlineRules::default());
    let problems = throughout.err().context("1 comes twice")?;
    ensure!(problems.iter().all(|problem| matches!(
        problem.fault,
        Fault::OutOfOrder {
            what: "measure",
            ..
        }
    )));
    Ok(())
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
    )?;
    is_at(&with_line(4, "第二篇 甲"), 4, &out("part", 1, 2))
}

#[test]
fn there_may_be_hundreds_of_sections() -> Result<()> {
    let mut lines = vec!["标题".to_owned(), "第1章 甲".to_owned()];
    lines.extend((1..=999).map(|number| format!("第{number}节 乙。正文。")));
    let found = parse_outline(&lines.join("\n"), &OutlineRules::default());
    let found = found.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    ensure!(
        found
            .sections
            .iter()
            .map(|section| section.number)
            .eq(1..=999)
    );
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
        let found = parse_outline(&lines.join("\n"), &rules());
        let found = found.map_err(|problems| anyhow::anyhow!("{other}: {problems:?}"))?;
        ensure!(found.paragraph("ch2.lead").is_some(), "{other}");
    }
    Ok(())
}

#[test]
fn a_dash_has_the_kind_of_its_words() -> Result<()> {
    is_at(&with_line(6, "——创造甲。正文。"), 6, &Fault::DashUnknown)?;
    let lines = [
        "标题",
        "一、甲",
        "（一）乙",
        "——打造丙。正文。",
        "——创造丁。正文。",
        "——建设戊。正文。",
        "——打造己。正文。",
        "（二）庚。正文。",
        "——建设辛。正文。",
    ];
    let mut rules = rules();
    rules.closing = false;
    rules.dashes.push(dash("", DashKind::Paragraph, false));
    let found = outline(&lines, &rules)?;
    let sections = found.paragraphs.iter().skip(2);
    let sections = sections.map(|entry| (entry.id.as_str(), entry.section.as_deref()));
    // From the first that is outside on, all are, until the next section.
    let wanted = [
        ("ch1.1", Some("c1.1")),
        ("pos1", Some("c1.1")),
        ("ch1.1.p1", Some("c1.1")),
        ("goal1", None),
        ("pos2", None),
        ("ch1.2", Some("c1.2")),
        ("goal2", None),
    ];
    ensure!(sections.eq(wanted));
    let plain = outline(&lines, &OutlineRules::default())?;
    let dashes = plain
        .paragraphs
        .iter()
        .filter(|entry| entry.text.as_str().starts_with("——"));
    ensure!(dashes.clone().count() == 5);
    let is_plain = |entry: &Paragraph| {
        entry.kind == PassageKind::Paragraph
            && entry.heading.is_none()
            && entry.sentences.len() == 2
    };
    ensure!(dashes.clone().all(is_plain));
    Ok(())
}

#[test]
fn there_is_one_vision() -> Result<()> {
    let again = with_more(11, "到二〇三五年，愿景。");
    is_at(&again, 11, &Fault::SecondVision)?;
    let mut rules = rules();
    rules.vision = None;
    // Without the rule, it begins a chapter, like every unmarked paragraph of this text.
    let lines = SMALL.map(|line| line.replace("三、", "四、"));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let found = outline(&lines, &rules)?;
    ensure!(
        found
            .paragraph("ch2.lead")
            .is_some_and(|entry| entry.text.as_str().starts_with('到'))
    );
    Ok(())
}

#[test]
fn the_id_of_the_vision_is_no_other_id() -> Result<()> {
    let mut rules = rules();
    rules.vision = Some(VisionRule {
        begins: "到二〇三五年".to_owned(),
        id: "m1".to_owned(),
    });
    let problems = parse_outline(&SMALL.join("\n"), &rules);
    let problems = problems.err().context("two passages have the id m1")?;
    ensure!(
        problems
            .iter()
            .map(|p| (p.entry.as_str(), &p.fault))
            .eq([("line 13", &Fault::Repeated)]),
        "{problems:?}"
    );
    Ok(())
}

#[test]
fn a_heading_has_words_and_a_body_and_every_paragraph_ends() -> Result<()> {
    is_at(&with_line(4, "一、"), 4, &Fault::EmptyHeading)?;
    is_at(&with_line(6, "——打造甲"), 6, &Fault::UnendedHeading)?;
    for (number, empty, bare) in [
        (5, "（一）。正文。", "（一）小节甲。"),
        (13, "1.。正文。", "1.措施甲。"),
        (13, "1.。正文。", "1.措施甲"),
    ] {
        is_at(&with_line(number, empty), number, &Fault::EmptyHeading)?;
        is_at(&with_line(number, bare), number, &Fault::EmptyBody)?;
    }
    is_at(&with_line(6, "——打造甲。"), 6, &Fault::EmptyBody)?;
    is_at(&with_line(4, "第一章"), 4, &Fault::EmptyHeading)?;
    for (number, endless) in [
        (3, "序言"),
        (5, "（一）小节甲。正文"),
        (10, "到二〇三五年，愿景"),
        (11, "导语；"),
        (18, "结束"),
    ] {
        is_at(&with_line(number, endless), number, &Fault::UnendedSentence)?;
    }
    Ok(())
}

#[test]
fn a_text_has_a_chapter_and_the_closing_that_the_rules_announce() -> Result<()> {
    let missing = |missing| Fault::Incomplete { missing };
    let cut = |length: usize| SMALL.iter().take(length).copied().collect::<Vec<_>>();
    is_at(&cut(14), 14, &missing("the closing paragraph"))?;
    is_at(&cut(3), 3, &missing("the heading of a chapter"))?;
    let mut rules = rules();
    rules.closing = false;
    ensure!(outline(&cut(14), &rules)?.paragraphs.len() == 14);
    // Without measures it is an outline, too.
    ensure!(outline(&cut(9), &rules)?.paragraphs.len() == 9);
    // The last paragraph is then like every other.
    let last = outline(&SMALL, &rules)?
        .paragraphs
        .pop()
        .context("no paragraph")?;
    ensure!(last.id == "ch4.lead" && last.kind == PassageKind::Lead);
    rules.unmarked = Unmarked::Paragraph;
    let lines = [
        cut(10),
        vec!["二、乙", "导语。", "1.措施。正文。", "1月，结束。"],
    ]
    .concat();
    let last = outline(&lines, &rules)?
        .paragraphs
        .pop()
        .context("no paragraph")?;
    ensure!(last.id == "m1.p1" && last.kind == PassageKind::Paragraph);
    Ok(())
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
    for line in [" 本章导语。", "本章导语。 ", "\u{3000}本章导语。"] {
        is_at(&with_line(16, line), 16, &Fault::Blank)?;
    }
    Ok(())
}

/// A line that begins with an outline mark or something like one.
fn a_line() -> impl Strategy<Value = String> {
    let mark = prop_oneof![
        "(第[一二三十百零〇0-9]{0,4}[篇章节]|[一二三十]{1,2}、|（[一二三十]{1,2}）|[0-9]{1,4}[.]|——){0,2}",
        Just("到二〇三五年".to_owned()),
        Just("（".to_owned()),
    ];
    (mark, "[ 　甲乙打造建设。；：“”（）.0-9]{0,12}").prop_map(|(mark, rest)| mark + &rest)
}

proptest! {
    #[test]
    fn any_lines_give_an_outline_or_problems(
        lines in proptest::collection::vec(a_line(), 0..24),
        chapter in any::<bool>(),
        section in any::<bool>(),
        closing in any::<bool>(),
        with_rules in any::<bool>(),
    ) {
        let mut rules = if with_rules { rules() } else { OutlineRules::default() };
        rules.closing = closing;
        rules.unmarked = if chapter { Unmarked::Chapter } else { Unmarked::Paragraph };
        rules.numbering = if section { Numbering::Section } else { Numbering::Throughout };
        match parse_outline(&lines.join("\n"), &rules) {
            Ok(outline) => {
                prop_assert_eq!(outline.paragraphs.len(), lines.len());
                let distinct: std::collections::BTreeSet<&str> = ids(&outline).into_iter().collect();
                prop_assert_eq!(distinct.len(), lines.len());
            }
            Err(problems) => prop_assert!(!problems.is_empty()),
        }
    }
}

/// The kinds and ids of the passages.
fn kinds(outline: &Outline) -> Vec<(PassageKind, &str)> {
    let paragraphs = outline.paragraphs.iter();
    paragraphs
        .map(|entry| (entry.kind, entry.id.as_str()))
        .collect()
}

/// The rules of `[outline]` in TOML.
fn rules_of(toml: &str) -> Result<OutlineRules> {
    Ok(toml::from_str(toml)?)
}

#[test]
fn a_plan_says_which_level_a_mark_has() -> Result<()> {
    let text = "标题\n第一章 甲\n导语。\n第一节 乙\n一、丙。丙。\n（一）丁\n丁。\n1.戊。戊。\n二、己。己。\n第二节 庚\n一、辛。辛。";
    let rules = rules_of(
        "numbering = \"section\"\nlevels = { \"一、\" = \"measure\", \"（一）\" = \"paragraph\", \"1.\" = \"paragraph\" }",
    )?;
    let outline =
        parse_outline(text, &rules).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    ensure!(
        kinds(&outline)
            == [
                (PassageKind::Title, "title"),
                (PassageKind::Chapter, "ch1"),
                (PassageKind::Lead, "ch1.lead"),
                (PassageKind::Section, "ch1.1"),
                (PassageKind::Measure, "ch1.1.m1"),
                (PassageKind::Paragraph, "ch1.1.m1.p1"),
                (PassageKind::Paragraph, "ch1.1.m1.p2"),
                (PassageKind::Paragraph, "ch1.1.m1.p3"),
                (PassageKind::Measure, "ch1.1.m2"),
                (PassageKind::Section, "ch1.2"),
                (PassageKind::Measure, "ch1.2.m1"),
            ],
        "{outline:?}"
    );
    // Without the rule, 一、 opens a chapter, whose number has been there.
    ensure!(parse_outline(text, &OutlineRules::default()).is_err());
    Ok(())
}

#[test]
fn what_the_source_has_wrong_can_be_accepted_line_by_line() -> Result<()> {
    let text = "标题\n一、甲\n导语“未完。\n三、乙\n（一）丙。丙。\n（三）丁。丁。\n1.5亿元。\n（四）戊\n四、己\n1. 不是任务。\n己己，未完";
    let accepted = [
        ("导语", "unbalanced"),
        ("三、", "number"),
        ("（三）", "number"),
        ("（四）", "empty"),
        ("1. 不是", "prose"),
        ("己己", "unended"),
    ];
    let rules = |leave_out: usize| {
        let kept = accepted
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != leave_out);
        let toml: String = kept
            .map(|(_, (begins, what))| {
                format!(
                    "[[accept]]\nbegins = \"{begins}\"\nwhat = \"{what}\"\nwhy = \"原文如此\"\n"
                )
            })
            .collect();
        rules_of(&toml)
    };
    let outline = parse_outline(text, &rules(usize::MAX)?);
    let outline = outline.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let ids: Vec<&str> = kinds(&outline).into_iter().map(|(_, id)| id).collect();
    ensure!(
        ids == [
            "title", "ch1", "ch1.lead", "ch3", "ch3.1", "ch3.3", "ch3.3.p1", "ch3.4", "ch4",
            "ch4.lead", "ch4.p1"
        ],
        "{ids:?}"
    );
    for (at, (begins, _)) in accepted
        .iter()
        .enumerate()
        .filter(|(_, (_, what))| *what != "prose")
    {
        let problems = parse_outline(text, &rules(at)?).err().unwrap_or_default();
        ensure!(problems.len() == 1, "{begins}: {problems:?}");
    }
    Ok(())
}

#[test]
fn the_lines_of_a_table_are_paragraphs_without_marks() -> Result<()> {
    let text = "标题\n一、甲\n表1\n（一）甲　2\n（三）乙　3\n（一）丙。丁。";
    let table = |begins: &str, lines: usize| {
        rules_of(&format!(
            "[[table]]\nbegins = \"{begins}\"\nlines = {lines}\n"
        ))
    };
    let outline = parse_outline(text, &table("表1", 3)?);
    let outline = outline.map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let ids: Vec<&str> = kinds(&outline).into_iter().map(|(_, id)| id).collect();
    ensure!(
        ids == ["title", "ch1", "ch1.p1", "ch1.p2", "ch1.p3", "ch1.1"],
        "{ids:?}"
    );
    for (begins, lines) in [("表2", 1), ("表1", 0), ("表1", 5)] {
        let problems = parse_outline(text, &table(begins, lines)?);
        let problems = problems.err().unwrap_or_default();
        let first = problems.first().map(|problem| &problem.fault);
        ensure!(first == Some(&Fault::NoTable), "{problems:?}");
    }
    Ok(())
}

#[test]
fn one_of_the_lines_that_begin_alike_is_accepted() -> Result<()> {
    let text = "标题\n一、甲\n导语甲\n导语甲乙\n导语甲";
    let accept = |nth| {
        format!("[[accept]]\nbegins = \"导语甲\"\nnth = {nth}\nwhat = \"unended\"\nwhy = \"\"\n")
    };
    let all = [1, 2, 3].map(accept).concat();
    ensure!(parse_outline(text, &rules_of(&all)?).is_ok());
    let problems = parse_outline(text, &rules_of(&[1, 3, 4].map(accept).concat())?);
    let problems = problems.err().unwrap_or_default();
    let entries = problems.iter().map(|problem| problem.entry.as_str());
    ensure!(
        entries.eq(["line 4", "outline.accept “导语甲” 4, unended"]),
        "{problems:?}"
    );
    Ok(())
}

#[test]
fn what_needs_no_acceptance_may_not_be_accepted() -> Result<()> {
    let text = "标题\n一、甲\n导语。";
    for what in ["unended", "unbalanced", "number", "empty", "prose"] {
        let toml = format!("[[accept]]\nbegins = \"导语\"\nwhat = \"{what}\"\nwhy = \"\"\n");
        let problems = parse_outline(text, &rules_of(&toml)?)
            .err()
            .unwrap_or_default();
        ensure!(
            problems
                .iter()
                .map(|problem| &problem.fault)
                .eq([&Fault::NothingToAccept]),
            "{what}: {problems:?}"
        );
    }
    Ok(())
}
