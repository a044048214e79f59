//! The difference between two versions of a part of the page, as edits to its nodes (a morph).
//!
//! Both versions are markup of our own templates, and are compared as text, without the browser. Nodes that
//! stay the same are not touched, so they keep focus, scroll position and layout. Invariant: the edits, made
//! in order to `before`, give `after`.

/// The path to a node from its part: at each step the index among the children, and the node's name (`#text`
/// for text).
pub type Path<'m> = Vec<(usize, &'m str)>;

/// One edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit<'m> {
    /// Sets or removes an attribute.
    Attribute {
        /// Its name.
        name: &'m str,
        /// Its new value; `None` removes it.
        value: Option<String>,
    },
    /// Sets the text of a text node.
    Text(String),
    /// Replaces everything inside the element with this markup.
    ReplaceChildren(&'m str),
    /// Appends this markup to the element.
    AppendChildren(&'m str),
}

#[derive(Debug)]
enum Node<'m> {
    Text(&'m str),
    Element {
        name: &'m str,
        /// As written in the tag.
        attributes: &'m str,
        inside: &'m str,
        children: Nodes<'m>,
    },
}

/// Siblings, each with the byte offset in its parent's markup.
type Nodes<'m> = Vec<(usize, Node<'m>)>;

impl<'m> Node<'m> {
    fn name(&self) -> &'m str {
        match self {
            Self::Text(_) => "#text",
            Self::Element { name, .. } => name,
        }
    }
}

/// The void elements that our templates use: they have no content and no end tag.
const VOID: [&str; 4] = ["input", "br", "img", "hr"];

/// Splits a text at a byte offset; without one, the first part is the whole text.
fn split(text: &str, at: Option<usize>) -> (&str, &str) {
    let split = at.and_then(|at| text.split_at_checked(at));
    split.unwrap_or((text, ""))
}

/// Parses siblings up to the end tag of their parent; gives them and the rest of the markup. `None` for
/// markup that our templates do not write.
fn parse(markup: &str) -> Option<(Nodes<'_>, &str)> {
    let mut nodes = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() && !rest.starts_with("</") {
        let from = markup.len() - rest.len();
        let Some(tag) = rest.strip_prefix('<') else {
            let (text, next) = split(rest, rest.find('<'));
            nodes.push((from, Node::Text(text)));
            rest = next;
            continue;
        };
        // In attributes, our templates write `>` as `&gt;`.
        let (tag, inside) = tag.split_once('>')?;
        let (name, attributes) = split(tag, tag.find(' '));
        let (children, after) = if VOID.contains(&name) {
            (Vec::new(), inside)
        } else {
            let (children, end) = parse(inside)?;
            let end = end.strip_prefix("</")?.strip_prefix(name)?;
            (children, end.strip_prefix('>')?)
        };
        let length = inside.len() - after.len();
        let end_tag = if VOID.contains(&name) {
            0
        } else {
            "</>".len() + name.len()
        };
        let inside = inside.get(..length.checked_sub(end_tag)?)?;
        let element = Node::Element {
            name,
            attributes,
            inside,
            children,
        };
        nodes.push((from, element));
        rest = after;
    }
    Some((nodes, rest))
}

/// The attributes of a tag with their escaped values; a boolean attribute has an empty one.
fn attributes(mut rest: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        let name = rest.get(..rest.find([' ', '=']).unwrap_or(rest.len()));
        let Some(name) = name.filter(|name| !name.is_empty()) else {
            return found;
        };
        rest = rest.get(name.len()..).unwrap_or_default();
        let value = rest
            .strip_prefix("=\"")
            .and_then(|value| value.split_once('"'));
        found.push((name, value.map_or("", |(value, _)| value)));
        rest = value.map_or(rest, |(_, next)| next);
    }
}

