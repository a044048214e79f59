//! The picture that chat clients show beside a link (`og:image`), as SVG.
//!
//! Link cards do not take SVG, so `cargo xtask pictures` renders `cover.png` from it.

use maud::html;

use crate::model::{PassageKind, Plan};
use crate::words::{PAGES, ZH, fill};

/// The size of the picture in pixels.
pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

/// The space left free at the edges, in pixels.
const MARGIN: u32 = 64;

/// The side of a county's tile, and the distance from one tile to the next, in pixels.
const TILE: u32 = 96;
const TILE_STEP: u32 = 104;

/// The cover: the title, the numbers of measures, themes and counties, and a tile for each county at its
/// relative position.
pub fn cover_svg(plan: &Plan) -> String {
    let measures = plan
        .passages()
        .iter()
        .filter(|passage| passage.kind == PassageKind::Measure)
        .count();
    let counts = fill(
        PAGES.cover_counts,
        &[
            &measures.to_string(),
            &plan.themes().len().to_string(),
            &plan.counties().len().to_string(),
        ],
    );
    // The map of tiles stands in the lower right corner.
    let tiles = || plan.counties().iter().map(|county| county.tile);
    let columns = tiles().map(|(column, _)| u32::from(column) + 1).max();
    let rows = tiles().map(|(_, row)| u32::from(row) + 1).max();
    let gap = TILE_STEP - TILE;
    let left = WIDTH - MARGIN + gap - columns.unwrap_or(1) * TILE_STEP;
    let top = HEIGHT - MARGIN + gap - rows.unwrap_or(1) * TILE_STEP;
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } width=(WIDTH) height=(HEIGHT)
            font-family="'Noto Serif CJK SC','Source Han Serif SC','Songti SC',serif" {
            "\n"
            rect width=(WIDTH) height=(HEIGHT) fill=(plan.site().color) {} "\n"
            rect width=(WIDTH) height="14" fill="#e0a93b" {} "\n"
            text x=(MARGIN) y="148" font-size="72" font-weight="700" fill="#fff6ea" { (ZH.site(plan)) } "\n"
            text x=(MARGIN) y="206" font-size="25" fill="#f6ead2" { (plan.meta().title) } "\n"
            text x=(MARGIN) y="462" font-size="30" font-weight="700" fill="#f6dc8b" { (counts) } "\n"
            @for (words, y) in PAGES.cover_invites.iter().zip([514, 556]) {
                text x=(MARGIN) y=(y) font-size="27" fill="#f6ead2" { (words) } "\n"
            }
            @for county in plan.counties() {
                @let x = left + u32::from(county.tile.0) * TILE_STEP;
                @let y = top + u32::from(county.tile.1) * TILE_STEP;
                rect x=(x) y=(y) width=(TILE) height=(TILE) rx="12" fill="#f6ead2" {}
                text x=(x + TILE / 2) y=(y + TILE / 2 + 6) font-size="18" font-weight="700"
                    text-anchor="middle" fill=(plan.site().color) { (county.zh) }
                "\n"
            }
        }
        "\n"
    };
    svg.into_string()
}
