//! Handing on a link: the buttons, and the share dialog.

use leptos::prelude::*;

use super::controls::{CopyButton, Copyable};
use super::html::Html;
use super::navigation::shared_query;
use super::state::use_state;
use super::types::{part, press};
use crate::dom;
use crate::html::qr_code;
use crate::link;
use crate::query::Query;
use crate::words::{Words, page_title};

/// “Copy link” and “Share”: for the view, or with what is opened.
#[component]
pub(super) fn ShareButtons(words: &'static Words, with_opened: bool) -> impl IntoView {
    let state = use_state();
    let url: Box<dyn Fn() -> String> = Box::new(move || {
        state.flush();
        state.url(&shared_query(state, with_opened))
    });
    view! {
        <CopyButton label=words.copy_link copied=words.copied text=url/>
        <ShareButton words with_opened/>
    }
}

/// “Share”, which opens the share dialog.
#[component]
pub(super) fn ShareButton(words: &'static Words, with_opened: bool) -> impl IntoView {
    let state = use_state();
    let share = press(move || {
        state.flush();
        state.shared.set(Some(shared_query(state, with_opened)));
        dom::after_delay(0, || dom::open_dialog("share"));
    });
    view! { <button class="share" type="button" aria-haspopup="dialog" on:click=share>{words.share}</button> }
}

/// The share dialog: the link, its QR code, the code for an `iframe`.
#[component]
pub(super) fn ShareDialog(words: &'static Words) -> impl IntoView {
    let state = use_state();
    view! {
        <dialog id="share" class="help" aria-labelledby="share-title">
            {part(move || state.shared.get().map(|query| view! { <ShareSheet words query/> }).into_any())}
        </dialog>
    }
}

#[component]
fn ShareSheet(words: &'static Words, query: Query) -> impl IntoView {
    let state = use_state();
    let plan = state.plan();
    let url = state.url(&query);
    let embedded = Query {
        embed: true,
        ..query.clone()
    };
    let frame = format!(
        "<iframe src=\"{}\" width=\"100%\" height=\"600\" title=\"{}\" loading=\"lazy\"></iframe>",
        state.url(&embedded),
        words.site(plan)
    );
    let preview = link::share_page(&query, plan).map(|page| dom::sibling_url(&page));
    let title = page_title(words, plan, &query);
    let (code, to_share) = (qr_code(words, &url).into_string(), url.clone());
    let share = press(move || dom::share(&title, &to_share));
    let copied = words.copied;
    view! {
        <h2 id="share-title" tabindex="-1">{words.share_sheet}</h2>
        <h3>{words.share_link}</h3>
        <Copyable id="share-link" text=url label=words.copy_link.to_owned() copied/>
        {dom::can_share().then(|| view! { <button type="button" on:click=share>{words.share}</button> })}
        {preview.map(|page| view! {
            <h3>{words.share_page}</h3>
            <Copyable id="share-page" text=page label=words.copy_link.to_owned() copied/>
        })}
        <Html class="qr-code" html=code/>
        <details class="cite">
            <summary>{words.share_embed}</summary>
            <p class="hint">{words.share_embed_about}</p>
            <Copyable id="share-embed" text=frame label=words.share_copy_embed.to_owned() copied/>
        </details>
        <form method="dialog"><button class="main">{words.close}</button></form>
    }
}
