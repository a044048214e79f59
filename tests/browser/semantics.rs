//! The accessibility tree of timeline, map and matrix: roles and names as each engine computes them.

use anyhow::{Context, Result, ensure};
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
fn the_timeline_is_lists_of_links_named_by_kind_period_and_quote() -> Result<()> {
    browser_test(async |browser| {
        let link = "view=timeline&county=nimu";
        let page = browser.open(&format!("/?{link}")).await?;
        page.wait_for_count("a.ms", native::total(link)?).await?;
        let (plan, view) = (native::plan()?, native::view(link)?);
        ensure!(!view.milestones.is_empty());
        let links = named(&page, "link", "a").await?;
        for milestone in &view.milestones {
            let name = links.iter().find(|name| name.contains(&milestone.label));
            let name = name.with_context(|| format!("no link is named {}", milestone.id))?;
            let kind = ZH.kind_name(milestone.kind);
            let period = ZH.period_name(plan, milestone.period);
            ensure!(
                name.contains(kind) && name.contains(period),
                "{name}: {kind}, {period}"
            );
            ensure!(
                name.contains(&milestone.quote),
                "{name} lacks the whole quote"
            );
        }
        let items = named(&page, "listitem", "li, [role=listitem]").await?;
        ensure!(items.len() >= view.milestones.len());
        let bands = named(&page, "list", "ul, ol, [role=list]").await?;
        for period in view.milestones.iter().map(|milestone| milestone.period) {
            let name = ZH.period_name(plan, period);
            ensure!(
                bands.iter().any(|band| band.starts_with(name)),
                "{name} in {bands:?}"
            );
        }
        // No part of the drawing is an image: its signs are in the names, its years in the fields.
        let drawn = page.tree("#content :is(svg, img, [role=img])").await?;
        let is_picture =
            |node: &&Node| ["img", "image", "graphics-document"].contains(&&*node.role);
        let picture = drawn.iter().find(is_picture);
        ensure!(picture.is_none(), "{picture:?}");
        let fields = page.tree("#page select").await?;
        for field in [ZH.years_from, ZH.years_to] {
            let node = fields.iter().find(|node| node.name == field);
            ensure!(
                // WebKit gives the role of the button that opens the list.
                node.is_some_and(|node| ["combobox", "button"].contains(&&*node.role)),
                "{field} is missing: {fields:?}"
            );
        }
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
            let name = fill(ZH.tile, &[&entry.zh, &tile.count.to_string()]);
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
                let name = fill(ZH.tile, &[&both, &cell.count.to_string()]);
                ensure!(links.contains(&name), "no link is named {name}");
            }
        }
        Ok(())
    })
}
