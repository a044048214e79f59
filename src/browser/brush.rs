//! Brushing: pressing on one of several neighbours, and letting go on another.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, MouseEvent};

use super::events::around;
use super::page::{self, document};
use super::parts::{by_id, mark_between};

/// What is being brushed.
struct Brush {
    /// The attribute's value where it began, and where it is.
    from: String,
    to: String,
    /// How far down it began: only sideways movement counts, so that a finger need not keep to the strip.
    y: f32,
}

/// Calls back with the attribute `name` of the first and the last element that were brushed over by mouse, pen
/// or finger in the part `place` of the page; a plain click brushes one. Meanwhile all between them have the
/// class `brushed`.
pub fn on_brush(place: &str, name: &'static str, callback: impl Fn(&str, &str) + Clone + 'static) {
    let (Some(place), Some(document)) = (by_id(place), document()) else {
        return;
    };
    // It may end anywhere; what moves elsewhere is nobody's business.
    let (inside, anywhere): (&EventTarget, &EventTarget) = (&place, &document);
    let brush: Rc<RefCell<Option<Brush>>> = Rc::default();
    for (event, at) in [
        ("pointerdown", inside),
        ("pointermove", inside),
        ("pointerup", anywhere),
        ("pointercancel", anywhere),
    ] {
        let (brush, callback) = (Rc::clone(&brush), callback.clone());
        let within = ["[", name, "]"].concat();
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(at, event, options, move |event| {
            let Some(pointer) = event.dyn_ref::<MouseEvent>() else {
                return;
            };
            let value_at = |y: f32| {
                let found = page::document()?.element_from_point(pointer.client_x() as f32, y)?;
                let found = found.closest(&within).ok().flatten()?;
                found.get_attribute(name)
            };
            match event.type_().as_str() {
                "pointerdown" if pointer.button() == 0 => {
                    let begun = around(event, &within);
                    let Some(from) = begun.and_then(|element| element.get_attribute(name)) else {
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
