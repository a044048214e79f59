//! The layout of the timeline: bands for periods, ticks for years, boxes for milestones. Boxes never
//! overlap.
//!
//! All lengths are whole CSS pixels, and the sizes below must match `style/timeline.css`. Those that hold words grow
//! with the reader's size of text. This module knows nothing of SVG or of how things look.

use super::label::break_label;
use crate::model::{IdSet, Milestone, Period, Plan, Year};

/// Space between boxes.
const GAP: i32 = 6;
/// Width of the rail when time runs down.
const RAIL: i32 = 28;
/// Space within a band, left and right of its boxes.
const INSET: i32 = 8;
/// The usual size of text: the root element's `font-size`.
const REM: i32 = 16;

/// The lengths that hold words, for one size of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    rem: i32,
    /// Height of a line of a label.
    pub line: i32,
    /// Space between a box's border and its label, above and below.
    pub pad: i32,
    /// From the top of a line to the foot of its letters.
    pub baseline: i32,
    /// Side of the sign of a kind. On a phone large letters need the space more than a large sign.
    pub sign: i32,
    /// Space between a box's border and its sign.
    pub before_sign: i32,
    /// Space before the label, for the sign.
    pub before_label: i32,
    /// Space after the label. A closing mark may hang over into it.
    after_label: i32,
    /// The distance of the axis from the top when time runs across.
    pub axis: i32,
    /// Height of a band's heading and the axis, with the years below it.
    head: i32,
    /// Height of a band's heading when time runs down.
    head_down: i32,
    /// The narrowest box that is readable.
    narrowest: i32,
}

impl Sizes {
    /// The sizes for a root element with this `font-size` in CSS pixels.
    fn new(rem: i32) -> Self {
        let rem = rem.clamp(8, 128);
        let grown = |length| grown(length, rem);
        let sign = grown(16).min(24);
        Self {
            rem,
            line: grown(20),
            pad: grown(7),
            baseline: grown(15),
            sign,
            before_sign: 9,
            before_label: sign + 14,
            after_label: grown(14) + 4,
            axis: grown(44),
            head: grown(72),
            head_down: grown(52),
            narrowest: grown(150),
        }
    }

    /// A length, given for the usual size of text, at this one. Never too short for its words.
    pub fn grown(self, length: i32) -> i32 {
        grown(length, self.rem)
    }

    /// The lines of a milestone's label in a box of this width, and the height of the box.
    fn label<'a>(self, milestone: &'a Milestone, width: i32) -> (Vec<Vec<Run<'a>>>, i32) {
        let room = width - self.before_label - self.after_label;
        let lines = break_label(milestone, room * REM / self.rem);
        let height = lines.len() as i32 * self.line + 2 * self.pad;
        (lines, height)
    }
}

fn grown(length: i32, rem: i32) -> i32 {
    (length * rem + REM - 1) / REM
}

/// Which way time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Orientation {
    /// From left to right: for wide screens.
    Across,
    /// From top to bottom: for phones.
    Down,
}

/// The available space, and what to place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// Width of the drawing.
    pub width: i32,
    /// Which way time runs.
    pub orientation: Orientation,
    /// The periods to show; empty for all.
    pub periods: IdSet<Period>,
    /// The reader's size of text: the `font-size` of the root element.
    pub rem: i32,
    /// The most milestones to place in each period. The others are only counted.
    pub most: usize,
    /// The lowest top of a box. The milestones of a period from the first one that would begin lower are
    /// not placed.
    pub down_to: i32,
}

impl Layout {
    /// The same layout for some periods only.
    pub fn only(self, periods: IdSet<Period>) -> Self {
        Self { periods, ..self }
    }

    fn shown(self, plan: &Plan) -> impl Iterator<Item = Period> + use<> {
        let shown =
            move |period: &Period| self.periods.is_empty() || self.periods.contains(*period);
        plan.all().filter(shown)
    }

    /// The narrowest drawing with readable bands side by side, for the usual size of text.
    pub const ACROSS_FROM: i32 = 760;

    /// The layout for a drawing of this width, with text of the usual size.
    pub fn for_width(width: i32) -> Self {
        Self::new(width, REM)
    }

    /// The layout for a drawing of this width, where the root element has the `font-size` `rem`.
    pub fn new(width: i32, rem: i32) -> Self {
        let orientation = if width >= Sizes::new(rem).grown(Self::ACROSS_FROM) {
            Orientation::Across
        } else {
            Orientation::Down
        };
        Self {
            width: width.max(240),
            orientation,
            periods: IdSet::new(),
            rem,
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

/// The part of the drawing for one period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// The period.
    pub period: Period,
    /// Its rectangle, heading included.
    pub rect: Rect,
    /// How many milestones it has, placed or not.
    pub count: usize,
}

/// A year on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tick {
    /// Its position on the axis.
    pub at: i32,
    /// The year.
    pub year: u16,
}

/// The target for choosing a year on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The year.
    pub year: Year,
    /// Its rectangle, from the axis down to the first box.
    pub rect: Rect,
}

