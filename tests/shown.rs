//! What is shown is true: words of the plan where a reader takes them for the plan's, and numbers that mean what
//! they seem to mean.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use plan_explorer::html::{self, Draw, count, no_results, overview, suggestion};
use plan_explorer::link;
use plan_explorer::model::{Comparator, Plan, Status, Tier, Vocabulary};
use plan_explorer::query::{Block, Explorer, MatrixRow, Query, Relation};
use plan_explorer::words::{EN, Words, ZH};
use scraper::{ElementRef, Html, Selector};

mod common;

use common::{explorer, plan, project};

fn text(element: ElementRef<'_>) -> String {
    element.text().collect()
}

/// The elements that `css` matches.
fn all<'h>(html: &'h Html, css: &str) -> Result<Vec<ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(html.select(&selector).collect())
}

fn texts(html: &Html, css: &str) -> Result<Vec<String>> {
    Ok(all(html, css)?.into_iter().map(text).collect())
}

/// The page of a link: the summary, the answer, and what is opened.
fn page(explorer: &Explorer<'_>, words: &Words, link: &str) -> Result<Html> {
    let reading = link::read(link, explorer.plan());
    ensure!(reading.notices.is_empty(), "?{link}: {:?}", reading.notices);
    let query = reading.query;
    let view = explorer.view(&query);
    let draw = Draw {
        explorer,
        words,
        query: &query,
        view: &view,
    };
    let opened = explorer.open(&query, &view);
    ensure!(
        opened.is_some() == query.at.is_some(),
        "?{link} opens nothing"
    );
    let parts = [
        format!("<p id=status>{}</p>", count(&draw).into_string()),
        no_results(&draw).into_string(),
        draw.whole_answer().into_string(),
        opened.map_or(String::new(), |opened| {
            let passage = opened.location.passage;
            html::opened(&draw, &opened).into_string() + &html::notes(&draw, passage).into_string()
        }),
    ];
    Ok(Html::parse_fragment(&parts.concat()))
}

#[test]
fn a_status_shown_is_the_verb_of_the_text() -> Result<()> {
    let explorer = explorer()?;
    // In the panel, on a county's card, side by side, and in the list of projects.
    for (link, css, name, verb) in [
        ("at=m30", ".notes li", "拉萨市人民医院", "把……打造成"),
        ("at=m30", ".notes li", "爱国卫生运动", "深入开展"),
        ("at=m14", ".notes li", "拉萨新机场", "规划研究"),
        (
            "county=nimu",
            ".card li",
            "尼木县公共卫生应急指挥中心",
            "加快推进",
        ),
        (
            "view=map&theme=health_social",
            ".statements li",
            "爱国卫生运动",
            "深入开展",
        ),
        ("view=projects", ".project", "拉萨市人民医院", "把……打造成"),
    ] {
        let html = page(explorer, &ZH, link)?;
        let entry = all(&html, css)?
            .into_iter()
            .find(|entry| text(*entry).contains(name))
            .with_context(|| format!("?{link} has no {name}"))?;
        let verbs = Html::parse_fragment(&entry.html());
        ensure!(
            texts(&verbs, "q.verb")? == [verb],
            "?{link}: {}",
            entry.html()
        );
    }
    Ok(())
}

#[test]
fn a_verb_is_what_the_text_says_in_every_place() -> Result<()> {
    let names: BTreeSet<&str> = Status::ALL
        .iter()
        .map(|&status| ZH.status_name(status))
        .collect();
    let verbs: BTreeSet<&str> = plan()?
        .projects()
        .iter()
        .map(|entry| entry.verb.as_str())
        .collect();
    for link in [
        "at=m30",
        "county=nimu",
        "view=map&theme=rural",
        "view=compare&theme=rural,ecology",
        "view=projects",
    ] {
        let html = page(explorer()?, &ZH, link)?;
        let shown = texts(&html, "q.verb")?;
        ensure!(!shown.is_empty(), "?{link} shows no project");
        for verb in shown {
            let own = verb.rsplit("……").next().unwrap_or_default();
            ensure!(verbs.contains(own), "?{link}: {verb}");
        }
        // A name of ours for a status is the title of a group at most.
        for element in all(&html, "li span, li b, li q")? {
            let is_only_ours = |name: &&str| text(element) == **name && !verbs.contains(*name);
            ensure!(
                !names.iter().any(is_only_ours),
                "?{link}: {}",
                element.html()
            );
        }
    }
    ensure!(project("拉萨市人民医院")?.verb == "打造成");
    Ok(())
}

