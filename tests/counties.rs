//! The counties as map, matrix and comparison: every number on the page is the length of the list that its link
//! opens, what is said to be missing is missing, and a layer shows only what the text says.

use anyhow::{Context, Result, ensure};
use plan_explorer::html::{Draw, groups, layers};
use plan_explorer::link;
use plan_explorer::model::{County, Member, Plan, Theme, Vocabulary};
use plan_explorer::query::{Across, Explorer, Layer, Query, ViewKind};
use plan_explorer::words::{EN, Words, ZH};
use scraper::{ElementRef, Html, Selector};

mod common;

use common::{explorer, invented};

/// Both plans.
fn each(mut check: impl FnMut(&Explorer<'_>) -> Result<()>) -> Result<()> {
    let invented = invented()?;
    check(explorer()?)?;
    check(&Explorer::new(&invented))
}

/// What a link asks of a plan. What another plan has is left out.
fn query(plan: &Plan, link: &str) -> Query {
    link::read(link, plan).query
}

fn page(explorer: &Explorer<'_>, words: &Words, query: &Query) -> Html {
    let view = explorer.view(query);
    let draw = Draw {
        explorer,
        words,
        query,
        view: &view,
    };
    Html::parse_fragment(&draw.whole_answer().into_string())
}

fn all<'h>(html: &'h Html, css: &str) -> Result<Vec<ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(html.select(&selector).collect())
}

fn within<'h>(element: ElementRef<'h>, css: &str) -> Result<Vec<ElementRef<'h>>> {
    let selector = Selector::parse(css).map_err(|error| anyhow::anyhow!("{css}: {error}"))?;
    Ok(element.select(&selector).collect())
}

fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().trim().to_owned()
}

/// The query of a link on the page.
fn target(plan: &Plan, element: ElementRef<'_>) -> Result<Query> {
    let href = element.attr("href").context("no href")?;
    let reading = link::read(href.trim_start_matches('?'), plan);
    ensure!(reading.notices.is_empty(), "{href}: {:?}", reading.notices);
    Ok(reading.query)
}

/// The number in one part of a cell; 0 if it has no such part.
fn number(cell: ElementRef<'_>, css: &str) -> Result<usize> {
    let parts = within(cell, css)?;
    let Some(part) = parts.first() else {
        return Ok(0);
    };
    Ok(text(*part).trim_start_matches('+').parse()?)
}

/// How many statements the page of a link lists: those that name a place, and those that mean it as part of a group.
fn listed(html: &Html) -> Result<(usize, usize)> {
    let all_of = all(html, ".statements > li")?.len();
    let collective = all(html, ".collective .statements > li")?.len();
    Ok((all_of - collective, collective))
}

/// Checks each link with a number: it opens a list of so many statements, named and collective apart.
fn check_numbers(explorer: &Explorer<'_>, words: &Words, html: &Html, css: &str) -> Result<usize> {
    let links = all(html, css)?;
    for link in &links {
        let to = target(explorer.plan(), *link)?;
        let says = (
            number(*link, ".named-count")?,
            number(*link, ".collective-count")?,
        );
        let total = explorer.view(&to).total;
        ensure!(says.0 + says.1 == total, "{says:?} opens {total}");
        let found = listed(&page(explorer, words, &to))?;
        ensure!(found == says, "{says:?} lists {found:?}: {to:?}");
        // What is read out has both numbers.
        let label = within(*link, ".unseen")?;
        let label = text(*label.first().context("no label")?);
        let both = [says.0, says.1].map(|number| number.to_string());
        ensure!(label.contains(&both[0]), "{label}");
        ensure!(says.1 == 0 || label.contains(&both[1]), "{label}");
    }
    Ok(links.len())
}

#[test]
fn each_number_of_the_matrix_is_what_its_link_lists() -> Result<()> {
    each(|explorer| {
        let plan = explorer.plan();
        for link in [
            "view=matrix",
            "view=matrix&across=period",
            "view=matrix&reach=named&kind=target",
        ] {
            let html = page(explorer, &ZH, &query(plan, link));
            let numbers = check_numbers(explorer, &ZH, &html, ".matrix a")?;
            let columns = all(&html, ".matrix thead th")?.len() - 1;
            ensure!(
                numbers == columns * plan.themes().len(),
                "{link}: {numbers}"
            );
        }
        Ok(())
    })
}

#[test]
fn each_tile_counts_the_list_of_its_county() -> Result<()> {
    each(|explorer| {
        for link in ["view=map", "view=map&kind=target", "view=map&reach=named"] {
            let view = explorer.view(&query(explorer.plan(), link));
            for tile in view.tiles {
                let found = listed(&page(explorer, &ZH, &tile.said.to))?;
                let says = (tile.said.named(), tile.said.collective);
                ensure!(found == says, "{link}: {says:?} lists {found:?}");
            }
        }
        Ok(())
    })
}

