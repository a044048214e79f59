//! The list: matching passages in plan order, grouped by chapter and section.

use maud::{Markup, html};

use super::projects::verb;
use super::{Draw, Rows, card, profile};
use crate::model::{Chapter, Milestone, Passage, PassageKind, Plan, Project, Themes, Vocabulary};
use crate::query::{
    Block, CountyAnswer, Excerpt, Group, Item, Lang, Mark, Piece, Relation, Standing, ViewKind,
};
use crate::words::{Heading, Origin, Words, fill};

/// A block with more results is not folded, because it could not be drawn a part at a time.
const MOST_FOLDED: usize = 60;

/// The list: titles and results, `most` results of them. Under one county, what names it are cards, and what
/// means it as part of a group is folded.
pub(super) fn list(draw: &Draw<'_>, county: Option<&CountyAnswer>, most: usize) -> Rows {
    let mut rows = Rows::of(draw.view.total);
    for block in &draw.view.blocks {
        if rows.has(most) {
            break;
        }
        let profile = draw.view.profile.as_ref();
        if let (Some(county), Some(profile)) = (county, profile)
            && block.relation == Relation::Collective
        {
            let is_alone = draw.view.blocks.len() == 1;
            if block.len() <= MOST_FOLDED {
                let open = is_alone || !county.is_whole;
                let all = profile::folded(draw, profile, block, open);
                rows.push("", block.len(), all);
                continue;
            }
            rows.title("groups", profile::groups(draw, profile));
        }
        rows.title(block.relation.id(), block_title(draw, block));
        if let (Some(county), Relation::Named) = (county, block.relation) {
            for entry in block.groups.iter().flat_map(|group| &group.items) {
                if rows.has(most) {
                    return rows;
                }
                rows.push("", 1, card(draw, county, entry));
            }
            if !county.silent.is_empty() {
                rows.title("silent", profile::silent(draw, county));
            }
            continue;
        }
        for group in &block.groups {
            if rows.has(most) {
                break;
            }
            let first = group.items.first().map_or("", |item| &item.passage.id);
            let id = format!("{} {first}", block.relation.id());
            rows.title(id, group_title(draw, group));
            for entry in &group.items {
                if rows.has(most) {
                    break;
                }
                rows.push("", 1, item(draw, entry));
            }
        }
    }
    rows
}

fn block_title(draw: &Draw<'_>, block: &Block<'_>) -> Markup {
    let words = draw.words;
    let title = match block.relation {
        Relation::Any => None,
        Relation::Named => Some((words.block_named, words.block_named_one, "")),
        Relation::Collective => Some((
            words.block_collective,
            words.block_collective_one,
            words.block_collective_why,
        )),
    };
    let county = draw.view.profile.as_ref().map(|profile| profile.county);
    html! {
        @if let Some((title, title_of_one, why)) = title {
            div.block-title {
                @if let Some(county) = county {
                    // Below the name of the county.
                    h3 { (fill(title_of_one, &[words.county(county)])) span.number { (block.len()) } }
                } @else {
                    h2 { (title) span.number { (block.len()) } }
                }
                @if !why.is_empty() { p { (mixed(words, why)) } }
            }
        } @else {
            // For the order of headings: on a narrow screen the filters' `h2` is hidden.
            h2.unseen { (words.view(draw.query.view)) }
        }
    }
}

/// The title of a group. Each has exactly one heading, so that the outline of the page has no gaps.
pub(super) fn group_title(draw: &Draw<'_>, group: &Group<'_>) -> Markup {
    let words = draw.words;
    let name = match group.chapter {
        Some(chapter) => chapter_name(words, draw.plan(), chapter),
        None => {
            let mut kinds = group.items.iter().map(|item| item.passage.kind);
            let name = match kinds.next_back() {
                Some(PassageKind::Closing) => words.back_matter,
                // A part has its own heading, and a paragraph stands below one.
                Some(PassageKind::Part | PassageKind::Paragraph) => words.view(ViewKind::Text),
                _ => words.front_matter,
            };
            html! { (name) }
        }
    };
    html! {
        header.group-title {
            @if let Some(section) = group.section {
                p.group-chapter { (name) }
                h3 { (heading(words, &words.heading_of_section(section))) }
            } @else {
                h3.group-chapter { (name) }
                @if goes_without_section(group) { p.lost { (words.pick(&draw.plan().site().outside_sections)) } }
            }
        }
    }
}

