//! The list: matching passages in plan order, grouped by chapter and section.

use maud::{Markup, html};

use super::Draw;
use super::limit::{Limit, Quota};
use crate::model::{Chapter, Passage, PassageKind, Plan, Themes, Vocabulary};
use crate::query::{Block, Group, Item, Lang, Piece, Relation, ViewKind};
use crate::words::{Heading, Origin, Words};

/// How many results are as high as a county's profile, which stands above the list.
const PROFILE: usize = 4;

/// The list, up to `limit`.
pub(super) fn list(draw: &Draw<'_>, limit: Limit) -> Markup {
    let mut quota = Quota::new(draw.view.total, limit);
    if draw.view.profile.is_some() {
        quota.reserve(PROFILE);
    }
    html! {
        @for entry in &draw.view.blocks { (block(draw, entry, &mut quota)) }
        (quota.more(draw))
    }
}

fn block(draw: &Draw<'_>, block: &Block<'_>, quota: &mut Quota) -> Markup {
    let words = draw.words;
    let title = match block.relation {
        Relation::Any => None,
        Relation::Named => Some((words.block_named, "")),
        Relation::Collective => Some((words.block_collective, words.block_collective_why)),
    };
    html! {
        section.block {
            @if let Some((title, why)) = title {
                div.block-title {
                    h2 { (title) span.number { (block.len()) } }
                    @if !why.is_empty() { p { (mixed(words, why)) } }
                }
            } @else {
                // For the order of headings: on a narrow screen the filters' `h2` is hidden.
                h2.unseen { (words.view(draw.query.view)) }
            }
            @for entry in &block.groups {
                @let before = quota.drawn();
                (group(draw, entry, quota.take_weighted(&entry.items, weight), before))
            }
        }
    }
}

/// A group of results. `before` is how many results stand before its first.
fn group(draw: &Draw<'_>, group: &Group<'_>, items: &[Item<'_>], before: usize) -> Markup {
    if items.is_empty() {
        return Markup::default();
    }
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
        section.group {
            // Each group has exactly one heading, so that the outline of the page has no gaps.
            header.group-title {
                @if let Some(section) = group.section {
                    p.group-chapter { (name) }
                    h3 { (heading(words, &words.heading_of_section(section))) }
                } @else {
                    h3.group-chapter { (name) }
                    @if goes_without_section(group) { p.lost { (words.pick(&draw.plan().site().outside_sections)) } }
                }
            }
            @for (at, entry) in items.iter().enumerate() { (item(draw, entry, before + at)) }
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
pub(super) fn mixed(words: &Words, text: &str) -> Markup {
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

/// How many results with one short excerpt are as high as this one: a heading is as high as three lines of a
/// wide list, and a line has some 48 characters.
fn weight(item: &Item<'_>) -> usize {
    (item.length().div_ceil(48) as usize).div_ceil(4)
}

/// Results from this one on are laid out when they come near the window (`content-visibility` in
/// `style/list.css`). With it on the first results, browsers would lay the page out twice.
const FAR: usize = 12;

fn item(draw: &Draw<'_>, item: &Item<'_>, at: usize) -> Markup {
    let words = draw.words;
    let passage = item.passage;
    html! {
        article.item.far[at >= FAR] {
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
            @for excerpt in &item.excerpts() { p.excerpt lang=[draw.zh()] { (marked(&excerpt.pieces)) } }
            ul.tags {
                (themes(draw, passage))
                @for place in &item.places() { li.place lang=[draw.zh()] { (place) } }
                @for reason in &item.reasons() {
                    li.reason { q lang=[draw.zh()] { (reason.quote) } (mixed(words, words.scope_about(draw.plan(), reason.scope))) }
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
