//! What has to change in a part of the page for it to say something else.
//!
//! Both sides are markup of our own templates, compared as text: the browser is asked to touch only what
//! says something else, and never what it holds. Invariant: the changes, made in their order to what
//! `before` says, give what `after` says.

/// The way to a node from the part that holds it: at each step the number of the child, and what it is
/// called (`#text` for words).
pub type Place<'m> = Vec<(usize, &'m str)>;

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change<'m> {
    /// An attribute says something else, or is gone.
    Attribute {
        /// Its name.
        name: &'m str,
        /// What it says now.
        value: Option<String>,
    },
    /// Words say something else.
    Words(String),
    /// What is inside is another thing: this markup.
    Inside(&'m str),
    /// This markup comes after what is inside.
    More(&'m str),
}

#[derive(Debug)]
enum Node<'m> {
    Words(&'m str),
    Element {
        name: &'m str,
        /// As they stand.
        attributes: &'m str,
        inside: &'m str,
        children: Nodes<'m>,
    },
}

/// Nodes beside each other, each with where it begins in the markup of all.
type Nodes<'m> = Vec<(usize, Node<'m>)>;

impl<'m> Node<'m> {
    fn name(&self) -> &'m str {
        match self {
            Self::Words(_) => "#text",
            Self::Element { name, .. } => name,
        }
    }
}

/// Elements that hold nothing and have no end.
const VOID: [&str; 4] = ["input", "br", "img", "hr"];

/// A text cut at a byte; all of it where there is none.
fn split(text: &str, at: Option<usize>) -> (&str, &str) {
    let split = at.and_then(|at| text.split_at_checked(at));
    split.unwrap_or((text, ""))
}

