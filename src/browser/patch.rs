//! Changing a part of the page in place.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, Node, NodeList};

use super::parts::{by_id, keeping_focus};
use super::trusted;

/// A step of the way to a node: the number of the child, and what it is called (`#text` for words).
type Step<'p> = (usize, &'p str);

/// What changes the nodes of a part. Each change gives `None` where the page is not as it was left.
pub struct Hand<'p> {
    part: &'p Element,
    /// The way to the node that changed last: the next is mostly near it.
    way: Vec<(usize, Node)>,
}

impl<'p> Hand<'p> {
    fn reach(&mut self, place: &[Step<'_>]) -> Option<&Node> {
        let known = self.way.iter().zip(place);
        let known = known.take_while(|((at, _), (next, _))| at == next).count();
        self.way.truncate(known);
        for &(at, name) in place.iter().skip(known) {
            let from: &Node = self.way.last().map_or(self.part, |(_, node)| node);
            let node = from.child_nodes().item(u32::try_from(at).ok()?)?;
            // What translates pages puts elements in the place of words. That an element is another one is not
            // asked: names are strings, which take longer to hand over than all the rest.
            if (node.node_type() == Node::TEXT_NODE) != (name == "#text") {
                return None;
            }
            self.way.push((at, node));
        }
        Some(self.way.last().map_or(self.part, |(_, node)| node))
    }

    /// Has words say something else.
    pub fn words(&mut self, place: &[Step<'_>], words: &str) -> Option<()> {
        self.reach(place)?.set_node_value(Some(words));
        Some(())
    }

    /// Has an attribute say something else, or takes it away. Whether a `details` is open is the reader's.
    pub fn attribute(&mut self, place: &[Step<'_>], name: &str, value: Option<&str>) -> Option<()> {
        let element: &Element = self.reach(place)?.dyn_ref()?;
        match value {
            Some(value) => element.set_attribute(name, value).ok(),
            None if name == "open" && element.tag_name() == "DETAILS" => Some(()),
            None => element.remove_attribute(name).ok(),
        }
    }

    /// Has other markup inside an element.
    pub fn inside(&mut self, place: &[Step<'_>], markup: &str) -> Option<()> {
        trusted::set_markup(self.reach(place)?.dyn_ref()?, markup);
        Some(())
    }

    /// Has more markup after what is inside an element.
    pub fn more(&mut self, place: &[Step<'_>], markup: &str) -> Option<()> {
        let node = self.reach(place)?;
        // A copy that is in no document: nothing in it is shown or laid out.
        let copy: Element = node.clone_node_with_deep(false).ok()?.dyn_into().ok()?;
        trusted::set_markup(&copy, markup);
        while let Some(first) = copy.first_child() {
            node.append_child(&first).ok()?;
        }
        Some(())
    }
}

/// Changes the part with this id in place; what is not touched keeps the focus and its place, and is not
/// laid out anew. Where `change` gives `None`, the part is filled with `markup`.
pub fn change(id: &str, markup: &str, change: impl FnOnce(&mut Hand<'_>) -> Option<()>) {
    let Some(part) = by_id(id) else { return };
    keeping_focus(&part, || {
        let mut hand = Hand {
            part: &part,
            way: Vec::new(),
        };
        if change(&mut hand).is_none() {
            trusted::set_markup(&part, markup);
        }
        choose(&part);
    });
}

/// Once a reader has chosen in a field, its attributes no longer say what is chosen.
fn choose(part: &Element) {
    let all = |selector| part.query_selector_all(selector).ok();
    for (selector, chosen) in [
        ("input:checked:not([checked])", false),
        ("input[checked]:not(:checked)", true),
    ] {
        for node in all(selector).iter().flat_map(nodes) {
            if let Some(field) = node.dyn_ref::<HtmlInputElement>() {
                field.set_checked(chosen);
            }
        }
    }
    for node in all("select").iter().flat_map(nodes) {
        if let Some(field) = node.dyn_ref::<HtmlSelectElement>()
            && let Ok(Some(option)) = field.query_selector("option[selected]")
        {
            field.set_value(&option.get_attribute("value").unwrap_or_default());
        }
    }
}

fn nodes(list: &NodeList) -> impl Iterator<Item = Node> {
    (0..list.length()).filter_map(|at| list.item(at))
}
