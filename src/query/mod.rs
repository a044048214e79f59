//! What a reader asked for, and what to show: `Query` + plan → `View`.
//!
//! Invariants: plain values in, plain values out; no browser, no clock, no memory of earlier queries;
//! nothing here fails.

mod ask;
mod explorer;
mod facets;
mod fold;
mod pieces;
mod results;
mod timeline;

pub use ask::{Detail, Lang, Query, Reach, SearchText, ViewKind};
pub use explorer::{Explorer, Loosening, Opened, View};
pub use facets::{Counts, Facet, FacetCounts};
pub use pieces::{Mark, Piece, pieces};
pub use results::{Block, Excerpt, Group, Item, Nearness, Reason};
pub use timeline::{Band, Layout, Orientation, Placed, Rect, Tick, Timeline, lay_out};
