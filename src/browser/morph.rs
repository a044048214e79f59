//! Changing a part of the page in place (a morph), by edits that say which nodes to touch.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement, Node, NodeList};

use super::elements::by_id;
use super::focus::keeping_focus;
use super::trusted;

/// A step of the path to a node: the index among the children, and the node's name (`#text` for text).
type Step<'p> = (usize, &'p str);

/// Edits the nodes of a part. Every edit gives `None` where the page is not as it was drawn.
pub struct Morph<'p> {
    part: &'p Element,
    /// The nodes on the path to the last edit: the next edit is mostly near it.
    path: Vec<(usize, Node)>,
}

impl<'p> Morph<'p> {
    fn find(&mut self, path: &[Step<'_>]) -> Option<&Node> {
        let common = self.path.iter().zip(path);
        let common = common.take_while(|((at, _), (next, _))| at == next).count();
        self.path.truncate(common);
        for &(at, name) in path.iter().skip(common) {
            let parent: &Node = self.path.last().map_or(self.part, |(_, node)| node);
            let node = parent.child_nodes().item(u32::try_from(at).ok()?)?;
            // Translation tools put elements in the place of text. Only this is checked, not every element's
            // name: to get a string from the browser takes longer than everything else here.
            if (node.node_type() == Node::TEXT_NODE) != (name == "#text") {
                return None;
            }
            self.path.push((at, node));
        }
        Some(self.path.last().map_or(self.part, |(_, node)| node))
    }

    /// Sets the text of a text node.
    pub fn set_text(&mut self, path: &[Step<'_>], text: &str) -> Option<()> {
        self.find(path)?.set_node_value(Some(text));
        Some(())
    }

    /// Sets or removes an attribute. Whether a `details` is open is the reader's choice and stays.
    pub fn set_attribute(
        &mut self,
        path: &[Step<'_>],
        name: &str,
        value: Option<&str>,
    ) -> Option<()> {
        let element: &Element = self.find(path)?.dyn_ref()?;
        match value {
            Some(value) => element.set_attribute(name, value).ok(),
            None if name == "open" && element.tag_name() == "DETAILS" => Some(()),
            None => element.remove_attribute(name).ok(),
        }
    }

    /// Replaces everything inside an element.
    pub fn replace_children(&mut self, path: &[Step<'_>], html: &str) -> Option<()> {
        trusted::set_html(self.find(path)?.dyn_ref()?, html);
        Some(())
    }

    /// Appends to an element.
    pub fn append_children(&mut self, path: &[Step<'_>], html: &str) -> Option<()> {
        let node = self.find(path)?;
        // A copy outside the document: nothing in it is laid out.
        let copy: Element = node.clone_node_with_deep(false).ok()?.dyn_into().ok()?;
        trusted::set_html(&copy, html);
        while let Some(first) = copy.first_child() {
            node.append_child(&first).ok()?;
        }
        Some(())
    }
}

/// Changes the part with this id in place: nodes without an edit keep focus and scroll position, and are not
/// laid out again. Where `edit` gives `None`, the whole part is replaced with `html`.
pub fn morph(id: &str, html: &str, edit: impl FnOnce(&mut Morph<'_>) -> Option<()>) {
    let Some(part) = by_id(id) else { return };
    keeping_focus(&part, || {
        let mut morph = Morph {
            part: &part,
            path: Vec::new(),
        };
        if edit(&mut morph).is_none() {
            trusted::set_html(&part, html);
        }
        sync_fields(&part);
    });
}

/// Sets fields to what their attributes say: once a reader has used a field, its attributes no longer do.
fn sync_fields(part: &Element) {
    let all = |selector| part.query_selector_all(selector).ok();
    for (selector, checked) in [
        ("input:checked:not([checked])", false),
        ("input[checked]:not(:checked)", true),
    ] {
        for node in all(selector).iter().flat_map(nodes) {
            if let Some(field) = node.dyn_ref::<HtmlInputElement>() {
                field.set_checked(checked);
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
