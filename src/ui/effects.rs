//! Two helpers for Leptos' signals.

use leptos::prelude::*;

/// Runs `run` at once, and again whenever a signal that it reads has changed, for as long as the current
/// owner lives.
///
/// A `RenderEffect`, because an `Effect` runs for the first time only after the code that makes it has
/// returned: then listeners and measurements would meet an empty page.
pub(super) fn effect(run: impl Fn() + 'static) {
    StoredValue::new(RenderEffect::new(move |_| run()));
}

/// Sets a signal, and notifies its readers only if the value is a new one.
pub(super) fn set_if_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    signal.maybe_update(|now| {
        let changed = *now != value;
        *now = value;
        changed
    });
}
