//! Closures as a few types. Leptos compiles its code again for each type of a closure in a view, and each closure has
//! a type of its own; as these types it is compiled once. That saves 8 KB (docs/decisions.md).

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

/// A text that changes.
pub(super) fn text(text: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    let text: Box<dyn Fn() -> String + Send + Sync> = Box::new(text);
    Signal::derive(text)
}

/// A condition.
pub(super) fn flag(flag: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    let flag: Box<dyn Fn() -> bool + Send + Sync> = Box::new(flag);
    Signal::derive(flag)
}

/// A part of a view that is another one at another time.
pub(super) type Part = Box<dyn FnMut() -> AnyView + Send>;

/// A part of a view that is another one at another time.
pub(super) fn part(part: impl FnMut() -> AnyView + Send + 'static) -> Part {
    Box::new(part)
}

/// What follows a press, whatever its details.
pub(super) fn press(mut press: impl FnMut() + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| press())
}

/// What follows a click.
pub(super) fn click(click: impl FnMut(MouseEvent) + 'static) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(click)
}

/// What follows a change of a field.
pub(super) fn change(change: impl FnMut(Event) + 'static) -> Box<dyn FnMut(Event)> {
    Box::new(change)
}

/// An effect: it runs when the page is drawn, and again when a signal that it reads has changed.
pub(super) fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    Effect::new(run);
}
