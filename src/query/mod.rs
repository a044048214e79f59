//! What the reader asked for, and the answer: `Query` + plan → `View`.
//!
//! Everything here is a pure function of plain values. It knows no browser, no clock, no earlier query,
//! no link and no language of the interface. Nothing here fails.

mod answers;
mod ask;
mod card;
mod compare;
mod english;
mod explorer;
mod facets;
mod figures;
mod fold;
mod han;
mod lanes;
mod matrix;
mod pieces;
mod pinyin;
mod profile;
mod progress;
mod projects;
mod reading;
mod results;
mod search;
mod search_text;
mod statements;
mod suggest;
mod years;

pub use answers::{CountyAnswer, Tally, ThemeAnswer};
pub use ask::{Across, Arrangement, Detail, Has, Lang, Layer, Query, Reach, Sort, Tab, ViewKind};
pub use card::{Cited, Standing};
pub use compare::{Comparison, Line, Side, Subject};
pub use explorer::{Explorer, Loosening, View};
pub use facets::{Counts, Facet, FacetCounts};
pub use figures::{Comparable, Figure, FigureGroup};
pub use lanes::{Dated, Entry, Lane, Lanes, Slot};
pub use matrix::{Cell, MatrixRow, Tile};
pub use pieces::{Mark, Piece, pieces};
pub use profile::{Grouping, Profile};
pub use progress::{Progress, Share};
pub use projects::{ProjectGroup, ProjectItem, count_programmes};
pub use reading::{Around, Note, Opened};
pub use results::{Block, Excerpt, Group, Item, Reason, Relation};
pub use search_text::SearchText;
pub use statements::Statement;
pub use suggest::{Nearest, Suggestion, SuggestionKind};
pub use years::Years;

pub(crate) use fold::{fold_char, fold_typed};
pub(crate) use search_text::is_invisible;
