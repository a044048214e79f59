//! Finds the title, and what stands between it and the first heading.

use super::letters::{Line, mark_of, widened, width};
use super::{NoPlan, Work};
use crate::ingest::marks::Form;

/// What a title ends in that names a plan.
const PLANS: [&str; 4] = ["纲要", "规划", "建议", "计划"];

/// What a title ends in that names another text, and what it is.
const OTHERS: [(&str, &str); 12] = [
    ("报告", "a report"),
    ("讲话", "a speech"),
    ("公报", "a communiqué"),
    ("决议", "a resolution"),
    ("决定", "a decision"),
    ("说明", "an explanation of a plan"),
    ("解读", "a comment on a plan"),
    ("发布会", "a press conference"),
    ("答记者问", "an interview"),
    ("综述", "a news item"),
    ("意见", "an opinion"),
    ("办法", "a regulation"),
];

/// A title without brackets around it, and without what follows it in brackets.
fn bare(line: &str) -> String {
    let line = widened(line);
    let compact: String = line
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    let mut words = compact.as_str();
    while let Some((before, _)) = words
        .strip_suffix('）')
        .and_then(|inside| inside.rsplit_once('（'))
    {
        words = before;
    }
    let words = words.strip_suffix("全文").unwrap_or(words);
    words
        .trim_matches(|letter: char| "《》：".contains(letter))
        .to_owned()
}

/// Whether a line could be a title.
fn is_short(line: &str) -> bool {
    line.chars().count() <= 70 && !line.contains(['。', '；', '！', '？', '，', ',', ';'])
}

/// Whether a line is the title of a plan.
pub(super) fn is_title(line: &str) -> bool {
    let words = bare(line);
    let subjects = [
        "国民经济",
        "社会发展",
        "五年",
        "远景",
        "十四五",
        "十五五",
        "十三五",
        "十六五",
        "发展规划",
        "行动计划",
    ];
    is_short(line)
        && mark_of(line).is_none()
        && PLANS.iter().any(|end| words.ends_with(end))
        && subjects.iter().any(|subject| words.contains(subject))
        && words.chars().count() >= 8
        && !words.contains('>')
}

/// What the line names, if it is a title of something else than a plan.
fn other(line: &str) -> Option<&'static str> {
    let words = bare(line);
    let is_candidate = is_short(line) && words.chars().count() >= 6 && mark_of(line).is_none();
    let found = OTHERS.iter().find(|(end, _)| words.ends_with(end));
    found.filter(|_| is_candidate).map(|(_, what)| *what)
}

/// The first line that begins a part or a chapter.
fn first_heading(lines: &[Line]) -> Option<usize> {
    lines.iter().position(|line| {
        let mark = mark_of(&line.text);
        mark.is_some_and(|mark| {
            matches!(mark.form, Form::Part | Form::Chapter | Form::Comma) && mark.number == 1
        })
    })
}

/// Takes out what stands before the title, and between the title and the plan.
pub(super) fn take_out(work: &mut Work) -> Result<(), NoPlan> {
    let heading = first_heading(&work.lines).ok_or(NoPlan::NoOutline)?;
    let front = work.lines.get(..heading).unwrap_or_default();
    let text = |at: usize| front.get(at).map_or("", |line| line.text.as_str());
    let found = (0..heading)
        .rev()
        .find_map(|to| Some((title_that_ends(front, to)?, to)));
    let before = front.len();
    let numbers: Vec<usize> = work.lines.iter().map(|line| line.number).collect();
    let line_of = |at: usize| numbers.get(at).copied().unwrap_or_default();
    let Some((from, to)) = found else {
        let other = front
            .iter()
            .find_map(|line| Some((line, other(&line.text)?)));
        return Err(match other {
            Some((line, what)) => NoPlan::Other {
                line: line.number,
                title: bare(&line.text),
                what,
            },
            None => NoPlan::NoTitle {
                before: line_of(before),
            },
        });
    };
    // Other titles before this one are those of the page.
    let mut out: Vec<(usize, &'static str)> = (0..from).map(|at| (at, "网页页头")).collect();
    let mut fronts = vec![from];
    work.changes.joined.extend((from + 1..=to).map(line_of));
    let mut at = to + 1;
    if text(at).starts_with(['（', '('])
        && (text(at).contains("通过")
            || text(at).contains("批准")
            || !text(at).contains([')', '）']))
    {
        fronts.push(at);
        while at < before && !text(at).ends_with(['）', ')']) {
            at += 1;
            work.changes.joined.push(line_of(at));
        }
        at += 1;
    }
    let mut found = Vec::new();
    while at < before {
        let words = text(at);
        let columns: usize = words.chars().map(width).sum();
        if columns >= 60 || words.ends_with(['。', '：', '，', '；', ':', ',']) {
            break;
        }
        out.push((at, "标题下的署名、日期或网页信息"));
        found.push((line_of(at), words.to_owned()));
        at += 1;
    }
    for (line, words) in found {
        work.doubt(
            line,
            &words,
            "stands between the title and the text and was taken out",
        );
    }
    fronts.push(at);
    work.front = fronts.into_iter().map(line_of).collect();
    work.take_lines(|_| out.clone());
    Ok(())
}

/// The first line of the title that ends in this line. A title may take two or three lines.
fn title_that_ends(front: &[Line], to: usize) -> Option<usize> {
    let text = |at: usize| front.get(at).map_or("", |line| line.text.as_str());
    let begins = |from: usize| {
        let words: String = (from..=to).map(text).collect();
        let is_short = (from..to).all(|at| is_short(text(at)) && !is_title(text(at)));
        is_short && is_title(&words)
    };
    let longer = || {
        let above = [to.checked_sub(1), to.checked_sub(2)].into_iter().flatten();
        above
            .filter(|from| goes_on(text(from + 1)))
            .find(|from| begins(*from) && !goes_on(text(*from)))
    };
    if begins(to) && !goes_on(text(to)) {
        return Some(to);
    }
    longer().or_else(|| begins(to).then_some(to))
}

/// Whether a line goes on with a title that began in the line above.
fn goes_on(line: &str) -> bool {
    let starts = [
        "第",
        "“",
        "国民经济",
        "社会发展",
        "规划",
        "和",
        "远景",
        "发展",
    ];
    starts.iter().any(|start| line.starts_with(start))
}
