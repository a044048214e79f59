//! A passage: its words, letter for letter, with an anchor for everything a link can point at; and what
//! we noted of it, apart.

use maud::{Markup, html};

use super::frame::app_link;
use crate::model::{Basis, Passage, Plan, Project, Span, Term, Text, Vocabulary};
use crate::query::Query;
use crate::words::{PAGES, ZH, fill};

/// A stretch of a passage that a link can point at, and the id it goes by.
type Anchor<'a> = (Span, &'a str);

/// The milestones and projects of the passage at `position`, and the terms that are at home there: each
/// where its words stand, the outer before the inner. A term's explanation may run into a milestone that
/// reaches further; its anchor then ends where that begins.
fn anchors<'a>(plan: &'a Plan, position: usize, passage: &Passage) -> Vec<Anchor<'a>> {
    let milestones = plan.milestones_at(position).iter();
    let projects = plan.projects_at(position).iter();
    let mut all: Vec<Anchor<'a>> = milestones
        .map(|entry| (entry.span(), entry.id.as_str()))
        .chain(projects.map(|entry| (entry.span(), entry.id.as_str())))
        .collect();
    let terms = plan.file().terms.iter().filter_map(|term| {
        let span = term
            .home()
            .filter(|home| home.passage == passage.id)?
            .span();
        let crossing = all.iter().map(|&(other, _)| other).filter(|other| {
            let begins_inside = span.start() < other.start() && other.start() < span.end();
            begins_inside && other.end() > span.end()
        });
        let end = crossing.map(Span::start).min().unwrap_or(span.end());
        Some((Span::new(span.start(), end)?, term.id.as_str()))
    });
    let terms: Vec<_> = terms.collect();
    all.extend(terms);
    all.sort_by_key(|&(span, _)| (span.start(), std::cmp::Reverse(span.end())));
    all
}

/// The words of `window`, each anchor around its own. An anchor that would reach beyond the one it begins
/// in ends with it: elements nest, and where a link lands is where an anchor begins.
fn words(text: &Text, window: Span, anchors: &[Anchor<'_>]) -> Markup {
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
        let within = rest
            .iter()
            .take_while(|(next, _)| next.start() < end)
            .count();
        let (inside, after) = rest.split_at_checked(within).unwrap_or((rest, &[]));
        parts.push(
            html! { (slice(at, inner.start())) span id=(id) { (words(text, inner, inside)) } },
        );
        at = end;
        left = after;
    }
    html! { @for part in &parts { (part) } (slice(at, window.end())) }
}

/// A passage cut into its heading (with mark and full stop) and its sentences, with every anchor.
pub(super) struct Words {
    /// What stands before the first sentence, if anything does.
    pub heading: Option<Markup>,
    /// The sentences, each with its own anchor.
    pub body: Option<Markup>,
}

/// The words of a passage. Heading and body, put together, are its text.
pub(super) fn cut(plan: &Plan, passage: &Passage) -> Words {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let anchors = anchors(plan, position, passage);
    let end = passage.text.span().end();
    let starts = passage.sentences.first().map_or(end, |first| first.start);
    let heading = Span::new(0, starts).unwrap_or(Span::NOTHING);
    let body = html! {
        @for sentence in &passage.sentences {
            span.sentence id=(sentence.id) { (words(&passage.text, sentence.span(), &anchors)) }
        }
    };
    Words {
        heading: (!heading.is_empty()).then(|| words(&passage.text, heading, &anchors)),
        body: (!passage.sentences.is_empty()).then_some(body),
    }
}

/// The page to share that an entry of a passage leads to, seen from `top`.
pub(super) fn theme_link(plan: &Plan, top: &str, theme: crate::model::Theme) -> Markup {
    let name = plan
        .file()
        .themes
        .get(theme.ordinal())
        .map(|entry| entry.zh.as_str());
    html! { a href={ (top) "s/theme-" (theme.id()) ".html" } { (name.unwrap_or_default()) } }
}

/// The name of a place as it stands in the text, once each, and for a group whom it takes in.
fn places(plan: &Plan, position: usize) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for mention in plan.mentions_at(position) {
        let place = match (mention.basis, mention.scope) {
            (Basis::Collective, Some(scope)) => {
                format!("“{}”：{}", mention.quote, ZH.scope_about(scope))
            }
            _ => mention.quote.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    places
}

/// The terms that stand in the passage, each once, in text order.
fn terms(plan: &Plan, position: usize) -> Vec<&Term> {
    let mut terms: Vec<&Term> = Vec::new();
    for (_, term) in plan.terms_at(position) {
        if !terms.iter().any(|known| known.id == term.id) {
            terms.push(term);
        }
    }
    terms
}

/// Themes and places of a passage, as ours.
pub(super) fn tags(plan: &Plan, passage: &Passage, top: &str) -> Markup {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let places = places(plan, position);
    html! {
        dl.tags {
            div {
                dt { (ZH.themes_here) }
                dd { ul {
                    li.primary { (theme_link(plan, top, passage.themes.primary)) }
                    @for theme in passage.themes.secondary.iter() {
                        li { (theme_link(plan, top, theme)) }
                    }
                } }
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

/// Milestones, projects and terms of a passage, each a link to its words; `home` is where the anchors of
/// terms lie that are at home in another passage.
pub(super) fn notes(plan: &Plan, passage: &Passage, home: &str) -> Option<Markup> {
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let milestones = plan.milestones_at(position);
    let projects: &[Project] = plan.projects_at(position);
    let terms = terms(plan, position);
    let counts = [milestones.len(), projects.len(), terms.len()];
    let said: Vec<String> = counts
        .iter()
        .zip(PAGES.note_counts)
        .filter(|&(&count, _)| count > 0)
        .map(|(count, template)| fill(template, &[&count.to_string()]))
        .collect();
    let here = |term: &Term| term.home().is_some_and(|at| at.passage == passage.id);
    let list = html! {
        details.notes {
            summary { (PAGES.notes) (said.join("，")) }
            ul {
                @for entry in milestones {
                    li { a href={ "#" (entry.id) } { b { (ZH.kind_name(entry.kind)) } (entry.label) } }
                }
                @for entry in projects {
                    li { a href={ "#" (entry.id) } { b { (ZH.status_name(entry.status)) } (entry.name) } }
                }
                @for term in terms {
                    li {
                        a href={ @if !here(term) { (home) } "#" (term.id) } { b { (PAGES.terms_here) } (term.label) }
                    }
                }
            }
        }
    };
    (!said.is_empty()).then_some(list)
}

/// The link that opens a passage in the app.
pub(super) fn opens(plan: &Plan, passage: &Passage, top: &str) -> Markup {
    let view = Query::default().at(plan.target(&passage.id));
    html! {
        p.opens { a href=(app_link(top, &view)) { (PAGES.open_passage) } }
    }
}
