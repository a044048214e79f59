//! Where each milestone lies on the timeline: bands, ticks, and boxes in rows that never overlap.
//!
//! All lengths are whole CSS pixels. What is drawn and how it looks is not decided here; the metrics
//! below must agree with `style/timeline.css`, which takes its sizes from the same tokens.

use super::label::break_label;
use super::years::years_of;
use crate::model::{IdSet, Milestone, Period, Vocabulary, Year};

/// Height of a line of a label.
const LINE: i32 = 20;
/// Space between a box's border and its label, above and below.
const PAD_Y: i32 = 7;
/// Space before the label: the kind's sign stands there.
const PAD_START: i32 = 30;
/// Space after the label. A closing mark may hang into it.
const PAD_END: i32 = 18;
/// Space between boxes.
const GAP: i32 = 6;
/// Height of a band's heading and the axis, with the years below it.
const HEAD: i32 = 72;
/// Height of a band's heading when time runs down.
const HEAD_DOWN: i32 = 52;
/// How far below the top the axis lies when time runs across.
pub const AXIS: i32 = 44;
/// Width of the rail on which time runs down.
const RAIL: i32 = 28;
/// The narrowest box that still reads.
const NARROWEST: i32 = 150;
/// Space within a band, left and right of its boxes.
const INSET: i32 = 8;

/// Which way time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// From left to right: for wide screens.
    Across,
    /// From top to bottom: for phones.
    Down,
}

/// The space there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Width of the drawing.
    pub width: i32,
    /// Which way time runs.
    pub orientation: Orientation,
    /// The periods that are shown; none means all.
    pub periods: IdSet<Period>,
    /// How many milestones of each period have a place; the others are only counted.
    pub most: usize,
    /// How far down a milestone may begin; what would begin lower, and what follows it in its period, has no
    /// place either.
    pub down_to: i32,
}

impl Layout {
    /// The same space for some periods alone.
    pub fn only(self, periods: IdSet<Period>) -> Self {
        Self { periods, ..self }
    }

    fn shown(self) -> impl Iterator<Item = Period> {
        let shown =
            move |period: &Period| self.periods.is_empty() || self.periods.contains(*period);
        Period::ALL.iter().copied().filter(shown)
    }

    /// The narrowest drawing in which four bands stand side by side legibly.
    pub const ACROSS_FROM: i32 = 760;

    /// The layout for a drawing of this width.
    pub fn for_width(width: i32) -> Self {
        let orientation = if width >= Self::ACROSS_FROM {
            Orientation::Across
        } else {
            Orientation::Down
        };
        Self {
            width: width.max(240),
            orientation,
            periods: IdSet::new(),
            most: usize::MAX,
            down_to: i32::MAX,
        }
    }
}

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

impl Rect {
    /// The right edge.
    pub fn right(self) -> i32 {
        self.x + self.w
    }

    /// The bottom edge.
    pub fn bottom(self) -> i32 {
        self.y + self.h
    }

    /// Whether the two share any area.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }
}

/// A period's stretch of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The period.
    pub period: Period,
    /// The stretch, with its heading.
    pub rect: Rect,
    /// How many milestones lie in it, those without a place as well.
    pub count: usize,
}

/// A year on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Where it stands along the axis.
    pub at: i32,
    /// The year.
    pub year: u16,
}

/// What a year takes of the axis, for choosing it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The year.
    pub year: Year,
    /// Its stretch: down to the first box.
    pub rect: Rect,
}

/// A stretch of a label: `true` where it is a value.
pub type Run<'a> = (&'a str, bool);

/// A milestone in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// The box that holds its label.
    pub rect: Rect,
    /// What it takes in along the axis: its whole band, its years, or its day (both ends the same).
    pub extent: (i32, i32),
    /// The label, line by line.
    pub lines: Vec<Vec<Run<'a>>>,
}

/// The whole drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline<'a> {
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Which way time runs.
    pub orientation: Orientation,
    /// The periods that are shown, in order.
    pub bands: Vec<Band>,
    /// Years on the axis; none when time runs down.
    pub ticks: Vec<Tick>,
    /// Where each year of the shown periods is chosen; none when time runs down.
    pub stops: Vec<Stop>,
    /// The milestones: by band, then in reading order.
    pub items: Vec<Placed<'a>>,
}

