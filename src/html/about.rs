//! The page about the text: where it comes from, what was removed, and what the source lost.

use maud::{Markup, html};

use super::Draw;
use super::list::{chapter_name, mixed};
use crate::words;

/// The page.
pub(super) fn about(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let about = &words.about;
    let plan = draw.plan();
    let (meta, site) = (plan.meta(), plan.site());
    let chapters = plan.chapters();
    let lost: Vec<_> = chapters
        .iter()
        .filter(|chapter| chapter.heading.is_none())
        .collect();
    let numbers = [chapters.len(), lost.len()].map(|count| words.numeral(count as u32));
    let reposted = meta.source.reposted.as_deref();
    let facts = [
        (about.issuer, meta.issuer.as_str(), draw.zh()),
        (
            about.adopted,
            meta.adopted.as_deref().unwrap_or_default(),
            None,
        ),
        (about.meeting, &meta.meeting, draw.zh()),
        (about.copy_from, words.source_name(&meta.source), None),
        (about.reposted, reposted.unwrap_or_default(), None),
        (about.fingerprint, &meta.text_sha256, None),
    ];
    html! {
        article.about {
            h2 { (about.heading) }
            p { (mixed(words, about.what)) }
            h3 { (about.source_heading) }
            p.plan-title lang=[draw.zh()] { (meta.title) }
            dl.facts {
                @for (name, value, lang) in facts.into_iter().filter(|(_, value, _)| !value.is_empty()) {
                    div { dt { (name) } dd lang=[lang] { (value) } }
                }
            }
            @if !meta.removed.is_empty() {
                h3 { (about.removed_heading) }
                p { (mixed(words, about.removed_intro)) }
                ul {
                    @for entry in &meta.removed {
                        li {
                            (mixed(words, words.removed(entry))) " · "
                            (words::fill(about.removed_times, &[&entry.times.to_string()]))
                        }
                    }
                }
                p { (mixed(words, about.widths)) }
            }
            @if !lost.is_empty() || !site.lost.is_empty() { h3 { (about.lost_heading) } }
            @if !lost.is_empty() {
                p { (mixed(words, &words::fill(about.lost_intro, &[&numbers[0], &numbers[1]]))) }
                ul.lost-chapters {
                    @for chapter in lost { li { (chapter_name(words, plan, chapter)) } }
                }
            }
            @for paragraph in &site.lost { p { (mixed(words, words.pick(paragraph))) } }
            h3 { (about.rules_heading) }
            ul {
                @for rule in about.rules { li { (mixed(words, rule)) } }
                @for rule in &site.rules { li { (mixed(words, words.pick(rule))) } }
            }
            p { (mixed(words, words.translation_about)) }
            h3 { (about.data_heading) }
            p { (mixed(words, about.data)) }
            ul.files {
                @for (file, what) in about.files {
                    li { a href=(file) download { (file) } " " (what) }
                }
            }
            h3 { (about.licence_heading) }
            p { (mixed(words, about.licence_text)) }
            p { (mixed(words, about.licence_annotations)) }
            p { a href="text.html" { (words.plain_text) } }
        }
    }
}
