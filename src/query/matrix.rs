//! The matrix of themes against counties or periods, and the counties as tiles.
//!
//! Every number is the length of the list that its link opens. This module knows nothing of HTML.

use super::facets::{Counts, Facet, Row};
use super::{Across, Query, Reach};
use crate::model::{County, IdSet, Member, Plan, Theme};

/// The shade of a number: 0 for zero, else 1 to [`Cell::LEVELS`] in equal steps up to `most`.
fn level(count: usize, most: usize) -> u8 {
    let steps = usize::from(Cell::LEVELS);
    let level = (count * steps).div_ceil(most.max(1));
    u8::try_from(level.min(steps)).unwrap_or(Cell::LEVELS)
}

/// A number, and the query whose results it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many passages.
    pub count: usize,
    /// Its shade, from 0 to [`Cell::LEVELS`].
    pub level: u8,
    /// The list of those passages.
    pub to: Query,
}

impl Cell {
    /// The strongest shade.
    pub const LEVELS: u8 = 5;
}

/// One theme's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The theme.
    pub theme: Theme,
    /// One for each county or period, in the plan's order.
    pub cells: Vec<Cell>,
    /// All passages of the theme, in any county and period.
    pub total: Cell,
}

impl MatrixRow {
    /// Whether the total is the sum of the cells. It is more where passages speak of no county or period,
    /// and less where one passage counts in several cells.
    pub fn adds_up(&self) -> bool {
        self.cells.iter().map(|cell| cell.count).sum::<usize>() == self.total.count
    }
}

/// A county's tile.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// The county.
    pub county: County,
    /// Its column and row, counted from the top left.
    pub at: (u8, u8),
    /// How many results it has under the other filters.
    pub count: usize,
    /// Its shade, from 0 to [`Cell::LEVELS`].
    pub level: u8,
}

/// The counties as tiles.
pub(super) fn tiles(plan: &Plan, counts: &Counts) -> Vec<Tile> {
    let most = plan.all::<County>().map(|county| counts.of(county)).max();
    let counties = plan.all::<County>().zip(plan.counties());
    let tile = counties.map(|(county, entry)| {
        let count = counts.of(county);
        Tile {
            county,
            at: entry.tile,
            count,
            level: level(count, most.unwrap_or_default()),
        }
    });
    tile.collect()
}

/// Counts passages by theme and column.
pub(super) struct Counting {
    across: Across,
    counts: Vec<Vec<usize>>,
    totals: Vec<usize>,
}

impl Counting {
    pub(super) fn new(plan: &Plan, across: Across) -> Self {
        let columns = match across {
            Across::County => plan.counties().len(),
            Across::Period => plan.periods().len(),
        };
        let themes = plan.themes().len();
        Self {
            across,
            counts: vec![vec![0; columns]; themes],
            totals: vec![0; themes],
        }
    }

    /// Counts a passage, which fails the facets in `failed`. As in other facet counts, what is chosen in
    /// the two facets of the matrix does not matter.
    pub(super) fn count(&mut self, row: &Row, reach: Reach, failed: IdSet<Facet>) {
        let column = match self.across {
            Across::County => Facet::County,
            Across::Period => Facet::Period,
        };
        let mut failed = failed.iter();
        if !failed.all(|facet| facet == Facet::Theme || facet == column) {
            return;
        }
        let columns: Vec<usize> = match self.across {
            Across::County => row.counties(reach).iter().map(Member::ordinal).collect(),
            Across::Period => row.periods.iter().map(Member::ordinal).collect(),
        };
        for theme in row.themes.iter() {
            if let Some(total) = self.totals.get_mut(theme.ordinal()) {
                *total += 1;
            }
            let Some(cells) = self.counts.get_mut(theme.ordinal()) else {
                continue;
            };
            for &column in &columns {
                if let Some(cell) = cells.get_mut(column) {
                    *cell += 1;
                }
            }
        }
    }

    /// The matrix, with the query behind each cell.
    pub(super) fn finish(self, query: &Query) -> Vec<MatrixRow> {
        let most = self.counts.iter().flatten().copied().max();
        let most = most.unwrap_or_default();
        let most_in_all = self.totals.iter().copied().max().unwrap_or_default();
        let list = |theme: Theme| Query {
            view: super::ViewKind::List,
            themes: IdSet::of(theme),
            at: None,
            ..query.clone()
        };
        let themes = (0..).map_while(Theme::nth);
        let rows = themes.zip(self.counts).zip(self.totals);
        let rows = rows.map(|((theme, counts), total)| {
            let cells = counts.into_iter().enumerate().map(|(column, count)| {
                let mut to = list(theme);
                match self.across {
                    Across::County => to.counties = nth(column),
                    Across::Period => to.periods = nth(column),
                }
                Cell {
                    count,
                    level: level(count, most),
                    to,
                }
            });
            let mut everywhere = list(theme);
            match self.across {
                Across::County => everywhere.counties = IdSet::new(),
                Across::Period => everywhere.periods = IdSet::new(),
            }
            MatrixRow {
                theme,
                cells: cells.collect(),
                total: Cell {
                    count: total,
                    level: level(total, most_in_all),
                    to: everywhere,
                },
            }
        });
        rows.collect()
    }
}

fn nth<V: Member>(at: usize) -> IdSet<V> {
    V::nth(at).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_unshaded_and_the_most_is_shaded_most() {
        assert_eq!(level(0, 10), 0);
        assert_eq!(level(1, 10), 1);
        assert_eq!(level(10, 10), Cell::LEVELS);
        assert_eq!(level(0, 0), 0);
    }
}
