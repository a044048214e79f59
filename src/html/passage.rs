//! What stands below the card in the panel: the passage with what the link points at marked, and what is tagged in
//! it; or what is known of a term.

use maud::{Markup, html};

use super::list::{mixed, themes};
use super::projects::verb;
use super::{Draw, term, text};
use crate::model::{Basis, Location, Passage, Vocabulary};
use crate::query::Opened;
use crate::words;

/// What is opened, where it stands in the text.
pub fn opened(draw: &Draw<'_>, opened: &Opened<'_>) -> Markup {
    match opened.location.term {
        Some(entry) => term::term(draw, entry),
        None => passage(draw, opened.location),
    }
}

/// The passage with what is opened marked, and the paragraphs below it if it is a heading.
fn passage(draw: &Draw<'_>, location: Location<'_>) -> Markup {
    let passage = location.passage;
    html! {
        h3 { (draw.words.whole_passage) }
        p.passage lang=[draw.zh()] {
            (text::body(draw, passage, location.span()))
        }
        @for entry in draw.plan().below(passage) {
            p.passage lang=[draw.zh()] { (text::body(draw, entry, None)) }
        }
    }
}

/// What is tagged in the passage: themes, places, projects, milestones.
pub fn notes(draw: &Draw<'_>, passage: &Passage) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let position = plan.position(&passage.id).unwrap_or(usize::MAX);
    let mut places: Vec<String> = Vec::new();
    for mention in plan.mentions_at(position) {
        let place = match (mention.basis, mention.scope) {
            (Basis::Collective, Some(scope)) => words::fill(
                words.explained,
                &[&mention.quote, words.scope_about(draw.plan(), scope)],
            ),
            _ => mention.quote.clone(),
        };
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let projects = plan.projects_at(position);
    let milestones = plan.milestones_at(position);
    html! {
        dl.notes {
            dt { (words.themes_here) }
            dd { ul.tags { (themes(draw, passage)) } }
            @if !places.is_empty() {
                dt { (words.places_here) }
                dd { ul.places { @for place in &places { li { (mixed(words, place)) } } } }
            }
            @if !projects.is_empty() {
                dt { (words.projects_here) }
                dd {
                    ul.milestones {
                        @for project in projects {
                            li {
                                a href=(draw.href_at(&project.id)) data-opens=(project.id) {
                                    span.kind { (verb(draw, project)) }
                                    span lang=[draw.zh()] { (project.name) }
                                }
                            }
                        }
                    }
                }
            }
            @if !milestones.is_empty() {
                dt { (words.milestones_here) }
                dd {
                    ul.milestones {
                        @for milestone in milestones {
                            li class=(milestone.kind.id()) {
                                a href=(draw.href_at(&milestone.id)) data-opens=(milestone.id) {
                                    span.sign aria-hidden="true" {}
                                    span.kind { (words.kind_name(milestone.kind)) }
                                    span lang=[draw.zh()] { (milestone.label) }
                                    (draw.gloss(milestone.label_en.as_deref()))
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
