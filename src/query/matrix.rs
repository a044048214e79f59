//! The matrix of themes against counties or periods, and the counties as tiles.
//!
//! The views count passages: a passage counts in a cell if it has the theme and the county, even if it says
//! one thing of each. [`Explorer::statements_by_county`] and its like count what is said of both. Every
//! number is the length of the list that its query gives. This module knows nothing of HTML.

use super::facets::{Counts, Facet, FacetCounts, Row};
use super::{Across, Explorer, Query, Reach, ViewKind};
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
    /// How many results.
    pub count: usize,
    /// Its shade, from 0 to [`Cell::LEVELS`].
    pub level: u8,
    /// The list of those results.
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
    /// All results of the theme, in any county and period.
    pub total: Cell,
}

/// How many statements a county has, and the query whose statements they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    /// How many name it.
    pub named: usize,
    /// How many do not name it, but a group that includes it. None if only mentions by name count.
    pub collective: usize,
    /// The shade of `named`, from 0 to [`Cell::LEVELS`].
    pub level: u8,
    /// All of them are [`Explorer::statements_of`] this query.
    pub to: Query,
}

/// One theme's statements by county.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidRow {
    /// The theme.
    pub theme: Theme,
    /// One for each county, in the plan's order. A statement of several counties counts in each.
    pub cells: Vec<Said>,
    /// All statements of the theme, of any county or none.
    pub total: Cell,
}

/// A county's tile, by statements.
#[derive(Clone, Debug, PartialEq)]
pub struct SaidTile {
    /// The county.
    pub county: County,
    /// Its column and row, counted from the top left.
    pub at: (u8, u8),
    /// Its statements under the other filters.
    pub said: Said,
}

impl MatrixRow {
    /// Whether the total is the sum of the cells. It is more where results speak of no county or period,
    /// and less where one result counts in several cells.
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
    /// How many of them name it. The others mean it as part of a group.
    pub named: usize,
    /// The shade of `named`, from 0 to [`Cell::LEVELS`].
    pub level: u8,
}

impl Tile {
    /// How many results mean it as part of a group, and do not name it.
    pub fn collective(&self) -> usize {
        self.count.saturating_sub(self.named)
    }
}

/// The counties as tiles, from the counts of all results and of those that name a county.
pub(super) fn tiles(plan: &Plan, counts: &Counts, named: &Counts) -> Vec<Tile> {
    let most = plan.all::<County>().map(|county| named.of(county)).max();
    let counties = plan.all::<County>().zip(plan.counties());
    let tile = counties.map(|(county, entry)| Tile {
        county,
        at: entry.tile,
        count: counts.of(county),
        named: named.of(county),
        level: level(named.of(county), most.unwrap_or_default()),
    });
    tile.collect()
}

/// Counts rows by theme and column.
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

    /// Counts a row, which fails the facets in `failed`. As in other facet counts, what is chosen in
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

    /// The matrix, with the query behind each cell: a list in `view`.
    pub(super) fn finish(self, query: &Query, view: ViewKind) -> Vec<MatrixRow> {
        let most = self.counts.iter().flatten().copied().max();
        let most = most.unwrap_or_default();
        let most_in_all = self.totals.iter().copied().max().unwrap_or_default();
        let list = |theme: Theme| Query {
            view,
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

/// `all` statements, of which some name the county. The shade is given afterwards.
fn said(named: usize, all: usize, to: Query) -> Said {
    Said {
        named,
        collective: all.saturating_sub(named),
        level: 0,
        to,
    }
}

/// Gives each its shade among all.
fn shade<'s>(all: impl Iterator<Item = &'s mut Said>) {
    let all: Vec<&mut Said> = all.collect();
    let most = all.iter().map(|said| said.named).max().unwrap_or_default();
    for said in all {
        said.level = level(said.named, most);
    }
}

/// Counts of statements. A statement with several themes or counties counts in each, so rows and columns
/// have no sums. What is chosen in the two facets of a matrix does not matter for it, and neither does the
/// query's view.
impl Explorer<'_> {
    /// The statements by theme and period.
    pub fn statements_by_period(&self, query: &Query) -> Vec<MatrixRow> {
        let mut counting = Counting::new(self.plan(), Across::Period);
        self.each_row(query, self.statement_rows().iter(), |row, failed| {
            counting.count(row, query.reach, failed);
        });
        counting.finish(query, ViewKind::List)
    }

    /// The milestones of the timeline by theme and period: main ones, or all if the query asks for all. The
    /// themes are their own, so each number is the length of a timeline.
    pub fn milestones_by_period(&self, query: &Query) -> Vec<MatrixRow> {
        let timeline = query.in_view(ViewKind::Timeline);
        let mut counting = Counting::new(self.plan(), Across::Period);
        let rows = self.rows(&timeline).map(|(_, row)| row);
        self.each_row(query, rows, |row, failed| {
            counting.count(row, query.reach, failed);
        });
        counting.finish(query, ViewKind::Timeline)
    }

    /// The statements by theme and county, named and collective apart.
    pub fn statements_by_county(&self, query: &Query) -> Vec<SaidRow> {
        let plan = self.plan();
        let mut named = Counting::new(plan, Across::County);
        let mut all = Counting::new(plan, Across::County);
        self.each_row(query, self.statement_rows().iter(), |row, failed| {
            named.count(row, Reach::Named, failed);
            all.count(row, query.reach, failed);
        });
        let rows = all.finish(query, ViewKind::List).into_iter();
        let rows = rows.zip(named.counts).map(|(row, named)| {
            let cells = row.cells.into_iter().zip(named);
            SaidRow {
                theme: row.theme,
                cells: cells
                    .map(|(all, named)| said(named, all.count, all.to))
                    .collect(),
                total: row.total,
            }
        });
        let mut rows: Vec<SaidRow> = rows.collect();
        shade(rows.iter_mut().flat_map(|row| &mut row.cells));
        rows
    }

    /// The counties by their statements, named and collective apart.
    pub fn statement_tiles(&self, query: &Query) -> Vec<SaidTile> {
        let plan = self.plan();
        let (mut named, mut all) = (FacetCounts::none(plan), FacetCounts::none(plan));
        self.each_row(query, self.statement_rows().iter(), |row, failed| {
            named.count(row, Reach::Named, failed);
            all.count(row, query.reach, failed);
        });
        let counties = plan.all::<County>().zip(plan.counties());
        let tiles = counties.map(|(county, entry)| {
            let to = Query {
                counties: IdSet::of(county),
                ..query.in_view(ViewKind::List)
            };
            SaidTile {
                county,
                at: entry.tile,
                said: said(named.counties.of(county), all.counties.of(county), to),
            }
        });
        let mut tiles: Vec<SaidTile> = tiles.collect();
        shade(tiles.iter_mut().map(|tile| &mut tile.said));
        tiles
    }

    /// Calls `count` with each row and the facets that it fails.
    fn each_row<'r>(
        &self,
        query: &Query,
        rows: impl Iterator<Item = &'r Row>,
        mut count: impl FnMut(&Row, IdSet<Facet>),
    ) {
        let filter = self.filter(query);
        for row in rows {
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
