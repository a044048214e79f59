//! The layout of the timeline: no box overlaps another or is cut off, and each lies at its time.

use anyhow::{Context, Result, ensure};
use plan_explorer::model::{Milestone, Period, Plan, PlanError, Year};
use plan_explorer::query::{Layout, Orientation, Placed, Rect, Tick, Timeline, lay_out};
use proptest::prelude::*;

mod common;

use common::{period, plan, values};

fn milestones() -> Result<&'static [Milestone], &'static PlanError> {
    plan().map(Plan::milestones)
}

/// Every milestone of the plan, of which there are hundreds.
fn all() -> Result<Vec<&'static Milestone>> {
    let all: Vec<&Milestone> = milestones()?.iter().collect();
    ensure!(all.len() > 300, "the plan has {} milestones", all.len());
    Ok(all)
}

/// The first rule that a layout breaks.
fn fault(timeline: &Timeline<'_>, wanted: &[&Milestone]) -> Option<String> {
    if timeline.items.len() != wanted.len() {
        return Some(format!(
            "{} of {} drawn",
            timeline.items.len(),
            wanted.len()
        ));
    }
    for (at, item) in timeline.items.iter().enumerate() {
        let id = &item.milestone.id;
        let rect = item.rect;
        let overlapped = timeline
            .items
            .iter()
            .skip(at + 1)
            .find(|other| other.rect.overlaps(rect));
        if let Some(other) = overlapped {
            return Some(format!("{id} overlaps {}", other.milestone.id));
        }
        let band = timeline
            .bands
            .iter()
            .find(|band| band.period == item.milestone.period);
        let Some(band) = band.map(|band| band.rect) else {
            return Some(format!("{id} has no band"));
        };
        let inside = rect.x >= band.x
            && rect.right() <= band.right()
            && rect.y >= band.y
            && rect.bottom() <= band.bottom();
        if !inside || band.right() > timeline.width || band.bottom() > timeline.height {
            return Some(format!("{id} leaves its band"));
        }
        let together: String = item
            .lines
            .iter()
            .flatten()
            .map(|(words, _)| *words)
            .collect();
        if together != item.milestone.label {
            return Some(format!("{id} says {together}"));
        }
        for line in &item.lines {
            let width: i32 = line
                .iter()
                .flat_map(|(words, _)| words.chars())
                .map(|letter| if letter.is_ascii() { 9 } else { 14 })
                .sum();
            if 30 + width > rect.w {
                return Some(format!(
                    "a line of {id} is {width} wide in a box of {}",
                    rect.w
                ));
            }
        }
        if item.lines.len() as i32 * 20 > rect.h {
            return Some(format!("{id} is too low for its lines"));
        }
        let axis = match timeline.orientation {
            Orientation::Across => (band.x, band.right()),
            Orientation::Down => (band.y, band.bottom()),
        };
        if item.extent.0 < axis.0 || item.extent.1 > axis.1 || item.extent.0 > item.extent.1 {
            return Some(format!("{id} takes in {:?} of {axis:?}", item.extent));
        }
        let bound = item.milestone.date.is_none() && item.milestone.years.is_none();
        if bound && timeline.orientation == Orientation::Across && item.extent != axis {
            return Some(format!("{id} has no year and does not lie across its band"));
        }
    }
    None
}

proptest! {
    #[test]
    fn no_box_of_any_milestones_at_any_width_overlaps_or_is_cut_off(
        chosen in prop::collection::vec(any::<bool>(), milestones().map_or(0, <[_]>::len)),
        width in 300..2000_i32,
    ) {
        let wanted: Vec<&Milestone> = milestones()?.iter().zip(chosen).filter(|(_, yes)| *yes).map(|(m, _)| m).collect();
        prop_assert_eq!(fault(&lay_out(plan()?, &wanted, Layout::for_width(width)), &wanted), None);
    }

    #[test]
    fn a_part_of_the_timeline_is_laid_out_as_in_the_whole(
        width in 300..2000_i32,
        down_to in 0..3000_i32,
    ) {
        let wanted: Vec<&Milestone> = milestones()?.iter().collect();
        let all = lay_out(plan()?, &wanted, Layout::for_width(width));
        let some = lay_out(plan()?, &wanted, Layout { down_to, ..Layout::for_width(width) });
        prop_assert!(some.items.iter().all(|item| item.rect.y <= down_to));
        let counts = |timeline: &Timeline<'_>| timeline.bands.iter().map(|band| band.count).collect::<Vec<_>>();
        prop_assert_eq!(counts(&some), counts(&all));
        for period in values::<Period>() {
            let own = |timeline: &Timeline<'_>| -> Vec<(String, Rect)> {
                let own = timeline.items.iter().filter(|item| item.milestone.period == period);
                own.map(|item| (item.milestone.id.clone(), item.rect)).collect()
            };
            let (some, all) = (own(&some), own(&all));
            prop_assert_eq!(&some[..], &all[..some.len()]);
            // The first box that is left out begins below the part.
            if let Some((id, rect)) = all.get(some.len()) {
                prop_assert!(rect.y > down_to, "{} is left out", id);
            }
        }
    }
}

