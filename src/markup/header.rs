//! The header: the page's name, the tabs of the views, language, help and sharing.

use maud::{Markup, html};

use super::share::share_buttons;
use super::{Action, Draw, ShareTarget};
use crate::model::{Member, Vocabulary};
use crate::query::{Lang, Query, ViewKind};
use crate::words::Words;

/// The reader's settings, which the browser keeps.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The colour scheme; empty to follow the system.
    pub scheme: String,
    /// The text size; empty for the default.
    pub size: String,
}

/// The fields that change the settings.
pub(super) fn settings(words: &Words, settings: &Settings) -> Markup {
    let schemes = [
        ("", words.scheme_auto),
        ("light", words.scheme_light),
        ("dark", words.scheme_dark),
    ];
    let sizes = ["", "large", "largest"].into_iter().zip(words.size_names);
    let field = |action: Action, label: &str, options: &[(&str, &str)], chosen: &str| {
        html! {
            select class=(action.id()) aria-label=(label) data-do=(action.id()) {
                @for (value, label) in options {
                    option value=(value) selected[*value == chosen] { (label) }
                }
            }
        }
    };
    let sizes: Vec<(&str, &str)> = sizes.collect();
    html! {
        (field(Action::Scheme, words.scheme, &schemes, &settings.scheme))
        (field(Action::Size, words.size, &sizes, &settings.size))
    }
}

/// The header.
pub fn header(draw: &Draw<'_>) -> Markup {
    let words = draw.words;
    let home = Query {
        lang: draw.query.lang,
        ..Query::default()
    };
    html! {
        header.site {
            h1.name { a #home href=(draw.href(&home)) data-then="top" { (words.site(draw.plan())) } }
            nav.tabs aria-label=(words.views) {
                @for &view in ViewKind::ALL {
                    a id={ "tab-" (view.id()) }
                        href=(draw.href(&draw.query.in_view(view)))
                        aria-current=[(draw.query.view == view).then_some("page")]
                        data-then="top"
                    { (words.view(view)) }
                }
            }
            div.tools {
                button.help-button type="button" aria-label=(words.help) aria-haspopup="dialog"
                    data-do=(Action::Help.id())
                {
                    span.when-wide { (words.help) }
                    span.when-narrow { "?" }
                }
                @for &lang in Lang::ALL {
                    @if lang != words.lang {
                        a.lang-link #lang-link lang=(lang.tag()) data-then="lang"
                            href=(draw.href(&Query { lang: Some(lang), ..draw.query.clone() }))
                        { (words.language_names.get(lang.ordinal()).copied().unwrap_or_default()) }
                    }
                }
                (share_buttons(words, ShareTarget::View))
            }
        }
    }
}

/// The link that skips the filters, for the keyboard.
pub fn skip(words: &Words) -> Markup {
    html! { a.skip href="#results" data-do=(Action::Skip.id()) { (words.skip) } }
}