#[test]
fn a_threshold_is_not_drawn_as_a_bar_of_its_value() -> Result<()> {
    // 7.4% were reached, 7%以上 are to be.
    let html = page(explorer()?, &ZH, "view=figures")?;
    let bars = all(&html, ".sides li")?;
    let bar = |amount: &str| -> Result<ElementRef<'_>> {
        let side = bars.iter().find(|side| text(**side).contains(amount));
        let side = side.with_context(|| format!("nothing is compared with {amount}"))?;
        let css = Selector::parse("svg.bar").ok().context("no selector")?;
        side.select(&css).next().context("no bar")
    };
    let (reached, wanted) = (bar("7.4%")?, bar("7%以上").or_else(|_| bar("7%、8%以上"))?);
    ensure!(reached.attr("aria-hidden") == Some("true"));
    ensure!(reached.child_elements().count() == 1);
    let label = wanted.attr("aria-label").unwrap_or_default();
    ensure!(
        wanted.attr("role") == Some("img") && label.contains("不低于7%"),
        "{label}"
    );
    ensure!(label.contains("没有写上限"), "{label}");
    let last = wanted.child_elements().last().context("an empty bar")?;
    let end: u32 = ["x", "width"]
        .iter()
        .filter_map(|name| last.attr(name)?.parse::<u32>().ok())
        .sum();
    ensure!(end > 95, "the bar ends at {end}");
    Ok(())
}

/// The bars of the two incomes of the plan, where the later one has this comparator: where each rectangle begins and
/// ends, and what the bar is called.
fn bar_of(comparator: Comparator) -> Result<(Vec<(u32, u32)>, String)> {
    let mut file = common::file()?;
    let quantity = file
        .quantities
        .iter_mut()
        .find(|entry| entry.quote.contains("7%、8%以上"));
    quantity.context("no such number")?.comparator = comparator;
    let changed = Plan::new(file)?;
    let html = page(&Explorer::new(&changed), &ZH, "view=figures")?;
    let bars = all(&html, ".sides svg.bar")?;
    let bar = bars.iter().find(|bar| {
        let side = bar.parent().and_then(ElementRef::wrap);
        side.is_some_and(|side| text(side).contains("7%、8%以上"))
    });
    let bar = bar.context("no bar")?;
    let number = |rect: &ElementRef<'_>, name| rect.attr(name).and_then(|value| value.parse().ok());
    let rectangles = bar.child_elements().map(|rect| {
        let (x, width) = (
            number(&rect, "x").unwrap_or(0),
            number(&rect, "width").unwrap_or(0),
        );
        (x, x + width)
    });
    let label = bar.attr("aria-label").unwrap_or_default().to_owned();
    Ok((rectangles.collect(), label))
}

#[test]
fn only_an_exact_number_is_a_solid_bar() -> Result<()> {
    let (exact, label) = bar_of(Comparator::Eq)?;
    ensure!(exact.len() == 1 && label.is_empty(), "{exact:?} {label}");
    for (comparator, says) in [
        (Comparator::AtLeast, "没有写上限"),
        (Comparator::Exceeds, "没有写上限"),
        (Comparator::AtMost, "没有写下限"),
        (Comparator::About, "约数"),
    ] {
        let (bar, label) = bar_of(comparator)?;
        ensure!(bar.len() > 2, "{comparator:?}: {bar:?}");
        ensure!(label.contains(says), "{comparator:?}: {label}");
        ensure!(
            bar.iter().all(|&(start, end)| start < end && end <= 100),
            "{bar:?}"
        );
    }
    Ok(())
}

#[test]
fn a_total_that_is_not_the_sum_of_its_row_says_so() -> Result<()> {
    for (link, is_sum) in [
        ("view=matrix", false),
        // A statement has one period.
        ("view=matrix&across=period", true),
        ("view=matrix&across=period&q=低空", true),
    ] {
        let view = common::view(link)?;
        ensure!(
            view.matrix.iter().all(MatrixRow::adds_up) == is_sum,
            "?{link}"
        );
        for (words, sum, other, why) in [
            (&ZH, "合计", "全部", "不是一行各格之和"),
            (&EN, "Total", "All", "not the sum of its row"),
        ] {
            let html = page(explorer()?, words, link)?;
            let title = texts(&html, ".matrix thead th:last-child")?;
            ensure!(
                title == [if is_sum { sum } else { other }],
                "?{link}: {title:?}"
            );
            let note = texts(&html, "#matrix-all-why")?;
            ensure!(note.is_empty() == is_sum, "?{link}: {note:?}");
            ensure!(note.iter().all(|note| note.contains(why)), "{note:?}");
            let described = all(&html, "th[aria-describedby=matrix-all-why]")?;
            ensure!(described.is_empty() == is_sum);
        }
    }
    Ok(())
}