#[test]
fn all_milestones_at_once_fit_on_a_phone_and_on_a_wide_screen() -> Result<()> {
    let wanted = all()?;
    let in_14 = wanted
        .iter()
        .filter(|entry| entry.period == period("14"))
        .count();
    ensure!(in_14 > 30, "one period has many milestones: {in_14}");
    for width in [320, 768, 1000, 1440] {
        let timeline = lay_out(plan()?, &wanted, Layout::for_width(width));
        ensure!(
            fault(&timeline, &wanted).is_none(),
            "{:?}",
            fault(&timeline, &wanted)
        );
    }
    Ok(())
}

#[test]
fn the_adoption_lies_on_its_day() -> Result<()> {
    let wanted = all()?;
    let timeline = lay_out(plan()?, &wanted, Layout::for_width(1200));
    let item = timeline
        .items
        .iter()
        .find(|item| item.milestone.date.is_some());
    let item = item.context("nothing is dated")?;
    let band = timeline.bands.first().context("no band")?.rect;
    let year = timeline
        .ticks
        .iter()
        .find(|tick| tick.year == 2025)
        .context("no 2025")?;
    // 28 November is day 331 of 365, counting from 0.
    let wanted = year.at + (band.right() - year.at) * 331 / 365;
    ensure!(
        item.extent.0 == item.extent.1 && (item.extent.0 - wanted).abs() <= 1,
        "{:?}, {wanted}",
        item.extent
    );
    Ok(())
}

#[test]
fn an_empty_timeline_still_has_its_four_bands() -> Result<()> {
    for width in [360, 1200] {
        let timeline = lay_out(plan()?, &[], Layout::for_width(width));
        let periods: Vec<Period> = timeline.bands.iter().map(|band| band.period).collect();
        assert_eq!(periods, values::<Period>());
        assert_eq!(periods.len(), 4);
        assert!(timeline.height > 0);
    }
    Ok(())
}

#[test]
fn years_fill_the_shown_bands_without_gap_or_overlap() -> Result<()> {
    for (periods, wanted) in [
        (vec![], values::<Year>().len()),
        (vec![period("15")], 5),
        (vec![period("15"), period("2035")], 6),
    ] {
        let layout = Layout::for_width(1111).only(periods.into_iter().collect());
        let timeline = lay_out(plan()?, &[], layout);
        ensure!(timeline.stops.len() == wanted, "{}", timeline.stops.len());
        let mut x = 0;
        for stop in &timeline.stops {
            ensure!(stop.rect.x == x && stop.rect.w > 0, "{stop:?} after {x}");
            x = stop.rect.right();
        }
        ensure!(x == timeline.width, "{x} of {}", timeline.width);
        ensure!(timeline.ticks.len() >= 5, "{:?}", timeline.ticks);
        let starts = |tick: &Tick| {
            timeline
                .stops
                .iter()
                .any(|stop| stop.rect.x.abs_diff(tick.at) <= 1)
        };
        ensure!(
            timeline.ticks.iter().all(starts),
            "a tick stands where no year begins"
        );
    }
    // On a phone time runs down, and years are chosen in fields.
    ensure!(
        lay_out(plan()?, &[], Layout::for_width(360))
            .stops
            .is_empty()
    );
    Ok(())
}

/// The boxes of a band, in drawing order.
fn boxes<'t, 'a>(timeline: &'t Timeline<'a>, period: Period) -> Vec<&'t Placed<'a>> {
    let items = timeline.items.iter();
    items
        .filter(|item| item.milestone.period == period)
        .collect()
}