/// A piece of a label, and whether it is a value.
pub type Run<'a> = (&'a str, bool);

/// A milestone with its position.
#[derive(Clone, Debug, PartialEq)]
pub struct Placed<'a> {
    /// The milestone.
    pub milestone: &'a Milestone,
    /// The box that holds its label.
    pub rect: Rect,
    /// Its start and end on the axis: those of its band, its years or its day. For a day they are equal.
    pub extent: (i32, i32),
    /// The lines of the label.
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
    /// The lengths that hold words.
    pub sizes: Sizes,
    /// The periods that are shown, in order.
    pub bands: Vec<Band>,
    /// Years on the axis; none when time runs down.
    pub ticks: Vec<Tick>,
    /// The targets of the shown years; none when time runs down.
    pub stops: Vec<Stop>,
    /// The milestones by band, then in drawing order.
    pub items: Vec<Placed<'a>>,
}

/// The time that the band of a period covers: its first year, and the year after its last. A period of one year
/// is the end of a span, which begins after the period before.
fn years(plan: &Plan, period: Period) -> (i32, i32) {
    let Some(own) = plan.entry(period) else {
        return (0, 1);
    };
    let before = plan
        .periods()
        .iter()
        .rev()
        .find(|entry| entry.last < own.first);
    let first = match before {
        Some(before) if own.first == own.last => i32::from(before.last) + 1,
        _ => own.first.into(),
    };
    (first, i32::from(own.last) + 1)
}

/// Whether a period has years of its own, which the axis shows.
fn has_years(plan: &Plan, period: Period) -> bool {
    plan.entry(period)
        .is_some_and(|entry| entry.first < entry.last)
}

/// The share of the width when time runs across.
fn share(plan: &Plan, period: Period) -> i32 {
    plan.entry(period)
        .map_or(1, |entry| entry.width.max(1).into())
}

/// Days from the start of `first` to the start of `year`, plus `day` days.
fn days(first: i32, year: i32, day: i32) -> i32 {
    // Years of 365.25 days are exact enough for pixels.
    (year - first) * 1461 / 4 + day
}

/// Where a day of a period lies in the band of the period. `whole` is the length of the period in days.
fn place((start, width): (i32, i32), day: i32, whole: i32) -> i32 {
    let share = i64::from(width) * i64::from(day) / i64::from(whole.max(1));
    start + share as i32
}

/// Year and day of the year (from 0) of `YYYY-MM-DD`.
fn read_date(date: &str) -> Option<(i32, i32)> {
    const BEFORE: [i32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let mut parts = date.splitn(3, '-');
    let year: u16 = parts.next()?.parse().ok()?;
    let month: usize = parts.next()?.parse().ok()?;
    let day: u8 = parts.next()?.parse().ok()?;
    let before = BEFORE.get(month.checked_sub(1)?)?;
    Some((year.into(), before + i32::from(day) - 1))
}

/// How precisely a milestone is placed in time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Day,
    Years,
    Period,
}

/// The drawing order of the milestones of a period, by how precisely they are dated.
type Order = [Precision; 3];

/// When time runs across, dated milestones are nearest to the axis.
const ACROSS: Order = [Precision::Day, Precision::Years, Precision::Period];

/// When time runs down, milestones of the whole period come first.
const DOWN: Order = [Precision::Period, Precision::Years, Precision::Day];

fn precision(milestone: &Milestone) -> Precision {
    match (&milestone.date, milestone.years) {
        (Some(_), _) => Precision::Day,
        (None, Some(_)) => Precision::Years,
        (None, None) => Precision::Period,
    }
}

/// The first and the last day of a milestone within its period, and the length of the period in days.
fn day_range(plan: &Plan, milestone: &Milestone) -> (i32, i32, i32) {
    let (first, after) = years(plan, milestone.period);
    let whole = days(first, after, 0);
    let clamp = |day: i32| day.clamp(0, whole);
    let dated = milestone.date.as_deref().and_then(read_date);
    let (from, to) = match (dated, milestone.years) {
        (Some((year, day)), _) => {
            let at = days(first, year, day);
            (at, at)
        }
        // In a period of one year (到二〇三五年) that year is the end of a span, not a year of its own.
        (None, Some((from, to))) if has_years(plan, milestone.period) => (
            days(first, from.into(), 0),
            days(first, i32::from(to) + 1, 0),
        ),
        _ => (0, whole),
    };
    (clamp(from), clamp(to), whole)
}

