//! The plan's numbers by period, and sets of numbers that the text makes comparable.
//!
//! This module computes no numbers of its own.

use std::cmp::Ordering;

use super::Sort;
use crate::model::{Member, Period, Plan, Quantity, Target};

/// The numbers of one period.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureGroup<'a> {
    /// The period.
    pub period: Period,
    /// In the order of the query. Never empty.
    pub figures: Vec<Figure<'a>>,
}

/// A number and what its link opens.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure<'a> {
    /// The number.
    pub quantity: &'a Quantity,
    /// What its link opens: its milestone, else its sentence, else its passage.
    pub target: Option<Target>,
}

/// Numbers that the text makes comparable: they measure the same thing in the same words, in different
/// periods or of different kinds.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable<'a> {
    /// At least two, in text order.
    pub figures: Vec<Figure<'a>>,
}

/// Groups numbers by period, and sorts each group.
pub(super) fn group_figures<'a>(
    plan: &'a Plan,
    quantities: Vec<&'a Quantity>,
    sort: Sort,
) -> Vec<FigureGroup<'a>> {
    let group = |period: Period| {
        let own = quantities.iter().filter(|entry| entry.period == period);
        let mut figures: Vec<Figure<'a>> = own.map(|&quantity| figure(plan, quantity)).collect();
        // The sort is stable: equal figures stay in text order.
        figures.sort_by(|a, b| order(sort, a.quantity, b.quantity));
        FigureGroup { period, figures }
    };
    let groups = plan.all().map(group);
    groups.filter(|group| !group.figures.is_empty()).collect()
}

fn order(sort: Sort, a: &Quantity, b: &Quantity) -> Ordering {
    match sort {
        Sort::Text | Sort::Growth => Ordering::Equal,
        Sort::Value => a
            .unit
            .cmp(&b.unit)
            .then_with(|| b.value.total_cmp(&a.value)),
        Sort::Kind => {
            let rank = |entry: &Quantity| entry.kind.map_or(usize::MAX, Member::ordinal);
            rank(a).cmp(&rank(b))
        }
    }
}

fn target(plan: &Plan, quantity: &Quantity) -> Option<Target> {
    let ids = [quantity.milestone.as_ref(), quantity.sentence.as_ref()];
    let mut ids = ids.into_iter().flatten().chain([&quantity.passage]);
    ids.find_map(|id| plan.target(id))
}

fn figure<'a>(plan: &'a Plan, quantity: &'a Quantity) -> Figure<'a> {
    Figure {
        quantity,
        target: target(plan, quantity),
    }
}

/// The sets of comparable numbers, in text order.
pub(super) fn comparable<'a>(plan: &'a Plan, quantities: &[&'a Quantity]) -> Vec<Comparable<'a>> {
    let mut sets: Vec<Vec<&Quantity>> = Vec::new();
    // Only numbers with a milestone have a period and a kind that the text gives.
    for &quantity in quantities.iter().filter(|entry| entry.milestone.is_some()) {
        let same = |set: &&mut Vec<&Quantity>| {
            let first = set.first();
            first
                .is_some_and(|first| first.measures == quantity.measures && first.of == quantity.of)
        };
        match sets.iter_mut().find(same) {
            Some(set) => set.push(quantity),
            None => sets.push(vec![quantity]),
        }
    }
    let context = |entry: &Quantity| (entry.period, entry.kind);
    sets.retain(|set| {
        let first = set.first().map(|entry| context(entry));
        set.iter().any(|entry| Some(context(entry)) != first)
    });
    sets.into_iter()
        .map(|set| Comparable {
            figures: set.into_iter().map(|entry| figure(plan, entry)).collect(),
        })
        .collect()
}
