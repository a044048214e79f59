//! Brushing: choosing a range by dragging from one element to another.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MouseEvent};

use super::elements::{by_id, mark_between};
use super::events::closest;
use super::page::{self, document};

/// A drag that has begun.
struct Brush {
    /// The attribute's value at the first element, and at the present one.
    from: String,
    to: String,
    /// Where it began, in CSS pixels from the top. Only sideways movement counts, so that a finger need not
    /// stay on the strip.
    y: f32,
}

/// Calls back with the attribute `name` of the first and the last element of a drag in the part with the id
/// `part`, by mouse, pen or finger; a click chooses one element. During the drag, the elements between both
/// have the class `brushed`.
pub fn on_brush(part: &str, name: &'static str, callback: impl Fn(&str, &str) + Clone + 'static) {
    let (Some(part), Some(document)) = (by_id(part), document()) else {
        return;
    };
    // A drag may end outside of the part.
    let (inside, anywhere): (&EventTarget, &EventTarget) = (&part, &document);
    let brush: Rc<RefCell<Option<Brush>>> = Rc::default();
    for (event, target) in [
        ("pointerdown", inside),
        ("pointermove", inside),
        ("pointerup", anywhere),
        ("pointercancel", anywhere),
    ] {
        let (brush, callback) = (Rc::clone(&brush), callback.clone());
        let selector = format!("[{name}]");
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(target, event, options, move |event| {
            let Some(pointer) = event.dyn_ref::<MouseEvent>() else {
                return;
            };
            let value_at = |y: f32| {
                let found = page::document()?.element_from_point(pointer.client_x() as f32, y)?;
                let found = found.closest(&selector).ok().flatten()?;
                found.get_attribute(name)
            };
            match event.type_().as_str() {
                "pointerdown" if pointer.button() == 0 => {
                    let first = closest(event, &selector);
                    let Some(from) = first.and_then(|element| element.get_attribute(name)) else {
                        return;
                    };
                    event.prevent_default();
                    mark_between(name, "brushed", Some((&from, &from)));
                    brush.replace(Some(Brush {
                        to: from.clone(),
                        from,
                        y: pointer.client_y() as f32,
                    }));
                }
                "pointermove" => {
                    if let Some(brush) = brush.borrow_mut().as_mut()
                        && let Some(to) = value_at(brush.y)
                        && to != brush.to
                    {
                        brush.to = to;
                        mark_between(name, "brushed", Some((&brush.from, &brush.to)));
                    }
                }
                "pointerup" => {
                    let done = brush.borrow_mut().take();
                    if let Some(done) = done {
                        mark_between(name, "brushed", None);
                        callback(&done.from, &done.to);
                    }
                }
                "pointercancel" if brush.borrow_mut().take().is_some() => {
                    mark_between(name, "brushed", None);
                }
                _ => {}
            }
        })
        .forget();
    }
}
