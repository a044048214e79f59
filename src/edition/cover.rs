//! The picture that chat clients show beside a link, as SVG: `cargo xtask pictures` makes `cover.png` of
//! it, because cards take no SVG.

use maud::html;

use crate::model::{PassageKind, Plan};
use crate::words::{PAGES, ZH, fill};

/// The size of a county's tile, and the room it takes, in pixels.
const TILE: (u32, u32) = (96, 104);

/// The cover: the title, how much there is, and the counties in their relative positions.
pub fn cover_svg(plan: &Plan) -> String {
    let file = plan.file();
    let measures = plan.passages().iter();
    let measures = measures.filter(|entry| entry.kind == PassageKind::Measure);
    let counts = [
        measures.count(),
        file.themes.len(),
        file.places.counties.len(),
    ];
    let counts = counts.map(|count| count.to_string());
    let [measures, themes, counties] = &counts;
    let counts = fill(PAGES.cover_counts, &[measures, themes, counties]);
    let rows = file.places.counties.iter().map(|county| county.tile.1);
    let columns = file.places.counties.iter().map(|county| county.tile.0);
    let (width, height) = (
        (u32::from(columns.max().unwrap_or(0)) + 1) * TILE.1,
        (u32::from(rows.max().unwrap_or(0)) + 1) * TILE.1,
    );
    let left = 1200 - 64 - width + (TILE.1 - TILE.0);
    let top = 630 - 64 - height + (TILE.1 - TILE.0);
    let svg = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 630" width="1200" height="630"
            font-family="'Noto Serif CJK SC','Source Han Serif SC','Songti SC',serif" {
            "\n"
            rect width="1200" height="630" fill="#7a1f1c" {} "\n"
            rect width="1200" height="14" fill="#e0a93b" {} "\n"
            text x="64" y="148" font-size="72" font-weight="700" fill="#fff6ea" { (ZH.site) } "\n"
            text x="64" y="206" font-size="25" fill="#f6ead2" { (file.meta.title) } "\n"
            text x="64" y="462" font-size="30" font-weight="700" fill="#f6dc8b" { (counts) } "\n"
            @for (words, y) in PAGES.cover_invites.iter().zip([514, 556]) {
                text x="64" y=(y) font-size="27" fill="#f6ead2" { (words) } "\n"
            }
            @for county in &file.places.counties {
                @let x = left + u32::from(county.tile.0) * TILE.1;
                @let y = top + u32::from(county.tile.1) * TILE.1;
                rect x=(x) y=(y) width=(TILE.0) height=(TILE.0) rx="12" fill="#f6ead2" {}
                text x=(x + TILE.0 / 2) y=(y + TILE.0 / 2 + 6) font-size="18" font-weight="700"
                    text-anchor="middle" fill="#7a1f1c" { (county.zh) }
                "\n"
            }
        }
        "\n"
    };
    svg.into_string()
}
