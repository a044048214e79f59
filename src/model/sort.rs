//! Sorting, compiled once for the page.
//!
//! The standard sorts are compiled for each type and each comparison anew, 4 KB every time: eight of them
//! were a twelfth of the program's code. This one sorts positions, whatever they are positions of; and it
//! merges by hand, because even one standard sort can be told in the page's size (`benches/README.md`).

use std::cmp::Ordering;

/// Sorts a list; what compares as equal stays in its order.
pub(crate) fn sort_by<T>(list: &mut Vec<T>, compare: impl Fn(&T, &T) -> Ordering) {
    let order = order(list.len(), &|a, b| match (list.get(a), list.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    let mut items: Vec<Option<T>> = list.drain(..).map(Some).collect();
    list.extend(order.into_iter().filter_map(|at| items.get_mut(at)?.take()));
}

/// Sorts a list by what `key` makes of its items; where that is equal they stay in their order.
pub(crate) fn sort_by_key<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(list, |a, b| key(a).cmp(&key(b)));
}

/// The positions of `count` entries, put in order; entries alike stay in theirs.
pub(crate) fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut sorted = 1;
    while sorted < count {
        let mut merged = Vec::with_capacity(count);
        for run in order.chunks(2 * sorted) {
            let (mut left, mut right) = run.split_at_checked(sorted).unwrap_or((run, &[]));
            loop {
                let from = match (left.first(), right.first()) {
                    (Some(&a), Some(&b)) if compare(a, b).is_gt() => &mut right,
                    (None, _) => &mut right,
                    _ => &mut left,
                };
                let Some((&next, rest)) = from.split_first() else {
                    break;
                };
                *from = rest;
                merged.push(next);
            }
        }
        order = merged;
        sorted *= 2;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_sorts_as_the_standard_sort_does(list in prop::collection::vec((0..9_u8, any::<u8>()), 0..60)) {
            let mut ours = list.clone();
            let mut standard = list;
            sort_by_key(&mut ours, |&(key, _)| key);
            standard.sort_by_key(|&(key, _)| key);
            prop_assert_eq!(ours, standard);
        }
    }
}