#[test]
fn a_box_lies_as_high_as_the_boxes_before_it_allow() -> Result<()> {
    let wanted = all()?;
    for width in [760, 803, 1000, 1440, 1999] {
        let timeline = lay_out(plan()?, &wanted, Layout::for_width(width));
        let mut lowest = 0;
        for band in &timeline.bands {
            let own = boxes(&timeline, band.period);
            assert_eq!(own.len(), band.count);
            for (at, item) in own.iter().enumerate() {
                let (id, rect) = (&item.milestone.id, item.rect);
                // 6 pixels lie between any two boxes, and between the first ones and the axis, which takes 72.
                let above = own.iter().take(at).map(|other| other.rect);
                let above = above
                    .filter(|other| other.right() + 6 > rect.x && rect.right() + 6 > other.x)
                    .map(|other| other.bottom() + 6);
                assert_eq!(rect.y, above.fold(72 + 6, i32::max), "{id} at {width}");
                assert_eq!(rect.h, item.lines.len() as i32 * 20 + 14, "{id}");
                // As wide as its time, but never too narrow to read, nor wider than its band.
                let inside = Rect {
                    x: band.rect.x + 8,
                    w: band.rect.w - 16,
                    ..band.rect
                };
                let long = (item.extent.1 - item.extent.0).max(150).min(inside.w);
                assert_eq!(rect.w, long, "{id} at {width}");
                let begins = item.extent.0.max(inside.x);
                assert_eq!(rect.x, begins.min(inside.right() - rect.w), "{id}");
                lowest = lowest.max(rect.bottom());
            }
            // What is dated stands nearest to the axis, what spans the period farthest.
            let precise = own.iter().map(|item| {
                let milestone = item.milestone;
                (milestone.date.is_none(), milestone.years.is_none())
            });
            assert!(precise.is_sorted());
        }
        assert_eq!(timeline.height, lowest + 6);
        assert!(timeline.bands.iter().all(|band| band.rect.h == lowest + 6));
    }
    Ok(())
}

#[test]
fn two_boxes_share_a_row_if_six_pixels_lie_between_them() -> Result<()> {
    // The plan has no two milestones of different years in one period, so two are given years here.
    let in_year = |year: u16| {
        let mut milestones = milestones()?.iter();
        let found = milestones.find(|entry| entry.period == period("15") && entry.date.is_none());
        let mut milestone = found.context("no milestone")?.clone();
        milestone.years = Some((year, year));
        anyhow::Ok(milestone)
    };
    let (early, late) = (in_year(2027)?, in_year(2029)?);
    let mut gaps = Vec::new();
    for width in 760..2000 {
        for order in [[&early, &late], [&late, &early]] {
            let timeline = lay_out(plan()?, &order, Layout::for_width(width));
            let rect = |at: usize| timeline.items.get(at).map(|item| item.rect);
            let (first, second) = rect(0).zip(rect(1)).context("not drawn")?;
            let gap = first.x.max(second.x) - first.right().min(second.right());
            ensure!(first.y == 78, "{width}");
            ensure!(
                (second.y == first.y) == (gap >= 6),
                "{gap} between at {width}"
            );
            gaps.push(gap);
        }
    }
    ensure!(gaps.contains(&5) && gaps.contains(&6));
    Ok(())
}

#[test]
fn bands_share_the_width_and_each_year_has_a_tick() -> Result<()> {
    let stretches = |periods: Vec<Period>| -> Result<_> {
        let layout = Layout::for_width(1000).only(periods.into_iter().collect());
        let bands = lay_out(plan()?, &[], layout).bands.into_iter();
        let rects = bands.map(|band| (band.rect.x, band.rect.right()));
        Ok(rects.collect::<Vec<_>>())
    };
    let all = [(0, 340), (340, 680), (680, 860), (860, 1000)];
    assert_eq!(stretches(vec![])?, all);
    let two = [(0, 653), (653, 1000)];
    assert_eq!(stretches(vec![period("15"), period("2035")])?, two);
    assert_eq!(stretches(vec![period("2050")])?, [(0, 1000)]);
    let timeline = lay_out(plan()?, &[], Layout::for_width(1000));
    let years: Vec<u16> = timeline.ticks.iter().map(|tick| tick.year).collect();
    assert_eq!(years, (2021..=2030).collect::<Vec<_>>());
    let at: Vec<i32> = timeline.ticks.iter().map(|tick| tick.at).collect();
    assert_eq!(at, [0, 67, 135, 203, 272, 340, 407, 475, 543, 612]);
    for stop in &timeline.stops {
        assert_eq!((stop.rect.y, stop.rect.h), (44, 28), "from the axis down");
    }
    assert_eq!(
        timeline.height,
        72 + 20,
        "room for a line where there is none"
    );
    Ok(())
}

