//! The page of a county: what the app answers to it.

use maud::html;

use super::answer::answer;
use super::frame::{Frame, SHARE_ROOT};
use super::{Page, SiteUrl};
use crate::model::County;
use crate::query::{Explorer, Query};
use crate::words::{ZH, page_title};

/// The page of a county, or `None` if the plan has no entry for it.
pub(super) fn page(
    explorer: &Explorer<'_>,
    county: County,
    site: Option<&SiteUrl>,
) -> Option<Page> {
    let plan = explorer.plan();
    let query = Query {
        counties: [county].into_iter().collect(),
        ..Query::default()
    };
    let view = explorer.view(&query);
    let profile = view.profile.as_ref()?;
    let frame = Frame {
        path: format!("s/county-{}.html", plan.id(county)),
        root: SHARE_ROOT,
        title: page_title(&ZH, plan, &query),
        // With the county's name, because three counties share one role.
        description: match profile.role {
            Some(role) => format!("{}：{}。", profile.county.zh, role.quote),
            None => format!(
                "{} · {}",
                profile.county.zh,
                ZH.total(query.view, view.total)
            ),
        },
        site,
        plan,
        view: &query,
        redirects: true,
    };
    let main = html! {
        h1 { (profile.county.zh) }
        (answer(explorer, &query, &view))
    };
    Some(frame.page(&main))
}