#[test]
fn each_number_of_a_comparison_is_what_it_lists() -> Result<()> {
    each(|explorer| {
        let plan = explorer.plan();
        let counties: Vec<County> = plan.all().collect();
        let themes: Vec<Theme> = plan.all().collect();
        let pairs = counties.windows(2).map(|two| Query {
            counties: two.iter().copied().collect(),
            ..Query::default().in_view(ViewKind::Compare)
        });
        let of_themes = themes.windows(2).map(|two| Query {
            themes: two.iter().copied().collect(),
            ..Query::default().in_view(ViewKind::Compare)
        });
        for query in pairs.chain(of_themes) {
            let html = page(explorer, &EN, &query);
            check_numbers(explorer, &EN, &html, ".compare-counts a")?;
            // The titles of the lists, and the lists below them.
            let sides = all(&html, ".compare-side")?;
            ensure!(sides.len() == 2);
            for part in sides.iter().chain(&all(&html, ".compare-both")?) {
                let number = within(*part, ".number")?;
                let number: usize = text(*number.first().context("no number")?).parse()?;
                ensure!(within(*part, ".statements > li")?.len() == number);
            }
        }
        Ok(())
    })
}

#[test]
fn what_is_said_to_be_missing_is_missing_and_nothing_else_is() -> Result<()> {
    each(|explorer| {
        let plan = explorer.plan();
        let mut silences = 0;
        for link in ["view=matrix", "view=matrix&reach=named"] {
            let query = query(plan, link);
            let html = page(explorer, &ZH, &query);
            let lines = all(&html, ".silences li")?;
            for (county, entry) in plan.all::<County>().zip(plan.counties()) {
                let line = lines.iter().find(|line| text(**line).contains(&entry.zh));
                let own = line.map_or_else(String::new, |line| text(*line));
                let every = lines
                    .iter()
                    .find(|line| text(**line).starts_with("每个县区"));
                let says = own + &every.map_or_else(String::new, |line| text(*line));
                for (theme, names) in plan.all::<Theme>().zip(plan.themes()) {
                    let of_both = Query {
                        themes: [theme].into_iter().collect(),
                        counties: [county].into_iter().collect(),
                        ..query.clone()
                    };
                    let none = explorer.statements_of(&of_both).is_empty();
                    ensure!(says.contains(&names.zh) == none, "{says} {}", names.zh);
                    silences += usize::from(none);
                }
            }
            // Each theme leads to what there is of it.
            for link in all(&html, ".silences a")? {
                let to = target(plan, link)?;
                ensure!(to.counties.is_empty() && explorer.view(&to).total > 0);
            }
            ensure!(all(&html, ".silences .hint")?.len() == 1);
        }
        ensure!(silences > 0, "nothing is missing");
        Ok(())
    })
}

#[test]
fn a_layer_shows_groups_that_the_text_quotes_and_links_to_the_words() -> Result<()> {
    let explorer = explorer()?;
    let plan = explorer.plan();
    for &layer in Layer::ALL {
        let query = query(plan, &format!("view=map&layer={}", layer.id()));
        ensure!(query.layer == layer && !query.is_filtered());
        let view = explorer.view(&query);
        let draw = Draw {
            explorer,
            words: &ZH,
            query: &query,
            view: &view,
        };
        let choices = Html::parse_fragment(&layers(&draw).into_string());
        ensure!(all(&choices, ".layers a")?.len() == Layer::ALL.len());
        let chosen = all(&choices, "[aria-current=true]")?;
        ensure!(chosen.len() == 1 && target(plan, chosen[0])? == query);
        let html = page(explorer, &ZH, &query);
        let lines = all(&html, ".layer li")?;
        let shown: Vec<_> = groups(plan, layer).collect();
        ensure!(lines.len() == shown.len());
        ensure!((layer == Layer::None) == shown.is_empty());
        for (line, group) in lines.iter().zip(shown) {
            let says = text(*line);
            ensure!(says.starts_with(&group.zh), "{says}");
            let passage = plan.passage(&group.defined_in.passage).context("nowhere")?;
            ensure!(passage.text.as_str().contains(&group.defined_in.quote));
            for county in plan.all::<County>() {
                let name = &plan.counties()[county.ordinal()].zh;
                ensure!(says.contains(name) == group.counties.contains(county));
            }
            let to = target(plan, *within(*line, "a")?.first().context("no link")?)?;
            let at = plan.locate(&to.at.context("opens nothing")?);
            ensure!(at.is_some_and(|at| at.passage.id == passage.id));
        }
    }
    Ok(())
}

#[test]
fn each_county_of_this_plan_lies_in_one_group_of_each_layer() -> Result<()> {
    let plan = explorer()?.plan();
    for layer in [Layer::System, Layer::Area, Layer::Town] {
        for county in plan.all::<County>() {
            let own = groups(plan, layer).filter(|group| group.counties.contains(county));
            ensure!(own.count() == 1, "{layer:?} {}", plan.id(county));
        }
    }
    Ok(())
}

#[test]
fn the_column_of_the_whole_city_counts_what_names_no_county_too() -> Result<()> {
    let explorer = explorer()?;
    let rows = explorer.matrix(&Query::default(), Across::County);
    let without = explorer.statements().iter();
    let without = without.filter(|one| one.counties().is_empty());
    ensure!(without.count() > 100);
    for row in rows {
        let own = explorer.statements().iter();
        let own = own.filter(|one| one.themes.contains(row.theme));
        ensure!(own.count() == row.total.count && row.total.collective == 0);
    }
    Ok(())
}