/// First year of a period, and the year after its last.
fn years(period: Period) -> (u16, u16) {
    match period {
        Period::P14 => (2021, 2026),
        Period::P15 => (2026, 2031),
        Period::P2035 => (2031, 2036),
        Period::P2050 => (2036, 2051),
    }
}

/// Shares of the width when time runs across: the two five-year periods hold nearly everything.
fn share(period: Period) -> i32 {
    match period {
        Period::P14 | Period::P15 => 34,
        Period::P2035 => 18,
        Period::P2050 => 14,
    }
}

/// Days from the start of `first` to the start of `year`, plus `day` days.
fn days(first: u16, year: u16, day: i32) -> i32 {
    // Whole years of 365.25 days are near enough for a pixel.
    (i32::from(year) - i32::from(first)) * 1461 / 4 + day
}

/// Year and day of the year (from 0) of `YYYY-MM-DD`.
fn read_date(date: &str) -> Option<(u16, i32)> {
    const BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let mut parts = date.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let day: i32 = parts.next()?.parse().ok()?;
    let before = BEFORE.get(month.checked_sub(1)?)?;
    Some((year, before + day - 1))
}

/// How precisely a milestone is placed in time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Years,
    Period,
}

/// In which order a period's milestones are drawn, of which some are placed more precisely than others.
type Order = [Precision; 3];

/// Where time runs across, what is dated stands nearest to the axis.
const ACROSS: Order = [Precision::Day, Precision::Years, Precision::Period];

/// Where it runs down, what spans the period comes first, what happens on a day of it last.
const DOWN: Order = [Precision::Period, Precision::Years, Precision::Day];

fn precision(milestone: &Milestone) -> Precision {
    match (&milestone.date, milestone.years) {
        (Some(_), _) => Precision::Day,
        (None, Some(_)) => Precision::Years,
        (None, None) => Precision::Period,
    }
}

/// The stretch of days a milestone takes in within its period, as (from, to, whole period).
fn stretch(milestone: &Milestone) -> (i32, i32, i32) {
    let (first, after) = years(milestone.period);
    let whole = days(first, after, 0);
    let clamp = |day: i32| day.clamp(0, whole);
    let dated = milestone.date.as_deref().and_then(read_date);
    let (from, to) = match (dated, milestone.years) {
        (Some((year, day)), _) => {
            let at = days(first, year, day);
            (at, at)
        }
        // A year that closes a longer way (到二〇三五年) is the way's end, not a year of its own.
        (None, Some((from, to))) if matches!(milestone.period, Period::P14 | Period::P15) => {
            (days(first, from, 0), days(first, to + 1, 0))
        }
        _ => (0, whole),
    };
    (clamp(from), clamp(to), whole)
}

/// Lays the milestones out in the space there is.
pub fn lay_out<'a>(milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    match layout.orientation {
        Orientation::Across => across(milestones, layout),
        Orientation::Down => down(milestones, layout),
    }
}

/// The milestones of a period, in drawing order.
fn of_period<'a>(milestones: &[&'a Milestone], period: Period, order: Order) -> Vec<&'a Milestone> {
    // Three kinds need no sorting, which of very many milestones took longer than drawing what is seen of them.
    let own = order.into_iter().flat_map(|wanted| {
        let own = milestones.iter().copied();
        own.filter(move |own| own.period == period && precision(own) == wanted)
    });
    own.collect::<Vec<_>>()
}

/// The first of a period's milestones, in drawing order.
fn placed<'a>(milestones: &[&'a Milestone], layout: Layout) -> Vec<&'a Milestone> {
    milestones
        .iter()
        .copied()
        .take(layout.most)
        .collect::<Vec<_>>()
}

