//! Bringing a part of the page to what it says now, touching only what says something else.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, Node, NodeList};

use super::parts::{by_id, keeping_focus};
use super::trusted;

/// Brings the inside of the element with this id to what the markup says, leaving alone every element that
/// says the same already: it keeps the focus and its place, and is not laid out anew. A `details` stays
/// as the reader left it.
pub fn patch(id: &str, markup: &str) {
    let Some(part) = by_id(id) else { return };
    // A copy that is in no document: nothing in it is shown or laid out.
    let copy = part.clone_node_with_deep(false).ok();
    if let Some(wanted) = copy.and_then(|copy| copy.dyn_into::<Element>().ok()) {
        trusted::set_markup(&wanted, markup);
        keeping_focus(&part, || bring_inside(&part, &wanted));
    }
}

fn bring(here: &Node, wanted: &Node) {
    if here.is_equal_node(Some(wanted)) {
        return;
    }
    match (here.dyn_ref::<Element>(), wanted.dyn_ref::<Element>()) {
        (Some(here), Some(wanted)) => {
            attributes(here, wanted);
            bring_inside(here, wanted);
            chosen(here, wanted);
        }
        _ => here.set_node_value(wanted.node_value().as_deref()),
    }
}

fn bring_inside(here: &Element, wanted: &Element) {
    let (own, new) = (here.child_nodes(), wanted.child_nodes());
    let pairs: Vec<(Node, Node)> = nodes(&own).zip(nodes(&new)).collect();
    let mut names = pairs.iter();
    // What is longer now has grown at its end: the page grows downwards.
    let same_shape = own.length() <= new.length()
        && own.length() > 0
        && names.all(|(one, other)| one.node_name() == other.node_name());
    if same_shape {
        let more: Vec<Node> = nodes(&new).skip(pairs.len()).collect();
        for (one, other) in &pairs {
            bring(one, other);
        }
        for node in &more {
            let _ = here.append_child(node);
        }
    } else {
        // Moved, not written anew: they are markup already.
        here.replace_children_with_node_0();
        for node in nodes(&new).collect::<Vec<_>>() {
            let _ = here.append_child(&node);
        }
    }
}

fn nodes(list: &NodeList) -> impl Iterator<Item = Node> {
    (0..list.length()).filter_map(|at| list.item(at))
}

fn names(element: &Element) -> impl Iterator<Item = String> {
    let names = element.get_attribute_names();
    names.into_iter().filter_map(|name| name.as_string())
}

fn attributes(here: &Element, wanted: &Element) {
    for name in names(wanted) {
        let value = wanted.get_attribute(&name).unwrap_or_default();
        if here.get_attribute(&name).as_ref() != Some(&value) {
            let _ = here.set_attribute(&name, &value);
        }
    }
    for name in names(here) {
        let is_readers = name == "open" && here.tag_name().eq_ignore_ascii_case("details");
        if !is_readers && !wanted.has_attribute(&name) {
            let _ = here.remove_attribute(&name);
        }
    }
}

/// Once a reader has chosen in a field, its attributes no longer say what is chosen.
fn chosen(here: &Element, wanted: &Element) {
    if let Some(field) = here.dyn_ref::<HtmlInputElement>() {
        field.set_checked(wanted.has_attribute("checked"));
    } else if let (Some(field), Some(wanted)) = (
        here.dyn_ref::<HtmlSelectElement>(),
        wanted.dyn_ref::<HtmlSelectElement>(),
    ) {
        field.set_value(&wanted.value());
    }
}