/// Lays the milestones out in the available space.
pub fn lay_out<'a>(plan: &Plan, milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    match layout.orientation {
        Orientation::Across => across(plan, milestones, layout),
        Orientation::Down => down(plan, milestones, layout),
    }
}

/// The milestones of a period, in drawing order.
fn of_period<'a>(milestones: &[&'a Milestone], period: Period, order: Order) -> Vec<&'a Milestone> {
    // One pass for each of three precisions: faster than a sort when there are very many milestones.
    let own = order.into_iter().flat_map(|wanted| {
        let own = milestones.iter().copied();
        own.filter(move |own| own.period == period && precision(own) == wanted)
    });
    own.collect()
}

fn across<'a>(plan: &Plan, milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    let width = layout.width;
    let sizes = Sizes::new(layout.rem);
    let whole_share: i32 = layout.shown(plan).map(|period| share(plan, period)).sum();
    let mut bands = Vec::new();
    let mut ticks = Vec::new();
    let mut stops = Vec::new();
    let mut items: Vec<Placed<'a>> = Vec::new();
    let mut x = 0;
    let mut shares = 0;
    for period in layout.shown(plan) {
        shares += share(plan, period);
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
        let (first, after) = years(plan, period);
        let whole = days(first, after, 0);
        if has_years(plan, period) {
            let years = plan.years_of(period);
            let years = years.iter().filter_map(|year| plan.entry(year));
            ticks.extend(years.map(|entry| Tick {
                at: place(band, days(first, entry.number.into(), 0), whole),
                year: entry.number,
            }));
        }
        stops.extend(years_on(plan, period, band, sizes));
        let before = items.len();
        for &milestone in own.iter().take(layout.most) {
            let (from, to, _) = day_range(plan, milestone);
            let extent = (place(band, from, whole), place(band, to, whole));
            let (left, right) = (band.0 + INSET, end - INSET);
            // The box may be wider than the time it covers. A line on its upper edge shows that time.
            let w = (extent.1 - extent.0).max(sizes.narrowest).min(right - left);
            // It begins where its time begins, unless it would leave its band.
            let at = extent.0.clamp(left, right - w);
            let (lines, h) = sizes.label(milestone, w);
            // Only boxes of the same band can be in the way.
            let rect = below(
                Rect {
                    x: at,
                    y: sizes.head + GAP,
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
        .unwrap_or(sizes.head + sizes.line);
    for band in &mut bands {
        band.rect.h = height;
    }
    Timeline {
        width,
        height,
        orientation: Orientation::Across,
        sizes,
        bands,
        ticks,
        stops,
        items,
    }
}

/// The targets of the years of a period, which tile its band.
fn years_on(
    plan: &Plan,
    period: Period,
    (start, width): (i32, i32),
    sizes: Sizes,
) -> impl Iterator<Item = Stop> + use<> {
    let years = plan.years_of(period);
    let count = years.len().max(1) as i32;
    years.iter().zip(0..).map(move |(year, at)| {
        let x = start + width * at / count;
        let w = start + width * (at + 1) / count - x;
        Stop {
            year,
            rect: Rect {
                x,
                y: sizes.axis,
                w,
                h: sizes.head - sizes.axis,
            },
        }
    })
}

/// `wanted`, moved down below all `items` that share columns with it.
fn below(wanted: Rect, items: &[Placed<'_>]) -> Rect {
    let shares_columns =
        |rect: &Rect| rect.x - GAP < wanted.right() && wanted.x < rect.right() + GAP;
    let in_the_way = items.iter().map(|item| item.rect).filter(shares_columns);
    let y = in_the_way
        .map(|rect| rect.bottom() + GAP)
        .fold(wanted.y, i32::max);
    Rect { y, ..wanted }
}

fn down<'a>(plan: &Plan, milestones: &[&'a Milestone], layout: Layout) -> Timeline<'a> {
    let width = layout.width;
    let sizes = Sizes::new(layout.rem);
    let mut bands = Vec::new();
    let mut items = Vec::new();
    let mut y = 0;
    for period in layout.shown(plan) {
        let own = of_period(milestones, period, DOWN);
        let count = own.len();
        let top = y;
        y += sizes.head_down;
        let body = y;
        let mut boxes: Vec<Placed<'a>> = Vec::with_capacity(count);
        for milestone in own.into_iter().take(layout.most) {
            if y > layout.down_to {
                break;
            }
            let w = width - RAIL;
            let (lines, h) = sizes.label(milestone, w);
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
        y += sizes.line;
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
        sizes,
        bands,
        ticks: Vec::new(),
        stops: Vec::new(),
        items,
    }
}
