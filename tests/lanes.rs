//! The timeline as lanes: every number is the length of what its link opens, every word is the plan's, and
//! nothing has a year that the text does not give.

use anyhow::{Context, Result, ensure};
use plan_explorer::html::{Draw, above, rows};
use plan_explorer::link;
use plan_explorer::model::{Kind, Milestone, Period, Plan, Theme, Tier};
use plan_explorer::query::{Explorer, Facet, Lanes, Query, Slot};
use plan_explorer::words::{EN, Words, ZH};
use scraper::{ElementRef, Html, Selector};

mod common;

use common::{explorer, invented, plan};

/// Queries of any plan, as far as links of this plan can say them.
const QUERIES: [&str; 12] = [
    "",
    "detail=all",
    "sort=growth",
    "theme=ecology,urban",
    "theme=harbour&detail=all",
    "period=15,2035",
    "period=plan&has=number",
    "kind=target,vision&detail=all",
    "has=time",
    "county=nimu&detail=all&open=ecology",
    "years=2026-2028&theme=rural",
    "q=%E7%94%9F%E6%80%81&detail=all&open=ecology,rural",
];

/// What a link asks of a plan. What another plan has is left out.
fn query(plan: &Plan, link: &str) -> Query {
    link::read(&format!("view=timeline&{link}"), plan).query
}

/// Both plans, each with each query and its lanes.
fn each(
    mut check: impl FnMut(&Explorer<'_>, &Query, &Lanes<'_>, &[&Milestone]) -> Result<()>,
) -> Result<()> {
    let invented = invented()?;
    for explorer in [explorer()?.clone(), Explorer::new(&invented)] {
        for link in QUERIES {
            let query = query(explorer.plan(), link);
            let milestones = explorer.view(&query).milestones;
            let lanes = explorer.lanes(&query, &milestones);
            check(&explorer, &query, &lanes, &milestones).with_context(|| link.to_owned())?;
        }
    }
    Ok(())
}

fn ids(slot: &Slot<'_>) -> Vec<String> {
    let entries = slot.entries.iter();
    let mut ids: Vec<String> = entries.map(|entry| entry.milestone.id.clone()).collect();
    ids.sort();
    ids
}

/// The HTML of a link's lanes.
fn page(explorer: &Explorer<'_>, words: &Words, query: &Query) -> Html {
    let view = explorer.view(query);
    let draw = Draw {
        explorer,
        words,
        query,
        view: &view,
    };
    let opened = explorer.open(query, &view);
    let mut html = above(&draw, opened.as_ref()).into_string();
    html.extend(
        rows(&draw, None, usize::MAX)
            .rows
            .into_iter()
            .map(|row| row.html),
    );
    Html::parse_fragment(&html)
}

fn all<'h>(html: &'h Html, css: &str) -> Result<Vec<ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(html.select(&selector).collect())
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

#[test]
fn a_cell_counts_the_milestones_that_have_its_theme_and_its_period() -> Result<()> {
    let invented = invented()?;
    let mut cells = 0;
    for plan in [plan()?, &invented] {
        let explorer = Explorer::new(plan);
        for (link, every) in [("", false), ("detail=all", true)] {
            let query = query(plan, link);
            let lanes = explorer.lanes(&query, &explorer.view(&query).milestones);
            let themes: Vec<Theme> = lanes.lanes.iter().map(|lane| lane.theme).collect();
            assert_eq!(themes, plan.all::<Theme>().collect::<Vec<_>>());
            for lane in &lanes.lanes {
                let periods: Vec<Period> = plan.all().collect();
                assert_eq!(lane.cells.len(), periods.len());
                for (cell, period) in lane.cells.iter().zip(periods) {
                    let milestones = plan.milestones().iter();
                    let naive = milestones.filter(|own| {
                        (every || own.core)
                            && own.themes.contains(lane.theme)
                            && own.period == period
                    });
                    assert_eq!(cell.count(), naive.count());
                    cells += 1;
                }
            }
        }
    }
    ensure!(cells == 2 * (14 * 4 + 5 * 3), "{cells}");
    Ok(())
}

