//! Parts of the program that come when they are asked for.
//!
//! The page is built in two pieces (feature `split`): what shows and filters the list and the timeline, and a
//! second one with all else, which is fetched when somebody asks for it. Whatever is in the second is reached
//! by way of a table of functions and strings, one for each module that has some, and this is where such a
//! table is looked up. Built in one piece, as everywhere but in the published page, it is always there.

use std::sync::OnceLock;

/// A table that may come after the program has started.
#[derive(Debug)]
pub struct Late<T: 'static> {
    built_in: Option<&'static T>,
    come: OnceLock<&'static T>,
}

impl<T> Late<T> {
    /// The place for `table`, which is in it from the start unless the program is built in two pieces.
    /// Nothing then refers to it here, so that it can lie in the second.
    pub const fn new(table: &'static T) -> Self {
        Self {
            built_in: if cfg!(feature = "split") {
                None
            } else {
                Some(table)
            },
            come: OnceLock::new(),
        }
    }

    /// The table, once it is there.
    pub fn get(&self) -> Option<&'static T> {
        self.built_in.or_else(|| self.come.get().copied())
    }

    /// Puts the table that has come in its place.
    pub fn bring(&self, table: &'static T) {
        // There is but one; whichever is there first stays.
        let _ = self.come.set(table);
    }
}