fn across<'a>(milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    let width = layout.width;
    let whole_share: i32 = layout.shown().map(share).sum();
    let mut bands = Vec::new();
    let mut ticks = Vec::new();
    let mut stops = Vec::new();
    let mut items: Vec<Placed<'a>> = Vec::new();
    let mut x = 0;
    let mut shares = 0;
    for period in layout.shown() {
        shares += share(period);
        let end = width * shares / whole_share.max(1);
        let band = (x, end - x);
        let own = of_period(milestones, period, ACROSS);
        bands.push(Band {
            period,
            rect: Rect {
                x,
                y: 0,
                w: band.1,
                h: 0,
            },
            count: own.len(),
        });
        let (first, after) = years(period);
        let whole = days(first, after, 0);
        if matches!(period, Period::P14 | Period::P15) {
            ticks.extend((first..after).map(|year| Tick {
                at: band.0 + band.1 * days(first, year, 0) / whole,
                year,
            }));
        }
        stops.extend(years_on(period, band));
        let before = items.len();
        for milestone in placed(&own, layout) {
            let (from, to, _) = stretch(milestone);
            let extent = (band.0 + band.1 * from / whole, band.0 + band.1 * to / whole);
            let (left, right) = (band.0 + INSET, end - INSET);
            // A box is never narrower than it reads; what it takes in shows on its upper edge.
            let w = (extent.1 - extent.0).max(NARROWEST).min(right - left);
            // It begins where its time does, unless it would leave its band.
            let at = extent.0.clamp(left, right - w);
            let lines = break_label(milestone, w - PAD_START - PAD_END);
            let h = lines.len() as i32 * LINE + 2 * PAD_Y;
            // Bands do not overlap, so only those of the own one can be in the way.
            let rect = below(
                Rect {
                    x: at,
                    y: HEAD + GAP,
                    w,
                    h,
                },
                items.get(before..).unwrap_or_default(),
            );
            if rect.y > layout.down_to {
                break;
            }
            items.push(Placed {
                milestone,
                rect,
                extent,
                lines,
            });
        }
        x = end;
    }
    let height = items
        .iter()
        .map(|item| item.rect.bottom() + GAP)
        .max()
        .unwrap_or(HEAD + LINE);
    for band in &mut bands {
        band.rect.h = height;
    }
    Timeline {
        width,
        height,
        orientation: Orientation::Across,
        bands,
        ticks,
        stops,
        items,
    }
}

/// The years of a period along its band: they tile it.
fn years_on(period: Period, (start, width): (i32, i32)) -> impl Iterator<Item = Stop> {
    let years = years_of(period);
    let count = years.len().max(1) as i32;
    years.iter().zip(0..).map(move |(year, at)| {
        let x = start + width * at / count;
        let w = start + width * (at + 1) / count - x;
        Stop {
            year,
            rect: Rect {
                x,
                y: AXIS,
                w,
                h: HEAD - AXIS,
            },
        }
    })
}

/// The rectangle, moved down below every one of `items` that lies in its columns.
fn below(wanted: Rect, items: &[Placed<'_>]) -> Rect {
    let beside = |rect: Rect| rect.x - GAP < wanted.right() && wanted.x < rect.right() + GAP;
    let in_the_way = items
        .iter()
        .map(|item| item.rect)
        .filter(|&rect| beside(rect));
    let y = in_the_way
        .map(|rect| rect.bottom() + GAP)
        .fold(wanted.y, i32::max);
    Rect { y, ..wanted }
}

fn down<'a>(milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    let width = layout.width;
    let mut bands = Vec::new();
    let mut items = Vec::new();
    let mut y = 0;
    for period in layout.shown() {
        let own = of_period(milestones, period, DOWN);
        let count = own.len();
        let own = placed(&own, layout);
        let top = y;
        y += HEAD_DOWN;
        let body = y;
        let mut boxes: Vec<Placed<'a>> = Vec::with_capacity(count);
        for milestone in own {
            if y > layout.down_to {
                break;
            }
            let w = width - RAIL;
            let lines = break_label(milestone, w - PAD_START - PAD_END);
            let h = lines.len() as i32 * LINE + 2 * PAD_Y;
            boxes.push(Placed {
                milestone,
                rect: Rect { x: RAIL, y, w, h },
                extent: (y, y + h),
                lines,
            });
            y += h + GAP;
        }
        let end = y;
        for placed in &mut boxes {
            placed.extent = match precision(placed.milestone) {
                Precision::Period => (body, end - GAP),
                Precision::Years => placed.extent,
                Precision::Day => {
                    let middle = placed.rect.y + placed.rect.h / 2;
                    (middle, middle)
                }
            };
        }
        items.append(&mut boxes);
        y += LINE;
        bands.push(Band {
            period,
            rect: Rect {
                x: 0,
                y: top,
                w: width,
                h: y - top,
            },
            count,
        });
    }
    Timeline {
        width,
        height: y,
        orientation: Orientation::Down,
        bands,
        ticks: Vec::new(),
        stops: Vec::new(),
        items,
    }
}
