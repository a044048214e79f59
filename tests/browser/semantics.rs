//! The accessibility tree of timeline, map and matrix: roles and names as each engine computes them.

use anyhow::{Result, ensure};
use plan_explorer::words::{ZH, fill};

use crate::native;
use crate::support::{Engine, Node, Page, browser_test};

/// The names of the elements that `css` matches in the view, all of which must have this role.
async fn named(page: &Page, role: &str, css: &str) -> Result<Vec<String>> {
    let nodes = page.tree(&format!("#content {css}")).await?;
    let other = nodes.iter().find(|node| node.role != role);
    ensure!(other.is_none(), "{css}: {other:?} is no {role}");
    Ok(nodes.into_iter().map(|node| node.name).collect())
}

#[test]
fn the_timeline_is_a_table_whose_cells_say_theme_period_and_number() -> Result<()> {
    browser_test(async |browser| {
        let plan = native::plan()?;
        let page = browser.open("/?view=timeline").await?;
        named(&page, "columnheader", "thead th").await?;
        // WebKit names the links in heads, not the heads.
        let heads = named(&page, "link", "thead a").await?;
        for period in plan.periods() {
            ensure!(
                heads.iter().any(|head| head.contains(&period.name.zh)),
                "{} in {heads:?}",
                period.name.zh
            );
        }
        let lanes = named(&page, "rowheader", "tbody th").await?;
        ensure!(lanes.len() == plan.themes().len(), "{lanes:?}");
        let cells = named(&page, "link", ".lane-cell").await?;
        ensure!(cells.len() > lanes.len());
        for cell in cells {
            let says = |name: &str| cell.contains(name);
            ensure!(
                plan.themes().iter().any(|theme| says(&theme.zh)),
                "{cell}: which theme?"
            );
            ensure!(
                plan.periods().iter().any(|period| says(&period.name.zh)),
                "{cell}: which period?"
            );
            ensure!(
                cell.contains(|letter: char| letter.is_ascii_digit()),
                "{cell}: how many?"
            );
        }
        // No part of the drawing is an image: its marks are counted in words.
        let drawn = page.tree(".lanes :is(svg, img, [role=img])").await?;
        let is_picture =
            |node: &&Node| ["img", "image", "graphics-document"].contains(&&*node.role);
        let picture = drawn.iter().find(is_picture);
        ensure!(picture.is_none(), "{picture:?}");
        Ok(())
    })
}

#[test]
fn the_map_is_a_group_of_checkboxes_named_by_county_and_number() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=map&theme=ecology";
        let page = browser.open(&format!("/?{link}")).await?;
        let groups = named(&page, "group", "fieldset, [role=group]").await?;
        ensure!(groups.iter().any(|name| name == "八个县区"), "{groups:?}");
        let view = native::view(link)?;
        let boxes = named(&page, "checkbox", "input[type=checkbox]").await?;
        let places = native::plan()?.counties();
        ensure!(view.tiles.len() == places.len());
        for (entry, tile) in places.iter().zip(&view.tiles) {
            let numbers =
                [tile.said.named(), tile.said.collective].map(|number| number.to_string());
            let name = fill(ZH.map_tile, &[&entry.zh, &numbers[0], &numbers[1]]);
            ensure!(boxes.contains(&name), "{name} is not in {boxes:?}");
        }
        Ok(())
    })
}

#[test]
fn the_matrix_is_a_table_whose_links_are_named_by_row_column_and_number() -> Result<()> {
    browser_test(async |browser| {
        let page = browser.open("/?view=matrix").await?;
        let plan = native::plan()?;
        let tables = named(&page, "table", "table").await?;
        ensure!(tables.len() == 1, "{tables:?}");
        let columns = if browser.engine() == Engine::Webkit {
            // WebKit gives header cells no name; their text is read.
            page.texts("thead th").await?
        } else {
            named(&page, "columnheader", "thead th").await?
        };
        for county in plan.counties() {
            ensure!(columns.contains(&county.zh), "{} in {columns:?}", county.zh);
        }
        let rows = named(&page, "rowheader", "tbody th").await?;
        ensure!(rows.len() == plan.themes().len(), "{rows:?}");
        let view = native::view("view=matrix")?;
        let links = named(&page, "link", "tbody a").await?;
        for (row, theme) in view.matrix.iter().zip(plan.themes()) {
            for (cell, county) in row.cells.iter().zip(plan.counties()) {
                let both = ZH.list(&[&theme.zh, &county.zh]);
                let numbers = [cell.named(), cell.collective].map(|number| number.to_string());
                let name = fill(ZH.map_tile, &[&both, &numbers[0], &numbers[1]]);
                ensure!(links.contains(&name), "no link is named {name}");
            }
        }
        Ok(())
    })
}
