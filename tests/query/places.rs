//! The matrix and the map: every number is the length of a list.

use anyhow::{Result, ensure};
use plan_explorer::model::County;
use plan_explorer::query::{Across, Cell, Query, Reach, ViewKind};

use super::{common, explorer, plan};

#[test]
fn every_number_of_the_matrix_is_the_length_of_its_list() -> Result<()> {
    for link in [
        "view=matrix",
        "view=matrix&across=period",
        "view=matrix&reach=named&at=m1",
        "view=matrix&q=%E6%97%85%E6%B8%B8&across=period&county=nimu,qushui",
        "view=matrix&theme=ecology&county=dazi&zone=gaoxin",
        "view=matrix&kind=target&tier=concrete&period=15",
    ] {
        let query = common::query(link)?;
        let view = explorer()?.view(&query);
        ensure!(view.matrix.len() == plan()?.themes().len(), "{link}");
        for row in &view.matrix {
            let columns = match query.across {
                Across::County => plan()?.counties().len(),
                Across::Period => plan()?.periods().len(),
            };
            ensure!(row.cells.len() == columns);
            for cell in row.cells.iter().chain([&row.total]) {
                ensure!(cell.to.view == ViewKind::Map && cell.to.at.is_none());
                let list = explorer()?.view(&cell.to).total;
                ensure!(
                    cell.count == list,
                    "{link} {:?}: {} {list}",
                    row.theme,
                    cell.count
                );
                ensure!(
                    (cell.level == 0) == (cell.named() == 0),
                    "only what nothing names has no shade"
                );
            }
        }
    }
    Ok(())
}

#[test]
fn the_number_of_a_tile_is_the_length_of_its_list() -> Result<()> {
    for link in [
        "view=map",
        "view=map&county=nimu&theme=rural",
        "view=map&reach=named",
    ] {
        let query = common::query(link)?;
        let view = explorer()?.view(&query);
        ensure!(view.tiles.len() == plan()?.counties().len());
        for tile in &view.tiles {
            let only = Query {
                counties: [tile.county].into_iter().collect(),
                ..query.clone()
            };
            ensure!(tile.said.to == only, "{link}");
            ensure!(explorer()?.view(&only).total == tile.said.count, "{link}");
            let named = Query {
                reach: Reach::Named,
                ..only
            };
            let named = explorer()?.view(&named).total;
            ensure!(named == tile.said.named(), "{link} {:?}", tile.county);
        }
        let places: std::collections::BTreeSet<_> = view.tiles.iter().map(|tile| tile.at).collect();
        ensure!(
            places.len() == view.tiles.len(),
            "two tiles lie on each other"
        );
    }
    Ok(())
}

#[test]
fn shades_grow_with_the_count_in_equal_steps() -> Result<()> {
    let query = common::query("view=matrix&across=period")?;
    let matrix = explorer()?.view(&query).matrix;
    let map = explorer()?.view(&query.in_view(ViewKind::Map)).tiles;
    let cells = matrix.iter().flat_map(|row| &row.cells);
    let shades: [Vec<(usize, u8)>; 3] = [
        cells.map(|cell| (cell.count, cell.level)).collect(),
        matrix
            .iter()
            .map(|row| (row.total.count, row.total.level))
            .collect(),
        map.iter()
            .map(|tile| (tile.said.named(), tile.said.level))
            .collect(),
    ];
    for mut shades in shades {
        shades.sort_unstable();
        ensure!(
            shades.iter().map(|&(_, level)| level).is_sorted(),
            "{shades:?}"
        );
        let (most, level) = shades.last().copied().unwrap_or_default();
        ensure!(level == Cell::LEVELS, "{shades:?}");
        // Half the count has half the shade.
        for (count, level) in shades {
            let wanted = (count * usize::from(Cell::LEVELS)).div_ceil(most);
            ensure!(usize::from(level) == wanted, "{count} of {most}: {level}");
        }
    }
    let tiles = plan()?.counties().iter().map(|entry| entry.tile);
    let wanted = plan()?.all::<County>().zip(tiles);
    ensure!(map.iter().map(|tile| (tile.county, tile.at)).eq(wanted));
    Ok(())
}