#[test]
fn on_a_narrow_screen_boxes_stand_below_each_other_under_their_heading() -> Result<()> {
    let wanted = all()?;
    for width in [320, 759] {
        let timeline = lay_out(plan()?, &wanted, Layout::for_width(width));
        assert_eq!(timeline.orientation, Orientation::Down);
        let mut y = 0;
        for band in &timeline.bands {
            let own = boxes(&timeline, band.period);
            assert_eq!((band.rect.x, band.rect.w), (0, width));
            assert_eq!((band.rect.y, band.count), (y, own.len()));
            let body = y + 52;
            y = body;
            for item in &own {
                let id = &item.milestone.id;
                let (x, w, h) = (28, width - 28, item.lines.len() as i32 * 20 + 14);
                assert_eq!(item.rect, Rect { x, y, w, h }, "{id}");
                y += h + 6;
            }
            for item in &own {
                let milestone = item.milestone;
                let middle = item.rect.y + item.rect.h / 2;
                let wanted = match (&milestone.date, milestone.years) {
                    (Some(_), _) => (middle, middle),
                    (None, Some(_)) => (item.rect.y, item.rect.bottom()),
                    (None, None) => (body, y - 6),
                };
                assert_eq!(item.extent, wanted, "{}", milestone.id);
            }
            // Time runs down: what spans the period comes first, what has its day last.
            let precise = own.iter().map(|item| {
                let milestone = item.milestone;
                (milestone.date.is_some(), milestone.years.is_some())
            });
            assert!(precise.is_sorted());
            y += 20;
            assert_eq!(band.rect.bottom(), y);
        }
        assert_eq!(timeline.height, y);
    }
    Ok(())
}

#[test]
fn a_narrow_timeline_runs_down_and_has_a_least_width() -> Result<()> {
    for (width, drawn, orientation) in [
        (100, 240, Orientation::Down),
        (240, 240, Orientation::Down),
        (759, 759, Orientation::Down),
        (760, 760, Orientation::Across),
    ] {
        let layout = Layout::for_width(width);
        assert_eq!((layout.width, layout.orientation), (drawn, orientation));
        let timeline = lay_out(plan()?, &[], layout);
        assert_eq!((timeline.width, timeline.orientation), (drawn, orientation));
    }
    Ok(())
}

/// A milestone of a period with another time.
fn at_another_time(
    period: Period,
    date: Option<&str>,
    years: Option<(u16, u16)>,
) -> Result<Milestone> {
    let first = milestones()?.first().context("no milestone")?;
    Ok(Milestone {
        period,
        date: date.map(str::to_owned),
        years,
        ..first.clone()
    })
}

#[test]
fn every_day_lies_at_its_place_in_the_year() -> Result<()> {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    for (period, first) in [(period("14"), 2021), (period("15"), 2026)] {
        for year in first..first + 5 {
            let mut before = 0;
            for (month, length) in (1..).zip(lengths) {
                for day in [1, length] {
                    let date = format!("{year}-{month:02}-{day:02}");
                    let dated = at_another_time(period, Some(&date), None)?;
                    // So wide that a day takes more than three pixels.
                    let timeline = lay_out(plan()?, &[&dated], Layout::for_width(20_000));
                    let band = timeline.bands.iter().find(|band| band.period == period);
                    let band = band.context("no band")?.rect;
                    let past = f64::from(year - first) + f64::from(before + day - 1) / 365.25;
                    let wanted = f64::from(band.x) + f64::from(band.w) * past / 5.0;
                    let item = timeline.items.first().context("not drawn")?;
                    ensure!(item.extent.0 == item.extent.1, "{date} is a day");
                    if year == first && before + day == 1 {
                        ensure!(item.extent.0 == band.x, "{date} begins its band");
                    }
                    let off = (f64::from(item.extent.0) - wanted).abs();
                    ensure!(off <= 5.5, "{date}: {} and not {wanted}", item.extent.0);
                }
                before += length;
            }
        }
    }
    // A date that cannot be read places nothing: the milestone lies across its band.
    for none in ["2025", "2025-13-01", "2025-00-01", "soon"] {
        let dated = at_another_time(period("14"), Some(none), None)?;
        let timeline = lay_out(plan()?, &[&dated], Layout::for_width(2000));
        let item = timeline.items.first().context("not drawn")?;
        ensure!(item.extent == (0, 680), "{none}: {:?}", item.extent);
    }
    Ok(())
}