#[test]
fn the_count_of_projects_says_how_many_are_programmes() -> Result<()> {
    let projects = plan()?.projects();
    let programmes = projects
        .iter()
        .filter(|entry| entry.tier == Tier::Programme)
        .count();
    ensure!(programmes > 0 && programmes < projects.len());
    for (link, words, says) in [
        (
            "view=projects",
            &ZH,
            format!(
                "{} 个项目，其中工程、行动与计划 {programmes} 个",
                projects.len()
            ),
        ),
        (
            "view=projects",
            &EN,
            format!(
                "{} projects, of which {programmes} are initiatives, actions or plans",
                projects.len()
            ),
        ),
        (
            "view=projects&tier=concrete",
            &ZH,
            format!("{} 个项目", projects.len() - programmes),
        ),
        (
            "view=projects&status=research&tier=concrete",
            &EN,
            "2 projects".to_owned(),
        ),
    ] {
        let html = page(explorer()?, words, link)?;
        let status = texts(&html, "#status")?;
        ensure!(status == [says.as_str()], "?{link}: {status:?}, not {says}");
    }
    Ok(())
}

/// The links of the overview that `css` matches, each as the words of the link and its query.
fn overview_links(html: &Html, css: &str) -> Result<Vec<(String, Query)>> {
    let plan = explorer()?.plan();
    let links = all(html, css)?.into_iter().map(|link| {
        let href = link.value().attr("href").context("no href")?;
        let reading = link::read(href.trim_start_matches('?'), plan);
        ensure!(reading.notices.is_empty(), "{href}: {:?}", reading.notices);
        Ok((text(link), reading.query))
    });
    links.collect()
}

/// The first number in words.
fn number(words: &str) -> Result<usize> {
    let digits = words
        .chars()
        .skip_while(|char| !char.is_ascii_digit())
        .take_while(char::is_ascii_digit);
    Ok(digits.collect::<String>().parse()?)
}

#[test]
fn each_number_of_the_overview_is_what_its_link_lists() -> Result<()> {
    let explorer = explorer()?;
    let query = Query::default();
    let view = explorer.view(&query);
    for words in [&ZH, &EN] {
        let draw = Draw {
            explorer,
            words,
            query: &query,
            view: &view,
        };
        let html = Html::parse_fragment(&overview(&draw).into_string());
        let counts = [
            overview_links(&html, ".totals a")?,
            overview_links(&html, ".growth-counts a")?,
        ];
        ensure!(counts[0].len() == 4, "{} totals", counts[0].len());
        let themes = explorer.plan().themes().len();
        ensure!(counts[1].len() == 2 * themes, "{} counts", counts[1].len());
        for (says, to) in counts.concat() {
            let total = explorer.view(&to).total;
            ensure!(number(&says)? == total, "{says}: {total} in {to:?}");
        }
        let named = texts(&html, ".where b")?;
        let more = texts(&html, ".where-more")?;
        let counties = overview_links(&html, ".where a")?;
        ensure!(counties.len() == 8 && named.len() == 8 && more.len() == 8);
        for (((says, to), named), more) in counties.iter().zip(&named).zip(&more) {
            let blocks = explorer.view(to).blocks;
            let of = |relation| {
                let mut blocks = blocks.iter();
                blocks
                    .find(|block| block.relation == relation)
                    .map_or(0, Block::len)
            };
            ensure!(number(named)? == of(Relation::Named), "{says}");
            ensure!(number(more)? == of(Relation::Collective), "{says}");
        }
        for (says, to) in overview_links(&html, ".questions a, a.growth-theme")? {
            ensure!(explorer.view(&to).total > 0, "{says} finds nothing");
        }
    }
    Ok(())
}

#[test]
fn the_overview_gives_way_to_any_filter_and_view() -> Result<()> {
    let explorer = explorer()?;
    for (link, is_there) in [
        ("", true),
        ("lang=en", true),
        ("theme=ecology", false),
        ("county=nimu", false),
        ("q=%E6%9C%BA%E5%9C%BA", false),
        ("view=timeline", false),
        ("at=m1", true),
    ] {
        let query = common::query(link)?;
        let draw = Draw {
            explorer,
            words: &ZH,
            query: &query,
            view: &explorer.view(&query),
        };
        let drawn = !overview(&draw).into_string().is_empty();
        ensure!(drawn == is_there, "?{link}: {drawn}");
    }
    Ok(())
}

