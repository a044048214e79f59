//! The timeline's layout: nothing overlaps, nothing is cut off, everything lies where its time is.

use anyhow::{Context, Result, ensure};
use plan_explorer::PLAN_JSON;
use plan_explorer::model::{Milestone, Period, Plan, Vocabulary, Year};
use plan_explorer::query::{Layout, Orientation, Tick, Timeline, lay_out};
use proptest::prelude::*;
use std::sync::LazyLock;

static PLAN: LazyLock<Option<Plan>> = LazyLock::new(|| Plan::from_json(PLAN_JSON).ok());

fn milestones() -> &'static [Milestone] {
    PLAN.as_ref().map(Plan::milestones).unwrap_or_default()
}

/// What must hold of any layout; the first thing that does not.
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
    fn no_subset_at_any_width_overlaps_or_is_cut_off(
        chosen in prop::collection::vec(any::<bool>(), milestones().len()),
        width in 300..2000_i32,
    ) {
        let wanted: Vec<&Milestone> = milestones().iter().zip(chosen).filter(|(_, yes)| *yes).map(|(m, _)| m).collect();
        prop_assert_eq!(fault(&lay_out(&wanted, Layout::for_width(width)), &wanted), None);
    }
}

#[test]
fn all_facts_at_once_are_legible_on_a_phone_and_a_wide_screen() -> Result<()> {
    let wanted: Vec<&Milestone> = milestones().iter().collect();
    let in_14 = wanted
        .iter()
        .filter(|entry| entry.period == Period::P14)
        .count();
    ensure!(in_14 > 30, "thirty facts in one band were asked for");
    for width in [320, 768, 1000, 1440] {
        let timeline = lay_out(&wanted, Layout::for_width(width));
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
    let wanted: Vec<&Milestone> = milestones().iter().collect();
    let timeline = lay_out(&wanted, Layout::for_width(1200));
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
fn no_filter_result_still_has_its_four_bands() {
    for width in [360, 1200] {
        let timeline = lay_out(&[], Layout::for_width(width));
        let periods: Vec<Period> = timeline.bands.iter().map(|band| band.period).collect();
        assert_eq!(periods, Period::ALL);
        assert!(timeline.height > 0);
    }
}

#[test]
fn the_years_tile_the_shown_bands_each_once() -> Result<()> {
    for (periods, wanted) in [
        (vec![], Year::ALL.len()),
        (vec![Period::P15], 5),
        (vec![Period::P15, Period::P2035], 6),
    ] {
        let layout = Layout::for_width(1111).only(periods.into_iter().collect());
        let timeline = lay_out(&[], layout);
        ensure!(timeline.stops.len() == wanted, "{}", timeline.stops.len());
        let mut x = 0;
        for stop in &timeline.stops {
            ensure!(stop.rect.x == x && stop.rect.w > 0, "{stop:?} after {x}");
            x = stop.rect.right();
        }
        ensure!(x == timeline.width, "{x} of {}", timeline.width);
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
    ensure!(lay_out(&[], Layout::for_width(360)).stops.is_empty());
    Ok(())
}
