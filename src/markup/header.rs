//! The page's name, the views, and what hands the view on.

use maud::{Markup, html};

use super::share::share_buttons;
use super::{Action, Draw, Of};
use crate::model::Vocabulary;
use crate::query::{Lang, Query, ViewKind};
use crate::words::Words;

/// The header; `scheme` is the colour scheme that was chosen, `can_share` whether there is a share sheet.
pub fn header(draw: &Draw<'_>, scheme: &str, can_share: bool) -> Markup {
    let words = draw.words;
    let schemes = [
        ("", words.scheme_auto),
        ("light", words.scheme_light),
        ("dark", words.scheme_dark),
    ];
    let home = Query {
        lang: draw.query.lang,
        ..Query::default()
    };
    html! {
        header.site {
            h1.name { a #home href=(draw.href(&home)) data-then="top" { (words.site) } }
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
                    data-do=(Action::Help.id()) { "?" }
                @for &lang in Lang::ALL {
                    @if lang != words.lang {
                        a.lang-link #lang-link lang=(Words::of(lang).html) data-then="lang"
                            href=(draw.href(&Query { lang: Some(lang), ..draw.query.clone() }))
                        { (words.language_names.get(lang.ordinal()).copied().unwrap_or_default()) }
                    }
                }
                select.scheme aria-label=(words.scheme) data-do=(Action::Scheme.id()) {
                    @for (value, label) in schemes {
                        option value=(value) selected[value == scheme] { (label) }
                    }
                }
                (share_buttons(words, Of::View, can_share))
            }
        }
    }
}

/// The link past the filters.
pub fn skip(words: &Words) -> Markup {
    html! { a.skip href="#results" data-do=(Action::Skip.id()) { (words.skip) } }
}
