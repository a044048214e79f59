//! The answer as the page shows it: what stands above the rows, and the rows. Apart, because the rows are drawn a part
//! at a time.

use maud::{Markup, PreEscaped, html};

use super::{
    Draw, Rows, about, compare, figures, lanes, list, map, matrix, missing, profile, projects,
    statements, text, theme,
};
use crate::query::{CountyAnswer, Opened, ViewKind};

/// What the list says first of the chosen county, if it is one.
fn county(draw: &Draw<'_>) -> Option<CountyAnswer> {
    draw.explorer.county_answer(draw.query)
}

/// What stands above the rows of the present view. A view whose data is missing says so. `opened` is what the
/// timeline marks.
pub fn above(draw: &Draw<'_>, opened: Option<&Opened<'_>>) -> Markup {
    let missing = missing::missing(draw);
    if let Some((note, true)) = missing {
        return note;
    }
    let note = missing.map(|(note, _)| note).unwrap_or_default();
    let profile = || county(draw).map(|county| profile::profile(draw, &county));
    let above = match draw.query.view {
        ViewKind::List => profile().unwrap_or_else(|| theme::theme(draw)),
        ViewKind::Map => html! { (map::below(draw)) (profile().unwrap_or_default()) },
        ViewKind::Timeline => lanes::timeline(draw, opened),
        ViewKind::Projects => projects::intro(draw),
        ViewKind::Figures => figures::intro(draw),
        ViewKind::Text => Markup::default(),
        ViewKind::Matrix => matrix::matrix(draw),
        ViewKind::Compare => compare::compare(draw),
        ViewKind::About => about::about(draw),
    };
    html! { (note) (above) }
}

/// The rows of the present view, the first `most` results of them. `opened` is what the whole text marks.
pub fn rows(draw: &Draw<'_>, opened: Option<&Opened<'_>>, most: usize) -> Rows {
    if let Some((_, true)) = missing::missing(draw) {
        return Rows::default();
    }
    let (class, rows) = match draw.query.view {
        ViewKind::List => ("list", list::list(draw, county(draw).as_ref(), most)),
        ViewKind::Map => ("", statements::below_map(draw, most)),
        ViewKind::Timeline => ("", lanes::below(draw, most)),
        ViewKind::Projects => ("projects", projects::projects(draw, most)),
        ViewKind::Figures => ("", figures::figures(draw, most)),
        ViewKind::Text => ("text", text::text(draw, opened, most)),
        ViewKind::Matrix | ViewKind::Compare | ViewKind::About => ("", Rows::default()),
    };
    Rows { class, ..rows }
}

/// The whole answer as one piece, for pages that do not change.
pub(super) fn whole_answer(draw: &Draw<'_>) -> Markup {
    let rows = rows(draw, None, usize::MAX);
    html! {
        (above(draw, None))
        div class=(rows.class) {
            @for row in rows.rows { div.row { (PreEscaped(row.html)) } }
        }
    }
}
