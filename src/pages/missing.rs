//! `404.html`, which hosts such as GitHub Pages show at addresses that do not exist. Its script
//! (`public/missing.js`) goes on to the page that was probably meant.

use maud::{DOCTYPE, html};

use super::{Page, SiteUrl, policy};
use crate::model::Plan;
use crate::words::{PAGES, ZH};

/// `404.html`. A host shows it at any depth, so its links are right everywhere only if the address of the
/// site is known. Without it they are right at the site's root only.
pub fn missing_page(plan: &Plan, site: Option<&SiteUrl>) -> Page {
    let root = site.map_or("./", SiteUrl::path);
    let html = html! {
        (DOCTYPE) "\n"
        html lang="zh-Hans" {
            head {
                meta charset="utf-8"; "\n"
                (policy::stated(policy::POLICY)) "\n"
                meta name="viewport" content="width=device-width, initial-scale=1"; "\n"
                title { (PAGES.missing) " · " (ZH.site(plan)) } "\n"
                meta name="robots" content="noindex"; "\n"
                meta name="color-scheme" content="light dark"; "\n"
                link rel="icon" href={ (root) "icon.svg" } type="image/svg+xml"; "\n"
                link rel="stylesheet" href={ (root) "edition.css" }; "\n"
                // Not deferred: a browser that runs it leaves this page at once.
                script src={ (root) "missing.js" } data-top=(root) {} "\n"
            }
            body {
                header.bar {
                    p.brand { a href=(root) { (ZH.site(plan)) } }
                }
                main {
                    h1 { (PAGES.missing) }
                    p { a href=(root) { (PAGES.open_view) } }
                    p { a href={ (root) "text.html" } { (PAGES.whole_text) } }
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