fn goes_without_section(group: &Group<'_>) -> bool {
    let mut kinds = group.items.iter().map(|item| item.passage.kind);
    kinds.any(|kind| matches!(kind, PassageKind::Goal | PassageKind::Vision))
}

/// A chapter's number (第一章) and heading. Where the source lost the heading, says so and shows how the
/// chapter begins.
pub(super) fn chapter_name(words: &Words, plan: &Plan, chapter: &Chapter) -> Markup {
    let heading = words.heading_of_chapter(chapter);
    html! {
        span.chapter-number { (words.chapter_number(chapter.number)) }
        @if chapter.heading.is_some() {
            span.chapter-heading lang=(heading.lang) { (heading.words) }
            @if let Some(original) = heading.original {
                span.original lang="zh-Hans" { (original) }
            }
        } @else {
            span.lost { (words.heading_lost) }
            span.begins {
                span.ours { (words.lead_starts) }
                span lang="zh-Hans" { (plan.opening_of(chapter).map_or("", first_clause)) "……" }
            }
        }
    }
}

/// Text of ours that may quote the plan: in an English page, its Chinese has a `lang` attribute.
pub fn mixed(words: &Words, text: &str) -> Markup {
    let is_han = |letter: char| ('\u{3000}'..='\u{9fff}').contains(&letter);
    let mut runs: Vec<(bool, usize, usize)> = Vec::new();
    for (at, letter) in text.char_indices() {
        let (han, end) = (is_han(letter), at + letter.len_utf8());
        match runs.last_mut() {
            Some(run) if run.0 == han => run.2 = end,
            _ => runs.push((han, at, end)),
        }
    }
    html! {
        @if words.lang == Lang::Zh { (text) } @else {
            @for (han, from, to) in runs {
                @let run = text.get(from..to).unwrap_or_default();
                @if han { span lang="zh-Hans" { (run) } } @else { (run) }
            }
        }
    }
}

/// A heading's number and text. A translation has the plan's own words after it.
pub(super) fn heading(words: &Words, heading: &Heading<'_>) -> Markup {
    html! {
        (heading.number)
        @match heading.original {
            Some(original) => {
                span.translation title=(words.translation) { (heading.words) }
                span.original lang="zh-Hans" { (original) }
            },
            None => span lang=(heading.lang) { (heading.words) },
        }
    }
}

/// The words of a passage up to the first comma.
fn first_clause(passage: &Passage) -> &str {
    let text = passage.text.as_str();
    text.split(['，', '。']).next().unwrap_or(text)
}

/// Pieces of a passage, the marked ones as `<mark>`.
pub(super) fn marked(pieces: &[Piece<'_>]) -> Markup {
    html! {
        @for piece in pieces {
            @match piece.mark {
                None => (piece.text),
                Some(mark) => mark class=(mark.id()) { (piece.text) },
            }
        }
    }
}

/// A result: its heading, and a card for each sentence that matches, with what it says and what it is tagged with.
pub(super) fn item(draw: &Draw<'_>, item: &Item<'_>) -> Markup {
    html! { article.item { (cards(draw, item, None)) } }
}

/// A result that names a county. If more than the county is asked, also the other sentences that say why it is a
/// result.
fn card(draw: &Draw<'_>, answer: &CountyAnswer, item: &Item<'_>) -> Markup {
    html! { article.item.card { (cards(draw, item, Some(answer))) } }
}

/// The heading of a result, and the cards of its sentences. Under a county a card says what names the county, with
/// its projects; else what the sentence says at all.
fn cards(draw: &Draw<'_>, item: &Item<'_>, county: Option<&CountyAnswer>) -> Markup {
    let passage = item.passage;
    let mut excerpts = item.excerpts();
    if county.is_some_and(|county| county.is_whole) {
        excerpts.retain(names);
    }
    let tags = html! {
        (themes(draw, passage))
        @for place in &item.places() { li.place lang=[draw.zh()] { (place) } }
        @if county.is_none_or(|county| !county.is_whole) { (reasons(draw, item)) }
    };
    // A passage is about more than one of its sentences.
    let tags = html! {
        @if !tags.0.is_empty() { li.of-passage { (draw.words.of_passage) } (tags) }
    };
    let mut said = Said::default();
    html! {
        (item_heading(draw, item))
        @for (at, excerpt) in excerpts.iter().enumerate() {
            @let of_county = county.map(|county| (county, names(excerpt)));
            @let class = if of_county.is_none_or(|(_, named)| named) { "sentence" } else { "excerpt" };
            (card::sentence(draw, class, &excerpt.sentence.id, marked(&excerpt.pieces)))
            @let own = match of_county {
                Some((county, _)) => said.of_county(draw, county, item, excerpt),
                None => card::standings(draw, &draw.explorer.standings(passage, excerpt.sentence.span())),
            };
            @let is_last = at + 1 == excerpts.len();
            @if is_last || !own.0.is_empty() {
                ul.tags { (own) @if is_last { (tags) } }
            }
        }
        @if excerpts.is_empty() { ul.tags { (tags) } }
    }
}

/// What the cards of a result have said already: a quote may span two sentences.
#[derive(Default)]
struct Said<'a> {
    milestones: Vec<&'a Milestone>,
    projects: Vec<&'a Project>,
}

