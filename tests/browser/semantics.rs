//! What a screen reader is told of the drawings: Chromium's accessibility tree of timeline, map and matrix.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{County, Theme, Vocabulary};
use plan_explorer::query::Explorer;
use plan_explorer::words::{ZH, fill};
use serde_json::{Value, json};

use crate::native;
use crate::support::{Page, browser_test};

/// Role and name of everything that assistive technology is told of, in reading order.
async fn tree(page: &Page) -> Result<Vec<(String, String)>> {
    let answer = page
        .command("Accessibility.getFullAXTree", json!({}))
        .await?;
    let nodes = answer["nodes"].as_array().context("there is no tree")?;
    let text = |value: &Value| value["value"].as_str().unwrap_or_default().to_owned();
    let told = nodes.iter().filter(|node| node["ignored"] != true);
    Ok(told
        .map(|node| (text(&node["role"]), text(&node["name"])))
        .collect())
}

/// The names of what has a role.
fn named<'t>(tree: &'t [(String, String)], role: &str) -> Vec<&'t str> {
    let found = tree.iter().filter(|(its, _)| its == role);
    found.map(|(_, name)| name.as_str()).collect()
}

#[test]
fn the_timeline_is_told_as_lists_of_links_that_say_kind_period_and_words() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=timeline&county=nimu";
        let page = browser.open(&format!("/?{link}")).await?;
        page.wait_for_count("a.ms", native::total(link)?).await?;
        let tree = tree(&page).await?;
        let view = Explorer::new(native::plan()?).view(&native::query(link)?);
        let links = named(&tree, "link");
        for milestone in &view.milestones {
            let told = links.iter().find(|name| name.contains(&milestone.label));
            let told = told.with_context(|| format!("{} is not told", milestone.id))?;
            let kind = ZH.kind_name(milestone.kind);
            let period = ZH.period_name(milestone.period);
            ensure!(
                told.contains(kind) && told.contains(period),
                "{told}: {kind}, {period}"
            );
            ensure!(
                told.contains(&milestone.quote),
                "{told} lacks the whole quote"
            );
        }
        ensure!(named(&tree, "listitem").len() >= view.milestones.len());
        let bands = named(&tree, "list");
        for period in view.milestones.iter().map(|milestone| milestone.period) {
            let name = ZH.period_name(period);
            ensure!(
                bands.iter().any(|band| band.starts_with(name)),
                "{name} in {bands:?}"
            );
        }
        // Nothing of the drawing is told as a picture; what signs and strip say is in the names and fields.
        ensure!(
            named(&tree, "image").is_empty(),
            "{:?}",
            named(&tree, "image")
        );
        for field in [ZH.years_from, ZH.years_to] {
            ensure!(
                named(&tree, "combobox").contains(&field),
                "{field} is not told"
            );
        }
        Ok(())
    })
}

#[test]
fn the_map_is_told_as_a_group_of_boxes_with_their_numbers() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=map&theme=ecology";
        let page = browser.open(&format!("/?{link}")).await?;
        let tree = tree(&page).await?;
        ensure!(
            named(&tree, "group").contains(&ZH.map),
            "the map is no group"
        );
        let view = Explorer::new(native::plan()?).view(&native::query(link)?);
        let boxes = named(&tree, "checkbox");
        let places = &native::plan()?.file().places.counties;
        ensure!(view.tiles.len() == County::ALL.len());
        for (entry, tile) in places.iter().zip(&view.tiles) {
            let told = fill(ZH.tile, &[&entry.zh, &tile.count.to_string()]);
            ensure!(boxes.contains(&told.as_str()), "{told} in {boxes:?}");
        }
        Ok(())
    })
}

#[test]
fn the_matrix_is_told_as_a_table_whose_cells_say_row_column_and_number() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=matrix").await?;
        let tree = tree(&page).await?;
        let plan = native::plan()?;
        ensure!(
            named(&tree, "table").len() == 1,
            "{:?}",
            named(&tree, "table")
        );
        let columns = named(&tree, "columnheader");
        for county in &plan.file().places.counties {
            ensure!(
                columns.contains(&county.zh.as_str()),
                "{} in {columns:?}",
                county.zh
            );
        }
        let rows = named(&tree, "rowheader");
        ensure!(rows.len() == Theme::ALL.len(), "{rows:?}");
        let view = Explorer::new(plan).view(&native::query("view=matrix")?);
        let links = named(&tree, "link");
        for (row, theme) in view.matrix.iter().zip(&plan.file().themes) {
            for (cell, county) in row.cells.iter().zip(&plan.file().places.counties) {
                let both = ZH.list(&[&theme.zh, &county.zh]);
                let told = fill(ZH.tile, &[&both, &cell.count.to_string()]);
                ensure!(links.contains(&told.as_str()), "{told} is not told");
            }
        }
        Ok(())
    })
}
