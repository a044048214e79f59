//! The frame of every static page: its head, its header and its footer.

use maud::{DOCTYPE, Markup, html};

use super::{Page, SiteUrl, cover, policy};
use crate::link;
use crate::model::Plan;
use crate::query::Query;
use crate::words::{PAGES, ZH};

/// The picture on the cards that chat clients make of a link.
pub const COVER: &str = "cover.png";

/// The way from a page to share, `s/….html`, to the site's root.
pub(super) const SHARE_ROOT: &str = "../";

/// What the frame of a page needs to know.
pub(super) struct Frame<'a> {
    /// The page's path in the site: `s/m14.html`.
    pub path: String,
    /// The way from the page to the site's root: empty or [`SHARE_ROOT`].
    pub root: &'static str,
    /// The page's title.
    pub title: String,
    /// The page's description.
    pub description: String,
    /// The plan.
    pub plan: &'a Plan,
    /// The address of the site, if it is known.
    pub site: Option<&'a SiteUrl>,
    /// The view of the app that shows the same.
    pub view: &'a Query,
    /// Whether a browser that can run the app goes on to that view (`public/open.js`).
    pub redirects: bool,
}

/// A link to a view of the app, from a page whose way to the site's root is `root`.
pub(super) fn app_link(plan: &Plan, root: &str, view: &Query) -> String {
    let base = if root.is_empty() { "./" } else { root };
    match link::write(view, plan) {
        query if query.is_empty() => base.to_owned(),
        query => format!("{base}?{query}"),
    }
}

/// The canonical link of a page. With the address of the site also the tags for link cards, because their
/// picture needs an absolute address.
fn canonical(plan: &Plan, path: &str, site: Option<&SiteUrl>) -> Markup {
    let name = path.rsplit('/').next().unwrap_or(path);
    html! {
        @match site {
            None => link rel="canonical" href=(name);,
            Some(site) => {
                link rel="canonical" href=(site.of(path));
                meta property="og:url" content=(site.of(path));
                @if site.has_cover() {
                    meta property="og:image" content=(site.of(COVER));
                    meta property="og:image:width" content=(cover::WIDTH);
                    meta property="og:image:height" content=(cover::HEIGHT);
                    meta property="og:image:alt" content=(ZH.site(plan));
                    meta name="twitter:card" content="summary_large_image";
                }
            }
        }
    }
}

/// The tags that `index.html` needs in its head when the address of the site is known.
pub fn index_head(plan: &Plan, site: &SiteUrl) -> String {
    canonical(plan, "", Some(site)).into_string()
}

impl Frame<'_> {
    /// The page with `main` as its content.
    pub fn page(self, main: &Markup) -> Page {
        let root = self.root;
        let view_link = app_link(self.plan, root, self.view);
        let html = html! {
            (DOCTYPE) "\n"
            html lang="zh-Hans" {
                head {
                    meta charset="utf-8"; "\n"
                    (policy::stated(policy::POLICY)) "\n"
                    meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"; "\n"
                    title { (self.title) } "\n"
                    meta name="description" content=(self.description); "\n"
                    meta name="color-scheme" content="light dark"; "\n"
                    meta name="theme-color" content=(self.plan.site().color); "\n"
                    meta property="og:type" content="article"; "\n"
                    meta property="og:site_name" content=(ZH.site(self.plan)); "\n"
                    meta property="og:locale" content="zh_CN"; "\n"
                    meta property="og:title" content=(self.title); "\n"
                    meta property="og:description" content=(self.description); "\n"
                    (canonical(self.plan, &self.path, self.site)) "\n"
                    link rel="icon" href={ (root) "icon.svg" } type="image/svg+xml"; "\n"
                    link rel="apple-touch-icon" href={ (root) "apple-touch-icon.png" }; "\n"
                    link rel="stylesheet" href={ (root) "edition.css" }; "\n"
                    @if self.redirects {
                        // Asynchronous, so that the content shows first.
                        script async src={ (root) "open.js" } data-open=(view_link) {} "\n"
                    }
                }
                "\n"
                body {
                    header.bar {
                        p.brand { a href=(app_link(self.plan, root, &Query::default())) { (ZH.site(self.plan)) } }
                        p { a.open href=(view_link) { (PAGES.open_view) } }
                    }
                    "\n"
                    main { "\n" (main) }
                    "\n"
                    footer.ours {
                        p { (PAGES.unchanged) }
                        @if self.redirects {
                            p { a href={ (root) "text.html" } { (PAGES.whole_text) } }
                        }
                    }
                    "\n"
                }
            }
            "\n"
        };
        Page {
            path: self.path,
            title: self.title,
            description: self.description,
            html: html.into_string(),
        }
    }
}
