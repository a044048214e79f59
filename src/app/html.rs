//! An element with HTML from `crate::html` in it.

use leptos::prelude::*;

use crate::dom::{self, Element};

/// A `div` with this HTML, set once.
#[component]
pub(super) fn Html(class: &'static str, html: String) -> impl IntoView {
    view! { <div class=class use:set_html=html></div> }
}

/// A `div` with HTML that changes.
#[component]
pub(super) fn LiveHtml(
    #[prop(default = "")] class: &'static str,
    #[prop(into)] html: Signal<String>,
) -> impl IntoView {
    view! { <div class=class use:keep_html=html></div> }
}

/// Sets the HTML in an element once.
pub(super) fn set_html(element: Element, html: String) {
    dom::set_html(&element, &html);
}

/// Keeps the HTML in an element. It is set only when it is another one; the focus stays on the same element in it,
/// as far as that still exists.
pub(super) fn keep_html(element: Element, html: Signal<String>) {
    let html = Memo::new(move |_| html.get());
    let shown = RenderEffect::new(move |_| html.with(|html| dom::set_html(&element, html)));
    StoredValue::new_local(shown);
}
