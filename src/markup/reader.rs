//! The panel of what is opened: a passage with what the link points at marked, its neighbours and its notes;
//! or a term. It is beside the view on a wide screen, over it on a narrow one.

use maud::{Markup, html};

use super::list::{chapter_name, heading, mixed, themes};
use super::projects::verb;
use super::share::{copy_button, share_buttons};
use super::{Action, Draw, ShareTarget, term, text};
use crate::export::Citation;
use crate::model::{Basis, Location, Passage, Span, Target, Vocabulary};
use crate::query::{Opened, ViewKind};
use crate::words;

/// Where and when a citation is made.
#[derive(Clone, Copy, Debug)]
pub struct Accessed<'a> {
    /// The page's address, without a query.
    pub url: &'a str,
    /// Today, `YYYY-MM-DD`.
    pub date: &'a str,
}

/// How much of what is opened is drawn.
#[derive(Clone, Copy, Debug)]
pub enum ReaderPart<'a> {
    /// What fills a window of this height in CSS pixels.
    FirstScreen(f64),
    /// All of it, with citations and notes.
    Whole(Accessed<'a>),
}

impl ReaderPart<'_> {
    /// The character of the passage up to which it is drawn. A passage with a target inside is drawn whole.
    fn until(self, target: Option<Span>) -> u32 {
        match self {
            // A line has some 24 characters and is 32 pixels high; on some screens it is twice as long.
            Self::FirstScreen(height) if target.is_none() => height.clamp(400.0, 4000.0) as u32,
            _ => u32::MAX,
        }
    }
}

/// The panel.
pub fn reader(draw: &Draw<'_>, opened: &Opened<'_>, part: ReaderPart<'_>) -> Markup {
    let words = draw.words;
    html! {
        section.reader aria-labelledby="reader-title" tabindex="-1" {
            div.reader-bar {
                @if opened.location.term.is_none() {
                    (step(draw, opened.previous.as_ref(), words.previous, "previous"))
                    (step(draw, opened.next.as_ref(), words.next, "next"))
                }
                span.reader-tools { (share_buttons(words, ShareTarget::Opened)) }
                button.close type="button" aria-label=(words.close) data-do=(Action::Close.id()) {
                    span.when-wide { (words.close) }
                    span.when-narrow { "×" }
                }
            }
            div.reader-body {
                @if let Some(entry) = opened.location.term {
                    (term::term(draw, entry))
                } @else {
                    (passage(draw, opened.location, part))
                    @if let ReaderPart::Whole(accessed) = part { (around(draw, opened.location, accessed)) }
                }
            }
        }
    }
}

fn step(draw: &Draw<'_>, target: Option<&Target>, label: &str, class: &str) -> Markup {
    html! {
        @if let Some(target) = target {
            a class={ "step " (class) } id={ "step-" (class) }
                title=[words::target_name(draw.words, draw.plan(), target)]
                href=(draw.href(&draw.query.at(Some(target.clone())))) { (label) }
        } @else {
            span class={ "step " (class) } aria-disabled="true" { (label) }
        }
    }
}

fn passage(draw: &Draw<'_>, location: Location<'_>, part: ReaderPart<'_>) -> Markup {
    let words = draw.words;
    let plan = draw.plan();
    let passage = location.passage;
    let chapter = passage.chapter.as_deref().and_then(|id| plan.chapter(id));
    let section = passage.section.as_deref().and_then(|id| plan.section(id));
    let mut in_text = draw.query.in_view(ViewKind::Text);
    in_text.at = draw.query.at.clone();
    html! {
        p.group-chapter {
            @if let Some(chapter) = chapter { (chapter_name(words, plan, chapter)) }
        }
        @if let Some(section) = section {
            p.reader-section { (heading(words, &words.heading_of_section(section))) }
        }
        h2 #reader-title tabindex="-1" .ours[passage.heading.is_none()] {
            @let name = words.heading_of(passage);
            (heading(words, &name))
        }
        p.passage lang=[draw.zh()] {
            (text::body(draw, passage, location.span(), part.until(location.span())))
        }
        @for entry in plan.below(passage) {
            p.passage lang=[draw.zh()] { (text::body(draw, entry, None, part.until(None))) }
        }
        p { a.quiet href=(draw.href(&in_text)) { (words.read_in_text) } }
    }
}

/// How to cite an opened passage, and what is tagged in it.
fn around(draw: &Draw<'_>, location: Location<'_>, accessed: Accessed<'_>) -> Markup {
    html! {
        (cite(draw, location, accessed))
        h3 { (draw.words.in_this_passage) }
        (notes(draw, location.passage))
    }
}

/// What is tagged in the passage: themes, places, projects, milestones.
fn notes(draw: &Draw<'_>, passage: &Passage) -> Markup {
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
                                a href=(draw.href_at(&project.id)) {
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
                                a href=(draw.href_at(&milestone.id)) {
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

/// How to cite the opened passage.
fn cite(draw: &Draw<'_>, location: Location<'_>, accessed: Accessed<'_>) -> Markup {
    let words = draw.words;
    let citation = Citation {
        plan: draw.plan(),
        words,
        location,
        address: accessed.url,
        day: accessed.date,
    };
    let citations = [
        ("cite-quotation", words.cite_quotation, citation.quotation()),
        ("cite-gbt", words.cite_gbt, citation.gbt7714()),
        ("cite-bibtex", words.cite_bibtex, citation.bibtex()),
    ];
    html! {
        details.cite {
            summary { (words.cite) }
            @for (id, name, text) in &citations {
                h4 { (name) }
                pre.citation id=(id) { (text) }
                (copy_button(&words::fill(words.export_copy, &[name]), Action::CopyText, id))
            }
        }
    }
}
