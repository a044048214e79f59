//! Links of the app's own HTML, led to static pages.

use crate::link;
use crate::model::Plan;
use crate::query::Query;

/// The static page that shows most of a query, and whether its address tells the whole query.
pub(super) fn static_page(plan: &Plan, query: &Query) -> (String, bool) {
    let at = query.at.as_ref().map(|target| target.id());
    match (link::share_page(query, plan), at) {
        _ if *query == Query::default() => ("./".to_owned(), true),
        (_, Some(id)) => (
            format!("text.html#{id}"),
            query.at(None) == Query::default(),
        ),
        (Some(page), None) => (page, true),
        (None, None) => ("text.html".to_owned(), false),
    }
}

/// The HTML with other attributes in place of each `href="?…"`. `attributes` gets the query, and the address as it is
/// escaped in the HTML.
pub(super) fn with_links(
    plan: &Plan,
    html: &str,
    attributes: impl Fn(&Query, &str) -> String,
) -> String {
    const LINK: &str = "href=\"?";
    let mut parts = html.split(LINK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (escaped, rest) = part.split_once('"').unwrap_or((part, ""));
        let query = link::read(&escaped.replace("&amp;", "&"), plan).query;
        out.push_str(&attributes(&query, escaped));
        out.push_str(rest);
    }
    out
}
