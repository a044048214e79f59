//! The matrix of themes against counties or periods, and the counties as tiles.
//!
//! Both count statements by what is said of them: a statement counts in a cell if it has the theme and names the
//! county, or means it as part of a group. One with several themes or counties counts in each, so rows and columns
//! have no sums. Every number is the length of the list that its query opens. This module knows nothing of HTML.

use super::facets::{Facet, FacetCounts, Row};
use super::{Across, Explorer, Query, Reach, ViewKind};
use crate::model::{County, IdSet, Member, Plan, Theme};

/// The shade of a number: 0 for zero, else 1 to [`Cell::LEVELS`] in equal steps up to `most`.
fn level(count: usize, most: usize) -> u8 {
    let steps = usize::from(Cell::LEVELS);
    let level = (count * steps).div_ceil(most.max(1));
    u8::try_from(level.min(steps)).unwrap_or(Cell::LEVELS)
}

/// How many statements there are, and the query whose statements they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// How many statements.
    pub count: usize,
    /// How many of them do not name the county, but a group that includes it. None if only mentions by name
    /// count, and none where the cell is of no county.
    pub collective: usize,
    /// The shade of the others, from 0 to [`Cell::LEVELS`].
    pub level: u8,
    /// The list of all of them.
    pub to: Query,
}

impl Cell {
    /// The strongest shade.
    pub const LEVELS: u8 = 5;

    /// How many statements name the county. Of a cell that is of no county: all.
    pub fn named(&self) -> usize {
        self.count.saturating_sub(self.collective)
    }

    /// `count` statements. The shade is given afterwards.
    fn new(count: usize, named: usize, to: Query) -> Self {
        Self {
            count,
            collective: count.saturating_sub(named),
            level: 0,
            to,
        }
    }
}

/// Gives each its shade among all.
fn shade<'c>(all: impl Iterator<Item = &'c mut Cell>) {
    let all: Vec<&mut Cell> = all.collect();
    let most = all.iter().map(|cell| cell.named()).max();
    for cell in all {
        cell.level = level(cell.named(), most.unwrap_or_default());
    }
}

/// One theme's numbers.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixRow {
    /// The theme.
    pub theme: Theme,
    /// One for each county or period, in the plan's order.
    pub cells: Vec<Cell>,
    /// All statements of the theme, of any county and period or of none.
    pub total: Cell,
}

impl MatrixRow {
    /// Whether the total is the sum of the cells. It is more where statements speak of no county, and less where
    /// one counts in several cells.
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
    /// Its statements under the other filters.
    pub said: Cell,
}

/// Counts rows by theme and column.
struct Counting {
    across: Across,
    counts: Vec<Vec<usize>>,
    totals: Vec<usize>,
}

impl Counting {
    fn new(plan: &Plan, across: Across) -> Self {
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

    /// Counts a row, which fails the facets in `failed`. As in other facet counts, what is chosen in the two facets
    /// of the matrix does not matter.
    fn count(&mut self, row: &Row, reach: Reach, failed: IdSet<Facet>) {
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
}

fn nth<V: Member>(at: usize) -> IdSet<V> {
    V::nth(at).into_iter().collect()
}

/// The query with another set of values in the column's facet.
fn in_column(query: &Query, across: Across, column: Option<usize>) -> Query {
    let mut to = query.clone();
    match across {
        Across::County => to.counties = column.map(nth).unwrap_or_default(),
        Across::Period => to.periods = column.map(nth).unwrap_or_default(),
    }
    to
}

impl Explorer<'_> {
    /// The statements by theme and county or period. What is chosen in these two facets does not matter, and neither
    /// does the query's view. Each number opens the list below the map.
    pub fn matrix(&self, query: &Query, across: Across) -> Vec<MatrixRow> {
        let plan = self.plan();
        let mut all = Counting::new(plan, across);
        let mut named = Counting::new(plan, across);
        self.each_statement_row(query, |row, failed| {
            all.count(row, query.reach, failed);
            named.count(row, Reach::Named, failed);
        });
        let list = query.in_view(ViewKind::Map);
        let themes = plan.all::<Theme>();
        let rows = themes.zip(all.counts.iter().zip(&named.counts));
        let rows = rows
            .zip(all.totals)
            .map(|((theme, (counts, named)), total)| {
                let of_theme = Query {
                    themes: IdSet::of(theme),
                    ..list.clone()
                };
                let cells = counts.iter().zip(named).enumerate();
                let cells = cells.map(|(column, (&count, &named))| {
                    Cell::new(count, named, in_column(&of_theme, across, Some(column)))
                });
                MatrixRow {
                    theme,
                    cells: cells.collect(),
                    total: Cell::new(total, total, in_column(&of_theme, across, None)),
                }
            });
        let mut rows: Vec<MatrixRow> = rows.collect();
        shade(rows.iter_mut().flat_map(|row| &mut row.cells));
        shade(rows.iter_mut().map(|row| &mut row.total));
        rows
    }

    /// The counties by their statements. Which counties are chosen does not matter, and neither does the query's
    /// view.
    pub fn tiles(&self, query: &Query) -> Vec<Tile> {
        let plan = self.plan();
        let (mut all, mut named) = (FacetCounts::none(plan), FacetCounts::none(plan));
        self.each_statement_row(query, |row, failed| {
            all.count(row, query.reach, failed);
            named.count(row, Reach::Named, failed);
        });
        let list = query.in_view(ViewKind::Map);
        let counties = plan.all::<County>().zip(plan.counties());
        let tiles = counties.map(|(county, entry)| {
            let to = Query {
                counties: IdSet::of(county),
                ..list.clone()
            };
            let (count, named) = (all.counties.of(county), named.counties.of(county));
            Tile {
                county,
                at: entry.tile,
                said: Cell::new(count, named, to),
            }
        });
        let mut tiles: Vec<Tile> = tiles.collect();
        shade(tiles.iter_mut().map(|tile| &mut tile.said));
        tiles
    }

    /// Calls `count` with the row of each statement and the facets that it fails.
    fn each_statement_row(&self, query: &Query, mut count: impl FnMut(&Row, IdSet<Facet>)) {
        let filter = self.filter(query);
        for row in self.statement_rows() {
            count(row, filter.failed(row, query.reach));
        }
    }
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
