//! The parts of a passage: its text, letter for letter, with an anchor for everything that a link can point
//! at; and, apart from the text, our tags and notes.

use maud::{Markup, html};

use super::frame::app_link;
use crate::model::{Basis, Passage, Plan, Span, Term, Text, Theme};
use crate::query::Query;
use crate::words::{PAGES, ZH, fill, verb};

/// A span of a passage that a link can point at, and its id.
type Anchor<'a> = (Span, &'a str);

/// The anchors of the passage at `position`: its milestones, its projects, and the terms whose anchor is in it.
/// They are sorted by start; of those that start together the longest comes first.
///
/// The definition of a term may overlap a milestone that begins inside it and ends after it. The term's
/// anchor then ends where the milestone begins.
fn anchors<'a>(plan: &'a Plan, position: usize, passage: &Passage) -> Vec<Anchor<'a>> {
    let milestones = plan.milestones_at(position).iter();
    let projects = plan.projects_at(position).iter();
    let mut all: Vec<Anchor<'a>> = milestones
        .map(|entry| (entry.span(), entry.id.as_str()))
        .chain(projects.map(|entry| (entry.span(), entry.id.as_str())))
        .collect();
    let terms: Vec<Anchor<'a>> = plan
        .terms()
        .iter()
        .filter_map(|term| {
            let anchor = term
                .anchor()
                .filter(|anchor| anchor.passage == passage.id)?;
            let span = anchor.span();
            let overlaps = |other: &Span| {
                let begins_inside = span.start() < other.start() && other.start() < span.end();
                begins_inside && other.end() > span.end()
            };
            let others = all.iter().map(|&(other, _)| other);
            let end = others.filter(overlaps).map(Span::start).min();
            let span = Span::new(span.start(), end.unwrap_or(span.end()))?;
            Some((span, term.id.as_str()))
        })
        .collect();
    all.extend(terms);
    all.sort_by_key(|&(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    all
}

/// The text of `window` with an element around each anchor. `anchors` are sorted as [`anchors`] does.
///
/// Elements must nest, so an anchor that reaches beyond its enclosing one ends with it. That is no loss: a
/// link lands at the start of an anchor.
fn with_anchors(text: &Text, window: Span, anchors: &[Anchor<'_>]) -> Markup {
    let slice = |from, to| text.slice(Span::new(from, to).unwrap_or(Span::NOTHING));
    let mut parts: Vec<Markup> = Vec::new();
    let mut at = window.start();
    let mut left = anchors;
    while let Some((&(span, id), rest)) = left.split_first() {
        if span.start() < at {
            left = rest;
            continue;
        }
        if span.start() >= window.end() {
            break;
        }
        let end = span.end().min(window.end());
        let inner = Span::new(span.start(), end).unwrap_or(Span::NOTHING);
        let (inside, after) = rest.split_at(rest.partition_point(|(next, _)| next.start() < end));
        parts.push(html! {
            (slice(at, inner.start()))
            span id=(id) { (with_anchors(text, inner, inside)) }
        });
        at = end;
        left = after;
    }
    html! { @for part in &parts { (part) } (slice(at, window.end())) }
}

/// The text of a passage with all its anchors. Heading and body together are the whole text.
pub(super) struct PassageText {
    /// What stands before the first sentence, with the outline mark and the full stop.
    pub heading: Option<Markup>,
    /// The sentences, each in an element with its id.
    pub body: Option<Markup>,
}

/// The text of a passage as HTML.
pub(super) fn passage_text(plan: &Plan, passage: &Passage) -> PassageText {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let anchors = anchors(plan, position, passage);
    let end = passage.text.span().end();
    let body_start = passage.sentences.first().map_or(end, |first| first.start);
    let heading = Span::new(0, body_start).unwrap_or(Span::NOTHING);
    let body = html! {
        @for sentence in &passage.sentences {
            span.sentence id=(sentence.id) { (with_anchors(&passage.text, sentence.span(), &anchors)) }
        }
    };
    PassageText {
        heading: (!heading.is_empty()).then(|| with_anchors(&passage.text, heading, &anchors)),
        body: (!passage.sentences.is_empty()).then_some(body),
    }
}

/// A link to the page of a theme. `root` is the way to the site's root.
fn theme_link(plan: &Plan, root: &str, theme: Theme) -> Markup {
    let name = ZH.theme_name(plan, theme);
    html! { a href={ (root) "s/theme-" (plan.id(theme)) ".html" } { (name) } }
}

/// The places that a passage mentions, each once, as the text writes them. A group also says whom it means.
fn places(plan: &Plan, position: usize) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for mention in plan.mentions_at(position) {
        let place = match (mention.basis, mention.scope) {
            (Basis::Collective, Some(scope)) => {
                format!("“{}”：{}", mention.quote, ZH.scope_about(plan, scope))
            }
            _ => mention.quote.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The terms that a passage uses, each once, in text order.
fn terms(plan: &Plan, position: usize) -> Vec<&Term> {
    let mut terms: Vec<&Term> = Vec::new();
    for (_, term) in plan.terms_at(position) {
        if !terms.iter().any(|known| known.id == term.id) {
            terms.push(term);
        }
    }
    terms
}

/// The themes and places of a passage. `root` is the way to the site's root.
pub(super) fn tags(plan: &Plan, passage: &Passage, root: &str) -> Markup {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let places = places(plan, position);
    html! {
        dl.facts {
            @if let Some(themes) = &passage.themes {
                div {
                    dt { (ZH.themes_here) }
                    dd { ul {
                        @for (theme, is_primary) in themes.in_order() {
                            li class=[is_primary.then_some("primary")] { (theme_link(plan, root, theme)) }
                        }
                    } }
                }
            }
            @if !places.is_empty() {
                div {
                    dt { (ZH.places_here) }
                    dd { ul { @for place in &places { li { (place) } } } }
                }
            }
        }
    }
}

/// The milestones, projects and terms of a passage, each a link to its words; `None` if there are none.
/// `text` is the link to the text edition, empty within it: a term may have its anchor in another passage.
pub(super) fn notes(plan: &Plan, passage: &Passage, text: &str) -> Option<Markup> {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let milestones = plan.milestones_at(position);
    let projects = plan.projects_at(position);
    let terms = terms(plan, position);
    let counts: Vec<String> = [milestones.len(), projects.len(), terms.len()]
        .iter()
        .zip(PAGES.note_counts)
        .filter(|&(&count, _)| count > 0)
        .map(|(count, template)| fill(template, &[&count.to_string()]))
        .collect();
    let is_anchored = |term: &Term| term.anchor().is_some_and(|at| at.passage == passage.id);
    let list = html! {
        details.notes {
            summary { (PAGES.notes) (counts.join("，")) }
            ul {
                @for entry in milestones {
                    li { a href={ "#" (entry.id) } { b { (ZH.kind_name(entry.kind)) } (entry.label) } }
                }
                @for entry in projects {
                    li { a href={ "#" (entry.id) } { q.verb { (verb(entry)) } (entry.name) } }
                }
                @for term in terms {
                    li {
                        a href={ @if !is_anchored(term) { (text) } "#" (term.id) } { b { (PAGES.terms_here) } (term.label) }
                    }
                }
            }
        }
    };
    (!counts.is_empty()).then_some(list)
}

/// The link that opens a passage in the app. `root` is the way to the site's root.
pub(super) fn open_in_app(plan: &Plan, passage: &Passage, root: &str) -> Markup {
    let query = Query::default().at(plan.target(&passage.id));
    html! {
        p.opens { a href=(app_link(plan, root, &query)) { (PAGES.open_passage) } }
    }
}
