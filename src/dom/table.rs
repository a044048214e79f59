//! The keyboard in a table of links: one stop of Tab, and arrow keys between its cells.

use web_sys::Element;

use super::elements::elements;
use super::focus::as_html;
use super::page::document;

/// The attribute that says in which column a cell is.
const COLUMN: &str = "data-column";

fn links(within: &Element) -> Vec<Element> {
    let list = within.query_selector_all("a[href]").ok();
    list.iter().flat_map(elements).collect()
}

fn column(link: &Element) -> Option<i32> {
    let cell = link.closest(&format!("[{COLUMN}]")).ok().flatten()?;
    cell.get_attribute(COLUMN)?.parse().ok()
}

/// Takes all links of the tables that match `selector` but one of each out of the order of Tab. The one is the link
/// with the focus, or the first.
pub fn make_one_tab_stop(selector: &str) {
    let Some(document) = document() else { return };
    let active = document.active_element();
    let tables = document.query_selector_all(selector).ok();
    for table in tables.iter().flat_map(elements) {
        let links = links(&table);
        let stop = links.iter().position(|link| active.as_ref() == Some(link));
        for (at, link) in links.iter().enumerate() {
            let index = if at == stop.unwrap_or(0) { "0" } else { "-1" };
            let _ = link.set_attribute("tabindex", index);
        }
    }
}

/// Moves the focus in a table that matches `selector`: up and down within a column, left and right within a row,
/// Home and End to the first and the last link. `false` where no link of the table has the focus, or the key moves
/// nothing.
pub fn move_in_table(selector: &str, key: &str) -> bool {
    let moved = || {
        let active = document()?.active_element()?;
        let table = active.closest(selector).ok().flatten()?;
        let links = links(&table);
        let here = links.iter().position(|link| *link == active)?;
        let column_here = column(&active)?;
        let row = |link: &Element| link.closest("tr").ok().flatten();
        let same_column = |link: &&Element| column(link) == Some(column_here);
        let (before, after) = (links.get(..here)?, links.get(here + 1..)?);
        let same_row = |link: &&Element| row(link) == row(&active);
        let to = match key {
            "ArrowUp" => before.iter().rev().find(same_column),
            "ArrowDown" => after.iter().find(same_column),
            "ArrowLeft" => {
                let mut left = before.iter().rev().filter(same_row);
                left.find(|link| column(link) < Some(column_here))
            }
            "ArrowRight" => {
                let mut right = after.iter().filter(same_row);
                right.find(|link| column(link) > Some(column_here))
            }
            "Home" => links.first(),
            "End" => links.last(),
            _ => return None,
        };
        // At an edge the key does nothing, and does not scroll the page either.
        if let Some(to) = to {
            let _ = as_html(to).focus();
            make_one_tab_stop(selector);
        }
        Some(())
    };
    moved().is_some()
}
