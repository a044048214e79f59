//! Lists from iterators.

/// What every iterator can do besides: give all its items as a list.
///
/// In place of `collect`, of which each iterator gets a whole copy of its own, with all that makes a list
/// grow: here that is there once for each type of item. Measured in the page: `benches/README.md`.
pub trait Gather: Iterator + Sized {
    /// All items, in order.
    fn gather(mut self) -> Vec<Self::Item> {
        take(&mut || self.next())
    }
}

impl<I: Iterator> Gather for I {}

#[inline(never)]
fn take<T>(next: &mut dyn FnMut() -> Option<T>) -> Vec<T> {
    let mut list = Vec::new();
    while let Some(item) = next() {
        list.push(item);
    }
    list
}