#[test]
fn every_number_is_the_length_of_the_timeline_that_its_link_opens() -> Result<()> {
    each(|explorer, _, lanes, _| {
        let kinds = lanes.kinds.iter().map(|(_, slot)| slot);
        let columns = lanes.columns.iter().map(|(_, slot)| slot);
        let rows = lanes.lanes.iter();
        let rows = rows.flat_map(|lane| lane.cells.iter().chain([&lane.all]));
        let all = kinds.chain(columns).chain(rows).chain(&lanes.with_number);
        for slot in all {
            let view = explorer.view(&slot.to);
            let opened: Vec<&Milestone> = view.milestones;
            let mut opened: Vec<String> = opened.iter().map(|own| own.id.clone()).collect();
            opened.sort();
            ensure!(ids(slot) == opened, "{:?}", slot.to);
        }
        Ok(())
    })
}

#[test]
fn every_number_on_the_page_is_the_length_of_what_its_link_opens() -> Result<()> {
    each(|explorer, query, _, _| {
        for words in [&ZH, &EN] {
            let html = page(explorer, words, query);
            let links = all(&html, ".lanes-legend a, .lanes-period, .lane-cell")?;
            for link in links {
                let href = link.attr("href").context("no link")?;
                let reading = link::read(href, explorer.plan());
                ensure!(reading.notices.is_empty(), "{href}");
                let number = link.children().filter_map(ElementRef::wrap);
                let number = number.filter(|child| child.value().name() == "b").map(text);
                let number: Vec<String> = number.collect();
                let total = explorer.view(&reading.query).total;
                ensure!(number == [total.to_string()], "{href}: {number:?}");
            }
            // A mark for each.
            for cell in all(&html, ".lane-cell")? {
                let selector = Selector::parse(".mark").map_err(|e| anyhow::anyhow!("{e}"))?;
                let marks = cell.select(&selector).count();
                let number = Selector::parse("b").map_err(|e| anyhow::anyhow!("{e}"))?;
                let number: Vec<String> = cell.select(&number).map(text).collect();
                ensure!(number == [marks.to_string()]);
            }
        }
        Ok(())
    })
}

#[test]
fn what_a_cell_opens_is_its_lane_alone_with_its_list() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let query = query(plan, "");
    let lanes = explorer.lanes(&query, &explorer.view(&query).milestones);
    for cell in lanes.lanes.iter().flat_map(|lane| &lane.cells) {
        let html = page(explorer, &ZH, &cell.to);
        assert_eq!(all(&html, "tbody")?.len(), 1);
        assert_eq!(all(&html, ".lane-list a")?.len(), cell.count());
    }
    Ok(())
}

#[test]
fn a_lane_quotes_one_with_a_number_if_it_has_any() -> Result<()> {
    each(|explorer, _, lanes, _| {
        for cell in lanes.lanes.iter().flat_map(|lane| &lane.cells) {
            let Some(quoted) = cell.quoted() else {
                ensure!(cell.count() == 0);
                continue;
            };
            let quoted = cell.entries.iter().find(|own| own.milestone == quoted);
            let quoted = quoted.context("not in its cell")?;
            let any = |holds: &dyn Fn(&Milestone) -> bool| {
                let mut entries = cell.entries.iter();
                entries.any(|entry| holds(entry.milestone))
            };
            let has_number = cell.entries.iter().any(|entry| entry.has_number);
            ensure!(quoted.has_number == has_number);
            if has_number {
                continue;
            }
            ensure!(quoted.milestone.core == any(&|own| own.core));
            let names_project = |own: &Milestone| {
                let mut statements = explorer.statements().iter();
                let own = statements.find(|it| it.milestone.is_some_and(|it| it.id == own.id));
                own.is_some_and(|own| own.tiers().contains(Tier::Concrete))
            };
            let alike = |own: &Milestone| own.core == quoted.milestone.core && names_project(own);
            ensure!(names_project(quoted.milestone) == any(&alike));
        }
        Ok(())
    })
}