#[test]
fn a_translation_stands_beside_the_words_of_the_plan_in_english_only() -> Result<()> {
    let explorer = explorer()?;
    let term = explorer.plan().terms().first().context("no term")?;
    for link in [
        "view=figures&lang=en",
        "at=m14&lang=en",
        "county=nimu&lang=en",
        &format!("at={}&lang=en", term.id),
    ] {
        let shown = texts(&page(explorer, &EN, link)?, ".gloss")?;
        ensure!(!shown.is_empty(), "?{link}: none");
        let chinese = texts(
            &page(explorer, &ZH, link.trim_end_matches("&lang=en"))?,
            ".gloss",
        )?;
        ensure!(chinese.is_empty(), "?{link}: {chinese:?}");
    }
    let opened = texts(
        &page(explorer, &EN, &format!("at={}&lang=en", term.id))?,
        ".gloss",
    )?;
    ensure!(opened.first() == term.en.as_ref(), "{opened:?}");
    Ok(())
}

#[test]
fn a_suggestion_has_its_english_name_in_english() -> Result<()> {
    let explorer = explorer()?;
    let shown = |q: &str, words: &Words| -> Result<Vec<String>> {
        let list = explorer.suggestions(&common::query(&format!("q={q}"))?);
        let drawn = list
            .iter()
            .map(|entry| format!("<li>{}</li>", suggestion(words, entry).into_string()));
        let html = Html::parse_fragment(&drawn.collect::<String>());
        texts(&html, "li")
    };
    let (zh, en) = (shown("nimu", &ZH)?, shown("nimu", &EN)?);
    ensure!(
        zh.first().is_some_and(|first| first == "县区尼木县"),
        "{zh:?}"
    );
    let first = en.first().map(String::as_str);
    ensure!(
        first == Some("County or districtNyêmo County尼木县"),
        "{en:?}"
    );
    // A word of the English name finds the name, so the reader must see why.
    for suggestion in shown("tourism", &EN)? {
        ensure!(
            suggestion.to_lowercase().contains("tourism"),
            "{suggestion}"
        );
    }
    // The data has no English for a project's name: the plan's own stands alone.
    let projects = shown("拉萨新机场", &EN)?;
    ensure!(projects == ["Project拉萨新机场"], "{projects:?}");
    Ok(())
}

#[test]
fn a_passage_that_names_the_county_for_another_theme_is_said_to_do_so() -> Result<()> {
    const OFF: &str = "这些段落涉及所选主题，但写明它的内容说的是别的主题。";
    let explorer = explorer()?;
    // What is to be made of 尼木县 stands in one sentence with what is to be made of its neighbours.
    let off = page(explorer, &ZH, "theme=ecology&county=nimu")?;
    ensure!(texts(&off, ".answer")?.concat().contains(OFF));
    let on = page(explorer, &ZH, "theme=culture_tourism&county=nimu")?;
    ensure!(!texts(&on, ".answer")?.concat().contains(OFF));
    Ok(())
}

#[test]
fn a_county_that_no_matching_passage_names_is_not_called_unnamed() -> Result<()> {
    let html = page(explorer()?, &ZH, "theme=edu_talent&county=nimu")?;
    let answer = texts(&html, ".answer")?.concat();
    ensure!(
        answer.starts_with("符合条件的段落都没有写明尼木县。"),
        "{answer}"
    );
    Ok(())
}

#[test]
fn a_view_without_results_leads_to_the_passages_that_match() -> Result<()> {
    let explorer = explorer()?;
    let figures = page(explorer, &ZH, "view=figures&q=低空经济")?;
    ensure!(texts(&figures, ".nothing p")? == ["这个视图里没有符合的：“低空经济”。"]);
    let first = all(&figures, ".nothing li a")?;
    let first = first.first().context("no way out")?;
    ensure!(text(*first) == "看条文中符合的 2 段");
    let to = first.attr("href").context("no href")?;
    let to = link::read(to.trim_start_matches('?'), explorer.plan()).query;
    ensure!(explorer.view(&to).total == 2);
    // Where there are none, only that is said.
    let none = page(explorer, &ZH, "q=量子计算机")?;
    ensure!(texts(&none, ".nothing p")? == ["原文中没有一段符合：“量子计算机”。"]);
    Ok(())
}

#[test]
fn the_timeline_of_one_kind_counts_that_kind() -> Result<()> {
    let explorer = explorer()?;
    let total = |link: &str| texts(&page(explorer, &ZH, link)?, "#status");
    ensure!(total("view=timeline&kind=target")? == ["107 个目标"]);
    ensure!(total("view=timeline")? == ["153 个里程碑"]);
    Ok(())
}