/// Undoes the escaping of our templates.
fn unescape(escaped: &str) -> String {
    let mut parts = escaped.split('&');
    let mut plain = String::from(parts.next().unwrap_or_default());
    for part in parts {
        let known = [("lt;", "<"), ("gt;", ">"), ("quot;", "\""), ("amp;", "&")];
        let mut known = known.iter();
        let found = known.find_map(|(name, mark)| Some((part.strip_prefix(name)?, *mark)));
        let (rest, mark) = found.unwrap_or((part, "&"));
        plain.push_str(mark);
        plain.push_str(rest);
    }
    plain
}

/// The edits that turn `before` into `after`, in document order. `None` where one of them is markup that our
/// templates do not write, or where everything is to be replaced.
pub fn diff<'m>(before: &'m str, after: &'m str) -> Option<Vec<(Path<'m>, Edit<'m>)>> {
    let ((old, ""), (new, "")) = (parse(before)?, parse(after)?) else {
        return None;
    };
    let mut edits = Vec::new();
    diff_children((before, &old), (after, &new), &mut Vec::new(), &mut edits);
    let all_new =
        matches!(edits.first(), Some((path, Edit::ReplaceChildren(_))) if path.is_empty());
    (!all_new).then_some(edits)
}

/// The inside of an element: its markup, and the same parsed.
type Inside<'m, 'n> = (&'m str, &'n [(usize, Node<'m>)]);

fn diff_children<'m>(
    (old_markup, old): Inside<'m, '_>,
    (markup, new): Inside<'m, '_>,
    path: &mut Path<'m>,
    edits: &mut Vec<(Path<'m>, Edit<'m>)>,
) {
    if old_markup == markup {
        return;
    }
    // Children are matched by their index: our lists grow at their end.
    let mut pairs = old.iter().zip(new);
    let grown = !old.is_empty()
        && old.len() <= new.len()
        && pairs.all(|((_, old), (_, new))| old.name() == new.name());
    if !grown {
        edits.push((path.clone(), Edit::ReplaceChildren(markup)));
        return;
    }
    for (at, ((_, old), (_, new))) in old.iter().zip(new).enumerate() {
        path.push((at, new.name()));
        diff_node(old, new, path, edits);
        path.pop();
    }
    if let Some((start, _)) = new.get(old.len()) {
        let more = markup.get(*start..).unwrap_or_default();
        edits.push((path.clone(), Edit::AppendChildren(more)));
    }
}

fn diff_node<'m>(
    old: &Node<'m>,
    new: &Node<'m>,
    path: &mut Path<'m>,
    edits: &mut Vec<(Path<'m>, Edit<'m>)>,
) {
    match (old, new) {
        (Node::Text(old), Node::Text(new)) if old != new => {
            edits.push((path.clone(), Edit::Text(unescape(new))));
        }
        (
            Node::Element {
                attributes: old_attributes,
                inside: old_inside,
                children: old_children,
                ..
            },
            Node::Element {
                attributes: new_attributes,
                inside,
                children,
                ..
            },
        ) => {
            if old_attributes != new_attributes {
                let (old, new) = (attributes(old_attributes), attributes(new_attributes));
                let mut edit = |name, value| {
                    edits.push((path.clone(), Edit::Attribute { name, value }));
                };
                for &(name, value) in new.iter().filter(|attribute| !old.contains(attribute)) {
                    edit(name, Some(unescape(value)));
                }
                for &(name, _) in &old {
                    if !new.iter().any(|(known, _)| *known == name) {
                        edit(name, None);
                    }
                }
            }
            diff_children((old_inside, old_children), (inside, children), path, edits);
        }
        // Equal texts. Nodes of different names are not compared.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::markup::{self, Draw, Limit, ReaderPart, YearOptions};
    use crate::model::Plan;
    use crate::query::{Explorer, Lang, Layout};
    use crate::words::Words;
    use anyhow::Context;
    use proptest::prelude::*;

    /// A part of the page as the browser holds it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    enum Tree {
        Text(String),
        Element(
            String,
            std::collections::BTreeMap<String, String>,
            Vec<Tree>,
        ),
    }

    fn trees(markup: &str) -> Option<Vec<Tree>> {
        fn tree((_, node): &(usize, Node<'_>)) -> Tree {
            match node {
                Node::Text(words) => Tree::Text(unescape(words)),
                Node::Element {
                    name,
                    attributes: own,
                    children,
                    ..
                } => Tree::Element(
                    (*name).to_owned(),
                    attributes(own)
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), unescape(value)))
                        .collect(),
                    children.iter().map(tree).collect(),
                ),
            }
        }
        let (nodes, rest) = parse(markup)?;
        rest.is_empty().then(|| nodes.iter().map(tree).collect())
    }

    fn apply(part: &mut Vec<Tree>, path: &[(usize, &str)], edit: &Edit<'_>) -> Option<()> {
        let [(at, name), further @ ..] = path else {
            match edit {
                Edit::ReplaceChildren(markup) => *part = trees(markup)?,
                Edit::AppendChildren(markup) => part.extend(trees(markup)?),
                _ => return None,
            }
            return Some(());
        };
        match (part.get_mut(*at)?, edit) {
            (Tree::Text(words), Edit::Text(now)) if further.is_empty() && *name == "#text" => {
                words.clone_from(now);
            }
            (Tree::Element(own, attributes, _), Edit::Attribute { name: key, value })
                if further.is_empty() && own == name =>
            {
                match value {
                    Some(value) => attributes.insert((*key).to_owned(), value.clone()),
                    None => attributes.remove(*key),
                };
            }
            (Tree::Element(own, _, children), _) if own == name => apply(children, further, edit)?,
            _ => return None,
        }
        Some(())
    }

    /// `before` after the edits, and how many edits there are.
    fn edited(before: &str, after: &str) -> Option<(Vec<Tree>, usize)> {
        let edits = diff(before, after)?;
        let mut part = trees(before)?;
        for (path, edit) in &edits {
            apply(&mut part, path, edit)?;
        }
        Some((part, edits.len()))
    }

    #[test]
    fn only_what_differs_is_edited() {
        let before = r#"<p class="a" id="b">1 &lt; 2</p><ul><li>x</li></ul>"#;
        let after = r#"<p id="c &amp; d">1 &gt; 2</p><ul><li>x</li><li>y</li></ul>"#;
        let p = vec![(0, "p")];
        let attribute = |name, value: Option<&str>| Edit::Attribute {
            name,
            value: value.map(str::to_owned),
        };
        let expected = vec![
            (p.clone(), attribute("id", Some("c & d"))),
            (p.clone(), attribute("class", None)),
            (vec![(0, "p"), (0, "#text")], Edit::Text("1 > 2".into())),
            (vec![(1, "ul")], Edit::AppendChildren("<li>y</li>")),
        ];
        assert_eq!(diff(before, after), Some(expected));
        assert_eq!(diff(before, before), Some(Vec::new()));
    }

    #[test]
    fn foreign_or_entirely_new_markup_has_no_diff() {
        assert_eq!(diff("<p>1</p>", "<div>1</div>"), None);
        assert_eq!(diff("", "<p>1</p>"), None);
        for broken in ["<p>", "<p", "</p>", "<p></q>", "<p>1</p></p>"] {
            assert_eq!(diff(broken, "<p>1</p>"), None, "{broken}");
            assert_eq!(diff("<p>1</p>", broken), None, "{broken}");
        }
    }

    fn part() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec!["一", "&lt;二&gt;", "three"]);
        let leaf = words.prop_map(|words| format!("<b>{words}</b>"));
        let inner = leaf.prop_recursive(4, 24, 4, |inner| {
            let name = prop::sample::select(vec!["p", "ul", "div"]);
            let class = prop::sample::select(vec!["", " id=\"a\"", " class=\"b\" open"]);
            (name, class, prop::collection::vec(inner, 0..4)).prop_map(|(name, class, children)| {
                format!(
                    "<{name}{class}>{}<input{class}></{name}>",
                    children.concat()
                )
            })
        });
        prop::collection::vec(inner, 1..4).prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn the_edits_give_the_new_markup(before in part(), after in part()) {
            if let Some((part, _)) = edited(&before, &after) {
                prop_assert_eq!(Some(part), trees(&after));
            } else {
                prop_assert!(diff(&before, &after).is_none(), "an edit does not apply");
            }
        }
    }

    #[test]
    fn every_part_of_the_page_can_be_morphed() -> anyhow::Result<()> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let explorer = Explorer::new(&plan);
        let parts = |address: &str| -> Vec<String> {
            let query = link::read(address, &plan).query;
            let view = explorer.view(&query);
            let draw = Draw {
                explorer: &explorer,
                words: Words::of(query.lang.unwrap_or(Lang::Zh)),
                query: &query,
                view: &view,
            };
            let parts = [
                markup::header(&draw),
                markup::facets(&draw),
                markup::sheet_end(&draw),
                markup::summary(&draw, "https://example.org/"),
                draw.content(Layout::for_width(900), Limit::FirstScreen(12)),
                draw.content(Layout::for_width(900), Limit::Whole),
                markup::choices(&draw, false, YearOptions::All),
                markup::choices(&draw, false, YearOptions::Chosen),
            ];
            parts.map(|part| part.into_string()).to_vec()
        };
        let views = [
            "",
            "theme=ecology",
            "theme=ecology,urban&county=nimu",
            "q=低空",
            "view=timeline",
            "view=timeline&years=2025-2027",
            "view=projects&status=plan",
            "view=figures",
            "view=map&county=nimu",
            "view=matrix",
            "view=compare",
            "view=text",
            "lang=en",
        ];
        let all: Vec<Vec<String>> = views.iter().map(|view| parts(view)).collect();
        for (from, before) in views.iter().zip(&all) {
            for (to, after) in views.iter().zip(&all) {
                for (before, after) in before.iter().zip(after) {
                    assert!(trees(after).is_some(), "?{to}: {after}");
                    if let Some((part, _)) = edited(before, after) {
                        assert_eq!(Some(part), trees(after), "?{from} to ?{to}");
                    }
                }
            }
        }
        // Choosing a filter edits numbers, links and marks, and replaces no field.
        let facets = diff(&all[0][1], &all[1][1]).unwrap_or_default();
        assert!(!facets.is_empty());
        let kept = |edit: &Edit<'_>| matches!(edit, Edit::Attribute { .. } | Edit::Text(_));
        assert!(facets.iter().all(|(_, edit)| kept(edit)), "{facets:?}");
        // The rest of an answer is appended to its first screen.
        for parts in &all {
            let (first, whole) = (&parts[4], &parts[5]);
            assert!(first == whole || diff(first, whole).is_some());
        }
        Ok(())
    }

    /// The reader may be reading the first screen already.
    #[test]
    fn the_rest_of_a_passage_is_only_appended() -> anyhow::Result<()> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let explorer = Explorer::new(&plan);
        let accessed = markup::Accessed {
            url: "https://example.org/",
            date: "2026-11-27",
        };
        let mut shortened = 0;
        for passage in plan.passages() {
            let query = link::read(&format!("at={}", passage.id), &plan).query;
            let view = explorer.view(&query.at(None));
            let draw = Draw {
                explorer: &explorer,
                words: Words::of(Lang::Zh),
                query: &query,
                view: &view,
            };
            let opened = explorer.open(&query, &view).context("nothing is open")?;
            let [first, whole] = [ReaderPart::FirstScreen(600.0), ReaderPart::Whole(accessed)]
                .map(|part| markup::reader(&draw, &opened, part).into_string());
            let grown = diff(&first, &whole).context("it is replaced")?;
            let more = |edit: &Edit<'_>| matches!(edit, Edit::AppendChildren(_));
            assert!(grown.iter().all(|(_, edit)| more(edit)), "{grown:?}");
            shortened += usize::from(grown.len() > 1);
            let made = edited(&first, &whole).context("no edits")?;
            assert_eq!(Some(made.0), trees(&whole), "{}", passage.id);
        }
        // Long passages are cut; of short ones only citations and notes are missing.
        assert!((1..plan.passages().len()).contains(&shortened));
        Ok(())
    }
}