#[test]
fn an_open_lane_lists_what_it_counts_and_a_closed_one_nothing() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let html = page(explorer, &ZH, &query(plan, "open=health_social"));
    assert_eq!(all(&html, "tbody.open")?.len(), 1);
    assert_eq!(all(&html, "a[aria-expanded=true]")?.len(), 1);
    let listed = all(&html, ".lane-list a")?;
    assert_eq!(listed.len(), 14);
    let health: Theme = plan.find("health_social").context("no health")?;
    for link in listed {
        let id = link.attr("data-opens").unwrap_or_default();
        let own = plan.milestones().iter().find(|own| own.id == id);
        let own = own.context("unknown")?;
        let place = plan.passage(&own.passage).context("nowhere")?;
        let place = ZH.short_place(plan, place);
        let shown = text(link);
        ensure!(own.themes.contains(health) && shown.contains(&own.label));
        ensure!(shown.ends_with(&place), "{shown}");
    }
    let closed = page(explorer, &ZH, &query(plan, ""));
    ensure!(all(&closed, ".lane-list")?.is_empty());
    // The name of a lane opens it, and closes it again.
    let name = |html: &Html| -> Result<String> {
        let names = all(html, "#lane-health_social")?;
        let name = names.first().and_then(|name| name.attr("href"));
        Ok(name.context("no lane")?.to_owned())
    };
    assert_eq!(name(&closed)?, "?view=timeline&open=health_social");
    assert_eq!(name(&html)?, "?view=timeline");
    Ok(())
}

#[test]
fn what_a_link_opens_is_the_line_of_each_lane_that_has_it() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for milestone in plan.milestones().iter().filter(|own| own.core) {
        let query = query(plan, &format!("at={}", milestone.id));
        let html = page(explorer, &ZH, &query);
        let cells = all(&html, &format!(".lane-cell[data-quotes={}]", milestone.id))?;
        assert_eq!(cells.len(), milestone.themes.len());
        let lines = all(&html, ".lane-cell[data-quotes] .lane-quote")?;
        for line in lines {
            let line = text(line);
            let line = line.trim_start_matches("……");
            ensure!(
                milestone.label.ends_with(line),
                "{line} is not {}",
                milestone.id
            );
        }
        assert_eq!(all(&html, ".opened")?.len(), milestone.themes.len());
    }
    Ok(())
}

#[test]
fn lanes_by_growth_have_the_most_targets_over_achievements_first() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let query = query(plan, "sort=growth");
    let lanes = explorer.lanes(&query, &explorer.view(&query).milestones);
    let growth = lanes.lanes.iter().map(|lane| {
        let of = |kind: Kind| {
            let own = plan.milestones().iter();
            let own = own.filter(|own| own.core && own.themes.contains(lane.theme));
            own.filter(|own| own.kind == kind).count() as i64
        };
        assert_eq!(lane.growth(), of(Kind::Target) - of(Kind::Achieved));
        lane.growth()
    });
    let growth: Vec<i64> = growth.collect();
    ensure!(growth.is_sorted_by(|one, next| one >= next), "{growth:?}");
    Ok(())
}

#[test]
fn only_what_the_text_dates_stands_on_the_axis() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    let query = query(plan, "detail=all");
    let lanes = explorer.lanes(&query, &explorer.view(&query).milestones);
    let dated = lanes.dated.iter();
    let dated: Vec<(&str, (u32, u32))> = dated
        .map(|dated| (dated.milestone.id.as_str(), dated.extent))
        .collect();
    // The last of five years, and its 332nd day. The goals for 2035 have no year but that of their period.
    let wanted = [
        ("ms-gdp-2025-expected", (800, 1000)),
        ("ms-adoption", (981, 981)),
    ];
    assert_eq!(dated, wanted);
    each(|_, _, lanes, milestones| {
        for dated in &lanes.dated {
            let milestone = dated.milestone;
            ensure!(milestone.date.is_some() || milestone.years.is_some());
            ensure!(milestones.contains(&milestone));
            ensure!(dated.extent.0 <= dated.extent.1 && dated.extent.1 <= 1000);
        }
        Ok(())
    })
}

#[test]
fn a_quoted_line_is_the_plans_own() -> Result<()> {
    each(|explorer, query, _, _| {
        for words in [&ZH, &EN] {
            let html = page(explorer, words, query);
            for line in all(&html, ".lane-quote, .lanes-dated a")? {
                // In English the last element holds the words of the plan, after a translation.
                let last = line.children().filter_map(ElementRef::wrap).last();
                let shown = text(last.context("no words")?);
                let mut milestones = explorer.plan().milestones().iter();
                let is_own = milestones.any(|own| match shown.strip_prefix("……") {
                    Some(rest) => own.label.ends_with(rest),
                    None => own.label == shown,
                });
                ensure!(is_own, "{shown} is no label");
            }
        }
        Ok(())
    })
}

