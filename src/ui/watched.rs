//! Values that the page follows.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;

struct Inner<T> {
    value: RefCell<Rc<T>>,
    changed: ArcTrigger,
}

/// A value. What reads it while it draws itself does so again when the value is set. Copying it copies a
/// handle; the value lives as long as the page.
///
/// In place of Leptos' signals, of which each type of value has a copy of its own of all that they can do:
/// here Leptos is only told that something changed, whatever it is. Measured in the page:
/// `benches/README.md`.
pub(super) struct Watched<T: 'static>(&'static Inner<T>);

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watched<T> {}

impl<T> Watched<T> {
    pub(super) fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Inner {
            value: RefCell::new(Rc::new(value)),
            changed: ArcTrigger::new(),
        })))
    }

    /// Has whatever reads this now do so again when it is set.
    pub(super) fn track(self) {
        self.0.changed.track();
    }

    fn now(self) -> Rc<T> {
        // Held for this line only, so that whoever reads the value may set it.
        Rc::clone(&self.0.value.borrow())
    }

    pub(super) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.now())
    }

    pub(super) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        self.track();
        self.with_untracked(read)
    }

    pub(super) fn set(self, value: T) {
        // What it was is let go of when the new value is there.
        drop(self.0.value.replace(Rc::new(value)));
        self.0.changed.notify();
    }
}

impl<T: Clone> Watched<T> {
    pub(super) fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    pub(super) fn get(self) -> T {
        self.with(T::clone)
    }
}

impl<T: PartialEq> Watched<T> {
    /// Sets it where this is another value.
    pub(super) fn bring(self, value: T) {
        if self.with_untracked(|now| *now != value) {
            self.set(value);
        }
    }
}