#[test]
fn a_range_of_years_covers_just_those_years() -> Result<()> {
    for (period, years, wanted) in [
        (period("14"), (2021, 2025), (0, 680)),
        (period("14"), (2022, 2023), (135, 408)),
        (period("15"), (2026, 2026), (680, 815)),
        (period("15"), (2029, 2030), (1088, 1360)),
        // A period that is one year fills its band.
        (period("2035"), (2035, 2035), (1360, 1720)),
        (period("2050"), (2050, 2050), (1720, 2000)),
        // Years beyond the period are cut off at its band.
        (period("14"), (2019, 2021), (0, 135)),
        (period("15"), (2030, 2040), (1224, 1360)),
    ] {
        let years = at_another_time(period, None, Some(years))?;
        let timeline = lay_out(plan()?, &[&years], Layout::for_width(2000));
        let item = timeline.items.first().context("not drawn")?;
        let near = |one: i32, other: i32| (one - other).abs() <= 1;
        ensure!(
            near(item.extent.0, wanted.0) && near(item.extent.1, wanted.1),
            "{:?}: {:?} and not {wanted:?}",
            years.years,
            item.extent
        );
    }
    Ok(())
}

#[test]
fn numbers_in_a_label_are_marked_and_its_words_are_not() -> Result<()> {
    let wanted = all()?;
    let mut told = 0;
    for width in [320, 1200] {
        for item in &lay_out(plan()?, &wanted, Layout::for_width(width)).items {
            let milestone = item.milestone;
            let runs = item.lines.iter().flatten();
            let found: Vec<bool> = runs
                .flat_map(|(words, is_value)| words.chars().map(move |_| *is_value))
                .collect();
            let mut wanted = vec![false; milestone.label.chars().count()];
            for value in &milestone.values {
                let Some((before, _)) = milestone.label.split_once(&value.printed) else {
                    continue;
                };
                let start = before.chars().count();
                let length = value.printed.chars().count();
                for letter in wanted.iter_mut().skip(start).take(length) {
                    *letter = true;
                    told += 1;
                }
            }
            assert_eq!(found, wanted, "{}", milestone.id);
        }
    }
    assert!(told > 100, "{told}");
    Ok(())
}

#[test]
fn a_number_in_the_second_stretch_of_a_label_is_marked() -> Result<()> {
    let wanted = all()?;
    let timeline = lay_out(plan()?, &wanted, Layout::for_width(1200));
    let mut items = timeline.items.iter();
    let item = items.find(|item| item.milestone.id == "ms-gdp-2025-expected");
    let item = item.context("not placed")?;
    let runs = item.lines.iter().flatten();
    let values: Vec<&str> = runs.filter(|run| run.1).map(|run| run.0).collect();
    ensure!(item.milestone.label == "地区生产总值……2025年预计突破千亿大关");
    ensure!(values.concat() == "千亿", "{values:?}");
    Ok(())
}

#[test]
fn no_line_begins_with_a_closing_mark_or_breaks_a_number() -> Result<()> {
    let wanted = all()?;
    let mut breaks = 0;
    for width in [320, 500, 1000] {
        for item in &lay_out(plan()?, &wanted, Layout::for_width(width)).items {
            let lines = item.lines.iter();
            let lines: Vec<String> = lines
                .map(|line| line.iter().map(|(words, _)| *words).collect())
                .collect();
            for pair in lines.windows(2) {
                let (before, after) = (&pair[0], &pair[1]);
                breaks += 1;
                assert!(!before.is_empty() && !after.is_empty());
                assert!(!after.starts_with(['，', '、', '。', '；', '”', '’', '）', '》']));
                let half_width = before.ends_with(|letter: char| letter.is_ascii())
                    && after.starts_with(|letter: char| letter.is_ascii());
                assert!(!half_width, "{before} | {after}");
            }
        }
    }
    assert!(breaks > 100, "{breaks} lines are broken");
    Ok(())
}

#[test]
fn boxes_that_touch_do_not_overlap() {
    let rect = |x, y| Rect { x, y, w: 10, h: 20 };
    let here = rect(30, 40);
    assert!(here.overlaps(here) && here.overlaps(rect(39, 59)) && here.overlaps(rect(21, 21)));
    for beside in [rect(40, 40), rect(20, 40), rect(30, 60), rect(30, 20)] {
        assert!(
            !here.overlaps(beside) && !beside.overlaps(here),
            "{beside:?}"
        );
    }
    for apart in [rect(50, 50), rect(30, 90), rect(0, 40), rect(30, 0)] {
        assert!(!here.overlaps(apart), "{apart:?}");
    }
}
