//! Statements as lists: what each says, of which kind, when, and where in the text.

use maud::{Markup, html};

use super::lanes::mark;
use super::list::mixed;
use super::projects::verb;
use super::{Draw, Rows};
use crate::model::{Basis, Mention};
use crate::query::{Query, Statement};
use crate::words::fill;

/// How many statements one list has. More are several lists, so that a first screen need not draw all.
const OF_A_LIST: usize = 60;

/// The list below the map: the statements of the present filters. What names a chosen place comes first; what means
/// it as part of a group is folded. Nothing where nothing is asked, because that is all of the text.
pub(super) fn below_map(draw: &Draw<'_>, most: usize) -> Rows {
    let query = draw.query;
    if !query.is_filtered() {
        return Rows::default();
    }
    let all = &draw.view.statements;
    let mut rows = Rows::of(all.len());
    if query.counties.is_empty() && query.zones.is_empty() {
        rows.title("all", html! { h2.unseen { (draw.words.view(query.view)) } });
        push(
            draw,
            &mut rows,
            "all",
            &all.iter().collect::<Vec<_>>(),
            most,
        );
        return rows;
    }
    let (named, collective): (Vec<_>, Vec<_>) = all.iter().partition(|one| names(query, one));
    let words = draw.words;
    let county = draw.view.profile.as_ref().map(|profile| profile.county);
    let title = |of_one: &str, of_all: &str, count: usize| {
        let number = html! { span.number { (count) } };
        match county {
            // Below the name of the county.
            Some(county) => html! { h3 { (fill(of_one, &[words.county(county)])) (number) } },
            None => html! { h2 { (of_all) (number) } },
        }
    };
    if !named.is_empty() {
        let title = title(words.block_named_one, words.block_named, named.len());
        rows.title("named", html! { div.block-title { (title) } });
        push(draw, &mut rows, "named", &named, most);
    }
    if collective.is_empty() || rows.has(most) {
        return rows;
    }
    let title = title(
        words.block_collective_one,
        words.block_collective,
        collective.len(),
    );
    let why = html! { p.hint { (mixed(words, words.block_collective_why)) } };
    if collective.len() > OF_A_LIST {
        rows.title("collective", html! { div.block-title { (title) (why) } });
        push(draw, &mut rows, "collective", &collective, most);
    } else {
        let only_places = Query {
            counties: Default::default(),
            zones: Default::default(),
            ..query.clone()
        };
        let open = named.is_empty() || only_places.is_filtered();
        let folded = html! {
            details.folded.collective open[open] {
                summary { (title) }
                (why)
                (list(draw, collective.iter().copied()))
            }
        };
        rows.push("", collective.len(), folded);
    }
    rows
}

/// Adds lists until about `most` statements are drawn.
fn push(draw: &Draw<'_>, rows: &mut Rows, id: &str, all: &[&Statement<'_>], most: usize) {
    for (at, part) in all.chunks(OF_A_LIST).enumerate() {
        if rows.has(most) {
            return;
        }
        let part_list = html! { div class=(id) { (list(draw, part.iter().copied())) } };
        rows.push(format!("{id} {at}"), part.len(), part_list);
    }
}

/// Whether a statement names a chosen place, not only a group that includes it.
fn names(query: &Query, one: &Statement<'_>) -> bool {
    if query.counties.is_empty() {
        one.zones_named().meets(query.zones)
    } else {
        one.counties_named().meets(query.counties)
    }
}

/// A list of statements.
pub(super) fn list<'s, 'a: 's>(
    draw: &Draw<'_>,
    all: impl Iterator<Item = &'s Statement<'a>>,
) -> Markup {
    html! {
        ul.statements { @for one in all { li { (statement(draw, one)) } } }
    }
}

fn statement(draw: &Draw<'_>, one: &Statement<'_>) -> Markup {
    let words = draw.words;
    let id = one.id();
    html! {
        a href=(draw.href_at(id)) data-opens=(id) {
            @if let Some(milestone) = one.milestone {
                (mark(milestone.kind, one.has_number))
                span {
                    span.unseen { (words.kind_name(milestone.kind)) " " }
                    span lang=[draw.zh()] { (milestone.label) }
                    " " (draw.gloss(milestone.label_en.as_deref()))
                }
            } @else {
                span.mark.any aria-hidden="true" {}
                span {
                    @for project in &one.projects {
                        (verb(draw, project)) " " span lang=[draw.zh()] { (project.name) } " "
                    }
                }
            }
        }
        p.standing {
            (words.period_name(draw.plan(), one.period))
            @if let Some(kind) = one.kind() { " · " (words.kind_name(kind)) }
            " · " (words.passage_name(one.passage))
        }
        @for group in groups(draw.query, one) {
            p.reason {
                q lang=[draw.zh()] { (group.quote) }
                @if let Some(scope) = group.scope { " " (mixed(words, words.scope_about(draw.plan(), scope))) }
            }
        }
    }
}

/// The groups that make a statement one of the chosen places, if it names none of them.
fn groups<'s>(query: &Query, one: &'s Statement<'_>) -> Vec<&'s Mention> {
    if names(query, one) {
        return Vec::new();
    }
    let mut groups: Vec<&Mention> = Vec::new();
    for mention in one.mentions.iter().copied() {
        let is_new = groups.iter().all(|known| known.quote != mention.quote);
        let is_chosen = mention.counties.meets(query.counties) || mention.zones.meets(query.zones);
        if mention.basis == Basis::Collective && is_chosen && is_new {
            groups.push(mention);
        }
    }
    groups
}
