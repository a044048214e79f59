//! What the page starts with is enough for all that it says it is enough for: drawn before and after the rest
//! has come, whatever does not need it is the same. In a process of its own, as what has come stays.

use anyhow::{Context, Result, ensure};
use plan_explorer::export::{Export, Format};
use plan_explorer::link;
use plan_explorer::markup::{self, Draw, Extent, Occasion, Offer, Part, Settings};
use plan_explorer::model::{Plan, Theme, Vocabulary};
use plan_explorer::query::{Explorer, Lang, Layout, Query, SearchText, ViewKind};
use plan_explorer::words::{self, EN, Words, ZH, page_title};
use plan_explorer::{PLAN_COMPACT, export, query};

/// Everything that the page shows of a link.
fn drawn(explorer: &Explorer<'_>, words: &Words, asked: &Query) -> String {
    let plan = explorer.plan();
    let view = explorer.view(&asked.at(None));
    let draw = Draw {
        explorer,
        words,
        query: asked,
        view: &view,
    };
    let occasion = Occasion {
        address: "https://example.org/",
        day: "2026-11-27",
    };
    let opened = explorer.open(asked, &view);
    let opened =
        opened.map(|opened| markup::reader(&draw, &opened, Part::Whole(occasion)).into_string());
    let suggestions = explorer.suggestions(asked);
    [
        draw.content(Layout::for_width(1200), Extent::Whole),
        draw.content(Layout::for_width(300), Extent::AtOnce(7)),
        markup::header(&draw),
        markup::facets(&draw),
        markup::sheet_end(&draw),
        markup::summary(&draw, "https://example.org/", false, Offer::All),
        markup::search(words),
        markup::suggestions(words, &suggestions, Some(0)),
        markup::stopped(words),
        markup::update(words),
        markup::lost(words, "view=map"),
        markup::skip(words),
    ]
    .into_iter()
    .map(|part| part.into_string())
    .chain(opened)
    .chain([page_title(words, plan, asked)])
    .collect()
}

/// Links of every sort: the golden ones; and each view with each theme, with what is typed, with what opens.
fn links(plan: &Plan) -> Vec<Query> {
    let golden = include_str!("golden_links.txt").lines();
    let golden = golden.filter(|line| !line.starts_with('#'));
    let golden = golden.filter_map(|line| line.split_whitespace().next());
    let mut all: Vec<Query> = golden.map(|link| link::read(link, plan).query).collect();
    let opened = ["", "m14", "m14.s2", "ch1.2", "ms-15-01"];
    let typed = [
        "",
        "低空",
        "nimu",
        "IPv6",
        "尼木縣",
        "ｎｉｍｕ",
        "低空海运",
        "-旅游",
        "〇",
    ];
    for &view in ViewKind::ALL {
        for at in opened {
            for q in typed {
                let at = plan.target(at);
                let q = SearchText::new(q);
                all.push(Query {
                    view,
                    at,
                    q,
                    ..Query::default()
                });
            }
        }
        for &theme in Theme::ALL {
            let mut query = Query {
                view,
                ..Query::default()
            };
            query.themes.insert(theme);
            all.push(query);
        }
    }
    let terms = plan
        .file()
        .terms
        .iter()
        .filter_map(|term| plan.target(&term.id));
    all.extend(terms.map(|term| Query::default().at(Some(term))));
    all
}

#[test]
fn what_the_page_starts_with_is_enough_for_what_is_not_late() -> Result<()> {
    let plan = Plan::from_compact(PLAN_COMPACT)?;
    let explorer = Explorer::new(&plan);
    let asked = links(&plan);
    ensure!(
        std::ptr::eq(Words::of(Lang::En), &ZH),
        "it has come already"
    );
    let before: Vec<String> = asked
        .iter()
        .map(|query| drawn(&explorer, &ZH, query))
        .collect();
    // What is missing is nothing, and not something that could pass for an answer.
    for asked in asked.iter().filter(|asked| asked.view.is_late()) {
        let view = explorer.view(&asked.at(None));
        let draw = Draw {
            explorer: &explorer,
            words: &ZH,
            query: asked,
            view: &view,
        };
        let content = draw.content(Layout::for_width(1200), Extent::Whole);
        ensure!(content.into_string().is_empty(), "{}", link::write(asked));
    }
    let view = explorer.view(&Query::default());
    let export = Export {
        plan: &plan,
        query: &Query::default(),
        view: &view,
        address: "https://example.org/",
        day: "2026-11-27",
        words: &ZH,
    };
    let sheets = || {
        let help = markup::help(&ZH, &Settings::default()).into_string();
        [help, export.write(Format::Csv)]
    };
    ensure!(
        sheets().iter().all(String::is_empty),
        "a sheet has come already"
    );

    query::late::LATE.bring(&query::late::TABLES);
    markup::late::LATE.bring(&markup::late::TABLES);
    export::LATE.bring(&export::TABLES);
    words::LATE.bring(&EN);

    ensure!(std::ptr::eq(Words::of(Lang::En), &EN));
    ensure!(sheets().iter().all(|sheet| sheet.len() > 200));
    let (mut early, mut changed) = (0, 0);
    for (asked, before) in asked.iter().zip(before) {
        let after = drawn(&explorer, &ZH, asked);
        let link = link::write(asked);
        if asked.is_late() {
            changed += usize::from(after != before);
        } else {
            early += 1;
            ensure!(after == before, "{link} is drawn otherwise");
        }
    }
    ensure!(
        early > 100 && changed > 150,
        "{early} are early, {changed} late"
    );
    Ok(())
}

#[test]
fn letters_that_may_be_pinyin_or_traditional_are_late_and_the_plan_s_own_are_not() -> Result<()> {
    let late = |q: &str| {
        let q = SearchText::new(q);
        Query {
            q,
            ..Query::default()
        }
        .is_late()
    };
    let plan = Plan::from_compact(PLAN_COMPACT)?;
    let first = plan.passages().first().context("no passage")?;
    ensure!(!late(first.text.as_str()) && !late("2035") && !late("“低空”") && !late(""));
    for typed in ["n", "N", "ｎ", "低空 jj", "縣", "經濟", "𠮷n"] {
        ensure!(late(typed), "{typed}");
    }
    Ok(())
}