impl<'a> Said<'a> {
    /// What a sentence says of a county: of which kind, when, which projects.
    fn of_county(
        &mut self,
        draw: &Draw<'a>,
        answer: &CountyAnswer,
        item: &Item<'_>,
        excerpt: &Excerpt<'_>,
    ) -> Markup {
        let explorer = draw.explorer;
        let (mut milestones, mut projects) =
            explorer.said_of(answer.county, item.passage, excerpt.sentence);
        milestones.retain(|entry| !self.milestones.contains(entry));
        projects.retain(|entry| !self.projects.contains(entry));
        self.milestones.extend(&milestones);
        self.projects.extend(&projects);
        let mut said: Vec<Standing> = Vec::new();
        for milestone in &milestones {
            let entry = Standing {
                kind: Some(milestone.kind),
                period: milestone.period,
            };
            if !said.contains(&entry) {
                said.push(entry);
            }
        }
        html! {
            (card::standings(draw, &said))
            @for milestone in &milestones {
                @let gloss = draw.gloss(milestone.label_en.as_deref());
                @if !gloss.0.is_empty() { li { (gloss) } }
            }
            @for project in &projects {
                li {
                    (verb(draw, project)) " "
                    a href=(draw.href_at(&project.id)) data-opens=(project.id) lang=[draw.zh()] { (project.name) }
                }
            }
        }
    }
}

/// Whether a sentence names a chosen place.
fn names(excerpt: &Excerpt<'_>) -> bool {
    let mut pieces = excerpt.pieces.iter();
    pieces.any(|piece| piece.mark == Some(Mark::Place))
}

/// The groups that make a passage a result.
fn reasons(draw: &Draw<'_>, item: &Item<'_>) -> Markup {
    let words = draw.words;
    html! {
        @for reason in &item.reasons() {
            li.reason { q lang=[draw.zh()] { (reason.quote) } (mixed(words, words.scope_about(draw.plan(), reason.scope))) }
        }
    }
}

fn item_heading(draw: &Draw<'_>, item: &Item<'_>) -> Markup {
    let words = draw.words;
    let passage = item.passage;
    html! {
            h4 {
                a href=(draw.href_at(&passage.id)) data-opens=(passage.id) {
                    @let name = words.heading_of(passage);
                    @if name.origin == Origin::Ours {
                        span.ours { (name.number) (name.words) }
                    } @else {
                        // A section's heading contains its number.
                        @if passage.kind == PassageKind::Measure {
                            span.item-number { (name.number) }
                        }
                        @if name.origin == Origin::Translation {
                            span.translation title=(words.translation) { (name.words) }
                            span.original lang=[draw.zh()] { (marked(&item.heading())) }
                        } @else {
                            span lang=[draw.zh()] { (marked(&item.heading())) }
                        }
                    }
                }
            }
    }
}

/// A passage's themes, the primary one first; those in the query are marked.
pub(super) fn themes(draw: &Draw<'_>, passage: &Passage) -> Markup {
    html! {
        @for (theme, is_primary) in passage.themes.iter().flat_map(Themes::in_order) {
            @let matched = draw.query.themes.contains(theme);
            li.theme.matched[matched].primary[!matched && is_primary] {
                (draw.theme_name(theme))
            }
        }
    }
}
