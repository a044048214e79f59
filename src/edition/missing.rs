//! The page for addresses that lead nowhere, on hosts that show one (GitHub Pages): it leads on.

use maud::{DOCTYPE, html};

use super::{Page, SiteUrl, policy};
use crate::words::{PAGES, ZH};

/// The page, `404.html`. It is shown at any address, at any depth, so where the site lies must be known for
/// its own links to be right; without that they are right at the site's top only.
pub fn missing_page(site: Option<&SiteUrl>) -> Page {
    let top = site.map_or("./", SiteUrl::path);
    let html = html! {
        (DOCTYPE) "\n"
        html lang="zh-Hans" {
            head {
                meta charset="utf-8"; "\n"
                (policy::stated()) "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                title { (PAGES.missing) " · " (ZH.site) } "\n"
                meta name="robots" content="noindex"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                link rel="icon" href={ (top) "icon.svg" } type="image/svg+xml"; "\n"
                link rel="stylesheet" href={ (top) "edition.css" }; "\n"
                // At once: the words below are for where it does not run.
                script src={ (top) "missing.js" } data-top=(top) {} "\n"
            }
            body {
                header.bar {
                    p.brand { a href=(top) { (ZH.site) } }
                }
                main {
                    h1 { (PAGES.missing) }
                    p { a href=(top) { (PAGES.open_view) } }
                    p { a href={ (top) "text.html" } { (PAGES.whole_text) } }
                }
            }
        }
        "\n"
    };
    Page {
        path: "404.html".to_owned(),
        title: PAGES.missing.to_owned(),
        description: PAGES.missing.to_owned(),
        html: html.into_string(),
    }
}