/// Reads markup up to the end of what it began in; gives the nodes, and what is left. `None` where it is
/// not as our templates write it.
fn read(markup: &str) -> Option<(Nodes<'_>, &str)> {
    let mut nodes = Vec::new();
    let mut rest = markup;
    while !rest.is_empty() && !rest.starts_with("</") {
        let from = markup.len() - rest.len();
        let Some(tag) = rest.strip_prefix('<') else {
            let (words, next) = split(rest, rest.find('<'));
            nodes.push((from, Node::Words(words)));
            rest = next;
            continue;
        };
        // The templates write no `>` within an attribute but as `&gt;`.
        let (tag, inside) = tag.split_once('>')?;
        let (name, attributes) = split(tag, tag.find(' '));
        let (children, after) = if VOID.contains(&name) {
            (Vec::new(), inside)
        } else {
            let (children, end) = read(inside)?;
            let end = end.strip_prefix("</")?.strip_prefix(name)?;
            (children, end.strip_prefix('>')?)
        };
        let length = inside.len() - after.len();
        let end = if VOID.contains(&name) {
            0
        } else {
            "</>".len() + name.len()
        };
        let inside = inside.get(..length.checked_sub(end)?)?;
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

/// The attributes as they stand in a tag, each with what it says; one that says nothing is there or not.
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

/// What the templates wrote, as it was before they escaped it.
fn plain(escaped: &str) -> String {
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

/// What has to change in a part that says `before` for it to say `after`, in the order of the text. `None`
/// where one of them is not as our templates write it, or nothing of it stays.
pub fn changes<'m>(before: &'m str, after: &'m str) -> Option<Vec<(Place<'m>, Change<'m>)>> {
    let ((old, ""), (new, "")) = (read(before)?, read(after)?) else {
        return None;
    };
    let mut changes = Vec::new();
    within(
        &(before, &old),
        &(after, &new),
        &mut Vec::new(),
        &mut changes,
    );
    let all_new = matches!(changes.first(), Some((place, Change::Inside(_))) if place.is_empty());
    (!all_new).then_some(changes)
}

/// What is inside an element: the markup, and the same read.
type Inside<'m, 'n> = (&'m str, &'n [(usize, Node<'m>)]);

fn within<'m>(
    &(old_markup, old): &Inside<'m, '_>,
    &(markup, new): &Inside<'m, '_>,
    place: &mut Place<'m>,
    changes: &mut Vec<(Place<'m>, Change<'m>)>,
) {
    if old_markup == markup {
        return;
    }
    let mut pairs = old.iter().zip(new);
    // What is longer now has grown at its end: the page grows downwards.
    let grown = !old.is_empty()
        && old.len() <= new.len()
        && pairs.all(|((_, old), (_, new))| old.name() == new.name());
    if !grown {
        changes.push((place.clone(), Change::Inside(markup)));
        return;
    }
    for (at, ((_, old), (_, new))) in old.iter().zip(new).enumerate() {
        place.push((at, new.name()));
        node(old, new, place, changes);
        place.pop();
    }
    if let Some((start, _)) = new.get(old.len()) {
        let more = markup.get(*start..).unwrap_or_default();
        changes.push((place.clone(), Change::More(more)));
    }
}

fn node<'m>(
    old: &Node<'m>,
    new: &Node<'m>,
    place: &mut Place<'m>,
    changes: &mut Vec<(Place<'m>, Change<'m>)>,
) {
    match (old, new) {
        (Node::Words(old), Node::Words(new)) if old != new => {
            changes.push((place.clone(), Change::Words(plain(new))));
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
                let mut change = |name, value| {
                    changes.push((place.clone(), Change::Attribute { name, value }));
                };
                for &(name, value) in new.iter().filter(|known| !old.contains(known)) {
                    change(name, Some(plain(value)));
                }
                for &(name, _) in &old {
                    if !new.iter().any(|(known, _)| *known == name) {
                        change(name, None);
                    }
                }
            }
            within(
                &(old_inside, old_children),
                &(inside, children),
                place,
                changes,
            );
        }
        // Words that stay; of different names no two are compared.
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link;
    use crate::markup::{self, Draw, Extent, Offer, Part};
    use crate::model::Plan;
    use crate::query::{Explorer, Lang, Layout};
    use crate::words::Words;
    use anyhow::Context;
    use proptest::prelude::*;

    /// A page's part as a browser keeps it.
    #[derive(Clone, Debug, PartialEq, Eq)]
    enum Tree {
        Words(String),
        Element(
            String,
            std::collections::BTreeMap<String, String>,
            Vec<Tree>,
        ),
    }

    fn trees(markup: &str) -> Option<Vec<Tree>> {
        fn tree((_, node): &(usize, Node<'_>)) -> Tree {
            match node {
                Node::Words(words) => Tree::Words(plain(words)),
                Node::Element {
                    name,
                    attributes: own,
                    children,
                    ..
                } => Tree::Element(
                    (*name).to_owned(),
                    attributes(own)
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), plain(value)))
                        .collect(),
                    children.iter().map(tree).collect(),
                ),
            }
        }
        let (nodes, rest) = read(markup)?;
        rest.is_empty().then(|| nodes.iter().map(tree).collect())
    }

    fn make(part: &mut Vec<Tree>, place: &[(usize, &str)], change: &Change<'_>) -> Option<()> {
        let [(at, name), further @ ..] = place else {
            match change {
                Change::Inside(markup) => *part = trees(markup)?,
                Change::More(markup) => part.extend(trees(markup)?),
                _ => return None,
            }
            return Some(());
        };
        match (part.get_mut(*at)?, change) {
            (Tree::Words(words), Change::Words(now)) if further.is_empty() && *name == "#text" => {
                words.clone_from(now);
            }
            (Tree::Element(own, attributes, _), Change::Attribute { name: key, value })
                if further.is_empty() && own == name =>
            {
                match value {
                    Some(value) => attributes.insert((*key).to_owned(), value.clone()),
                    None => attributes.remove(*key),
                };
            }
            (Tree::Element(own, _, children), _) if own == name => make(children, further, change)?,
            _ => return None,
        }
        Some(())
    }

    /// What `before` is once it is changed.
    fn changed(before: &str, after: &str) -> Option<(Vec<Tree>, usize)> {
        let changes = changes(before, after)?;
        let mut part = trees(before)?;
        for (place, change) in &changes {
            make(&mut part, place, change)?;
        }
        Some((part, changes.len()))
    }

    #[test]
    fn only_what_says_something_else_changes() {
        let before = r#"<p class="a" id="b">1 &lt; 2</p><ul><li>x</li></ul>"#;
        let after = r#"<p id="c &amp; d">1 &gt; 2</p><ul><li>x</li><li>y</li></ul>"#;
        let p = vec![(0, "p")];
        let attribute = |name, value: Option<&str>| Change::Attribute {
            name,
            value: value.map(str::to_owned),
        };
        let expected = vec![
            (p.clone(), attribute("id", Some("c & d"))),
            (p.clone(), attribute("class", None)),
            (vec![(0, "p"), (0, "#text")], Change::Words("1 > 2".into())),
            (vec![(1, "ul")], Change::More("<li>y</li>")),
        ];
        assert_eq!(changes(before, after), Some(expected));
        assert_eq!(changes(before, before), Some(Vec::new()));
    }

    #[test]
    fn what_is_not_ours_or_all_new_is_not_changed_in_place() {
        assert_eq!(changes("<p>1</p>", "<div>1</div>"), None);
        assert_eq!(changes("", "<p>1</p>"), None);
        for broken in ["<p>", "<p", "</p>", "<p></q>", "<p>1</p></p>"] {
            assert_eq!(changes(broken, "<p>1</p>"), None, "{broken}");
            assert_eq!(changes("<p>1</p>", broken), None, "{broken}");
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
        fn what_is_changed_says_what_it_should(before in part(), after in part()) {
            if let Some((part, _)) = changed(&before, &after) {
                prop_assert_eq!(Some(part), trees(&after));
            } else {
                prop_assert!(changes(&before, &after).is_none(), "a change leads nowhere");
            }
        }
    }

    /// The parts that are changed in place, between views that readers go from and to.
    #[test]
    fn every_part_of_the_page_changes_in_place() -> anyhow::Result<()> {
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
                markup::summary(&draw, "https://example.org/", false, Offer::All),
                draw.content(Layout::for_width(900), Extent::AtOnce(12)),
                draw.content(Layout::for_width(900), Extent::Whole),
                markup::summary(&draw, "https://example.org/", false, Offer::Chosen),
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
                    if let Some((part, _)) = changed(before, after) {
                        assert_eq!(Some(part), trees(after), "?{from} to ?{to}");
                    }
                }
            }
        }
        // Choosing a filter touches numbers, links and marks, and draws no field anew.
        let facets = changes(&all[0][1], &all[1][1]).unwrap_or_default();
        assert!(!facets.is_empty());
        let kept =
            |change: &Change<'_>| matches!(change, Change::Attribute { .. } | Change::Words(_));
        assert!(facets.iter().all(|(_, change)| kept(change)), "{facets:?}");
        // The rest of an answer comes after the first of it.
        for parts in &all {
            let (first, whole) = (&parts[4], &parts[5]);
            assert!(first == whole || changes(first, whole).is_some());
        }
        Ok(())
    }

    /// What follows an opened passage by a frame touches nothing of what is read by then.
    #[test]
    fn the_rest_of_a_passage_comes_after_what_is_there() -> anyhow::Result<()> {
        let plan = Plan::from_json(crate::PLAN_JSON)?;
        let explorer = Explorer::new(&plan);
        let occasion = markup::Occasion {
            address: "https://example.org/",
            day: "2026-11-27",
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
            let opened = explorer.open(&query, &view).context("nothing is opened")?;
            let [first, whole] = [Part::AtOnce(600.0), Part::Whole(occasion)]
                .map(|part| markup::reader(&draw, &opened, part).into_string());
            let grown = changes(&first, &whole).context("it is drawn anew")?;
            let more = |change: &Change<'_>| matches!(change, Change::More(_));
            assert!(grown.iter().all(|(_, change)| more(change)), "{grown:?}");
            shortened += usize::from(grown.len() > 1);
            let made = changed(&first, &whole).context("no change")?;
            assert_eq!(Some(made.0), trees(&whole), "{}", passage.id);
        }
        // Of long passages the end is left out, of others what stands around them alone.
        assert!((1..plan.passages().len()).contains(&shortened));
        Ok(())
    }
}
