//! The answer as the page shows it: what stands above the rows, and the rows.

use maud::{Markup, PreEscaped, html};

use super::{
    Draw, Rows, about, compare, figures, lanes, list, map, matrix, missing, profile, projects,
    statements, text, theme,
};
use crate::query::{CountyAnswer, Opened, ViewKind};

/// How an answer is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Drawing<'a> {
    /// What is opened: the whole text and the timeline mark it.
    pub opened: Option<&'a Opened<'a>>,
    /// How many results are drawn.
    pub most: usize,
}

impl Drawing<'_> {
    /// All of an answer.
    pub const WHOLE: Self = Self {
        opened: None,
        most: usize::MAX,
    };
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// What stands above the rows, as HTML.
    pub above: String,
    /// The class of the element around the rows.
    pub class: &'static str,
    /// The rows.
    pub rows: Rows,
}

impl Answer {
    /// The whole answer as one piece, for pages that do not change.
    pub fn into_markup(self) -> Markup {
        html! {
            (PreEscaped(self.above))
            div class=(self.class) {
                @for row in self.rows.rows { div.row { (PreEscaped(row.html)) } }
            }
        }
    }
}

/// What the list says first of the chosen county, if it is one.
fn county(draw: &Draw<'_>) -> Option<CountyAnswer> {
    draw.explorer.county_answer(draw.query)
}

/// The answer of the present view. A view whose data is missing says so.
pub fn answer(draw: &Draw<'_>, drawing: Drawing<'_>) -> Answer {
    let missing = missing::missing(draw);
    if let Some((note, true)) = missing {
        return Answer {
            above: note.into_string(),
            ..Answer::default()
        };
    }
    let most = drawing.most;
    let (above, class, rows) = match draw.query.view {
        ViewKind::List => {
            let county = county(draw);
            let first = match &county {
                Some(county) => profile::profile(draw, county),
                None => theme::theme(draw),
            };
            (first, "list", list::list(draw, county.as_ref(), most))
        }
        ViewKind::Map => {
            let county = county(draw);
            let first = county.as_ref().map(|county| profile::profile(draw, county));
            let above = html! { (map::below(draw)) (first.unwrap_or_default()) };
            (above, "", statements::below_map(draw, most))
        }
        ViewKind::Timeline => {
            let (above, rows) = lanes::timeline(draw, drawing.opened, most);
            (above, "", rows)
        }
        ViewKind::Projects => (
            projects::intro(draw),
            "projects",
            projects::projects(draw, most),
        ),
        ViewKind::Figures => (figures::intro(draw), "", figures::figures(draw, most)),
        ViewKind::Text => (
            Markup::default(),
            "text",
            text::text(draw, drawing.opened, most),
        ),
        ViewKind::Matrix => (matrix::matrix(draw), "", Rows::default()),
        ViewKind::Compare => (compare::compare(draw), "", Rows::default()),
        ViewKind::About => (about::about(draw), "", Rows::default()),
    };
    let note = missing.map(|(note, _)| note).unwrap_or_default();
    Answer {
        above: note.into_string() + &above.into_string(),
        class,
        rows,
    }
}
