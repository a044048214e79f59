//! What pages, PDFs and careless hands do to a text.

use plan_explorer::ingest::fold;
use proptest::prelude::*;

fn width(letter: char) -> usize {
    if letter < '\u{2000}' { 1 } else { 2 }
}

/// Breaks every line at a width.
pub fn wrapped(text: &str, columns: usize, indent: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(indent);
        let mut used = indent.chars().map(width).sum::<usize>();
        for letter in line.chars() {
            if used + width(letter) > columns {
                out.push('\n');
                used = 0;
            }
            used += width(letter);
            out.push(letter);
        }
        out.push('\n');
    }
    out
}

/// A change that a page, a PDF or a careless hand makes.
#[derive(Clone, Debug)]
pub enum Harm {
    Insert(usize, String),
    Cut(usize, usize),
    Break(usize),
    Wrap(usize),
    Double(usize),
    Fold,
}

/// Any of these changes.
pub fn harm() -> impl Strategy<Value = Harm> {
    let noise = prop::sample::select(vec![
        " ",
        "　",
        "\u{200b}",
        "\t",
        "[1]",
        " [23]",
        "[编辑]",
        "(chuō)",
        "\n12\n",
        "\n图片\n",
        "⻓",
        "２",
        "\"",
        "(",
        "）",
        "“",
        "\n第九章 甲\n",
        "\n目录\n",
        "\n1.甲。乙。\n",
        "——",
        "\u{c}",
        "\n--甲乙\n",
        "[1",
        "**",
        "\u{feff}",
        "。",
        "\r\n",
        "\n责任编辑：甲\n",
        "\n首页>甲\n",
        "\n专栏1 甲\n",
        "\n表2\n",
        "\n甲\t乙\t1\n",
        "\n1.\n",
    ]);
    prop_oneof![
        (0_usize..9000, noise).prop_map(|(at, words)| Harm::Insert(at, words.to_owned())),
        (0_usize..9000, 1_usize..400).prop_map(|(at, length)| Harm::Cut(at, length)),
        (0_usize..9000).prop_map(Harm::Break),
        (30_usize..90).prop_map(Harm::Wrap),
        (0_usize..80).prop_map(Harm::Double),
        Just(Harm::Fold),
    ]
}

/// The text after a change.
pub fn harmed(text: &str, harm: &Harm) -> String {
    let letters: Vec<char> = text.chars().collect();
    let split = |at: usize| letters.split_at(at % (letters.len() + 1));
    match harm {
        Harm::Insert(at, words) => {
            let (before, after) = split(*at);
            before
                .iter()
                .chain(&words.chars().collect::<Vec<_>>())
                .chain(after)
                .collect()
        }
        Harm::Cut(at, length) => {
            let (before, after) = split(*at);
            before.iter().chain(after.iter().skip(*length)).collect()
        }
        Harm::Break(at) => {
            let (before, after) = split(*at);
            before.iter().chain(['\n'].iter()).chain(after).collect()
        }
        Harm::Wrap(columns) => wrapped(text, *columns, "　　"),
        Harm::Double(at) => {
            let lines: Vec<&str> = text.lines().collect();
            let line = lines
                .get(at % lines.len().max(1))
                .copied()
                .unwrap_or_default();
            format!("{line}\n{text}")
        }
        Harm::Fold => fold(text),
    }
}
