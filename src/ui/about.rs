//! Where the text comes from, what was removed, and what the source lost.

use leptos::prelude::*;

use super::list::chapter_name;
use super::state::State;
use crate::words;

/// The page about the text.
pub(super) fn about(state: State) -> impl IntoView {
    let words = state.words();
    let about = &words.about;
    let file = state.plan().file();
    let meta = &file.meta;
    let facts = [
        (about.issuer, meta.issuer.as_str()),
        (about.adopted, meta.adopted.as_str()),
        (about.meeting, meta.meeting.as_str()),
        (about.copy_from, meta.source.name.as_str()),
        (about.reposted, meta.source.reposted.as_str()),
        (about.fingerprint, meta.text_sha256.as_str()),
    ];
    let lost = file
        .chapters
        .iter()
        .filter(|chapter| chapter.heading.is_none());
    view! {
        <article class="about">
            <h2>{about.heading}</h2>
            <p>{about.what}</p>
            <h3>{about.source_heading}</h3>
            <p class="plan-title">{meta.title.as_str()}</p>
            <dl class="facts">
                {facts
                    .into_iter()
                    .map(|(name, value)| view! { <div><dt>{name}</dt><dd>{value}</dd></div> })
                    .collect_view()}
            </dl>
            <h3>{about.removed_heading}</h3>
            <p>{about.removed_intro}</p>
            <ul>
                {meta
                    .removed
                    .iter()
                    .map(|entry| {
                        let times = words::fill(about.removed_times, &[&entry.times.to_string()]);
                        view! { <li>{entry.what.as_str()}" · "{times}</li> }
                    })
                    .collect_view()}
            </ul>
            <p>{about.widths}</p>
            <h3>{about.lost_heading}</h3>
            <p>{about.lost_intro}</p>
            <ul class="lost-chapters">
                {lost
                    .map(|chapter| view! { <li>{chapter_name(words, state, chapter)}</li> })
                    .collect_view()}
            </ul>
            <p>{about.lost_goals}</p>
            <h3>{about.rules_heading}</h3>
            <ul>{about.rules.iter().map(|rule| view! { <li>{*rule}</li> }).collect_view()}</ul>
            <h3>{about.data_heading}</h3>
            <p>{about.data}</p>
            <ul class="files">
                {about
                    .files
                    .iter()
                    .map(|(file, what)| view! { <li><a href=*file download="">{*file}</a>" "{*what}</li> })
                    .collect_view()}
            </ul>
            <h3>{about.licence_heading}</h3>
            <p>{about.licence_text}</p>
            <p>{about.licence_annotations}</p>
            <p><a href="text.html">{words.plain_text}</a></p>
        </article>
    }
}