#[test]
fn a_column_that_names_its_period_does_not_repeat_it_in_every_line() -> Result<()> {
    let plan = plan()?;
    let html = page(explorer()?, &ZH, &query(plan, ""));
    let lines: Vec<String> = all(&html, ".beyond .lane-quote")?
        .into_iter()
        .map(text)
        .collect();
    assert_eq!(lines.len(), 6, "{lines:?}");
    for line in &lines {
        ensure!(
            line.starts_with("……") && !line.starts_with("……到"),
            "{line}"
        );
    }
    ensure!(lines.contains(&"……基本实现社会主义现代化".to_owned()));
    Ok(())
}

#[test]
fn in_english_the_plans_words_are_marked_as_chinese() -> Result<()> {
    let is_han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let plan = plan()?;
    for link in ["open=ecology", "group=none"] {
        let html = page(explorer()?, &EN, &query(plan, link));
        let marked = all(&html, "[lang=zh-Hans]")?.into_iter().map(text);
        let marked: usize = marked
            .map(|text| text.chars().filter(|c| is_han(*c)).count())
            .sum();
        // What stands beside it compares numbers, and has its own tests.
        let beside: Vec<String> = all(&html, ".beside")?.into_iter().map(text).collect();
        let beside = beside.concat().chars().filter(|c| is_han(*c)).count();
        let whole = text(html.root_element())
            .chars()
            .filter(|c| is_han(*c))
            .count();
        ensure!(
            whole > 500 && marked + beside >= whole,
            "{marked} of {whole}"
        );
    }
    Ok(())
}

#[test]
fn without_lanes_each_milestone_is_listed_once_under_its_period() -> Result<()> {
    let plan = plan()?;
    let explorer = explorer()?;
    for link in ["group=none", "group=none&detail=all&theme=ecology"] {
        let query = query(plan, link);
        let html = page(explorer, &ZH, &query);
        ensure!(all(&html, "table, .axis, .lanes-dated")?.is_empty());
        let listed = all(&html, ".lane-list a")?.into_iter();
        let mut listed: Vec<&str> = listed.filter_map(|link| link.attr("data-opens")).collect();
        let milestones = explorer.view(&query).milestones;
        let mut wanted: Vec<&str> = milestones.iter().map(|own| own.id.as_str()).collect();
        listed.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(listed, wanted);
    }
    Ok(())
}

#[test]
fn lanes_are_those_of_the_chosen_themes_and_columns_those_of_the_chosen_periods() -> Result<()> {
    each(|explorer, query, lanes, _| {
        let plan = explorer.plan();
        let milestones = explorer.view(query).milestones;
        let rest = query.without(Facet::Theme).without(Facet::Period);
        let themes = plan.all::<Theme>();
        let themes = themes.filter(|own| query.themes.is_empty() || query.themes.contains(*own));
        let has_theme = |own: &Theme| milestones.iter().any(|entry| entry.themes.contains(*own));
        let (shown, left_out): (Vec<Theme>, Vec<Theme>) =
            themes.partition(|own| !rest.is_filtered() || has_theme(own));
        // The order of the lanes is the query's.
        let mut lane_themes: Vec<Theme> = lanes.lanes.iter().map(|lane| lane.theme).collect();
        lane_themes.sort();
        ensure!(lane_themes == shown);
        ensure!(lanes.without == left_out);
        let periods = plan.all::<Period>();
        let has_period = |own: &Period| milestones.iter().any(|entry| entry.period == *own);
        let periods = periods
            .filter(|own| query.periods.is_empty() || query.periods.contains(*own))
            .filter(|own| query.kinds.is_empty() || has_period(own));
        let columns = lanes.columns.iter().map(|(period, _)| *period);
        ensure!(columns.eq(periods));
        ensure!(
            lanes
                .lanes
                .iter()
                .all(|lane| lane.cells.len() == lanes.columns.len())
        );
        Ok(())
    })
}
