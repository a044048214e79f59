//! What every page here has around its words: the head, the bar at the top, the lines at the foot.

use maud::{DOCTYPE, Markup, html};

use super::{SiteUrl, policy};
use crate::link;
use crate::query::Query;
use crate::words::{PAGES, ZH};

/// The picture on cards that chat clients make of a link, and its size in pixels.
const COVER: (&str, u32, u32) = ("cover.png", 1200, 630);

/// A page to be written.
pub(super) struct Frame<'a> {
    /// Where it lies in the site.
    pub path: &'a str,
    /// The way from there to the top of the site: empty or `../`.
    pub top: &'static str,
    /// Its title.
    pub title: &'a str,
    /// What it holds.
    pub description: &'a str,
    /// Where the site lies, if that is known.
    pub site: Option<&'a SiteUrl>,
    /// The view of the app that shows the same.
    pub view: &'a Query,
    /// Whether a browser that can run the app goes there by itself.
    pub leads_on: bool,
}

/// The link from a page at `top` to the app's view.
pub(super) fn app_link(top: &str, view: &Query) -> String {
    let here = if top.is_empty() { "./" } else { top };
    match link::write(view) {
        query if query.is_empty() => here.to_owned(),
        query => format!("{here}?{query}"),
    }
}

/// Where a page lies, and the picture for its card. A card's picture needs a whole address.
fn addresses(path: &str, site: Option<&SiteUrl>) -> Markup {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (cover, width, height) = COVER;
    html! {
        @match site {
            None => link rel="canonical" href=(name);,
            Some(site) => {
                link rel="canonical" href=(site.of(path));
                meta property="og:url" content=(site.of(path));
                meta property="og:image" content=(site.of(cover));
                meta property="og:image:width" content=(width);
                meta property="og:image:height" content=(height);
                meta property="og:image:alt" content=(ZH.site);
                meta name="twitter:card" content="summary_large_image";
            }
        }
    }
}

/// What `index.html` gains in its head when it is known where the site lies.
pub fn index_head(site: &SiteUrl) -> String {
    addresses("", Some(site)).into_string()
}

impl Frame<'_> {
    /// The whole file with `main` in it.
    pub fn around(&self, main: &Markup) -> String {
        let top = self.top;
        let opens = app_link(top, self.view);
        let page = html! {
            (DOCTYPE) "\n"
            html lang="zh-Hans" {
                head {
                    meta charset="utf-8"; "\n"
                    (policy::stated()) "\n"
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"; "\n"
                    title { (self.title) } "\n"
                    meta name="description" content=(self.description); "\n"
                    meta name="color-scheme" content="light dark"; "\n"
                    meta name="theme-color" content="#7a1f1c"; "\n"
                    meta property="og:type" content="article"; "\n"
                    meta property="og:site_name" content=(ZH.site); "\n"
                    meta property="og:locale" content="zh_CN"; "\n"
                    meta property="og:title" content=(self.title); "\n"
                    meta property="og:description" content=(self.description); "\n"
                    (addresses(self.path, self.site)) "\n"
                    link rel="icon" href={ (top) "icon.svg" } type="image/svg+xml"; "\n"
                    link rel="apple-touch-icon" href={ (top) "apple-touch-icon.png" }; "\n"
                    link rel="stylesheet" href={ (top) "edition.css" }; "\n"
                    @if self.leads_on {
                        // Not waited for: where it is slow or missing, the words are there.
                        script async src={ (top) "open.js" } data-open=(opens) {} "\n"
                    }
                }
                "\n"
                body {
                    header.bar {
                        p.brand { a href=(app_link(top, &Query::default())) { (ZH.site) } }
                        p { a.open href=(opens) { (PAGES.open_view) } }
                    }
                    "\n"
                    main { "\n" (main) }
                    "\n"
                    footer.ours {
                        p { (PAGES.unchanged) }
                        @if self.leads_on {
                            p { a href={ (top) "text.html" } { (PAGES.whole_text) } }
                        }
                    }
                    "\n"
                }
            }
            "\n"
        };
        page.into_string()
    }
}
